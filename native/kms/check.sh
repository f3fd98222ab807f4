#!/usr/bin/env bash
# check.sh KMS: the parts that need no DRM card. Expected words are worked out by hand from the formulas.
set -euo pipefail
kms=$1

fail() {
    echo "FAILED $*"
    exit 1
}

expect() {
    [[ $2 == "$3" ]] || fail "$1: $2, expected $3"
    echo "ok $1"
}

# word FOURCC WxH FRAME INDEX BYTES
word() { "$kms" expect "$1" "$2" "$3" | od -An -v -t x1 -w"$5" -j $(($4 * $5)) -N "$5" | tr -d ' '; }

# Frame 1 at x=3, y=2: red 3+7, green 2+13, blue (3 xor 2)+29.
expect "XR24, a pixel" "$(word XR24 4x3 1 11 4)" 1e0f0a00
expect "XR24, the frame's number" "$(word XR24 4x3 305419896 0 4)" 78563412
expect "AR24, a pixel" "$(word AR24 4x3 1 11 4)" 1e0f0aff
expect "RG24, a pixel" "$(word RG24 4x3 1 11 3)" 1e0f0a
expect "RG24, the frame's number" "$(word RG24 4x3 305419896 0 3)" 785634
# Frame 40 at x=3, y=2: red 3+280=0x1b, green 2+520=0x0a, blue 1+1160=0x89 (each modulo 256).
expect "RG16, a pixel" "$(word RG16 4x3 40 11 2)" 5118
expect "XR12, a pixel" "$(word XR12 4x3 40 11 2)" 0801
expect "AR12, a pixel" "$(word AR12 4x3 40 11 2)" 08f1
expect "XR15, a pixel" "$(word XR15 4x3 40 11 2)" 310c
expect "AR15, a pixel" "$(word AR15 4x3 40 11 2)" 318c
# At x=2, y=2: green 0x0a, blue 0+1160=0x88.
expect "YUYV, even" "$(word YUYV 4x3 40 10 2)" 0a88
expect "YUYV, odd" "$(word YUYV 4x3 40 11 2)" 0a1b
expect "YUYV, the frame's number" "$(word YUYV 4x3 70000 0 2)" 7011
expect "rows have no gaps" "$("$kms" expect RG24 5x3 1 | wc -c)" 45

folder=$(mktemp -d)
"$kms" --socket "$folder/socket" serve --card "$folder/none" &
daemon=$!
trap 'kill $daemon; rm -r "$folder"' EXIT
for _ in {1..100}; do
    [[ -S $folder/socket ]] && break
    sleep 0.05
done

# refused COMMAND... = ANSWER
refused() {
    local words=() answer
    while [[ $1 != = ]]; do
        words+=("$1")
        shift
    done
    ! answer=$("$kms" --socket "$folder/socket" "${words[@]}") || fail "'${words[*]}' was accepted"
    expect "refuses '${words[*]}'" "$answer" "error: $2"
}

refused open 0 = "$folder/none: No such file or directory"
refused flip 0 1 = "connector 0 is not open"
refused check 1 = "connector 1 is not open"
refused still 3 = "connector 3 is not open"
refused close 4 = "close needs a connector, 0 to 3"
refused close -1 = "close needs a connector, 0 to 3"
refused flip = "flip needs a connector, 0 to 3"
refused flip 0 = "wrong number of words after 'flip 0'"
refused flip 0 0 = "'0' is no number of flips"
refused flip 0 99999999999999999999 = "'99999999999999999999' is no number of flips"
refused flip 0 1 fast = "'fast' is no option; there is nodraw"
refused open 0 XR30 = "'XR30' is no format; there are XR24 AR24 RG24 RG16 XR12 AR12 XR15 AR15 YUYV"
refused dance 0 = "'dance' is no command; there are open, flip, run, still, check and close"
refused run 0 nodraw nodraw = "wrong number of words after 'run 0'"
refused flip 0 1 2 3 4 = "too many words"
kill -0 $daemon || fail "the daemon has ended"
