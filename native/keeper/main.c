/* keeper [--socket PATH] [--pid-file PATH] -- COMMAND...: runs COMMAND, starts it again when it dies, and holds what it must
 * not lose: open files, by systemd's fd-store protocol (sd_pid_notify_with_fds(3), sd_listen_fds(3)). */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <unistd.h>

#include "notify.h"
#include "say.h"
#include "supervisor.h"

enum { FAILED = 1, USAGE = 2 };

static const char HELP[] =
    "usage: keeper [--socket PATH] [--pid-file PATH] -- COMMAND...\n"
    "Runs COMMAND and holds its open files for it, by systemd's fd-store protocol.\n"
    "COMMAND is started again when it dies. The keeper ends when it exits with 0, or when it never was ready (READY=1).\n"
    "SIGUSR1: COMMAND is ended and started again. SIGTERM, SIGINT, SIGHUP: it is ended, and the keeper ends.\n"
    "Under systemd, or another keeper, that one holds the same files, so that the keeper can be replaced too.\n"
    "  --socket PATH    of $NOTIFY_SOCKET (an abstract one)\n"
    "  --pid-file PATH  locked while the keeper runs\n";

struct options {
    const char *socket, *pid_file;
    char *const *command;
};

static int parse(int count, char **arguments, struct options *options)
{
    static const struct option known[] = {
        {"socket", required_argument, NULL, 's'},
        {"pid-file", required_argument, NULL, 'p'},
        {"help", no_argument, NULL, 'h'},
        {0},
    };
    int option;

    while ((option = getopt_long(count, arguments, "+h", known, NULL)) != -1) {
        switch (option) {
        case 's':
            options->socket = optarg;
            break;
        case 'p':
            options->pid_file = optarg;
            break;
        case 'h':
            fputs(HELP, stdout);
            exit(0);
        default:
            return USAGE;
        }
    }
    options->command = arguments + optind;
    return arguments[optind] ? 0 : USAGE;
}

/* Room for what is held, twice while COMMAND is started, and for the caretaker's. */
static void raise_limit(void)
{
    const rlim_t wanted = 4 * STORE_ENTRIES;
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < wanted) {
        struct rlimit more = {.rlim_cur = wanted, .rlim_max = limit.rlim_max < wanted ? wanted : limit.rlim_max};
        if (setrlimit(RLIMIT_NOFILE, &more)) {
            limit.rlim_cur = limit.rlim_max;
            setrlimit(RLIMIT_NOFILE, &limit);
            say("only %llu files may be open: fewer than %d can be held", (unsigned long long)limit.rlim_cur,
                STORE_ENTRIES);
        }
    }
}

/* 0 if it is ours until this process ends. */
static int lock(const char *path)
{
    char text[24] = "";
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

    if (fd < 0) {
        say("pid file %s: %s", path, strerror(errno));
        return FAILED;
    }
    if (flock(fd, LOCK_EX | LOCK_NB)) {
        ssize_t length = read(fd, text, sizeof text - 1);
        text[length > 0 ? length : 0] = '\0';
        say("another keeper has %s: pid %.*s", path, (int)strcspn(text, "\n"), text);
        return FAILED;
    }
    int length = snprintf(text, sizeof text, "%d\n", getpid());
    if (ftruncate(fd, 0) || write(fd, text, length) != length) {
        say("pid file %s: %s", path, strerror(errno));
        return FAILED;
    }
    return 0;
}

static int set_up(struct holder *holder, const struct options *options, char address[static 128])
{
    int taken = outer_take(&holder->store);
    int result = taken < 0 ? taken : outer_connect(&holder->outer);

    if (result) {
        say("$NOTIFY_SOCKET '%s': %s", getenv("NOTIFY_SOCKET"), strerror(-result));
        return FAILED;
    }
    if (taken) {
        say("%d things were held for this keeper", taken);
    }
    holder->socket = notify_open(options->socket, address);
    if (holder->socket < 0) {
        say("socket %s: %s", options->socket ? options->socket : "", strerror(-holder->socket));
        return FAILED;
    }
    holder->caretaker = caretaker_new(&holder->store);
    return holder->caretaker ? 0 : FAILED;
}

int main(int count, char **arguments)
{
    struct options options = {0};
    struct holder holder = {0};
    char address[128];
    int status = parse(count, arguments, &options);

    if (status) {
        fputs(HELP, stderr);
        return status;
    }
    signal(SIGPIPE, SIG_IGN);
    raise_limit();
    if ((options.pid_file && (status = lock(options.pid_file))) || (status = set_up(&holder, &options, address))) {
        return status;
    }
    struct command command = {
        .arguments = options.command,
        .socket = address,
        .outer = holder.outer.socket < 0 ? "" : getenv("TRANSOM_KEEPER") ? "keeper" : "systemd",
    };
    status = supervise(&command, &holder);
    caretaker_free(holder.caretaker);
    /* What an outer one holds it holds on: this is the keeper's end, not the guests'. */
    store_clear(&holder.store);
    if (options.socket) {
        unlink(options.socket);
    }
    return status;
}
