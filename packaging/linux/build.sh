#!/bin/bash
# Makes labeler_<version>_amd64.deb and labeler-<version>-linux-x86_64.tar.xz:
#   bash packaging/linux/build.sh [OUT]        (build/ without OUT)
# LABELER_XZ is how hard to compress: 6, the default, takes minutes; 0 will do for a trial.
# LABELER_PYTHON names the Python to freeze with: one that has PyInstaller is used as it is, any
# other makes itself a virtual environment. The result runs on systems whose C library is as new
# as the one that Python was built for. Needs binutils, dpkg and xz.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
python=${LABELER_PYTHON:-python3}
out=$(realpath -m "${1:-$root/build}")
level=${LABELER_XZ:-6}
die() { printf 'build: %s\n' "$*" >&2; exit 1; }
for tool in "$python" readelf dpkg-deb xz; do
    command -v "$tool" >/dev/null || die "$tool is needed and was not found."
done

mkdir -p "$out"
"$python" "$root/packaging/freeze.py" "$out"
program=$out/dist/labeler
icons=$out/work/labeler/icons
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' "$root/labeler/__init__.py")
[ -n "$version" ] || die "labeler/__init__.py tells no version."
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct 2>/dev/null || date +%s)}
umask 022

put_icons() { # put_icons FOLDER: as the icon theme "hicolor" wants them
    local size
    for size in 16 24 32 48 64 128 256 512; do
        install -Dm644 "$icons/labeler-$size.png" "$1/${size}x$size/apps/labeler.png"
    done
    install -Dm644 "$root/resources/icons/labeler.svg" "$1/scalable/apps/labeler.svg"
}

filled() { # filled TEMPLATE: with version and the like in it
    sed -e "s/@VERSION@/$version/" -e "s/@SIZE@/${size:-0}/" -e "s/@DEPENDS@/${depends:-}/" \
        -e "s/@YEAR@/$(date -ud "@$SOURCE_DATE_EPOCH" +%Y)/" "$1"
}

depends=$("$python" "$here/needs.py" "$program") || die "The bundle needs a library nobody knows."
find "$program" -type d -exec chmod 755 {} +
find "$program" -type f -exec chmod 644 {} +
chmod 755 "$program/labeler"

# --- the package ---------------------------------------------------------------------------------
tree=$out/deb
rm -rf "$tree"
mkdir -p "$tree/DEBIAN" "$tree/usr/bin" "$tree/usr/lib" "$tree/usr/share/doc/labeler"
cp -a "$program" "$tree/usr/lib/labeler"
ln -s ../lib/labeler/labeler "$tree/usr/bin/labeler"
put_icons "$tree/usr/share/icons/hicolor"
install -Dm644 "$here/labeler.desktop" "$tree/usr/share/applications/labeler.desktop"
documents=$tree/usr/share/doc/labeler
ln -s ../../../lib/labeler/LICENCES.txt "$documents/LICENCES.txt"
licence=$(sed -n '/^Permission/,$p' "$root/LICENSE" | sed -e 's/^$/./' -e 's/^/ /')
filled "$here/debian/copyright" | while IFS= read -r line; do
    if [ "$line" = @LICENCE@ ]; then printf '%s\n' "$licence"; else printf '%s\n' "$line"; fi
done >"$documents/copyright"
cat >"$out/changelog" <<END
labeler ($version) unstable; urgency=medium

  * Version $version; what has changed is told in the repository.

 -- The Labeler developers <labeler@example.org>  $(date -uRd "@$SOURCE_DATE_EPOCH")
END
gzip -9nc "$out/changelog" >"$documents/changelog.gz"
install -d "$tree/usr/share/man/man1" "$tree/usr/share/lintian/overrides"
filled "$here/debian/labeler.1" | gzip -9nc >"$tree/usr/share/man/man1/labeler.1.gz"
install -m644 "$here/debian/overrides" "$tree/usr/share/lintian/overrides/labeler"
size=$(du -ks --apparent-size --exclude=DEBIAN "$tree" | cut -f 1)
filled "$here/debian/control" >"$tree/DEBIAN/control"
(cd "$tree" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$tree/DEBIAN/md5sums"
deb=$out/labeler_${version}_amd64.deb
XZ_OPT=-T0 dpkg-deb --root-owner-group -Zxz -z"$level" --build "$tree" "$deb" >/dev/null

# --- the archive ---------------------------------------------------------------------------------
name=labeler-$version-linux-x86_64
rm -rf "${out:?}/$name"
mkdir -p "$out/$name"
cp -a "$program" "$out/$name/program"
put_icons "$out/$name/icons/hicolor"
install -m644 "$here/labeler.desktop" "$out/$name/labeler.desktop"
install -m755 "$here/install.sh" "$here/uninstall.sh" "$out/$name/"
printf '%s\n' "$version" >"$out/$name/version"
tar -C "$out" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" \
    -cf - "$name" | xz "-$level" -T0 >"$out/$name.tar.xz"
rm -rf "${out:?}/$name" "$tree" "$out/changelog"

printf 'installed: %s MB; needs: %s\n' "$((size * 1024 / 1000000))" "$depends"
ls -l "$deb" "$out/$name.tar.xz"
