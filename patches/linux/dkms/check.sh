# shellcheck shell=bash
# Tests of prepare, as TAP; sourced by the `check` of a series, which is called with the kernel's source that the series is for
# (tarball or folder). check_prepare FIRST FILE SED PATCH: FIRST is the series' first patch that changes a file of the kernel's;
# SED, on FILE, changes a line next to one that PATCH changes.

series_folder=$(cd "$(dirname "${BASH_SOURCE[1]}")" && pwd -P)
dkms=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
source=$(realpath "${1:?usage: check SOURCE}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
number=0 failed=0

# report NAME STATUS DETAIL
report() {
    local word=ok
    (($2 == 0)) || { word='not ok'; failed=$((failed + 1)); }
    printf '%s %d - %s: %s\n' "$word" $((++number)) "$1" "${3//$'\n'/ }"
}

# A folder as DKMS has it when it calls prepare.
stage() {
    rm -rf "$work/stage"
    "$dkms/stage" "$series_folder" "$work/stage"
    ls -A "$work/stage" >"$work/before"
}

# expect NAME STATUS PATTERN ARGUMENTS...: what prepare says and exits with, and that a refusal leaves nothing behind.
expect() {
    local name=$1 status=$2 pattern=$3 said seen=0 left
    shift 3
    said=$("$work/stage/prepare" "$@" 2>&1) || seen=$?
    left=$(ls -A "$work/stage" | comm -13 <(sort "$work/before") <(sort -) | tr '\n' ' ')
    [[ $seen == "$status" && $said =~ $pattern && (-z $left || $status == 0) ]]
    report "$name" $? "status $seen, left '$left': $said"
}

check_prepare() {
    local first=$1 file=$2 sed=$3 misfit=$4 patch folder
    stage
    expect "the series applies" 0 'patches applied' 6.12.1-amd64 "$source"
    # Unpacking the archive takes longest, so the rest works on what came out of it: with the series, and without it again.
    mkdir "$work/patched" "$work/plain"
    while read -r folder; do
        cp -r "$work/stage/$folder" "$work/patched/"
        cp -r "$work/stage/$folder" "$work/plain/"
    done < <(ls -A "$work/stage" | comm -13 <(sort "$work/before") <(sort -))
    for patch in $(tac "$work/stage/patches/series"); do
        patch -s -R -d "$work/plain" -p1 <"$work/stage/patches/$patch"
    done
    stage
    expect "the same from a folder" 0 'patches applied' 6.12.1-amd64 "$work/plain"
    stage
    expect "a series applied twice is refused" 1 "$first.*does not fit.*hunk 1 of " 6.12.1-amd64 "$work/patched"
    stage
    expect "a kernel of another series" 77 'for Linux 6\.12, not for 6\.18\.3-amd64' 6.18.3-amd64 "$work/plain"
    stage
    mkdir "$work/empty"
    expect "no source" 1 'does not hold' 6.12.1-amd64 "$work/empty"
    if [[ ! -e /usr/src/linux-source-6.12.tar.xz ]]; then
        stage
        expect "no source package" 1 'apt-get install linux-source-6\.12' 6.12.1-amd64
    fi
    cp "$work/plain/$file" "$work/before-sed"
    sed -i "$sed" "$work/plain/$file"
    ! cmp -s "$work/plain/$file" "$work/before-sed"
    report "the line to change is there" $? "$file"
    stage
    expect "a hunk that does not fit is named" 1 "$misfit.*\.patch does not fit.*hunk [0-9]+ of ${file//./\\.} \(at line [0-9]+\)" \
        6.12.1-amd64 "$work/plain"
    echo "1..$number"
    ((failed == 0))
}
