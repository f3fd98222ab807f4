# shellcheck shell=bash
# Words, places, time.

say() { printf 'transom: %s\n' "$*"; }

die() {
    printf 'transom: %s\n' "$*" >&2
    exit 1
}

now_ms() { date +%s%3N; }

seconds_since() {
    local ms=$(($(now_ms) - $1))
    printf '%d.%d s' $((ms / 1000)) $((ms % 1000 / 100))
}

wants_help() { [[ ${1:-} == -h || ${1:-} == --help || ${1:-} == help ]]; }

is_checkout() { [[ -f $TRANSOM_HOME/pom.xml ]]; }

# Where the built product lies.
dist() {
    if is_checkout; then
        printf '%s\n' "$TRANSOM_HOME/features/dist/target/dist"
    else
        printf '%s\n' "$TRANSOM_HOME"
    fi
}

# Where logs of what this script does go.
log_folder() {
    local folder=$TRANSOM_HOME/target
    is_checkout || folder=${XDG_CACHE_HOME:-$HOME/.cache}/transom/log
    mkdir -p "$folder"
    printf '%s\n' "$folder"
}

# only_in_checkout COMMAND
only_in_checkout() { is_checkout || die "$1 needs a checkout of the sources; this is a built product"; }
