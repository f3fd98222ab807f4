/* What a guest that means harm does to its display's backend. */
#ifndef ATTACKS_H
#define ATTACKS_H

#include "frontend.h"

struct attack {
    const char *name, *what;
    /* Of a frontend that is connected, or of one that is opened only; prints how it ended after "ATTACK NAME: ". */
    void (*run)(struct frontend *frontend);
    bool unconnected;
};

extern const struct attack attacks[];
extern const size_t attack_count;

#endif
