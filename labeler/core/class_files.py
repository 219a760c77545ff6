"""Adds to and renames in the class files of other programs, and changes nothing else in them."""

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from labeler.core.class_sources import ClassChoice, names_in_file
from labeler.core.classes import ClassList, normalised


def appended_to(choice: ClassChoice, classes: ClassList) -> bytes | None:
    """The class file of a choice with the classes that the list has more; None if that fails.

    Only ever appended: a file whose names are not the beginning of the list is left alone.
    """
    path = choice.source
    if path is None or choice.kind is None:
        return None
    names = names_in_file(path)
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
    names = names_in_file(path)
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
