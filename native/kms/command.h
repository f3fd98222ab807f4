/* What a line asks for. */
#ifndef COMMAND_H
#define COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "frame.h"

enum { CONNECTORS = 4 }; /* that xen-drm-front has at most */

enum verb { OPEN, FLIP, RUN, STILL, CHECK, CLOSE };

struct command {
    enum verb verb;
    unsigned connector;
    const struct format *format; /* OPEN */
    uint64_t flips;              /* FLIP */
    bool drawing;                /* FLIP, RUN */
};

/* False when it is none, with a message for people in `error`. Changes the line. */
bool command_parse(char *line, struct command *command, char *error, size_t size);

#endif
