#include "guest.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>
#include <xen/hvm/save.h>
#include <xen/memory.h>
#include <xenforeignmemory.h>

enum { ROUNDS_AT = 0x800, PAGES_AT = 6, LIMIT_SECONDS = 60, POLL_MICROSECONDS = 2000 };

/* 32 bit, flat, no paging. */
static const uint8_t code[] = {
    0xbf, 0x00, 0x00, 0x00, 0x01,       /* start: mov edi, GUEST_PAGES_GFN * 4096 */
    0xb9, 0x00, 0x00, 0x00, 0x00,       /* mov ecx, how many pages */
    0x8b, 0x07,                         /* next: mov eax, [edi] */
    0x35, 0x0f, 0xf0, 0xa5, 0x5a,       /* xor eax, GUEST_MASK */
    0x89, 0x47, 0x08,                   /* mov [edi + 8], eax */
    0x81, 0xc7, 0x00, 0x10, 0x00, 0x00, /* add edi, 4096 */
    0x49,                               /* dec ecx */
    0x75, 0xed,                         /* jnz next */
    0xff, 0x05, 0x00, 0x08, 0x01, 0x00, /* inc dword [GUEST_CODE_GFN * 4096 + ROUNDS_AT] */
    0xeb, 0xdb,                         /* jmp start */
};

bool guest_create(struct guest *guest, xc_interface *xc)
{
    struct xen_domctl_createdomain config = {
        .flags = XEN_DOMCTL_CDF_hvm | XEN_DOMCTL_CDF_hap,
        .max_vcpus = 1,
        .max_evtchn_port = -1,
        .max_grant_frames = 4,
        .max_maptrack_frames = 4,
        .grant_opts = XEN_DOMCTL_GRANT_version(1),
        .arch.emulation_flags = XEN_X86_EMU_LAPIC,
    };

    *guest = (struct guest){.xc = xc};
    return !xc_domain_create(xc, &guest->domid, &config) && !xc_domain_setmaxmem(xc, guest->domid, 16384) &&
           !xc_set_paging_mempool_size(xc, guest->domid, 8 << 20);
}

static bool load_code(struct guest *guest, size_t pages)
{
    static xenforeignmemory_handle *memory;
    xen_pfn_t gfn = GUEST_CODE_GFN;
    int error;
    uint32_t count = (uint32_t)pages;

    if (xc_domain_populate_physmap_exact(guest->xc, guest->domid, 1, 0, 0, &gfn)) {
        return false;
    }
    if (!memory && !(memory = xenforeignmemory_open(NULL, 0))) {
        return false;
    }
    guest->code = xenforeignmemory_map(memory, guest->domid, PROT_READ | PROT_WRITE, 1, &gfn, &error);
    if (!guest->code) {
        return false;
    }
    memcpy((void *)guest->code, code, sizeof(code));
    memcpy((void *)(guest->code + PAGES_AT), &count, sizeof(count));
    return true;
}

/* A flat processor at the code's first instruction, as the records of a saved domain. */
static bool set_processor(struct guest *guest)
{
    struct {
        struct hvm_save_descriptor header_is;
        HVM_SAVE_TYPE(HEADER) header;
        struct hvm_save_descriptor cpu_is;
        HVM_SAVE_TYPE(CPU) cpu;
        struct hvm_save_descriptor end_is;
        HVM_SAVE_TYPE(END) end;
    } __attribute__((packed)) context = {
        .cpu_is = {.typecode = HVM_SAVE_CODE(CPU), .length = HVM_SAVE_LENGTH(CPU)},
        .end_is = {.typecode = HVM_SAVE_CODE(END), .length = HVM_SAVE_LENGTH(END)},
    };
    HVM_SAVE_TYPE(CPU) cpu = {
        .cs_limit = UINT32_MAX,
        .ds_limit = UINT32_MAX,
        .es_limit = UINT32_MAX,
        .ss_limit = UINT32_MAX,
        .tr_limit = 0x67,
        .cs_arbytes = 0xc9b,
        .ds_arbytes = 0xc93,
        .es_arbytes = 0xc93,
        .ss_arbytes = 0xc93,
        .tr_arbytes = 0x8b,
        .cr0 = 0x11,
        .rip = GUEST_CODE_GFN * PAGE,
        .dr6 = 0xffff0ff0,
        .dr7 = 0x400,
        .rflags = 2,
    };
    int size = xc_domain_hvm_getcontext(guest->xc, guest->domid, NULL, 0);
    uint8_t *saved = size > 0 ? calloc(1, (size_t)size) : NULL;

    if (!saved || xc_domain_hvm_getcontext(guest->xc, guest->domid, saved, (uint32_t)size) < 0) {
        free(saved);
        return false;
    }
    memcpy(&context.header_is, saved, sizeof(context.header_is) + sizeof(context.header));
    free(saved);
    context.cpu = cpu;
    return !xc_domain_hvm_setcontext(guest->xc, guest->domid, (uint8_t *)&context, sizeof(context));
}

bool guest_furnish(struct guest *guest, size_t pages)
{
    return !xc_domain_max_vcpus(guest->xc, guest->domid, 1) && load_code(guest, pages) && set_processor(guest);
}

bool guest_start(struct guest *guest)
{
    return !xc_domain_unpause(guest->xc, guest->domid);
}

static uint32_t rounds(const struct guest *guest)
{
    return *(volatile const uint32_t *)(guest->code + ROUNDS_AT);
}

static bool within_limit(time_t started)
{
    struct timespec now;

    usleep(POLL_MICROSECONDS);
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec < started + LIMIT_SECONDS;
}

static time_t now_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

bool guest_goes_round(struct guest *guest)
{
    /* The round that it is in may have passed some pages already; the one after it passes all. */
    uint32_t before = rounds(guest);
    time_t started = now_seconds();

    while (rounds(guest) - before < 2) {
        if (!within_limit(started)) {
            return false;
        }
    }
    return true;
}

uint64_t domain_pages(xc_interface *xc, uint32_t domid)
{
    xc_domaininfo_t info;

    return xc_domain_getinfo_single(xc, domid, &info) ? 0 : info.tot_pages;
}

bool guest_destroy(struct guest *guest)
{
    xc_domaininfo_t info;
    time_t started = now_seconds();

    if (guest->code) {
        munmap((void *)guest->code, PAGE);
    }
    if (xc_domain_destroy(guest->xc, guest->domid)) {
        return false;
    }
    while (!xc_domain_getinfo_single(guest->xc, guest->domid, &info)) {
        if (!within_limit(started)) {
            return false;
        }
    }
    return true;
}

int offer(struct guest *guest, const struct pages *pages, size_t first, size_t count)
{
    xen_pfn_t *gfns = calloc(count, sizeof(*gfns));
    int *errors = calloc(count, sizeof(*errors));
    int result;

    for (size_t i = 0; i < count; i++) {
        gfns[i] = GUEST_PAGES_GFN + first + i;
    }
    result = xc_domain_add_to_physmap_batch(guest->xc, guest->domid, DOMID_SELF, XENMAPSPACE_gmfn_foreign,
                                            (unsigned int)count, pages->gfns + first, gfns, errors);
    result = result ? -errno : 0;
    for (size_t i = 0; !result && i < count; i++) {
        result = errors[i];
    }
    free(gfns);
    free(errors);
    return result;
}

int offer_frame(struct guest *guest, uint32_t owner, xen_ulong_t frame, xen_pfn_t gfn)
{
    int error = 0;

    if (xc_domain_add_to_physmap_batch(guest->xc, guest->domid, owner, XENMAPSPACE_gmfn_foreign, 1, &frame, &gfn, &error)) {
        return -errno;
    }
    return error;
}
