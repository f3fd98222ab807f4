/** Event channels, each with an open /dev/xen/evtchn of its own: its fd is readable when that channel is pending. */
package transom.xen.dev.internal.event;
