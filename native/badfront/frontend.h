/* A vdispl frontend with one connector, in a program. Whatever a good one could not do ends the program, saying what failed. */
#ifndef FRONTEND_H
#define FRONTEND_H

#include "displif.h"
#include "pages.h"

#include <stdbool.h>

/* public/io/xenbus.h */
enum xenbus_state { INITIALISING = 1, INIT_WAIT = 2, INITIALISED = 3, CONNECTED = 4, CLOSED = 6 };

struct frontend {
    int xenbus, evtchn, gntalloc;
    char backend[256]; /* path of its state */
    uint32_t ring_port, event_port;
    struct pages ring_page, event_page;
    volatile struct ring *ring;
    volatile struct event_page *events;
    uint32_t req_prod;
    uint16_t id;
};

/* Prints what failed, and errno; exits. */
_Noreturn void fail(const char *what);

/* Opens the devices, and takes both ends of the display to the state before a connection, whatever was before. */
void frontend_open(struct frontend *frontend);

/* Offers a ring and waits; false if the backend does not come in so many milliseconds. */
bool frontend_connect(struct frontend *frontend, int limit_ms);

/* Takes its pages and ports back. */
void frontend_disconnect(struct frontend *frontend);

void frontend_state(struct frontend *frontend, enum xenbus_state state);
int backend_state(struct frontend *frontend);

/* Whether the backend's state became this one in time. */
bool backend_reaches(struct frontend *frontend, enum xenbus_state state, int limit_ms);

/* Grants pages to dom0. */
struct pages frontend_pages(struct frontend *frontend, size_t count);

/* The next free slot, zeroed, with an id. */
volatile struct request *frontend_request(struct frontend *frontend, uint8_t operation);

void frontend_notify(struct frontend *frontend);

/* Makes everything since visible to the backend, and wakes it. */
void frontend_send(struct frontend *frontend);

/* Waits until all is answered; false if the backend left its state Connected instead, or did nothing. */
bool frontend_answered(struct frontend *frontend);

/* The status of the last answer. */
int frontend_status(const struct frontend *frontend);

/* Sends and waits: for requests of a good guest's, which have to be done. */
void frontend_do(struct frontend *frontend, const char *what);

#endif
