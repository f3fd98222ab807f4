#!/bin/bash
# dkms-layer.sh TREE OUT DEB...: installs DKMS packages in a copy-on-write view of the tree; what changed becomes OUT/layer.
# Runs in a mount namespace of its own.
set -euo pipefail

tree=$1 out=$2
shift 2
view=$out/view

mount --make-rprivate /
mkdir "$view"
# A tmpfs, because the cache folder itself may lie on an overlay, which cannot be the upper layer of another.
mount -t tmpfs tmpfs "$view"
mkdir "$view"/{upper,work,merged}
mount -t overlay overlay -o "lowerdir=$tree,upperdir=$view/upper,workdir=$view/work" "$view/merged"
mount -t proc proc "$view/merged/proc"
mount -t tmpfs tmpfs "$view/merged/tmp"

for deb in "$@"; do
    name=$(basename "$deb")
    cp "$deb" "$view/merged/tmp/"
    status=0
    chroot "$view/merged" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
        dpkg -i "/tmp/$name" || status=$?
    cat "$view/upper/var/lib/dkms/${name%-dkms_*}"/*/{build/make.log,*/*/log/make.log} >"$out/make-${name%%_*}.log" 2>/dev/null || true
    cat "$out/make-${name%%_*}.log"
    ((status == 0)) || exit "$status"
    [[ -n $(find "$view/upper/var/lib/dkms/${name%-dkms_*}" -name '*.ko*') ]] || { echo "DKMS built no module of $name"; exit 1; }
done

cp -a "$view/upper" "$out/layer"
