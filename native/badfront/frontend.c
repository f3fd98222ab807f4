#include "frontend.h"

#include "xenstore.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

/* The header leaves this to Xen's own. */
typedef uint16_t domid_t;
#include <xen/evtchn.h>

/* An emulated machine with other work; a backend that connects a guest too often waits ten seconds first. */
enum { LIMIT_MS = 60000 };

static const char device[] = "device/vdispl/0/";

void fail(const char *what)
{
    fprintf(stderr, "badfront: %s: %s\n", what, strerror(errno));
    exit(1);
}

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static void node(struct frontend *frontend, const char *name, uint32_t value)
{
    char path[64], text[12];

    snprintf(path, sizeof path, "%s%s", device, name);
    snprintf(text, sizeof text, "%u", value);
    if (xenstore_write(frontend->xenbus, path, text)) {
        fail(path);
    }
}

void frontend_state(struct frontend *frontend, enum xenbus_state state)
{
    node(frontend, "state", state);
}

int backend_state(struct frontend *frontend)
{
    char text[16];

    return xenstore_read(frontend->xenbus, frontend->backend, text, sizeof text) ? 0 : atoi(text);
}

/* Until one of our two devices has something, or the time is over; takes what it has. */
static void pause_until(struct frontend *frontend, int64_t end)
{
    struct pollfd wait[] = {{.fd = frontend->xenbus, .events = POLLIN}, {.fd = frontend->evtchn, .events = POLLIN}};
    int64_t left = end - now_ms();
    uint32_t port;

    if (left <= 0 || poll(wait, 2, (int)left) <= 0) {
        return;
    }
    if (wait[0].revents && xenstore_skip_event(frontend->xenbus)) {
        fail("xenstore's events");
    }
    if (wait[1].revents && read(frontend->evtchn, &port, sizeof port) == sizeof port
        && write(frontend->evtchn, &port, sizeof port) != sizeof port) {
        fail("/dev/xen/evtchn");
    }
}

bool backend_reaches(struct frontend *frontend, enum xenbus_state state, int limit_ms)
{
    int64_t end = now_ms() + limit_ms;

    while (backend_state(frontend) != (int)state) {
        if (now_ms() >= end) {
            return false;
        }
        pause_until(frontend, end);
    }
    return true;
}

static void await_state(struct frontend *frontend, enum xenbus_state state)
{
    if (!backend_reaches(frontend, state, LIMIT_MS)) {
        errno = ETIMEDOUT;
        fail(state == CLOSED ? "the backend's state 6" : "the backend's state 2");
    }
}

void frontend_open(struct frontend *frontend)
{
    memset(frontend, 0, sizeof *frontend);
    if ((frontend->xenbus = xenstore_open_device()) < 0) {
        fail("/dev/xen/xenbus");
    }
    if ((frontend->evtchn = open("/dev/xen/evtchn", O_RDWR | O_CLOEXEC)) < 0) {
        fail("/dev/xen/evtchn");
    }
    if ((frontend->gntalloc = pages_open()) < 0) {
        fail("/dev/xen/gntalloc");
    }
    if (xenstore_read(frontend->xenbus, "device/vdispl/0/backend", frontend->backend, sizeof frontend->backend - 8)) {
        fail("device/vdispl/0/backend");
    }
    strcat(frontend->backend, "/state");
    if (xenstore_watch(frontend->xenbus, frontend->backend, "badfront")) {
        fail(frontend->backend);
    }
    if (backend_state(frontend) != INIT_WAIT) {
        frontend_state(frontend, CLOSED);
        await_state(frontend, CLOSED);
        frontend_state(frontend, INITIALISING);
        await_state(frontend, INIT_WAIT);
    }
}

struct pages frontend_pages(struct frontend *frontend, size_t count)
{
    struct pages pages;

    if (pages_grant(frontend->gntalloc, 0, count, &pages)) {
        fail("granting pages");
    }
    return pages;
}

static uint32_t port(struct frontend *frontend)
{
    struct ioctl_evtchn_bind_unbound_port request = {.remote_domain = 0};
    int bound = ioctl(frontend->evtchn, IOCTL_EVTCHN_BIND_UNBOUND_PORT, &request);

    if (bound < 0) {
        fail("an event channel");
    }
    return (uint32_t)bound;
}

bool frontend_connect(struct frontend *frontend, int limit_ms)
{
    frontend->ring_page = frontend_pages(frontend, 1);
    frontend->event_page = frontend_pages(frontend, 1);
    frontend->ring_port = port(frontend);
    frontend->event_port = port(frontend);
    frontend->ring = frontend->ring_page.memory;
    frontend->events = frontend->event_page.memory;
    frontend->ring->req_event = frontend->ring->rsp_event = 1;
    frontend->req_prod = 0;
    node(frontend, "0/req-ring-ref", frontend->ring_page.refs[0]);
    node(frontend, "0/req-event-channel", frontend->ring_port);
    node(frontend, "0/evt-ring-ref", frontend->event_page.refs[0]);
    node(frontend, "0/evt-event-channel", frontend->event_port);
    frontend_state(frontend, INITIALISED);
    if (!backend_reaches(frontend, CONNECTED, limit_ms)) {
        return false;
    }
    frontend_state(frontend, CONNECTED);
    return true;
}

static void unbind(struct frontend *frontend, uint32_t bound)
{
    struct ioctl_evtchn_unbind request = {.port = bound};

    if (ioctl(frontend->evtchn, IOCTL_EVTCHN_UNBIND, &request)) {
        fail("unbinding an event channel");
    }
}

void frontend_disconnect(struct frontend *frontend)
{
    unbind(frontend, frontend->ring_port);
    unbind(frontend, frontend->event_port);
    if (pages_end(frontend->gntalloc, &frontend->ring_page) || pages_end(frontend->gntalloc, &frontend->event_page)) {
        fail("ending grants");
    }
}

volatile struct request *frontend_request(struct frontend *frontend, uint8_t operation)
{
    volatile struct request *slot = &frontend->ring->slots[frontend->req_prod++ % RING_SLOTS].request;

    memset((void *)slot, 0, sizeof *slot);
    slot->id = frontend->id++;
    slot->operation = operation;
    return slot;
}

void frontend_notify(struct frontend *frontend)
{
    struct ioctl_evtchn_notify request = {.port = frontend->ring_port};

    atomic_thread_fence(memory_order_seq_cst);
    if (ioctl(frontend->evtchn, IOCTL_EVTCHN_NOTIFY, &request)) {
        fail("notifying the backend");
    }
}

void frontend_send(struct frontend *frontend)
{
    atomic_thread_fence(memory_order_release);
    frontend->ring->req_prod = frontend->req_prod;
    frontend_notify(frontend);
}

bool frontend_answered(struct frontend *frontend)
{
    int64_t end = now_ms() + LIMIT_MS;

    do {
        /* Asks to be woken by the last answer. */
        frontend->ring->rsp_event = frontend->req_prod;
        atomic_thread_fence(memory_order_seq_cst);
        if (frontend->ring->rsp_prod == frontend->req_prod) {
            atomic_thread_fence(memory_order_acquire);
            return true;
        }
        if (backend_state(frontend) != CONNECTED) {
            return false;
        }
        pause_until(frontend, end);
    } while (now_ms() < end);
    return false;
}

int frontend_status(const struct frontend *frontend)
{
    return frontend->ring->slots[(frontend->req_prod - 1) % RING_SLOTS].response.status;
}

void frontend_do(struct frontend *frontend, const char *what)
{
    frontend_send(frontend);
    if (!frontend_answered(frontend)) {
        errno = ETIMEDOUT;
        fail(what);
    }
    if (frontend_status(frontend)) {
        errno = -frontend_status(frontend);
        fail(what);
    }
}
