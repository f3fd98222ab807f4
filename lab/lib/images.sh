# shellcheck shell=bash
# Everything that boots: Xen, the kernel, dom0's and the guest's initramfs, and the folder that dom0 mounts at /lab.

build_images() {
    local out=$1 tree kernel program
    tree=$ROOTFS/tree
    kernel=$(basename "$(echo "$tree"/lib/modules/*-amd64)")
    gunzip -c "$tree/boot/xen-4.20-amd64.gz" >"$out/xen"
    cp "$tree/boot/vmlinuz-$kernel" "$out/vmlinuz"
    cp -r "$LAB_HOME/dom0" "$out/lab"
    cp "$out/vmlinuz" "$out/lab/guest-vmlinuz"
    ssh-keygen -q -t ed25519 -N '' -C transom-lab -f "$out/id_ed25519"
    mv "$out/id_ed25519.pub" "$out/lab/authorized_keys"
    make -C "$CHECKOUT/native/device-model" BUILD="$out/device-model" all
    cp "$out/device-model/transom-device-model" "$out/lab/"
    for program in painter kms grants badfront; do
        make -C "$CHECKOUT/native/$program" BUILD="$out/$program" all
    done
    initramfs "$tree" "$kernel" "$LAB_HOME/dom0/initramfs-init" "$out/initrd-dom0.gz" 9p 9pnet_virtio overlay
    initramfs "$tree" "$kernel" "$LAB_HOME/guest/init" "$out/lab/guest-initrd.gz" \
        vfb:xen-fbfront vkbd:xen-kbdfront vkbd:evdev vdispl:drm_xen_front vbd:xen-blkfront vbd:ext4 vbd:overlay \
        grants:xen-gntdev grants:xen-gntalloc badfront:xen-gntalloc badfront:xen-evtchn \
        -- "$out/painter/painter" "$out/kms/kms" "$out/grants/grants" "$out/badfront/badfront" "$LAB_HOME"/guest/bin/*
    cp "$out/grants/grants" "$out/lab/"
    rm -r "$out/device-model" "$out/painter" "$out/kms" "$out/grants" "$out/badfront"
}

# initramfs TREE KERNEL INIT OUTPUT [LIST:]MODULE... [-- PROGRAM...]
# modules/LIST.order names the files to insmod, in order; without LIST it is modules/boot.order.
initramfs() {
    local tree=$1 kernel=$2 init=$3 output=$4 root applet
    shift 4
    root=$(mktemp -d)
    mkdir -p "$root"/{bin,modules,proc,sys,dev,run,tmp,newroot,ro,rw}
    cp "$tree/usr/bin/busybox" "$root/bin/busybox"
    # Applets by link; "busybox" itself is in its own list and would become a loop.
    while read -r applet; do ln -s busybox "$root/bin/$applet"; done < <("$root/bin/busybox" --list | grep -vx busybox)
    install -m 755 "$init" "$root/init"
    while (($#)) && [[ $1 != -- ]]; do
        [[ $1 == *:* ]] || set -- "boot:$1" "${@:2}"
        add_module "$tree" "$kernel" "${1#*:}" "$root/modules" "${1%%:*}"
        shift
    done
    shift || true
    (($# == 0)) || install -m 755 "$@" "$root/bin/"
    (cd "$root" && find . | cpio -o -H newc --quiet) | gzip -1 >"$output"
    rm -r "$root"
}

# A module and what it needs, in the order of insmod, appended to a list. A driver built into the kernel prints "builtin" and needs nothing.
add_module() {
    local tree=$1 kernel=$2 module=$3 folder=$4 list=$5 verb file name
    while read -r verb file _; do
        [[ $verb == insmod ]] || continue
        name=$(basename "${file%.xz}")
        case $file in
            *.xz) xz -dc "$tree$file" >"$folder/$name" ;;
            *) cp "$tree$file" "$folder/$name" ;;
        esac
        grep -sqxF "$name" "$folder/$list.order" || echo "$name" >>"$folder/$list.order"
    done < <(chroot "$tree" modprobe -S "$kernel" --show-depends "$module")
}
