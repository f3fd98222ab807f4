# shellcheck shell=bash
# Sources, as Debian has them. `upstream` of a series says which, in its first line:
#   source PACKAGE                the source package, with Debian's own patches applied
#   binary PACKAGE TARBALL PATH.. a tarball that a binary package brings; of it the named paths only

# pristine_source SERIES: sets PRISTINE to the folder.
pristine_source() {
    local kind package tarball paths
    [[ -f $PATCHES_HOME/$1/upstream ]] || die "series $1 has no file 'upstream', which says what it is for"
    read -r kind package tarball paths <"$PATCHES_HOME/$1/upstream"
    case $kind in
        source) PRISTINE=$PATCHES_CACHE/sources/$package ;;
        binary) PRISTINE=$PATCHES_CACHE/sources/$package-$(printf %s "$paths" | sha256sum | cut -c1-8) ;;
        *) die "patches/$1/upstream: starts with 'source' or 'binary', not '$kind'" ;;
    esac
    not_yet "$PRISTINE" || return 0
    mkdir -p "$PRISTINE.part"
    if [[ $kind == source ]]; then
        fetch_source "$package" "$PRISTINE.part"
    else
        fetch_tarball "$package" "$tarball" "$paths" "$PRISTINE.part"
    fi
    finish "$PRISTINE"
}

# source_version SERIES: name and version of what is in PRISTINE.
source_version() {
    if [[ -f $PRISTINE/.transom-version ]]; then
        cat "$PRISTINE/.transom-version"
    else
        read -r _ package _ <"$PATCHES_HOME/$1/upstream"
        printf '%s\n' "$package"
    fi
}

# fetch_source PACKAGE FOLDER. The two archives are all that is needed; the description is not, and mirrors that lag may lack it.
fetch_source() {
    local package=$1 folder=$2 download part
    download=$(mktemp -d)
    say "fetching the source package $package by apt-get source" >&2
    private_apt
    for part in --tar-only --diff-only; do
        (cd "$download" && trixie_apt source --download-only "$part" "$package") >"$PATCHES_CACHE/apt.log" 2>&1 ||
            { tail -n 5 "$PATCHES_CACHE/apt.log" >&2; die "apt-get source $package failed"; }
    done
    say "unpacking $package" >&2
    tar -C "$folder" --strip-components=1 -xf "$(echo "$download"/*.orig.tar.*[!c])"
    tar -C "$folder" -xf "$(echo "$download"/*.debian.tar.*)"
    rm -rf "$download"
    debian_patches "$folder"
    sed -n '1s/^\([^ ]*\) (\([^)]*\)).*/\1 \2/p' "$folder/debian/changelog" >"$folder/.transom-version"
}

# Debian's own patches, as dpkg-source applies them.
debian_patches() {
    local name
    [[ -f $1/debian/patches/series ]] || return 0
    while read -r name _; do
        [[ -n $name && $name != '#'* ]] || continue
        patch -s -d "$1" -p1 --force --no-backup-if-mismatch <"$1/debian/patches/$name" ||
            die "Debian's own patch $name does not apply"
    done <"$1/debian/patches/series"
}

# An apt of our own with the sources of Debian 13: the machine's may be of another release, and stays as it is.
trixie_apt() {
    local apt=$PATCHES_CACHE/apt
    apt-get -q -y -o Dir::State="$apt/state" -o Dir::State::status=/var/lib/dpkg/status -o Dir::Cache="$apt/cache" \
        -o Dir::Etc::sourcelist="$apt/sources.list" -o Dir::Etc::sourceparts=- -o APT::Sandbox::User=root "$@"
}

private_apt() {
    local mirror apt=$PATCHES_CACHE/apt
    # shellcheck source=/dev/null
    mirror=$(source "$TRANSOM_HOME/lab/lib/packages.sh" && debian_mirror) ||
        die "none of this machine's apt repositories has Debian 13 (trixie); see 'apt-get indextargets'"
    mkdir -p "$apt"/{state/lists,cache/archives}/partial
    echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main" >"$apt/sources.list"
    trixie_apt update >"$PATCHES_CACHE/apt.log" 2>&1 || { tail -n 5 "$PATCHES_CACHE/apt.log" >&2; die "apt-get update failed"; }
}

# fetch_tarball PACKAGE TARBALL PATHS FOLDER: from this machine, the lab's dom0 or the tree that patches are built in.
fetch_tarball() {
    local package=$1 tarball=$2 paths=$3 folder=$4 candidate found='' top
    for candidate in "/$tarball" "${XDG_CACHE_HOME:-$HOME/.cache}"/transom/lab/rootfs-*/tree/"$tarball"; do
        [[ ! -f $candidate ]] || found=$candidate
    done
    if [[ -z $found ]]; then
        build_root
        found=$BUILD_ROOT/$tarball
    fi
    say "unpacking $paths of $found" >&2
    # The first member's name tells the folder. tar is cut off early, so its status says nothing.
    top=$(tar -tf "$found" 2>/dev/null | head -n 1 || true)
    top=${top%%/*}
    # shellcheck disable=SC2046,SC2086
    tar -C "$folder" --strip-components=1 -xf "$found" "$top/Makefile" $(printf "$top/%s " $paths) ||
        die "$found does not hold $paths"
    printf '%s %s\n' "$package" "$(package_version "$package" "${found%"$tarball"}" "$folder")" >"$folder/.transom-version"
}

# package_version PACKAGE ROOT FOLDER: of the package that ROOT has installed, or else what the top Makefile of a kernel's source says.
package_version() {
    dpkg-query --admindir="$2/var/lib/dpkg" -W -f '${Version}' "$1" 2>/dev/null ||
        awk '$2 == "=" { value[$1] = $3 } END { print value["VERSION"] "." value["PATCHLEVEL"] "." value["SUBLEVEL"] }' "$3/Makefile"
}
