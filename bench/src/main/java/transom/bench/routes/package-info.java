/**
 * What a frame costs dom0 on real Xen, route by route: page flips of the guest's test program in the lab, and QEMU's own
 * framebuffer backend with the same guest as Transom. All in one run, on one machine: the figures are of emulated processors
 * and say something only as ratios.
 */
package transom.bench.routes;
