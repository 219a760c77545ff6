# Sourced by run.sh and test.sh: finds a Python, makes .venv, installs Labeler into it and the
# system libraries that Qt needs. Done once, and again only when pyproject.toml changes.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv=$root/.venv

# Which Debian package holds a library that PySide6 or OpenCV links to. The names are those of
# Debian 12; later releases and Ubuntu provide them too (libglib2.0-0 as libglib2.0-0t64).
declare -A package_of=(
    [libdbus-1.so.3]=libdbus-1-3
    [libEGL.so.1]=libegl1
    [libfontconfig.so.1]=libfontconfig1
    [libfreetype.so.6]=libfreetype6
    [libgcc_s.so.1]=libgcc-s1
    [libGL.so.1]=libgl1
    [libglib-2.0.so.0]=libglib2.0-0
    [libgthread-2.0.so.0]=libglib2.0-0
    [libICE.so.6]=libice6
    [libSM.so.6]=libsm6
    [libstdc++.so.6]=libstdc++6
    [libwayland-client.so.0]=libwayland-client0
    [libwayland-cursor.so.0]=libwayland-cursor0
    [libwayland-egl.so.1]=libwayland-egl1
    [libX11.so.6]=libx11-6
    [libX11-xcb.so.1]=libx11-xcb1
    [libxcb.so.1]=libxcb1
    [libxcb-cursor.so.0]=libxcb-cursor0
    [libxcb-glx.so.0]=libxcb-glx0
    [libxcb-icccm.so.4]=libxcb-icccm4
    [libxcb-image.so.0]=libxcb-image0
    [libxcb-keysyms.so.1]=libxcb-keysyms1
    [libxcb-randr.so.0]=libxcb-randr0
    [libxcb-render.so.0]=libxcb-render0
    [libxcb-render-util.so.0]=libxcb-render-util0
    [libxcb-shape.so.0]=libxcb-shape0
    [libxcb-shm.so.0]=libxcb-shm0
    [libxcb-sync.so.1]=libxcb-sync1
    [libxcb-util.so.1]=libxcb-util1
    [libxcb-xfixes.so.0]=libxcb-xfixes0
    [libxcb-xinerama.so.0]=libxcb-xinerama0
    [libxcb-xkb.so.1]=libxcb-xkb1
    [libxkbcommon.so.0]=libxkbcommon0
    [libxkbcommon-x11.so.0]=libxkbcommon-x11-0
    [libz.so.1]=zlib1g
)

say() { printf 'labeler: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

find_python() {
    local candidate
    for candidate in python3 python3.14 python3.13 python3.12 python3.11 python3.10; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    die "Python 3.10 or newer is needed and was not found." \
        "On Debian or Ubuntu: sudo apt-get install python3 python3-venv"
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif [ -t 0 ]; then
        sudo "$@"
    else
        sudo -n "$@" # nobody there to type a password
    fi
}

apt_get() {
    local settings=(DEBIAN_FRONTEND=noninteractive) name
    for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY; do
        [ -z "${!name:-}" ] || settings+=("$name=${!name}") # sudo drops them
    done
    as_root env "${settings[@]}" apt-get -q -y "$@" >&2
}

lists_are_read=
install_packages() {
    command -v apt-get >/dev/null || return 1
    [ "$(id -u)" = 0 ] || command -v sudo >/dev/null || return 1
    say "installing with apt-get: $*"
    if [ -z "$lists_are_read" ]; then
        apt_get update || true # the lists that are there may do
        lists_are_read=yes
    fi
    apt_get install --no-install-recommends "$@"
}

make_venv() {
    local python version
    python=$(find_python) || exit 1
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        install_packages "python$version-venv" ||
            die "$python cannot make a virtual environment. Please install python$version-venv."
    fi
    say "making a virtual environment in .venv with Python $version"
    "$python" -m venv --clear "$venv" || die "$python could not make $venv."
}

# What an installation hangs on: the metadata, and the path, which a virtual environment keeps.
fingerprint() { sha256sum "$root/pyproject.toml" | cut -d ' ' -f 1; printf '%s\n' "$root"; }

venv_works() {
    "$venv/bin/python" -c 'import pip, sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null &&
        [ "$(tail -n 1 "$venv/installed" 2>/dev/null || echo "$root")" = "$root" ]
}

# install_labeler [EXTRA]: .venv holds Labeler, editable, with what the extra names.
install_labeler() {
    local extra=${1:-} wanted known=
    wanted=$(fingerprint)
    [ ! -r "$venv/installed${extra:+-$extra}" ] || known=$(<"$venv/installed${extra:+-$extra}")
    if [ "$known" = "$wanted" ] && [ -x "$venv/bin/python" ]; then
        return
    fi
    venv_works || make_venv
    say "installing Labeler and the libraries it needs into .venv (once, some 200 MB to download)"
    "$venv/bin/python" -m pip install --disable-pip-version-check \
        -e "$root${extra:+[$extra]}" >&2 ||
        die "The libraries could not be installed; the lines above say why." \
            "Run this again once it is solved."
    printf '%s\n' "$wanted" >"$venv/installed"
    [ -z "$extra" ] || cp "$venv/installed" "$venv/installed-$extra"
}

missing_libraries() {
    local packages
    packages=$(echo "$venv"/lib/python3.*/site-packages)
    ldd "$packages"/PySide6/QtWidgets.abi3.so "$packages"/cv2/cv2*.so \
        "$packages"/PySide6/Qt/plugins/platforms/libq{xcb,wayland}.so 2>/dev/null |
        sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p' | sort -u
}

install_libraries() {
    [ "$(uname)" = Linux ] || return 0
    local missing library packages=()
    missing=$(missing_libraries)
    [ -n "$missing" ] || return 0
    for library in $missing; do
        packages+=("${package_of[$library]:-$library}")
    done
    install_packages $(printf '%s\n' "${packages[@]}" | sort -u) || true
    missing=$(missing_libraries)
    [ -z "$missing" ] || die "Qt needs system libraries that are not here:" $missing \
        "- on Debian or Ubuntu: sudo apt-get install" $(printf '%s\n' "${packages[@]}" | sort -u)
}

# A window in Korean without a Korean font is a window of empty squares.
install_korean_font() {
    [ "$(uname)" = Linux ] && [ ! -e "$venv/korean-font" ] || return 0
    if ! find -L /usr/share/fonts /usr/local/share/fonts ~/.fonts ~/.local/share/fonts \
        -type f 2>/dev/null | grep -q -i -E 'nanum|cjk|notosanskr|baekmuk|undotum|malgun'; then
        install_packages fonts-nanum ||
            say "No Korean font was found; to see Korean text, install the package fonts-nanum."
    fi
    : >"$venv/korean-font"
}
