# shellcheck shell=bash
# itests/lab against the running lab.

test_usage() {
    cat <<'TEXT'
usage: ./transom lab test [core|displif|swap|systemd|offer] [--quick] [--json FILE] [MAVEN OPTIONS...]

Runs itests/lab against the running lab and boots one first if there is none. Logs: itests/lab/target.

  core         what ./transom test runs: pictures and keys of guests, the monitor, every route of displif in short
  displif      only the tests of guests with vdispl, with all flips:  640x480 600, 1024x768 100, 1920x1080 20,
               and 20 guests that are destroyed while they flip. Without it every test, and fewer flips.
  swap         only bundles and the JVM replaced while two guests draw; prints a table of what they noticed
  systemd      only transom.service in a dom0 with systemd (lab up --systemd), and granted pages without a JVM
  offer        only HVM guests whose VGA is in a buffer of Transom's, in a lab of patched programs (lab up --patched)
  --quick      fewer flips also with displif
  --json FILE  what was measured of displif, or of what was replaced: an object a run
TEXT
}

lab_test() {
    local options=(-Dtransom.displif.form=quick) json='' table='' swap='' patched='' status=0
    while (($#)); do
        case $1 in
            -h | --help)
                test_usage
                return 0
                ;;
            core) options+=(-Dit.test='BackendOrderIT,GuestPictureIT,KeyboardIT,TwoGuestsIT,MonitorIT,DisplifIT') ;;
            displif) options+=(-Dit.test='Displif*IT' -Dtransom.displif.form=full) ;;
            swap) options+=(-Dit.test=SwapIT) swap=yes table=$CHECKOUT/itests/lab/target/swap.md ;;
            systemd)
                options+=(-Dit.test='SystemdIT,GrantedPagesIT') swap=systemd table=$CHECKOUT/itests/lab/target/swap.md
                ;;
            offer) options+=(-Dit.test=OfferIT) patched=yes ;;
            --quick) options+=(-Dtransom.displif.form=quick) ;;
            --json)
                json=${2:-}
                [[ -n $json && $json != -* ]] || die "lab test: --json wants a file"
                [[ -d $(dirname "$json") ]] || die "lab test: --json $json: there is no folder $(dirname "$json")"
                json=$(realpath "$json")
                options+=("-Dtransom.displif.json=$json")
                shift
                ;;
            -*) options+=("$1") ;;
            *) die "lab test: '$1' is no group of tests; there are core, displif, swap, systemd and offer" ;;
        esac
        shift
    done
    if ! is_running; then
        if [[ $swap == systemd ]]; then lab_up --systemd; else lab_up ${patched:+--patched}; fi
    fi
    [[ -z $patched ]] || dom0 "test -c /dev/xen/dmabuf-offer" </dev/null ||
        die "the lab that runs has no patched programs; start one that has: ./transom lab down && ./transom lab up --patched"
    [[ $swap != systemd ]] || dom0 "test -d /run/systemd/system" </dev/null ||
        die "the lab that runs has no systemd; start one that has: ./transom lab down && ./transom lab up --systemd"
    has_dist || die "Transom is not built; build it: ./transom build"
    if [[ -n $swap ]]; then
        step "taking what other tests need out of the Transom in dom0" remove_test_bundles
    else
        step "adding what the tests need to the Transom in dom0" install_test_bundles
    fi
    [[ $swap != yes ]] || step "copying bad releases and another Java to dom0" install_bad_releases
    [[ -z $table ]] || rm -f "$table" "${table%.md}.json"
    (cd "$CHECKOUT" && mvn -B -ntp -Plab -pl itests/lab -Dtransom.lab="$LAB_HOME/lab" verify "${options[@]}") || status=$?
    if [[ -n $table && -f $table ]]; then
        cat "$table"
        [[ -z $json ]] || cp "${table%.md}.json" "$json"
    fi
    return "$status"
}

# They are no part of the product: they are put beside it in dom0, and Transom is started with them.
install_test_bundles() {
    local stage=$STATE/test-bundles name target jar version
    (cd "$CHECKOUT" && mvn -B -ntp -q -pl itests/framecheck,itests/testcard -am package -DskipTests)
    rm -rf "$stage"
    for name in framecheck testcard; do
        target=$CHECKOUT/itests/$name/target
        jar=$(find "$target" -maxdepth 1 -name "transom.itests.$name-*.jar" ! -name '*-tests.jar' -print -quit)
        version=${jar##*-} version=${version%.jar}
        install -D -m 644 "$jar" "$stage/repository/transom/transom.itests.$name/$version/${jar##*/}"
        install -m 644 "$target/$name.json" "$stage/"
    done
    if [[ $(sums_below "$stage") == "$(dom0 "$(declare -f sums_below); sums_below /opt/transom/added" </dev/null)" ]]; then
        echo "they are there already"
    else
        tar -C "$stage" -c . | dom0 "/lab/transom-service add"
        dom0 "/lab/transom-service stop && /lab/transom-service start" </dev/null
    fi
}

# A presenter that compares every frame before its flip is complete takes seconds for the first in a JVM that has just begun.
remove_test_bundles() {
    if dom0 "test -e /opt/transom/added" </dev/null; then
        dom0 "rm -r /opt/transom/added; /lab/transom-service stop && /lab/transom-service start" </dev/null
    else
        echo "there is nothing of theirs"
    fi
}

sums_below() { cd "$1" 2>/dev/null && find . -type f -exec sha256sum {} + | sort; }

# What SwapIT updates to: a bad release of each bundle for each fault, and a Java of another version than dom0's.
install_bad_releases() {
    local stage=$STATE/bad-releases dist=$CHECKOUT/features/dist/target/dist jdk
    (cd "$CHECKOUT" && mvn -B -ntp -q -pl itests/support -am package -DskipTests)
    rm -rf "$stage"
    mkdir -p "$stage/transom-bad"
    java -Dtransom.dist="$dist" -cp "$CHECKOUT/itests/support/target/classes:$dist/lib/*" transom.itests.support.BadReleases \
        "$stage/transom-bad" transom.present.egl transom.gem.mem transom.xen.dev transom.guestfb.pv transom.keep transom.gem.api
    jdk=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
    "$jdk/bin/jlink" --add-modules java.se,jdk.unsupported,jdk.management --strip-debug --no-header-files --no-man-pages \
        --output "$stage/other-java"
    tar -C "$stage" -c . | dom0 "rm -rf /opt/transom-bad /opt/other-java && tar -C /opt -x"
}
