/* A connector's two pages while its backend is away. The guest writes to them at any time, so that each field is read once and
 * checked; our own counts are read when it begins and then kept here. No call waits. */
#ifndef KEEPER_CARETAKER_RING_H
#define KEEPER_CARETAKER_RING_H

#include <stdbool.h>
#include <stdint.h>

#include "caretaker_displif.h"

struct caretaker_ring {
    struct displif_ring *requests;
    struct displif_event_page *events;
    uint32_t rsp_prod; /* requests that are answered, a free-running count */
    uint32_t in_prod;  /* events that were sent, the same */
};

enum caretaker_head {
    HEAD_NONE,    /* none waits; the guest will notify of the next one */
    HEAD_REQUEST, /* the oldest one that is not answered was copied */
    HEAD_BROKEN,  /* the guest claims more than there are slots for */
};

/* Goes on where the pages say that the answers and events ended. */
void caretaker_ring_attach(struct caretaker_ring *ring, void *requests, void *events);

enum caretaker_head caretaker_ring_head(struct caretaker_ring *ring, struct displif_request *copy);

/* Answers the oldest request; notify the guest then. status: 0 or a negative errno. */
void caretaker_ring_answer(struct caretaker_ring *ring, const struct displif_request *request, int status);

/* The flip to this framebuffer is done; notify the guest then. Before the answer: who ends between the two is not missed. */
void caretaker_ring_flip_done(struct caretaker_ring *ring, uint64_t fb_cookie);

#endif
