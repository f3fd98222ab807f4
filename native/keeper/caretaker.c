#include "caretaker.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "caretaker_connector.h"
#include "say.h"

enum {
    CONNECTORS = 1024, /* as many devices as may be served (max.devices of transom.guestfb.pv) */
    EVENTS = 64,       /* of one turn */
};

static const char CARE[] = "R/care/";
static const char CONFIG[] = "/config";

struct caretaker {
    struct store *store;
    int epoll;
    struct caretaker_connector *connectors[CONNECTORS]; /* NULL: free */
    bool due[CONNECTORS];
};

struct caretaker *caretaker_new(struct store *store)
{
    struct caretaker *caretaker = calloc(1, sizeof *caretaker);

    if (caretaker) {
        caretaker->store = store;
        caretaker->epoll = epoll_create1(EPOLL_CLOEXEC);
        if (caretaker->epoll < 0) {
            free(caretaker);
            return NULL;
        }
    }
    return caretaker;
}

int caretaker_fd(const struct caretaker *caretaker)
{
    return caretaker->epoll;
}

/* Its descriptors are other names for files that others have open: closing them does not take them out of the epoll set. */
static void let_go(struct caretaker *caretaker, int which)
{
    int fds[CARETAKER_FDS];

    caretaker_connector_fds(caretaker->connectors[which], fds);
    for (int i = 0; i < CARETAKER_FDS; i++) {
        epoll_ctl(caretaker->epoll, EPOLL_CTL_DEL, fds[i], NULL);
    }
    caretaker_connector_close(caretaker->connectors[which]);
    caretaker->connectors[which] = NULL;
}

static int find(const struct caretaker *caretaker, const char *name)
{
    for (int i = 0; i < CONNECTORS; i++) {
        if (caretaker->connectors[i] && strcmp(caretaker_connector_name(caretaker->connectors[i]), name) == 0) {
            return i;
        }
    }
    return -1;
}

static int free_place(const struct caretaker *caretaker)
{
    for (int i = 0; i < CONNECTORS; i++) {
        if (!caretaker->connectors[i]) {
            return i;
        }
    }
    return -1;
}

/* Whether it is served now. */
static bool begin(struct caretaker *caretaker, const char *name)
{
    int fds[CARETAKER_FDS], which = free_place(caretaker);

    if (find(caretaker, name) >= 0) {
        return true;
    }
    if (which < 0) {
        say("%s is not served: %d are", name, CONNECTORS);
        return false;
    }
    caretaker->connectors[which] = caretaker_connector_open(caretaker->store, name);
    if (!caretaker->connectors[which]) {
        return false;
    }
    caretaker_connector_fds(caretaker->connectors[which], fds);
    for (int i = 0; i < CARETAKER_FDS; i++) {
        struct epoll_event event = {.events = EPOLLIN, .data.u32 = which};
        if (epoll_ctl(caretaker->epoll, EPOLL_CTL_ADD, fds[i], &event)) {
            say("%s is not served: %m", name);
            let_go(caretaker, which);
            return false;
        }
    }
    return true;
}

static bool is_connector(const char *entry)
{
    size_t length = strlen(entry), suffix = sizeof CONFIG - 1;

    return strncmp(entry, CARE, sizeof CARE - 1) == 0 &&
        (length < suffix || strcmp(entry + length - suffix, CONFIG) != 0);
}

void caretaker_begin(struct caretaker *caretaker)
{
    int served = 0;

    for (size_t i = 0; i < caretaker->store->count; i++) {
        const char *entry = caretaker->store->entries[i].name;
        served += is_connector(entry) && begin(caretaker, entry + 2);
    }
    if (served) {
        say("%d connectors are served until somebody claims them", served);
    }
}

void caretaker_take(struct caretaker *caretaker, const char *name)
{
    char entry[STORE_NAME + 1];
    int length = snprintf(entry, sizeof entry, "R/%s", name);

    if (length < (int)sizeof entry && is_connector(entry) && store_find(caretaker->store, entry) >= 0) {
        begin(caretaker, name);
    }
}

void caretaker_turn(struct caretaker *caretaker)
{
    struct epoll_event events[EVENTS];
    int count = epoll_wait(caretaker->epoll, events, EVENTS, 0);

    memset(caretaker->due, 0, sizeof caretaker->due);
    for (int i = 0; i < count; i++) {
        caretaker->due[events[i].data.u32] = true;
    }
    for (int i = 0; i < CONNECTORS; i++) {
        if (caretaker->due[i] && caretaker->connectors[i] && !caretaker_connector_turn(caretaker->connectors[i])) {
            let_go(caretaker, i);
        }
    }
}

void caretaker_release(struct caretaker *caretaker, const char *name)
{
    int which = find(caretaker, name);

    if (which >= 0) {
        let_go(caretaker, which);
    }
}

void caretaker_dropped(struct caretaker *caretaker, const char *name)
{
    for (int i = 0; i < CONNECTORS; i++) {
        if (caretaker->connectors[i] && caretaker_connector_uses(caretaker->connectors[i], name)) {
            let_go(caretaker, i);
        }
    }
}

void caretaker_free(struct caretaker *caretaker)
{
    for (int i = 0; i < CONNECTORS; i++) {
        if (caretaker->connectors[i]) {
            let_go(caretaker, i);
        }
    }
    close(caretaker->epoll);
    free(caretaker);
}
