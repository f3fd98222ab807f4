/*
 * transom-device-model: what libxl starts in QEMU's place for a PV guest whose framebuffer Transom serves.
 *
 * libxl insists on a device model for a guest with a vfb line, waits for its "running" in xenstore, asks it a few things over
 * QMP, and kills it when the guest goes. This program is that partner and nothing else: it emulates no device and opens no
 * port, so the vfb and vkbd backends are free for Transom.
 */
#include "options.h"
#include "qmp.h"
#include "xenstore.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { MAX_CLIENTS = 8, POLL_STORE = 0, POLL_MONITORS = 1, POLL_CLIENTS = POLL_MONITORS + MAX_MONITORS };

static struct qmp clients[MAX_CLIENTS];
static volatile sig_atomic_t told_to_stop;

static void on_signal(int number)
{
    (void)number;
    told_to_stop = 1;
}

static int fail(const char *what)
{
    fprintf(stderr, "transom-device-model: %s: %s\n", what, strerror(errno));
    return -1;
}

static int listen_on(struct monitor *monitor)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};

    if (monitor->fd >= 0) {
        return listen(monitor->fd, MAX_CLIENTS) ? fail("listening on the inherited socket") : 0;
    }
    memcpy(address.sun_path, monitor->path, sizeof monitor->path);
    unlink(monitor->path); /* a predecessor that was killed leaves its socket */
    monitor->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (monitor->fd < 0 || bind(monitor->fd, (struct sockaddr *)&address, sizeof address) ||
        listen(monitor->fd, MAX_CLIENTS)) {
        return fail(monitor->path);
    }
    return 0;
}

static void accept_client(int listener)
{
    int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);

    for (int i = 0; fd >= 0 && i < MAX_CLIENTS; i++) {
        if (clients[i].fd < 0) {
            if (qmp_greet(&clients[i], fd)) {
                close(fd);
                clients[i].fd = -1;
            }
            return;
        }
    }
    if (fd >= 0) {
        fprintf(stderr, "transom-device-model: more than %d QMP clients, one refused\n", MAX_CLIENTS);
        close(fd);
    }
}

static int announce_running(int store, int domid)
{
    char path[64];

    snprintf(path, sizeof path, "/local/domain/0/device-model/%d/state", domid);
    return xenstore_write(store, path, "running") ? fail(path) : 0;
}

/* Returns 1 when the domain is gone, 0 when it lives, -1 when xenstored does not answer any more. */
static int domain_is_gone(int store, int domid)
{
    bool introduced;

    if (xenstore_is_introduced(store, domid, &introduced)) {
        return fail("xenstored");
    }
    return !introduced;
}

static int wait_for_work(struct pollfd *polled, const struct options *options, int store, const sigset_t *signals)
{
    polled[POLL_STORE] = (struct pollfd){.fd = store, .events = POLLIN};
    for (int i = 0; i < MAX_MONITORS; i++) {
        polled[POLL_MONITORS + i] =
            (struct pollfd){.fd = i < options->monitors ? options->monitor[i].fd : -1, .events = POLLIN};
    }
    for (int i = 0; i < MAX_CLIENTS; i++) {
        polled[POLL_CLIENTS + i] = (struct pollfd){.fd = clients[i].fd, .events = POLLIN};
    }
    if (ppoll(polled, POLL_CLIENTS + MAX_CLIENTS, NULL, signals) < 0) {
        memset(polled, 0, sizeof *polled * (POLL_CLIENTS + MAX_CLIENTS));
        return errno == EINTR ? 0 : fail("ppoll");
    }
    return 0;
}

/*
 * libxl ends its probe with "quit" and then signals the pid that it noted down: a probe that is gone by then costs an error
 * line. So it lingers until the signal, or until one has to believe that none will come.
 */
static void await_signal(const sigset_t *signals)
{
    const struct timespec limit = {.tv_sec = 5};

    if (!told_to_stop) {
        ppoll(NULL, 0, &limit, signals);
    }
}

static int serve(struct options *options, int store, const sigset_t *signals)
{
    struct pollfd polled[POLL_CLIENTS + MAX_CLIENTS];
    struct qmp_machine machine = {.running = !options->stopped};
    bool announced = false;

    while (!told_to_stop && !machine.quit) {
        if (machine.running && !announced && options->domid >= 0) {
            int gone = announce_running(store, options->domid) ? -1 : domain_is_gone(store, options->domid);
            if (gone) {
                return gone < 0;
            }
            announced = true;
        }
        if (wait_for_work(polled, options, store, signals)) {
            return 1;
        }
        if (polled[POLL_STORE].revents) {
            int gone = xenstore_skip_event(store) ? fail("xenstored") : domain_is_gone(store, options->domid);
            if (gone) {
                return gone < 0;
            }
        }
        for (int i = 0; i < MAX_CLIENTS; i++) {
            if (polled[POLL_CLIENTS + i].revents && qmp_serve(&clients[i], &machine)) {
                close(clients[i].fd);
                clients[i].fd = -1;
            }
        }
        for (int i = 0; i < options->monitors; i++) {
            if (polled[POLL_MONITORS + i].revents) {
                accept_client(options->monitor[i].fd);
            }
        }
    }
    return 0;
}

/* Signals are delivered only while ppoll waits, so none is lost between a look at the flag and the wait. */
static void catch_signals(sigset_t *while_waiting)
{
    struct sigaction action = {.sa_handler = on_signal};
    sigset_t blocked;

    sigemptyset(&blocked);
    sigaddset(&blocked, SIGTERM);
    sigaddset(&blocked, SIGHUP); /* libxl's way to end a device model */
    sigaddset(&blocked, SIGINT);
    sigprocmask(SIG_BLOCK, &blocked, while_waiting);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
    sigaction(SIGINT, &action, NULL);
    sigdelset(while_waiting, SIGTERM);
    sigdelset(while_waiting, SIGHUP);
    sigdelset(while_waiting, SIGINT);
}

int main(int argc, char **argv)
{
    struct options options;
    sigset_t signals;
    int store = -1, rc;

    if (options_parse(&options, argc, argv)) {
        return 2;
    }
    catch_signals(&signals);
    for (int i = 0; i < MAX_CLIENTS; i++) {
        clients[i].fd = -1;
    }
    for (int i = 0; i < options.monitors; i++) {
        if (listen_on(&options.monitor[i])) {
            return 1;
        }
    }
    if (options.domid >= 0) {
        store = xenstore_open();
        if (store < 0 || xenstore_watch(store, "@releaseDomain", "domain")) {
            fail("xenstored's socket");
            return 1;
        }
    }
    rc = serve(&options, store, &signals);
    if (options.domid < 0) {
        await_signal(&signals);
    }
    for (int i = 0; i < options.monitors; i++) {
        if (options.monitor[i].path[0]) {
            unlink(options.monitor[i].path);
        }
    }
    return rc;
}
