#!/bin/bash
# Checks everything: bash packaging/test.sh [PYTEST ARGUMENTS]. Style, types and tests, the latter
# on an X server of their own. Ends with pytest's closing line and the status of the first failure.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
cd "$root" || exit 1

install_labeler test
install_libraries
install_korean_font
tools=()
command -v Xvfb >/dev/null || tools+=(xvfb)
command -v xdotool >/dev/null || tools+=(xdotool)
command -v ffprobe >/dev/null || tools+=(ffmpeg) # frames and times are held against FFmpeg's own
if [ ${#tools[@]} -gt 0 ] && ! install_packages "${tools[@]}"; then
    die "The tests need an X server of their own, and FFmpeg. Please install: ${tools[*]}"
fi

scratch=$(mktemp -d)
server=
finish() {
    [ -z "$server" ] || kill "$server" 2>/dev/null
    rm -rf "$scratch"
}
trap finish EXIT
trap 'exit 130' INT TERM

start_x_server() {
    Xvfb -displayfd 3 -screen 0 1920x1080x24 -dpi 96 -noreset -nolisten tcp \
        3>"$scratch/display" 2>"$scratch/xvfb.log" </dev/null &
    server=$!
    local tries
    for tries in {1..100}; do
        [ -s "$scratch/display" ] && break
        kill -0 "$server" 2>/dev/null || break
        sleep 0.1
    done
    [ -s "$scratch/display" ] || die "Xvfb did not start: $(<"$scratch/xvfb.log")"
    export DISPLAY=":$(<"$scratch/display")" QT_QPA_PLATFORM=xcb
    unset WAYLAND_DISPLAY XAUTHORITY
}

status=0
step() {
    printf '== %s\n' "$*"
    "$venv/bin/$@"
    local result=$?
    [ $status -ne 0 ] || status=$result
}

start_x_server
export XDG_RUNTIME_DIR=$scratch/runtime PYTHONUNBUFFERED=1
mkdir -m 700 "$XDG_RUNTIME_DIR"
step ruff check .
step ruff format --check .
step mypy
[ $status -eq 0 ] || printf '== a check before the tests failed; they run all the same\n'
step pytest -n auto --maxprocesses 4 --dist loadfile "$@"
exit $status
