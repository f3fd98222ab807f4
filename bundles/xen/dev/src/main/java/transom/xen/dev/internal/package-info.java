/**
 * The services of {@code transom.xen} on a real Xen: by ioctl on /dev/xen/{privcmd,gntdev,evtchn}, and xenstored's
 * socket. The numbers are in {@code uapi} and nowhere else.
 */
package transom.xen.dev.internal;
