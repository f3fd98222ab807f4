#include "say.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

void say(const char *format, ...)
{
    char line[1024] = "keeper: ";
    const int begin = 8;
    va_list arguments;

    va_start(arguments, format);
    int length = vsnprintf(line + begin, sizeof line - begin - 1, format, arguments);
    va_end(arguments);
    length = length > (int)sizeof line - begin - 2 ? (int)sizeof line - begin - 2 : length;
    line[begin + length] = '\n';
    /* One call, so that lines of several processes do not mix; nobody who could be told of a failure. */
    if (write(STDERR_FILENO, line, begin + length + 1) < 0) {
        return;
    }
}
