/* Results as TAP lines: one a test, with its name and what was seen. */
#ifndef TAP_H
#define TAP_H

#include <stdbool.h>

/* Prints "ok N - NAME: detail" or "not ok ...". Returns passed. */
bool tap(bool passed, const char *name, const char *detail, ...) __attribute__((format(printf, 3, 4)));

void tap_skip(const char *name, const char *why);

/* A test of a call's errno: passes if result is -1 and errno is the wanted one, 0 being success. */
bool tap_errno(const char *name, int result, int wanted);

/* Prints the plan; returns the program's exit status: 0 if tests ran and none failed. */
int tap_end(void);

/* The name of an errno, as in ENOENT. */
const char *errno_name(int number);

#endif
