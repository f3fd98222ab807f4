/*
 * The painter's picture: the one place that defines it. Whoever compares pixels computes the same formula.
 *
 *   red   = x + 7 seed
 *   green = y + 13 seed
 *   blue  = (x xor y) + 37 (x / 256) + 59 (y / 256) + 29 seed          each modulo 256
 *
 * in XRGB8888 with X = 0. Every pixel depends on x, y and the seed, and the terms with x / 256 and y / 256 keep a picture
 * that is shifted by a multiple of 256 from being taken for the right one.
 *
 * A moving picture (`painter run`) is the pattern of seed + frame, with the frame's number over it: 32 blocks of 8x8 pixels
 * from the upper left corner to the right, the lowest bit first, white for 1 and black for 0.
 */
#ifndef PATTERN_H
#define PATTERN_H

#include <stdint.h>

enum { FRAME_BITS = 32, FRAME_BLOCK = 8 };

static inline uint32_t pattern_pixel(uint32_t x, uint32_t y, uint32_t seed)
{
    uint32_t red = (x + 7 * seed) & 0xff;
    uint32_t green = (y + 13 * seed) & 0xff;
    uint32_t blue = ((x ^ y) + 37 * (x / 256) + 59 * (y / 256) + 29 * seed) & 0xff;
    return red << 16 | green << 8 | blue;
}

static inline uint32_t frame_pixel(uint32_t x, uint32_t y, uint32_t seed, uint32_t frame)
{
    if (y < FRAME_BLOCK && x < FRAME_BITS * FRAME_BLOCK) {
        return frame >> (x / FRAME_BLOCK) & 1 ? 0xffffff : 0;
    }
    return pattern_pixel(x, y, seed + frame);
}

#endif
