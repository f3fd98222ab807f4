/* SPDX-License-Identifier: MIT */
/* Tests that print TAP. */
#ifndef TAP_H
#define TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

static int tap_number, tap_failed;

/* Returns passed, so that what stands on it can be left out. */
__attribute__((format(printf, 2, 3)))
static inline bool tap(bool passed, const char *format, ...)
{
	va_list args;

	tap_failed += !passed;
	printf("%sok %d - ", passed ? "" : "not ", ++tap_number);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	fflush(stdout);
	return passed;
}

/* The exit status. */
static inline int tap_end(void)
{
	printf("1..%d\n", tap_number);
	return tap_failed || !tap_number;
}

#endif
