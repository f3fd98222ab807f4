# shellcheck shell=bash
# The shell of the Transom in dom0, from here: its socket is forwarded, so that a command costs no JVM in the emulated machine.

lab_shell() {
    if wants_help "$@"; then
        cat <<'TEXT'
usage: ./transom lab shell [COMMAND]
Talks to the Transom in dom0 as ./transom shell does to one here: interactively, or one command (fb:list).
--socket prints the path of the forwarded socket instead.
TEXT
        return 0
    fi
    require_running
    [[ -S $SOCKETS/ssh ]] || dom0_connect || die "no connection to dom0; its console: $STATE/serial.log"
    # Again each time: the connection may be another one by now, and one that has it already does nothing.
    dom0_ssh -O forward -o StreamLocalBindUnlink=yes -L "$SOCKETS/shell:/run/transom/shell" root@127.0.0.1 ||
        die "the connection to dom0 takes no forwarding of its shell"
    if [[ ${1:-} == --socket ]]; then
        echo "$SOCKETS/shell"
    else
        exec "$CHECKOUT/transom" shell --runtime-dir "$SOCKETS" "$@"
    fi
}
