#include "tap.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static unsigned int run, failed;

bool tap(bool passed, const char *name, const char *detail, ...)
{
    va_list list;

    printf("%s %u - %s: ", passed ? "ok" : "not ok", ++run, name);
    va_start(list, detail);
    vprintf(detail, list);
    va_end(list);
    putchar('\n');
    fflush(stdout);
    failed += !passed;
    return passed;
}

void tap_skip(const char *name, const char *why)
{
    printf("ok %u - %s # SKIP %s\n", ++run, name, why);
    fflush(stdout);
}

bool tap_errno(const char *name, int result, int wanted)
{
    int seen = result < 0 ? errno : 0;

    if (seen == wanted) {
        return tap(true, name, "%s", errno_name(seen));
    }
    return tap(false, name, "%s, expected %s", errno_name(seen), errno_name(wanted));
}

int tap_end(void)
{
    printf("1..%u\n", run);
    return run == 0 || failed > 0;
}

const char *errno_name(int number)
{
    const char *name = number ? strerrorname_np(number) : "success";

    return name ? name : "unknown errno";
}
