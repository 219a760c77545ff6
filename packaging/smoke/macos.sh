#!/bin/bash
# Copies the program out of a disk image as a user would, tries it, and removes it again:
#   bash packaging/smoke/macos.sh labeler-<version>-macos-<architecture>.dmg
set -euo pipefail

die() { printf 'smoke: %s\n' "$*" >&2; exit 1; }
if [ $# != 1 ] || [ ! -f "$1" ]; then die "usage: bash packaging/smoke/macos.sh DMG"; fi

scratch=$(mktemp -d)
volume=$scratch/volume
finish() {
    [ ! -d "$volume" ] || hdiutil detach -quiet "$volume" || true
    rm -rf "$scratch"
}
trap finish EXIT

hdiutil verify -quiet "$1"
mkdir "$volume"
hdiutil attach -quiet -nobrowse -readonly -mountpoint "$volume" "$1"
[ -L "$volume/Applications" ] || die "the image has no link to Applications"
[ -f "$volume/LICENSE.txt" ] || die "the image has no licence"
ditto "$volume/Labeler.app" "$scratch/Labeler.app"
hdiutil detach -quiet "$volume"
rmdir "$volume" 2>/dev/null || true

codesign --verify --deep --strict "$scratch/Labeler.app"
plutil -lint "$scratch/Labeler.app/Contents/Info.plist"
program=$scratch/Labeler.app/Contents/MacOS/labeler
"$program" --version
# twice, since a second start finds what the first one left
"$program" --smoke-test
"$program" --smoke-test
codesign --verify --deep --strict "$scratch/Labeler.app" # running it wrote nothing into it
echo "smoke: passed"
