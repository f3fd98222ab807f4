/* What a guest sees while the caretaker serves it. caretaker_check GOLDEN: native/layout's golden file. */
#include "caretaker.h"
#include "caretaker_guest.h"
#include "record.h"
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

/* Around the ends of all counts and slots. */
static void flips_are_answered_in_order(uint32_t begin)
{
    struct guest guest;
    uint64_t cookie;

    start();
    guest_start(&guest, &store, 0, begin, MS / 10);
    caretaker_begin(caretaker);
    CHECK(is_told(guest.request_peer) && is_told(guest.event_peer), "it may have missed what was said last");
    for (uint64_t i = 0; i < 300; i++) {
        guest_flip(&guest, 100 + i);
        CHECK(await_answer(&guest) == 0, "flip %llu", (unsigned long long)i);
        CHECK(guest_flipped(&guest, &cookie) && cookie == 100 + i, "flip %llu", (unsigned long long)i);
        CHECK(!guest_flipped(&guest, &cookie), "one event for a flip");
        CHECK(is_told(guest.request_peer) && is_told(guest.event_peer), "it is notified");
    }
    guest_end(&guest);
    end();
}

/* What was in the ring before, and events that were taken by whoever ended. */
static void what_waits_is_answered_without_an_event(void)
{
    struct guest guest;
    uint64_t cookie, count;

    start();
    guest_start(&guest, &store, 0, 0, MS / 10);
    for (uint64_t i = 0; i < DISPLIF_SLOTS; i++) {
        guest_flip(&guest, i + 1);
    }
    CHECK(read(guest.request_own, &count, sizeof count) > 0, "%m");
    caretaker_begin(caretaker);
    for (uint64_t i = 0; i < DISPLIF_SLOTS; i++) {
        CHECK(await_answer(&guest) == 0, "flip %llu", (unsigned long long)i);
        CHECK(guest_flipped(&guest, &cookie) && cookie == i + 1, "flip %llu", (unsigned long long)i);
    }
    guest_end(&guest);
    end();
}

static void flips_come_at_the_refresh_rate(void)
{
    enum { FLIPS = 30, PERIOD = 8 * MS };
    struct guest guest;
    uint64_t cookie;

    start();
    guest_start(&guest, &store, 0, 0, PERIOD);
    caretaker_begin(caretaker);
    int64_t begun = guest_now();
    for (int i = 0; i < FLIPS; i++) {
        guest_flip(&guest, 5);
        CHECK(await_answer(&guest) == 0 && guest_flipped(&guest, &cookie), "flip %d", i);
    }
    int64_t took = guest_now() - begun;
    /* A first one that came late is no reason for the next one to be late, too. */
    CHECK(took >= (FLIPS - 2) * (int64_t)PERIOD, "%d flips in %lld ms", FLIPS, (long long)took / MS);
    CHECK(took < LONG_MS * (int64_t)MS, "%d flips in %lld ms", FLIPS, (long long)took / MS);
    guest_end(&guest);
    end();
}

static void *turn_once(void *unused)
{
    (void)unused;
    turn(LONG_MS);
    return NULL;
}

/* The guest is held where it is told of the event: by then there must be no answer, because who ends there is not missed. */
static void events_come_before_answers(void)
{
    char filling[4096] = "";
    struct guest guest;
    pthread_t thread;
    uint64_t cookie;
    int full[2], status;

    start();
    guest_start(&guest, &store, 0, 0, MS / 10);
    CHECK(pipe2(full, O_CLOEXEC) == 0 && fcntl(full[1], F_SETPIPE_SZ, sizeof filling) > 0, "%m");
    CHECK(store_put(&store, "F/xen/channel/vdispl/3/0/0/events/peer", fcntl(full[1], F_DUPFD_CLOEXEC, 0)) == 0, "%m");
    caretaker_begin(caretaker);
    settle();
    CHECK(read(full[0], filling, sizeof filling) > 0, "it was notified at first");
    guest_flip(&guest, 9);
    CHECK(write(full[1], filling, sizeof filling) == sizeof filling, "%m");
    pthread_create(&thread, NULL, turn_once, NULL);
    int64_t limit = guest_now() + LONG_MS * (int64_t)MS;
    while (!guest_flipped(&guest, &cookie)) {
        CHECK(guest_now() < limit, "no event before it is notified");
        sched_yield();
    }
    CHECK(!guest_answered(&guest, &status), "answered before it was notified of the event");
    CHECK(read(full[0], filling, sizeof filling) == sizeof filling, "%m");
    pthread_join(thread, NULL);
    CHECK(guest_answered(&guest, &status) && status == 0, "a flip");
    close(full[0]);
    close(full[1]);
    guest_end(&guest);
    end();
}

static void read_config(struct guest *guest, uint32_t *events, uint64_t *cookie)
{
    struct {
        uint32_t version, events;
        uint64_t fb_cookie;
    } record;
    char name[STORE_NAME + 1];

    snprintf(name, sizeof name, "R/%s/config", guest->care);
    CHECK(record_read(store_find(&store, name), &record, sizeof record) == sizeof record, "%s", name);
    CHECK(record.version == 1, "version %u", record.version);
    *events = record.events;
    *cookie = record.fb_cookie;
}

static void what_it_is_configured_to_show_is_kept(void)
{
    struct guest guest;
    uint32_t events;
    uint64_t cookie;

    start();
    guest_start(&guest, &store, 0, 77, MS / 10);
    caretaker_begin(caretaker);
    guest_flip(&guest, 9);
    CHECK(await_answer(&guest) == 0, "a flip");
    guest_configure(&guest, 2, 0, 0, 640, 480);
    CHECK(await_answer(&guest) == 0, "all of the connector");
    read_config(&guest, &events, &cookie);
    CHECK(events == 78 && cookie == 2, "%u events, framebuffer %llu", events, (unsigned long long)cookie);

    const uint32_t wrong[][5] = {{3, 1, 0, 640, 480}, {3, 0, 0, 0, 480}, {3, 0, 1, 640, 480}, {0, 0, 0, 640, 480},
        {3, UINT32_MAX, 0, 2, 480}, {3, 0, UINT32_MAX, 640, UINT32_MAX}};
    for (unsigned i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        guest_configure(&guest, wrong[i][0], wrong[i][1], wrong[i][2], wrong[i][3], wrong[i][4]);
        CHECK(await_answer(&guest) == -EINVAL, "configuration %u", i);
    }
    read_config(&guest, &events, &cookie);
    CHECK(cookie == 2, "framebuffer %llu", (unsigned long long)cookie);

    guest_configure(&guest, 0, 0, 0, 0, 0);
    CHECK(await_answer(&guest) == 0, "off");
    read_config(&guest, &events, &cookie);
    CHECK(cookie == 0, "framebuffer %llu", (unsigned long long)cookie);
    guest_flip(&guest, 9);
    CHECK(await_answer(&guest) == -EINVAL, "a flip of a connector that is off");
    guest_configure(&guest, 4, 10, 10, 320, 240);
    CHECK(await_answer(&guest) == 0, "on again");
    guest_flip(&guest, 0);
    CHECK(await_answer(&guest) == -ENOENT, "a flip to nothing");
    guest_end(&guest);
    end();
}

static void everything_else_stays_and_what_is_behind_it(void)
{
    const uint8_t operations[] = {0x10, 0x11, 0x12, 0x13, 0x16, 0, 0x17, 0xff};

    for (unsigned i = 0; i < sizeof operations; i++) {
        struct guest guest;
        start();
        guest_start(&guest, &store, 0, 0, MS / 10);
        caretaker_begin(caretaker);
        guest_flip(&guest, 1);
        CHECK(await_answer(&guest) == 0, "a flip");
        uint64_t cookie;
        CHECK(guest_flipped(&guest, &cookie), "a flip");
        guest_ask(&guest, operations[i], "", 0);
        guest_flip(&guest, 2);
        expect_nothing(&guest);
        CHECK(guest.requests->slots[1].words[0] == (1 | (uint64_t)operations[i] << 16), "operation 0x%x was touched",
            operations[i]);
        guest_end(&guest);
        end();
    }
}

/* One guest breaks the protocol; the one beside it draws on. */
static void a_ring_that_is_none_is_let_go_of(uint32_t jump)
{
    struct guest bad, good;
    uint64_t cookie;

    start();
    guest_start(&bad, &store, 0, 0, MS / 10);
    guest_start(&good, &store, 1, 0, MS / 10);
    caretaker_begin(caretaker);
    guest_flip(&bad, 1);
    CHECK(await_answer(&bad) == 0 && guest_flipped(&bad, &cookie), "a flip");
    __atomic_store_n(&bad.requests->req_prod, bad.req_prod + jump, __ATOMIC_SEQ_CST);
    eventfd_write(bad.request_own, 1);
    expect_nothing(&bad);
    __atomic_store_n(&bad.requests->req_prod, bad.req_prod, __ATOMIC_SEQ_CST);
    guest_flip(&bad, 2);
    expect_nothing(&bad);
    guest_flip(&good, 3);
    CHECK(await_answer(&good) == 0, "the other one");
    guest_end(&bad);
    guest_end(&good);
    end();
}

/* Our own counts are ours: what the guest writes over them says nothing. */
static void counts_are_read_once(void)
{
    struct guest guest;
    uint64_t cookie;

    start();
    guest_start(&guest, &store, 0, 5, MS / 10);
    caretaker_begin(caretaker);
    for (int i = 0; i < 100; i++) {
        guest.requests->rsp_prod = 12345 * i;
        guest.events->in_prod = 54321 * i;
        guest.requests->req_event = guest.events->in_cons = 7 * i;
        guest_flip(&guest, 8);
        settle();
        CHECK(guest.requests->rsp_prod == guest.req_prod, "rsp_prod %u", guest.requests->rsp_prod);
        CHECK(await_answer(&guest) == 0 && guest_flipped(&guest, &cookie), "flip %d", i);
    }
    guest_end(&guest);
    end();
}

static void whoever_claims_it_has_it_alone(void)
{
    struct guest guest;

    start();
    guest_start(&guest, &store, 0, 0, MS / 10);
    caretaker_begin(caretaker);
    guest_flip(&guest, 1);
    CHECK(await_answer(&guest) == 0, "a flip");
    caretaker_release(caretaker, "care/vdispl/3/0/1");
    caretaker_release(caretaker, "");
    guest_flip(&guest, 2);
    CHECK(await_answer(&guest) == 0, "others were claimed");
    caretaker_release(caretaker, guest.care);
    caretaker_release(caretaker, guest.care);
    guest.in_cons = guest.events->in_prod;
    guest_flip(&guest, 3);
    expect_nothing(&guest);
    caretaker_begin(caretaker);
    caretaker_begin(caretaker);
    CHECK(await_answer(&guest) == 0, "it died again");
    guest_end(&guest);
    end();
}

static void whoever_leaves_it_leaves_it_to_the_caretaker(void)
{
    struct guest guest, other;

    start();
    guest_start(&guest, &store, 0, 0, MS / 10);
    guest_start(&other, &store, 1, 0, MS / 10);
    guest_flip(&guest, 1);
    guest_flip(&other, 1);
    caretaker_take(caretaker, "");
    caretaker_take(caretaker, "care/vdispl/3/0/7");
    caretaker_take(caretaker, "care/vdispl/3/0/0/config");
    expect_nothing(&guest);
    caretaker_take(caretaker, guest.care);
    caretaker_take(caretaker, guest.care);
    CHECK(await_answer(&guest) == 0, "a flip of the one that was left");
    expect_nothing(&other);
    caretaker_release(caretaker, guest.care);
    guest.in_cons = guest.events->in_prod;
    guest_flip(&guest, 2);
    expect_nothing(&guest);
    guest_end(&guest);
    guest_end(&other);
    end();
}

int main(int count, char **arguments)
{
    CHECK(count == 2, "usage: caretaker_check GOLDEN");
    layouts_are_those_of_the_header(arguments[1]);
    flips_are_answered_in_order(0);
    flips_are_answered_in_order(UINT32_MAX - 100);
    flips_are_answered_in_order(0xfff0);
    what_waits_is_answered_without_an_event();
    flips_come_at_the_refresh_rate();
    events_come_before_answers();
    what_it_is_configured_to_show_is_kept();
    everything_else_stays_and_what_is_behind_it();
    a_ring_that_is_none_is_let_go_of(DISPLIF_SLOTS + 1);
    a_ring_that_is_none_is_let_go_of(UINT32_MAX);
    a_ring_that_is_none_is_let_go_of(INT32_MAX);
    counts_are_read_once();
    whoever_claims_it_has_it_alone();
    whoever_leaves_it_leaves_it_to_the_caretaker();
    what_is_dropped_is_let_go_of();
    records_that_say_nothing_are_left_alone();
    ports_are_unmasked();
    puts("caretaker: checked");
    return 0;
}
