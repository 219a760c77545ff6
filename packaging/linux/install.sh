#!/bin/bash
# Installs Labeler for this user, without root: bash install.sh [FOLDER]
# The program goes to FOLDER (~/.local/share/labeler/program without one); a menu entry, icons and
# the command ~/.local/bin/labeler point at it. Over an older version it is an update. It can also
# be run where it was unpacked, without installing: program/labeler.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
folder=$(realpath -m "${1:-$data/labeler/program}")
bin=$HOME/.local/bin
list=installed-files
say() { printf '%s\n' "$*"; }
die() { printf 'install: %s\n' "$*" >&2; exit 1; }

[ -x "$here/program/labeler" ] || die "There is no program beside this script. Unpack it all."
if [ -d "$folder" ] && [ ! -f "$folder/$list" ] && [ -n "$(ls -A "$folder")" ]; then
    die "$folder holds other files. Please choose an empty or a new folder."
fi
case $folder in
"$here" | "$here"/*) die "Please choose a folder outside of the unpacked one." ;;
*$'\n'*) die "A folder with a line break in its name cannot be used." ;;
esac
existing=$(readlink -f "$bin/labeler" 2>/dev/null || true)
if [ -e "$bin/labeler" ] && [ "$existing" != "$folder/labeler" ]; then
    # of another installation of ours, or not ours at all
    [ -n "$existing" ] && [ -f "$(dirname "$existing")/$list" ] ||
        die "$bin/labeler is there already and belongs to something else."
fi

say "Installing Labeler $(<"$here/version") into $folder"
made=() # folders that were not there, to be removed with the last file in them; outermost first
if [ -f "$folder/$list" ]; then
    mapfile -t made < <(grep '/$' "$folder/$list" || true)
    bash "$folder/uninstall.sh" --for-update >/dev/null
fi
make() { # make FOLDER: with those above it
    [ ! -d "$1" ] || return 0
    make "$(dirname "$1")"
    mkdir "$1"
    made+=("$1/")
}
make "$folder"
make "$bin"
make "$data/applications"
cp -a "$here/program/." "$folder/"
cp "$here/uninstall.sh" "$folder/uninstall.sh"
: >"$folder/$list.new"
note() { printf '%s\n' "$1" >>"$folder/$list.new"; }
(cd "$folder" && find . ! -type d ! -path "./$list*" | sed "s|^\.|$folder|") >>"$folder/$list.new"

ln -sfn "$folder/labeler" "$bin/labeler"
note "$bin/labeler"
while IFS= read -r icon; do
    make "$data/icons/$(dirname "$icon")"
    cp "$here/icons/$icon" "$data/icons/$icon"
    note "$data/icons/$icon"
done < <(cd "$here/icons" && find hicolor -type f)

# In Exec a path stands in quotes, with four characters escaped, and that once more as a string
quoted=$(printf '%s' "$folder/labeler" | sed -e 's/[\\"`$]/\\&/g' -e 's/\\/\\\\/g' -e 's/%/%%/g')
escaped=$(printf '%s' "Exec=\"$quoted\" %f" | sed -e 's/[\\&|]/\\&/g')
sed -e "s|^Exec=.*|$escaped|" "$here/labeler.desktop" >"$data/applications/labeler.desktop"
note "$data/applications/labeler.desktop"
if [ ! -e "$data/applications/mimeinfo.cache" ]; then
    note "$data/applications/mimeinfo.cache" # made by the next line
fi
if command -v update-desktop-database >/dev/null; then
    update-desktop-database -q "$data/applications" || true
fi
[ ${#made[@]} = 0 ] || printf '%s\n' "${made[@]}" | sort -u >>"$folder/$list.new"
mv "$folder/$list.new" "$folder/$list"

say "Done. It is in the menu of programs, and as the command labeler."
case :$PATH: in
*":$bin:"*) ;;
*) say "The command will be found after the next login, or as $bin/labeler." ;;
esac
say "To remove it: bash $(printf '%q' "$folder/uninstall.sh")"
