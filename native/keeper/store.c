#include "store.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool store_is_name(const char *name)
{
    size_t length = strnlen(name, STORE_NAME + 1);

    for (size_t i = 0; i < length; i++) {
        if (name[i] < ' ' || name[i] >= 127 || name[i] == ':') {
            return false;
        }
    }
    return length >= 1 && length <= STORE_NAME;
}

static struct store_entry *entry_of(const struct store *store, const char *name)
{
    for (size_t i = 0; i < store->count; i++) {
        if (strcmp(store->entries[i].name, name) == 0) {
            return &store->entries[i];
        }
    }
    return NULL;
}

static int add(struct store *store, const char *name, int fd)
{
    size_t names = store->names + strlen(name) + 1;

    if (store->count == STORE_ENTRIES || names > STORE_NAMES) {
        return -ENOSPC;
    }
    if (!store->entries) {
        store->entries = calloc(STORE_ENTRIES, sizeof *store->entries);
    }
    char *copy = strdup(name);
    if (!store->entries || !copy) {
        free(copy);
        return -ENOMEM;
    }
    store->entries[store->count++] = (struct store_entry){.name = copy, .fd = fd};
    store->names = names;
    return 0;
}

int store_put(struct store *store, const char *name, int fd)
{
    if (!store_is_name(name)) {
        close(fd);
        return -EINVAL;
    }
    struct store_entry *entry = entry_of(store, name);
    if (entry) {
        close(entry->fd);
        entry->fd = fd;
        return 0;
    }
    int result = add(store, name, fd);
    if (result) {
        close(fd);
    }
    return result;
}

static void forget(struct store *store, struct store_entry *entry)
{
    close(entry->fd);
    store->names -= strlen(entry->name) + 1;
    free(entry->name);
    *entry = store->entries[--store->count];
}

bool store_remove(struct store *store, const char *name)
{
    struct store_entry *entry = entry_of(store, name);

    if (entry) {
        forget(store, entry);
    }
    return entry;
}

int store_find(const struct store *store, const char *name)
{
    const struct store_entry *entry = entry_of(store, name);

    return entry ? entry->fd : -1;
}

void store_clear(struct store *store)
{
    while (store->count) {
        forget(store, &store->entries[store->count - 1]);
    }
    free(store->entries);
    *store = (struct store){0};
}
