# shellcheck shell=bash
# ./transom run and restart: the JVM under the keeper, which holds what guests depend on while there is no JVM.

keeper() { printf '%s\n' "$(dist)/bin/keeper"; }

# runtime_dir ARGS...: where the instance that ARGS are for runs, as RuntimeDir.java has it; nothing if that cannot be said.
runtime_dir() {
    local dir=${TRANSOM_RUNTIME_DIR:-}
    if [[ -z $dir ]]; then
        [[ -z ${XDG_RUNTIME_DIR:-} ]] || dir=$XDG_RUNTIME_DIR/transom
        [[ $(id -u) != 0 ]] || dir=/run/transom
    fi
    while (($#)); do
        case $1 in
            --runtime-dir) dir=${2:-} ;;
            --runtime-dir=*) dir=${1#*=} ;;
        esac
        shift
    done
    [[ -z $dir ]] || realpath -m "$dir"
}

# is_kept DIR: whether a keeper runs there.
is_kept() { [[ -f $1/keeper.pid ]] && ! flock -n "$1/keeper.pid" true; }

transom_run() {
    local dir
    ensure_built
    find_java
    dir=$(runtime_dir "$@")
    wants_help "$@" || [[ -z $dir ]] || run_in_keeper "$dir" "$@"
    launcher run --home "$(dist)" "$@"
}

# What the keeper runs: becomes the JVM, which is chosen anew each time.
transom_run_jvm() {
    local dir
    dir=$(runtime_dir "$@")
    [[ ! -s $dir/java-home ]] || JAVA_HOME=$(<"$dir/java-home")
    find_java
    launcher run --home "$(dist)" "$@"
}

# Comes back if there is no keeper.
run_in_keeper() {
    local dir=$1
    shift
    if [[ ! -x $(keeper) ]]; then
        say "there is no keeper (it was built without a C compiler): what guests depend on ends with this JVM"
        return 0
    fi
    ! is_kept "$dir" || die "Transom runs in $dir already (pid $(<"$dir/keeper.pid")). './transom shell' talks to it; a second one needs a folder of its own: --runtime-dir DIR"
    [[ -d $dir ]] || { mkdir -p "$(dirname "$dir")" && mkdir -m 700 "$dir"; } || die "run: there is no folder $dir"
    rm -f "$dir/java-home"
    exec "$(keeper)" --socket "$dir/keeper" --pid-file "$dir/keeper.pid" -- "$(dist)/transom" run-jvm "$@"
}

restart_usage() {
    cat <<'TEXT'
usage: ./transom restart [--java HOME] [--limit SECONDS] [--runtime-dir DIR]

Replaces the JVM of a running Transom while guests draw: the keeper holds their memory and answers them meanwhile. Says how long
it took. If the new one is not ready in time, the Java before is taken again.

  --java HOME         from now on with the Java in HOME: 17 or newer
  --limit SECONDS     until it is ready (60)
  --runtime-dir DIR   where it runs
TEXT
}

transom_restart() {
    local dir home='' wanted='' limit=60
    dir=$(runtime_dir "$@")
    while (($#)); do
        case $1 in
            -h | --help)
                restart_usage
                return 0
                ;;
            --java)
                wanted=yes home=${2:-}
                shift
                ;;
            --java=*) wanted=yes home=${1#*=} ;;
            --limit)
                limit=${2:-}
                shift
                ;;
            --limit=*) limit=${1#*=} ;;
            --runtime-dir) shift ;;
            --runtime-dir=*) ;;
            *) die "restart: unknown option '$1'; see ./transom restart --help" ;;
        esac
        shift || true
    done
    [[ $limit =~ ^[1-9][0-9]{0,3}$ ]] || die "restart: --limit '$limit' must be 1 to 9999 seconds"
    [[ -n $dir ]] || die "restart: there is no runtime directory: XDG_RUNTIME_DIR is not set; name it with --runtime-dir DIR"
    is_kept "$dir" || die "restart: no keeper runs in $dir, so there is nobody to hold what guests depend on; start Transom with ./transom run"
    [[ -z $wanted ]] || choose_java "$dir" "$home"
    replace_jvm "$dir" "$limit"
}

# Tries the Java before anything is touched.
choose_java() {
    local dir=$1 home=$2 said flags
    [[ -n $home && -x $home/bin/java ]] || die "restart: --java '$home': there is no $home/bin/java; name a JDK or JRE, e.g. $(dirname "$(dirname "$(readlink -f "$(command -v java || echo /usr/lib/jvm/java-17-openjdk-amd64/bin/java)")")")"
    JAVA_HOME=$(realpath "$home")
    find_java
    read -ra flags <<<"$(native_flags)"
    said=$("$JAVA" ${flags[@]+"${flags[@]}"} -version 2>&1) || die "restart: --java $home does not run: $(head -n 1 <<<"$said")"
    [[ ! -f $dir/java-home ]] || cp "$dir/java-home" "$dir/java-home.before"
    printf '%s\n' "$JAVA_HOME" >"$dir/java-home.new"
    mv "$dir/java-home.new" "$dir/java-home"
}

# The pid of the JVM that is ready, or nothing.
ready_pid() { [[ ! -f $1/ready ]] || cat "$1/ready"; }

# replace_jvm DIR SECONDS
replace_jvm() {
    local dir=$1 limit=$2 started before
    started=$(now_ms)
    before=$(ready_pid "$dir")
    kill -USR1 "$(<"$dir/keeper.pid")"
    if await_ready "$dir" "$before" "$limit"; then
        rm -f "$dir/java-home.before"
        say "the JVM was replaced: pid $(ready_pid "$dir"), $(java_of "$(ready_pid "$dir")"), ready after $(seconds_since "$started")"
        return 0
    fi
    if [[ -f $dir/java-home.before ]]; then mv "$dir/java-home.before" "$dir/java-home"; else rm -f "$dir/java-home"; fi
    kill -USR1 "$(<"$dir/keeper.pid")"
    await_ready "$dir" "$before" "$limit" || die "restart: no JVM was ready after $limit s, the one before neither; look at its output"
    die "restart: the new JVM was not ready after $limit s, so the one before was taken again: $(java_of "$(ready_pid "$dir")")"
}

java_of() { readlink -f "/proc/$1/exe" || printf 'gone again\n'; }

# await_ready DIR BEFORE SECONDS: whether another JVM than BEFORE is ready in time.
await_ready() {
    local deadline=$(($(now_ms) + $3 * 1000)) pid
    while (($(now_ms) < deadline)); do
        pid=$(ready_pid "$1")
        [[ -z $pid || $pid == "$2" ]] || return 0
        is_kept "$1" || die "restart: Transom has ended; look at its output"
        sleep 0.05
    done
    return 1
}
