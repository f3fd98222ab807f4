# shellcheck shell=bash
# Packages of the machine that a command needs.

# shellcheck disable=SC2034 # used by other parts
DEMO_PACKAGES=(libegl1 libegl-mesa0 libgles2 libgl1-mesa-dri libx11-6 libxcursor1 libxrandr2 libxinerama1 libxi6)
# shellcheck disable=SC2034
TEST_PACKAGES=(gcc libc6-dev make libxen-dev libdrm-dev)

is_installed() { [[ $(dpkg-query -W -f '${Status}' "$1" 2>/dev/null) == *"ok installed" ]]; }

# need_packages WHAT-FOR PACKAGE...
need_packages() {
    local reason=$1 package missing=()
    shift
    if ! command -v dpkg-query >/dev/null; then
        say "this is no Debian, so I cannot see whether these are here for $reason: $*"
        return 0
    fi
    for package in "$@"; do
        is_installed "$package" || missing+=("$package")
    done
    ((${#missing[@]})) || return 0
    [[ $(id -u) == 0 ]] ||
        die "$reason needs packages that are missing; install them: sudo apt-get install ${missing[*]}"
    install_packages "$reason" "${missing[@]}"
}

install_packages() {
    local reason=$1 log started
    shift
    log=$(log_folder)/apt.log
    started=$(now_ms)
    say "installing for $reason: $*"
    apt_get install "$@" >"$log" 2>&1 ||
        { apt_get update >>"$log" 2>&1 && apt_get install "$@" >>"$log" 2>&1; } ||
        { tail -n 15 "$log" >&2; die "apt-get install $* failed; all of it is in $log"; }
    say "installed after $(seconds_since "$started")"
}

apt_get() {
    DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=600 --no-install-recommends "$@"
}
