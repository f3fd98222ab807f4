# shellcheck shell=bash
# Pictures of dom0's X server.

lab_shot() {
    local file='' window=''
    while (($#)); do
        case $1 in
            -h | --help)
                echo "usage: ./transom lab shot FILE.png [--window TITLE]"
                echo "Writes a PNG of dom0's X screen, or of the window whose title contains TITLE."
                return 0
                ;;
            --window)
                (($# > 1)) || die "lab shot: --window needs a title"
                window=$2
                shift
                ;;
            -*) die "lab shot: unknown option '$1'" ;;
            *) file=$1 ;;
        esac
        shift
    done
    [[ $file == *.png ]] || die "lab shot: name the file to write, ending in .png (not '$file')"
    require_running
    take_picture "$file" "$window"
    say "wrote $file"
}

take_picture() {
    local file=$1 window=$2 dump
    dump=$(mktemp)
    if dom0 /lab/picture "$window" </dev/null >"$dump"; then
        # As a source file: no build is needed, and Java is what Transom needs anyway.
        java "$LAB_HOME/lib/XwdToPng.java" "$dump" "$file"
        rm "$dump"
    else
        rm "$dump"
        die "no picture${window:+ of a window with \"$window\" in its title; the windows: $(window_titles)}"
    fi
}

window_titles() { dom0 "/lab/picture --list" </dev/null | paste -sd ,; }
