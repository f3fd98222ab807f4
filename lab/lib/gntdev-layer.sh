#!/bin/bash
# gntdev-layer.sh TREE DEB OUT: installs the package in a copy-on-write view of the tree; what changed becomes OUT/layer.
# Runs in a mount namespace of its own.
set -euo pipefail

tree=$1 deb=$2 out=$3
view=$out/view

mount --make-rprivate /
mkdir "$view"
# A tmpfs, because the cache folder itself may lie on an overlay, which cannot be the upper layer of another.
mount -t tmpfs tmpfs "$view"
mkdir "$view"/{upper,work,merged}
mount -t overlay overlay -o "lowerdir=$tree,upperdir=$view/upper,workdir=$view/work" "$view/merged"
mount -t proc proc "$view/merged/proc"
mount -t tmpfs tmpfs "$view/merged/tmp"

cp "$deb" "$view/merged/tmp/"
status=0
chroot "$view/merged" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
    dpkg -i "/tmp/$(basename "$deb")" || status=$?
cat "$view"/upper/var/lib/dkms/transom-gntdev/*/{build/make.log,*/*/log/make.log} >"$out/make.log" 2>/dev/null || true
cat "$out/make.log"
((status == 0)) || exit "$status"
module=$(echo "$view"/upper/usr/lib/modules/*/updates/dkms/xen-gntdev.ko*)
[[ -f $module ]] || { echo "DKMS installed no xen-gntdev"; exit 1; }

cp -a "$view/upper" "$out/layer"
