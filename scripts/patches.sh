# shellcheck shell=bash
# ./transom patches: series of patches for other projects' code, which is fetched when it is needed and never kept in the tree.

PATCHES_CACHE=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/transom/patches

patches_usage() {
    cat <<'TEXT'
usage: ./transom patches apply gntdev [--source TARBALL|FOLDER]
       ./transom patches build gntdev
       ./transom patches test  gntdev [--dom0 pv|pvh] [--json FILE]

  apply   takes the kernel's own gntdev from package linux-source-6.12, applies the series and prints the folder
  build   builds the DKMS package, and the module from it for the lab's dom0, as an appliance would; prints both paths
  test    tests the package's refusals, then the module on real Xen in the lab, by native/grants: dom0 with itself and with a
          guest. Boots a lab if none runs, and ends that again. Exit status 1 if a test failed.

  --source  the kernel's source; without it the package's tarball: of this machine, of the lab's dom0, or fetched by apt
  --dom0    the kind of dom0 to boot (pv); a lab that runs already is taken as it is
  --json    writes an object with the result: series, version, applied, built, testsPassed, testsFailed, seconds

Series: gntdev, Linux' xen-gntdev with dma-bufs (patches/linux/gntdev/README.md). What is built is cached below
~/.cache/transom and built again only after a change.
TEXT
}

transom_patches() {
    local verb=${1:-help} series=${2:-}
    case $verb in
        help | -h | --help)
            patches_usage
            return 0
            ;;
        apply | build | test) ;;
        *) die "patches: unknown verb '$verb'; see ./transom patches --help" ;;
    esac
    only_in_checkout patches
    ! wants_help "$series" || { patches_usage; return 0; }
    [[ -n $series ]] || die "patches $verb: which series? There is gntdev: ./transom patches $verb gntdev"
    [[ $series == gntdev ]] || die "patches $verb: there is no series '$series'; there is gntdev"
    shift 2
    "patches_$verb" "$@"
}

gntdev_series() { printf '%s\n' "$TRANSOM_HOME/patches/linux/gntdev"; }

patches_apply() {
    local source='' applied
    while (($#)); do
        case $1 in
            --source)
                source=${2:-}
                [[ -e $source ]] || die "patches apply: --source: there is no '$source'"
                shift
                ;;
            *) die "patches apply: unknown option '$1'; see ./transom patches --help" ;;
        esac
        shift
    done
    applied=$(apply_gntdev "$source")
    echo "$applied"
}

# apply_gntdev SOURCE: prints the folder with drivers/xen; what it does is said on standard error.
apply_gntdev() {
    local source=$1 series key folder
    series=$(gntdev_series)
    [[ -n $source ]] || source=$(kernel_source)
    source=$(realpath "$source")
    key=$({ cat "$series"/*.patch "$series/series" "$series/dkms/prepare"; stat -c '%n %s %Y' "$source"; } | sha256sum | cut -c1-16)
    folder=$PATCHES_CACHE/gntdev-$key
    if [[ ! -d $folder ]]; then
        say "applying $(wc -l <"$series/series") patches to gntdev of $source" >&2
        rm -rf "$folder.part"
        mkdir -p "$folder.part/patches"
        cp "$series"/*.patch "$series/series" "$folder.part/patches/"
        cp "$series/dkms/prepare" "$series/dkms/Kbuild" "$folder.part/"
        "$folder.part/prepare" "$(kernel_version "$source")" "$source" >&2 || {
            rm -rf "$folder.part"
            die "the series does not apply; nothing was left behind"
        }
        mv -T "$folder.part" "$folder"
    fi
    printf '%s\n' "$folder"
}

# The version that the top Makefile of a kernel's source states.
kernel_version() {
    local makefile
    if [[ -d $1 ]]; then
        makefile=$(cat "$1/Makefile" 2>/dev/null) || die "$1 is no kernel source: it has no Makefile"
    else
        makefile=$(tar -xOf "$1" --occurrence=1 --wildcards --no-wildcards-match-slash '*/Makefile' 2>/dev/null) ||
            die "$1 is no tarball of a kernel's source: it has no Makefile"
    fi
    awk '$2 == "=" { value[$1] = $3 } END { print value["VERSION"] "." value["PATCHLEVEL"] "." value["SUBLEVEL"] }' <<<"$makefile"
}

# Prints the tarball of package linux-source-6.12.
kernel_source() {
    local package=linux-source-6.12 candidate
    for candidate in /usr/src/$package.tar.xz "${XDG_CACHE_HOME:-$HOME/.cache}"/transom/lab/rootfs-*/tree/usr/src/$package.tar.xz \
        "$PATCHES_CACHE/$package/usr/src/$package.tar.xz"; do
        [[ ! -f $candidate ]] || { printf '%s\n' "$candidate"; return 0; }
    done
    if [[ -n $(apt_candidate $package) ]]; then
        say "fetching package $package (150 MB)" >&2
        mkdir -p "$PATCHES_CACHE/$package"
        (cd "$PATCHES_CACHE/$package" && apt-get download $package >&2 && dpkg-deb -x ./*.deb . && rm ./*.deb) ||
            die "apt-get download $package failed; give the kernel's source with --source"
        printf '%s\n' "$PATCHES_CACHE/$package/usr/src/$package.tar.xz"
    else
        say "this machine's apt has no $package, so it comes with the lab's dom0" >&2
        "$TRANSOM_HOME/lab/lab" gntdev >/dev/null
        printf '%s\n' "${XDG_CACHE_HOME:-$HOME/.cache}"/transom/lab/rootfs-*/tree/usr/src/$package.tar.xz | head -n 1
    fi
}

patches_build() {
    (($# == 0)) || die "patches build: unknown option '$1'; see ./transom patches --help"
    local built
    built=$("$TRANSOM_HOME/lab/lab" gntdev)
    echo "package  $(echo "$built"/*.deb)"
    echo "module   $(echo "$built"/layer/usr/lib/modules/*/updates/dkms/xen-gntdev.ko*)"
    echo "log      $built/make.log"
}

patches_test() {
    local json='' dom0=pv started applied=false built=false booted='' taps status=0
    while (($#)); do
        case $1 in
            --json)
                json=${2:-}
                [[ -n $json && -d $(dirname "$json") ]] || die "patches test: --json: no folder for '$json'"
                shift
                ;;
            --dom0)
                [[ ${2:-} =~ ^pvh?$ ]] || die "patches test: --dom0 takes pv or pvh, not '${2:-}'"
                dom0=$2
                shift
                ;;
            *) die "patches test: unknown option '$1'; see ./transom patches --help" ;;
        esac
        shift
    done
    started=$(now_ms)
    mkdir -p "$TRANSOM_HOME/target"
    taps=$TRANSOM_HOME/target/patches-gntdev.tap
    : >"$taps"
    patches_build && built=true
    apply_gntdev '' >/dev/null && applied=true
    say "tests of the package"
    "$(gntdev_series)/check" "$(kernel_source)" | tee -a "$taps" || status=1
    if ! "$TRANSOM_HOME/lab/lab" status >/dev/null 2>&1; then
        booted=yes
        "$TRANSOM_HOME/lab/lab" up --dom0 "$dom0" || say "the lab did not come up"
    fi
    test_gntdev_in_lab | tee -a "$taps" || status=1
    [[ -z $booted ]] || "$TRANSOM_HOME/lab/lab" down
    report_gntdev "$taps" "$applied" "$built" "$started" "$json" || status=1
    return "$status"
}

# Every test in dom0; then what needs two domains, with a guest. Its stock gntdev is also what "no dma-bufs" looks like.
test_gntdev_in_lab() {
    local lab=$TRANSOM_HOME/lab/lab guest=grants domain status=0
    if ! "$lab" run true >&2; then
        echo "not ok 1 - a lab to test in: dom0 does not answer"
        return 1
    fi
    say "tests in dom0" >&2
    "$lab" run '/lab/grants test' || status=1
    say "tests with a guest" >&2
    "$lab" guest pv $guest 640x480 >&2 &&
        "$lab" guest run $guest 'while read m; do insmod /modules/$m; done </modules/grants.order' >&2 || {
        echo "not ok 1 - a guest to share with: it did not come up"
        return 1
    }
    domain=$("$lab" run "xl domid $guest")
    "$lab" run "/lab/grants test --domain $domain --peer '/lab/guest run $guest grants' import export" || status=1
    if [[ $("$lab" guest run $guest 'grants support' | grep -c ' ENOTTY$') == 4 ]]; then
        echo "ok 1 - Debian's own module answers ENOTTY: all four ioctls"
    else
        echo "not ok 1 - Debian's own module answers ENOTTY: $("$lab" guest run $guest 'grants support' | tr '\n' ' ')"
        status=1
    fi
    "$lab" guest destroy $guest >&2 || status=1
    return "$status"
}

# report_gntdev TAPS APPLIED BUILT STARTED JSON: the sum; fails if a test failed or none ran.
report_gntdev() {
    local passed failed skipped
    skipped=$(grep -c '^ok .*# SKIP' "$1" || true)
    passed=$(($(grep -c '^ok ' "$1" || true) - skipped))
    failed=$(grep -c '^not ok ' "$1" || true)
    if [[ -n $5 ]]; then
        printf '{"series": [{"series": "gntdev", "version": "%s", "applied": %s, "built": %s, "testsPassed": %d, "testsFailed": %d, "seconds": %d}]}\n' \
            "$(<"$(gntdev_series)/version")" "$2" "$3" "$passed" "$failed" $((($(now_ms) - $4) / 1000)) >"$5"
    fi
    say "gntdev: $passed passed, $failed failed, $skipped skipped, after $(seconds_since "$4")"
    ((failed == 0 && passed > 0))
}
