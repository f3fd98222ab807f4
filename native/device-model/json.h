/* As much of JSON as QMP requests need: where a message ends, and the raw text of a member of its top level. */
#ifndef JSON_H
#define JSON_H

#include <stddef.h>

struct json_text {
    const char *start;
    size_t length;
};

/*
 * Length of the first complete object in text, white space before it included; 0: not complete yet;
 * -1: it does not start with an object.
 */
long json_object_end(const char *text, size_t length);

/* The raw value of the member `name` of an object's top level; length 0 when there is none. */
struct json_text json_member(const char *object, size_t length, const char *name);

#endif
