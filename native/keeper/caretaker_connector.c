#include "caretaker_connector.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "caretaker_channel.h"
#include "caretaker_config.h"
#include "caretaker_lines.h"
#include "caretaker_page.h"
#include "caretaker_ring.h"
#include "say.h"

enum {
    QUOTA = DISPLIF_SLOTS, /* requests of one turn: other guests wait */
    SIDE = 16384,          /* of a picture, at most, as ConnectorSize.java has it */
};

static const int64_t SECOND = 1000000000;

struct caretaker_connector {
    char name[STORE_NAME + 1];
    char pages[2][STORE_NAME + 1], channels[2][STORE_NAME + 1];
    struct caretaker_config config;
    void *request_page, *event_page;
    struct caretaker_channel request_channel, event_channel;
    struct caretaker_ring ring;
    int timer;
    int64_t period; /* ns between two flips, at least */
    int64_t due;    /* when the next one may be answered; ns of the monotonic clock */
};

enum outcome { ANSWERED, LATER, LEFT, BROKEN };

static int64_t now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * SECOND + now.tv_nsec;
}

static bool read_names(const struct store *store, struct caretaker_connector *connector)
{
    struct caretaker_lines lines;
    uint64_t width, height, period;

    if (!caretaker_lines_read(store, connector->name, &lines) ||
        !caretaker_lines_name(&lines, "requests", "xen/page/", connector->pages[0]) ||
        !caretaker_lines_name(&lines, "events", "xen/page/", connector->pages[1]) ||
        !caretaker_lines_name(&lines, "request-channel", "xen/channel/", connector->channels[0]) ||
        !caretaker_lines_name(&lines, "event-channel", "xen/channel/", connector->channels[1]) ||
        !caretaker_lines_name(&lines, "config", "", connector->config.name) ||
        !caretaker_lines_number(&lines, "width", 1, SIDE, &width) ||
        !caretaker_lines_number(&lines, "height", 1, SIDE, &height) ||
        !caretaker_lines_number(&lines, "period-nanos", 1, SECOND, &period)) {
        return false;
    }
    connector->config.width = width;
    connector->config.height = height;
    connector->period = period;
    return true;
}

/* What could not be had, or NULL; the reason is in errno. */
static const char *take(const struct store *store, struct caretaker_connector *connector)
{
    errno = EPROTO;
    if (!read_names(store, connector)) {
        return "its record";
    }
    if (!caretaker_config_open(store, &connector->config)) {
        return connector->config.name;
    }
    connector->request_page = caretaker_page_map(store, connector->pages[0]);
    if (!connector->request_page) {
        return connector->pages[0];
    }
    connector->event_page = caretaker_page_map(store, connector->pages[1]);
    if (!connector->event_page) {
        return connector->pages[1];
    }
    if (!caretaker_channel_open(store, connector->channels[0], &connector->request_channel)) {
        return connector->channels[0];
    }
    if (!caretaker_channel_open(store, connector->channels[1], &connector->event_channel)) {
        return connector->channels[1];
    }
    connector->timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    return connector->timer < 0 ? "a timer" : NULL;
}

static void come_back(struct caretaker_connector *connector, int64_t when)
{
    struct itimerspec timer = {.it_value = {.tv_sec = when / SECOND, .tv_nsec = when % SECOND}};

    timerfd_settime(connector->timer, TFD_TIMER_ABSTIME, &timer, NULL);
}

struct caretaker_connector *caretaker_connector_open(const struct store *store, const char *name)
{
    struct caretaker_connector *connector = calloc(1, sizeof *connector);

    if (!connector) {
        return NULL;
    }
    strncpy(connector->name, name, STORE_NAME);
    connector->timer = connector->config.fd = -1;
    connector->request_channel = connector->event_channel = caretaker_channel_none();
    const char *missing = take(store, connector);
    if (missing) {
        say("%s is not served: %s: %s", name, missing, strerror(errno));
        caretaker_connector_close(connector);
        return NULL;
    }
    caretaker_ring_attach(&connector->ring, connector->request_page, connector->event_page);
    /* The channels may have been pending all the time, and their events taken: the first look is at the ring. The guest may
     * not have been told of what was answered. */
    connector->due = now_ns();
    come_back(connector, connector->due);
    caretaker_channel_send(&connector->event_channel);
    caretaker_channel_send(&connector->request_channel);
    return connector;
}

void caretaker_connector_fds(const struct caretaker_connector *connector, int fds[static CARETAKER_FDS])
{
    fds[0] = connector->request_channel.fd;
    fds[1] = connector->event_channel.fd;
    fds[2] = connector->timer;
}

static void answer(struct caretaker_connector *connector, const struct displif_request *request, int status)
{
    caretaker_ring_answer(&connector->ring, request, status);
    caretaker_channel_send(&connector->request_channel);
}

/* Whether there is such a framebuffer, the next COMMAND knows: it shows nothing if not. */
static enum outcome flip(struct caretaker_connector *connector, const struct displif_request *request)
{
    int64_t now = now_ns();

    if (request->fb_cookie == 0 || connector->config.fb_cookie == 0) {
        answer(connector, request, request->fb_cookie == 0 ? -ENOENT : -EINVAL);
        return ANSWERED;
    }
    if (now < connector->due) {
        come_back(connector, connector->due);
        return LATER;
    }
    connector->due = now - connector->due < connector->period ? connector->due + connector->period : now + connector->period;
    caretaker_ring_flip_done(&connector->ring, request->fb_cookie);
    caretaker_channel_send(&connector->event_channel);
    answer(connector, request, 0);
    return ANSWERED;
}

static enum outcome serve_one(struct caretaker_connector *connector)
{
    struct displif_request request;

    switch (caretaker_ring_head(&connector->ring, &request)) {
    case HEAD_NONE:
        return LEFT;
    case HEAD_BROKEN:
        say("%s is let go of: its ring claims more requests than there are slots (%u are answered)", connector->name,
            connector->ring.rsp_prod);
        return BROKEN;
    case HEAD_REQUEST:
        break;
    }
    if (request.operation == DISPLIF_PG_FLIP) {
        return flip(connector, &request);
    }
    if (request.operation != DISPLIF_SET_CONFIG) {
        return LEFT;
    }
    int status = caretaker_config_set(&connector->config, &request.config, connector->ring.in_prod);
    if (status == -EIO) {
        say("%s is let go of: what it shows cannot be kept", connector->name);
        return BROKEN;
    }
    answer(connector, &request, status);
    return ANSWERED;
}

bool caretaker_connector_turn(struct caretaker_connector *connector)
{
    uint64_t expirations;
    enum outcome outcome = ANSWERED;

    if (read(connector->timer, &expirations, sizeof expirations) < 0 && errno != EAGAIN) {
        return false;
    }
    caretaker_channel_acknowledge(&connector->request_channel);
    caretaker_channel_acknowledge(&connector->event_channel);
    for (int i = 0; i < QUOTA && outcome == ANSWERED; i++) {
        outcome = serve_one(connector);
    }
    if (outcome == ANSWERED) {
        come_back(connector, now_ns());
    }
    return outcome != BROKEN;
}

const char *caretaker_connector_name(const struct caretaker_connector *connector)
{
    return connector->name;
}

/* Files of a channel have its name and a suffix. */
static bool begins_with(const char *name, const char *begin)
{
    size_t length = strlen(begin);

    return length && strncmp(name, begin, length) == 0 && (name[length] == '\0' || name[length] == '/');
}

bool caretaker_connector_uses(const struct caretaker_connector *connector, const char *entry)
{
    if (strncmp(entry, "F/", 2) && strncmp(entry, "R/", 2)) {
        return false;
    }
    const char *name = entry + 2;
    return strcmp(name, connector->name) == 0 || strcmp(name, connector->config.name) == 0 ||
        begins_with(name, connector->pages[0]) || begins_with(name, connector->pages[1]) ||
        begins_with(name, connector->channels[0]) || begins_with(name, connector->channels[1]);
}

void caretaker_connector_close(struct caretaker_connector *connector)
{
    if (connector->timer >= 0) {
        close(connector->timer);
    }
    caretaker_channel_close(&connector->request_channel);
    caretaker_channel_close(&connector->event_channel);
    caretaker_page_unmap(connector->request_page);
    caretaker_page_unmap(connector->event_page);
    caretaker_config_close(&connector->config);
    free(connector);
}
