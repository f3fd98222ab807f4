// SPDX-License-Identifier: MIT
/*
 * Tests of DRM_IOCTL_VGEM_GET_PFNS, on a machine whose frame numbers are those
 * of physical memory: not in a PV domain. Prints TAP.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <linux/kernel-page-flags.h>
#include <linux/udmabuf.h>

#include <drm/drm.h>
#include <drm/drm_mode.h>
#include <drm/vgem_drm.h>

#include "tap.h"

#define CARD	"/dev/dri/card0"
#define RENDER	"/dev/dri/renderD128"
#define PAGE	4096ul
#define PAGES	300ul

static int card;
static uint64_t pfns[PAGES];

/* 0 or the error. */
static int call(int fd, unsigned long request, void *argument)
{
	return ioctl(fd, request, argument) ? errno : 0;
}

static int get_pfns(uint32_t handle, uint64_t first, uint64_t count,
		    uint64_t *into, int *pin)
{
	struct drm_vgem_get_pfns args = {
		.handle = handle,
		.first_page = first,
		.num_pages = count,
		.pfns_ptr = (uintptr_t)into,
		.pin_fd = -2,
	};
	int error = call(card, DRM_IOCTL_VGEM_GET_PFNS, &args);

	if (pin)
		*pin = args.pin_fd;
	return error;
}

static uint32_t create(unsigned long pages)
{
	struct drm_mode_create_dumb args = {
		.width = PAGE / 4, .height = pages, .bpp = 32,
	};

	if (call(card, DRM_IOCTL_MODE_CREATE_DUMB, &args) ||
	    args.size != pages * PAGE) {
		tap(false, "an object of %lu pages", pages);
		exit(tap_end());
	}
	return args.handle;
}

static volatile uint32_t *map(uint32_t handle, unsigned long pages)
{
	struct drm_mode_map_dumb args = { .handle = handle };
	void *at = MAP_FAILED;

	if (!call(card, DRM_IOCTL_MODE_MAP_DUMB, &args))
		at = mmap(NULL, pages * PAGE, PROT_READ | PROT_WRITE,
			  MAP_SHARED, card, args.offset);
	if (at == MAP_FAILED) {
		tap(false, "a mapping of the object: %s", strerror(errno));
		exit(tap_end());
	}
	return at;
}

static void close_handle(uint32_t handle)
{
	struct drm_gem_close args = { .handle = handle };

	call(card, DRM_IOCTL_GEM_CLOSE, &args);
}

/* An entry of a file that has 64 bits a page; ~0 if there is none. */
static uint64_t entry(const char *name, uint64_t n)
{
	uint64_t value = ~0ull;
	int fd = open(name, O_RDONLY);

	if (fd < 0 || pread(fd, &value, sizeof(value), n * sizeof(value)) != sizeof(value))
		value = ~0ull;
	close(fd);
	return value;
}

/* A word of physical memory, by the kernel's own map of all of it; ~0 if that has no such page. */
static uint32_t physical(uint64_t pfn)
{
	static Elf64_Ehdr header;
	static Elf64_Phdr segments[64];
	static int kcore = -1;
	uint32_t word = ~0u;
	int n;

	if (kcore < 0) {
		kcore = open("/proc/kcore", O_RDONLY | O_CLOEXEC);
		if (pread(kcore, &header, sizeof(header), 0) != sizeof(header) || header.e_phnum > 64 ||
		    pread(kcore, segments, header.e_phnum * sizeof(*segments), header.e_phoff) < 0)
			header.e_phnum = 0;
	}
	for (n = 0; n < header.e_phnum; n++) {
		uint64_t into = pfn * PAGE - segments[n].p_paddr;

		if (segments[n].p_type == PT_LOAD && segments[n].p_paddr != ~0ull &&
		    pfn * PAGE >= segments[n].p_paddr && into < segments[n].p_memsz &&
		    pread(kcore, &word, sizeof(word), segments[n].p_offset + into) == sizeof(word))
			return word;
	}
	return ~0u;
}

/* Writes something new to each page, and counts those of which the frame does not have it. */
static unsigned long differing(volatile uint32_t *at)
{
	static uint32_t seed = 0xfb000000;
	unsigned long wrong = 0, n;

	seed += 0x10000;
	for (n = 0; n < PAGES; n++)
		at[n * PAGE / 4] = seed + n;
	__sync_synchronize();
	for (n = 0; n < PAGES; n++)
		wrong += physical(pfns[n]) != seed + n;
	return wrong;
}

/* How many of the pages have a flag. */
static unsigned long flagged(unsigned int flag)
{
	unsigned long count = 0, n;

	for (n = 0; n < PAGES; n++)
		count += entry("/proc/kpageflags", pfns[n]) >> flag & 1;
	return count;
}

/* How many of the pages are shmem's. A free page has no such flag. */
static unsigned long in_shmem(void)
{
	unsigned long count = 0, n;

	for (n = 0; n < PAGES; n++) {
		uint64_t flags = entry("/proc/kpageflags", pfns[n]);

		count += flags >> KPF_SWAPBACKED & 1 && !(flags >> KPF_BUDDY & 1);
	}
	return count;
}

/* Moves what can be moved, and empties the lists that keep pages back. */
static void compact(void)
{
	int fd = open("/proc/sys/vm/compact_memory", O_WRONLY);

	if (fd < 0 || write(fd, "1", 1) != 1)
		printf("# compact_memory: %s\n", strerror(errno));
	close(fd);
}

static int open_files(void)
{
	DIR *folder = opendir("/proc/self/fd");
	int count = 0;

	while (readdir(folder))
		count++;
	closedir(folder);
	return count;
}

static void test_numbers(uint32_t handle, volatile uint32_t *at)
{
	struct drm_vgem_get_pfns query = { .handle = handle };
	uint64_t some[7];
	unsigned long n;
	int error, pin, window;

	error = call(card, DRM_IOCTL_VGEM_GET_PFNS, &query);
	tap(!error && query.num_pages == PAGES && query.pin_fd == -1,
	    "size: error %d, %llu pages, file %d", error, query.num_pages, query.pin_fd);

	error = get_pfns(handle, 0, PAGES, pfns, &pin);
	tap(!error && pin >= 0 && fcntl(pin, F_GETFD) == FD_CLOEXEC,
	    "numbers of %lu pages: error %d, file %d", PAGES, error, pin);
	n = differing(at);
	tap(!n, "what is written to the object is in these frames: %lu differ", n);

	memset(some, 0xff, sizeof(some));
	error = get_pfns(handle, PAGES - 6, 6, some, &window);
	tap(!error && window != pin && !memcmp(some, pfns + PAGES - 6, 6 * sizeof(*some)) &&
	    some[6] == ~0ull, "of the last six pages: error %d", error);
	close(window);

	compact();
	n = differing(at);
	tap(!n, "the pages stay where they are: %lu have moved", n);
	close(pin);
}

static void test_refusals(uint32_t handle)
{
	static const struct {
		const char *name;
		uint64_t first, count;
	} ranges[] = {
		{ "a page past the end", PAGES, 1 },
		{ "one page too many", 1, PAGES },
		{ "far past the end", ~0ull, 1 },
		{ "too many pages to count", 1, ~0ull },
		{ "an end that overflows", PAGES - 1, ~0ull - PAGES + 2 },
	};
	struct drm_vgem_get_pfns args;
	int files = open_files(), error;
	unsigned int n;

	for (n = 0; n < sizeof(ranges) / sizeof(ranges[0]); n++) {
		error = get_pfns(handle, ranges[n].first, ranges[n].count, pfns, NULL);
		tap(error == EINVAL, "%s: error %d", ranges[n].name, error);
	}
	args = (struct drm_vgem_get_pfns){ .handle = handle, .flags = 1 };
	error = call(card, DRM_IOCTL_VGEM_GET_PFNS, &args);
	tap(error == EINVAL, "flags: error %d", error);
	args = (struct drm_vgem_get_pfns){ .handle = handle, .pad = 1 };
	error = call(card, DRM_IOCTL_VGEM_GET_PFNS, &args);
	tap(error == EINVAL, "padding: error %d", error);
	error = get_pfns(handle + 1000, 0, 1, pfns, NULL);
	tap(error == ENOENT, "no such object: error %d", error);
	error = get_pfns(handle, 0, PAGES, (uint64_t *)8, NULL);
	tap(error == EFAULT, "nowhere to write to: error %d", error);
	tap(open_files() == files, "no file is left behind: %d and %d", files, open_files());
}

static void test_import(void)
{
	struct udmabuf_create create = { .size = 4 * PAGE };
	struct drm_prime_handle import = { 0 };
	int device = open("/dev/udmabuf", O_RDWR), error;

	create.memfd = memfd_create("import", MFD_ALLOW_SEALING);
	if (ftruncate(create.memfd, 4 * PAGE) || fcntl(create.memfd, F_ADD_SEALS, F_SEAL_SHRINK) ||
	    (import.fd = ioctl(device, UDMABUF_CREATE, &create)) < 0 ||
	    call(card, DRM_IOCTL_PRIME_FD_TO_HANDLE, &import)) {
		tap(false, "an object that was imported: %s", strerror(errno));
		return;
	}
	error = get_pfns(import.handle, 0, 4, pfns, NULL);
	tap(error == ENXIO, "an object that was imported: error %d", error);
	error = get_pfns(import.handle, 0, 0, NULL, NULL);
	tap(error == ENXIO, "its size: error %d", error);
	close_handle(import.handle);
	close(import.fd);
	close(create.memfd);
	close(device);
}

static void test_permission(uint32_t handle)
{
	struct drm_vgem_get_pfns args = { .handle = handle };
	int render = open(RENDER, O_RDWR), error, status = 0;
	pid_t child;

	error = call(render, DRM_IOCTL_VGEM_GET_PFNS, &args);
	tap(error == EACCES, "by a render node: error %d", error);
	close(render);

	child = fork();
	if (!child)
		_exit(setuid(65534) ? 255 : get_pfns(handle, 0, 0, NULL, NULL));
	waitpid(child, &status, 0);
	tap(WIFEXITED(status) && WEXITSTATUS(status) == EACCES,
	    "without CAP_SYS_ADMIN: error %d", WEXITSTATUS(status));
}

/* Nobody else uses this object's pages, so the pin is all that keeps them from being swapped out. */
static void test_dirty(void)
{
	uint32_t handle = create(PAGES);
	unsigned long before, after;
	int pin;

	if (!tap(!get_pfns(handle, 0, PAGES, pfns, &pin), "an object that nobody has mapped"))
		return;
	before = flagged(KPF_DIRTY);
	close(pin);
	after = flagged(KPF_DIRTY);
	tap(!before && after == PAGES, "what was written by frame number will be swapped out: %lu and %lu pages dirty",
	    before, after);
	close_handle(handle);
}

static void test_pin(uint32_t handle, volatile uint32_t *at)
{
	unsigned long before, held, after;
	int pin, copy;

	if (!tap(!get_pfns(handle, 0, PAGES, pfns, &pin), "the pin of an object"))
		return;
	before = in_shmem();
	copy = fcntl(pin, F_DUPFD_CLOEXEC, 0);
	munmap((void *)at, PAGES * PAGE);
	close_handle(handle);
	close(card);
	close(pin);
	compact();
	held = in_shmem();
	tap(before == PAGES && held == PAGES,
	    "it outlives handle, device and one of two files: %lu and %lu of %lu pages", before, held, PAGES);
	close(copy);
	compact();
	after = in_shmem();
	/* Some may be in use again. */
	tap(after < PAGES / 10, "and they are free afterwards: %lu of %lu pages are not", after, PAGES);
}

int main(void)
{
	volatile uint32_t *at;
	uint32_t handle;

	card = open(CARD, O_RDWR | O_CLOEXEC);
	if (!tap(card >= 0, "vgem: %s", card < 0 ? strerror(errno) : CARD))
		return tap_end();
	handle = create(PAGES);
	at = map(handle, PAGES);
	test_numbers(handle, at);
	test_refusals(handle);
	test_import();
	test_permission(handle);
	test_dirty();
	test_pin(handle, at);
	return tap_end();
}
