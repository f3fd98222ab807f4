# shellcheck shell=bash
# Trees of Debian, for dom0 and for guests.

# debian_tree LIST TREE: Debian's minimal base and the packages of the list.
debian_tree() {
    local list=$1 tree=$2 mirror setting
    local -a packages options=()
    mapfile -t packages < <(grep -v '^#' "$list")
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
        "$SUITE" "$tree" "$mirror"
    rm -rf "$tree/var/cache/apt" "$tree/var/lib/apt/lists"
}
