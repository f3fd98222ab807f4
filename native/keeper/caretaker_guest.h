/* For caretaker_check.c: a guest with one connector, whose pages are a file and whose channels are eventfds, as the simulator's
 * are, and a store that knows of it. */
#ifndef KEEPER_CARETAKER_GUEST_H
#define KEEPER_CARETAKER_GUEST_H

#include <stdbool.h>
#include <stdint.h>

#include "caretaker_displif.h"
#include "store.h"

/* Ends the program, with the line, unless it is so. */
#define CHECK(condition, ...) guest_check(condition, __FILE__, __LINE__, #condition, __VA_ARGS__)
void guest_check(bool condition, const char *file, int line, const char *text, const char *format, ...);

struct guest {
    char care[64], name[64];
    struct displif_ring *requests;
    struct displif_event_page *events;
    int memory;
    int request_own, request_peer; /* what the backend waits for, what the guest does */
    int event_own, event_peer;
    uint32_t req_prod, rsp_cons, in_cons;
};

/* Its connector shows framebuffer 1 and is dom 3's, device 0's, of this index. The counts of its rings begin there. */
void guest_start(struct guest *guest, struct store *store, int index, uint32_t begin, int64_t period);

void guest_end(struct guest *guest);

/* Replaces the record that says how to serve it. */
void guest_put_care(struct guest *guest, struct store *store, const char *lines);

/* Puts a record into the store, by its name there without R/. */
void guest_put_record(struct store *store, const char *name, const void *bytes, size_t length);

/* Writes a request and rings. Its id is the lower half of its number. */
void guest_ask(struct guest *guest, uint8_t operation, const void *bytes, size_t length);
void guest_flip(struct guest *guest, uint64_t fb_cookie);
void guest_configure(struct guest *guest, uint64_t fb_cookie, uint32_t x, uint32_t y, uint32_t width, uint32_t height);

/* Whether the next answer is there; it must be to the next request. */
bool guest_answered(struct guest *guest, int *status);

/* Whether the next event is there; its id must be its number's, as Linux' frontend wants it. */
bool guest_flipped(struct guest *guest, uint64_t *fb_cookie);

int64_t guest_now(void);

#endif
