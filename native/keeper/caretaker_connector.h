/* A guest's connector that is served while COMMAND is dead: page flips at the refresh rate, and what it is configured to show.
 * Everything else stays in its ring, and what is behind it, too. */
#ifndef KEEPER_CARETAKER_CONNECTOR_H
#define KEEPER_CARETAKER_CONNECTOR_H

#include <stdbool.h>
#include <stdint.h>

#include "store.h"

struct caretaker_connector;

/* Takes over the connector that the store knows by this name: maps, and duplicates what it has open. NULL if it is not to be
 * served, with one line that says why. The store outlives it. */
struct caretaker_connector *caretaker_connector_open(const struct store *store, const char *name);

/* Three descriptors to wait for, the same for its whole life: to be readable. */
enum { CARETAKER_FDS = 3 };
void caretaker_connector_fds(const struct caretaker_connector *connector, int fds[static CARETAKER_FDS]);

/* Does what is due; false if it is to be let go of, after a line that says why. */
bool caretaker_connector_turn(struct caretaker_connector *connector);

const char *caretaker_connector_name(const struct caretaker_connector *connector);

/* Whether it was made of what the store has by this name (F/..., R/...). */
bool caretaker_connector_uses(const struct caretaker_connector *connector, const char *entry);

/* Lets go: nothing here touches the guest any more. */
void caretaker_connector_close(struct caretaker_connector *connector);

#endif
