#include "server.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "command.h"
#include "screen.h"

enum { LINE = 256, NOBODY = -1 };

struct server {
    const char *path;
    struct card card; /* open while a screen is */
    struct screen screens[CONNECTORS];
    int waiting[CONNECTORS]; /* who asked for the flips that run there, or NOBODY */
};

static void answer(int client, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void answer(int client, const char *format, ...)
{
    char line[LINE];
    va_list arguments;
    int length;

    if (client == NOBODY) {
        return;
    }
    va_start(arguments, format);
    length = vsnprintf(line, sizeof line - 1, format, arguments);
    va_end(arguments);
    if (length > (int)sizeof line - 2) {
        length = sizeof line - 2;
    }
    line[length] = '\n';
    /* Who has gone does not want it any more. */
    send(client, line, length + 1, MSG_NOSIGNAL);
    close(client);
}

static void answer_error(int client, const char *failed)
{
    answer(client, "error: %s: %s", failed, strerror(errno));
}

/* The figures of flips that have ended. */
static void answer_flips(int client, unsigned connector, const struct screen *screen)
{
    const struct flips *flips = &screen->flips;
    double seconds = (flips->last_ns - flips->started_ns) / 1e9;
    char reason[LINE / 2] = "";

    if (flips->failed) {
        snprintf(reason, sizeof reason, " reason=%s: %s", flips->failed, strerror(flips->error));
    }
    answer(client, "%sconnector=%u flips=%llu seconds=%.3f rate=%.1f gap_ms=%lld frame=%u errors=%d%s",
           flips->failed ? "error: " : "", connector, (unsigned long long)flips->done, seconds,
           seconds > 0 ? flips->done / seconds : 0, (long long)(flips->longest_gap_ns / 1000000), screen->frame,
           flips->failed != NULL, reason);
}

static bool any_open(const struct server *server)
{
    for (unsigned i = 0; i < CONNECTORS; i++) {
        if (server->screens[i].open) {
            return true;
        }
    }
    return false;
}

static void release_card(struct server *server)
{
    if (server->card.fd >= 0 && !any_open(server)) {
        card_close(&server->card);
    }
}

/* To whoever waits for flips that do not run any more. */
static void report(struct server *server, unsigned connector)
{
    if (!server->screens[connector].flips.running && server->waiting[connector] != NOBODY) {
        answer_flips(server->waiting[connector], connector, &server->screens[connector]);
        server->waiting[connector] = NOBODY;
    }
}

static void do_open(struct server *server, const struct command *command, int client)
{
    struct screen *screen = &server->screens[command->connector];
    const char *failed = "";
    int64_t started = now_ns();

    if (screen->open) {
        answer(client, "error: connector %u is open already", command->connector);
        return;
    }
    if ((server->card.fd < 0 && card_open(&server->card, server->path, &failed)) ||
        screen_open(screen, &server->card, command->connector, command->format, &failed)) {
        answer_error(client, failed);
        release_card(server);
        return;
    }
    answer(client, "connector=%u width=%u height=%u format=%.4s pitch=%u frame=%u ms=%lld", command->connector,
           screen->output.mode.hdisplay, screen->output.mode.vdisplay, (const char *)&screen->format->fourcc,
           screen->buffers[0].pitch, screen->frame, (long long)((now_ns() - started) / 1000000));
}

static void do_flips(struct server *server, const struct command *command, int client)
{
    struct screen *screen = &server->screens[command->connector];

    if (screen->flips.running) {
        answer(client, "error: connector %u flips already; still %u ends that", command->connector, command->connector);
        return;
    }
    screen_start(screen, &server->card, command->connector, command->flips, command->drawing);
    if (command->verb == FLIP || !screen->flips.running) {
        server->waiting[command->connector] = client;
        report(server, command->connector);
    } else {
        answer(client, "connector=%u runs", command->connector);
    }
}

static void do_still(struct server *server, unsigned connector, int client)
{
    struct screen *screen = &server->screens[connector];

    if (server->waiting[connector] != NOBODY) {
        answer(client, "error: connector %u flips for somebody who waits for it", connector);
        return;
    }
    /* The flip on its way is the last. */
    screen->flips.wanted = 1;
    server->waiting[connector] = client;
    report(server, connector);
}

static void do_check(struct server *server, unsigned connector, int client)
{
    const struct screen *screen = &server->screens[connector];

    if (screen->flips.running) {
        answer(client, "error: connector %u flips; still %u ends that", connector, connector);
    } else {
        answer(client, "connector=%u frame=%u wrong=%llu", connector, screen->frame,
               (unsigned long long)screen_wrong(screen));
    }
}

static void do_close(struct server *server, unsigned connector, int client)
{
    struct screen *screen = &server->screens[connector];

    screen_close(screen, &server->card);
    report(server, connector);
    release_card(server);
    answer(client, "connector=%u closed frame=%u", connector, screen->frame);
}

static void obey(struct server *server, char *line, int client)
{
    struct command command;
    char error[LINE - 16];

    if (!command_parse(line, &command, error, sizeof error)) {
        answer(client, "error: %s", error);
    } else if (command.verb == OPEN) {
        do_open(server, &command, client);
    } else if (!server->screens[command.connector].open) {
        answer(client, "error: connector %u is not open", command.connector);
    } else if (command.verb == STILL) {
        do_still(server, command.connector, client);
    } else if (command.verb == CHECK) {
        do_check(server, command.connector, client);
    } else if (command.verb == CLOSE) {
        do_close(server, command.connector, client);
    } else {
        do_flips(server, &command, client);
    }
}

static void take_command(struct server *server, int listener)
{
    const struct timeval limit = {.tv_sec = 5};
    char line[LINE];
    ssize_t length;
    int client = accept4(listener, NULL, NULL, SOCK_CLOEXEC);

    if (client < 0) {
        return;
    }
    setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    length = recv(client, line, sizeof line - 1, 0);
    if (length <= 0) {
        close(client);
        return;
    }
    line[length] = 0;
    obey(server, line, client);
}

static void flipped(void *context, uint64_t connector)
{
    struct server *server = context;

    if (connector < CONNECTORS && server->screens[connector].open) {
        screen_flipped(&server->screens[connector], &server->card, connector);
        report(server, connector);
    }
}

static void give_up_the_stuck(struct server *server)
{
    int64_t now = now_ns();

    for (unsigned i = 0; i < CONNECTORS; i++) {
        if (screen_is_stuck(&server->screens[i], now)) {
            screen_give_up(&server->screens[i]);
            report(server, i);
        }
    }
}

int server_run(const char *path, const struct sockaddr_un *address)
{
    struct server server = {.path = path, .card = {.fd = -1}};
    struct pollfd polls[2] = {{.events = POLLIN}, {.events = POLLIN}};

    for (unsigned i = 0; i < CONNECTORS; i++) {
        server.waiting[i] = NOBODY;
    }
    unlink(address->sun_path);
    polls[0].fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    if (polls[0].fd < 0 || bind(polls[0].fd, (const struct sockaddr *)address, sizeof *address) ||
        listen(polls[0].fd, 8)) {
        fprintf(stderr, "kms: %s: %s\n", address->sun_path, strerror(errno));
        return 1;
    }
    for (;;) {
        polls[1].fd = server.card.fd;
        if (poll(polls, 2, 1000) < 0 && errno != EINTR) {
            fprintf(stderr, "kms: poll: %s\n", strerror(errno));
            return 1;
        }
        if (polls[1].fd >= 0 && polls[1].revents & POLLIN) {
            card_events(&server.card, flipped, &server);
        }
        if (polls[0].revents & POLLIN) {
            take_command(&server, polls[0].fd);
        }
        give_up_the_stuck(&server);
    }
}
