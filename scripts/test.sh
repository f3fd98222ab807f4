# shellcheck shell=bash
# ./transom test: every rung of the test ladder that this machine can climb.

test_usage_of_all() {
    cat <<'TEXT'
usage: ./transom test [--no-lab]
       ./transom test swap [--times N] [--markdown FILE] [--json FILE]

Unit tests, tests in OSGi, and tests on real Xen in QEMU where that can run here (root, apt). The last line says how many passed
and failed.

  --no-lab   without the last
  swap       only this: everything that can be replaced, by what is good and by what is broken, while guests of a simulated Xen
             draw; prints a table of what they noticed (on real Xen: ./transom lab test swap)
  --times N  only so many swaps in a row, from 36 on; prints a table of what the product held after how many, and fails if
             anything grew
TEXT
}

transom_test() {
    local lab=yes swap='' times='' markdown='' json=''
    while (($#)); do
        case $1 in
            --no-lab) lab= ;;
            swap) swap=yes ;;
            --times) times=${2:-} && shift ;;
            --markdown) markdown=${2:-} && shift ;;
            --json) json=${2:-} && shift ;;
            -h | --help)
                test_usage_of_all
                return 0
                ;;
            *) die "test: unknown option '$1'; see ./transom test --help" ;;
        esac
        shift || die "test: an option wants a value; see ./transom test --help"
    done
    [[ -n $swap || -z $times$markdown$json ]] || die "test: --times, --markdown and --json are of 'test swap'"
    [[ -z $times || $times =~ ^[1-9][0-9]{1,5}$ && $times -ge 36 ]] ||
        die "test: --times '$times' must be a number of swaps from 36 on (18 are to warm up), e.g. 1000"
    only_in_checkout test
    find_java
    need_packages "the tests" "${TEST_PACKAGES[@]}" "${DEMO_PACKAGES[@]}" xvfb
    need_maven
    if [[ -z $swap ]]; then
        run_tests "$lab"
    elif [[ -z $times ]]; then
        test_swap swap "$markdown" "$json" -Dit.test=SwapMatrixIT
    else
        test_swap soak "$markdown" "$json" -Dit.test=SwapSoakIT -Dtransom.soak.times="$times"
    fi
}

# test_swap TABLE MARKDOWN JSON ARGS...: the two files may be empty.
test_swap() {
    local table=$TRANSOM_HOME/itests/swap/target/$1 markdown=$2 json=$3 status=0
    shift 3
    rm -f "$table.md" "$table.json"
    maven swap-test.log -pl itests/swap -am verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
        "$@" -Dfailsafe.failIfNoSpecifiedTests=false || status=1
    [[ -f $table.md ]] || die "the tests did not get as far as a table; see target/swap-test.log"
    cat "$table.md"
    [[ -z $markdown ]] || cp "$table.md" "$markdown"
    [[ -z $json ]] || cp "$table.json" "$json"
    ((status == 0)) || say "not all of it went well; see target/swap-test.log"
    return "$status"
}

run_tests() {
    local lab=$1 broken=() started
    started=$(now_ms)
    mkdir -p "$TRANSOM_HOME/target"
    touch "$TRANSOM_HOME/target/tests-started"
    say "unit tests and tests in OSGi (all of it is in target/test.log)"
    maven test.log -fae verify || broken+=("mvn verify (target/test.log)")
    touch "$TRANSOM_HOME/target/built"
    say "tests of ./transom patches (all of it is in target/patches-check.log)"
    "$TRANSOM_HOME/scripts/patches/check" >"$TRANSOM_HOME/target/patches-check.log" 2>&1 ||
        broken+=("scripts/patches/check (target/patches-check.log)")
    if [[ -n $lab ]] && lab_can_run; then
        test_in_lab || broken+=("lab (target/lab-test.log)")
        say "every series of ./transom patches, applied to Debian's source (all of it is in target/patches-apply.log)"
        "$TRANSOM_HOME/transom" patches apply >"$TRANSOM_HOME/target/patches-apply.log" 2>&1 ||
            broken+=("patches apply (target/patches-apply.log)")
    fi
    say "all tests took $(seconds_since "$started")"
    local stage
    for stage in ${broken[@]+"${broken[@]}"}; do
        say "failed: $stage"
    done
    sum_reports || broken+=(tests)
    ((${#broken[@]} == 0))
}

lab_can_run() {
    if [[ $(id -u) != 0 ]]; then
        say "skipping the tests on real Xen: they need root"
    elif ! command -v apt-get >/dev/null; then
        say "skipping the tests on real Xen: they need Debian's apt"
    elif [[ $(uname -m) != x86_64 ]]; then
        say "skipping the tests on real Xen: they need an x86-64 machine, this is $(uname -m)"
    elif [[ ! -f $TRANSOM_HOME/itests/lab/pom.xml ]]; then
        say "skipping the tests on real Xen: there is no module itests/lab in this checkout"
    elif ! command -v qemu-system-x86_64 >/dev/null && [[ -z $(apt_candidate qemu-system-x86) ]]; then
        say "skipping the tests on real Xen: apt offers no qemu-system-x86"
    else
        return 0
    fi
    return 1
}

apt_candidate() {
    LC_ALL=C apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: \([^(].*\)$/\1/p'
}

test_in_lab() {
    local status=0
    say "tests on real Xen (all of it is in target/lab-test.log)"
    {
        "$TRANSOM_HOME/lab/lab" up && "$TRANSOM_HOME/lab/lab" test core || status=1
        "$TRANSOM_HOME/lab/lab" down || status=1
    } 2>&1 </dev/null | tee "$TRANSOM_HOME/target/lab-test.log" | lab_progress || status=1
    return "$status"
}

# Unbuffered: whoever waits sees each line as it comes.
lab_progress() {
    sed -un -E '/^lab: |Tests run:|^\[ERROR\] [^ ]/s/^/  /p'
}

# Prints the sum of the reports of this run; fails if a test failed or none ran.
sum_reports() {
    find "$TRANSOM_HOME" -path '*/target/*-reports/TEST-*.xml' -newer "$TRANSOM_HOME/target/tests-started" -print0 |
        xargs -0 -r grep -ho '<testsuite .*' | awk '
            function value(name) {
                if (!match($0, " " name "=\"[0-9]+\"")) return 0
                return substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) + 0
            }
            { run += value("tests"); bad += value("failures") + value("errors"); skipped += value("skipped") }
            END {
                printf "%d passed, %d failed", run - bad - skipped, bad
                if (skipped) printf ", %d skipped", skipped
                print ""
                exit bad > 0 || run == 0
            }'
}
