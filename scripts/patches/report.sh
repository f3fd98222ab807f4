# shellcheck shell=bash
# All series one after the other, and the table of what came of it.

# test_all SERIES... AGAIN JSON
test_all() {
    local series again=$2 json=$3 results started status=0
    results=$(mktemp)
    for series in $1; do
        started=$(now_ms)
        # In the background, because bash switches errexit off in all that an `if` or `||` calls.
        (set -e; test_one "$series" "$again" "$results.$$") &
        wait $! || status=1
        add_result "$series" "$results.$$" "$started" >>"$results"
        rm -f "$results.$$"
    done
    print_table "$results"
    [[ -z $json ]] || print_json "$results" >"$json"
    # Whatever a test printed, a series counts only if something passed and nothing failed.
    awk -F'\t' '$5 == 0 || $6 > 0 || $4 != "true" { bad = 1 } END { exit bad || NR == 0 }' "$results" || status=1
    rm -f "$results"
    return "$status"
}

# test_one SERIES AGAIN FILE: the file gets one word a line, as far as it came.
test_one() {
    : >"$3"
    prepared_source "$1"
    printf 'version\t%s\napplied\n' "$(source_version "$1")" >>"$3"
    built_series "$1"
    echo built >>"$3"
    tested_series "$1" "$2"
    printf 'tap\t%s\n' "$TAP" >>"$3"
}

# add_result SERIES FILE STARTED: SERIES VERSION APPLIED BUILT PASSED FAILED SECONDS, divided by tabs.
add_result() {
    local tap version passed=0 failed=0 skipped
    version=$(sed -n 's/^version\t//p' "$2")
    tap=$(sed -n 's/^tap\t//p' "$2")
    if [[ -n $tap ]]; then
        skipped=$(grep -c '^ok .*# SKIP' "$tap" || true)
        passed=$(($(grep -c '^ok ' "$tap" || true) - skipped))
        failed=$(grep -c '^not ok ' "$tap" || true)
    fi
    printf '%s\t%s\t%s\t%s\t%d\t%d\t%d\n' "$1" "${version:-?}" "$(has_line "$2" applied)" "$(has_line "$2" built)" \
        "$passed" "$failed" $((($(now_ms) - $3) / 1000))
}

has_line() { if grep -qx "$2" "$1" 2>/dev/null; then echo true; else echo false; fi; }

print_table() {
    awk -F'\t' '
        function row(a, b, c, d, e) { printf "%-16s %-44s %-6s %-13s %7s\n", a, b, c, d, e }
        BEGIN { row("series", "applied to", "built", "tests passed", "seconds") }
        { row($1, $3 == "true" ? $2 : "does not apply", $4 == "true" ? "yes" : "no", $5 " of " $5 + $6, $7) }' "$1"
}

print_json() {
    awk -F'\t' '
        BEGIN { printf "{\"series\": [" }
        { printf "%s{\"series\": \"%s\", \"version\": \"%s\", \"applied\": %s, \"built\": %s, \"testsPassed\": %d, \"testsFailed\": %d, \"seconds\": %d}",
            (NR > 1 ? ", " : ""), $1, $2, $3, $4, $5, $6, $7 }
        END { print "]}" }' "$1"
}
