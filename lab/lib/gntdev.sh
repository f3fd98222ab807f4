# shellcheck shell=bash
# Kernel modules for dom0 from patches/linux: their DKMS packages are installed on top of dom0's root file system, which builds
# them. What that changes is a layer of its own, which dom0 mounts over the root file system.

# With --patched also what a guest's VGA needs.
MODULE_SERIES=(gntdev)

# The name of the layer's folder.
modules_key() {
    (
        cd "$CHECKOUT" || exit
        {
            rootfs_key
            for series in "${MODULE_SERIES[@]}"; do
                hash_of "patches/linux/$series"/{*.patch,series,version,dkms}
            done
            hash_of patches/linux/dkms lab/lib/gntdev.sh lab/lib/dkms-layer.sh
        } | sha256sum | cut -c1-16
    )
}

# build_modules OUT: OUT/layer, what installing the packages has changed in the tree; OUT/*.deb; OUT/make-*.log.
build_modules() {
    local out=$1 series debs=()
    for series in "${MODULE_SERIES[@]}"; do
        debs+=("$("$CHECKOUT/patches/linux/dkms/make-deb" "$CHECKOUT/patches/linux/$series" "$out")")
    done
    # A mount namespace: whatever happens, no mount is left behind.
    unshare --mount bash "$LAB_HOME/lib/dkms-layer.sh" "$ROOTFS/tree" "$out" "${debs[@]}"
    rmdir "$out/view"
}

lab_gntdev() {
    if wants_help "$@"; then
        echo "usage: ./transom lab gntdev"
        echo "Builds what dom0 needs for xen-gntdev with dma-bufs and prints the folder: the package, DKMS's log, the layer that"
        echo "dom0 mounts over its root file system. lab up does this by itself."
        return 0
    fi
    [[ $(id -u) == 0 ]] || die "the lab needs root (mmdebstrap, chroot): run it with sudo"
    install_missing_programs
    prepare_state
    name_builds
    ensure_rootfs
    ensure_modules
    echo "$MODULES"
}

ensure_modules() {
    build_once "$MODULES" build_modules "building ${MODULE_SERIES[*]} by DKMS (once per change of the series)"
}
