# shellcheck shell=bash
# Pictures of dom0's X server, and of the monitor behind it.

lab_shot() {
    local file='' window='' monitor=''
    while (($#)); do
        case $1 in
            -h | --help)
                echo "usage: ./transom lab shot FILE.png [--window TITLE | --monitor]"
                echo "Writes a PNG of dom0's X screen, of the window whose title contains TITLE, or of what QEMU shows on"
                echo "the monitor of dom0's graphics card."
                return 0
                ;;
            --window)
                (($# > 1)) || die "lab shot: --window needs a title"
                window=$2
                shift
                ;;
            --monitor) monitor=yes ;;
            -*) die "lab shot: unknown option '$1'" ;;
            *) file=$1 ;;
        esac
        shift
    done
    [[ $file == *.png ]] || die "lab shot: name the file to write, ending in .png (not '$file')"
    require_running
    if [[ -n $monitor ]]; then
        [[ -z $window ]] || die "lab shot: --monitor shows the whole monitor; leave out --window"
        monitor_picture "$file"
    else
        take_picture "$file" "$window"
    fi
    say "wrote $file"
}

take_picture() {
    local file=$1 window=$2 dump
    dump=$(mktemp)
    if dom0 /lab/picture "$window" </dev/null >"$dump"; then
        xwd_to_png "$dump" "$file"
        rm "$dump"
    else
        rm "$dump"
        die "no picture${window:+ of a window with \"$window\" in its title; the windows: $(window_titles)}"
    fi
}

# Compiled once: tests take hundreds of pictures.
xwd_to_png() {
    local source=$LAB_HOME/lib/XwdToPng.java classes=$STATE/classes
    [[ $classes/XwdToPng.class -nt $source ]] || javac -d "$classes" "$source"
    java -Xshare:auto -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$classes" XwdToPng "$@"
}

# QEMU writes the file, and it does not know our folder.
monitor_picture() {
    local file
    file=$(realpath -m -- "$1")
    [[ -d $(dirname "$file") ]] || die "lab shot: there is no folder $(dirname "$file")"
    qmp screendump "filename $file" "format png" >/dev/null
}

window_titles() { dom0 "/lab/picture --list" </dev/null | paste -sd ,; }
