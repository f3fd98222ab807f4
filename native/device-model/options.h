/* What the stand-in takes from the command line that libxl writes for QEMU (libxl_dm.c). */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>

enum { MAX_MONITORS = 4, MAX_SOCKET_PATH = 108 };

/* A QMP monitor's listening socket: inherited (fd >= 0) or to be made at path. */
struct monitor {
    int fd;
    char path[MAX_SOCKET_PATH];
};

struct options {
    int domid;    /* -1: libxl's probe of the command line options, no domain behind it */
    bool stopped; /* -S: starts in state "prelaunch" */
    int monitors;
    struct monitor monitor[MAX_MONITORS];
};

/* Options that a device model with no devices has no use for are skipped. Returns 0, or -1 after a message. */
int options_parse(struct options *options, int argc, char **argv);

#endif
