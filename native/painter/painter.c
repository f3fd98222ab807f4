/* Paints pictures that can be checked pixel by pixel into a Linux framebuffer. See pattern.h for the pictures. */
#include "pattern.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fb.h>
#include <linux/kd.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

struct screen {
    int fd;
    uint32_t width, height;
    uint32_t line; /* pixels from one row to the next */
    size_t length;
    volatile uint32_t *pixels;
};

static int fail(const char *what)
{
    fprintf(stderr, "painter: %s: %s\n", what, strerror(errno));
    return 1;
}

/* A text console draws its cursor into the picture; in graphics mode it keeps off. The mode stays when we exit. */
static void silence_console(void)
{
    int tty = open("/dev/tty0", O_RDWR | O_CLOEXEC);
    if (tty >= 0) {
        ioctl(tty, KDSETMODE, KD_GRAPHICS);
        close(tty);
    }
}

static int screen_open(struct screen *screen)
{
    struct fb_var_screeninfo var;
    struct fb_fix_screeninfo fix;

    if (ioctl(screen->fd, FBIOGET_VSCREENINFO, &var) || ioctl(screen->fd, FBIOGET_FSCREENINFO, &fix)) {
        return fail("asking /dev/fb0 for its size");
    }
    if (var.bits_per_pixel != 32) {
        fprintf(stderr, "painter: /dev/fb0 has %u bits per pixel, only 32 can be painted\n", var.bits_per_pixel);
        return 1;
    }
    screen->width = var.xres;
    screen->height = var.yres;
    screen->line = fix.line_length / 4;
    screen->length = fix.smem_len;
    if ((size_t)fix.line_length * var.yres > screen->length) {
        fprintf(stderr, "painter: %u rows of %u bytes exceed %u bytes\n", var.yres, fix.line_length, fix.smem_len);
        return 1;
    }
    screen->pixels = mmap(NULL, screen->length, PROT_READ | PROT_WRITE, MAP_SHARED, screen->fd, 0);
    return screen->pixels == MAP_FAILED ? fail("mapping /dev/fb0") : 0;
}

static int info(const struct screen *screen)
{
    printf("painter: %ux%u line %u pixels memory %zu bytes\n", screen->width, screen->height, screen->line,
           screen->length);
    return 0;
}

static int resize(struct screen *screen, const char *size)
{
    struct fb_var_screeninfo var;
    uint32_t width, height;
    char end;

    if (sscanf(size, "%ux%u%c", &width, &height, &end) != 2) {
        fprintf(stderr, "painter: '%s' is no size; write it like 640x480\n", size);
        return 2;
    }
    if (ioctl(screen->fd, FBIOGET_VSCREENINFO, &var)) {
        return fail("asking /dev/fb0 for its size");
    }
    var.xres = var.xres_virtual = width;
    var.yres = var.yres_virtual = height;
    var.activate = FB_ACTIVATE_NOW;
    return ioctl(screen->fd, FBIOPUT_VSCREENINFO, &var) ? fail("setting the size (it can not exceed the first one)") : 0;
}

static int pattern(const struct screen *screen, uint32_t seed)
{
    for (uint32_t y = 0; y < screen->height; y++) {
        for (uint32_t x = 0; x < screen->width; x++) {
            screen->pixels[(size_t)y * screen->line + x] = pattern_pixel(x, y, seed);
        }
    }
    printf("painter: painted %ux%u seed %u\n", screen->width, screen->height, seed);
    return 0;
}

static _Noreturn void run(const struct screen *screen, uint32_t seed)
{
    const struct timespec pause = {.tv_nsec = 50 * 1000 * 1000};

    for (uint32_t frame = 0;; frame++) {
        for (uint32_t y = 0; y < screen->height; y++) {
            for (uint32_t x = 0; x < screen->width; x++) {
                screen->pixels[(size_t)y * screen->line + x] = frame_pixel(x, y, seed, frame);
            }
        }
        /* xen-fbfront sends damage at most 20 times a second */
        nanosleep(&pause, NULL);
    }
}

/* `painter expect WxH SEED`: the pattern as raw XRGB words, for comparing without a framebuffer. */
static int expect(const char *size, uint32_t seed)
{
    uint32_t width, height;
    char end;

    if (sscanf(size, "%ux%u%c", &width, &height, &end) != 2) {
        fprintf(stderr, "painter: '%s' is no size; write it like 640x480\n", size);
        return 2;
    }
    for (uint32_t y = 0; y < height; y++) {
        for (uint32_t x = 0; x < width; x++) {
            uint32_t pixel = pattern_pixel(x, y, seed);
            if (fwrite(&pixel, sizeof pixel, 1, stdout) != 1) {
                return fail("writing");
            }
        }
    }
    return 0;
}

static bool number(const char *text, uint32_t *value)
{
    char *end;
    errno = 0;
    unsigned long parsed = strtoul(text, &end, 10);
    if (errno || *end || end == text || parsed > UINT32_MAX) {
        fprintf(stderr, "painter: '%s' is no seed; write a whole number\n", text);
        return false;
    }
    *value = parsed;
    return true;
}

static int usage(void)
{
    fputs("usage: painter info | pattern SEED | resize WxH SEED | run SEED | expect WxH SEED\n", stderr);
    return 2;
}

int main(int argc, char **argv)
{
    const char *verb = argc > 1 ? argv[1] : "";
    bool sized = !strcmp(verb, "resize") || !strcmp(verb, "expect");
    bool seeded = sized || !strcmp(verb, "pattern") || !strcmp(verb, "run");
    struct screen screen = {.fd = -1};
    uint32_t seed = 0;
    int rc;

    if ((!seeded && strcmp(verb, "info")) || argc != 2 + sized + seeded) {
        return usage();
    }
    if (seeded && !number(argv[argc - 1], &seed)) {
        return 2;
    }
    if (!strcmp(verb, "expect")) {
        return expect(argv[2], seed);
    }
    screen.fd = open("/dev/fb0", O_RDWR | O_CLOEXEC);
    if (screen.fd < 0) {
        return fail("/dev/fb0");
    }
    if (seeded) {
        silence_console();
    }
    if (!strcmp(verb, "resize") && (rc = resize(&screen, argv[2]))) {
        return rc;
    }
    if ((rc = screen_open(&screen))) {
        return rc;
    }
    if (!strcmp(verb, "info")) {
        return info(&screen);
    }
    if (!strcmp(verb, "run")) {
        run(&screen, seed);
    }
    return pattern(&screen, seed);
}
