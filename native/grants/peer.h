/*
 * Two ends of a test: dom0, and a peer that maps or grants pages. The peer is this same program in a guest, started through a
 * shell command, or in a PV dom0 the test itself. The first page of what they share tells the peer the rest.
 */
#ifndef PEER_H
#define PEER_H

#include "gntdev.h"

struct control {
    uint32_t magic, pages, seed;
    uint32_t state; /* of enum control_state */
    uint32_t wrong; /* pages that the granting peer found wrong */
    uint32_t refs[MAX_PAGES];
};

enum control_state { CONTROL_GRANTED = 1, CONTROL_WRITTEN, CONTROL_CHECKED };

struct peer {
    uint32_t domain;
    const char *command; /* runs grants in the guest; NULL: we are our own peer */
};

/* Whether there is an other end here; says why not by tap_skip. */
bool peer_possible(const struct peer *peer, const char *test);

void control_fill(volatile uint32_t *words, size_t pages, uint32_t seed, const uint32_t *refs);

/* Has the peer map the pages, compare them with the seed and write them with the next one. Returns its count of wrong pages or
   -1 and errno. */
int peer_map(const struct peer *peer, size_t pages, const uint32_t *refs);

/* A domain's side, as a command: maps what first_ref names. Returns an exit status. */
int peer_map_main(uint32_t domain, uint32_t first_ref);

/* Pages of the peer's that we may map. */
struct granted {
    uint32_t refs[MAX_PAGES];
    int gntalloc;             /* own peer only, else -1 */
    volatile uint32_t *words; /* own peer only, else NULL */
};
int peer_grant(const struct peer *peer, size_t pages, uint32_t seed, struct granted *granted);

/* After we have written the next seed through `words`: the peer's count of wrong pages, or -1 and errno. */
int peer_check(volatile uint32_t *words, const struct granted *granted, size_t pages, uint32_t seed);
void granted_free(struct granted *granted, size_t pages);

/* A domain's side, as a command: grants pages, prints "ref N" of the first and stays in the background until they are checked. */
int peer_grant_main(uint32_t domain, size_t pages, uint32_t seed);

#endif
