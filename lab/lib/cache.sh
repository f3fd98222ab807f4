# shellcheck shell=bash
# The cache: a folder per build, named by the hash of all that goes into it. A folder that exists is complete.

# Hash of the contents of the given files and folders of the checkout.
hash_of() {
    (cd "$CHECKOUT" && find "$@" -type f -not -path '*/build/*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum) |
        sha256sum | cut -c1-16
}

rootfs_key() { hash_of lab/packages/dom0.list lab/lib/rootfs.sh lab/lib/debian.sh; }

images_key() { hash_of lab/packages/dom0.list lab/lib/rootfs.sh lab/lib/debian.sh lab/lib/images.sh lab/dom0 lab/guest native; }

# Sets ROOTFS, IMAGES and MODULES, the folders of this tree's builds. Once a command: a source may change while it runs.
name_builds() {
    ROOTFS=$CACHE/rootfs-$(rootfs_key)
    IMAGES=$CACHE/images-$(images_key)
    MODULES=$CACHE/modules-$(modules_key)
}

# build_once FOLDER BUILDER WHAT: calls `BUILDER TEMPFOLDER` unless the folder is there, then renames: never half a build.
build_once() {
    local folder=$1 builder=$2 what=$3 temp
    [[ -d $folder ]] && return 0
    mkdir -p "$(dirname "$folder")"
    exec {lock}>"$(dirname "$folder")/build.lock"
    flock "$lock"
    if [[ ! -d $folder ]]; then
        temp=$folder.building
        rm -rf "$temp"
        mkdir "$temp"
        step "$what" "$builder" "$temp"
        mv -T "$temp" "$folder"
    fi
    exec {lock}>&-
}

# For builds from scratch. Another checkout's lab may run from the same folders.
forget_builds() {
    ! grep -qsF -e "$ROOTFS" -e "$IMAGES" -e "$MODULES" /proc/[0-9]*/cmdline ||
        die "a lab of another checkout runs from $ROOTFS; stop it there first: ./transom lab down"
    rm -rf "$ROOTFS" "$IMAGES" "$MODULES"
}

# Builds of other versions of the tree that nobody used for two weeks.
forget_old_builds() {
    touch -c "$ROOTFS" "$IMAGES" "$MODULES"
    mkdir -p "$GUEST_ROOTS"
    find "$CACHE" "$GUEST_ROOTS" -mindepth 1 -maxdepth 1 -type d \
        \( -name 'rootfs-*' -o -name 'images-*' -o -name 'gntdev-*' -o -name 'modules-*' -o -name 'qemu-*' -o -name 'emulator-*' -o -name 'desktop-*' \) -mtime +14 -exec rm -rf {} +
}
