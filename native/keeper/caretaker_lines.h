/* Records as lines of text, key=value, the first of them version=1 (docs/protocol/care.md). */
#ifndef KEEPER_CARETAKER_LINES_H
#define KEEPER_CARETAKER_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store.h"

struct caretaker_lines {
    char text[1024];
};

/* Reads the record that the store has under this name, without its R/. False if there is none, or it is of another version. */
bool caretaker_lines_read(const struct store *store, const char *name, struct caretaker_lines *lines);

/* The value is put behind prefix into out, which must have room for STORE_NAME characters. False if there is none, or it is too
 * long. */
bool caretaker_lines_name(const struct caretaker_lines *lines, const char *key, const char *prefix, char *out);

/* Whether the value is this. */
bool caretaker_lines_is(const struct caretaker_lines *lines, const char *key, const char *value);

/* A decimal number from least to most. False if it is none. */
bool caretaker_lines_number(
    const struct caretaker_lines *lines, const char *key, uint64_t least, uint64_t most, uint64_t *out);

/* The fd that the store has as PREFIX/NAME SUFFIX, or -1. Lent. */
int caretaker_find(const struct store *store, const char *kind, const char *name, const char *suffix);

#endif
