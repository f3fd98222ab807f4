#include "allocator.h"
#include "content.h"
#include "tap.h"
#include "tests.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PAGES = 512, BUFFERS = 16, DOWN_KIB = 512 * 1024, WAIT_MS = 60000 };

static long current_kib(void)
{
    FILE *file = fopen("/sys/devices/system/xen_memory/xen_memory0/info/current_kb", "re");
    long value = -1;

    if (file) {
        if (fscanf(file, "%ld", &value) != 1) {
            value = -1;
        }
        fclose(file);
    }
    return value;
}

static int set_memory(long kib)
{
    char command[80];

    snprintf(command, sizeof command, "xl mem-set 0 %ldk", kib);
    if (system(command)) {
        return -1;
    }
    for (int ms = 0; ms < WAIT_MS; ms += 10) {
        /* The balloon's granularity. */
        if (labs(current_kib() - kib) <= 1024) {
            return 0;
        }
        usleep(10000);
    }
    errno = ETIMEDOUT;
    return -1;
}

/* Counts the buffers that came out right, were refused, or are wrong. */
struct tally {
    int right, refused, wrong;
    size_t wrong_pages;
    int error;
};

static void check_buffer(struct buffer *buffer, uint32_t seed, struct tally *tally)
{
    const struct peer self = {0};
    uint32_t refs[PAGES];
    int gntdev = gntdev_open();

    if (grant_dmabuf(gntdev, buffer->dmabuf, 0, PAGES, refs)) {
        tally->refused++;
        tally->error = errno;
    } else {
        control_fill(buffer->words, PAGES, seed, refs);
        content_write(buffer->words, PAGES, seed);
        int read = peer_map(&self, PAGES, refs);
        size_t written = content_wrong(buffer->words, PAGES, seed + 1);
        if (read == 0 && written == 0) {
            tally->right++;
        } else {
            tally->wrong++;
            tally->wrong_pages += read < 0 ? PAGES : (size_t)read + written;
        }
    }
    close(gntdev);
}

static void check_allocator(const struct allocator *allocator)
{
    struct buffer buffers[BUFFERS];
    struct tally tally = {0};
    char name[80];
    size_t made = 0;

    snprintf(name, sizeof name, "%s after ballooning", allocator->name);
    /* All at once, so that they are not the same pages again and again. */
    while (made < BUFFERS && !allocator->allocate(&buffers[made], PAGES)) {
        made++;
    }
    for (size_t i = 0; i < made; i++) {
        check_buffer(&buffers[i], 300 + 2 * (uint32_t)i, &tally);
    }
    for (size_t i = 0; i < made; i++) {
        buffer_free(&buffers[i]);
    }
    if (!made) {
        tap_skip(name, "this kernel has no such device");
        return;
    }
    tap(tally.wrong == 0, name, "of %zu buffers %d right, %d refused (%s), %d wrong (%zu pages)", made, tally.right,
        tally.refused, errno_name(tally.error), tally.wrong, tally.wrong_pages);
}

void test_balloon(void)
{
    const struct peer self = {0};
    long before = current_kib();

    if (!peer_possible(&self, "after ballooning")) {
        return;
    }
    if (set_memory(before - DOWN_KIB) || set_memory(before)) {
        tap(false, "ballooning dom0", "%s", errno_name(errno));
        return;
    }
    tap(true, "ballooning dom0", "%ld KiB, %d KiB less, and back", before, DOWN_KIB);
    for (size_t i = 0; i < allocator_count; i++) {
        check_allocator(&allocators[i]);
    }
}
