#include "screen.h"

#include <errno.h>
#include <string.h>
#include <time.h>

/* xen-drm-front completes a flip by itself 3.1 s after the backend fell silent. */
static const int64_t STUCK_NS = 20 * 1000000000ll;

int64_t now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000ll + now.tv_nsec;
}

static void draw(struct screen *screen, struct buffer *buffer)
{
    frame_draw(buffer->pixels, screen->format, screen->output.mode.hdisplay, screen->output.mode.vdisplay,
               buffer->pitch, screen->frame);
}

int screen_open(struct screen *screen, const struct card *card, unsigned index, const struct format *format,
                const char **failed)
{
    int error;

    memset(screen, 0, sizeof *screen);
    screen->format = format;
    if (card_output(card, index, &screen->output, failed)) {
        return -1;
    }
    for (int i = 0; i < 2; i++) {
        if (card_allocate(card, &screen->output, format, &screen->buffers[i], failed)) {
            goto fail;
        }
    }
    screen->frame = 1;
    draw(screen, &screen->buffers[0]);
    if (card_show(card, &screen->output, &screen->buffers[0])) {
        *failed = "MODE_SETCRTC";
        goto fail;
    }
    screen->open = true;
    return 0;
fail:
    error = errno;
    screen_close(screen, card);
    errno = error;
    return -1;
}

void screen_close(struct screen *screen, const struct card *card)
{
    if (screen->open) {
        card_show(card, &screen->output, NULL);
    }
    for (int i = 0; i < 2; i++) {
        card_free(card, &screen->buffers[i]);
    }
    screen->open = false;
    screen->flips.running = false;
}

static void flip(struct screen *screen, const struct card *card, uint64_t tag)
{
    struct buffer *back = &screen->buffers[!screen->shown];

    screen->frame++;
    if (screen->flips.drawing) {
        draw(screen, back);
    }
    if (card_flip(card, &screen->output, back, tag)) {
        screen->flips.failed = "MODE_PAGE_FLIP";
        screen->flips.error = errno;
        screen->flips.running = false;
    }
}

void screen_start(struct screen *screen, const struct card *card, uint64_t tag, uint64_t wanted, bool drawing)
{
    int64_t now = now_ns();

    screen->flips = (struct flips){
        .running = true,
        .drawing = drawing,
        .wanted = wanted,
        .started_ns = now,
        .last_ns = now,
    };
    flip(screen, card, tag);
}

void screen_flipped(struct screen *screen, const struct card *card, uint64_t tag)
{
    struct flips *flips = &screen->flips;
    int64_t now = now_ns(), gap = now - flips->last_ns;

    if (!flips->running) {
        return;
    }
    screen->shown = !screen->shown;
    flips->done++;
    flips->last_ns = now;
    if (gap > flips->longest_gap_ns) {
        flips->longest_gap_ns = gap;
    }
    if (flips->wanted && flips->done >= flips->wanted) {
        flips->running = false;
    } else {
        flip(screen, card, tag);
    }
}

bool screen_is_stuck(const struct screen *screen, int64_t now)
{
    return screen->flips.running && now - screen->flips.last_ns > STUCK_NS;
}

void screen_give_up(struct screen *screen)
{
    screen->flips.failed = "the flip's event";
    screen->flips.error = ETIME;
    screen->flips.running = false;
}

uint64_t screen_wrong(const struct screen *screen)
{
    const struct drm_mode_modeinfo *mode = &screen->output.mode;
    uint64_t wrong = 0;

    for (unsigned i = 0; i < 2; i++) {
        const struct buffer *buffer = &screen->buffers[i];
        uint32_t frame = i == screen->shown ? screen->frame : screen->frame - 1;

        /* Nothing was drawn into the second before the first flip. */
        if (frame > 0) {
            wrong += frame_wrong(buffer->pixels, screen->format, mode->hdisplay, mode->vdisplay, buffer->pitch, frame);
        }
    }
    return wrong;
}
