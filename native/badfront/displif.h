/* The pages of displif, xen/include/public/io/displif.h and ring.h, as a frontend sees them. */
#ifndef DISPLIF_H
#define DISPLIF_H

#include <stdint.h>

enum { PAGE = 4096, RING_SLOTS = 32, EVENT_SLOTS = 63, DIRECTORY_REFS = PAGE / 4 - 1 };

enum operation {
    DBUF_CREATE = 0x10, DBUF_DESTROY = 0x11, FB_ATTACH = 0x12, SET_CONFIG = 0x14, PG_FLIP = 0x15
};

/* Of DBUF_CREATE: the backend allocates and fills the directory. */
enum { REQ_ALLOC = 1 };

struct dbuf_create {
    uint64_t dbuf_cookie;
    uint32_t width, height, bpp, buffer_sz, flags, gref_directory, data_ofs;
};
struct fb_attach {
    uint64_t dbuf_cookie, fb_cookie;
    uint32_t width, height, pixel_format;
};
struct set_config {
    uint64_t fb_cookie;
    uint32_t x, y, width, height, bpp;
};

struct request {
    uint16_t id;
    uint8_t operation, reserved[5];
    union {
        struct dbuf_create create;
        struct fb_attach attach;
        struct set_config config;
        uint64_t cookie; /* of DBUF_DESTROY and PG_FLIP */
        uint8_t bytes[56];
    };
};

struct response {
    uint16_t id;
    uint8_t operation, reserved;
    int32_t status;
    uint8_t bytes[56];
};

struct ring {
    uint32_t req_prod, req_event, rsp_prod, rsp_event;
    uint8_t pad[48];
    union {
        struct request request;
        struct response response;
    } slots[RING_SLOTS];
};

struct event_page {
    uint32_t in_cons, in_prod;
    uint8_t reserved[56];
    uint8_t slots[EVENT_SLOTS][64];
};

struct directory {
    uint32_t next; /* 0: the last */
    uint32_t refs[DIRECTORY_REFS];
};

_Static_assert(sizeof(struct request) == 64 && sizeof(struct response) == 64, "slots of 64 bytes");
_Static_assert(sizeof(struct ring) == 64 + RING_SLOTS * 64, "a ring of 32 slots");
_Static_assert(sizeof(struct event_page) == PAGE && sizeof(struct directory) == PAGE, "pages");

#endif
