/* Answers guests while COMMAND is dead, or has left them, from what the store holds. One thread: the keeper's loop calls all of it. */
#ifndef KEEPER_CARETAKER_H
#define KEEPER_CARETAKER_H

#include "store.h"

struct caretaker;

/* Serves nobody yet. The store outlives it, and is looked at whenever it is called. NULL if there is no memory. */
struct caretaker *caretaker_new(struct store *store);

/* An epoll fd of its own, the same for its whole life: readable when caretaker_turn has something to do. Timers are timerfds
 * in it. */
int caretaker_fd(const struct caretaker *caretaker);

/* COMMAND is dead and has let go of its files, and all that it sent is in the store. Also called when the keeper itself starts
 * with things that somebody held for it. Serves every connector that the store names (care/...). */
void caretaker_begin(struct caretaker *caretaker);

/* COMMAND lives and has let go of this connector (X_TRANSOM_LEAVE=). Any text; what the store does not name is nobody's. */
void caretaker_take(struct caretaker *caretaker, const char *name);

/* Does what is due, and comes back without waiting. */
void caretaker_turn(struct caretaker *caretaker);

/* The next COMMAND claims this connector (X_TRANSOM_ATTACH=): once this comes back nothing here touches its ring or channels.
 * Any text; unknown names are nobody's. */
void caretaker_release(struct caretaker *caretaker, const char *name);

/* An entry of the store is about to be closed, by its name there (F/..., R/...): it was removed or is being replaced. */
void caretaker_dropped(struct caretaker *caretaker, const char *name);

void caretaker_free(struct caretaker *caretaker);

#endif
