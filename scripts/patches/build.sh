# shellcheck shell=bash
# Building and testing a series by its own hooks. Results are folders named by what went into them.

# What hooks get besides their arguments.
hook_environment() {
    build_root
    export TRANSOM_HOME PATCHES_CACHE PRISTINE BUILD_ROOT
    export IN_ROOT=$TRANSOM_HOME/scripts/patches/in-root
    # Kept from build to build.
    export WORK=$PATCHES_CACHE/work/${1//\//-}
    mkdir -p "$WORK"
}

result_key() { { series_hash "$1" build; basename "$PREPARED"; basename "$(dirname "$BUILD_ROOT")"; } | sha256sum | cut -c1-16; }

# built_series SERIES: sets BUILT to the folder with what its hook made. PREPARED is set.
built_series() {
    local series=$1 started log
    hook_environment "$series"
    BUILT=$PATCHES_CACHE/built/${series//\//-}-$(result_key "$series")
    not_yet "$BUILT" || return 0
    mkdir -p "$BUILT.part"
    if [[ -x $PATCHES_HOME/$series/build ]]; then
        started=$(now_ms)
        log=$PATCHES_CACHE/build-${series//\//-}.log
        say "building $series (all of it is in $log)" >&2
        # Another checkout may build another state of the series in the same folder.
        exec {work_lock}>"$WORK.lock"
        flock "$work_lock"
        touch_changed "$series"
        with_progress "$log" "$PATCHES_HOME/$series/build" "$PREPARED" "$BUILT.part" || {
            tail -n 25 "$log" | sed 's/^/    | /' >&2
            die "building $series failed after $(seconds_since "$started")"
        }
        basename "$PREPARED" >"$WORK/.source"
        series_files "$series" >"$WORK/.files"
        exec {work_lock}>&-
        say "built $series in $(seconds_since "$started")" >&2
    fi
    finish "$BUILT"
}

# A build that stands on the one before goes by the files' times. Files that either of the two changes are made to look new.
touch_changed() {
    [[ -f $WORK/.source && $(<"$WORK/.source") != "$(basename "$PREPARED")" ]] || return 0
    { series_files "$1"; cat "$WORK/.files"; } | sort -u | while read -r file; do
        [[ ! -f $PREPARED/$file ]] || touch "$PREPARED/$file"
    done
}

# with_progress LOG COMMAND...: its output goes to the log; on a terminal its last line is shown as it runs.
with_progress() {
    local log=$1 pid
    shift
    "$@" >"$log" 2>&1 </dev/null &
    pid=$!
    while [[ -t 2 ]] && kill -0 "$pid" 2>/dev/null; do
        printf '\r\033[K  %.100s' "$(tail -n 1 "$log" | tr -d '\r')" >&2
        sleep 1
    done
    [[ ! -t 2 ]] || printf '\r\033[K' >&2
    wait "$pid"
}

# tested_series SERIES AGAIN: sets TAP to the file with its tests' results. PREPARED and BUILT are set. Only a success is kept.
tested_series() {
    local series=$1 again=$2 kept
    kept=$BUILT/tested-$PATCHES_DOM0-$(series_hash "$series" test).tap
    TAP=$kept
    [[ -n $again || ! -f $kept ]] || { say "$series: tested before, nothing has changed since" >&2; return 0; }
    rm -f "$kept"
    TAP=$PATCHES_CACHE/test-${series//\//-}.tap
    : >"$TAP"
    [[ -x $PATCHES_HOME/$series/test ]] || return 0
    say "testing $series" >&2
    "$PATCHES_HOME/$series/test" "$PREPARED" "$BUILT" </dev/null | tee "$TAP" >&2 ||
        grep -q '^not ok ' "$TAP" || echo "not ok - the tests came to an end" | tee -a "$TAP" >&2
    if grep -q '^ok ' "$TAP" && ! grep -q '^not ok ' "$TAP"; then
        cp "$TAP" "$kept"
    fi
}
