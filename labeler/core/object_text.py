"""The text of one VOC `<object>`: a new one in a file's own style, an old one minimally edited."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from labeler.core.annotation import Shape
from labeler.core.answers import Pairs, as_pairs, from_pairs
from labeler.core.geometry import bounds, snapped
from labeler.core.markup import Edits, Element, escaped, leading_space, outline, parsed

EDGES = ("xmin", "ymin", "xmax", "ymax")
FLAGS = ("truncated", "difficult", "occluded")


@dataclass(frozen=True, slots=True)
class Style:
    """White space of a file: before a child of an object, before its end tag, before the children
    of a child and before that one's end tag."""

    child: str = "\n\t\t"
    end: str = "\n\t"
    value: str = "\n\t\t\t"
    value_end: str = "\n\t\t"

    @property
    def deeper(self) -> str:
        """Before a child of a child's child."""
        step = self.value[len(self.child) :] if self.value.startswith(self.child) else ""
        return self.value + step


def new_object(shape: Shape, origin: int, style: Style | None = None) -> str:
    """The `<object>` element of a shape."""
    style = style or Style()
    lines = [f"<name>{escaped(shape.class_name)}</name>", "<pose>Unspecified</pose>"]
    lines += [f"<truncated>{shape.truncated:d}</truncated>"]
    lines += [f"<difficult>{shape.difficult:d}</difficult>"]
    lines += ["<occluded>1</occluded>"] if shape.occluded else []
    edges = zip(EDGES, _edges(shape, origin), strict=True)
    lines += [_nested("bndbox", [f"<{tag}>{value}</{tag}>" for tag, value in edges], style)]
    lines += [_new_polygon(shape, style)] if shape.kind != "box" else []
    pairs = _pairs(shape)
    lines += [_new_attributes(pairs, style)] if pairs else []
    return f"<object>{''.join(style.child + line for line in lines)}{style.end}</object>"


def _nested(tag: str, lines: Sequence[str], style: Style, marks: str = "") -> str:
    content = "".join(style.value + line for line in lines)
    return f"<{tag}{marks}>{content}{style.value_end}</{tag}>"


def _new_polygon(shape: Shape, style: Style) -> str:
    lines = [
        f"<{axis}{number}>{_printed(value)}</{axis}{number}>"
        for number, point in enumerate(shape.points, 1)
        for axis, value in zip("xy", point, strict=True)
    ]
    return _nested("polygon", lines, style, ' kind="quad"' if shape.kind == "quad" else "")


def _pairs(shape: Shape) -> Pairs:
    return (*shape.attributes, *as_pairs(shape.grades))


def _new_attributes(pairs: Pairs, style: Style) -> str:
    lines = [_new_attribute(pair, style.deeper, style.value) for pair in pairs]
    return _nested("attributes", lines, style)


def _new_attribute(pair: tuple[str, str], lead: str, end: str) -> str:
    name, value = (escaped(text) for text in pair)
    return f"<attribute>{lead}<name>{name}</name>{lead}<value>{value}</value>{end}</attribute>"


def new_grades(pairs: Pairs, lead: str) -> str:
    """The `<attributes>` of an image, a child of `<annotation>` with that white space before it."""
    step = "\t" if "\t" in lead or not lead.strip("\r\n") else "  "
    style = Style(value=lead + step, value_end=lead, child=lead)
    return _new_attributes(pairs, style)


def _printed(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def _edges(shape: Shape, origin: int) -> tuple[int, int, int, int]:
    """What `bndbox` holds: the nearest integers, for an outline those that enclose it."""
    if shape.kind == "box":
        (x1, y1), (x2, y2) = (snapped(point) for point in shape.points)
        return int(x1) + origin, int(y1) + origin, int(x2), int(y2)
    box = bounds(shape.points)
    left, top = math.floor(box.x1) + origin, math.floor(box.y1) + origin
    return left, top, math.ceil(box.x2), math.ceil(box.y2)


def style_of(text: str, spans: Sequence[tuple[int, int]]) -> Style:
    """The white space that the file's own objects use."""
    newline = "\r\n" if "\r\n" in text else "\n"
    if spans:
        own = text[slice(*spans[0])]
        top = outline(own)
        box = top.child("bndbox") or top.child("polygon")
        if box is not None and box.children:
            value = leading_space(own, box.children[0].start)
            value_end = leading_space(own, box.close)
            child, end = leading_space(own, top.children[0].start), leading_space(own, top.close)
            return Style(child, end, value, value_end)
    first = outline(text).children[:1]
    end = leading_space(text, first[0].start) if first else newline + "\t"
    step = end.lstrip("\r\n") if end else ""
    return Style(end + step, end, end + step * 2, end + step)


def edited_object(own: str, before: Shape, after: Shape, origin: int, style: Style) -> str:
    """An object's own text with only the differing fields changed."""
    top, edits = outline(own), Edits(own)
    name = top.child("name")
    if after.class_name != before.class_name and name is not None:
        edits.content(name, escaped(after.class_name))
    _edit_flags(edits, top, before, after, style)
    if (after.kind, after.points) != (before.kind, before.points):
        _edit_box(edits, top, after, origin, style)
        _edit_polygon(edits, top, after, style)
    if (after.attributes, after.grades) != (before.attributes, before.grades):
        _edit_attributes(edits, top, after, style)
    return edits.made()


def _edit_flags(edits: Edits, top: Element, before: Shape, after: Shape, style: Style) -> None:
    anchor = top.child("bndbox") or top.child("polygon") or top.children[-1]
    for tag in FLAGS:
        value = getattr(after, tag)
        element = top.child(tag)
        if value == getattr(before, tag):
            continue
        if element is not None:
            edits.content(element, f"{value:d}")
        else:
            edits.before(anchor, f"<{tag}>{value:d}</{tag}>{style.child}")


def _edit_box(edits: Edits, top: Element, after: Shape, origin: int, style: Style) -> None:
    box = top.child("bndbox")
    values = dict(zip(EDGES, _edges(after, origin), strict=True))
    if box is None:
        lines = [f"<{tag}>{value}</{tag}>" for tag, value in values.items()]
        edits.after(top.children[-1], style.child + _nested("bndbox", lines, style))
        return
    missing = ""
    for tag, value in values.items():
        element = box.child(tag)
        if element is None:
            missing += f"{style.value}<{tag}>{value}</{tag}>"
        elif edits.text[element.inner : element.close].strip() != str(value):
            edits.content(element, str(value))
    if missing and box.children:
        edits.after(box.children[-1], missing)
    elif missing:
        edits.content(box, missing + style.value_end)


def _edit_polygon(edits: Edits, top: Element, after: Shape, style: Style) -> None:
    old = top.child("polygon")
    if after.kind == "box":
        if old is not None:
            edits.remove(old)
        return
    new = _new_polygon(after, style)
    if old is None:
        edits.after(top.child("bndbox") or top.children[-1], style.child + new)
        return
    texts = [_printed(value) for point in after.points for value in point]
    opening = edits.text[old.start : old.inner]
    same_kind = ('kind="quad"' in opening) == (after.kind == "quad")
    tags = [f"{axis}{n}" for n in range(1, len(after.points) + 1) for axis in "xy"]
    if not same_kind or [c.tag for c in old.children] != tags:
        edits.replace(old.start, old.end, new)
        return
    for element, value in zip(old.children, texts, strict=True):
        if edits.text[element.inner : element.close].strip() != value:
            edits.content(element, value)


def _edit_attributes(edits: Edits, top: Element, after: Shape, style: Style) -> None:
    old = top.child("attributes")
    pairs = _pairs(after)
    if old is None:
        edits.after(top.children[-1], style.child + _new_attributes(pairs, style))
    else:
        edit_attributes(edits, old, pairs, _new_attributes(pairs, style))


def edit_attributes(edits: Edits, old: Element, pairs: Pairs, new: str) -> None:
    """Bring an `<attributes>` to these pairs: what else stands in it keeps its characters.

    `new` is written where that is not possible, and nothing where nothing is left.
    """
    own = edits.text[old.start : old.end]
    done = _edited_pairs(own, pairs)
    if done is None:
        done = new if pairs else ""
    if done:
        edits.replace(old.start, old.end, done)
    else:
        edits.remove(old)


def _edited_pairs(own: str, pairs: Pairs) -> str | None:
    """None when the attributes are nested, or would come to stand in another order."""
    top, edits = outline(own), Edits(own)
    attributes = [child for child in top.children if child.tag == "attribute"]
    if not attributes or own.count("<attribute") != len(attributes) + 1:
        return None
    wanted, result = list(pairs), []
    for element in attributes:
        there = _pair_of(own[element.start : element.end])
        pair = next((p for p in wanted if there and p[0] == there[0]), None)
        if pair is not None:
            wanted.remove(pair)
            result.append(pair)
        if there is not None and pair != there:
            value = element.child("value")
            if pair is None:
                edits.remove(element)
            elif value is None:
                return None
            else:
                edits.content(value, escaped(pair[1]))
    if from_pairs((*result, *wanted)) != from_pairs(pairs):
        return None
    last = attributes[-1]
    first = last.children[:1]
    lead = leading_space(own, last.start)
    deeper = leading_space(own, first[0].start) if first else lead
    end = leading_space(own, last.close)
    added = (lead + _new_attribute(pair, deeper, end) for pair in wanted)
    edits.after(top.children[-1], "".join(added))
    done = edits.made()
    inside = outline(done)
    return done if done[inside.inner : inside.close].strip() else ""


def _pair_of(own: str) -> tuple[str, str] | None:
    """The name and the value of an `<attribute>`, None for one without a name."""
    element = parsed(own)
    name = element.findtext("name")
    return None if name is None else (name.strip(), element.findtext("value") or "")
