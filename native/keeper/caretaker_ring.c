#include "caretaker_ring.h"

#include <string.h>

static uint32_t load(const uint32_t *count)
{
    return __atomic_load_n(count, __ATOMIC_ACQUIRE);
}

static void store(uint32_t *count, uint32_t value)
{
    __atomic_store_n(count, value, __ATOMIC_RELEASE);
}

static void read_slot(const struct displif_slot *slot, struct displif_slot *copy)
{
    for (unsigned i = 0; i < sizeof slot->words / sizeof *slot->words; i++) {
        copy->words[i] = __atomic_load_n(&slot->words[i], __ATOMIC_RELAXED);
    }
}

/* All of it: Linux's frontend writes its next request over what it finds there. */
static void write_slot(struct displif_slot *slot, const struct displif_slot *from)
{
    for (unsigned i = 0; i < sizeof slot->words / sizeof *slot->words; i++) {
        __atomic_store_n(&slot->words[i], from->words[i], __ATOMIC_RELAXED);
    }
}

void caretaker_ring_attach(struct caretaker_ring *ring, void *requests, void *events)
{
    ring->requests = requests;
    ring->events = events;
    ring->rsp_prod = load(&ring->requests->rsp_prod);
    ring->in_prod = load(&ring->events->in_prod);
}

enum caretaker_head caretaker_ring_head(struct caretaker_ring *ring, struct displif_request *copy)
{
    struct displif_slot slot;
    uint32_t waiting = load(&ring->requests->req_prod) - ring->rsp_prod;

    if (waiting == 0) {
        store(&ring->requests->req_event, ring->rsp_prod + 1);
        /* The frontend writes req_prod, then looks at req_event; here it is the other way round. */
        __atomic_thread_fence(__ATOMIC_SEQ_CST);
        waiting = load(&ring->requests->req_prod) - ring->rsp_prod;
    }
    if (waiting == 0) {
        return HEAD_NONE;
    }
    if (waiting > DISPLIF_SLOTS) {
        return HEAD_BROKEN;
    }
    read_slot(&ring->requests->slots[ring->rsp_prod % DISPLIF_SLOTS], &slot);
    memcpy(copy, &slot, sizeof slot);
    return HEAD_REQUEST;
}

void caretaker_ring_answer(struct caretaker_ring *ring, const struct displif_request *request, int status)
{
    struct displif_response response = {.id = request->id, .operation = request->operation, .status = status};
    struct displif_slot slot;

    memcpy(&slot, &response, sizeof slot);
    write_slot(&ring->requests->slots[ring->rsp_prod % DISPLIF_SLOTS], &slot);
    store(&ring->requests->rsp_prod, ++ring->rsp_prod);
}

void caretaker_ring_flip_done(struct caretaker_ring *ring, uint64_t fb_cookie)
{
    /* Linux drops an event whose id is not the lower half of its number (xen_drm_front_evtchnl.c, evtchnl_interrupt_evt). */
    struct displif_event event = {
        .id = (uint16_t)ring->in_prod, .type = DISPLIF_EVENT_PG_FLIP, .fb_cookie = fb_cookie};
    struct displif_slot slot;

    memcpy(&slot, &event, sizeof slot);
    write_slot(&ring->events->slots[ring->in_prod % DISPLIF_EVENTS], &slot);
    store(&ring->events->in_prod, ++ring->in_prod);
}
