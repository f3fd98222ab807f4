#include "frame.h"

#include <drm_fourcc.h>
#include <string.h>

#include "../painter/pattern.h"

static uint32_t red(uint32_t color, unsigned bits)
{
    return (color >> 16 & 0xff) >> (8 - bits);
}

static uint32_t green(uint32_t color, unsigned bits)
{
    return (color >> 8 & 0xff) >> (8 - bits);
}

static uint32_t blue(uint32_t color, unsigned bits)
{
    return (color & 0xff) >> (8 - bits);
}

static uint32_t rgb888(uint32_t x, uint32_t color)
{
    (void)x;
    return color;
}

static uint32_t argb8888(uint32_t x, uint32_t color)
{
    return 0xff000000 | rgb888(x, color);
}

static uint32_t rgb565(uint32_t x, uint32_t color)
{
    (void)x;
    return red(color, 5) << 11 | green(color, 6) << 5 | blue(color, 5);
}

static uint32_t xrgb4444(uint32_t x, uint32_t color)
{
    (void)x;
    return red(color, 4) << 8 | green(color, 4) << 4 | blue(color, 4);
}

static uint32_t argb4444(uint32_t x, uint32_t color)
{
    return 0xf000 | xrgb4444(x, color);
}

static uint32_t xrgb1555(uint32_t x, uint32_t color)
{
    (void)x;
    return red(color, 5) << 10 | green(color, 5) << 5 | blue(color, 5);
}

static uint32_t argb1555(uint32_t x, uint32_t color)
{
    return 0x8000 | xrgb1555(x, color);
}

static uint32_t yuyv(uint32_t x, uint32_t color)
{
    return (x % 2 ? red(color, 8) : blue(color, 8)) << 8 | green(color, 8);
}

static const struct format formats[] = {
    {DRM_FORMAT_XRGB8888, 32, rgb888},   {DRM_FORMAT_ARGB8888, 32, argb8888}, {DRM_FORMAT_RGB888, 24, rgb888},
    {DRM_FORMAT_RGB565, 16, rgb565},     {DRM_FORMAT_XRGB4444, 16, xrgb4444}, {DRM_FORMAT_ARGB4444, 16, argb4444},
    {DRM_FORMAT_XRGB1555, 16, xrgb1555}, {DRM_FORMAT_ARGB1555, 16, argb1555}, {DRM_FORMAT_YUYV, 16, yuyv},
};

const struct format DEFAULT_FORMAT = {DRM_FORMAT_XRGB8888, 32, rgb888};

const struct format *format_named(const char *name)
{
    if (strlen(name) != 4) {
        return NULL;
    }
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (formats[i].fourcc == fourcc_code(name[0], name[1], name[2], name[3])) {
            return &formats[i];
        }
    }
    return NULL;
}

uint32_t frame_word(const struct format *format, uint32_t x, uint32_t y, uint32_t frame)
{
    uint32_t mask = 0xffffffff >> (32 - format->bits);

    return x || y ? format->word(x, pattern_pixel(x, y, frame)) : frame & mask;
}

void frame_draw(uint8_t *pixels, const struct format *format, uint32_t width, uint32_t height, uint32_t pitch,
                uint32_t frame)
{
    unsigned bytes = format->bits / 8;

    for (uint32_t y = 0; y < height; y++) {
        uint8_t *row = pixels + (size_t)y * pitch;

        for (uint32_t x = 0; x < width; x++) {
            uint32_t word = frame_word(format, x, y, frame);

            memcpy(row + (size_t)x * bytes, &word, bytes);
        }
    }
}

uint64_t frame_wrong(const uint8_t *pixels, const struct format *format, uint32_t width, uint32_t height, uint32_t pitch,
                     uint32_t frame)
{
    unsigned bytes = format->bits / 8;
    uint64_t wrong = 0;

    for (uint32_t y = 0; y < height; y++) {
        const uint8_t *row = pixels + (size_t)y * pitch;

        for (uint32_t x = 0; x < width; x++) {
            uint32_t word = frame_word(format, x, y, frame);

            wrong += memcmp(row + (size_t)x * bytes, &word, bytes) != 0;
        }
    }
    return wrong;
}
