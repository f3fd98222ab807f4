# shellcheck shell=bash
# Building in a checkout, only when something changed.

build_stamp() { printf '%s\n' "$TRANSOM_HOME/target/built"; }

# Whether a source is newer than the last build.
is_built() {
    local stamp
    stamp=$(build_stamp)
    [[ -f $stamp && -f $(dist)/transom ]] || return 1
    local newer
    newer=$(cd "$TRANSOM_HOME" && find pom.xml transom scripts bundles features itests tools native -name target -prune -o \
        -newer "$stamp" -type f -print -quit 2>/dev/null)
    [[ -z $newer ]]
}

# Builds if need be; a built product has nothing to build.
ensure_built() {
    is_checkout || return 0
    find_java
    is_built || build_now
}

build_now() {
    local started
    started=$(now_ms)
    need_maven
    if [[ -f $(build_stamp) ]]; then
        say "building what changed (all of it is in target/build.log)"
    else
        say "building for the first time; Maven fetches libraries, which takes minutes (all of it is in target/build.log)"
    fi
    mkdir -p "$TRANSOM_HOME/target"
    touch "$(build_stamp).new"
    maven build.log -pl features/dist -am package -DskipTests ||
        die "the build failed after $(seconds_since "$started"); all of it is in target/build.log"
    mv "$(build_stamp).new" "$(build_stamp)"
    say "built after $(seconds_since "$started")"
}

need_maven() { command -v mvn >/dev/null || need_packages "building" maven; }

# maven LOG ARGS...: a line per module, and what went wrong; the rest goes to target/LOG.
maven() {
    local log=$TRANSOM_HOME/target/$1
    shift
    mkdir -p "$TRANSOM_HOME/target"
    (cd "$TRANSOM_HOME" && mvn -B -ntp -Dstyle.color=never "$@" 2>&1) | tee "$log" | maven_progress
}

maven_progress() {
    awk '
        /^\[INFO\] Building .*\[[0-9]+\/[0-9]+\]$/ { sub(/^\[INFO\] Building /, ""); print "  " $0; fflush(); next }
        /^\[INFO\] Tests run: .* -- in / { sub(/^\[INFO\] /, ""); print "    " $0; fflush(); next }
        /^\[(ERROR|WARNING)\] Tests run: / || /^\[ERROR\] [^ ]/ { print "  " $0; fflush() }'
}
