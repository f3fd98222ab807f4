# shellcheck shell=bash
# Commands in dom0: ssh through QEMU's forwarded port, one connection shared by all commands.

dom0_ssh() {
    ssh -q -F none -i "$STATE/id_ed25519" -p "$(cat "$STATE/port")" \
        -o IdentitiesOnly=yes -o BatchMode=yes -o StrictHostKeyChecking=yes \
        -o UserKnownHostsFile="$STATE/known_hosts" -o HostKeyAlias=transom-lab-dom0 -o CheckHostIP=no \
        -o ControlPath="$SOCKETS/ssh" -o ServerAliveInterval=60 -o ServerAliveCountMax=5 "$@"
}

# What ssh needs to reach the dom0 that boots now; later builds of the tree do not change it.
dom0_credentials() {
    # ssh insists on a private key that nobody else can read, and on its owner being us.
    install -m 600 "$IMAGES/id_ed25519" "$STATE/id_ed25519"
    printf 'transom-lab-dom0 %s\n' "$(cut -d' ' -f1,2 "$ROOTFS/tree/etc/ssh/ssh_host_ed25519_key.pub")" \
        >"$STATE/known_hosts"
}

dom0_connect() {
    rm -f "$SOCKETS/ssh"
    wait_until 60 dom0_open_master
}

dom0_open_master() {
    dom0_ssh -o ConnectTimeout=20 -o ControlMaster=yes -o ControlPersist=yes -f -N root@127.0.0.1 </dev/null 9>&-
}

# dom0 CMD...: one argument is a shell line, several are one command whose arguments are kept as they are.
dom0() {
    local line=$1
    if (($# > 1)); then
        printf -v line '%q ' "$@"
    fi
    [[ -S $SOCKETS/ssh ]] || dom0_connect || die "no connection to dom0; its console: $STATE/serial.log"
    dom0_ssh root@127.0.0.1 "$line"
}

lab_run() {
    if wants_help "$@" || (($# == 0)); then
        cat <<'TEXT'
usage: ./transom lab run CMD...
Runs CMD in dom0 as root and exits with its status. One argument is a shell line ('xl list | wc -l');
several are one command whose arguments are kept as they are. Standard input is passed on.
DISPLAY is dom0's X server; /opt/transom (the dist) and /lab (the lab's tools) are in PATH.
TEXT
        (($# > 0)) || exit 2
        return 0
    fi
    require_running
    dom0 "$@"
}

lab_guest() {
    if (($# > 0)) && ! wants_help "$@" && [[ $1 != help ]]; then
        require_running
        if [[ $1 == desktop ]]; then
            ensure_guest_root
            set -- "$@" --disk "$(basename "$GUEST_ROOT")/root.ext4"
        fi
        dom0 /lab/guest "$@" </dev/null
    else
        bash "$LAB_HOME/dom0/guest" help
    fi
}
