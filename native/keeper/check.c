/* check KEEPER: plays COMMAND to it, alone, under another keeper and under systemd. Exits 0 when every expectation held. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "check_agent.h"
#include "check_play.h"
#include "record.h"
#include "store.h"

static void check_store(void)
{
    pid_t pid = start(false, false);
    int agent = next_agent();
    struct stat file;

    expect(stat(socket_path, &file) == 0 && (file.st_mode & 07777) == 0600, "its socket is its user's only", socket_path);
    expect_list(agent, "", "nothing is held at first");
    ask(agent, "fd one FDSTORE=1|FDNAME=F/a|FDPOLL=0");
    ask(agent, "fd two FDSTORE=1|FDNAME=R/vdispl/3/0:x");
    ask(agent, "fd two FDSTORE=1|FDNAME=R/vdispl/3/0");
    ask(agent, "fd three FDSTORE=1");
    agent = again(agent, "exit 9");
    expect_list(agent, "F/a=one R/vdispl/3/0=two stored=three", "the next one has what was held, by name");
    expect(atoi(ask(agent, "open")) == 3 + 1 + 3, "and no other file of the keeper's", ask(agent, "open"));
    ask(agent, "fd new FDSTORE=1|FDNAME=F/a");
    ask(agent, "send FDSTOREREMOVE=1|FDNAME=R/vdispl/3/0");
    ask(agent, "send FDSTOREREMOVE=1|FDNAME=none");
    ask(agent, "two FDSTORE=1|FDNAME=two");
    ask(agent, "send FDSTORE=1|FDNAME=empty");
    ask(agent, "barrier");
    agent = again(agent, "exit 9");
    expect_list(agent, "F/a=new stored=three", "what was replaced and removed is");
    ask(agent, "send FDSTOREREMOVE=1|FDNAME=stored|X_OTHER=1");
    ask(agent, "send X_TRANSOM_ATTACH=care/3/0/0");
    ask(agent, "send X_TRANSOM_LEAVE=care/3/0/0");
    ask(agent, "barrier");
    end(pid, agent);
    expect(access(socket_path, F_OK) != 0, "its socket goes with it", socket_path);
}

static void check_bounds(void)
{
    char name[300], text[4200];
    pid_t pid = start(false, true);
    int agent = next_agent();

    memset(name, 'n', sizeof name);
    name[256] = '\0';
    memset(text, 't', sizeof text);
    text[4150] = '\0';
    ask(agent, "fd x FDSTORE=1|FDNAME=%s", name);
    ask(agent, "fd x FDSTORE=1|FDNAME=%s", text);
    ask(agent, "fd x FDSTORE=1|FDNAME=");
    ask(agent, "fd x FDSTORE=1|FDNAME=\x7f");
    name[255] = '\0';
    ask(agent, "fd x FDSTORE=1|FDNAME=%s", name);
    ask(agent, "barrier");
    agent = again(agent, "exit 9");
    strcpy(text, name);
    expect_list(agent, strcat(text, "=x"), "names have 1 to 255 printable characters; longer datagrams are thrown away");
    ask(agent, "send FDSTOREREMOVE=1|FDNAME=%s", name);
    ask(agent, "fill 4096");
    ask(agent, "fd x FDSTORE=1|FDNAME=one-more");
    agent = again(agent, "exit 9");
    ask(agent, "get LISTEN_FDS");
    expect(strcmp(ask(agent, "get LISTEN_FDS"), "4096") == 0, "4096 are held and passed on", ask(agent, "get LISTEN_FDS"));
    expect(!strstr(ask(agent, "list"), "one-more"), "and none more", "one more was");
    end(pid, agent);
}

static void check_names_fit(void)
{
    struct store store = {0};
    char name[STORE_NAME + 1];
    int result = 0, count = 0;

    memset(name, 'n', sizeof name - 1);
    name[STORE_NAME] = '\0';
    for (; count < STORE_ENTRIES && result == 0; count++) {
        name[0] = 'a' + count % 26;
        name[1] = 'a' + count / 26 % 26;
        name[2] = 'a' + count / 26 / 26;
        result = store_put(&store, name, open("/dev/null", O_RDONLY | O_CLOEXEC));
    }
    expect(result == -ENOSPC && store.count == STORE_NAMES / (STORE_NAME + 1), "names fit into one string of the environment",
           strerror(-result));
    store_clear(&store);
    expect(store.count == 0 && store.names == 0, "a cleared store is empty", "");
}

static void check_foreigners(void)
{
    pid_t pid = start(false, true);
    int agent = next_agent(), status;

    if (geteuid() != 0) {
        printf("skipped: other users are refused (needs root)\n");
        end(pid, agent);
        return;
    }
    setenv("NOTIFY_SOCKET", ask(agent, "get NOTIFY_SOCKET"), 1);
    pid_t foreign = fork();
    if (foreign == 0) {
        char text[] = "READY=1";
        if (setuid(65534)) {
            _exit(1);
        }
        agent_notify(text, NULL, 0);
        _exit(0);
    }
    unsetenv("NOTIFY_SOCKET");
    waitpid(foreign, &status, 0);
    expect(status == 0, "another user can send to an abstract socket", "it cannot");
    ask(agent, "barrier");
    send(agent, "exit 4", 6, MSG_NOSIGNAL);
    expect_end(pid, 4, "READY=1 of another user is none");
    close(agent);
}

static void check_ends(void)
{
    pid_t pid = start(false, false);
    int agent = next_agent();

    send(agent, "exit 3", 6, MSG_NOSIGNAL);
    expect_end(pid, 3, "a COMMAND that never worked ends the keeper, with its status");
    close(agent);

    pid = start(false, false);
    agent = next_agent();
    ask(agent, "send READY=1|STATUS=well");
    agent = again(agent, "exit 3");
    expect(true, "one that has been ready is started again", "");
    ask(agent, "fd x FDSTORE=1|FDNAME=x");
    pid_t second = start(false, false);
    expect_end(second, 1, "a second keeper does not get the pid file");
    ask(agent, "barrier");
    send(agent, "exit 0", 6, MSG_NOSIGNAL);
    expect_end(pid, 0, "exit status 0 ends it");
    close(agent);

    pid = start(false, false);
    agent = next_agent();
    kill(pid, SIGINT);
    expect_end(pid, 0, "SIGINT ends both");
    close(agent);

    pid = fork();
    if (pid == 0) {
        execl(keeper, keeper, "--", "/nowhere/none", NULL);
    }
    expect_end(pid, 127, "a COMMAND that is not there");
    pid = fork();
    if (pid == 0) {
        execl(keeper, keeper, "--socket", socket_path, NULL);
    }
    expect_end(pid, 2, "no COMMAND at all");
}

static void check_delays(void)
{
    pid_t pid = start(false, false);
    int agent = next_agent();
    static const int at_least[] = {0, 100, 200, 400};
    char got[64];

    ask(agent, "send READY=1");
    for (int i = 0; i < 4; i++) {
        long long before = now_ms();
        agent = again(agent, "exit 1");
        long long took = now_ms() - before;
        snprintf(got, sizeof got, "start %d took %lld ms", i, took);
        if (took < at_least[i]) {
            fail("who ends soon is started later each time", got);
        }
    }
    expect(true, "who ends soon is started later each time", "");
    ask(agent, "send READY=1");
    long long before = now_ms();
    agent = again(agent, "exit 75");
    snprintf(got, sizeof got, "%lld ms", now_ms() - before);
    expect(now_ms() - before < 800, "status 75 is started again at once", got);
    before = now_ms();
    kill(pid, SIGUSR1);
    close(agent);
    agent = next_agent();
    snprintf(got, sizeof got, "%lld ms", now_ms() - before);
    expect(now_ms() - before < 800, "SIGUSR1 replaces it at once", got);
    ask(agent, "deaf");
    kill(pid, SIGUSR1);
    close(agent);
    agent = next_agent();
    expect(true, "also one that does not end by itself", "");
    end(pid, agent);
}

/* Its keeper is killed, which ends it too, and whoever supervises the keeper starts that again. */
static int orphan(int agent)
{
    char gone;

    if (send(agent, "orphan", 6, MSG_NOSIGNAL) < 0) {
        fail("orphan", strerror(errno));
    }
    await(agent, "COMMAND ends with its keeper");
    expect(recv(agent, &gone, 1, 0) <= 0, "COMMAND ends with its keeper", "it lives");
    close(agent);
    return next_agent();
}

/* What is held outlives the keeper, too. */
static int check_supervised(int agent, const char *supervisor)
{
    const char *got = ask(agent, "get TRANSOM_KEEPER_OUTER");

    expect(strcmp(got, supervisor) == 0, "COMMAND is told who holds what the keeper holds", got);
    ask(agent, "send READY=1|STATUS=well");
    ask(agent, "fd one FDSTORE=1|FDNAME=F/a|FDPOLL=0");
    ask(agent, "fd two FDSTORE=1|FDNAME=R/b/0");
    ask(agent, "fd three FDSTORE=1|FDNAME=R/b/0");
    ask(agent, "barrier");
    agent = orphan(agent);
    expect_list(agent, "F/a=one R/b/0=three", "a keeper killed and started again has what was held for it");
    ask(agent, "send FDSTOREREMOVE=1|FDNAME=F/a");
    ask(agent, "barrier");
    agent = orphan(agent);
    expect_list(agent, "R/b/0=three", "and not what was removed");
    agent = again(agent, "exit 9");
    expect_list(agent, "R/b/0=three", "COMMAND alone, too");
    return agent;
}

static void check_outer(void)
{
    pid_t pid = start(true, false);
    int agent = check_supervised(next_agent(), "keeper");

    send(agent, "exit 0", 6, MSG_NOSIGNAL);
    expect_end(pid, 0, "exit status 0 ends both keepers");
    close(agent);
}

static void write_unit(const char *name, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void write_unit(const char *name, const char *format, ...)
{
    char path[96];
    va_list arguments;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "we");
    if (!file) {
        fail(path, strerror(errno));
    }
    va_start(arguments, format);
    vfprintf(file, format, arguments);
    va_end(arguments);
    fclose(file);
}

/* systemd as PID 1 of a namespace, with nothing to run but a keeper. */
static pid_t start_systemd(void)
{
    pid_t pid = fork();

    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        setenv("container", "check", 1);
        setenv("SYSTEMD_UNIT_PATH", folder, 1);
        execlp("unshare", "unshare", "--pid", "--fork", "--mount", "--uts", "--kill-child", "sh", "-c",
               "mount -t proc proc /proc && mount -t tmpfs tmpfs /run && "
               "exec /lib/systemd/systemd --system --unit=check.target --log-target=null >/dev/null 2>&1",
               NULL);
        _exit(97);
    }
    return pid;
}

static void check_systemd(void)
{
    char path[96];

    if (geteuid() != 0 || access("/lib/systemd/systemd", X_OK)) {
        printf("skipped: under systemd (needs root, and systemd)\n");
        return;
    }
    write_unit("check.target", "[Unit]\nDefaultDependencies=no\nWants=check.service\n");
    write_unit("check.service",
               "[Unit]\nDefaultDependencies=no\nStartLimitIntervalSec=0\n[Service]\nType=notify\nNotifyAccess=main\n"
               "FileDescriptorStoreMax=4096\nRestart=on-failure\nRestartSec=0\nKillMode=mixed\n"
               "ExecStart=%s -- %s --agent %s\n",
               keeper, self, control_path);
    pid_t pid = start_systemd();
    int agent = check_supervised(next_agent(), "systemd"), status;
    kill(pid, SIGKILL);
    waitpid(pid, &status, 0);
    close(agent);
    for (int i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/check.%s", folder, i ? "target" : "service");
        unlink(path);
    }
}

static void check_records(void)
{
    char bytes[RECORD_BYTES], read[RECORD_BYTES];
    int fd = record_create("check", "first", 5);

    memset(bytes, 'x', sizeof bytes);
    expect(record_read(fd, read, sizeof read) == 5 && memcmp(read, "first", 5) == 0, "a record is read", "");
    expect(record_write(fd, bytes, sizeof bytes) == 0 && record_read(fd, read, sizeof read) == RECORD_BYTES &&
               memcmp(read, bytes, sizeof bytes) == 0, "and replaced", "");
    expect(record_read(fd, read, 10) == -E2BIG, "not into less room than it needs", "");
    expect(record_write(fd, "", 0) == 0 && record_read(fd, read, sizeof read) == 0, "an empty one is one", "");
    uint32_t wrong[] = {0x32524b54, RECORD_MAGIC, 7};
    if (pwrite(fd, &wrong[0], 4, 0) != 4) {
        fail("pwrite", strerror(errno));
    }
    expect(record_read(fd, read, sizeof read) == -EPROTO && record_write(fd, "x", 1) == -EPROTO, "another version is left alone", "");
    if (pwrite(fd, &wrong[1], 8, 0) != 8) {
        fail("pwrite", strerror(errno));
    }
    expect(record_read(fd, read, sizeof read) == -EPROTO, "as is one with a slot that there is not", "");
    close(fd);
}

int main(int count, char **arguments)
{
    if (count == 3 && strcmp(arguments[1], "--agent") == 0) {
        return agent(arguments[2]);
    }
    if (count != 2) {
        fputs("usage: check KEEPER\n", stderr);
        return 2;
    }
    keeper = realpath(arguments[1], NULL);
    self = realpath(arguments[0], NULL);
    close_range(3, ~0U, 0); /* what whoever started this has open is counted by no test */
    setvbuf(stdout, NULL, _IOLBF, 0);
    unsetenv("NOTIFY_SOCKET");
    set_up();
    check_records();
    check_names_fit();
    check_store();
    check_bounds();
    check_foreigners();
    check_ends();
    check_delays();
    check_outer();
    check_systemd();
    unlink(pid_path);
    unlink(control_path);
    rmdir(folder);
    printf("keeper: %d expectations held\n", passed);
    return 0;
}
