# shellcheck shell=bash
# What series there are, and what their folders say.

all_series() { (cd "$PATCHES_HOME" && find . -name series -type f | sed 's|^\./||; s|/series$||' | LC_ALL=C sort); }

# find_series NAME: the series of that name, or the only one whose last part it is.
find_series() {
    local -a found
    if [[ -n $1 && -f $PATCHES_HOME/$1/series ]]; then
        printf '%s\n' "${1%/}"
        return 0
    fi
    mapfile -t found < <(all_series | awk -v name="$1" '{ last = $0; sub(/.*\//, "", last) } last == name')
    ((${#found[@]})) || patches_wrong "there is no series '$1'; there is: $(all_series | tr '\n' ' ')"
    ((${#found[@]} == 1)) || patches_wrong "'$1' may be one of: ${found[*]}"
    printf '%s\n' "${found[0]}"
}

# chosen_series [NAME]: that one, or all that can run here.
chosen_series() {
    local series
    if [[ -n $1 ]]; then
        find_series "$1"
        return
    fi
    for series in $(all_series); do
        [[ -e $PATCHES_HOME/$series/needs-gpu ]] || echo "$series"
    done
}

series_version() { cat "$PATCHES_HOME/$1/version"; }

series_patches() { grep -v -e '^#' -e '^$' "$PATCHES_HOME/$1/series"; }

series_length() { series_patches "$1" | wc -l; }

# The files that the series changes, adds or removes, relative to the source.
series_files() {
    local patch
    for patch in $(series_patches "$1"); do
        # Only headers of files stand above a line that starts with "+++ ".
        awk '/^\+\+\+ / { print last; print $2 } { last = $2 }' "$PATCHES_HOME/$1/$patch"
    done | grep -v '^/dev/null$' | sed 's|^[ab]/||' | LC_ALL=C sort -u
}

# Hash of the patches alone: what the patched source depends on.
patches_hash() {
    (cd "$PATCHES_HOME/$1" && { cat series; series_patches "$1" | xargs cat; }) | sha256sum | cut -c1-16
}

# series_hash SERIES build|test: hash of the whole folder but its prose, and of what its hooks use of the rest of the tree. Building
# does not depend on what only testing uses.
series_hash() {
    local -a files=(-type f ! -name '*.md')
    local lines='s/^test //'
    if [[ $2 == build ]]; then
        files+=(! -path ./test ! -name 'vm-test*')
        lines='/^test /d'
    fi
    {
        (cd "$PATCHES_HOME/$1" && find . "${files[@]}" -print0 | LC_ALL=C sort -z | xargs -0 sha256sum)
        [[ ! -f $PATCHES_HOME/$1/uses ]] || (cd "$TRANSOM_HOME" &&
            sed "/^#/d; $lines" "$PATCHES_HOME/$1/uses" | xargs -I{} find {} -type f ! -name '*.md' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum)
    } | sha256sum | cut -c1-16
}
