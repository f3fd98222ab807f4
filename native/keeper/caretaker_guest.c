#include "caretaker_guest.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "record.h"

void guest_check(bool condition, const char *file, int line, const char *text, const char *format, ...)
{
    va_list arguments;

    if (condition) {
        return;
    }
    va_start(arguments, format);
    fprintf(stderr, "%s:%d: not %s: ", file, line, text);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    exit(1);
}

int64_t guest_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

static void put_fd(struct store *store, const char *kind, const char *name, const char *suffix, int fd)
{
    char full[STORE_NAME + 64];

    snprintf(full, sizeof full, "%s%s%s", kind, name, suffix);
    CHECK(store_put(store, full, fcntl(fd, F_DUPFD_CLOEXEC, 0)) == 0, "%s", full);
}

void guest_put_record(struct store *store, const char *name, const void *bytes, size_t length)
{
    int fd = record_create("test", bytes, length);

    CHECK(fd >= 0, "%s", name);
    put_fd(store, "R/", name, "", fd);
    close(fd);
}

static void put_lines(struct store *store, const char *prefix, const char *name, const char *suffix, const char *lines)
{
    char full[STORE_NAME + 64];

    snprintf(full, sizeof full, "%s%s%s", prefix, name, suffix);
    guest_put_record(store, full, lines, strlen(lines));
}

void guest_put_care(struct guest *guest, struct store *store, const char *lines)
{
    guest_put_record(store, guest->care, lines, strlen(lines));
}

static void put_page(struct guest *guest, struct store *store, const char *which, int page)
{
    char lines[100], name[STORE_NAME + 1];

    snprintf(lines, sizeof lines, "version=1\nkind=file\noffset=%d\n", page * DISPLIF_PAGE);
    put_lines(store, "xen/page/", guest->name, which, lines);
    snprintf(name, sizeof name, "xen/page/%s%s", guest->name, which);
    put_fd(store, "F/", name, "", guest->memory);
}

static void put_channel(struct guest *guest, struct store *store, const char *which, int *own, int *peer)
{
    char name[STORE_NAME + 1];

    *own = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    *peer = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    put_lines(store, "xen/channel/", guest->name, which, "version=1\nkind=eventfd\ndomain=3\nremote-port=7\nport=1\n");
    snprintf(name, sizeof name, "xen/channel/%s%s", guest->name, which);
    put_fd(store, "F/", name, "", *own);
    put_fd(store, "F/", name, "/peer", *peer);
}

void guest_start(struct guest *guest, struct store *store, int index, uint32_t begin, int64_t period)
{
    const struct {
        uint32_t version, events;
        uint64_t fb_cookie;
    } config = {1, begin, 1};
    char lines[1000], config_name[80];

    memset(guest, 0, sizeof *guest);
    snprintf(guest->name, sizeof guest->name, "vdispl/3/0/%d", index);
    snprintf(guest->care, sizeof guest->care, "care/vdispl/3/0/%d", index);
    guest->memory = memfd_create("guest", MFD_CLOEXEC);
    CHECK(ftruncate(guest->memory, 4 * DISPLIF_PAGE) == 0, "%m");
    char *memory = mmap(NULL, 4 * DISPLIF_PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, guest->memory, 0);
    CHECK(memory != MAP_FAILED, "%m");
    guest->requests = (void *)(memory + DISPLIF_PAGE);
    guest->events = (void *)(memory + 3 * DISPLIF_PAGE);
    guest->requests->req_prod = guest->requests->rsp_prod = guest->req_prod = guest->rsp_cons = begin;
    guest->events->in_prod = guest->events->in_cons = guest->in_cons = begin;
    put_page(guest, store, "/requests", 1);
    put_page(guest, store, "/events", 3);
    put_channel(guest, store, "/requests", &guest->request_own, &guest->request_peer);
    put_channel(guest, store, "/events", &guest->event_own, &guest->event_peer);
    snprintf(config_name, sizeof config_name, "%s/config", guest->care);
    guest_put_record(store, config_name, &config, sizeof config);
    snprintf(lines, sizeof lines,
        "version=1\nrequests=%1$s/requests\nevents=%1$s/events\nrequest-channel=%1$s/requests\n"
        "event-channel=%1$s/events\nconfig=%2$s\nwidth=640\nheight=480\nperiod-nanos=%3$lld\n",
        guest->name, config_name, (long long)period);
    guest_put_care(guest, store, lines);
}

void guest_end(struct guest *guest)
{
    munmap((char *)guest->requests - DISPLIF_PAGE, 4 * DISPLIF_PAGE);
    close(guest->memory);
    close(guest->request_own);
    close(guest->request_peer);
    close(guest->event_own);
    close(guest->event_peer);
}

void guest_ask(struct guest *guest, uint8_t operation, const void *bytes, size_t length)
{
    struct displif_request request = {.id = (uint16_t)guest->req_prod, .operation = operation};

    memcpy(request.bytes, bytes, length);
    memcpy(&guest->requests->slots[guest->req_prod % DISPLIF_SLOTS], &request, sizeof request);
    __atomic_store_n(&guest->requests->req_prod, ++guest->req_prod, __ATOMIC_SEQ_CST);
    eventfd_write(guest->request_own, 1);
}

void guest_flip(struct guest *guest, uint64_t fb_cookie)
{
    guest_ask(guest, DISPLIF_PG_FLIP, &fb_cookie, sizeof fb_cookie);
}

void guest_configure(struct guest *guest, uint64_t fb_cookie, uint32_t x, uint32_t y, uint32_t width, uint32_t height)
{
    struct displif_set_config config = {
        .fb_cookie = fb_cookie, .x = x, .y = y, .width = width, .height = height, .bpp = fb_cookie ? 32 : 0};

    guest_ask(guest, DISPLIF_SET_CONFIG, &config, sizeof config);
}

bool guest_answered(struct guest *guest, int *status)
{
    struct displif_response response;

    if (__atomic_load_n(&guest->requests->rsp_prod, __ATOMIC_ACQUIRE) == guest->rsp_cons) {
        return false;
    }
    memcpy(&response, &guest->requests->slots[guest->rsp_cons % DISPLIF_SLOTS], sizeof response);
    CHECK(response.id == (uint16_t)guest->rsp_cons, "id %u of answer %u", response.id, guest->rsp_cons);
    for (unsigned i = 0; i < sizeof response.bytes; i++) {
        CHECK(response.bytes[i] == 0, "byte %u of answer %u", i, guest->rsp_cons);
    }
    guest->rsp_cons++;
    *status = response.status;
    return true;
}

bool guest_flipped(struct guest *guest, uint64_t *fb_cookie)
{
    struct displif_event event;

    if (__atomic_load_n(&guest->events->in_prod, __ATOMIC_ACQUIRE) == guest->in_cons) {
        return false;
    }
    memcpy(&event, &guest->events->slots[guest->in_cons % DISPLIF_EVENTS], sizeof event);
    CHECK(event.id == (uint16_t)guest->in_cons, "id %u of event %u", event.id, guest->in_cons);
    CHECK(event.type == DISPLIF_EVENT_PG_FLIP, "type %u", event.type);
    guest->in_cons++;
    *fb_cookie = event.fb_cookie;
    return true;
}
