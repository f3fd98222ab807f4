/* Bound event channels by what the store knows of them: xen/channel/NAME. */
#ifndef KEEPER_CARETAKER_CHANNEL_H
#define KEEPER_CARETAKER_CHANNEL_H

#include <stdbool.h>
#include <stdint.h>

#include "store.h"

/* Owner: of both descriptors; -1 where there is none. */
struct caretaker_channel {
    int fd;        /* readable while an event is pending */
    int peer;      /* an eventfd to signal; -1 for an event channel of Xen */
    uint32_t port; /* ours, of Xen */
};

/* Nothing is open yet. */
static inline struct caretaker_channel caretaker_channel_none(void)
{
    return (struct caretaker_channel){.fd = -1, .peer = -1};
}

/* Takes duplicates: false, with a reason in errno, if the store does not know it, or not how. Close it in any case. */
bool caretaker_channel_open(const struct store *store, const char *name, struct caretaker_channel *channel);

/* Takes a pending event, and lets the next one come: before the ring is looked at. */
void caretaker_channel_acknowledge(const struct caretaker_channel *channel);

/* Notifies the guest. */
void caretaker_channel_send(const struct caretaker_channel *channel);

void caretaker_channel_close(struct caretaker_channel *channel);

#endif
