# shellcheck shell=bash
# itests/lab against the running lab.

lab_test() {
    if wants_help "$@"; then
        echo "usage: ./transom lab test [MAVEN OPTIONS...]"
        echo "Runs itests/lab against the running lab and boots one first if there is none. Logs: itests/lab/target."
        return 0
    fi
    is_running || lab_up
    has_dist || die "Transom is not built; build it: ./transom build"
    (cd "$CHECKOUT" && mvn -B -ntp -Plab -pl itests/lab -Dtransom.lab="$LAB_HOME/lab" verify "$@")
}
