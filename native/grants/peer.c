#include "peer.h"
#include "content.h"
#include "tap.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAGIC = 0x67726e74, WAIT_MS = 60000 };

bool peer_possible(const struct peer *peer, const char *test)
{
    if (!peer->command && !is_pv()) {
        tap_skip(test, "grants to oneself need a PV domain; give a guest with --domain and --peer");
        return false;
    }
    return true;
}

void control_fill(volatile uint32_t *words, size_t pages, uint32_t seed, const uint32_t *refs)
{
    struct control *control = (struct control *)words;

    control->pages = (uint32_t)pages;
    control->seed = seed;
    control->wrong = 0;
    memcpy(control->refs, refs, pages * sizeof *refs);
    control->state = CONTROL_GRANTED;
    control->magic = MAGIC;
}

/* Maps the pages, compares and writes. */
static int map_and_compare(uint32_t domain, size_t pages, const uint32_t *refs, uint32_t seed)
{
    int gntdev = gntdev_open();
    uint64_t index;
    volatile uint32_t *words = gntdev < 0 ? NULL : map_refs(gntdev, domain, pages, refs, &index);
    int wrong = -1, error = errno;

    if (words) {
        wrong = (int)content_wrong(words, pages, seed);
        content_write(words, pages, seed + 1);
        munmap((void *)words, pages * PAGE);
    }
    close(gntdev);
    errno = error;
    return wrong;
}

int peer_map(const struct peer *peer, size_t pages, const uint32_t *refs)
{
    char command[256];
    uint32_t seed;

    if (!peer->command) {
        uint64_t index;
        int gntdev = gntdev_open();
        volatile uint32_t *first = gntdev < 0 ? NULL : map_refs(gntdev, 0, 1, refs, &index);
        if (!first) {
            close(gntdev);
            return -1;
        }
        seed = ((struct control *)first)->seed;
        munmap((void *)first, PAGE);
        close(gntdev);
        return map_and_compare(0, pages, refs, seed);
    }
    snprintf(command, sizeof command, "%s map 0 %u >&2", peer->command, refs[0]);
    int status = system(command);
    errno = EPROTO;
    if (!WIFEXITED(status)) {
        return -1;
    }
    return WEXITSTATUS(status) == 255 ? -1 : WEXITSTATUS(status);
}

int peer_map_main(uint32_t domain, uint32_t first_ref)
{
    struct control control;
    uint64_t index;
    int gntdev = gntdev_open();
    volatile uint32_t *first = gntdev < 0 ? NULL : map_refs(gntdev, domain, 1, &first_ref, &index);

    if (!first) {
        fprintf(stderr, "mapping reference %u of domain %u: %s\n", first_ref, domain, strerror(errno));
        return 255;
    }
    memcpy(&control, (void *)first, sizeof control);
    munmap((void *)first, PAGE);
    close(gntdev);
    if (control.magic != MAGIC || control.pages < 2 || control.pages > MAX_PAGES) {
        fprintf(stderr, "the page of reference %u does not say what it belongs to\n", first_ref);
        return 255;
    }
    int wrong = map_and_compare(domain, control.pages, control.refs, control.seed);
    if (wrong < 0) {
        fprintf(stderr, "mapping %u references of domain %u: %s\n", control.pages, domain, strerror(errno));
        return 255;
    }
    printf("%d of %u pages wrong\n", wrong, control.pages - 1);
    return wrong < 254 ? wrong : 254;
}

static int own_grant(size_t pages, uint32_t seed, struct granted *granted)
{
    granted->gntalloc = open("/dev/xen/gntalloc", O_RDWR | O_CLOEXEC);
    if (granted->gntalloc < 0) {
        return -1;
    }
    granted->words = grant_pages(granted->gntalloc, 0, pages, granted->refs);
    if (!granted->words) {
        int error = errno;
        close(granted->gntalloc);
        errno = error;
        return -1;
    }
    control_fill(granted->words, pages, seed, granted->refs);
    content_write(granted->words, pages, seed);
    return 0;
}

/* Reads the references from the first page, mapped for a moment. */
static int read_refs(const struct peer *peer, uint32_t first_ref, size_t pages, struct granted *granted)
{
    uint64_t index;
    int gntdev = gntdev_open();
    volatile uint32_t *first = gntdev < 0 ? NULL : map_refs(gntdev, peer->domain, 1, &first_ref, &index);
    int error = errno;

    if (first) {
        memcpy(granted->refs, ((struct control *)first)->refs, pages * sizeof first_ref);
        munmap((void *)first, PAGE);
    }
    close(gntdev);
    errno = error;
    return first ? 0 : -1;
}

int peer_grant(const struct peer *peer, size_t pages, uint32_t seed, struct granted *granted)
{
    char command[256], line[256];
    unsigned int first_ref = 0;

    *granted = (struct granted){.gntalloc = -1};
    if (!peer->command) {
        return own_grant(pages, seed, granted);
    }
    snprintf(command, sizeof command, "%s grant 0 %zu %u", peer->command, pages, seed);
    FILE *said = popen(command, "r");
    while (said && fgets(line, sizeof line, said)) {
        if (sscanf(line, "ref %u", &first_ref) != 1) {
            fputs(line, stderr);
        }
    }
    if (!said || pclose(said) || !first_ref) {
        errno = EPROTO;
        return -1;
    }
    return read_refs(peer, first_ref, pages, granted);
}

/* Waits for a word that the other domain writes: there is no event for it. */
static int await_state(volatile uint32_t *words, enum control_state state)
{
    volatile struct control *control = (volatile struct control *)words;

    for (int ms = 0; ms < WAIT_MS; ms++) {
        if (control->state == state) {
            atomic_thread_fence(memory_order_acquire);
            return 0;
        }
        usleep(1000);
    }
    errno = ETIMEDOUT;
    return -1;
}

static void set_state(volatile uint32_t *words, enum control_state state)
{
    atomic_thread_fence(memory_order_release);
    ((volatile struct control *)words)->state = state;
}

int peer_check(volatile uint32_t *words, const struct granted *granted, size_t pages, uint32_t seed)
{
    if (granted->words) {
        return (int)content_wrong(granted->words, pages, seed + 1);
    }
    set_state(words, CONTROL_WRITTEN);
    if (await_state(words, CONTROL_CHECKED)) {
        return -1;
    }
    return (int)((volatile struct control *)words)->wrong;
}

void granted_free(struct granted *granted, size_t pages)
{
    if (granted->words) {
        munmap((void *)granted->words, pages * PAGE);
    }
    if (granted->gntalloc >= 0) {
        close(granted->gntalloc);
    }
}

int peer_grant_main(uint32_t domain, size_t pages, uint32_t seed)
{
    uint32_t refs[MAX_PAGES];
    int gntalloc = open("/dev/xen/gntalloc", O_RDWR | O_CLOEXEC);
    volatile uint32_t *words = gntalloc < 0 ? NULL : grant_pages(gntalloc, domain, pages, refs);

    if (!words) {
        fprintf(stderr, "granting %zu pages to domain %u: %s\n", pages, domain, strerror(errno));
        return 1;
    }
    control_fill(words, pages, seed, refs);
    content_write(words, pages, seed);
    printf("ref %u\n", refs[0]);
    fflush(stdout);
    /* Into the background, with nothing open that somebody reads to its end. */
    if (daemon(1, 0)) {
        return 1;
    }
    if (await_state(words, CONTROL_WRITTEN)) {
        return 1;
    }
    ((volatile struct control *)words)->wrong = (uint32_t)content_wrong(words, pages, seed + 1);
    set_state(words, CONTROL_CHECKED);
    return 0;
}
