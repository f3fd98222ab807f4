# shellcheck shell=bash
# The desktop guest's root file system: a Debian tree as an ext4 image, which the guest gets as a read-only disk.

guest_root_key() { hash_of lab/packages/guest.list lab/lib/guest-root.sh lab/lib/debian.sh; }

build_guest_root() {
    local out=$1 mib
    debian_tree "$LAB_HOME/packages/guest.list" "$out/tree"
    # Files of ext4 are cut off blocks of 4 KiB; what that costs and inodes are less than a quarter.
    mib=$(($(du -sm "$out/tree" | cut -f1) * 5 / 4 + 16))
    # No journal: nobody ever writes to it.
    mkfs.ext4 -q -O ^has_journal -m 0 -d "$out/tree" "$out/root.ext4" "${mib}M"
    rm -rf "$out/tree"
}

# dom0 mounts this folder (9p, `guests`), so that a guest's root may be built while dom0 runs.
GUEST_ROOTS=$CACHE/guests

# Sets GUEST_ROOT, the folder of the image, and builds it if need be.
ensure_guest_root() {
    GUEST_ROOT=$GUEST_ROOTS/desktop-$(guest_root_key)
    build_once "$GUEST_ROOT" build_guest_root "building the desktop guest's root file system (Debian $SUITE; once, takes minutes)"
    touch "$GUEST_ROOT"
}
