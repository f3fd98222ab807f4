/* Of what the caretaker makes what it serves: records, files, ports, layouts. */
#include "caretaker_play.h"

#include "caretaker.h"
#include "caretaker_guest.h"
#include "record.h"

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

void what_is_dropped_is_let_go_of(void)
{
    const char *entries[] = {"R/care/vdispl/3/0/0", "R/care/vdispl/3/0/0/config", "F/xen/page/vdispl/3/0/0/events",
        "R/xen/page/vdispl/3/0/0/requests", "F/xen/channel/vdispl/3/0/0/requests/peer",
        "F/xen/channel/vdispl/3/0/0/events"};

    for (unsigned i = 0; i < sizeof entries / sizeof *entries; i++) {
        struct guest guest;
        start();
        guest_start(&guest, &store, 0, 0, MS / 10);
        caretaker_begin(caretaker);
        guest_flip(&guest, 1);
        CHECK(await_answer(&guest) == 0, "a flip");
        caretaker_dropped(caretaker, "F/xen/channel/vdispl/3/0/00/events");
        caretaker_dropped(caretaker, "R/vdispl/3/0/table");
        guest_flip(&guest, 2);
        CHECK(await_answer(&guest) == 0, "others were dropped");
        CHECK(store_find(&store, entries[i]) >= 0, "%s", entries[i]);
        caretaker_dropped(caretaker, entries[i]);
        guest.in_cons = guest.events->in_prod;
        guest_flip(&guest, 3);
        expect_nothing(&guest);
        guest_end(&guest);
        end();
    }
}

static int open_files(void)
{
    int count = 0;

    for (int fd = 0; fd < 1024; fd++) {
        count += fcntl(fd, F_GETFD) >= 0;
    }
    return count;
}

void records_that_say_nothing_are_left_alone(void)
{
    const char *wrong[] = {"", "version=2\n", "version=1\n", "version=1\nrequests=nothing\n", "\n\n==\n=\nversion",
        "version=1\nrequests=a\nevents=a\nrequest-channel=a\nevent-channel=a\nconfig=a\nwidth=0\nheight=1\nperiod-nanos=1\n",
        "version=1\nrequests=a\nevents=a\nrequest-channel=a\nevent-channel=a\nconfig=a\nwidth=1\nheight=1\nperiod-nanos=1\n"};
    int before = open_files();

    for (unsigned i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct guest guest;
        start();
        guest_start(&guest, &store, 0, 0, MS / 10);
        guest_put_care(&guest, &store, wrong[i]);
        caretaker_begin(caretaker);
        guest_flip(&guest, 1);
        expect_nothing(&guest);
        guest_end(&guest);
        end();
    }
    const char *pages[] = {"version=1\nkind=file\noffset=16384\n", "version=1\nkind=file\noffset=1\n",
        "version=1\nkind=file\noffset=99999999999999999999\n", "version=1\nkind=grant\ndomain=3\n", "version=1\nkind=x\n"};
    for (unsigned i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct guest guest;
        start();
        guest_start(&guest, &store, 0, 0, MS / 10);
        guest_put_record(&store, "xen/page/vdispl/3/0/0/events", pages[i], strlen(pages[i]));
        caretaker_begin(caretaker);
        guest_flip(&guest, 1);
        expect_nothing(&guest);
        guest_end(&guest);
        end();
    }
    CHECK(open_files() == before, "%d files are open, %d were", open_files(), before);
}

/* A socket stands for /dev/xen/evtchn: what is read from it are ports, what is written to it unmasks them. */
void ports_are_unmasked(void)
{
    const char lines[] = "version=1\nkind=evtchn\ndomain=3\nremote-port=7\nport=42\n";
    struct guest guest;
    uint32_t port = 42, unmasked = 0;
    int ends[2];

    start();
    guest_start(&guest, &store, 0, 0, MS / 10);
    CHECK(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends) == 0, "%m");
    guest_put_record(&store, "xen/channel/vdispl/3/0/0/requests", lines, sizeof lines - 1);
    CHECK(store_put(&store, "F/xen/channel/vdispl/3/0/0/requests", ends[0]) == 0, "%m");
    caretaker_begin(caretaker);
    CHECK(read(ends[1], &unmasked, 4) == 4 && unmasked == 42, "whoever had it may have masked it");
    settle();
    guest_flip(&guest, 1);
    CHECK(write(ends[1], &port, 4) == 4, "%m");
    CHECK(await_answer(&guest) == 0, "a flip");
    CHECK(read(ends[1], &unmasked, 4) == 4 && unmasked == 42, "it takes the next one");
    close(ends[1]);
    guest_end(&guest);
    end();
}

/* Lines of the golden file: STRUCT.FIELD OFFSET SIZE, const NAME VALUE. */
static long golden(const char *path, const char *name)
{
    char line[256], word[200];
    long value = -1, number;
    FILE *file = fopen(path, "r");

    CHECK(file, "%s: %m", path);
    while (value < 0 && fgets(line, sizeof line, file)) {
        const char *rest = strncmp(line, "const ", 6) == 0 ? line + 6 : line;
        if (sscanf(rest, "%199s %li", word, &number) == 2 && strcmp(word, name) == 0) {
            value = number;
        }
    }
    fclose(file);
    return value;
}

void layouts_are_those_of_the_header(const char *path)
{
    const struct {
        const char *name;
        long value;
    } known[] = {
        {"xen_displif_sring.req_prod", offsetof(struct displif_ring, req_prod)},
        {"xen_displif_sring.req_event", offsetof(struct displif_ring, req_event)},
        {"xen_displif_sring.rsp_prod", offsetof(struct displif_ring, rsp_prod)},
        {"xen_displif_sring.rsp_event", offsetof(struct displif_ring, rsp_event)},
        {"xen_displif_sring.ring", offsetof(struct displif_ring, slots)},
        {"xendispl_event_page.in_cons", offsetof(struct displif_event_page, in_cons)},
        {"xendispl_event_page.in_prod", offsetof(struct displif_event_page, in_prod)},
        {"XENDISPL_RING_LEN", DISPLIF_SLOTS},
        {"XENDISPL_IN_RING_LEN", DISPLIF_EVENTS},
        {"XENDISPL_IN_RING_OFFS", offsetof(struct displif_event_page, slots)},
        {"XENDISPL_OP_SET_CONFIG", DISPLIF_SET_CONFIG},
        {"XENDISPL_OP_PG_FLIP", DISPLIF_PG_FLIP},
        {"XENDISPL_EVT_PG_FLIP", DISPLIF_EVENT_PG_FLIP},
        {"IOCTL_GNTDEV_MAP_GRANT_REF", 0x184700},
        {"IOCTL_EVTCHN_NOTIFY", 0x44504},
    };

    for (unsigned i = 0; i < sizeof known / sizeof *known; i++) {
        long value = golden(path, known[i].name);
        CHECK(value == known[i].value, "%s is %ld, here %ld", known[i].name, value, known[i].value);
    }
}
