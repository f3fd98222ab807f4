/*
 * Drives a DRM card's connectors with pictures that can be checked pixel by pixel (frame.h). A daemon holds the card;
 * `kms COMMAND...` gives it one command and prints its answer, one line of NAME=VALUE, or of "error: " and what failed.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "frame.h"
#include "server.h"

static struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "/run/kms"};
static const char *card = "/dev/dri/card0";

static int usage(void)
{
    fputs("usage: kms [--socket PATH] serve [--card PATH]   the daemon; it opens the card while a connector is open\n"
          "       kms [--socket PATH] COMMAND               to the daemon:\n"
          "  open CONNECTOR [FOURCC]     two buffers, shows frame 1 (XR24; CONNECTOR counts from 0)\n"
          "  flip CONNECTOR N [nodraw]   N page flips, each to the next frame; nodraw leaves the buffers as they are\n"
          "  run CONNECTOR [nodraw]      page flips until `still`, in the background\n"
          "  still CONNECTOR             ends them; says how it went\n"
          "  check CONNECTOR             how many pixels of its two buffers are not what was drawn there\n"
          "  close CONNECTOR             dark, buffers freed\n"
          "       kms expect FOURCC WxH FRAME               a frame as raw bytes, rows without gaps\n",
          stderr);
    return 2;
}

static int expect(const char *fourcc, const char *size, const char *number)
{
    const struct format *format = format_named(fourcc);
    uint32_t width, height, frame, pitch;
    uint8_t *pixels;
    char end;
    int rc;

    if (!format || sscanf(size, "%5ux%5u%c", &width, &height, &end) != 2 || sscanf(number, "%u%c", &frame, &end) != 1) {
        return usage();
    }
    pitch = width * format->bits / 8;
    pixels = calloc(height, pitch);
    if (!pixels) {
        perror("kms");
        return 1;
    }
    frame_draw(pixels, format, width, height, pitch, frame);
    rc = fwrite(pixels, pitch, height, stdout) == height && !fflush(stdout) ? 0 : 1;
    free(pixels);
    return rc;
}

static int failed(const char *what)
{
    fprintf(stderr, "kms: %s: %s\n", what, strerror(errno));
    return 1;
}

/* Words become a line; exit status 1 for an answer that says "error". */
static int ask(char **words, int count)
{
    char line[256] = "";
    ssize_t length;
    int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);

    for (int i = 0; i < count; i++) {
        if (strlen(line) + strlen(words[i]) + 2 > sizeof line) {
            errno = E2BIG;
            return failed("the command");
        }
        strcat(strcat(line, i ? " " : ""), words[i]);
    }
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address)) {
        return failed(address.sun_path);
    }
    if (send(fd, line, strlen(line), MSG_NOSIGNAL) < 0 || (length = recv(fd, line, sizeof line - 1, 0)) < 0) {
        return failed("the daemon");
    }
    if (!length) {
        errno = EPIPE;
        return failed("the daemon");
    }
    line[length] = 0;
    fputs(line, stdout);
    return strncmp(line, "error:", 6) ? 0 : 1;
}

int main(int argc, char **argv)
{
    argv++;
    argc--;
    if (argc > 1 && !strcmp(argv[0], "--socket")) {
        if (strlen(argv[1]) >= sizeof address.sun_path) {
            return usage();
        }
        strcpy(address.sun_path, argv[1]);
        argv += 2;
        argc -= 2;
    }
    if (argc == 4 && !strcmp(argv[0], "expect")) {
        return expect(argv[1], argv[2], argv[3]);
    }
    if (argc && !strcmp(argv[0], "serve")) {
        if (argc == 3 && !strcmp(argv[1], "--card")) {
            card = argv[2];
        } else if (argc != 1) {
            return usage();
        }
        return server_run(card, &address);
    }
    return argc ? ask(argv, argc) : usage();
}
