#include "allocator.h"
#include "content.h"
#include "tap.h"
#include "tests.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

static void import_one(const struct peer *peer, const struct allocator *allocator, size_t pages)
{
    static uint32_t seed = 100;
    struct buffer buffer;
    uint32_t refs[MAX_PAGES];
    char name[80];

    snprintf(name, sizeof name, "IMP_TO_REFS %s, %zu pages", allocator->name, pages);
    if (!peer_possible(peer, name)) {
        return;
    }
    if (allocator->allocate(&buffer, pages)) {
        if (errno == ENODEV) {
            tap_skip(name, "this kernel has no such device");
        } else {
            tap(false, name, "allocating: %s", errno_name(errno));
        }
        return;
    }
    int gntdev = gntdev_open();
    if (grant_dmabuf(gntdev, buffer.dmabuf, peer->domain, pages, refs)) {
        tap(false, name, "%s", errno_name(errno));
    } else {
        seed += 10;
        control_fill(buffer.words, pages, seed, refs);
        content_write(buffer.words, pages, seed);
        int read = peer_map(peer, pages, refs);
        int error = errno;
        size_t written = content_wrong(buffer.words, pages, seed + 1);
        int released = release_dmabuf(gntdev, buffer.dmabuf);
        if (read < 0) {
            tap(false, name, "mapping by the peer: %s", errno_name(error));
        } else {
            tap(read == 0 && written == 0 && !released, name, "%d wrong read, %zu wrong written, release %s", read, written,
                errno_name(released ? errno : 0));
        }
    }
    close(gntdev);
    buffer_free(&buffer);
}

void test_import(const struct peer *peer)
{
    static const size_t sizes[] = {2, 300, 1000};

    for (size_t i = 0; i < allocator_count; i++) {
        for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
            import_one(peer, &allocators[i], sizes[k]);
        }
    }
}
