/* Whoever supervises the keeper and holds fds for it: systemd, or another keeper. */
#ifndef KEEPER_OUTER_H
#define KEEPER_OUTER_H

#include "store.h"

struct outer {
    int socket; /* -1 if there is nobody */
};

/* Connects to $NOTIFY_SOCKET, if it is set. 0, or a negative errno. */
int outer_connect(struct outer *outer);

/* Takes over what LISTEN_FDS and LISTEN_FDNAMES say was passed on. How many, or a negative errno. */
int outer_take(struct store *store);

/* Each tells it something, if there is somebody; what cannot be told is said on stderr. */
void outer_store(const struct outer *outer, const char *name, int fd);
void outer_remove(const struct outer *outer, const char *name);
void outer_barrier(const struct outer *outer, int fd);
void outer_say(const struct outer *outer, const char *field, const char *value);

/* Makes its caretaker let go of all connectors that the store names, and waits until it has, 2 s at most: that it serves them is
 * because the keeper before this one died. */
void outer_claim(const struct outer *outer, const struct store *store);

#endif
