# shellcheck shell=bash
# What `lab up --patched` boots: Xen with the series xen, modules of the series offer and vgem, and QEMU with the series qemu at
# /usr/local/lib/transom in dom0.

# Sets PATCHED_XEN, the hypervisor, and QEMU_LAYER, a layer over dom0's root file system. Builds what is missing.
ensure_patched() {
    local built
    built=$(patched_series xen)
    PATCHED_XEN=$built/xen
    built=$(patched_series qemu)
    PATCHED_QEMU=$built/qemu-system-x86_64
    QEMU_LAYER=$CACHE/qemu-$(basename "$built" | cut -d- -f2)
    build_once "$QEMU_LAYER" build_qemu_layer "making a layer of the patched QEMU"
}

patched_series() {
    local log=$STATE/log/patches-$1.log
    say "building the series $1 (once per change of it; $log)"
    mkdir -p "$STATE/log"
    "$CHECKOUT/transom" patches build "$1" 2>"$log" 9>&- | tail -n 1 || { tail -n 25 "$log" >&2; die "building the series $1 failed"; }
}

build_qemu_layer() {
    install -d "$1/layer/usr/local/lib/transom"
    strip -o "$1/layer/usr/local/lib/transom/qemu-system-x86_64" "$PATCHED_QEMU"
}
