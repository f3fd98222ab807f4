# shellcheck shell=bash
# What this machine needs, and the Debian mirror that its own apt uses.

SUITE=trixie

# Prints "PROGRAM PACKAGE" for each program that is missing.
missing_programs() {
    local program package
    while read -r program package; do
        [[ $program == '#'* || -z $program ]] && continue
        command -v "$program" >/dev/null || echo "$program $package"
    done <"$LAB_HOME/packages/host.list"
    [[ -e /usr/include/libdrm/drm.h ]] || echo "drm.h libdrm-dev"
    # glibc's static library: the guest's programs are linked without shared ones.
    if command -v gcc >/dev/null && [[ $(gcc -print-file-name=libc.a) != /* ]]; then
        echo "libc.a libc6-dev"
    fi
}

install_missing_programs() {
    local -a packages
    mapfile -t packages < <(missing_programs | awk '{ print $2 }' | sort -u)
    ((${#packages[@]})) || return 0
    [[ $(id -u) == 0 ]] || die "missing: ${packages[*]}. Install them: sudo apt-get install ${packages[*]}"
    step "installing ${packages[*]}" apt_install "${packages[@]}"
}

apt_install() {
    local -a apt=(apt-get -y -o DPkg::Lock::Timeout=600)
    export DEBIAN_FRONTEND=noninteractive
    "${apt[@]}" install --no-install-recommends "$@" && return 0
    "${apt[@]}" update
    "${apt[@]}" install --no-install-recommends "$@"
}

# The first repository of this machine's apt that also has the suite of dom0.
debian_mirror() {
    local uri probe
    probe=$(mktemp -d)
    while read -r uri; do
        if /usr/lib/apt/apt-helper -o Acquire::Retries=2 download-file \
            "${uri%/}/dists/$SUITE/InRelease" "$probe/InRelease" >/dev/null 2>&1 &&
            grep -q "^Codename: $SUITE\$" "$probe/InRelease"; then
            rm -r "$probe"
            echo "${uri%/}"
            return 0
        fi
    done < <(repositories)
    rm -r "$probe"
    return 1
}

repositories() {
    local uris
    # shellcheck disable=SC2016
    uris=$(apt-get indextargets --format '$(REPO_URI)' 2>/dev/null | awk '!seen[$0]++') || true
    # A machine that has never run `apt-get update` has no index targets yet.
    if [[ -z $uris ]]; then
        uris=$({ cat /etc/apt/sources.list /etc/apt/sources.list.d/*.{list,sources} 2>/dev/null || true; } | awk '
            $1 == "deb" { for (i = 2; i <= NF; i++) if ($i ~ /^https?:/) { print $i; break } }
            $1 == "URIs:" { for (i = 2; i <= NF; i++) print $i }' | awk '!seen[$0]++')
    fi
    printf '%s\n' "$uris"
}

# mmdebstrap does not read the machine's own apt.conf: proxy, certificates and date checks are handed over.
apt_settings() {
    apt-config dump | grep -E '^Acquire::(https?::|Retries|Check-|Force)' | grep -v ' "";$' || true
}
