#!/bin/bash
# Installs a built package as a user would, tries the installed program, removes it again and
# looks whether it is gone:
#   bash packaging/smoke/linux.sh labeler_<version>_amd64.deb             (as root, or with sudo)
#   bash packaging/smoke/linux.sh labeler-<version>-linux-x86_64.tar.xz   (as any user)
# Without a display the program is tried under Xvfb, which must be there then.
set -euo pipefail

die() { printf 'smoke: %s\n' "$*" >&2; exit 1; }
if [ $# != 1 ] || [ ! -f "$1" ]; then die "usage: bash packaging/smoke/linux.sh DEB|TAR.XZ"; fi
package=$(realpath "$1")

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# A home of its own, with a Korean name: nothing of this user's is read or left behind.
home=$scratch/집
mkdir "$home"

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

at_home() { env -u XDG_CONFIG_HOME -u XDG_DATA_HOME -u XDG_STATE_HOME -u XDG_CACHE_HOME HOME="$home" "$@"; }

try() { # try PROGRAM: twice, since a second start finds what the first one left
    local screen=()
    [ -n "${DISPLAY:-}" ] || screen=(xvfb-run -a -s "-screen 0 1920x1080x24")
    printf 'smoke: %s\n' "$1"
    "$1" --version
    at_home "${screen[@]}" "$1" --smoke-test
    at_home "${screen[@]}" "$1" --smoke-test
}

gone() { # gone PATH…
    local path
    for path in "$@"; do
        if [ -e "$path" ] || [ -L "$path" ]; then die "left behind: $path"; fi
    done
}

case $package in
*.deb)
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y "$package"
    dpkg-query -L labeler >"$scratch/list"
    try "$(command -v labeler)"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get remove -q -y labeler
    while IFS= read -r path; do
        [ -d "$path" ] || gone "$path" # folders such as /usr/bin belong to others too
    done <"$scratch/list"
    gone /usr/lib/labeler
    ;;
*.tar.xz)
    tar -C "$scratch" -xJf "$package"
    folder=$(find "$scratch" -mindepth 1 -maxdepth 1 -type d -name 'labeler*')
    [ -d "$folder" ] || die "the archive should hold one folder: $folder"
    at_home bash "$folder/install.sh"
    try "$home/.local/bin/labeler"
    at_home bash "$folder/uninstall.sh"
    gone "$home/.local/bin/labeler" "$home/.local/share/applications/labeler.desktop" \
        "$home/.local/share/labeler/program"
    ;;
*) die "neither .deb nor .tar.xz: $package" ;;
esac
echo "smoke: passed"
