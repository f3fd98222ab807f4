/* SPDX-License-Identifier: GPL-2.0 */
/*
 * i915's selftests want a kernel that can inject faults, which Debian's can
 * not: there this type has no members. Here it has those that they set, and
 * nothing ever fails. The mock selftests inject nothing.
 */
#ifndef _LINUX_FAULT_INJECT_H
#define _LINUX_FAULT_INJECT_H

#include <linux/atomic.h>
#include <linux/types.h>

struct kmem_cache;

struct fault_attr {
	unsigned long probability;
	unsigned long interval;
	atomic_t times;
};

#define DECLARE_FAULT_ATTR(name) struct fault_attr name = {}

static inline bool should_fail(struct fault_attr *attr, ssize_t size)
{
	return false;
}

static inline bool should_fail_alloc_page(gfp_t gfp_mask, unsigned int order)
{
	return false;
}

static inline int should_failslab(struct kmem_cache *s, gfp_t gfpflags)
{
	return 0;
}

#endif
