#include "buffers.h"
#include "guest.h"
#include "tap.h"
#include "tests.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

static void offer_one(xc_interface *xc, enum buffer_kind kind)
{
    const char *name = buffer_names[kind];
    struct buffer buffer;
    struct guest guest;
    uint64_t before, with;
    size_t wrong;
    int held, copy, error;

    if (!tap(buffer_get(&buffer, kind, TEST_PAGES), name, "a buffer of %d pages", TEST_PAGES)) {
        return;
    }
    if (!tap(guest_create(&guest, xc) && guest_furnish(&guest, TEST_PAGES), name, "a guest")) {
        return;
    }
    before = domain_pages(xc, guest.domid);
    held = offer_buffer(guest.domid, &buffer, GUEST_PAGES_GFN, 0, TEST_PAGES);
    if (!tap(held >= 0, name, "offered: %d", held < 0 ? held : 0)) {
        return;
    }
    with = domain_pages(xc, guest.domid);
    tap(before == with, name, "counts as no memory of the guest: %llu and %llu pages", (unsigned long long)before,
        (unsigned long long)with);

    buffer_ask(&buffer, 0x10000000);
    tap(guest_start(&guest) && guest_goes_round(&guest), name, "the guest runs");
    wrong = buffer_unanswered(&buffer, 0x10000000);
    tap(!wrong, name, "the guest sees and writes all pages: %zu wrong", wrong);
    buffer_ask(&buffer, 0x20000000);
    guest_goes_round(&guest);
    wrong = buffer_unanswered(&buffer, 0x20000000);
    tap(!wrong, name, "and what is written later: %zu wrong", wrong);

    error = syscall(SYS_delete_module, "xen_dmabuf_offer", O_NONBLOCK) ? errno : 0;
    tap(error == EWOULDBLOCK, name, "the module stays as long as the offer: %s", errno_name(error));

    copy = fcntl(held, F_DUPFD_CLOEXEC, 0);
    close(held);
    buffer_ask(&buffer, 0x30000000);
    guest_goes_round(&guest);
    wrong = buffer_unanswered(&buffer, 0x30000000);
    tap(!wrong, name, "it lasts until the last file is closed: %zu wrong", wrong);

    close(copy);
    buffer_ask(&buffer, 0x40000000);
    tap(guest_goes_round(&guest), name, "the guest runs on without the pages");
    wrong = buffer_unanswered(&buffer, 0x40000000);
    tap(wrong == TEST_PAGES, name, "and writes to none of them: %zu not written", wrong);

    held = offer_buffer(guest.domid, &buffer, GUEST_PAGES_GFN, 100, 100);
    guest_goes_round(&guest);
    wrong = 0;
    for (size_t i = 0; i < TEST_PAGES; i++) {
        size_t from = i + 100;
        bool offered = i < 100;
        wrong += offered && buffer.words[from * 1024 + 2] != ((0x40000000 + (uint32_t)from) ^ GUEST_MASK);
        wrong += !(i >= 100 && i < 200) && buffer.words[i * 1024 + 2] == ((0x40000000 + (uint32_t)i) ^ GUEST_MASK);
    }
    tap(held >= 0 && !wrong, name, "100 pages of the middle: %d, %zu wrong", held < 0 ? held : 0, wrong);

    tap(guest_destroy(&guest), name, "the guest is destroyed while the offer lasts, and nothing of it is left");
    close(held);
    buffer_ask(&buffer, 0x50000000);
    tap(buffer_unanswered(&buffer, 0x50000000) == TEST_PAGES, name, "the buffer is still dom0's");
    buffer_free(&buffer);
}

void test_offers(xc_interface *xc)
{
    for (int kind = 0; kind < BUFFER_KINDS; kind++) {
        offer_one(xc, kind);
    }
}
