#include "caretaker_config.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "caretaker_lines.h"
#include "record.h"

enum { VERSION = 1 };

struct config_record {
    uint32_t version;
    uint32_t events;
    uint64_t fb_cookie;
};
_Static_assert(sizeof(struct config_record) == 16, "as KeptConfig.java has it");

bool caretaker_config_open(const struct store *store, struct caretaker_config *config)
{
    struct config_record record;
    int fd = caretaker_find(store, "R/", config->name, "");

    errno = ENOENT;
    config->fd = fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, 0);
    if (config->fd < 0) {
        return false;
    }
    if (record_read(config->fd, &record, sizeof record) != sizeof record || record.version != VERSION) {
        errno = EPROTO;
        return false;
    }
    config->fb_cookie = record.fb_cookie;
    return true;
}

static bool fits(uint32_t start, uint32_t length, uint32_t limit)
{
    return length > 0 && (uint64_t)start + length <= limit;
}

int caretaker_config_set(struct caretaker_config *config, const struct displif_set_config *wanted, uint32_t events)
{
    struct config_record record = {.version = VERSION, .events = events, .fb_cookie = wanted->fb_cookie};
    bool off = wanted->fb_cookie == 0 && wanted->x == 0 && wanted->y == 0 && wanted->width == 0 && wanted->height == 0;

    if (!off &&
        (wanted->fb_cookie == 0 || !fits(wanted->x, wanted->width, config->width) ||
            !fits(wanted->y, wanted->height, config->height))) {
        return -EINVAL;
    }
    if (record_write(config->fd, &record, sizeof record)) {
        return -EIO;
    }
    config->fb_cookie = wanted->fb_cookie;
    return 0;
}

void caretaker_config_close(struct caretaker_config *config)
{
    if (config->fd >= 0) {
        close(config->fd);
    }
    config->fd = -1;
}
