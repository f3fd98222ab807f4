#include "caretaker_play.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

struct store store;
struct caretaker *caretaker;

void start(void)
{
    caretaker = caretaker_new(&store);
    CHECK(caretaker, "no memory");
}

void end(void)
{
    caretaker_free(caretaker);
    store_clear(&store);
}

bool turn(int patience_ms)
{
    struct pollfd fd = {.fd = caretaker_fd(caretaker), .events = POLLIN};

    if (poll(&fd, 1, patience_ms) <= 0) {
        return false;
    }
    caretaker_turn(caretaker);
    return true;
}

void settle(void)
{
    for (int i = 0; turn(20); i++) {
        CHECK(i < 1000, "it is never done");
    }
}

int await_answer(struct guest *guest)
{
    int status;

    while (!guest_answered(guest, &status)) {
        CHECK(turn(LONG_MS), "no answer to %u", guest->rsp_cons);
    }
    return status;
}

void expect_nothing(struct guest *guest)
{
    int status;
    uint64_t cookie;

    settle();
    CHECK(!guest_answered(guest, &status), "answered with %d", status);
    CHECK(!guest_flipped(guest, &cookie), "flipped to %llu", (unsigned long long)cookie);
}

bool is_told(int peer)
{
    uint64_t count;

    return read(peer, &count, sizeof count) == sizeof count;
}
