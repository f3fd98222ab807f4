/** Request numbers and structures of Xen's device files, as linux/include/uapi/xen has them on x86-64. */
package transom.xen.dev.internal.uapi;
