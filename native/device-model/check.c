/* check DEVICE_MODEL: plays libxl and xenstored to the stand-in. Needs no Xen. Exits 0 when every expectation held. */
#include "check_peer.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[] = "/tmp/device-model-check-XXXXXX";
static char qmp_path[64], stat_path[64];
static int store_listener;

/* libxl's command line for domain 7, as libxl_dm.c of Xen 4.20 builds it. Returns the connection to the played xenstored. */
static int start_domain(pid_t *pid)
{
    char chardev[128], chardev_stat[128];
    snprintf(chardev, sizeof chardev, "socket,id=libxl-cmd,path=%s,server=on,wait=off", qmp_path);
    snprintf(chardev_stat, sizeof chardev_stat, "socket,id=libxenstat-cmd,path=%s,server=on,wait=off", stat_path);
    char *const arguments[] = {"dm", "-xen-domid", "7", "-no-shutdown", "-chardev", chardev, "-mon",
                               "chardev=libxl-cmd,mode=control", "-chardev", chardev_stat, "-mon",
                               "chardev=libxenstat-cmd,mode=control", "-nodefaults", "-no-user-config", "-xen-attach",
                               "-name", "guest", "-vnc", "none", "-display", "none", "-machine", "xenpv", "-m", "256", NULL};
    *pid = start(arguments, -1);
    await(store_listener, "a connection to xenstored");
    int store = accept(store_listener, NULL, NULL);
    expect_payload(store_read(store), 4, "@releaseDomain\0domain", 22, "watches for domains that go");
    store_send(store, 4, "OK", 3);
    store_send(store, 15, "@releaseDomain\0domain", 22);
    struct message state = store_read(store);
    const char *expected = "/local/domain/0/device-model/7/state\0running";
    expect_payload(state, 11, expected, 44, "writes its state for libxl");
    store_send(store, 11, "OK", 3);
    expect_payload(store_read(store), 17, "7", 2, "looks whether its domain lives");
    store_send(store, 17, "T", 2);
    return store;
}

static void check_probe(void)
{
    int listener = listener_at(qmp_path);
    char chardev[64];
    snprintf(chardev, sizeof chardev, "socket,id=libxl-cmd,fd=%d,server=on,wait=off", listener);
    char *const arguments[] = {"dm", "-S", "-no-user-config", "-nodefaults", "-nographic", "-machine", "none,accel=xen",
                               "-chardev", chardev, "-mon", "chardev=libxl-cmd,mode=control", NULL};
    pid_t pid = start(arguments, listener);
    int fd = connect_to(qmp_path);
    greet(fd);
    ask(fd, "{\"execute\":\"qmp_capabilities\",\"id\":1}\r\n", "{\"return\": {}, \"id\": 1}", "probe: capabilities");
    ask(fd, "{\"execute\":\"query-command-line-options\",\"id\":2}\r\n", "{\"return\": [], \"id\": 2}", "probe: options");
    ask(fd, "{\"execute\":\"quit\",\"id\":3}\r\n", "\"id\": 3", "probe: quit");
    if (waitpid(pid, NULL, WNOHANG)) {
        fail("probe waits for libxl's signal", "it is gone");
    }
    kill(pid, SIGHUP);
    expect_exit(pid, 0, "probe ends at the signal");
    close(fd);
    close(listener);
}

/* Requests may come in pieces and several at once. */
static void check_framing(int fd)
{
    const char *first = "{\"execute\":\"query-", *rest = "version\",\"id\":6}{\"execute\":\"query-pci\",\"id\":7}";
    if (write(fd, first, strlen(first)) < 0) {
        fail("framing", strerror(errno));
    }
    poll(NULL, 0, 50);
    ask(fd, rest, "\"id\": 6", "a request in two pieces");
    if (!strstr(line(fd), "\"id\": 7")) {
        fail("two requests in one piece", "the second has no answer");
    }
    ok("two requests in one piece");
}

static void check_conversation(void)
{
    pid_t pid;
    int store = start_domain(&pid);
    int fd = connect_to(qmp_path), other = connect_to(stat_path);
    greet(fd);
    greet(other);
    ask(fd, "{\"execute\":\"qmp_capabilities\",\"id\":1}\r\n", "{\"return\": {}, \"id\": 1}", "capabilities");
    ask(fd, "{\"execute\":\"query-chardev\",\"id\":2}\r\n", "{\"return\": [], \"id\": 2}", "query-chardev");
    ask(fd, "{\"id\":3,\"execute\":\"query-vnc\"}\r\n", "{\"return\": {\"enabled\": false}, \"id\": 3}", "query-vnc");
    ask(other, "{\"execute\":\"query-status\",\"id\":\"a\"}", "true}, \"id\": \"a\"}", "query-status");
    ask(fd, "{\"execute\":\"device_add\",\"arguments\":{\"x\":\"}{\\\"\"},\"id\":4}", "CommandNotFound", "unknown command");
    ask(fd, "{\"arguments\":{\"execute\":\"quit\"},\"id\":5}\r\n", "GenericError", "only the top level names a command");
    check_framing(fd);
    ask(fd, "{\"execute\":\"quit\",\"id\":8}\r\n", "\"id\": 8", "quit is answered");
    expect_exit(pid, 0, "ends at quit");
    if (!access(qmp_path, F_OK) || !access(stat_path, F_OK)) {
        fail("sockets are removed", "one is left");
    }
    close(fd);
    close(other);
    close(store);
}

static void check_bad_clients(void)
{
    static char endless[20000];
    pid_t pid;
    int store = start_domain(&pid);
    int good = connect_to(qmp_path), bad = connect_to(qmp_path), worse = connect_to(qmp_path);
    greet(good);
    greet(bad);
    greet(worse);
    if (write(bad, "GET / HTTP/1.1\r\n", 16) != 16) {
        fail("a client that speaks something else", strerror(errno));
    }
    expect_closed(bad, "a client that speaks something else loses its connection");
    memset(endless, 'a', sizeof endless);
    memcpy(endless, "{\"", 2);
    if (write(worse, endless, sizeof endless) < 0) {
        fail("an endless request", strerror(errno));
    }
    expect_closed(worse, "an endless request costs its connection");
    int crowd[8];
    for (int i = 0; i < 7; i++) {
        crowd[i] = connect_to(qmp_path);
        greet(crowd[i]);
    }
    crowd[7] = connect_to(qmp_path);
    expect_closed(crowd[7], "one client too many is refused");
    ask(good, "{\"execute\":\"query-pci\",\"id\":1}", "\"id\": 1", "the others are served on");
    kill(pid, SIGHUP);
    expect_exit(pid, 0, "ends at libxl's signal");
    for (int i = 0; i < 7; i++) {
        close(crowd[i]);
    }
    close(good);
    close(store);
}

static void check_domain_goes(void)
{
    pid_t pid;
    int store = start_domain(&pid);
    store_send(store, 15, "@releaseDomain\0domain", 22);
    expect_payload(store_read(store), 17, "7", 2, "another domain went: looks");
    store_send(store, 17, "T", 2);
    store_send(store, 15, "@releaseDomain\0domain", 22);
    expect_payload(store_read(store), 17, "7", 2, "looks again");
    store_send(store, 17, "F", 2);
    expect_exit(pid, 0, "ends with its domain");
    close(store);

    store = start_domain(&pid);
    close(store);
    expect_exit(pid, 1, "ends with an error when xenstored is gone");
}

static void check_arguments(void)
{
    char *const by_hand[] = {"dm", NULL};
    expect_exit(start(by_hand, -1), 2, "refuses to be started by hand");
    char *const bad_domain[] = {"dm", "-xen-domid", "99999", NULL};
    expect_exit(start(bad_domain, -1), 2, "refuses a domain id out of range");
    char *const bad_fd[] = {"dm", "-chardev", "socket,id=libxl-cmd,fd=x", NULL};
    expect_exit(start(bad_fd, -1), 2, "refuses an fd that is no number");
}

int main(int argc, char **argv)
{
    if (argc != 2 || !mkdtemp(folder)) {
        fputs("usage: check DEVICE_MODEL\n", stderr);
        return 2;
    }
    program = argv[1];
    signal(SIGPIPE, SIG_IGN);
    snprintf(store_path, sizeof store_path, "%s/store", folder);
    snprintf(qmp_path, sizeof qmp_path, "%s/qmp", folder);
    snprintf(stat_path, sizeof stat_path, "%s/stat", folder);
    check_arguments();
    check_probe();
    store_listener = listener_at(store_path);
    check_conversation();
    check_bad_clients();
    check_domain_goes();
    unlink(store_path);
    unlink(qmp_path);
    rmdir(folder);
    printf("%d passed, 0 failed\n", passed);
    return 0;
}
