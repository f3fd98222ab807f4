/* A DRM card: outputs (a connector with the CRTC that feeds it), dumb buffers, page flips. Linux' drm.h and drm_mode.h. */
#ifndef CARD_H
#define CARD_H

#include <drm.h>
#include <drm_mode.h>
#include <stddef.h>
#include <stdint.h>

#include "frame.h"

struct card {
    int fd;
};

struct output {
    uint32_t connector, crtc;
    struct drm_mode_modeinfo mode;
};

struct buffer {
    uint32_t handle, fb, pitch;
    size_t length;
    uint8_t *pixels;
};

/* All of these: 0, or -1 with errno set and *failed naming the step. */
int card_open(struct card *card, const char *path, const char **failed);
void card_close(struct card *card);
int card_output(const struct card *card, unsigned index, struct output *output, const char **failed);
int card_allocate(const struct card *card, const struct output *output, const struct format *format,
                  struct buffer *buffer, const char **failed);
/* Also for a buffer whose allocation failed half-way. */
void card_free(const struct card *card, struct buffer *buffer);
/* buffer NULL: the output goes dark. */
int card_show(const struct card *card, const struct output *output, const struct buffer *buffer);
/* The event that says that it was done carries `tag`. */
int card_flip(const struct card *card, const struct output *output, const struct buffer *buffer, uint64_t tag);
/* Reads what there is and calls back for each flip that was done. */
int card_events(const struct card *card, void (*done)(void *context, uint64_t tag), void *context);

#endif
