# shellcheck shell=bash
# xen-gntdev with dma-bufs for dom0: its DKMS package is installed on top of dom0's root file system, which builds the module.
# What that changes is a layer of its own, which dom0 mounts over the root file system.

GNTDEV_SERIES=patches/linux/gntdev

gntdev_key() {
    (
        cd "$CHECKOUT" || exit
        { rootfs_key && hash_of "$GNTDEV_SERIES"/*.patch "$GNTDEV_SERIES"/{series,version,dkms} patches/linux/dkms lab/lib/gntdev{,-layer}.sh; } |
            sha256sum | cut -c1-16
    )
}

# build_gntdev OUT: OUT/layer, what installing the package has changed in the tree; OUT/*.deb, the package; OUT/make.log.
build_gntdev() {
    local out=$1 deb
    deb=$("$CHECKOUT/patches/linux/dkms/make-deb" "$CHECKOUT/$GNTDEV_SERIES" "$out")
    # A mount namespace: whatever happens, no mount is left behind.
    unshare --mount bash "$LAB_HOME/lib/gntdev-layer.sh" "$ROOTFS/tree" "$deb" "$out"
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
    ensure_gntdev
    echo "$GNTDEV"
}

ensure_gntdev() { build_once "$GNTDEV" build_gntdev "building xen-gntdev with dma-bufs by DKMS (once per change of the series)"; }
