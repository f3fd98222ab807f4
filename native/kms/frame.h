/*
 * The picture of a frame: the one place that defines it. Whoever compares pixels computes the same.
 *
 * The color of pixel (x, y) in frame number f is the painter's pattern (../painter/pattern.h) with f as its seed: red, green
 * and blue of 8 bits each. A format of fewer bits keeps the upper bits of each color; alpha bits are all 1, X bits 0:
 *
 *   XR24 (XRGB8888)  AR24 (ARGB8888)     32-bit words       RG24 (RGB888)                        3 bytes: blue, green, red
 *   RG16 (RGB565)                        16-bit words       XR12 AR12 (4444)  XR15 AR15 (1555)   16-bit words
 *   YUYV             16-bit words: the lower byte (Y) is green; the upper is blue where x is even (U), red where x is odd (V)
 *
 * Words are little-endian. The word of pixel (0, 0) is not a color but the frame's number, modulo 2 to the word's bits: one
 * load says which frame a buffer holds. The first frame of a screen that was opened is 1.
 */
#ifndef FRAME_H
#define FRAME_H

#include <stdbool.h>
#include <stdint.h>

/* All that xen-drm-front offers. */
struct format {
    uint32_t fourcc;
    unsigned bits;
    uint32_t (*word)(uint32_t x, uint32_t color);
};

extern const struct format DEFAULT_FORMAT;

/* NULL when no format has that name of four letters. */
const struct format *format_named(const char *name);

uint32_t frame_word(const struct format *format, uint32_t x, uint32_t y, uint32_t frame);

/* pitch: bytes from one row to the next. */
void frame_draw(uint8_t *pixels, const struct format *format, uint32_t width, uint32_t height, uint32_t pitch,
                uint32_t frame);

/* How many pixels are not the frame's. */
uint64_t frame_wrong(const uint8_t *pixels, const struct format *format, uint32_t width, uint32_t height, uint32_t pitch,
                     uint32_t frame);

#endif
