#!/bin/bash
# Removes what install.sh has installed for this user, and nothing else: bash uninstall.sh [FOLDER]
# Datasets stay, and so do settings, unless --purge is given, which removes this user's settings,
# caches and log as well. The copy of the sample counts as a dataset.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
list=installed-files purge= update= folder=
die() { printf 'uninstall: %s\n' "$*" >&2; exit 1; }
for word in "$@"; do
    case $word in
    --purge) purge=yes ;;
    --for-update) update=yes ;;
    -*) die "usage: bash uninstall.sh [--purge] [FOLDER]" ;;
    *) folder=$(realpath -m "$word") ;;
    esac
done
if [ -z "$folder" ]; then
    folder=$data/labeler/program
    [ ! -f "$here/$list" ] || folder=$here
fi
[ -f "$folder/$list" ] || die "Nothing is installed in $folder."

# The list is read whole first: this script and the list itself are about to go.
mapfile -t files <"$folder/$list"
for file in "${files[@]}"; do
    case $file in */) continue ;; esac
    if [ "${file##*/}" = mimeinfo.cache ]; then
        if compgen -G "${file%/*}/*.desktop" >/dev/null; then continue; fi # others' by now
    fi
    if [ "$file" = "$HOME/.local/bin/labeler" ] && [ -L "$file" ]; then
        [ "$(readlink "$file")" = "$folder/labeler" ] || continue # of another installation
    fi
    rm -f -- "$file"
done
rm -f -- "$folder/$list" "$folder/$list.new"
find "$folder" -mindepth 1 -depth -type d -empty -delete 2>/dev/null || true
if [ -z "$update" ]; then
    for ((i = ${#files[@]} - 1; i >= 0; i--)); do # inner folders first; one that is not empty stays
        case ${files[i]} in */) rmdir -- "${files[i]}" 2>/dev/null || true ;; esac
    done
    if [ -d "$data/applications" ] && command -v update-desktop-database >/dev/null; then
        update-desktop-database -q "$data/applications" || true
    fi
fi
if [ -n "$purge" ]; then
    rm -rf -- "${XDG_CONFIG_HOME:-$HOME/.config}/labeler" \
        "${XDG_CACHE_HOME:-$HOME/.cache}/labeler" "${XDG_STATE_HOME:-$HOME/.local/state}/labeler"
fi
[ -n "$update" ] || printf 'Labeler is removed. Datasets were not touched.\n'
