/* What the checks of the caretaker are made of: a keeper's loop around it, and what a guest waits for. */
#ifndef CARETAKER_PLAY_H
#define CARETAKER_PLAY_H

#include <stdbool.h>

#include "caretaker.h"
#include "caretaker_guest.h"
#include "store.h"

enum { MS = 1000000, LONG_MS = 5000 };

extern struct store store;
extern struct caretaker *caretaker;

/* Each check begins and ends with these. */
void start(void);
void end(void);

/* A turn of the keeper's loop; false if nothing was to do in time. */
bool turn(int patience_ms);

/* Turns until nothing is to do any more but for what a timer will bring later than that. */
void settle(void);

/* Turns until the guest's next request is answered; its status. */
int await_answer(struct guest *guest);

void expect_nothing(struct guest *guest);

/* Whether the guest was notified since this was asked last. */
bool is_told(int peer);

/* caretaker_check_made.c */
void what_is_dropped_is_let_go_of(void);
void records_that_say_nothing_are_left_alone(void);
void ports_are_unmasked(void);

/* golden: the layouts that the compiler makes of Xen's own headers. */
void layouts_are_those_of_the_header(const char *golden);

#endif
