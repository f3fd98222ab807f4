# shellcheck shell=bash
# Which Java, and how it is started.

OLDEST_JAVA=17

# Sets JAVA and JAVA_MAJOR.
find_java() {
    JAVA=${JAVA_HOME:+$JAVA_HOME/bin/java}
    JAVA=${JAVA:-$(command -v java || true)}
    [[ -n $JAVA ]] || die "there is no Java: set JAVA_HOME or install one, e.g.: apt-get install openjdk-17-jdk-headless"
    [[ -x $JAVA ]] || die "JAVA_HOME is '$JAVA_HOME', but there is no $JAVA; correct or unset JAVA_HOME"
    JAVA_MAJOR=$(java_major)
    [[ $JAVA_MAJOR =~ ^[0-9]+$ ]] || die "$JAVA does not say its version; is it a Java?"
    ((JAVA_MAJOR >= OLDEST_JAVA)) || die "$JAVA is Java $JAVA_MAJOR; Transom needs $OLDEST_JAVA or newer: set JAVA_HOME"
}

# From the JDK's release file: starting a JVM for it takes long.
java_major() {
    local release version=
    release=$(dirname "$(dirname "$(readlink -f "$JAVA")")")/release
    [[ ! -f $release ]] || version=$(sed -n 's/^JAVA_VERSION="\(.*\)"$/\1/p' "$release")
    [[ -n $version ]] || version=$("$JAVA" -version 2>&1 | sed -n '1s/.*version "\([^"]*\)".*/\1/p')
    version=${version#1.}
    printf '%s\n' "${version%%[.+-]*}"
}

# Flags for JVMs that call native code, on one line; newer ones want to be told.
native_flags() {
    local flags=()
    ((JAVA_MAJOR < 22)) || flags+=(--enable-native-access=ALL-UNNAMED)
    ((JAVA_MAJOR < 23)) || flags+=(--sun-misc-unsafe-memory-access=allow)
    printf '%s\n' "${flags[*]}"
}

# launcher COMMAND ARGS...: becomes the Java side of a command. $JVM_FLAGS may hold further flags. Level 1: Transom's own code
# does little per frame, and starts in half the time when it is not profiled and compiled again. Metaspace and code cache:
# JavaProcess.java.
launcher() {
    local home flags
    home=$(dist)
    read -ra flags <<<"$(native_flags) ${JVM_FLAGS:-}"
    exec "$JAVA" -Xshare:auto -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:MetaspaceSize=128m -XX:ReservedCodeCacheSize=240m \
        ${flags[@]+"${flags[@]}"} \
        -Dtransom.home="$home" -cp "$home/lib/*" transom.launcher.Main "$@"
}
