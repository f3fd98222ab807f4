#include "machine.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xenforeignmemory.h>

/* A part of the table that is contiguous in machine memory: 2 MiB, as XENMEM_machphys_mfn_list has it on x86. */
enum { PART = 2 << 20, PART_PAGES = PART / 4096, PART_ENTRIES = PART / sizeof(uint64_t) };

bool machine_is_pv(void)
{
    char type[4] = "";
    int fd = open("/sys/hypervisor/guest_type", O_RDONLY | O_CLOEXEC);

    if (fd >= 0) {
        if (read(fd, type, sizeof(type) - 1) < 0) {
            type[0] = '\0';
        }
        close(fd);
    }
    return !strncmp(type, "PV\n", 3);
}

/* Xen's table of what each machine frame is to its owner, mapped; its length in *entries. */
static const uint64_t *map_table(xc_interface *xc, size_t *entries)
{
    xenforeignmemory_handle *memory = xenforeignmemory_open(NULL, 0);
    unsigned long last = 0;
    xen_pfn_t *starts, *all;
    size_t parts;
    const uint64_t *table = NULL;

    if (!memory || xc_maximum_ram_page(xc, &last)) {
        return NULL;
    }
    parts = last / PART_ENTRIES + 1;
    starts = calloc(parts, sizeof(*starts));
    all = calloc(parts * PART_PAGES, sizeof(*all));
    if (starts && all && !xc_machphys_mfn_list(xc, parts, starts)) {
        for (size_t i = 0; i < parts * PART_PAGES; i++) {
            all[i] = starts[i / PART_PAGES] + i % PART_PAGES;
        }
        table = xenforeignmemory_map(memory, DOMID_XEN, PROT_READ, parts * PART_PAGES, all, NULL);
    }
    *entries = last + 1;
    free(starts);
    free(all);
    return table;
}

/* The table the other way round: the machine frame of each of dom0's frames. */
static xen_ulong_t *turn(const uint64_t *table, size_t entries)
{
    xen_ulong_t *machine_of = calloc(entries, sizeof(*machine_of));

    for (size_t machine = 1; machine_of && machine < entries; machine++) {
        if (table[machine] < entries) {
            machine_of[table[machine]] = machine;
        }
    }
    return machine_of;
}

bool machine_frames(xc_interface *xc, xen_ulong_t *frames, size_t count)
{
    static xen_ulong_t *machine_of;
    static size_t entries;

    if (!machine_is_pv()) {
        return true;
    }
    if (!machine_of) {
        const uint64_t *table = map_table(xc, &entries);

        if (!table || !(machine_of = turn(table, entries))) {
            return false;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (frames[i] >= entries || !machine_of[frames[i]]) {
            errno = ENOENT;
            return false;
        }
        frames[i] = machine_of[frames[i]];
    }
    return true;
}
