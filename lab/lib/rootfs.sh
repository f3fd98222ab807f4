# shellcheck shell=bash
# dom0's root file system: a Debian tree, exported read-only to dom0 over 9p.

build_rootfs() {
    local out=$1 mirror setting
    local -a packages options=()
    mapfile -t packages < <(grep -v '^#' "$LAB_HOME/packages/dom0.list")
    mirror=$(debian_mirror) ||
        die "none of this machine's apt repositories has Debian's '$SUITE'; see 'apt-get indextargets'"
    echo "mirror: $mirror"
    while read -r setting; do
        options+=("--aptopt=${setting%;}")
    done < <(apt_settings)
    # shellcheck disable=SC2016
    mmdebstrap --variant=minbase --mode=root --components=main \
        --include="$(IFS=,; echo "${packages[*]}")" \
        --aptopt='Acquire::Languages "none"' --aptopt='APT::Install-Recommends "false"' "${options[@]}" \
        --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='force-unsafe-io' \
        --essential-hook='mkdir -p "$1/usr/share/man/man1"' \
        "$SUITE" "$out/tree" "$mirror"
    mkdir -p "$out/tree/lab"
    rm -rf "$out/tree/var/cache/apt" "$out/tree/var/lib/apt/lists"
    chmod 755 "$out"
}
