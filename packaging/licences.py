"""Collects the licences of everything bundled into one text, at build time."""

import ctypes
import platform
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from importlib import metadata
from pathlib import Path

_TEXTS = Path(__file__).with_name("licence_texts")
_BAR = "=" * 78

_LABELER = """\
Labeler itself is under the MIT licence, below. This file names everything that is
delivered with it, each under its own licence, with the texts.

"""
_QT = """\
Qt and PySide6 (Qt for Python, with Shiboken) are used under the GNU Lesser General
Public License, version 3 (LGPL-3.0-only); the text is below, with that of the GPL it
refers to. They are shared libraries in the folder beside the program and may be
replaced by other builds of them. Sources: https://download.qt.io/official_releases/
Qt contains works of others; they are listed at
https://doc.qt.io/qt-6/licenses-used-in-qt.html
"""
_FFMPEG = """\
FFmpeg decodes videos, through PyAV (BSD-3-Clause). The build that comes with PyAV says
of itself: "{said}".
{linked}
Sources: https://ffmpeg.org/ and https://github.com/PyAV-Org/pyav-ffmpeg
Configuration: {configuration}
"""
_GPL = """\
It links to {names}, which are under the GNU General Public License,
version 2 or later. So this delivery as a whole may be passed on only as the GPL,
version 3, says; Labeler's own sources stay under the MIT licence. The texts are below.
Sources: https://www.videolan.org/developers/x264.html and
https://bitbucket.org/multicoreware/x265_git"""
_OPENCV = """\
OpenCV is under the Apache License 2.0. The FFmpeg inside it says of itself: "{said}".
Its other libraries are listed in its file of third-party licences, below.
"""
_PYTHON = "Python is under the PSF licence, below. Sources: https://www.python.org/\n"


def written(distributions: Iterable[str], libraries: Sequence[Path] = ()) -> str:
    """The text for these distributions, and for `libraries` of the building system."""
    import labeler

    root = Path(labeler.__file__).resolve().parents[1]
    own = root / "LICENSE"
    mit = own.read_text("utf-8") if own.exists() else _files_of("labeler")
    parts = [f"Labeler {labeler.__version__}: licences\n\n{_LABELER}{mit}"]
    parts += [_part("Contents", _contents(distributions))]
    parts += [_part("Qt and PySide6", _QT), _part("FFmpeg in PyAV", _ffmpeg())]
    parts += [_part("OpenCV", _OPENCV.format(said=_of_ffmpeg("opencv")[0]))]
    parts += [_part(f"Python {platform.python_version()}", _PYTHON + _of_python())]
    parts += [_part(name, _files_of(name)) for name in _named(distributions) if _files_of(name)]
    parts += [_part(f"{name} (from Debian or Ubuntu)", text) for name, text in _system(libraries)]
    for text in sorted(_TEXTS.glob("*.txt")):
        parts.append(_part(f"Text of the licence {text.stem}", text.read_text("utf-8")))
    return "\n".join(parts)


def _part(title: str, text: str) -> str:
    return f"{_BAR}\n{title}\n{_BAR}\n\n{text.rstrip()}\n"


def _named(distributions: Iterable[str]) -> list[str]:
    return sorted({*distributions} - {"labeler"}, key=str.lower)


def _contents(distributions: Iterable[str]) -> str:
    lines = [f"Python {platform.python_version()}: PSF-2.0"]
    for name in _named(distributions):
        about = metadata.distribution(name).metadata
        lines.append(f"{about['Name']} {about['Version']}: {licence_of(about)}")
    return "\n".join(lines)


def licence_of(about: "metadata.PackageMetadata") -> str:
    """The licence as a distribution's metadata gives it, in one of three ways."""
    classifiers = [
        line.rsplit(" :: ", 1)[-1]
        for line in about.get_all("Classifier") or ()
        if line.startswith("License :: ")
    ]
    said = about.get("License-Expression") or about.get("License") or ""
    first = said.strip().splitlines()[0] if said.strip() else ""
    return first or ", ".join(classifiers) or "see its text"


def _files_of(name: str) -> str:
    """Every licence file of an installed distribution."""
    words = ("license", "licence", "copying", "notice", "authors")
    texts = []
    for file in metadata.files(name) or ():
        at = Path(str(file.locate()))
        named = any(word in file.name.lower() for word in words)
        if named and ".dist-info" in str(file) and at.suffix not in (".py", ".pyc"):
            texts.append(f"[{file.name}]\n{at.read_text('utf-8', 'replace').rstrip()}\n")
    return "\n".join(texts)


def _of_python() -> str:
    folders = [sysconfig.get_path("stdlib"), sys.base_prefix]
    for folder in folders:
        for name in ("LICENSE.txt", "LICENSE"):
            path = Path(folder) / name
            if path.is_file():
                return path.read_text("utf-8", "replace")
    return "https://docs.python.org/3/license.html"


def _ffmpeg() -> str:
    said, configuration = _of_ffmpeg("av")
    gpl = [name for name in ("x264", "x265") if f"--enable-lib{name}" in configuration]
    linked = _GPL.format(names=" and ".join(f"lib{name}" for name in gpl)) if gpl else ""
    return _FFMPEG.format(said=said, configuration=configuration, linked=linked)


def _of_ffmpeg(stem: str) -> tuple[str, str]:
    """What the libavutil of PyAV ("av") or OpenCV ("opencv") says of its licence and build."""
    import av  # noqa: F401  # loads what its libraries link to
    import cv2

    where = Path(cv2.__file__).parents[1]
    folders = [where / "av.libs", where / "av" / ".dylibs"]
    if stem == "opencv":
        folders = [*where.glob("opencv_python*.libs"), where / "cv2" / ".dylibs"]
    for folder in folders:
        for path in [*folder.glob("libavutil*"), *folder.glob("avutil*")]:
            try:
                library = ctypes.CDLL(str(path))
            except OSError:
                continue
            answers = []
            for name in ("avutil_license", "avutil_configuration"):
                function = getattr(library, name)
                function.restype = ctypes.c_char_p
                answers.append(function().decode())
            return answers[0], answers[1]
    return "LGPL version 2.1 or later", "not told"  # OpenCV's own plugin on Windows


def _system(libraries: Sequence[Path]) -> list[tuple[str, str]]:
    """The packages that libraries of a Debian or Ubuntu come from, with their copyright files."""
    found: dict[str, str] = {}
    for library in libraries:
        package = _package_of(library)
        text = Path("/usr/share/doc") / package / "copyright"
        if package and text.is_file():
            found[package] = text.read_text("utf-8", "replace")
    return sorted(found.items())


def _package_of(library: Path) -> str:
    try:
        real = library.resolve()
        for path in (real, Path(f"/usr{real}"), Path(str(real).removeprefix("/usr"))):
            answer = subprocess.run(
                ["dpkg", "-S", str(path)], capture_output=True, text=True, check=False
            )
            if answer.returncode == 0:
                return answer.stdout.split(":")[0]
    except OSError:
        pass
    return ""
