/* The datagrams of sd_notify(3), as they come from COMMAND. */
#ifndef KEEPER_NOTIFY_H
#define KEEPER_NOTIFY_H

#include <stdbool.h>
#include <sys/types.h>

enum {
    NOTIFY_BYTES = 4096, /* of a datagram, at most: NOTIFY_BUFFER_MAX of systemd's manager.c */
    NOTIFY_FDS = 253,    /* the kernel lets no more travel: SCM_MAX_FD of net/scm.h */
};

/* One datagram. Texts lie in text, and are NULL where the field did not come. */
struct notify_message {
    pid_t pid;
    uid_t uid;
    int fds[NOTIFY_FDS]; /* Owner: the receiver */
    int fd_count;
    bool store, remove, barrier, ready;
    const char *name;   /* FDNAME= */
    const char *status; /* STATUS= */
    const char *attach; /* X_TRANSOM_ATTACH= */
    const char *leave;  /* X_TRANSOM_LEAVE= */
    char text[NOTIFY_BYTES + 1];
};

/* A socket at the path, mode 0600, or at an abstract address of the kernel's choice if path is NULL. What to put into
 * $NOTIFY_SOCKET is written to address. Its fd, or a negative errno. */
int notify_open(const char *path, char address[static 128]);

/* Takes the next datagram: 1, 0 if there is none, or a negative errno for one that was thrown away: EMSGSIZE (too long),
 * EPROTO (no sender, or bytes that are no text). */
int notify_receive(int socket, struct notify_message *message);

/* Closes the fds that are still the message's. */
void notify_close(struct notify_message *message);

#endif
