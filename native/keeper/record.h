/* Records: memfds in which bundles/keep writes plain bytes, so that whoever dies between two writes leaves the old record or
 * the new one. Of two slots one is active; the other is written first, then made active by one store. */
#ifndef KEEPER_RECORD_H
#define KEEPER_RECORD_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum {
    RECORD_MAGIC = 0x31524b54, /* "TKR1", little-endian */
    RECORD_BYTES = 65536,      /* of one record, at most: a slot's size */
    RECORD_SLOTS = 4096,       /* where slot 0 begins */
};

/* What stands at the start; little-endian. transom.keep.internal.record.RecordFile has the same. */
struct record_head {
    uint32_t magic;
    uint32_t active;    /* 0 or 1 */
    uint64_t since_ms;  /* when the record was first put, in ms since the epoch */
    uint32_t length[2]; /* of each slot */
};

/* Reads the record into bytes. Its length, or a negative errno: EPROTO if it is none of this version, E2BIG if it has more than
 * room. */
ssize_t record_read(int fd, void *bytes, size_t room);

/* Replaces the record. 0, or a negative errno: EPROTO if it is none of this version, E2BIG beyond RECORD_BYTES. */
int record_write(int fd, const void *bytes, size_t length);

/* A new one; since_ms is now. Its fd, close-on-exec, or a negative errno. */
int record_create(const char *name, const void *bytes, size_t length);

#endif
