"""What the folders of a dataset hold, each listed once: images, videos, labels, sub-folders."""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from labeler.core.files import natural_key
from labeler.core.pictures import IMAGE_SUFFIXES
from labeler.core.video.clips import VIDEO_SUFFIXES

LABEL_SUFFIXES = (".xml", ".txt")
SOURCE_SUFFIXES = (".yaml", ".yml", ".names", ".data")
# Text files that stand beside labels and are none, whatever an image may be called.
CLASS_FILES = ("classes.txt", "class_names.txt", "predefined_classes.txt")
# Label-like names that are none as long as no image has their stem.
_LISTS = re.compile(
    r"(readme.*|licen[sc]e.*|train|valid?|test|trainval|labels|notes|requirements"
    r"|annotations?|.*\.names)\.(txt|xml)",
    re.IGNORECASE,
)

_DIGITS = bytes.maketrans(b"123456789", b"0" * 9)
_ZEROS = re.compile(b"0+")
_NUMBER = re.compile("[0-9]+")
_TEXT = re.compile("[^0-9]*")
_LONGEST_NUMBER = 18
_SPLIT = re.compile("([0-9]{1,18})")
_LENGTH = tuple("\0" + chr(length + 1) for length in range(_LONGEST_NUMBER + 1))
_MANY = 1000
_KIND = {
    **dict.fromkeys(IMAGE_SUFFIXES, "image"),
    **{suffix.upper(): "image" for suffix in IMAGE_SUFFIXES},
    **dict.fromkeys(VIDEO_SUFFIXES, "video"),
    **dict.fromkeys(LABEL_SUFFIXES, "label"),
    **dict.fromkeys(SOURCE_SUFFIXES, "source"),
}


@dataclass(slots=True)
class Folder:
    """One listed folder: plain names, in the order the disk gave them.

    `odd` has label files by another name than their own: with the suffix in small letters, and in
    composed letters (NFC), so that a label copied from another system still finds its image.
    """

    images: list[str] = field(default_factory=list)
    videos: list[str] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    sources: list[str] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    odd: dict[str, str] = field(default_factory=dict)

    def label(self, name: str) -> str | None:
        """The label file of that name as it is on disk."""
        if name in self.labels:
            return name
        if self.odd and name in self.odd:
            return self.odd[name]
        if name.isascii():
            return None
        composed = unicodedata.normalize("NFC", name)
        return composed if composed in self.labels else self.odd.get(composed)

    def label_of(self, image: str, suffix: str) -> str | None:
        """The file that holds an image's labels by its name: `a.txt`, else `a.jpg.txt`."""
        stem = stem_of(image)
        return self.label(stem + suffix) or self.label(image + suffix)


def stem_of(name: str) -> str:
    dot = name.rfind(".")
    return name[:dot] if dot > 0 else name


def is_label_name(name: str) -> bool:
    """False for the text files known to stand beside labels: lists of images, readmes, ..."""
    return name.lower() not in CLASS_FILES and not _LISTS.fullmatch(name)


def list_folder(path: str) -> Folder:
    """One folder's names by what they are; hidden ones are left out, unreadable is empty.

    A hidden folder is no part of a dataset (`.labeler`, `.git`), nor is a hidden file
    (`._a.jpg`, which macOS leaves on shares).
    """
    folder = Folder()
    try:
        with os.scandir(path) as entries:
            for entry in entries:
                try:
                    _file(folder, entry)
                except OSError:  # a link to itself, a file that has just gone
                    continue
    except OSError:
        pass
    return folder


def _file(folder: Folder, entry: "os.DirEntry[str]") -> None:
    name = entry.name
    if name[0] == ".":
        return
    suffix = name[name.rfind(".") :]
    kind = _KIND.get(suffix) or _KIND.get(suffix.lower())
    if kind == "image" and entry.is_file():
        folder.images.append(name)
    elif kind == "video" and entry.is_file():
        folder.videos.append(name)
    elif kind == "label" and entry.is_file():
        if name.lower() in CLASS_FILES:
            folder.sources.append(name)
        elif suffix in LABEL_SUFFIXES:
            folder.labels.add(name)
            if not name.isascii() and not unicodedata.is_normalized("NFC", name):
                folder.odd[unicodedata.normalize("NFC", name)] = name
        else:
            folder.odd[name[: -len(suffix)] + suffix.lower()] = name
    elif kind == "source" and entry.is_file():
        folder.sources.append(name)
    elif entry.is_dir():
        (folder.links if entry.is_symlink() else folder.folders).append(name)


class Listing:
    """The folders below one, and beside it, each listed when first asked for and then known."""

    def __init__(self) -> None:
        self._known: dict[str, Folder] = {}

    def folder(self, path: str) -> Folder:
        known = self._known.get(path)
        if known is None:
            known = self._known[path] = list_folder(path)
        return known

    def walk(self, top: str) -> Iterator[str]:
        """`top` and every folder below: a folder before its sub-folders, those in natural order.

        A link to a folder that is reached anyway, or that leads in a circle, is not followed.
        """
        real = os.path.realpath(top)
        seen = {real}
        waiting = [top]
        while waiting:
            path = waiting.pop()
            yield path
            here = self.folder(path)
            linked = {n for n in here.links if _leads_out(os.path.join(path, n), real, seen)}
            below = natural_sorted([*here.folders, *linked])
            waiting.extend(os.path.join(path, name) for name in reversed(below))


def _leads_out(link: str, top: str, seen: set[str]) -> bool:
    real = os.path.realpath(link)
    if real in seen or (real + os.sep).startswith(top + os.sep):
        return False
    if (top + os.sep).startswith(real + os.sep):
        return False
    seen.add(real)
    return True


def spread(names: Sequence[str], most: int) -> Sequence[str]:
    """At most that many of the names, taken evenly from all over."""
    return names if len(names) <= most else names[:: -(-len(names) // most)]


def natural_sorted(names: Iterable[str]) -> list[str]:
    """The names in natural order (a2 before a10), as by `natural_key`.

    Names that differ in nothing but digits are brought to the same length by zeros and sorted as
    plain text, which is several times faster than by keys; keys are left for merging such runs.
    """
    shapes: dict[bytes, list[list[str]]] = {}
    for pattern, run in _runs(names).items():
        shapes.setdefault(_ZEROS.sub(b"0", pattern), []).append(run)
    runs = [_sorted_runs(alike) for alike in shapes.values()]
    if len(runs) <= 1:
        return runs[0] if runs else []
    merged = [name for run in runs for name in run]
    merged.sort(key=_text_key)
    return merged


def natural_first(names: Iterable[str]) -> str | None:
    """The first name in natural order, without sorting the others."""
    firsts = [min(run) for run in _runs(names).values()]
    if len(firsts) > _MANY:
        firsts = _beginning_first(firsts)
    return min(firsts, key=natural_key, default=None)


def _beginning_first(names: list[str]) -> list[str]:
    """Those names of which one is the first: with the first text before a number, and number."""
    texts = [_TEXT.match(name)[0] for name in names]  # type: ignore[index]
    keys = {text: natural_key(text)[0] for text in set(texts)}
    least: Any = min(keys.values())  # type: ignore[type-var]
    names = [n for n, text in zip(names, texts, strict=True) if keys[text] == least]
    numbers = [_NUMBER.search(name) for name in names]
    values = [int(number[0][:_LONGEST_NUMBER]) if number else -1 for number in numbers]
    smallest = min(values)
    return [n for n, value in zip(names, values, strict=True) if value == smallest]


def _text_key(name: str) -> str:
    """The order of `natural_key` as one text, which sorts four times faster.

    A number is a NUL, its count of digits and the digits; nothing sorts before a NUL.
    """
    text = name.lower() if name.isascii() else unicodedata.normalize("NFC", name).casefold()
    parts = _SPLIT.split(text)
    for place in range(1, len(parts), 2):
        digits = parts[place].lstrip("0")
        parts[place] = _LENGTH[len(digits)] + digits
    parts += ("\0\0", name)
    return "".join(parts)


def _runs(names: Iterable[str]) -> dict[bytes, list[str]]:
    """The names by what they are, in UTF-8, with every digit a zero.

    All are translated in one piece, no name can hold a NUL: a third of the time of each by itself.
    """
    names = list(names)
    piece = "\0".join(names).encode("utf-8", "surrogatepass").translate(_DIGITS)
    runs: dict[bytes, list[str]] = {}
    for name, pattern in zip(names, piece.split(b"\0"), strict=False):  # no name, one pattern
        run = runs.get(pattern)
        if run is None:
            runs[pattern] = [name]
        else:
            run.append(name)
    return runs


def _sorted_runs(runs: list[list[str]]) -> list[str]:
    """Runs whose names differ in digits and the lengths of numbers only, as one in order."""
    if len(runs) == 1:
        runs[0].sort()
        return runs[0]
    numbers = [[m.span() for m in _NUMBER.finditer(run[0])] for run in runs]
    widest = [max(end - begin for begin, end in spans) for spans in zip(*numbers, strict=True)]
    if max(widest) > _LONGEST_NUMBER:
        return sorted((name for run in runs for name in run), key=_text_key)
    keys: list[str] = []
    for run, spans in zip(runs, numbers, strict=True):
        keys += _padded(run, spans, widest)
    keys.sort()
    cut = len(runs[0][0]) + sum(widest) - sum(end - begin for begin, end in numbers[0]) + 1
    return [key[cut:] for key in keys]


def _padded(run: list[str], spans: list[tuple[int, int]], widest: list[int]) -> list[str]:
    """For each name: it with longer numbers, a NUL, and the name itself."""
    pads = [
        (begin, "0" * (width - (end - begin)))
        for (begin, end), width in zip(spans, widest, strict=True)
        if width > end - begin
    ]
    if not pads:
        return [f"{name}\0{name}" for name in run]
    if len(pads) == 1:
        at, zeros = pads[0]
        return [f"{name[:at]}{zeros}{name[at:]}\0{name}" for name in run]
    return [f"{_with(name, pads)}\0{name}" for name in run]


def _with(name: str, pads: list[tuple[int, str]]) -> str:
    for at, zeros in reversed(pads):
        name = name[:at] + zeros + name[at:]
    return name
