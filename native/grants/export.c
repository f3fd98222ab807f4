#include "allocator.h"
#include "content.h"
#include "tap.h"
#include "tests.h"

#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

static void check_mapping(const char *name, int dmabuf, const struct granted *granted, size_t pages, uint32_t seed)
{
    void *mapped = mmap(NULL, pages * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, dmabuf, 0);

    if (mapped == MAP_FAILED) {
        tap(false, name, "mmap: %s", errno_name(errno));
        return;
    }
    size_t read = content_wrong(mapped, pages, seed);
    content_write(mapped, pages, seed + 1);
    int written = peer_check(mapped, granted, pages, seed);
    if (written < 0) {
        tap(false, name, "check by the peer: %s", errno_name(errno));
    } else {
        tap(read == 0 && written == 0, name, "%zu wrong read, %d wrong written", read, written);
    }
    munmap(mapped, pages * PAGE);
}

/* The second half of the buffer only, which has an offset. */
static void check_half(const char *name, int dmabuf, size_t pages)
{
    volatile uint32_t *whole = mmap(NULL, pages * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, dmabuf, 0);
    volatile uint32_t *half =
        mmap(NULL, pages / 2 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, dmabuf, (off_t)(pages / 2 * PAGE));
    size_t wrong = 0;

    if (whole == MAP_FAILED || half == MAP_FAILED) {
        tap(false, name, "mmap: %s", errno_name(errno));
        return;
    }
    for (size_t i = 0; i < pages / 2 * PAGE_WORDS; i++) {
        wrong += half[i] != whole[pages / 2 * PAGE_WORDS + i];
    }
    half[5] ^= 0x5a5a5a5a;
    wrong += half[5] != whole[pages / 2 * PAGE_WORDS + 5];
    tap(wrong == 0, name, "%zu words differ between the whole and its half", wrong);
    munmap((void *)half, pages / 2 * PAGE);
    munmap((void *)whole, pages * PAGE);
}

static void check_released(int gntdev, int dmabuf)
{
    tap_errno("EXP_WAIT_RELEASED while it is open", wait_released(gntdev, dmabuf, 50), ETIMEDOUT);
    close(dmabuf);
    int result = wait_released(gntdev, dmabuf, 10000);
    tap(!result || errno == ENOENT, "EXP_WAIT_RELEASED after close", "%s", errno_name(result ? errno : 0));
}

static void export_one(const struct peer *peer, size_t pages)
{
    static uint32_t seed = 5000;
    struct granted granted;
    char name[80];

    snprintf(name, sizeof name, "EXP_FROM_REFS, %zu pages", pages);
    if (!peer_possible(peer, name)) {
        return;
    }
    seed += 10;
    if (peer_grant(peer, pages, seed, &granted)) {
        tap(false, name, "pages of the peer: %s", errno_name(errno));
        return;
    }
    int gntdev = gntdev_open();
    int dmabuf = export_refs(gntdev, 0, peer->domain, pages, granted.refs);
    if (dmabuf < 0) {
        tap(false, name, "%s", errno_name(errno));
    } else {
        off_t size = lseek(dmabuf, 0, SEEK_END);
        tap(size == (off_t)(pages * PAGE), name, "%lld bytes", (long long)size);
        if (vgem_import(dmabuf) && errno == ENODEV) {
            tap_skip("export imported into vgem", "there is no vgem");
        } else {
            tap_errno("export imported into vgem", vgem_import(dmabuf), 0);
        }
        snprintf(name, sizeof name, "export mapped by the CPU, %zu pages", pages);
        check_mapping(name, dmabuf, &granted, pages, seed);
        check_half("half of an export mapped by the CPU", dmabuf, pages);
        check_released(gntdev, dmabuf);
    }
    close(gntdev);
    granted_free(&granted, pages);
}

void test_export(const struct peer *peer)
{
    export_one(peer, 2);
    export_one(peer, 300);
}
