/* xenstore as a guest's programs reach it: messages of io/xs_wire.h through /dev/xen/xenbus. */
#ifndef XENBUS_H
#define XENBUS_H

#include <stddef.h>

/* Each returns -1 and errno if it fails. Paths may be relative to the domain's own. */
int xenbus_open(void);
int xenbus_read(int fd, const char *path, char *value, size_t size);
int xenbus_write(int fd, const char *path, const char *value);

/* The fd becomes readable when something there changes: take it by xenbus_skip_event, then look. */
int xenbus_watch(int fd, const char *path);
int xenbus_skip_event(int fd);

#endif
