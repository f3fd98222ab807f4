#include "caretaker.h"

#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

/* Serves no guest yet. */
struct caretaker {
    struct store *store;
    int epoll;
};

struct caretaker *caretaker_new(struct store *store)
{
    struct caretaker *caretaker = calloc(1, sizeof *caretaker);

    if (caretaker) {
        caretaker->store = store;
        caretaker->epoll = epoll_create1(EPOLL_CLOEXEC);
    }
    return caretaker;
}

int caretaker_fd(const struct caretaker *caretaker)
{
    return caretaker->epoll;
}

void caretaker_begin(struct caretaker *caretaker)
{
    (void)caretaker;
}

void caretaker_turn(struct caretaker *caretaker)
{
    (void)caretaker;
}

void caretaker_release(struct caretaker *caretaker, const char *name)
{
    (void)caretaker, (void)name;
}

void caretaker_dropped(struct caretaker *caretaker, const char *name)
{
    (void)caretaker, (void)name;
}

void caretaker_free(struct caretaker *caretaker)
{
    close(caretaker->epoll);
    free(caretaker);
}
