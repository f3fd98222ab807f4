# shellcheck shell=bash
# QEMU on this machine: the lab's computer. Debian 13's, wherever the lab runs.

# The lab's tests are tried with Debian 13's, so that what they say does not depend on the machine.
OLDEST_EMULATOR=10

emulator_key() { hash_of lab/packages/emulator.list lab/lib/emulator.sh lab/lib/debian.sh; }

# Sets EMULATOR, the tree that QEMU runs from, if this machine's own is too old.
ensure_emulator() {
    EMULATOR=''
    ! machine_has_emulator || return 0
    EMULATOR=$CACHE/emulator-$(emulator_key)
    build_once "$EMULATOR" build_emulator "installing Debian $SUITE's QEMU beside this machine's (once)"
    touch -c "$EMULATOR"
}

machine_has_emulator() {
    local version
    command -v qemu-system-x86_64 >/dev/null || return 1
    version=$(qemu-system-x86_64 --version | sed -n '1s/.*version \([0-9]*\).*/\1/p')
    ((${version:-0} >= OLDEST_EMULATOR))
}

build_emulator() {
    debian_tree "$LAB_HOME/packages/emulator.list" "$1/tree"
    chmod 755 "$1"
}

# emulate OPTIONS...: QEMU. From the tree it runs with that tree's libraries, its modules and its firmware.
emulate() {
    local tree=${EMULATOR:-}/tree libraries=usr/lib/x86_64-linux-gnu
    if [[ -z ${EMULATOR:-} ]]; then
        qemu-system-x86_64 "$@"
        return
    fi
    (
        export QEMU_MODULE_DIR=$tree/$libraries/qemu
        exec -a qemu-system-x86_64 "$tree/lib64/ld-linux-x86-64.so.2" --library-path "$tree/$libraries" \
            --argv0 qemu-system-x86_64 "$tree/usr/bin/qemu-system-x86_64" \
            -L "$tree/usr/share/qemu" -L "$tree/usr/share/seabios" "$@"
    )
}
