/* What COMMAND asks for by datagrams is done here: hold, let go, pass on. */
#ifndef KEEPER_HOLDER_H
#define KEEPER_HOLDER_H

#include <stdbool.h>

#include "caretaker.h"
#include "outer.h"
#include "store.h"

struct holder {
    struct store store;
    struct outer outer;
    struct caretaker *caretaker;
    int socket;        /* of notify_open */
    bool ready;        /* COMMAND has said READY=1 since this was cleared */
    unsigned refused;  /* datagrams of other users, of which the first is said */
};

/* Does what up to that many datagrams say; whether there may be more. */
bool holder_turn(struct holder *holder, int datagrams);

#endif
