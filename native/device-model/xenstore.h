/* A small client of xenstored's socket protocol (xen/include/public/io/xs_wire.h). */
#ifndef XENSTORE_H
#define XENSTORE_H

#include <stdbool.h>

/* $XENSTORED_PATH, else /run/xenstored/socket. Returns a descriptor, or -1 with errno. */
int xenstore_open(void);

/* Each returns 0, or -1 with errno after an error of the connection or of xenstored. */
int xenstore_write(int fd, const char *path, const char *value);
int xenstore_watch(int fd, const char *path, const char *token);
int xenstore_is_introduced(int fd, int domid, bool *introduced);

/* Takes one message that arrived by itself (a watch event) off the connection. */
int xenstore_skip_event(int fd);

#endif
