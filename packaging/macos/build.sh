#!/bin/bash
# Makes Labeler.app and labeler-<version>-macos-<architecture>.dmg on a Mac:
#   bash packaging/macos/build.sh [OUT]      (OUT: dist/)
# for the architecture it runs on. One image for both is not to be had: OpenCV, NumPy, PyAV and
# Pillow publish one wheel for arm64 and another for x86_64, and PyInstaller's universal2 needs
# every library in both at once.
#
# From the environment, all of them optional:
#   LABELER_PYTHON          the Python to build with (python3)
#   LABELER_SIGN_IDENTITY   "Developer ID Application: …", as `security find-identity` lists it.
#                           Without it the signature is ad hoc: the program runs, Gatekeeper asks.
#   LABELER_NOTARY_PROFILE  a profile kept by `xcrun notarytool store-credentials`; or all three of
#   APPLE_ID, APPLE_TEAM_ID, APPLE_PASSWORD (an app-specific one)
#                           With an identity and one of these, app and image are notarised.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
identity=${LABELER_SIGN_IDENTITY:-}

say() { printf 'labeler: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

[ $# -le 1 ] || die "usage: bash packaging/macos/build.sh [OUT]"
[ "$(uname)" = Darwin ] || die "A Mac program is made on a Mac: codesign, hdiutil and the wheels are only there."
out=${1:-$root/dist}
mkdir -p "$out"
out=$(cd "$out" && pwd)
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' "$root/labeler/__init__.py")
[ -n "$version" ] || die "labeler/__init__.py names no version."
architecture=$(uname -m) # arm64 or x86_64
image=$out/labeler-$version-macos-$architecture.dmg

notary=()
if [ -n "${LABELER_NOTARY_PROFILE:-}" ]; then
    notary=(--keychain-profile "$LABELER_NOTARY_PROFILE")
elif [ -n "${APPLE_ID:-}" ] && [ -n "${APPLE_TEAM_ID:-}" ] && [ -n "${APPLE_PASSWORD:-}" ]; then
    notary=(--apple-id "$APPLE_ID" --team-id "$APPLE_TEAM_ID" --password "$APPLE_PASSWORD")
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

freeze() {
    local python=${LABELER_PYTHON:-python3}
    "$python" "$root/packaging/freeze.py" "$work"
    app=$work/dist/Labeler.app
    [ -x "$app/Contents/MacOS/labeler" ] || die "There is no $app/Contents/MacOS/labeler."
    # PyInstaller has written name, version, program and icon; the rest of what a bundle says is ours
    "$python" - "$app/Contents/Info.plist" "$here/Info.plist" <<'END'
import plistlib, sys
bundle, ours = (plistlib.load(open(name, "rb")) for name in sys.argv[1:])
with open(sys.argv[1], "wb") as file:
    plistlib.dump(bundle | ours, file)
END
    # Of a Qt framework whose library bundle.py leaves out, PyInstaller still brings Info.plist and
    # links; codesign refuses such a shell.
    local framework
    find "$app/Contents" -depth -type d -name '*.framework' -print0 |
        while IFS= read -r -d '' framework; do
            [ -e "$framework/$(basename "$framework" .framework)" ] || rm -r "$framework"
        done
    find "$app/Contents" -type l ! -exec test -e {} \; -delete
    "$python" -m venv "$work/tools"
    "$work/tools/bin/python" -m pip install --quiet --disable-pip-version-check 'dmgbuild>=1.6.5'
}

sign() { # sign FILE…: with the identity as notarisation wants it, else ad hoc
    if [ -n "$identity" ]; then
        codesign --force --sign "$identity" --options runtime --timestamp "$@"
    else
        codesign --force --sign - "$@" # a hardened runtime would refuse libraries without a team
    fi
}

# From the inside out, since a signature covers those inside it; --deep would give every library
# the program's entitlements.
sign_app() {
    local file
    find "$app/Contents" -type f -print0 | while IFS= read -r -d '' file; do
        if file -b "$file" | grep -q 'Mach-O' && [ "$file" != "$app/Contents/MacOS/labeler" ]; then
            sign "$file"
        fi
    done
    find "$app/Contents" -depth -type d -name '*.framework' -print0 |
        while IFS= read -r -d '' file; do sign "$file"; done
    sign --entitlements "$here/entitlements.plist" "$app"
    codesign --verify --deep --strict --verbose=2 "$app"
}

notarise() { # notarise FILE: sends it, waits, and ends here with Apple's log when it is refused
    local answer id
    answer=$(xcrun notarytool submit "$1" "${notary[@]}" --wait --timeout 30m --output-format plist) ||
        true
    say "notarytool: $answer"
    id=$(plutil -extract id raw -o - - <<<"$answer" || true)
    if [ "$(plutil -extract status raw -o - - <<<"$answer" || true)" != Accepted ]; then
        [ -z "$id" ] || xcrun notarytool log "$id" "${notary[@]}" >&2 || true
        die "Apple did not accept $1."
    fi
}

freeze
sign_app
if [ -n "$identity" ] && [ ${#notary[@]} -gt 0 ]; then
    # The program itself too, not only the image: it is then known to be good without a network.
    ditto -c -k --keepParent "$app" "$work/Labeler.zip"
    notarise "$work/Labeler.zip"
    xcrun stapler staple "$app"
fi

rm -f "$image" "$image.sha256"
"$work/tools/bin/dmgbuild" -s "$here/dmg_settings.py" -D "app=$app" -D "licence=$root/LICENSE" \
    "Labeler $version" "$image"
if [ -n "$identity" ]; then
    codesign --force --sign "$identity" --timestamp "$image"
    if [ ${#notary[@]} -gt 0 ]; then
        notarise "$image"
        xcrun stapler staple "$image"
        spctl --assess --type open --context context:primary-signature --verbose "$image"
    else
        say "signed but not notarised: no LABELER_NOTARY_PROFILE and no APPLE_ID, _TEAM_ID, _PASSWORD"
    fi
else
    say "signed ad hoc: LABELER_SIGN_IDENTITY is not set"
fi
(cd "$out" && shasum -a 256 "$(basename "$image")" >"$(basename "$image").sha256")
say "made $image"
