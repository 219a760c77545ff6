#!/bin/bash
# Tries the installer under Wine: bash packaging/windows/try.sh [FOLDER]. Builds an older and a
# newer one with a stand-in program, installs, updates and removes, looks at files and registry.
# FOLDER gets the installers and pictures of their pages. Needs makensis, wine, and for the pictures
# Xvfb, xdotool and ImageMagick. Says what it saw; ends with 0 when all of it was right, 77 when
# something needed is not here.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
python=${PYTHON:-$root/.venv/bin/python}
[ -x "$python" ] || python=python3
for program in makensis wine; do
    command -v "$program" >/dev/null || { echo "$program is not here"; exit 77; }
done

scratch=$(mktemp -d)
out=${1:-$scratch/out}
mkdir -p "$out" && out=$(cd "$out" && pwd) || exit 1
export WINEPREFIX=$scratch/prefix WINEARCH=win64 WINEDEBUG=-all WINEDLLOVERRIDES='mscoree=;mshtml=;winemenubuilder.exe='
export LC_ALL=C.UTF-8
unset DISPLAY WAYLAND_DISPLAY
server=
finish() {
    timeout 20 wineserver -k 2>/dev/null
    [ -z "$server" ] || kill "$server" 2>/dev/null
    rm -rf "$scratch"
}
trap finish EXIT
trap 'exit 130' INT TERM

wrong=0
holds() { # holds TEXT COMMAND...
    local text=$1
    shift
    if "$@"; then echo "ok      $text"; else echo "WRONG   $text"; wrong=$((wrong + 1)); fi
}
not() { ! "$@"; }

# --- installers

# A Wine without its 32-bit half runs 64-bit programs alone.
target=${TARGET:-amd64-unicode}
program() { # program FILE: one that waits for as many seconds as its argument says
    printf '%s\n' 'Target amd64-unicode' 'Name Labeler' "OutFile \"$1\"" 'SilentInstall silent' \
        'RequestExecutionLevel user' '!include FileFunc.nsh' 'Section' '${GetParameters} $0' \
        'IntOp $0 $0 * 1000' 'Sleep $0' 'SectionEnd' >"$scratch/program.nsi"
    makensis -V1 "$scratch/program.nsi"
}
payload() { # payload VERSION FILE...
    local folder=$scratch/payload-$1 file
    mkdir -p "$folder"
    cp "$scratch/labeler.exe" "$folder/labeler.exe"
    cp "$scratch/labeler.exe" "$folder/labeler-cli.exe"
    for file in "${@:2}"; do
        mkdir -p "$(dirname "$folder/$file")"
        echo "$file of $1" >"$folder/$file"
    done
}
installer() { # installer VERSION [TARGET]
    makensis -V2 -WX -DPAYLOAD="$scratch/payload-$1" -DVERSION="$1" -DOUT="$out/labeler-$1${2:+-$2}.exe" \
        -DTARGET="${2:-$target}" -DPYTHON="$python" $([ ! -e "$icon" ] || echo "-DICON=$icon") \
        "$here/labeler.nsi"
}
icon=$scratch/icons/labeler.ico
PYTHONPATH=$here/.. PYTHONDONTWRITEBYTECODE=1 "$python" -c 'import icons, pathlib, sys
icons.make(*map(pathlib.Path, sys.argv[1:]))' "$root/resources/icons/labeler.svg" "$scratch/icons" ||
    echo 'without PySide6 the installers keep the icon of NSIS'
program "$scratch/labeler.exe" || exit 1
payload 0.1.0 LICENSE.txt _internal/base.dll _internal/only_old.dll _internal/old/deep/gone.dat \
    '_internal/samples/한국어 파일.txt' '_internal/pay$load.txt'
payload 0.2.0 LICENSE.txt _internal/base.dll _internal/new/fresh.dll '_internal/samples/한국어 파일.txt'
holds "the older and the newer installer are built" eval 'installer 0.1.0 && installer 0.2.0'
holds "and the newer one as Windows' own NSIS builds it" installer 0.2.0 x86-unicode
[ $wrong = 0 ] || exit 1

# --- a Windows whose user has a Korean name with a space

timeout 120 wine wineboot -i 2>/dev/null
home=$(echo "$WINEPREFIX"/drive_c/users/"$(id -un)")
korean="$WINEPREFIX/drive_c/users/홍 길동"
for name in 'Local AppData=AppData\Local' 'Desktop=Desktop' \
    'Programs=AppData\Roaming\Microsoft\Windows\Start Menu\Programs'; do
    wine reg add 'HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders' /f \
        /v "${name%%=*}" /d "C:\\users\\홍 길동\\${name#*=}" >/dev/null
done
programs="$korean/AppData/Roaming/Microsoft/Windows/Start Menu/Programs"
standard="$korean/AppData/Local/Programs/Labeler"
mkdir -p "$korean/Desktop" "$programs" "$korean/AppData/Local/labeler/Cache" "$korean/data/번호판"
echo '[settings]' >"$korean/AppData/Local/labeler/settings.ini"
echo measured >"$korean/AppData/Local/labeler/Cache/measured-1.sqlite"
echo photo >"$korean/data/번호판/001.jpg"
wine reg add 'HKCU\Software\Classes\.png\OpenWithProgids' /v Other.Image /f >/dev/null
wine reg add 'HKCU\Software\Classes\.gif' /ve /d Other.Gif /f >/dev/null
wine reg add 'HKCU\Software\Classes\Directory\shell\Other' /ve /d 'Open with Other' /f >/dev/null

now() { # now EXE ARGUMENTS: word by word, as NSIS wants no quotation marks around a folder
    local words
    read -r -a words <<<"${*:2}"
    timeout 120 wine "$1" "${words[@]}" 2>/dev/null
}
run() { # run EXE ARGUMENTS: waits also for what it starts
    now "$@"
    local code=$?
    timeout 60 wineserver -w
    return $code
}
value() { # value KEY NAME; the default value when NAME is "". A query would lose Korean letters
    local name=@
    [ -z "$2" ] || name="\"$2\""
    wine reg export "HKCU\\$1" "Z:${scratch//\//\\}\\key.reg" /y >/dev/null 2>&1 || return
    iconv -f UTF-16 -t UTF-8 "$scratch/key.reg" | tr -d '\r' |
        awk -v name="$name=" '/^\[/ { keys++ } keys == 1 && index($0, name) == 1 {
            print substr($0, length(name) + 1) }' |
        sed 's/^"\(.*\)"$/\1/; s/\\\(.\)/\1/g; s/^dword:/0x/'
}
is() { # is KEY NAME VALUE
    local found
    found=$(value "$1" "$2")
    [ "$found" = "$3" ] || { echo "        $1 [$2] is <$found>"; return 1; }
}
absent() { not wine reg query "HKCU\\$1" >/dev/null 2>&1; }
no_value() { not wine reg query "HKCU\\$1" /v "$2" >/dev/null 2>&1; }
registry() { # all that Labeler could have touched
    local key
    for key in 'Software\Classes' 'Software\Microsoft\Windows\CurrentVersion\Uninstall' \
        'Software\Microsoft\Windows\CurrentVersion\App Paths'; do
        wine reg query "HKCU\\$key" /s 2>/dev/null
    done | tr -d '\r'
    timeout 20 wineserver -w
    grep -i labeler "$WINEPREFIX"/{user,system}.reg | grep -v -i 'nsis\|\\\\temp\\\\'
}
files() { (cd "$WINEPREFIX/drive_c" && find users ProgramData 'Program Files' -path '*/Temp/*' -prune -o -print | sort); }
classes='Software\Classes'
windows='Software\Microsoft\Windows\CurrentVersion'
entry="$windows\\Uninstall\\Labeler"
uninstaller='Uninstall Labeler.exe'

wine reg add 'HKCU\Software\Wine' /v Version /d win7 /f >/dev/null
run "$out/labeler-0.1.0.exe" /S
code=$?
holds 'on Windows 7 it ends with 5 and does nothing' eval '[ $code = 5 ] && not [ -e "$standard" ]'
wine reg add 'HKCU\Software\Wine' /v Version /d win10 /f >/dev/null

registry >"$scratch/registry-before"
files >"$scratch/files-before"

echo '== silent, into the standard folder'
run "$out/labeler-0.1.0.exe" /S
holds 'ends with 0' [ $? = 0 ]
exe='C:\users\홍 길동\AppData\Local\Programs\Labeler\labeler.exe'
holds 'the folder holds the program and its uninstaller' eval 'diff -r --exclude="$uninstaller" "$scratch/payload-0.1.0" "$standard" &&
    [ -e "$standard/$uninstaller" ]'
holds 'entry in the start menu' [ -e "$programs/Labeler.lnk" ]
holds 'entry on the desktop' [ -e "$korean/Desktop/Labeler.lnk" ]
holds 'listed among the programs: name' is "$entry" DisplayName Labeler
holds '  version' is "$entry" DisplayVersion 0.1.0
holds '  publisher' is "$entry" Publisher 'The Labeler developers'
holds '  icon' is "$entry" DisplayIcon "$exe,0"
holds '  size' [ $(($(value "$entry" EstimatedSize))) -gt 10 ]
holds '  silent removal' is "$entry" QuietUninstallString "\"${exe%labeler.exe}$uninstaller\" /S"
holds 'menu of a folder' is "$classes\\Directory\\shell\\Labeler" '' 'Open with Labeler'
holds '  its command' is "$classes\\Directory\\shell\\Labeler\\command" '' "\"$exe\" \"%1\""
holds '  inside a folder' is "$classes\\Directory\\Background\\shell\\Labeler\\command" '' "\"$exe\" \"%V\\.\""
holds '  of a drive' is "$classes\\Drive\\shell\\Labeler\\command" '' "\"$exe\" \"%1\\.\""
holds 'offered for images' eval 'not no_value "$classes\\.jpg\\OpenWithProgids" Labeler.Image'
holds '  and videos' eval 'not no_value "$classes\\.mp4\\OpenWithProgids" Labeler.Video'
holds '  as an application' is "$classes\\Applications\\labeler.exe\\shell\\open\\command" '' "\"$exe\" \"%1\""
holds '  for these kinds' eval 'not no_value "$classes\\Applications\\labeler.exe\\SupportedTypes" .mkv'
holds '  by kind' is "$classes\\Labeler.Video\\shell\\open\\command" '' "\"$exe\" \"%1\""
holds 'found by its name' is "$windows\\App Paths\\labeler.exe" '' "$exe"
holds 'the installed program starts' eval 'run "$standard/labeler.exe" 0'

echo '== an update while it runs, and after'
echo "a stranger's" >"$standard/_internal/old/mine.txt"
mkdir "$standard/plates" && echo photo >"$standard/plates/001.jpg"
rm "$korean/Desktop/Labeler.lnk"
now "$standard/labeler.exe" 32 &
sleep 3
now "$out/labeler-0.2.0.exe" /S
holds 'refused with 3 while Labeler runs' [ $? = 3 ]
holds '  and nothing was changed' eval '[ -e "$standard/_internal/only_old.dll" ] && is "$entry" DisplayVersion 0.1.0'
now "$standard/$uninstaller" /S "_?=${exe%\\labeler.exe}"
holds '  nor is it removed then' [ $? = 3 ]
wait $!
run "$out/labeler-0.2.0.exe" /S
holds 'ends with 0 once it is closed' [ $? = 0 ]
holds 'version' is "$entry" DisplayVersion 0.2.0
holds 'the folder is named as before' is "$entry" InstallLocation "${exe%\\labeler.exe}"
holds 'what the new version dropped is gone' eval 'not [ -e "$standard/_internal/only_old.dll" ] && not [ -e "$standard/_internal/old/deep" ] && not [ -e "$standard/_internal/pay\$load.txt" ]'
holds 'what it brings is there' grep -q 0.2.0 "$standard/_internal/new/fresh.dll"
holds 'what it changes is changed' grep -q 0.2.0 "$standard/_internal/base.dll"
holds "a stranger's file inside stays" [ -e "$standard/_internal/old/mine.txt" ]
holds 'a dataset inside stays' [ -e "$standard/plates/001.jpg" ]
holds 'settings stay' [ -e "$korean/AppData/Local/labeler/settings.ini" ]
holds 'an icon that was thrown away does not come back' not [ -e "$korean/Desktop/Labeler.lnk" ]
holds 'the entry in the start menu is there' [ -e "$programs/Labeler.lnk" ]

echo '== silent removal'
run "$standard/$uninstaller" /S
holds 'only what was put there by others is left' eval '[ "$(cd "$standard" && find . -type f | sort | tr "\n" " ")" = "./_internal/old/mine.txt ./plates/001.jpg " ]'
holds 'settings stay' [ -e "$korean/AppData/Local/labeler/Cache/measured-1.sqlite" ]
holds 'a dataset beside stays' [ -e "$korean/data/번호판/001.jpg" ]
registry >"$scratch/registry-after"
holds 'the registry is as before' diff "$scratch/registry-before" "$scratch/registry-after"
run "$out/labeler-0.1.0.exe" /S
holds 'installed again where the strangers stayed' [ $? = 0 ]
run "$standard/$uninstaller" /S
rm -r "${standard%/Programs/Labeler}/Programs"
files >"$scratch/files-after"
holds 'the files are as before' diff "$scratch/files-before" "$scratch/files-after"

echo '== into a chosen folder, moving, other people'"'"'s folders'
chosen="$WINEPREFIX/drive_c/내 프로그램/라벨 도구"
run "$out/labeler-0.1.0.exe" /S /NODESKTOP /NOFOLDERS '/D=C:\내 프로그램\라벨 도구'
holds 'ends with 0' [ $? = 0 ]
holds 'is in the folder with a Korean name and spaces' [ -e "$chosen/_internal/samples/한국어 파일.txt" ]
holds 'without the entries that were not wanted' eval 'absent "$classes\\Directory\\shell\\Labeler" && not [ -e "$korean/Desktop/Labeler.lnk" ]'
holds 'with the others' is "$classes\\Labeler.Image\\shell\\open\\command" '' '"C:\내 프로그램\라벨 도구\labeler.exe" "%1"'
run "$out/labeler-0.2.0.exe" /S
holds 'an update finds it there' eval '[ -e "$chosen/_internal/new/fresh.dll" ] && not [ -e "$standard" ]'
holds '  and leaves out the same entries' eval 'absent "$classes\\Directory\\shell\\Labeler" && not [ -e "$korean/Desktop/Labeler.lnk" ]'
run "$out/labeler-0.2.0.exe" /S '/D=C:\another place'
holds 'another folder: it has moved, the old one is gone' eval '[ -e "$WINEPREFIX/drive_c/another place/labeler.exe" ] && not [ -e "$chosen" ]'
echo mine >"$korean/data/LICENSE.txt"
run "$out/labeler-0.2.0.exe" /S '/D=C:\users\홍 길동\data'
holds "a folder with a file of the same name is refused with 4" [ $? = 4 ]
holds '  and left alone' eval 'grep -q mine "$korean/data/LICENSE.txt" && not [ -e "$korean/data/labeler.exe" ]'
rm "$korean/data/LICENSE.txt"
run "$out/labeler-0.2.0.exe" /S "/D=C:\\$(printf 'long%.0s' {1..60})"
holds 'a folder whose name is too long is refused with 4' [ $? = 4 ]
run "$WINEPREFIX/drive_c/another place/$uninstaller" /S /SETTINGS
holds 'removal with settings takes these too' not [ -e "$korean/AppData/Local/labeler" ]
holds '  and its folder' not [ -e "$WINEPREFIX/drive_c/another place" ]
holds '  but no dataset' [ -e "$korean/data/번호판/001.jpg" ]
registry >"$scratch/registry-after"
holds 'the registry is as before' diff "$scratch/registry-before" "$scratch/registry-after"

echo '== its pages, with the keyboard alone'
page() { # page NAME: a picture of it, then its default button
    sleep 2
    import -window root "$out/$1.png"
    xdotool search --onlyvisible --class . windowfocus >/dev/null 2>&1
    xdotool key Return
}
pages() { # pages LANGUAGE LOCALE MENU
    local number
    export LC_ALL=$2
    timeout 90 wine "$out/labeler-0.2.0.exe" 2>/dev/null &
    sleep 4
    for number in 1 2 3 4; do page "$1-$number"; done
    wait $!
    timeout 60 wineserver -w
    holds "$1: installed, and the menu of folders says $3" is "$classes\\Directory\\shell\\Labeler" '' "$3"
    timeout 90 wine "$standard/$uninstaller" 2>/dev/null &
    sleep 4
    for number in 5 6; do page "$1-$number"; done
    wait $!
    timeout 60 wineserver -w
    holds "$1: removed" not [ -e "$standard" ]
}
can_see() {
    local program
    for program in Xvfb xdotool import localedef; do
        command -v $program >/dev/null || return
    done
    [ -e /usr/share/i18n/locales/ko_KR ]
}
if can_see; then
    export LOCPATH=$scratch/locales # for glibc, which tells Wine the language of the system
    mkdir "$LOCPATH"
    localedef -i ko_KR -f UTF-8 "$LOCPATH/ko_KR.UTF-8"
    localedef -i en_US -f UTF-8 "$LOCPATH/en_US.UTF-8"
    font=$(fc-list :lang=ko family 2>/dev/null | sed 's/,.*//' | grep -v Serif | sort | head -n 1)
    for name in 'MS Shell Dlg' 'MS Shell Dlg 2' Tahoma Verdana 굴림 Gulim; do
        wine reg add 'HKCU\Software\Wine\Fonts\Replacements' /v "$name" /d "$font" /f >/dev/null
    done
    timeout 60 wineserver -w
    Xvfb -displayfd 3 -screen 0 800x600x24 -nolisten tcp 3>"$scratch/display" 2>/dev/null &
    server=$!
    for number in {1..50}; do [ -s "$scratch/display" ] && break || sleep 0.1; done
    export DISPLAY=:$(<"$scratch/display")
    pages english en_US.UTF-8 'Open with Labeler'
    pages korean ko_KR.UTF-8 'Labeler로 열기'
    run "$out/labeler-0.1.0.exe" /S
    now "$standard/labeler.exe" 30 &
    sleep 2
    timeout 90 wine "$out/labeler-0.2.0.exe" 2>/dev/null &
    installing=$!
    sleep 4
    for number in 1 2 3; do page "korean-update-$number"; done
    sleep 2
    import -window root "$out/korean-update-4.png"
    for window in $(xdotool search --onlyvisible --class . 2>/dev/null); do
        xdotool windowfocus "$window" key Escape >/dev/null 2>&1
    done
    wait $installing
    code=$?
    holds 'asked to close Labeler, and declined: it ends with 3' [ $code = 3 ]
    holds '  and the old version is whole' [ -e "$standard/_internal/only_old.dll" ]
    timeout 60 wineserver -w
    run "$standard/$uninstaller" /S
    export LC_ALL=C.UTF-8
    registry >"$scratch/registry-after"
    holds 'the registry is as before' diff "$scratch/registry-before" "$scratch/registry-after"
else
    echo 'not tried: Xvfb, xdotool, ImageMagick or the locale ko_KR is not here'
fi

echo "== $wrong wrong"
[ $wrong = 0 ]
