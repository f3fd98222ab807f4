#include "options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int parse_int(const char *what, const char *text, size_t length, int max)
{
    char digits[12];
    char *end;

    if (length > 0 && length < sizeof digits) {
        memcpy(digits, text, length);
        digits[length] = 0;
        errno = 0;
        long value = strtol(digits, &end, 10);
        if (!errno && !*end && value >= 0 && value <= max) {
            return (int)value;
        }
    }
    fprintf(stderr, "transom-device-model: %s: '%.*s' is no number from 0 to %d\n", what, (int)length, text, max);
    return -1;
}

/* One "key=value" of a comma list; returns the value's length, or -1 when the key is not there. */
static int find_value(const char *list, const char *key, const char **value)
{
    size_t key_length = strlen(key);

    while (*list) {
        size_t length = strcspn(list, ",");
        if (length > key_length && !strncmp(list, key, key_length) && list[key_length] == '=') {
            *value = list + key_length + 1;
            return (int)(length - key_length - 1);
        }
        list += length + (list[length] == ',');
    }
    return -1;
}

/* "socket,id=libxl-cmd,path=/var/run/xen/qmp-libxl-7,server=on,wait=off", or fd=N in the place of path. */
static int add_monitor(struct options *options, const char *list)
{
    struct monitor *monitor = &options->monitor[options->monitors];
    const char *id, *value;
    int length = find_value(list, "id", &id);

    /* other character devices (channels, serial ports) would be devices: there are none */
    if (strncmp(list, "socket,", 7) || length < 5 || strncmp(id, "libx", 4) || strncmp(id + length - 4, "-cmd", 4)) {
        return 0;
    }
    if (options->monitors == MAX_MONITORS) {
        fprintf(stderr, "transom-device-model: more than %d monitors\n", MAX_MONITORS);
        return -1;
    }
    monitor->fd = -1;
    monitor->path[0] = 0;
    if ((length = find_value(list, "fd", &value)) >= 0) {
        monitor->fd = parse_int("fd of -chardev", value, (size_t)length, 1 << 20);
        if (monitor->fd < 0) {
            return -1;
        }
    } else if ((length = find_value(list, "path", &value)) > 0 && length < MAX_SOCKET_PATH) {
        memcpy(monitor->path, value, (size_t)length);
        monitor->path[length] = 0;
    } else {
        fprintf(stderr, "transom-device-model: -chardev %s: no fd, and no path of at most %d bytes\n", list,
                MAX_SOCKET_PATH - 1);
        return -1;
    }
    options->monitors++;
    return 0;
}

int options_parse(struct options *options, int argc, char **argv)
{
    memset(options, 0, sizeof *options);
    options->domid = -1;
    for (int i = 1; i < argc; i++) {
        const char *value = i + 1 < argc ? argv[i + 1] : "";
        if (!strcmp(argv[i], "-xen-domid")) {
            /* DOMID_FIRST_RESERVED is 0x7ff0 (xen/include/public/xen.h) */
            options->domid = parse_int("-xen-domid", value, strlen(value), 0x7fef);
            if (options->domid < 0) {
                return -1;
            }
        } else if (!strcmp(argv[i], "-chardev") && add_monitor(options, value)) {
            return -1;
        } else if (!strcmp(argv[i], "-S")) {
            options->stopped = true;
        }
    }
    if (!options->monitors) {
        fputs("transom-device-model: started by hand? libxl starts it: write device_model_override=\"PATH\" in the guest's "
              "xl configuration\n",
              stderr);
        return -1;
    }
    return 0;
}
