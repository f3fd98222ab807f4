# shellcheck shell=bash
# dom0's root file system: a Debian tree, exported read-only to dom0 over 9p.

build_rootfs() {
    debian_tree "$LAB_HOME/packages/dom0.list" "$1/tree"
    mkdir -p "$1/tree/lab"
    chmod 755 "$1"
}
