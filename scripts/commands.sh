# shellcheck shell=bash
# The commands, apart from test.

transom_shell() { to_running shell "$@"; }

# They talk to a running Transom, so nothing is built for them.
transom_update() { to_running update "$@"; }
transom_rollback() { to_running rollback "$@"; }
transom_history() { to_running history "$@"; }
transom_swap() { to_running swap "$@"; }
transom_dev() { to_running dev --home "$TRANSOM_HOME" "$@"; }

to_running() {
    find_java
    [[ -d $(dist)/lib ]] || die "Transom is not built, so none of this checkout runs; start it: ./transom run"
    launcher "$@"
}

transom_doctor() {
    ensure_built
    find_java
    launcher doctor --home "$(dist)" "$@"
}

transom_demo() {
    if ! wants_help "$@"; then
        need_packages "the demo" "${DEMO_PACKAGES[@]}"
        [[ -n ${DISPLAY:-} ]] || need_packages "a display of the demo's own" xvfb
    fi
    local started
    started=$(now_ms)
    ensure_built
    find_java
    launcher demo --home "$(dist)" --build-millis $(($(now_ms) - started)) "$@"
}

transom_build() {
    if wants_help "$@"; then
        echo "usage: ./transom build [--force]"
        echo "Builds what the commands need into features/dist/target/dist, if a source has changed since."
        return 0
    fi
    only_in_checkout build
    find_java
    case ${1:-} in
        --force) build_now ;;
        "") if is_built; then say "nothing changed since the last build"; else build_now; fi ;;
        *) die "build: unknown option '$1'; see ./transom build --help" ;;
    esac
}

transom_lab() {
    only_in_checkout lab
    case ${1:-} in
        up | restart | test) wants_help "${2:-}" || ensure_built ;;
    esac
    exec "$TRANSOM_HOME/lab/lab" "$@"
}

transom_bench() {
    only_in_checkout bench
    ensure_built
    find_java
    local target=$TRANSOM_HOME/bench/target
    local stamp=$target/built
    if [[ ! -f $stamp || -n $(find "$TRANSOM_HOME/bench" -name target -prune -o -newer "$stamp" -type f -print -quit) ]]; then
        say "building bench (all of it is in target/bench-build.log)"
        maven bench-build.log -pl bench -am package -DskipTests || die "the build failed; see target/bench-build.log"
        touch "$stamp"
    fi
    local flags
    read -ra flags <<<"$(native_flags)"
    exec "$JAVA" ${flags[@]+"${flags[@]}"} -Dtransom.script="$TRANSOM_HOME/transom" -cp "$target/classes:$target/lib/*" transom.bench.Main "$@"
}
