#include "caretaker_lines.h"

#include <stdio.h>
#include <string.h>

#include "record.h"

int caretaker_find(const struct store *store, const char *kind, const char *name, const char *suffix)
{
    char full[STORE_NAME + 1];
    int length = snprintf(full, sizeof full, "%s%s%s", kind, name, suffix);

    return length < (int)sizeof full ? store_find(store, full) : -1;
}

bool caretaker_lines_read(const struct store *store, const char *name, struct caretaker_lines *lines)
{
    int fd = caretaker_find(store, "R/", name, "");
    ssize_t length = fd < 0 ? -1 : record_read(fd, lines->text, sizeof lines->text - 1);

    lines->text[length < 0 ? 0 : length] = '\0';
    return length > 0 && strlen(lines->text) == (size_t)length && caretaker_lines_is(lines, "version", "1");
}

/* Where the value begins, and its length; NULL if no line has this key. */
static const char *value_of(const struct caretaker_lines *lines, const char *key, size_t *length)
{
    size_t key_length = strlen(key);

    for (const char *line = lines->text; *line;) {
        size_t line_length = strcspn(line, "\n");
        if (line_length > key_length && strncmp(line, key, key_length) == 0 && line[key_length] == '=') {
            *length = line_length - key_length - 1;
            return line + key_length + 1;
        }
        line += line_length + (line[line_length] == '\n');
    }
    return NULL;
}

bool caretaker_lines_name(const struct caretaker_lines *lines, const char *key, const char *prefix, char *out)
{
    size_t length;
    const char *value = value_of(lines, key, &length);

    return value && length > 0 &&
        snprintf(out, STORE_NAME + 1, "%s%.*s", prefix, (int)length, value) <= STORE_NAME;
}

bool caretaker_lines_is(const struct caretaker_lines *lines, const char *key, const char *wanted)
{
    size_t length;
    const char *value = value_of(lines, key, &length);

    return value && length == strlen(wanted) && strncmp(value, wanted, length) == 0;
}

bool caretaker_lines_number(
    const struct caretaker_lines *lines, const char *key, uint64_t least, uint64_t most, uint64_t *out)
{
    size_t length;
    const char *value = value_of(lines, key, &length);
    uint64_t number = 0;

    /* 18 digits are less than 2^63. */
    if (!value || length == 0 || length > 18) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        if (value[i] < '0' || value[i] > '9') {
            return false;
        }
        number = number * 10 + (value[i] - '0');
    }
    *out = number;
    return number >= least && number <= most;
}
