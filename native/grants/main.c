/*
 * grants: tests of xen-gntdev's dma-bufs on real Xen, by raw ioctls. One static program for both ends: dom0, and the guest
 * whose pages are shared with it.
 */
#include "content.h"
#include "tap.h"
#include "tests.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int usage(void)
{
    fputs("usage: grants test [--domain N --peer COMMAND] [import|export|refusals|lifetime|balloon]...\n"
          "           tests in dom0, as TAP; without names all of them. COMMAND runs grants in the guest N, for example\n"
          "           '/lab/guest run NAME grants'; without a guest, a PV dom0 grants to itself.\n"
          "       grants support               which of gntdev's dma-buf ioctls this kernel has\n"
          "       grants map DOMAIN REF        a guest's end: maps what another domain granted, compares, writes\n"
          "       grants grant DOMAIN PAGES SEED\n"
          "                                    a guest's end: grants pages; stays until they were written and compared\n"
          "       grants dump PID FD           the bytes of another process's dma-buf\n"
          "       grants self-check            that wrong content is found\n",
          stderr);
    return 2;
}

/* Every ioctl with arguments that cannot work: only one that does not exist says ENOTTY. */
static int support(void)
{
    uint32_t ref = 0;
    int gntdev = gntdev_open();

    if (gntdev < 0) {
        printf("/dev/xen/gntdev %s\n", errno_name(errno));
        return 1;
    }
    grant_dmabuf(gntdev, -1, 0, 1, &ref);
    printf("IMP_TO_REFS %s\n", errno_name(errno));
    release_dmabuf(gntdev, -1);
    printf("IMP_RELEASE %s\n", errno_name(errno));
    export_refs(gntdev, 0, 0, 0, &ref);
    printf("EXP_FROM_REFS %s\n", errno_name(errno));
    wait_released(gntdev, -1, 0);
    printf("EXP_WAIT_RELEASED %s\n", errno_name(errno));
    close(gntdev);
    return 0;
}

static int self_check(void)
{
    static uint32_t words[3 * PAGE_WORDS];

    content_write(words, 3, 5);
    tap(content_wrong(words, 3, 5) == 0, "right content", "%zu pages wrong", content_wrong(words, 3, 5));
    tap(content_wrong(words, 3, 6) == 2, "another seed", "%zu pages wrong", content_wrong(words, 3, 6));
    words[2 * PAGE_WORDS + 9] ^= 1;
    tap(content_wrong(words, 3, 5) == 1, "one bit", "%zu pages wrong", content_wrong(words, 3, 5));
    memcpy(words + PAGE_WORDS, words + 2 * PAGE_WORDS, PAGE);
    tap(content_wrong(words, 3, 5) == 2, "a page in another's place", "%zu pages wrong", content_wrong(words, 3, 5));
    return tap_end();
}

static int run_tests(int count, char **arguments)
{
    struct peer peer = {0};
    bool all = true;

    for (int i = 0; i < count; i++) {
        if (!strcmp(arguments[i], "--domain") && i + 1 < count) {
            peer.domain = (uint32_t)strtoul(arguments[++i], NULL, 10);
        } else if (!strcmp(arguments[i], "--peer") && i + 1 < count) {
            peer.command = arguments[++i];
        } else if (!strcmp(arguments[i], "import")) {
            test_import(&peer);
            all = false;
        } else if (!strcmp(arguments[i], "export")) {
            test_export(&peer);
            all = false;
        } else if (!strcmp(arguments[i], "refusals")) {
            test_refusals();
            all = false;
        } else if (!strcmp(arguments[i], "lifetime")) {
            test_lifetime();
            all = false;
        } else if (!strcmp(arguments[i], "balloon")) {
            test_balloon();
            all = false;
        } else {
            return usage();
        }
    }
    if (all) {
        test_import(&peer);
        test_export(&peer);
        test_refusals();
        test_lifetime();
        test_balloon();
    }
    return tap_end();
}

int main(int count, char **arguments)
{
    if (count >= 2 && !strcmp(arguments[1], "test")) {
        return run_tests(count - 2, arguments + 2);
    }
    if (count == 2 && !strcmp(arguments[1], "support")) {
        return support();
    }
    if (count == 2 && !strcmp(arguments[1], "self-check")) {
        return self_check();
    }
    if (count == 4 && !strcmp(arguments[1], "map")) {
        return peer_map_main((uint32_t)strtoul(arguments[2], NULL, 10), (uint32_t)strtoul(arguments[3], NULL, 10));
    }
    if (count == 4 && !strcmp(arguments[1], "dump")) {
        return dump_main(atoi(arguments[2]), atoi(arguments[3]));
    }
    if (count == 5 && !strcmp(arguments[1], "grant")) {
        size_t pages = strtoul(arguments[3], NULL, 10);
        if (pages >= 2 && pages <= MAX_PAGES) {
            return peer_grant_main((uint32_t)strtoul(arguments[2], NULL, 10), pages, (uint32_t)strtoul(arguments[4], NULL, 10));
        }
    }
    return usage();
}
