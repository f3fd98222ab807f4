#include "buffers.h"
#include "guest.h"
#include "tap.h"
#include "tests.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sysinfo.h>
#include <sys/wait.h>
#include <unistd.h>

enum { KEPT_FREE = 48 << 20, PAGES_A_TABLE = 512 };

/* Nearly all memory that is free, to catch writes to pages that were freed. */
struct canary {
    volatile uint32_t *words;
    size_t pages;
};

/* Its page tables are made first: what is freed from now on goes to its pages and to nothing that the kernel stands on. */
static bool canary_prepare(struct canary *canary)
{
    struct sysinfo info;
    void *mapped;

    sysinfo(&info);
    if (info.freeram < 2ul * KEPT_FREE) {
        return false;
    }
    canary->pages = (info.freeram - KEPT_FREE) / PAGE;
    mapped = mmap(NULL, canary->pages * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED || madvise(mapped, canary->pages * PAGE, MADV_NOHUGEPAGE)) {
        return false;
    }
    canary->words = mapped;
    for (size_t i = 0; i < canary->pages; i += PAGES_A_TABLE) {
        canary->words[i * PAGE / 4] = 1;
    }
    return true;
}

/* Takes the memory, and returns how many of its pages somebody else writes to while the guest runs. */
static size_t canary_hit(struct canary *canary, struct guest *guest)
{
    size_t hit = 0;

    for (size_t i = 0; i < canary->pages; i++) {
        canary->words[i * PAGE / 4] = 0x60000000 + (uint32_t)i;
        canary->words[i * PAGE / 4 + 2] = 0;
    }
    if (!guest_goes_round(guest) || !guest_goes_round(guest)) {
        return SIZE_MAX;
    }
    for (size_t i = 0; i < canary->pages; i++) {
        hit += canary->words[i * PAGE / 4 + 2] != 0;
    }
    munmap((void *)canary->words, canary->pages * PAGE);
    return hit;
}

/* A process that holds what `hold` makes is killed while the guest writes to it. */
static bool kill_holder(struct guest *guest, bool (*hold)(struct guest *))
{
    int ready[2];
    char byte = 0;
    pid_t holder;

    if (pipe(ready) || (holder = fork()) < 0) {
        return false;
    }
    if (!holder) {
        byte = hold(guest) ? 'y' : 'n';
        if (write(ready[1], &byte, 1) != 1) {
            _exit(1);
        }
        for (;;) {
            pause();
        }
    }
    if (read(ready[0], &byte, 1) != 1 || byte != 'y' || !guest_start(guest) || !guest_goes_round(guest)) {
        return false;
    }
    kill(holder, SIGKILL);
    waitpid(holder, NULL, 0);
    close(ready[0]);
    close(ready[1]);
    return true;
}

static enum buffer_kind kind_to_hold;

static bool hold_offer(struct guest *guest)
{
    struct buffer buffer;

    return buffer_get(&buffer, kind_to_hold, TEST_PAGES) &&
           offer_buffer(guest->domid, &buffer, GUEST_PAGES_GFN, 0, TEST_PAGES) >= 0;
}

void test_kill(xc_interface *xc)
{
    for (int kind = 0; kind < BUFFER_KINDS; kind++) {
        struct canary canary;
        struct guest guest;
        size_t hit;

        kind_to_hold = kind;
        if (!tap(guest_create(&guest, xc) && guest_furnish(&guest, TEST_PAGES), buffer_names[kind], "a guest")) {
            return;
        }
        if (!tap(canary_prepare(&canary) && kill_holder(&guest, hold_offer), buffer_names[kind],
                 "a holder that is killed while the guest writes")) {
            return;
        }
        hit = canary_hit(&canary, &guest);
        tap(hit == 0, buffer_names[kind], "the guest writes to pages of others: %zd of %zu", (ssize_t)hit,
            canary.pages);
        tap(guest_destroy(&guest), buffer_names[kind], "nothing of the guest is left");
    }
}

static struct pages raw;

static bool hold_by_itself(struct guest *guest)
{
    /* A handle's buffers are not there in a child. */
    struct guest same = {.xc = xc_interface_open(NULL, NULL, 0), .domid = guest->domid};

    return same.xc && !offer(&same, &raw, 0, raw.count);
}

void test_kill_without(xc_interface *xc)
{
    struct canary canary;
    struct guest guest;
    size_t hit;

    /* Before there is another domain: the numbers of a PV domain's frames are looked up among all frames. */
    if (!tap(pages_get(&raw, xc, TEST_PAGES), "by hypercall", "pages") ||
        !tap(guest_create(&guest, xc) && guest_furnish(&guest, TEST_PAGES), "by hypercall", "a guest")) {
        return;
    }
    if (!tap(canary_prepare(&canary) && kill_holder(&guest, hold_by_itself), "by hypercall",
             "a holder that is killed while the guest writes")) {
        return;
    }
    pages_free(&raw);
    hit = canary_hit(&canary, &guest);
    tap(hit > TEST_PAGES / 2 && hit != SIZE_MAX, "by hypercall", "without the module the guest writes to pages of others: %zd of %zu",
        (ssize_t)hit, canary.pages);
    guest_destroy(&guest);
}
