#include "allocator.h"
#include "content.h"
#include "tap.h"
#include "tests.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <unistd.h>

enum { PAGES = 256, WAIT_MS = 20000 };

/* The number of dma-bufs in the whole system, or -1. */
static int dmabufs(void)
{
    static const char path[] = "/sys/kernel/debug/dma_buf/bufinfo";
    char line[512];
    int count = -1;
    FILE *info = fopen(path, "re");

    if (!info) {
        mount("debugfs", "/sys/kernel/debug", "debugfs", 0, NULL);
        info = fopen(path, "re");
    }
    while (info && fgets(line, sizeof line, info)) {
        sscanf(line, "Total %d objects", &count);
    }
    if (info) {
        fclose(info);
    }
    return count;
}

/* Takes memory with a content of its own, as the next user of freed pages would. */
static void reuse_memory(void)
{
    struct buffer buffers[16];

    for (size_t i = 0; i < 16; i++) {
        if (allocators[i % allocator_count].allocate(&buffers[i], 512)) {
            buffers[i] = (struct buffer){.dmabuf = -1, .card = -1};
        } else {
            content_write(buffers[i].words, 512, 77);
        }
    }
    for (size_t i = 0; i < 16; i++) {
        buffer_free(&buffers[i]);
    }
}

static void lifetime_of(const struct allocator *allocator)
{
    struct buffer buffer;
    uint32_t refs[PAGES];
    uint64_t index;
    char name[80];

    snprintf(name, sizeof name, "%s released while it is mapped", allocator->name);
    if (allocator->allocate(&buffer, PAGES)) {
        tap_skip(name, "this kernel has no such device");
        return;
    }
    int gntdev = gntdev_open(), mapper = gntdev_open();
    int granted = grant_dmabuf(gntdev, buffer.dmabuf, 0, PAGES, refs);
    volatile uint32_t *words = granted ? NULL : map_refs(mapper, 0, PAGES, refs, &index);
    if (!words) {
        tap(false, name, "%s: %s", granted ? "IMP_TO_REFS" : "mapping", errno_name(errno));
        return;
    }
    content_write(buffer.words, PAGES, 42);
    int before = dmabufs();
    release_dmabuf(gntdev, buffer.dmabuf);
    close(gntdev);
    buffer_free(&buffer);
    reuse_memory();
    size_t wrong = content_wrong(words, PAGES, 42);
    int held = dmabufs();
    munmap((void *)words, PAGES * PAGE);
    unmap_refs(mapper, index, PAGES);
    close(mapper);
    int after = held, ms;
    for (ms = 0; ms < WAIT_MS && (after = dmabufs()) >= before; ms += 10) {
        usleep(10000);
    }
    tap(wrong == 0 && held == before && after == before - 1, name,
        "%zu of %d pages changed; dma-bufs %d, after release %d, %d ms after the unmapping %d", wrong, PAGES, before, held, ms, after);
}

void test_lifetime(void)
{
    const struct peer self = {0};

    if (!peer_possible(&self, "release while mapped")) {
        return;
    }
    for (size_t i = 0; i < allocator_count; i++) {
        lifetime_of(&allocators[i]);
    }
}
