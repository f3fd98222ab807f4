#include "supervisor.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "orphans.h"
#include "say.h"

enum {
    AGAIN = 75,             /* exit status of a COMMAND that wants to be started again: EX_TEMPFAIL of sysexits.h */
    SIGNALLED = 128,        /* and the signal's number, as shells have it */
    SHORT_RUN_MS = 10000,   /* who ends sooner is started again later each time */
    FIRST_DELAY_MS = 100,
    LAST_DELAY_MS = 10000,
    STOP_MS = 15000,        /* for COMMAND to end when told to; then it is killed */
    RESTART_MS = 2000,      /* the same when it is replaced: guests wait for an answer, for 3 s at most (xen_drm_front.c) */
    DATAGRAMS = 64,         /* of one turn */
    LAST_DATAGRAMS = 65536, /* of a COMMAND that has gone: more than its socket's queue has */
};

enum purpose { RUN, REPLACE, STOP };

struct supervisor {
    const struct command *command;
    struct holder *holder;
    int signals;      /* a signalfd */
    pid_t pid;        /* 0: COMMAND does not run */
    int64_t started;  /* ms of the monotonic clock, as the others */
    int64_t deadline; /* when to start it, or to kill it; -1 for never */
    int64_t delay;    /* of the next start after a short run */
    bool was_ready;   /* some COMMAND was */
    bool ended;
    int status;
    enum purpose purpose;
};

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void end(struct supervisor *supervisor, int status)
{
    supervisor->ended = true;
    supervisor->status = status;
}

static void start(struct supervisor *supervisor)
{
    supervisor->purpose = RUN;
    supervisor->deadline = -1;
    supervisor->started = now_ms();
    supervisor->holder->ready = false;
    pid_t pid = command_start(supervisor->command, &supervisor->holder->store);
    if (pid < 0) {
        say("no process for %s: %s", supervisor->command->arguments[0], strerror(-pid));
        supervisor->deadline = supervisor->started + LAST_DELAY_MS;
        return;
    }
    supervisor->pid = pid;
}

/* 0 for a run that lasted, else longer each time. */
static int64_t next_delay(struct supervisor *supervisor)
{
    int64_t delay = supervisor->delay;

    if (now_ms() - supervisor->started >= SHORT_RUN_MS) {
        supervisor->delay = 0;
        return 0;
    }
    supervisor->delay = delay == 0 ? FIRST_DELAY_MS : delay * 2 > LAST_DELAY_MS ? LAST_DELAY_MS : delay * 2;
    return delay;
}

static void start_again(struct supervisor *supervisor, const char *how, int number, int64_t delay)
{
    say("%s (pid %d) ended by %s %d; %zu things are held; it is started again in %lld ms",
        supervisor->command->arguments[0], supervisor->pid, how, number, supervisor->holder->store.count,
        (long long)delay);
    supervisor->deadline = now_ms() + delay;
}

static void command_ended(struct supervisor *supervisor, int wait_status)
{
    struct holder *holder = supervisor->holder;
    bool exited = WIFEXITED(wait_status);
    int number = exited ? WEXITSTATUS(wait_status) : WTERMSIG(wait_status);
    int status = exited ? number : SIGNALLED + number;

    /* Nobody may serve guests when somebody else begins to. */
    orphans_end(RESTART_MS);
    /* What it sent before it died counts. */
    holder_turn(holder, LAST_DATAGRAMS);
    supervisor->was_ready |= holder->ready;
    bool replaced = supervisor->purpose == REPLACE || (status == AGAIN && holder->ready);
    if (supervisor->purpose == STOP || status == 0) {
        end(supervisor, 0);
    } else if (!replaced && !supervisor->was_ready && holder->store.count == 0) {
        /* It never worked, and nobody depends on it: whoever started the keeper is to see that. */
        end(supervisor, status);
    } else {
        caretaker_begin(holder->caretaker);
        start_again(supervisor, exited ? "status" : "signal", number, replaced ? 0 : next_delay(supervisor));
    }
    supervisor->pid = 0;
}

static void reap(struct supervisor *supervisor)
{
    int status;
    pid_t pid;

    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
        if (pid == supervisor->pid) {
            command_ended(supervisor, status);
        }
    }
}

static void tell(struct supervisor *supervisor, enum purpose purpose, int signal, int patience_ms)
{
    if (supervisor->pid == 0) {
        if (purpose == STOP) {
            end(supervisor, 0);
        } else {
            supervisor->deadline = now_ms();
        }
    } else if (purpose >= supervisor->purpose) {
        kill(supervisor->pid, signal);
        if (purpose > supervisor->purpose) {
            supervisor->purpose = purpose;
            supervisor->deadline = now_ms() + patience_ms;
        }
    }
}

static void take_signal(struct supervisor *supervisor)
{
    struct signalfd_siginfo info;

    if (read(supervisor->signals, &info, sizeof info) != sizeof info) {
        return;
    }
    switch (info.ssi_signo) {
    case SIGCHLD:
        reap(supervisor);
        break;
    case SIGUSR1:
        tell(supervisor, REPLACE, SIGTERM, RESTART_MS);
        break;
    default:
        tell(supervisor, STOP, info.ssi_signo, STOP_MS);
    }
}

static void deadline_passed(struct supervisor *supervisor)
{
    if (supervisor->pid == 0) {
        start(supervisor);
    } else {
        say("%s (pid %d) does not end; it is killed", supervisor->command->arguments[0], supervisor->pid);
        kill(supervisor->pid, SIGKILL);
        supervisor->deadline = -1;
    }
}

static int patience(const struct supervisor *supervisor)
{
    if (supervisor->deadline < 0) {
        return -1;
    }
    int64_t left = supervisor->deadline - now_ms();
    return left < 0 ? 0 : (int)left;
}

static void turn(struct supervisor *supervisor)
{
    struct holder *holder = supervisor->holder;
    struct pollfd fds[] = {
        {.fd = holder->socket, .events = POLLIN},
        {.fd = supervisor->signals, .events = POLLIN},
        {.fd = caretaker_fd(holder->caretaker), .events = POLLIN},
    };

    if (poll(fds, sizeof fds / sizeof *fds, patience(supervisor)) < 0 && errno != EINTR) {
        say("poll: %s", strerror(errno));
        end(supervisor, 1);
        return;
    }
    /* Datagrams first: what COMMAND sent before it died is in the store when its death is looked at. */
    if (fds[0].revents) {
        holder_turn(holder, DATAGRAMS);
    }
    if (fds[2].revents) {
        caretaker_turn(holder->caretaker);
    }
    if (fds[1].revents) {
        take_signal(supervisor);
    }
    if (!supervisor->ended && patience(supervisor) == 0) {
        deadline_passed(supervisor);
    }
}

int supervise(const struct command *command, struct holder *holder)
{
    struct supervisor supervisor = {.command = command, .holder = holder, .deadline = -1};
    sigset_t signals;

    orphans_adopt();
    sigemptyset(&signals);
    sigaddset(&signals, SIGCHLD);
    sigaddset(&signals, SIGUSR1);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGHUP);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    supervisor.signals = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    if (supervisor.signals < 0) {
        say("signalfd: %s", strerror(errno));
        return 1;
    }
    if (holder->store.count) {
        outer_claim(&holder->outer, &holder->store);
        caretaker_begin(holder->caretaker);
    }
    start(&supervisor);
    while (!supervisor.ended) {
        turn(&supervisor);
    }
    close(supervisor.signals);
    return supervisor.status;
}
