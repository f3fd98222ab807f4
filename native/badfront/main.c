/*
 * A hostile frontend for vdispl: a program in a guest whose own driver is not loaded. It connects as a driver would, by
 * pages, event channels and nodes of its own, does one thing that no driver does, prints a line of how that ended, and
 * leaves everything as it lies. The next one begins where that was.
 */
#include "attacks.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* A backend lets a guest connect some times in a row and then has it wait for seconds. */
enum { CONNECT_MS = 60000 };

static int usage(void)
{
    fputs("usage: badfront ATTACK | list\n", stderr);
    for (size_t i = 0; i < attack_count; i++) {
        fprintf(stderr, "  %-18s %s\n", attacks[i].name, attacks[i].what);
    }
    return 2;
}

static int attack(const struct attack *attack)
{
    struct frontend frontend;

    frontend_open(&frontend);
    if (!attack->unconnected && !frontend_connect(&frontend, CONNECT_MS)) {
        errno = ETIMEDOUT;
        fail("the backend's state 4");
    }
    printf("ATTACK %s: ", attack->name);
    fflush(stdout);
    attack->run(&frontend);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        return usage();
    }
    for (size_t i = 0; i < attack_count; i++) {
        if (!strcmp(argv[1], "list")) {
            puts(attacks[i].name);
        } else if (!strcmp(argv[1], attacks[i].name)) {
            return attack(&attacks[i]);
        }
    }
    return strcmp(argv[1], "list") ? usage() : 0;
}
