# shellcheck shell=bash disable=SC2034
# Messages, timing, and where things are.

CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/transom/lab
# One lab per checkout: everything that a running lab leaves lies here, outside the tree.
LAB_ID=$(printf %s "$CHECKOUT" | sha256sum | cut -c1-12)
STATE=$CACHE/run/$LAB_ID
# A Unix socket's path may have 107 bytes, so the ssh socket does not lie in the cache folder.
SOCKETS=${TMPDIR:-/tmp}/transom-lab-$(id -u)-$LAB_ID

say() { printf 'lab: %s\n' "$*" >&2; }

die() {
    printf 'lab: %s\n' "$*" >&2
    exit 1
}

now_ms() { echo $((${EPOCHREALTIME/[.,]/} / 1000)); }

seconds_since() {
    local ms=$(($(now_ms) - $1))
    printf '%d.%d s' $((ms / 1000)) $((ms % 1000 / 100))
}

# step WHAT COMMAND...: runs the command with its output in a log, says how long it took; shows the log's end on failure.
step() {
    local what=$1 started log
    shift
    started=$(now_ms)
    mkdir -p "$STATE/log"
    log=$STATE/log/$(printf %s "$1" | tr -c 'a-zA-Z0-9_\n' '-').log
    printf 'lab: %s ... ' "$what" >&2
    # In the background, because bash switches errexit off in all that an `if` calls.
    (set -e; "$@") </dev/null >"$log" 2>&1 &
    if wait $!; then
        seconds_since "$started" >&2
        echo >&2
    else
        printf 'FAILED after %s\n' "$(seconds_since "$started")" >&2
        tail -n 25 "$log" | sed 's/^/    | /' >&2
        die "$what failed; the whole log is $log"
    fi
}

# wait_until SECONDS COMMAND...: repeats the command until it succeeds or time is up.
wait_until() {
    local end=$(($(now_ms) + $1 * 1000))
    shift
    until "$@"; do
        (($(now_ms) < end)) || return 1
        sleep 0.2
    done
}

wants_help() { [[ ${1:-} == --help || ${1:-} == -h ]]; }
