/* The process that is supervised. */
#ifndef KEEPER_COMMAND_H
#define KEEPER_COMMAND_H

#include <sys/types.h>

#include "store.h"

struct command {
    char *const *arguments; /* argv of it, NULL at the end */
    const char *socket;     /* its $NOTIFY_SOCKET */
    const char *outer;      /* its $TRANSOM_KEEPER_OUTER: who holds what the keeper holds; "" if nobody */
};

/* Starts it with all that the store holds as LISTEN_FDS; it dies with the keeper. Its pid, or a negative errno. */
pid_t command_start(const struct command *command, const struct store *store);

#endif
