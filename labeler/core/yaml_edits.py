"""Brings a YAML document to other values, each where it stands: comments and unknown keys stay."""

import re
from collections.abc import Sequence
from typing import Any

from labeler.core.classes import normalised

Fields = dict[str, Any]

_PLAIN = re.compile(r"\w[\w.-]*(?:[ /][\w.-]+)*")  # by every YAML reader
_LONG = ("grades", "examples")  # lists that are written with a line for each item


def put(document: Any, key: str, value: Any) -> None:
    """Give a key this value, unless it says the same already."""
    if key not in document or _compared(document.get(key)) != _compared(value):
        document[key] = _flowing(value)


def _compared(value: Any) -> Any:
    """Plain values, so that 5 and "5", or 3.0 and 3, are the same."""
    if isinstance(value, dict):
        return {str(key): _compared(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_compared(one) for one in value]
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) and value == int(value) else str(value)


def _flowing(value: Any) -> Any:
    """A list or a mapping that is written in one line, a text in it quoted unless it is plain."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    if isinstance(value, str) and not _PLAIN.fullmatch(value):
        return DoubleQuotedScalarString(value)
    if not isinstance(value, list | dict):
        return value
    node: Any = CommentedSeq() if isinstance(value, list) else CommentedMap()
    node.fa.set_flow_style()
    if isinstance(value, list):
        node.extend(_flowing(one) for one in value)
    else:
        node.update({key: _flowing(one) for key, one in value.items()})
    return node


def update_named(
    document: Any, key: str, before: Sequence[Fields], after: Sequence[Fields], by: str
) -> None:
    """Bring a list of mappings from the fields that it says to others, each found by its id.

    Only what differs is written: other ways to say the same, comments and unknown keys are kept.
    """
    if list(before) == list(after):
        return
    if not after:
        document[key] = _flowing([])
        return
    items = _placed(document, key, [str(one[by]) for one in after], by)
    said = {str(one[by]): one for one in before}
    for node, fields in zip(items, after, strict=True):
        old = said.get(str(fields[by]), {})
        for name in (*fields, *(name for name in old if name not in fields)):
            if name not in fields:
                node.pop(name, None)
            elif name not in old or old[name] != fields[name]:
                _bring(node, name, old.get(name), fields[name])


def _placed(document: Any, key: str, wanted: Sequence[str], by: str) -> Any:
    """The list with an item for each of these ids, those that are there where they stand."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    items = document.get(key)
    if not isinstance(items, list):
        items = document[key] = CommentedSeq()
    for place in reversed(range(len(items))):
        if _id(items[place], by) not in wanted:
            del items[place]
    there = {_id(one, by): one for one in items}
    if list(there) != list(wanted)[: len(there)]:
        items = document[key] = CommentedSeq(there.get(id, CommentedMap()) for id in wanted)
    items.extend(CommentedMap() for _ in wanted[len(items) :])
    return items


def _id(item: Any, by: str) -> str:
    return normalised(str(item.get(by, "")))


def _bring(node: Any, name: str, before: Any, after: Any) -> None:
    """Give a key of a mapping another value, item by item where the same ids stay."""
    there = node.get(name)
    if name == "grades" and before and [one["id"] for one in before] == [g["id"] for g in after]:
        for place, (old, new) in enumerate(zip(before, after, strict=True)):
            if old != new and isinstance(there[place], dict):
                _bring_all(there[place], old, new)
            elif old != new:
                there[place] = _flowing(new)
        return
    value = _flowing(after)
    if name in _LONG:
        value.fa.set_block_style()
    if hasattr(value, "ca") and hasattr(there, "ca") and there.fa.flow_style():
        value.ca.comment = there.ca.comment  # what stands behind it
    node[name] = value


def _bring_all(node: Any, before: Fields, after: Fields) -> None:
    for key in before.keys() - after.keys():
        node.pop(key, None)
    for key, value in after.items():
        if before.get(key) != value:
            node[key] = _flowing(value)


def update_list(document: Any, key: str, items: Sequence[dict[str, Any]]) -> None:
    """Bring a list of named things to these fields, each where it stands."""
    from ruamel.yaml.comments import CommentedSeq

    there = document.get(key)
    if not isinstance(there, list):
        if not items:
            return
        there = document[key] = CommentedSeq()
    if there and not items:
        there = document[key] = CommentedSeq()
    for number, fields in enumerate(items):
        if number == len(there):
            there.append(_entry(fields))
        else:
            _update_item(there, number, fields)
    del there[len(items) :]


def lift_comments(items: Any) -> None:
    """Put the comment after a `{...}` above it where a mapping in lines follows.

    ruamel.yaml 0.19 would write the first two lines of that mapping as one, which is no YAML.
    """
    comments = items.ca.items if hasattr(items, "ca") else {}
    for number in sorted(comments):
        pair = items[number : number + 2]
        if len(pair) < 2 or not all(
            hasattr(item, "fa") and isinstance(item, dict) for item in pair
        ):
            continue
        token = comments[number][0]
        if token is not None and pair[0].fa.flow_style() and not pair[1].fa.flow_style():
            comments[number][0] = None
            lines = (line.strip().lstrip("#").strip() for line in token.value.splitlines())
            above = "\n".join(line for line in lines if line)
            items.yaml_set_comment_before_after_key(number, before=above, indent=2)


def _update_item(there: Any, number: int, wanted: dict[str, Any]) -> None:
    item = there[number]
    if not isinstance(item, dict):
        if wanted != {"name": normalised(str(item))}:
            there[number] = _entry(wanted)
        return
    for key in ("name", "color", "key", "removed", "sha256"):
        if key not in wanted:
            item.pop(key, None)
        elif str(item.get(key, "")).strip() != str(wanted[key]):
            item[key] = wanted[key]


def _entry(fields: dict[str, Any]) -> Any:
    from ruamel.yaml.comments import CommentedMap

    entry = CommentedMap(fields)
    entry.fa.set_flow_style()
    return entry
