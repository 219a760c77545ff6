"""Where a dataset's class list comes from: the class files of other programs, or names in XML."""

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from labeler.core.classes import ClassList, normalised
from labeler.core.files import natural_key
from labeler.core.listing import Listing

Kind = Literal["data.yaml", "obj.names", "classes.txt", "class_names.txt", "predefined", "xml"]

_LARGEST = 1 << 20
_MOST = 10_000
_FOLDERS = 40
_ORDER: tuple[Kind, ...] = (
    "data.yaml",
    "obj.names",
    "classes.txt",
    "class_names.txt",
    "predefined",
)
_OBJECT_NAME = re.compile(r"<object\b[^>]*>(?:(?!</object).)*?<name\b[^>]*>([^<]*)</name", re.S)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,60}encoding=["']([\w.-]+)""")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One source of class names; `source` is None for the names found in XML files."""

    kind: Kind
    source: Path | None
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClassChoice:
    """The class list of a dataset that has no labeler.yaml.

    `disagreement` has every source, the one in use first, when two name the same number
    differently; the user chooses once. It is empty while they agree.
    """

    classes: ClassList
    source: Path | None = None
    kind: Kind | None = None
    disagreement: tuple[Candidate, ...] = ()

    def chosen(self, candidate: Candidate) -> "ClassChoice":
        return ClassChoice(ClassList.of(candidate.names), candidate.source, candidate.kind)


def discover_classes(
    root: Path, label_folders: Iterable[Path] = (), listing: Listing | None = None
) -> ClassChoice:
    """The classes by the files in `root`, its labels' folders and one level around."""
    candidates = _candidates(root, label_folders, listing or Listing())
    if not candidates:
        return ClassChoice(ClassList())
    first = candidates[0]
    if any(_differ(a.names, b.names) for a in candidates for b in candidates):
        return replace(_choice(first), disagreement=tuple(candidates))
    longest = max(candidates, key=lambda c: len(c.names))
    return _choice(longest if len(longest.names) > len(first.names) else first)


def _choice(candidate: Candidate) -> ClassChoice:
    return ClassChoice(ClassList.of(candidate.names), candidate.source, candidate.kind)


def _differ(a: Sequence[str], b: Sequence[str]) -> bool:
    """Two lists of which neither is the beginning of the other."""
    pairs = zip(a, b, strict=False)
    return any(normalised(x) != normalised(y) for x, y in pairs)


def _candidates(root: Path, label_folders: Iterable[Path], listing: Listing) -> list[Candidate]:
    found: list[Candidate] = []
    for path in _files(root, label_folders, listing):
        kind = _kind(path)
        names = _names(path, kind) if kind else None
        if kind and names and not any(c.names == names and c.kind == kind for c in found):
            found.append(Candidate(kind, path, names))
    return sorted(found, key=lambda c: _ORDER.index(c.kind))


def _files(root: Path, label_folders: Iterable[Path], listing: Listing) -> list[Path]:
    """Files that may hold class names: nearest first."""
    folders = [str(root), *map(str, label_folders)]
    here = listing.folder(str(root))
    below = sorted([*here.folders, *here.links], key=natural_key)[:_FOLDERS]
    folders += [os.path.join(root, name) for name in below]
    files = []
    for folder in dict.fromkeys(folders):
        for name in sorted(listing.folder(folder).sources):
            files.append(_pointed(Path(folder, name)))
    above = listing.folder(str(root.parent)).sources
    files += [root.parent / n for n in sorted(above) if _tells_of(root.parent / n, root.name)]
    return list(dict.fromkeys(files))


def _tells_of(path: Path, folder: str) -> bool:
    """A YAML one level up belongs to the folder it names: by its own name or by its `path`."""
    if path.suffix not in (".yaml", ".yml"):
        return False
    if path.stem == folder:
        return True
    document = _yaml(path)
    where = document.get("path") if isinstance(document, dict) else None
    return isinstance(where, str) and re.split(r"[\\/]", where.rstrip("\\/"))[-1] == folder


def _kind(path: Path) -> Kind | None:
    name = path.name.lower()
    if name == "labeler.yaml":
        return None
    if name.endswith((".yaml", ".yml")):
        return "data.yaml"
    if name.endswith(".data"):
        return None
    if name.endswith(".names"):
        return "obj.names"
    if name == "predefined_classes.txt":
        return "predefined"
    return "class_names.txt" if name == "class_names.txt" else "classes.txt"


def names_in_file(path: Path) -> tuple[str, ...] | None:
    """The class names in a file that the user points to, whatever it is called."""
    pointed = _pointed(path)
    return _names(pointed, _kind(pointed) or "classes.txt")


def _names(path: Path, kind: Kind) -> tuple[str, ...] | None:
    if kind == "data.yaml":
        return _yaml_names(path)
    return _line_names(path)


def _text(path: Path) -> str | None:
    try:
        if path.stat().st_size > _LARGEST:
            return None
        return decoded(path.read_bytes())
    except OSError:
        return None


def decoded(data: bytes) -> str:
    """Text in whatever encoding it declares or has: UTF-8 or -16 by their marks, else Korean."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.match(data)
    for encoding in ((declared[1].decode("ascii"),) if declared else ()) + ("cp949",):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1")


def _line_names(path: Path) -> tuple[str, ...] | None:
    text = _text(path)
    if text is None or "\0" in text:
        return None
    names = [normalised(line) for line in text.split("\n")]
    while names and not names[-1]:
        names.pop()
    return tuple(names) if len(names) <= _MOST else None


def _pointed(path: Path) -> Path:
    """The names file that a darknet .data file points to; where it lies is not taken literally."""
    if path.suffix.lower() != ".data":
        return path
    match = re.search(r"^\s*names\s*=\s*(\S.*?)\s*$", _text(path) or "", re.M)
    if match and "\x00" not in match[1]:
        pointed = match[1].replace("\\", "/")
        for folder, name in ((path.parent, Path(pointed).name), (path.parents[1], pointed)):
            if (folder / name).is_file():
                return folder / name
    return path


def _yaml(path: Path) -> Any:
    """The file as plain strings, lists and dicts, so that a class called `no` stays a name."""
    import yaml

    text = _text(path)
    if text is None:
        return None
    try:
        return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except (yaml.YAMLError, RecursionError, ValueError):
        return None


def _yaml_names(path: Path) -> tuple[str, ...] | None:
    document = _yaml(path)
    names = document.get("names") if isinstance(document, dict) else None
    if isinstance(names, list):
        return tuple(normalised(str(name)) for name in names) if len(names) <= _MOST else None
    if isinstance(names, dict):
        return _by_number(names)
    return None


def _by_number(names: dict[Any, Any]) -> tuple[str, ...] | None:
    numbered = {int(n): str(name) for n, name in names.items() if str(n).isdecimal()}
    if not numbered or max(numbered) >= _MOST:
        return None
    return tuple(normalised(numbered.get(n, "")) for n in range(max(numbered) + 1))


def names_in_xml(paths: Iterable[Path]) -> tuple[str, ...]:
    """The class names in VOC files, in natural order; a file that cannot be read counts as none."""
    found: set[str] = set()
    for path in paths:
        text = _text(path)
        if text:
            found.update(_OBJECT_NAME.findall(text))
    names = {normalised(_plain(name)) for name in found}
    return tuple(sorted(names - {""}, key=lambda name: (natural_key(name), name)))


def _plain(text: str) -> str:
    if "&" not in text:
        return text
    import html

    return html.unescape(text)


def classes_in_xml(paths: Iterable[Path]) -> ClassChoice:
    """A choice made from the names in VOC files, for a dataset without any class file."""
    names = names_in_xml(paths)
    return ClassChoice(ClassList.of(names), None, "xml" if names else None)
