/* Lines for people, on stderr. */
#ifndef KEEPER_SAY_H
#define KEEPER_SAY_H

void say(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
