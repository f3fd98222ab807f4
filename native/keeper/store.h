/* What is held: open files by name. */
#ifndef KEEPER_STORE_H
#define KEEPER_STORE_H

#include <stdbool.h>
#include <stddef.h>

enum {
    STORE_ENTRIES = 4096,  /* as transom.keep.Keep.MAX_ENTRIES, and FileDescriptorStoreMax= of the unit */
    STORE_NAME = 255,      /* FDNAME_MAX of systemd's fd-util.h */
    /* Names and the colons between them: one string of the environment may have 128 KiB (MAX_ARG_STRLEN of
     * linux/binfmts.h), and LISTEN_FDNAMES= is part of it. */
    STORE_NAMES = 128 * 1024 - 32,
};

struct store_entry {
    char *name;
    int fd; /* close-on-exec */
};

/* Entries are in no order; put and remove move them. */
struct store {
    struct store_entry *entries;
    size_t count;
    size_t names; /* bytes of all names, each with its colon */
};

/* Whether the name may be one: 1..STORE_NAME of printable ASCII without a colon, as systemd has it. */
bool store_is_name(const char *name);

/* Holds fd, in the place of what the name stands for now. 0, or a negative errno: EINVAL (name), ENOSPC (too many, or names
 * too long together), ENOMEM. Owner: the store, of fd, in any case. */
int store_put(struct store *store, const char *name, int fd);

/* Closes it; false if there is none. */
bool store_remove(struct store *store, const char *name);

/* Lends the fd, or -1. */
int store_find(const struct store *store, const char *name);

/* Closes all. */
void store_clear(struct store *store);

#endif
