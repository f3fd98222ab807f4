#!/bin/sh
# check.sh BADFRONT: what can be seen of it without Xen.
set -eu
badfront=$1

fail() {
    echo "check: $*" >&2
    exit 1
}

names=$("$badfront" list)
[ "$(echo "$names" | sort -u | wc -l)" = 11 ] || fail "there are eleven attacks, each with a name of its own; it lists: $names"

status=0
said=$("$badfront" no-such-attack 2>&1) || status=$?
[ $status = 2 ] || fail "an unknown attack ended with $status"
for name in $names; do
    case $said in *"$name"*) ;; *) fail "the usage does not name $name" ;; esac
done

if [ ! -e /dev/xen/xenbus ]; then
    status=0
    said=$("$badfront" cookie-reuse 2>&1) || status=$?
    [ $status = 1 ] || fail "without Xen it ended with $status"
    case $said in *"/dev/xen/xenbus: No such file or directory"*) ;; *) fail "without Xen it said: $said" ;; esac
fi
echo "badfront: checked"
