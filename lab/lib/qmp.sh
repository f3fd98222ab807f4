# shellcheck shell=bash
# QEMU's control channel (QMP): one JSON object a line, over two pipes, which is all that bash can open.

qmp_pipes() {
    rm -f "$STATE/qmp.in" "$STATE/qmp.out"
    mkfifo -m 600 "$STATE/qmp.in" "$STATE/qmp.out"
}

# qmp COMMAND ['NAME VALUE']...: the answer's line; an error ends the program. Values are strings.
qmp() {
    local command=$1 id=$$.$RANDOM arguments='' pair lock from
    shift
    for pair in "$@"; do
        arguments+="${arguments:+,}\"${pair%% *}\":$(json_string "${pair#* }")"
    done
    exec {lock}>"$STATE/qmp.lock"
    flock "$lock"
    # Read and write: opening one end of a pipe alone would wait for the other.
    exec {from}<>"$STATE/qmp.out"
    # QEMU refuses everything before the first qmp_capabilities, and every later one.
    printf '{"execute":"qmp_capabilities"}\n{"execute":"%s","arguments":{%s},"id":"%s"}\n' "$command" "$arguments" "$id" \
        1<>"$STATE/qmp.in"
    qmp_answer "$id" "$command" "$from"
    exec {lock}>&- {from}>&-
}

qmp_answer() {
    local line
    while IFS= read -rt 60 -u "$3" line; do
        [[ $line == *"\"id\": \"$1\""* ]] || continue
        [[ $line != *'"error":'* ]] || die "QEMU refuses $2: $line"
        echo "$line"
        return 0
    done
    die "QEMU does not answer $2"
}

json_string() {
    local text=${1//\\/\\\\}
    printf '"%s"' "${text//\"/\\\"}"
}
