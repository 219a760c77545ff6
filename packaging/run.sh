#!/bin/bash
# Opens Labeler: bash packaging/run.sh [FOLDER|IMAGE|VIDEO]. Sets everything up on the first start.
# Without a path it opens the sample.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

install_labeler
install_libraries
install_korean_font

if [ "$(uname)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ]; then
    say "There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set."
    say "Start this from a desktop session, or with ssh -X, or under Xvfb."
    exit 2
fi
[ $# -gt 0 ] || set -- --sample
exec "$venv/bin/labeler" "$@"
