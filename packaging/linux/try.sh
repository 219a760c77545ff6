#!/bin/bash
# Tries the package and the archive in a fresh system without Python, as root:
#   bash packaging/linux/try.sh DEB TAR.XZ [RELEASE…]      (bookworm without a RELEASE)
# Debian's and Ubuntu's releases can be named. Each is made once by debootstrap in $LABELER_TRIALS
# (/var/tmp/labeler-trials) and copied for a trial. Needs debootstrap; lintian and
# desktop-file-validate are asked here, outside.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
trials=${LABELER_TRIALS:-/var/tmp/labeler-trials}
say() { printf '== %s\n' "$*"; }
die() { printf 'try: %s\n' "$*" >&2; exit 1; }
[ $# -ge 2 ] && [ -f "$1" ] && [ -f "$2" ] || die "usage: bash try.sh DEB TAR.XZ [RELEASE…]"
[ "$(id -u)" = 0 ] || die "This makes and enters other systems, which takes root."
command -v debootstrap >/dev/null || die "debootstrap is needed."
deb=$(realpath "$1") archive=$(realpath "$2")
shift 2
mkdir -p "$trials"
system=

leave() {
    [ -z "$system" ] || umount -l "$system/proc" "$system/dev/shm" "$system/dev" 2>/dev/null || true
    [ -z "$system" ] || rm -rf --one-file-system "$system"
    system=
}
trap leave EXIT

inside() { chroot "$system" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
    DEBIAN_FRONTEND=noninteractive "${settings[@]}" "$@"; }
settings=()
for name in http_proxy https_proxy no_proxy; do
    [ -z "${!name:-}" ] || settings+=("$name=${!name}")
done

make_system() { # make_system RELEASE: with the X server to look with, and no Python
    local release=$1 mirror=http://deb.debian.org/debian components=main script=
    case $release in
    jammy | noble | questing | resolute)
        mirror=http://archive.ubuntu.com/ubuntu components=main,universe
        script=/usr/share/debootstrap/scripts/gutsy # a debootstrap may not know the newest names
        ;;
    esac
    local options=(--variant=minbase "--components=$components")
    [ -z "$script" ] || [ -f /usr/share/keyrings/ubuntu-archive-keyring.gpg ] || options+=(--no-check-gpg)
    [ -d "$trials/$release" ] ||
        debootstrap "${options[@]}" "$release" "$trials/$release.part" $mirror $script \
            >"$trials/$release.log" 2>&1 || die "no $release: see $trials/$release.log"
    [ -d "$trials/$release" ] || mv "$trials/$release.part" "$trials/$release"
    system=$(mktemp -d "$trials/$release.XXXXXX")
    cp -a "$trials/$release/." "$system/"
    chmod 755 "$system"
    cp -L /etc/resolv.conf "$system/etc/resolv.conf"
    mkdir -p "$system/etc/ssl/certs"
    cp -L /etc/ssl/certs/ca-certificates.crt "$system/etc/ssl/certs/"
    mount --bind --make-private /dev "$system/dev"
    mount --bind /dev/shm "$system/dev/shm" # what processes share goes through it
    mount -t proc proc "$system/proc"
    inside apt-get -qq update
    inside apt-get -qq -y install --no-install-recommends xvfb xauth >"$trials/apt.log" 2>&1
    ! inside sh -c 'command -v python3' || die "$release has a Python."
    cp "$deb" "$archive" "$system/tmp/"
}

files() { # every path of the system that a package may own or leave
    (cd "$system" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./tmp -o -path ./run \
        -o -path ./var/lib/apt -o -path ./var/cache -o -path ./var/log -o -path ./root \) -prune \
        -o -print | LC_ALL=C sort)
}

try_program() { # try_program USER PROGRAM
    local x=(xvfb-run -a -s "-screen 0 1600x1000x24" "$2")
    as_user "$1" "$2" --version
    as_user "$1" "${x[@]}" --smoke-test
    as_user "$1" "${x[@]}" --smoke-test # and finds what the first start has left
    as_user "$1" sh -c 'd=$(dirname "$(readlink -f "$0")")/_internal/labeler/resources/samples/plates
        "$0" check "$d" --jobs 2 && "$0" rules "$d" --jobs 2 >/dev/null' "$2"
}
as_user() {
    local user=$1
    shift
    inside setpriv --reuid="$user" --regid="$user" --clear-groups \
        env HOME="$(home_of "$user")" USER="$user" "$@"
}
home_of() { if [ "$1" = root ]; then echo /root; else echo /home/홍길동; fi; }

try_package() {
    files >"$trials/before"
    inside dpkg-query -W -f '${Package}\n' | sort >"$trials/packages"
    inside apt-get -qq -y install "/tmp/$(basename "$deb")" >"$trials/apt.log" 2>&1 ||
        { tail -20 "$trials/apt.log"; die "the package cannot be installed"; }
    ! inside sh -c 'command -v python3' || say "note: what it recommends has brought a Python"
    [ "$(readlink "$system/usr/bin/labeler")" = ../lib/labeler/labeler ] || die "no command"
    chroot "$system" dpkg --verify labeler
    files >"$trials/installed"
    try_program root /usr/bin/labeler
    try_program worker /usr/bin/labeler
    files | comm -13 "$trials/installed" - | grep -v '^\./home/' >"$trials/written" || true
    [ ! -s "$trials/written" ] || { cat "$trials/written"; die "its use has written there"; }
    inside apt-get -qq -y purge --autoremove labeler >"$trials/apt.log" 2>&1
    files | comm -13 "$trials/before" - | grep -v '^\./home/' >"$trials/left" || true
    ! grep -i labeler "$trials/left" || die "removal leaves files behind"
    # apt keeps what other packages recommend, with what these brought; no file of ours is among it
    inside dpkg-query -W -f '${Package}\n' | sort | comm -13 "$trials/packages" - >"$trials/kept"
    say "nothing of Labeler is left; packages that apt keeps for others:" $(<"$trials/kept")
}

try_archive() {
    # what a desktop has; the package had named it and taken it away again
    inside apt-get -qq -y install --no-install-recommends xz-utils desktop-file-utils \
        $(dpkg-deb -f "$deb" Depends | sed -e 's/([^)]*)//g' -e 's/,//g') >"$trials/apt.log" 2>&1
    as_user worker sh -c "cd && tar -xJf '/tmp/$(basename "$archive")' && mkdir -p .cache .config/labeler datasets &&
        echo keep >datasets/1.txt && find . | LC_ALL=C sort >/tmp/before"
    local unpacked=/home/홍길동/$(basename "$archive" .tar.xz)
    as_user worker bash "$unpacked/install.sh"
    as_user worker bash "$unpacked/install.sh" >/dev/null # an update
    cp "$system/home/홍길동/.local/share/applications/labeler.desktop" "$trials/"
    ! command -v desktop-file-validate >/dev/null || desktop-file-validate "$trials/labeler.desktop"
    try_program worker /home/홍길동/.local/bin/labeler
    as_user worker bash /home/홍길동/.local/share/labeler/program/uninstall.sh
    # fontconfig keeps a cache of its own for every program
    as_user worker sh -c 'cd && find . ! -path "./.cache/fontconfig*" | LC_ALL=C sort |
        comm -13 /tmp/before - >/tmp/left; cat /tmp/left'
    [ -f "$system/home/홍길동/datasets/1.txt" ] || die "the dataset is gone"
    [ ! -s "$system/tmp/left" ] || die "the archive leaves files behind"
    as_user worker bash "$unpacked/install.sh" "/home/홍길동/내 프로그램 \$1/100% \"L\"" >/dev/null
    cp "$system/home/홍길동/.local/share/applications/labeler.desktop" "$trials/"
    ! command -v desktop-file-validate >/dev/null || desktop-file-validate "$trials/labeler.desktop"
    as_user worker /home/홍길동/.local/bin/labeler --version
    as_user worker bash "$unpacked/uninstall.sh" --purge "/home/홍길동/내 프로그램 \$1/100% \"L\""
    [ ! -e "$system/home/홍길동/.config/labeler" ] || die "--purge leaves settings"
}

try_locked() { # whose settings cannot be written
    as_user worker sh -c 'cd && mkdir -p locked && chmod 555 locked'
    as_user worker env XDG_CONFIG_HOME=/home/홍길동/locked xvfb-run -a \
        -s "-screen 0 1600x1000x24" /usr/bin/labeler --smoke-test
}

if command -v lintian >/dev/null; then
    say "lintian"
    lintian --allow-root --fail-on error "$deb"
fi
! command -v desktop-file-validate >/dev/null || desktop-file-validate "$here/labeler.desktop"
[ $# -gt 0 ] || set -- bookworm
for release in "$@"; do
    say "$release: the package"
    make_system "$release"
    inside useradd -m -d /home/홍길동 worker
    try_package
    say "$release: the archive, for a user whose home is /home/홍길동"
    try_archive
    say "$release: without a folder for settings"
    inside apt-get -qq -y install "/tmp/$(basename "$deb")" >"$trials/apt.log" 2>&1
    try_locked
    leave
    say "$release: all is well"
done
