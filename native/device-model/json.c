#include "json.h"

#include <stdbool.h>
#include <string.h>

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static size_t skip_space(const char *text, size_t at, size_t length)
{
    while (at < length && is_space(text[at])) {
        at++;
    }
    return at;
}

/* text[at] is a quote; returns the index after the closing one, or length + 1 when it is not there yet. */
static size_t skip_string(const char *text, size_t at, size_t length)
{
    for (at++; at < length; at++) {
        if (text[at] == '\\') {
            at++;
        } else if (text[at] == '"') {
            return at + 1;
        }
    }
    return length + 1;
}

/* The index after the value that starts at `at`, or length + 1 when it is not complete. Nesting needs no recursion. */
static size_t skip_value(const char *text, size_t at, size_t length)
{
    size_t depth = 0;

    while (at < length) {
        char c = text[at];
        if (c == '"') {
            at = skip_string(text, at, length);
            if (depth == 0) {
                return at;
            }
            continue;
        }
        if (c == '{' || c == '[') {
            depth++;
        } else if (c == '}' || c == ']') {
            if (depth == 0) {
                return at;
            }
            if (--depth == 0) {
                return at + 1;
            }
        } else if (depth == 0 && (c == ',' || is_space(c))) {
            return at;
        }
        at++;
    }
    return length + 1;
}

long json_object_end(const char *text, size_t length)
{
    size_t start = skip_space(text, 0, length);

    if (start == length) {
        return 0;
    }
    if (text[start] != '{') {
        return -1;
    }
    size_t end = skip_value(text, start, length);
    return end > length ? 0 : (long)end;
}

struct json_text json_member(const char *object, size_t length, const char *name)
{
    struct json_text none = {NULL, 0};
    size_t name_length = strlen(name);
    size_t at = skip_space(object, 0, length) + 1;

    while ((at = skip_space(object, at, length)) < length && object[at] == '"') {
        size_t key = at + 1;
        size_t key_end = skip_string(object, at, length);
        at = skip_space(object, key_end, length);
        if (at >= length || object[at] != ':') {
            return none;
        }
        size_t value = skip_space(object, at + 1, length);
        at = skip_value(object, value, length);
        if (at > length) {
            return none;
        }
        if (key_end - 1 - key == name_length && !memcmp(object + key, name, name_length)) {
            return (struct json_text){object + value, at - value};
        }
        at = skip_space(object, at, length);
        if (at < length && object[at] == ',') {
            at++;
        }
    }
    return none;
}
