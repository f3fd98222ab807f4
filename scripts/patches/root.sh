# shellcheck shell=bash
# A Debian 13 to build in, whatever this machine runs; also where the kernel, Xen and tools for tests in QEMU come from.

# build_root: sets BUILD_ROOT to its tree; one that the environment names is taken as it is.
build_root() {
    [[ -z ${BUILD_ROOT:-} ]] || return 0
    local list=$PATCHES_HOME/build-packages.list folder log
    folder=$PATCHES_CACHE/root-$(cat "$list" "$TRANSOM_HOME/lab/lib/debian.sh" | sha256sum | cut -c1-16)
    BUILD_ROOT=$folder/tree
    export BUILD_ROOT
    not_yet "$folder" || return 0
    [[ $(id -u) == 0 ]] || die "building needs root (mmdebstrap, chroot): run it with sudo"
    command -v mmdebstrap >/dev/null || die "mmdebstrap is missing: apt-get install mmdebstrap"
    say "making a Debian 13 to build in (once; some minutes)" >&2
    mkdir -p "$folder.part"
    log=$PATCHES_CACHE/root.log
    (
        # shellcheck source=/dev/null
        source "$TRANSOM_HOME/lab/lib/packages.sh"
        # shellcheck source=/dev/null
        source "$TRANSOM_HOME/lab/lib/debian.sh"
        debian_tree "$list" "$folder.part/tree"
    ) >"$log" 2>&1 </dev/null || {
        tail -n 15 "$log" >&2
        die "the Debian to build in could not be made; all of it is in $log"
    }
    finish "$folder"
}
