# shellcheck shell=bash
# The machine: QEMU's command line, its start and end.

MEMORY_MIB=5120
DOM0_MIB=2048
# A window of 1920x1080 fits on it.
MONITOR_SIZE=xres=1920,yres=1200

# No vector state: TCG's SVM spoils AVX and xsave state of dom0's programs once an HVM or PVH guest runs.
CPU=max,-xsave,-xsaveopt,-xsavec,-xgetbv1,-xsaves,-avx,-avx2,-fma,-f16c,-pku

# choose_machine KIND: sets MACHINE (QEMU's arguments), VIRTIO (each virtio device's), XEN_DOM0 (Xen's), and CPUS and DOM0_CPUS for a
# dom0 of that kind, pv or pvh.
choose_machine() {
    case $1 in
        pv)
            MACHINE=(-machine pc,usb=off)
            VIRTIO=''
            # dom0 has the first two to itself, guests the others (dom0/guest-*.cfg.in).
            CPUS=4
            DOM0_CPUS=2
            XEN_DOM0='dom0_vcpus_pin'
            ;;
        pvh)
            # Xen wants an IOMMU for a PVH dom0. Its RDTSCP would be intercepted, which TCG's SVM reports as an instruction that
            # Xen then cannot decode. Xen's idle driver for MWAIT, which TCG lacks in part, is chosen for this dom0's C-states.
            # A second processor of this dom0 does not always start.
            MACHINE=(-machine q35,usb=off -device amd-iommu)
            # Only so do devices get at dom0's memory by dom0's addresses; they are not the machine's.
            VIRTIO=,disable-legacy=on,iommu_platform=on
            CPUS=1
            DOM0_CPUS=1
            CPU+=,-rdtscp
            XEN_DOM0='dom0=pvh cpuidle=0'
            ;;
    esac
}

qemu_pid() {
    local pid
    pid=$(cat "$STATE/qemu.pid" 2>/dev/null) || return 1
    # The pid may be another program's by now.
    [[ $(tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null) == qemu-system-x86_64*"$STATE"* ]] && echo "$pid"
}

is_running() { qemu_pid >/dev/null; }

require_running() { is_running || die "the lab is not running; start it: ./transom lab up"; }

# qemu_start: in the background, pid in $STATE/qemu.pid, dom0's ssh port in $STATE/port.
qemu_start() {
    local try
    for try in 1 2 3 4 5; do
        echo $((20000 + RANDOM % 20000)) >"$STATE/port"
        qemu_exec && return 0
        grep -q 'host forwarding rule' "$STATE/qemu.log" || break
        echo "try $try: that port is taken"
    done
    cat "$STATE/qemu.log"
    return 1
}

# shared_folder TAG FOLDER: adds to `folders` what lets dom0 mount the folder over 9p by that tag.
shared_folder() {
    folders+=(-fsdev "local,id=$1,path=$2,security_model=passthrough,readonly=on,multidevs=remap"
        -device "virtio-9p-pci,fsdev=$1,mount_tag=$1$VIRTIO")
}

# The GPU has iommu_platform in any case: without it the driver hands out dom0's pseudo-physical addresses for its buffers, and
# the monitor stays black.
qemu_exec() {
    local xen_args linux_args port folders=()
    port=$(cat "$STATE/port")
    xen_args="console=com1 com1=115200,8n1 loglvl=warning guest_loglvl=warning dom0_mem=${DOM0_MIB}M,max:${DOM0_MIB}M"
    # Emulated CPUs gain nothing from mitigations; they only make TCG slower.
    xen_args+=" $XEN_DOM0 dom0_max_vcpus=$DOM0_CPUS spec-ctrl=no xpti=no pv-l1tf=no smep=0 smap=0 watchdog=0 noreboot"
    linux_args="console=hvc0 mitigations=off quiet panic=-1 net.ifnames=0"
    [[ $INIT != systemd ]] || linux_args+=" lab.systemd systemd.unit=multi-user.target"
    mkdir -p "$GUEST_ROOTS"
    # With --stock-gntdev there is no layer over the root file system.
    if [[ -n $MODULES ]]; then
        linux_args+=" layer=modules"
        shared_folder modules "$MODULES/layer"
    fi
    if [[ -n ${QEMU_LAYER:-} ]]; then
        linux_args+=" layer=qemu"
        shared_folder qemu "$QEMU_LAYER/layer"
    fi
    shared_folder rootfs "$ROOTFS/tree"
    shared_folder lab "$IMAGES/lab"
    shared_folder guests "$GUEST_ROOTS"
    rm -f "$STATE/serial.log"
    qmp_pipes
    emulate -daemonize -pidfile "$STATE/qemu.pid" -name "transom-lab,process=transom-lab" \
        "${MACHINE[@]}" -accel tcg,thread=multi,tb-size=512 -cpu "$CPU" -smp "$CPUS" -m "$MEMORY_MIB" \
        -nodefaults -no-user-config -display none -no-reboot -vga none \
        -serial "file:$STATE/serial.log" -chardev "pipe,id=qmp,path=$STATE/qmp" -mon chardev=qmp,mode=control \
        -device "virtio-rng-pci$VIRTIO" \
        -device "virtio-gpu-pci,$MONITOR_SIZE,iommu_platform=on,romfile=" \
        -netdev "user,id=net0,restrict=on,hostfwd=tcp:127.0.0.1:$port-:22" -device "virtio-net-pci,netdev=net0$VIRTIO,romfile=" \
        "${folders[@]}" \
        -kernel "${PATCHED_XEN:-$IMAGES/xen}" -append "$xen_args" \
        -initrd "$IMAGES/vmlinuz $linux_args,$IMAGES/initrd-dom0.gz" >"$STATE/qemu.log" 2>&1 9>&-
}

dom0_booted() {
    is_running || return 0
    grep -qa 'LAB READY' "$STATE/serial.log" 2>/dev/null
}

qemu_wait_for_dom0() {
    wait_until 900 dom0_booted || true
    if ! grep -a 'LAB READY' "$STATE/serial.log"; then
        cat "$STATE/qemu.log"
        tail -n 40 "$STATE/serial.log"
        return 1
    fi
}

qemu_stop() {
    local pid
    pid=$(qemu_pid) || return 0
    kill "$pid"
    wait_until 10 qemu_gone "$pid" || kill -9 "$pid"
    rm -f "$STATE/qemu.pid"
}

qemu_gone() { ! kill -0 "$1" 2>/dev/null; }
