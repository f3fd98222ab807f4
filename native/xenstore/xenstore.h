/* A small client of xenstored (xen/include/public/io/xs_wire.h), by its socket or by the kernel's device. */
#ifndef XENSTORE_H
#define XENSTORE_H

#include <stdbool.h>
#include <stddef.h>

/* $XENSTORED_PATH, else /run/xenstored/socket. Returns a descriptor, or -1 with errno. */
int xenstore_open(void);

/* As a guest's programs reach it: /dev/xen/xenbus, where paths may be relative to the domain's own. */
int xenstore_open_device(void);

/* Each returns 0, or -1 with errno after an error of the connection or of xenstored. */
int xenstore_read(int fd, const char *path, char *value, size_t size);
int xenstore_write(int fd, const char *path, const char *value);
int xenstore_watch(int fd, const char *path, const char *token);
int xenstore_is_introduced(int fd, int domid, bool *introduced);

/* Takes one message that arrived by itself (a watch event) off the connection, which is readable when there is one. */
int xenstore_skip_event(int fd);

#endif
