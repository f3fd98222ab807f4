// SPDX-License-Identifier: GPL-2.0
/* What i915's selftests call and Debian's kernel does not export. The mock selftests never get there. */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/module.h>

struct drm_minor;
struct file *mock_drm_getfile(struct drm_minor *minor, unsigned int flags);
unsigned long next_prime_number(unsigned long x);

struct file *mock_drm_getfile(struct drm_minor *minor, unsigned int flags)
{
	return ERR_PTR(-EOPNOTSUPP);
}
EXPORT_SYMBOL(mock_drm_getfile);

unsigned long next_prime_number(unsigned long x)
{
	unsigned long divisor;

	do {
		x++;
		for (divisor = 2; divisor <= x / divisor && x % divisor; divisor++)
			;
	} while (x < 2 || divisor <= x / divisor);

	return x;
}
EXPORT_SYMBOL(next_prime_number);

MODULE_DESCRIPTION("Symbols for i915's selftests on a stock kernel");
MODULE_LICENSE("GPL");
