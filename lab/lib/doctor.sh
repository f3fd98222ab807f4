# shellcheck shell=bash
# What this machine lacks for the lab.

NEEDED_DISK_MIB=4096
NEEDED_MEMORY_MIB=$((5120 + 1024))

lab_doctor() {
    local problems=0 program package free
    if wants_help "$@"; then
        echo "usage: ./transom lab doctor"
        echo "Says what this machine lacks for the lab and what to do. Exit status 1 when something is missing for good."
        return 0
    fi
    if [[ $(id -u) == 0 ]]; then good "root"; else bad "not root: run it with sudo"; fi
    if [[ $(uname -m) == x86_64 ]]; then good "x86-64"; else bad "$(uname -m): Xen of the lab is x86-64, under emulation it would take minutes to boot"; fi
    while read -r program package; do
        if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
            echo "  to do    $program is missing: lab up installs $package"
        else
            bad "$program is missing: apt-get install $package"
        fi
    done < <(missing_programs)
    [[ -n $(missing_programs) ]] || good "programs (qemu, mmdebstrap, ssh, cpio, gcc ...)"
    name_builds
    if [[ -d $ROOTFS ]]; then
        good "root file system of dom0 is built: $ROOTFS"
    else
        doctor_mirror
        free=$(df -Pm "$(existing_parent "$CACHE")" | awk 'NR == 2 { print $4 }')
        if ((free >= NEEDED_DISK_MIB)); then good "$free MiB free for $CACHE"; else bad "$free MiB free for $CACHE, $NEEDED_DISK_MIB needed: make room or set XDG_CACHE_HOME"; fi
    fi
    free=$(awk '/MemAvailable/ { print int($2 / 1024) }' /proc/meminfo)
    if is_running; then
        good "the lab runs (pid $(qemu_pid))"
    elif ((free >= NEEDED_MEMORY_MIB)); then
        good "$free MiB of memory available"
    else
        bad "$free MiB of memory available, $NEEDED_MEMORY_MIB needed: end other programs"
    fi
    ((problems == 0)) || return 1
}

doctor_mirror() {
    local mirror
    if mirror=$(debian_mirror); then
        good "Debian $SUITE from $mirror"
    else
        bad "no apt repository of this machine has Debian's '$SUITE': add a Debian mirror to apt's sources, then apt-get update"
    fi
}

existing_parent() {
    local folder=$1
    while [[ ! -d $folder ]]; do folder=$(dirname "$folder"); done
    echo "$folder"
}

good() { echo "  ok       $*"; }

bad() {
    echo "  MISSING  $*"
    problems=$((problems + 1))
}
