#!/usr/bin/env bash
# check.sh PAINTER: the parts that need no framebuffer. Expected words are worked out by hand from pattern.h's formula.
set -euo pipefail
painter=$1

word() { "$painter" expect "$1" "$2" | od -An -v -t x4 -w4 -j $(($3 * 4)) -N 4 | tr -d ' '; }

expect() {
    [[ $2 == "$3" ]] || { echo "FAILED $1: $2, expected $3"; exit 1; }
    echo "ok $1"
}

refused() {
    if "$painter" "$@" >/dev/null 2>&1; then
        echo "FAILED: '$*' was accepted"
        exit 1
    fi
    echo "ok refuses '$*'"
}

expect "first pixel, seed 0" "$(word 4x4 0 0)" 00000000
expect "x=3 y=2 seed 0" "$(word 4x4 0 11)" 00030201
expect "x=0 y=0 seed 1" "$(word 4x4 1 0)" 00070d1d
expect "x=256 y=0 seed 0" "$(word 300x1 0 256)" 00000025
expect "x=0 y=256 seed 0" "$(word 1x257 0 256)" 0000003b
refused
refused pattern
refused pattern x
refused pattern 1 2
refused resize 640 1
refused expect 640x480x2 1
