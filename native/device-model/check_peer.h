/* The other ends of the stand-in's sockets, for check.c: a QMP client and a played xenstored. Every failure ends the check. */
#ifndef CHECK_PEER_H
#define CHECK_PEER_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* struct xsd_sockmsg (xen/include/public/io/xs_wire.h) and its payload, with a NUL behind it */
struct message {
    uint32_t type, req_id, tx_id, length;
    char payload[4097];
};

extern const char *program; /* the stand-in */
extern char store_path[64]; /* where the played xenstored listens */
extern int passed;

void fail(const char *what, const char *got);
void ok(const char *what);

int listener_at(const char *path);
int connect_to(const char *path);
void await(int fd, const char *what);

/* Starts the stand-in; an inherited socket (or -1) keeps its number. */
pid_t start(char *const *arguments, int inherited);
void expect_exit(pid_t pid, int expected, const char *what);

struct message store_read(int store);
void store_send(int store, uint32_t type, const char *payload, size_t length);
void expect_payload(struct message message, uint32_t type, const char *expected, size_t length, const char *what);

/* One line from the stand-in without its line end; good until the next call. */
const char *line(int fd);
void greet(int fd);
void ask(int fd, const char *request, const char *expected, const char *what);
void expect_closed(int fd, const char *what);

#endif
