#include "command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_WORDS = 5 };

static const struct {
    const char *name;
    unsigned least, most; /* words after the connector */
} verbs[] = {
    [OPEN] = {"open", 0, 1}, [FLIP] = {"flip", 1, 2}, [RUN] = {"run", 0, 1}, [STILL] = {"still", 0, 0}, [CHECK] = {"check", 0, 0},
    [CLOSE] = {"close", 0, 0},
};

static bool number(const char *text, uint64_t least, uint64_t most, uint64_t *value)
{
    char *end;

    errno = 0;
    *value = strtoull(text, &end, 10);
    return *text >= '0' && *text <= '9' && !*end && !errno && *value >= least && *value <= most;
}

static bool verb_named(const char *name, enum verb *verb)
{
    for (unsigned i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (!strcmp(name, verbs[i].name)) {
            *verb = i;
            return true;
        }
    }
    return false;
}

static bool drawing(const char *word, struct command *command, char *error, size_t size)
{
    command->drawing = false;
    if (strcmp(word, "nodraw")) {
        snprintf(error, size, "'%s' is no option; there is nodraw", word);
        return false;
    }
    return true;
}

static bool options(struct command *command, char **words, unsigned count, char *error, size_t size)
{
    switch (command->verb) {
    case OPEN:
        if (count && !(command->format = format_named(words[0]))) {
            snprintf(error, size, "'%s' is no format; there are XR24 AR24 RG24 RG16 XR12 AR12 XR15 AR15 YUYV", words[0]);
            return false;
        }
        return true;
    case FLIP:
        if (!number(words[0], 1, UINT32_MAX, &command->flips)) {
            snprintf(error, size, "'%s' is no number of flips", words[0]);
            return false;
        }
        return count < 2 || drawing(words[1], command, error, size);
    case RUN:
        return !count || drawing(words[0], command, error, size);
    default:
        return true;
    }
}

bool command_parse(char *line, struct command *command, char *error, size_t size)
{
    char *words[MAX_WORDS], *rest = NULL;
    unsigned count = 0;
    uint64_t connector;

    for (char *word = strtok_r(line, " \n", &rest); word; word = strtok_r(NULL, " \n", &rest)) {
        if (count == MAX_WORDS) {
            snprintf(error, size, "too many words");
            return false;
        }
        words[count++] = word;
    }
    *command = (struct command){.format = &DEFAULT_FORMAT, .drawing = true};
    if (!count || !verb_named(words[0], &command->verb)) {
        snprintf(error, size, "'%s' is no command; there are open, flip, run, still, check and close", count ? words[0] : "");
        return false;
    }
    if (count < 2 || !number(words[1], 0, CONNECTORS - 1, &connector)) {
        snprintf(error, size, "%s needs a connector, 0 to %d", words[0], CONNECTORS - 1);
        return false;
    }
    command->connector = connector;
    if (count - 2 < verbs[command->verb].least || count - 2 > verbs[command->verb].most) {
        snprintf(error, size, "wrong number of words after '%s %s'", words[0], words[1]);
        return false;
    }
    return options(command, words + 2, count - 2, error, size);
}
