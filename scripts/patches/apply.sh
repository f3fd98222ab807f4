# shellcheck shell=bash
# Applying a series. All of it is done on copies of the files that it touches; only if every hunk fits do they replace the source's.

# apply_series SERIES FOLDER: no fuzz, for a hunk that only nearly fits may land in the wrong function.
apply_series() (
    series=$1 folder=$(realpath "$2")
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    copy_touched "$series" "$folder" "$work" || exit 1
    for patch in $(series_patches "$series"); do
        said=$(LC_ALL=C patch -d "$work" -p1 --fuzz=0 --force --reject-file=- --no-backup-if-mismatch \
            <"$PATCHES_HOME/$series/$patch" 2>&1) && continue
        say "series $series does not fit the source in $folder, which was left as it was" >&2
        say "$patch: $(what_does_not_fit "$said")" >&2
        ! was_applied "$series" "$folder" || say "the series seems to be applied there already" >&2
        exit 1
    done
    while read -r file; do
        if [[ -e $work/$file ]]; then
            cmp -s "$work/$file" "$folder/$file" || install_file "$work/$file" "$folder/$file"
        else
            rm -f "$folder/$file"
        fi
    done < <(series_files "$series")
)

# copy_touched SERIES FOLDER WORK
copy_touched() {
    local file
    while read -r file; do
        # patch itself refuses such names, but the copying comes first.
        [[ $file != /* && $file != *../* ]] || { say "series $1 names the file $file outside of the source" >&2; return 1; }
        [[ -f $2/$file ]] || continue
        mkdir -p "$3/$(dirname "$file")"
        cp -p "$2/$file" "$3/$file"
    done < <(series_files "$1")
}

install_file() {
    mkdir -p "$(dirname "$2")"
    cp "$1" "$2.transom-new"
    [[ ! -e $2 ]] || chmod --reference="$2" "$2.transom-new"
    mv "$2.transom-new" "$2"
}

# what_does_not_fit SAID: the hunks, files and lines in what patch said.
what_does_not_fit() {
    local hunks
    hunks=$(awk '
        /^(checking|patching) file / { file = $3 }
        /^Hunk #[0-9]+ FAILED/ { sub(/#/, "", $2); sub(/\.$/, "", $5); printf "%shunk %d of %s (at line %d)", comma, $2, file, $5; comma = ", " }
        /^can.t find file/ { missing = 1 }
        missing && /^\|\+\+\+ / { sub(/^b\//, "", $2); printf "%sthe source has no %s", comma, $2; comma = ", "; missing = 0 }
        /^The next patch would/ { printf "%s%s", comma, $0; comma = ", " }' <<<"$1")
    printf '%s\n' "${hunks:-${1//$'\n'/ }}"
}

# was_applied SERIES FOLDER: whether its patches can be taken back, last one first.
was_applied() (
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    copy_touched "$1" "$2" "$work" || exit 1
    for patch in $(series_patches "$1" | tac); do
        patch -s -R -d "$work" -p1 --fuzz=0 --force --reject-file=- --no-backup-if-mismatch \
            <"$PATCHES_HOME/$1/$patch" >/dev/null 2>&1 || exit 1
    done
)

# not_yet FOLDER: whether it has to be made, as FOLDER.part. Until `finish` nobody else makes it; a folder that exists is complete.
not_yet() {
    [[ ! -d $1 ]] || return 1
    mkdir -p "$(dirname "$1")"
    exec {lock}>"$1.lock"
    flock -n "$lock" || { say "waiting: somebody else makes $1" >&2; flock "$lock"; }
    if [[ -d $1 ]]; then
        exec {lock}>&-
        return 1
    fi
    rm -rf "$1.part"
}

finish() {
    mv -T "$1.part" "$1"
    rm -f "$1.lock"
    exec {lock}>&-
}

# prepared_source SERIES: sets PREPARED to the folder of Debian's source with the series applied, PRISTINE to that without.
prepared_source() {
    local series=$1
    pristine_source "$series"
    PREPARED=$PATCHES_CACHE/applied/${series//\//-}-$(patches_hash "$series")-$(basename "$PRISTINE")
    if not_yet "$PREPARED"; then
        say "applying $(series_length "$series") patches of $series to $(source_version "$series")" >&2
        # Times are kept, so that a build that stands on the one before compiles only what differs.
        cp -a --reflink=auto "$PRISTINE" "$PREPARED.part"
        apply_series "$series" "$PREPARED.part" || {
            rm -rf "$PREPARED.part"
            exit 1
        }
        finish "$PREPARED"
    fi
}
