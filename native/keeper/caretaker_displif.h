/* The pages of displif, xen/include/public/io/displif.h and ring.h, as a backend sees them; caretaker_check.c compares the
 * numbers with native/layout's golden file. All of it is little-endian. */
#ifndef KEEPER_CARETAKER_DISPLIF_H
#define KEEPER_CARETAKER_DISPLIF_H

#include <stdint.h>

enum { DISPLIF_PAGE = 4096, DISPLIF_SLOTS = 32, DISPLIF_EVENTS = 63 };

enum displif_operation { DISPLIF_SET_CONFIG = 0x14, DISPLIF_PG_FLIP = 0x15 };

enum { DISPLIF_EVENT_PG_FLIP = 0 };

struct displif_set_config {
    uint64_t fb_cookie;
    uint32_t x, y, width, height, bpp;
};

struct displif_request {
    uint16_t id;
    uint8_t operation, reserved[5];
    union {
        struct displif_set_config config;
        uint64_t fb_cookie; /* of PG_FLIP */
        uint8_t bytes[56];
    };
};

struct displif_response {
    uint16_t id;
    uint8_t operation, reserved;
    int32_t status;
    uint8_t bytes[56];
};

struct displif_event {
    uint16_t id;
    uint8_t type, reserved[5];
    uint64_t fb_cookie;
    uint8_t bytes[48];
};

/* A slot as it is read and written: a word at a time. */
struct displif_slot {
    uint64_t words[8];
};

struct displif_ring {
    uint32_t req_prod, req_event, rsp_prod, rsp_event;
    uint8_t pad[48];
    struct displif_slot slots[DISPLIF_SLOTS];
};

struct displif_event_page {
    uint32_t in_cons, in_prod;
    uint8_t reserved[56];
    struct displif_slot slots[DISPLIF_EVENTS];
};

_Static_assert(sizeof(struct displif_request) == 64 && sizeof(struct displif_response) == 64, "slots of 64 bytes");
_Static_assert(sizeof(struct displif_event) == 64 && sizeof(struct displif_slot) == 64, "slots of 64 bytes");
_Static_assert(sizeof(struct displif_ring) <= DISPLIF_PAGE && sizeof(struct displif_event_page) == DISPLIF_PAGE, "pages");
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the protocol is little-endian");

#endif
