# shellcheck shell=bash
# ./transom patches: series of patches for other projects' code, which is fetched when it is needed and never kept in the tree.
# patches/README.md says what a series consists of.

# shellcheck disable=SC2034
PATCHES_CACHE=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/transom/patches
PATCHES_HOME=${PATCHES_HOME:-$TRANSOM_HOME/patches}
for part in series source apply root build report; do
    # shellcheck source=/dev/null
    source "$TRANSOM_HOME/scripts/patches/$part.sh"
done

patches_usage() {
    cat <<'TEXT'
usage: ./transom patches list
       ./transom patches apply [SERIES [FOLDER]]
       ./transom patches build [SERIES]
       ./transom patches test  [SERIES] [--again] [--dom0 pv|pvh] [--json FILE]

  list    the series, and what each is for
  apply   applies a series and prints the folder: to the source in FOLDER, or else to Debian 13's, fetched by apt-get source.
          A source that the series does not fit is left exactly as it was; what does not fit is named. Without SERIES all of them
  build   applies and builds; prints the folder with what was built
  test    applies, builds and tests; without SERIES all that need no GPU. Prints a table; exit status 1 if anything failed

  --again   tests also what has passed before and did not change since
  --dom0    the kind of dom0 for tests in the lab (pv); a lab that runs already is taken as it is
  --json    writes {"series": [{series, version, applied, built, testsPassed, testsFailed, seconds}]}

SERIES is a folder below patches, e.g. xen or linux/gntdev; its last part will do. Sources and results are kept below
~/.cache/transom/patches: what did not change is not done again. Building needs root (a Debian 13 to build in).
TEXT
}

transom_patches() {
    local verb=${1:-help}
    shift || true
    case $verb in
        help | -h | --help)
            patches_usage
            return 0
            ;;
        list | apply | build | test) ;;
        *)
            patches_usage >&2
            die "patches: unknown verb '$verb'"
            ;;
    esac
    ! wants_help "${1:-}" || { patches_usage; return 0; }
    only_in_checkout patches
    "patches_$verb" "$@"
}

# patches_wrong MESSAGE: what is wrong with the command's arguments, and how it is used.
patches_wrong() {
    patches_usage >&2
    die "patches: $1"
}

patches_list() {
    (($# == 0)) || patches_wrong "list: takes no arguments, not '$1'"
    local series
    while read -r series; do
        printf '%-16s %-4s %s\n' "$series" "$(series_version "$series")" \
            "$(sed -n '1s/^# *//p' "$PATCHES_HOME/$series/README.md" 2>/dev/null || true)"
    done < <(all_series)
}

patches_apply() {
    (($# <= 2)) || patches_wrong "apply: one SERIES and at most one FOLDER, not also '$3'"
    [[ ${1:-} != -* ]] || patches_wrong "apply: unknown option '$1'"
    local series chosen status=0
    if (($# == 0)); then
        chosen=$(all_series)
    else
        chosen=$(find_series "$1")
    fi
    if (($# == 2)); then
        [[ -d $2 ]] || patches_wrong "apply: '$2' is no folder with a source"
        apply_series "$chosen" "$2" || exit 1
        say "$(series_length "$chosen") patches of $chosen applied to $2" >&2
        echo "$2"
        return
    fi
    for series in $chosen; do
        # The others are looked at also if one does not fit. In the background, as in test_all.
        (set -e; prepared_source "$series"; echo "$PREPARED") &
        wait $! || status=1
    done
    return "$status"
}

patches_build() {
    (($# <= 1)) || patches_wrong "build: one SERIES, not also '$2'"
    [[ ${1:-} != -* ]] || patches_wrong "build: unknown option '$1'"
    local series chosen
    chosen=$(chosen_series "${1:-}")
    for series in $chosen; do
        prepared_source "$series"
        built_series "$series"
        echo "$BUILT"
    done
}

patches_test() {
    local json='' wanted='' again='' chosen
    export PATCHES_DOM0=pv
    while (($#)); do
        case $1 in
            --json)
                [[ -n ${2:-} && -d $(dirname "$2") ]] || patches_wrong "test: --json: no folder for '${2:-}'"
                json=$2
                shift
                ;;
            --dom0)
                [[ ${2:-} =~ ^pvh?$ ]] || patches_wrong "test: --dom0 takes pv or pvh, not '${2:-}'"
                PATCHES_DOM0=$2
                shift
                ;;
            --again) again=yes ;;
            -*) patches_wrong "test: unknown option '$1'" ;;
            *)
                [[ -z $wanted ]] || patches_wrong "test: one SERIES, not also '$1'"
                wanted=$1
                ;;
        esac
        shift
    done
    chosen=$(chosen_series "$wanted")
    test_all "$chosen" "$again" "$json"
}
