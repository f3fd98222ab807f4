# shellcheck shell=bash
# up, down, restart, status.

lab_up() {
    local started fresh='' modules=yes patched='' kind=pv
    INIT=busybox
    started=$(now_ms)
    while (($#)); do
        case $1 in
            --fresh) fresh=yes ;;
            --stock-gntdev) modules='' ;;
            --patched) patched=yes ;;
            --dom0)
                [[ ${2:-} =~ ^pvh?$ ]] || die "lab up: --dom0 takes pv or pvh, not '${2:-}'"
                kind=$2
                shift
                ;;
            --systemd) INIT=systemd ;;
            -h | --help)
                echo "usage: ./transom lab up [--fresh] [--patched] [--dom0 pv|pvh] [--systemd] [--stock-gntdev]"
                echo "Builds what is missing, boots Xen and dom0, starts X and Transom. --fresh builds everything again."
                echo "--dom0 pvh: dom0 is a translated domain, on a machine with an IOMMU; without it, dom0 is a PV domain."
                echo "--systemd: dom0's PID 1 is systemd, Transom is transom.service; without it, busybox starts what there is."
                echo "--patched: Xen, QEMU and dom0's modules have the series of patches/ that a guest's VGA needs; the first time, Xen and"
                echo "QEMU are compiled."
                echo "--stock-gntdev boots with Debian's own xen-gntdev, which knows no dma-bufs (for tests of what happens then)."
                return 0
                ;;
            *) die "lab up: unknown option '$1'; see ./transom lab up --help" ;;
        esac
        shift
    done
    [[ -z $patched || -n $modules ]] || die "lab up: --patched and --stock-gntdev exclude each other"
    if is_running; then
        [[ -z $fresh ]] || die "the lab is running; stop it first: ./transom lab down"
        say "already running (pid $(qemu_pid)); ./transom lab status tells more"
        return 0
    fi
    [[ $(id -u) == 0 ]] || die "the lab needs root (mmdebstrap, 9p export): run it with sudo"
    install_missing_programs
    prepare_state
    one_at_a_time
    [[ -z $patched ]] || MODULE_SERIES=(gntdev vgem offer)
    name_builds
    [[ -z $fresh ]] || forget_builds
    ensure_emulator
    ensure_rootfs
    if [[ -z $modules ]]; then MODULES=''; else ensure_modules; fi
    [[ -z $patched ]] || ensure_patched
    build_once "$IMAGES" build_images "building kernel images and native programs (once per change of them)"
    forget_old_builds
    choose_machine "$kind"
    boot_dom0
    start_x
    start_transom
    say "up after $(seconds_since "$started")"
}

ensure_rootfs() {
    build_once "$ROOTFS" build_rootfs "building dom0's root file system (Debian $SUITE; once, takes minutes)"
}

prepare_state() {
    mkdir -p "$STATE/log"
    [[ -d $SOCKETS ]] || mkdir -m 700 "$SOCKETS"
    # The folder's name can be guessed: somebody else may have made it.
    [[ -O $SOCKETS && ! -L $SOCKETS ]] || die "$SOCKETS is not ours; remove it"
}

# Two that start the lab at once would boot two machines. Descriptor 9 must not leak into what keeps running: see `9>&-`.
one_at_a_time() {
    exec 9>"$STATE/up.lock"
    flock -n 9 || die "another './transom lab up' of this checkout is at work; wait for it"
}

boot_dom0() {
    step "booting Xen and dom0 in QEMU" boot_to_ready
}

boot_to_ready() {
    dom0_credentials
    qemu_start
    qemu_wait_for_dom0
    dom0_connect
}

start_x() {
    step "starting dom0's X server" x_to_ready
}

x_to_ready() {
    dom0 "/lab/x-server start"
    wait_until 300 dom0 "/lab/x-server running"
}

has_dist() { [[ -x $CHECKOUT/features/dist/target/dist/transom ]]; }

# A copy: the next build replaces jars that a running JVM has open. As one stream: each file over 9p costs a round trip.
install_dist() {
    tar -C "$CHECKOUT/features/dist/target/dist" -c . | dom0 "/lab/transom-service install"
}

start_transom() {
    if has_dist; then
        step "copying the dist to dom0" install_dist
        step "starting Transom in dom0" dom0 "/lab/transom-service start"
    else
        say "no dist in this checkout, so Transom does not run in dom0 yet; build it: ./transom build, then: ./transom lab restart"
    fi
}

lab_restart() {
    if wants_help "$@"; then
        echo "usage: ./transom lab restart"
        echo "Stops Transom in dom0 and starts it again from features/dist/target/dist as it is now. Guests keep running."
        return 0
    fi
    require_running
    step "stopping Transom in dom0" dom0 "/lab/transom-service stop"
    start_transom
}

lab_down() {
    if wants_help "$@"; then
        echo "usage: ./transom lab down"
        echo "Ends the emulated machine and everything in it. The cached builds stay."
        return 0
    fi
    if is_running; then
        step "stopping QEMU" qemu_stop
    else
        say "not running"
    fi
    rm -rf "$SOCKETS"
}

lab_status() {
    local pid
    if ! pid=$(qemu_pid); then
        echo "not running"
        return 1
    fi
    echo "QEMU     pid $pid, $(($(awk '/VmRSS/ { print $2 }' "/proc/$pid/status") / 1024)) MiB resident"
    echo "dom0     ssh on 127.0.0.1:$(cat "$STATE/port"), console $STATE/serial.log"
    echo "X        $(dom0 "/lab/x-server running && echo up || echo down" </dev/null)"
    echo "Transom  $(dom0 "/lab/transom-service status" </dev/null || true)"
    dom0 "xl list" </dev/null
}
