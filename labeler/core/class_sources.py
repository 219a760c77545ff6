"""Where a dataset's class list comes from: the class files of other programs, or names in XML."""

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
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


def appended_to(choice: ClassChoice, classes: ClassList) -> bytes | None:
    """The class file of a choice with the classes that the list has more; None if that fails.

    Only ever appended: a file whose names are not the beginning of the list is left alone.
    """
    path = choice.source
    if path is None or choice.kind is None:
        return None
    names = _names(path, choice.kind)
    if names is None or any(
        a is None or normalised(a) != b for a, b in zip_longest(names, classes.names[: len(names)])
    ):
        return None
    more = classes.names[len(names) :]
    data = path.read_bytes()
    if not more:
        return data
    append = _yaml_appended if choice.kind == "data.yaml" else _lines_appended
    return append(data, more)


def renamed_in(choice: ClassChoice, number: int, old: str, new: str) -> bytes | None:
    """The class file of a choice with one name replaced; None where that cannot be done safely."""
    path = choice.source
    if path is None or choice.kind is None:
        return None
    names = _names(path, choice.kind)
    if names is None or number >= len(names) or normalised(names[number]) != old:
        return None
    data = path.read_bytes()
    rename = _yaml_renamed if choice.kind == "data.yaml" else _line_renamed
    try:
        after = rename(data, number, old, new)
    except UnicodeError:
        return None
    return after


def _line_renamed(data: bytes, number: int, old: str, new: str) -> bytes | None:
    text = data.decode("utf-8")
    lines = text.split("\n")
    kept = lines[number]
    start = kept.find(kept.strip("\ufeff \t\r"))
    lines[number] = kept[:start] + new + kept[start + len(kept.strip("\ufeff \t\r")) :]
    return "\n".join(lines).encode("utf-8")


def _yaml_renamed(data: bytes, number: int, old: str, new: str) -> bytes | None:
    import yaml

    text = data.decode("utf-8")
    loader = yaml.BaseLoader
    try:
        top: Any = yaml.compose(text, Loader=loader)
        names = {key.value: value for key, value in top.value}["names"]
        if names.id == "mapping":
            node = next(v for k, v in names.value if k.value.isdecimal() and int(k.value) == number)
        else:
            node = names.value[number]
        begin, end = node.start_mark.index, node.end_mark.index
        after = text[:begin] + _quoted(new) + text[end:]
        before_list = _listed(yaml.load(text, Loader=loader)["names"])
        after_list = _listed(yaml.load(after, Loader=loader)["names"])
    except (yaml.YAMLError, KeyError, StopIteration, IndexError, AttributeError):
        return None
    changed = [(a, b) for a, b in zip(before_list, after_list, strict=True) if a != b]
    if len(changed) != 1 or changed[0][1] != new:
        return None
    return after.encode("utf-8")


def _lines_appended(data: bytes, more: Sequence[str]) -> bytes | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    try:
        data.decode("utf-8-sig")
        encoding = "utf-8"
    except UnicodeDecodeError:
        encoding = "cp949"
    newline = b"\r\n" if b"\r\n" in data else b"\n"
    kept = data.rstrip() + newline if data.strip() else data
    try:
        lines = [name.encode(encoding) for name in more]
    except UnicodeEncodeError:
        return None
    ending = newline if data.endswith(b"\n") or not data.strip() else b""
    return kept + newline.join(lines) + ending


def _yaml_appended(data: bytes, more: Sequence[str]) -> bytes | None:
    """The names added by an edit of the text alone, checked by reading the result."""
    import yaml

    text = data.decode("utf-8")
    loader = getattr(yaml, "BaseLoader")  # noqa: B009 - its marks count characters
    try:
        top = yaml.compose(text, Loader=loader)
        after = _inserted(text, top, list(more))
        if after is None:
            return None
        old, new = yaml.load(text, Loader=loader), yaml.load(after, Loader=loader)
    except yaml.YAMLError:
        return None
    if not _only_more(old, new, list(more)):
        return None
    return after.encode("utf-8")


def _inserted(text: str, top: Any, more: list[str]) -> str | None:
    values = {key.value: value for key, value in top.value}
    names = values.get("names")
    if names is None or not names.value:
        return None
    numbered = names.id == "mapping"
    last = names.value[-1][1] if numbered else names.value[-1]
    first = names.value[0][0] if numbered else names.value[0]
    count = max(int(k.value) for k, _v in names.value) + 1 if numbered else len(names.value)
    entries = [f"{count + i}: {_quoted(n)}" if numbered else _quoted(n) for i, n in enumerate(more)]
    edits = []
    if names.flow_style:
        edits.append((last.end_mark.index, last.end_mark.index, "".join(f", {e}" for e in entries)))
    else:
        newline = "\r\n" if "\r\n" in text else "\n"
        start = text.rfind("\n", 0, first.start_mark.index) + 1
        lead = text[start : first.start_mark.index]
        end = last.end_mark.index
        edits.append((end, end, "".join(f"{newline}{lead}{entry}" for entry in entries)))
    if "nc" in values and values["nc"].value.isdecimal():
        mark = values["nc"]
        edits.append((mark.start_mark.index, mark.end_mark.index, str(count + len(more))))
    for begin, end, new in sorted(edits, reverse=True):
        text = text[:begin] + new + text[end:]
    return text


def _quoted(name: str) -> str:
    if re.fullmatch(r"[^\W\d][\w -]*", name) and name.lower() not in _YAML_WORDS:
        return name.rstrip()
    return "'" + name.replace("'", "''") + "'"


_YAML_WORDS = frozenset(("yes", "no", "true", "false", "on", "off", "null", "y", "n"))


def _only_more(old: Any, new: Any, more: list[str]) -> bool:
    """Nothing but the names and their number has changed between two documents."""
    rest_old = {k: v for k, v in old.items() if k not in ("names", "nc")}
    rest_new = {k: v for k, v in new.items() if k not in ("names", "nc")}
    return rest_old == rest_new and _listed(new["names"]) == _listed(old["names"]) + more


def _listed(names: Any) -> list[str]:
    return list(names.values()) if isinstance(names, dict) else list(names)
