/* One QMP connection: requests in, answers out. Knows the commands that libxl sends to a PV guest's device model. */
#ifndef QMP_H
#define QMP_H

#include <stdbool.h>
#include <stddef.h>

enum { QMP_REQUEST_MAX = 16384 };

struct qmp {
    int fd; /* -1: this slot is free */
    size_t used;
    char buffer[QMP_REQUEST_MAX];
};

/* What a client may ask about or change. */
struct qmp_machine {
    bool running;
    bool quit;
};

/* Sends the greeting. Returns 0, or -1 when the client is gone already. */
int qmp_greet(struct qmp *qmp, int fd);

/* Reads what has come and answers it. Returns 0, or -1 when the connection is over (the caller closes it). */
int qmp_serve(struct qmp *qmp, struct qmp_machine *machine);

#endif
