/* A connector that was opened: two buffers, one of them shown, the other drawn into and flipped to. */
#ifndef SCREEN_H
#define SCREEN_H

#include <stdint.h>

#include "card.h"

struct screen {
    bool open;
    struct output output;
    const struct format *format;
    struct buffer buffers[2];
    unsigned shown; /* index into buffers */
    uint32_t frame; /* that was drawn last */
    struct flips {
        bool running, drawing;
        uint64_t wanted, done; /* wanted 0: without end */
        int64_t started_ns, last_ns, longest_gap_ns;
        const char *failed; /* step that failed, errno in `error` */
        int error;
    } flips;
};

int64_t now_ns(void);

/* Shows frame 1. 0, or -1 with errno set and *failed naming the step. */
int screen_open(struct screen *screen, const struct card *card, unsigned index, const struct format *format,
                const char **failed);
void screen_close(struct screen *screen, const struct card *card);
/* The tag of its flips' events is `tag`. Ends early with flips.failed set. */
void screen_start(struct screen *screen, const struct card *card, uint64_t tag, uint64_t wanted, bool drawing);
/* A flip was done: counts it and starts the next. */
void screen_flipped(struct screen *screen, const struct card *card, uint64_t tag);
/* No flip was done for too long. */
bool screen_is_stuck(const struct screen *screen, int64_t now);
void screen_give_up(struct screen *screen);
/* How many pixels of its buffers are not what was drawn there last. Wants flips to be over, and to have drawn. */
uint64_t screen_wrong(const struct screen *screen);

#endif
