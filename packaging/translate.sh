#!/bin/bash
# Brings the sentences of the sources into every translation: bash packaging/translate.sh
# What is new stands there as unfinished, to be translated in any text editor or in Qt Linguist.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
cd "$root" || exit 1

install_labeler
"$venv/bin/pyside6-lupdate" -extensions py -no-obsolete -locations none labeler \
    -ts resources/translations/labeler_ko.ts || die "The sentences could not be collected."
"$venv/bin/pyside6-lupdate" -extensions py -no-obsolete -locations none -pluralonly labeler \
    -ts resources/translations/labeler_en.ts || die "The sentences could not be collected."
