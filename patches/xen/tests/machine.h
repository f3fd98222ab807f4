/* Frame numbers of a PV domain. */
#ifndef MACHINE_H
#define MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <xenctrl.h>

/* Whether dom0 is a PV domain, by /sys/hypervisor/guest_type. */
bool machine_is_pv(void);

/*
 * Makes the numbers of dom0's frames those that Xen calls GMFNs: nothing in a translated domain, machine frames in a PV domain.
 * These are looked up in Xen's table of what each machine frame is to its owner, so before there is another domain.
 */
bool machine_frames(xc_interface *xc, xen_ulong_t *frames, size_t count);

#endif
