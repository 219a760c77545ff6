"""Pascal VOC XML as LabelImg writes it, with polygons (Roboflow's way), attributes (CVAT's way) and
whatever else a file holds kept in place."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from labeler.core import markup
from labeler.core.annotation import Annotation, Kind, Shape
from labeler.core.classes import normalised
from labeler.core.finding import Finding, LabelerError
from labeler.core.formats.format import Frame, Held, Parsed, Span, slots
from labeler.core.geometry import Points, bounds, snapped
from labeler.core.markup import Edits, Element, escaped, leading_space, outline, outline_start

if TYPE_CHECKING:
    from lxml.etree import _Element

id = "voc"
suffix = ".xml"
what_survives = frozenset(
    {"points", "kind", "class_name", "truncated", "difficult", "occluded", "attributes"}
    | {"seen", "verified"}
)

EDGES = ("xmin", "ymin", "xmax", "ymax")
FLAGS = ("truncated", "difficult", "occluded")
_TRUE = frozenset({"1", "true", "yes"})
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_MOST = 1e9

# The form nearly every file has, read without an XML parser: no attribute, entity, comment or
# CDATA, every character matched. Whatever deviates goes through the parser.
_S = r"[ \t\r\n]*"
_T = "[^<>&\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]*"
_N = rf">{_S}(-?[0-9]{{1,9}}(?:\.[0-9]{{0,30}})?){_S}</"
_HEAD = re.compile(
    rf"(?:<\?xml version=\"1\.0\"(?: encoding=\"[A-Za-z0-9._-]+\")?\?>)?{_S}"
    r"<annotation(?: verified=\"(yes|no)\")?(?: txt_digest=\"([0-9a-f]*)\")?>"
)
_ITEM = re.compile(
    rf"{_S}<(?!(?:object|size)[/>])([a-z_]+)(?:/>|>{_T}</\1>"
    rf"|>{_S}(?:<([a-z_]+)(?:/>|>{_T}</\2>){_S})*</\1>)"
)
_SIZE = re.compile(
    rf"{_S}<size>{_S}(?:<width>{_S}([0-9]{{1,9}}){_S}</width>{_S}<height>{_S}([0-9]{{1,9}}){_S}"
    rf"</height>{_S})(?:<depth>{_S}([0-9]{{1,9}}){_S}</depth>{_S})?</size>"
)
_OBJECT = re.compile(
    rf"{_S}(<object>{_S}<name>({_T})</name>{_S}(?:<pose(?:/>|>{_T}</pose>){_S})?"
    rf"(?:<truncated(?:/>|>({_T})</truncated>){_S})?(?:<difficult(?:/>|>({_T})</difficult>){_S})?"
    rf"(?:<occluded(?:/>|>({_T})</occluded>){_S})?<bndbox>{_S}"
    rf"<xmin{_N}xmin>{_S}<ymin{_N}ymin>{_S}<xmax{_N}xmax>{_S}<ymax{_N}ymax>{_S}"
    rf"</bndbox>{_S}</object>)"
)
_FOOT = re.compile(rf"{_S}</annotation>{_S}")


def parse(text: str, frame: Frame) -> Parsed:
    """Shapes of an XML; numbers keep their decimals, an inverted box stays inverted."""
    return parse_plain(text, frame) or parse_any(text, frame)


def parse_plain(text: str, frame: Frame) -> Parsed | None:
    """The same for a file in LabelImg's own form, several times as fast; None for any other."""
    head = _HEAD.match(text)
    if head is None:
        return None
    size: tuple[int, int] | None = None
    depth: int | None = None
    position = head.end()
    while True:
        if item := _ITEM.match(text, position):
            pass
        elif depth is None and (item := _SIZE.match(text, position)):
            size = _stated(int(item[1]), int(item[2]))
            depth = int(item[3]) if item[3] else 0
        else:
            break
        position = item.end()
    shapes: list[Shape] = []
    spans: list[Span] = []
    origin = float(frame.writing.voc_origin)
    match = _OBJECT.match
    while found := match(text, position):
        _, name, truncated, difficult, occluded, x1, y1, x2, y2 = found.groups()
        points = ((float(x1) - origin, float(y1) - origin), (float(x2), float(y2)))
        shapes.append(
            Shape(
                len(shapes) + 1,
                "box",
                points,
                _class_name(name),
                _flag(truncated),
                _flag(difficult),
                _flag(occluded),
            )
        )
        spans.append(found.span(1))
        position = found.end()
    if not _FOOT.fullmatch(text, position):
        return None
    annotation = Annotation(tuple(shapes), seen=True, verified=head[1] == "yes")
    return Parsed(annotation, (), size, depth or None, head[2] or "", tuple(spans))


def parse_any(text: str, frame: Frame) -> Parsed:
    """Any well-formed VOC file, by an XML parser; raises LabelerError with the line."""
    root = markup.parsed(text)
    if root.tag != "annotation":
        raise LabelerError("not_voc", None, 1, root=str(root.tag)[:40])
    shapes: list[Shape] = []
    ordinals: list[int] = []
    findings: list[Finding] = []
    for ordinal, element in enumerate(e for e in root if e.tag == "object"):
        shape = _shape(element, len(shapes) + 1, float(frame.writing.voc_origin))
        if shape is None:
            line = _line(element)
            findings.append(Finding("object_without_box", None, line, severity="warning"))
        else:
            shapes.append(shape)
            ordinals.append(ordinal)
    size, depth = _size(root)
    verified = (root.get("verified") or "").strip().lower() in _TRUE
    return Parsed(
        Annotation(tuple(shapes), seen=True, verified=verified),
        tuple(findings),
        size,
        depth,
        root.get("txt_digest") or "",
        None,
        tuple(ordinals),
    )


@lru_cache(maxsize=4096)
def _class_name(text: str) -> str:
    return normalised(text.replace("\r\n", "\n").replace("\r", "\n"))


@lru_cache(maxsize=256)
def _flag(text: str | None) -> bool:
    return text is not None and text.strip().lower() in _TRUE


def _stated(width: int, height: int) -> tuple[int, int] | None:
    return (width, height) if width > 0 and height > 0 else None


def _size(root: "_Element") -> tuple[tuple[int, int] | None, int | None]:
    element = root.find("size")
    if element is None:
        return None, None
    numbers = []
    for tag in ("width", "height", "depth"):
        text = (element.findtext(tag) or "").strip()
        whole = _NUMBER.fullmatch(text) and abs(float(text)) < _MOST
        numbers.append(int(float(text)) if whole else 0)
    return _stated(numbers[0], numbers[1]), numbers[2] or None


def _shape(element: "_Element", number: int, origin: float) -> Shape | None:
    """The shape of an `<object>`; None for one that has neither a box nor a polygon."""
    children: dict[str, _Element] = {}
    for child in element:
        if isinstance(child.tag, str):
            children.setdefault(child.tag, child)
    if "bndbox" not in children and "polygon" not in children:
        return None
    if "name" not in children:
        raise LabelerError("missing_value", None, _line(element), element="name")
    kind: Kind = "box"
    if "polygon" in children and (points := _polygon(children["polygon"])):
        kind = "quad" if _is_quad(children["polygon"], points) else "polygon"
    elif "bndbox" in children:
        points = _bndbox(children["bndbox"], origin)
    else:
        return None
    flags = {tag: _flag(_text(children[tag])) for tag in FLAGS if tag in children}
    attributes = tuple(_attributes(children["attributes"])) if "attributes" in children else ()
    name = normalised(_text(children["name"]))
    return Shape(number, kind, points, name, attributes=attributes, **flags)


def _line(element: "_Element") -> int | None:
    return element.sourceline if isinstance(element.sourceline, int) else None


def _text(element: "_Element") -> str:
    """The element's own characters, without those of comments and children within."""
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _is_quad(element: "_Element", points: Points) -> bool:
    return element.get("kind") == "quad" and len(points) == 4


def _bndbox(element: "_Element", origin: float) -> Points:
    edges: dict[str, float] = {}
    for child in element:
        tag = child.tag
        if tag in edges and isinstance(tag, str):
            raise LabelerError("repeated_value", None, _line(child), element=tag)
        if tag in EDGES:
            edges[str(tag)] = _number(child)
    for tag in EDGES:
        if tag not in edges:
            raise LabelerError("missing_value", None, _line(element), element=tag)
    return ((edges["xmin"] - origin, edges["ymin"] - origin), (edges["xmax"], edges["ymax"]))


def _number(element: "_Element") -> float:
    text = _text(element).strip()
    if _NUMBER.fullmatch(text) and abs(float(text)) < _MOST:
        return float(text)
    tag = str(element.tag)
    raise LabelerError("not_a_number", None, _line(element), element=tag, value=text[:40])


def _polygon(element: "_Element") -> Points:
    """Corners of `<x1/><y1/><x2/>…` or of `<pt><x/><y/></pt>…`; none when it is something else."""
    if element.find("pt") is not None:
        found = [c for pt in element.iter("pt") for c in pt if c.tag in ("x", "y")]
    else:
        found = [c for c in element if isinstance(c.tag, str) and re.match(r"[xy]\d", c.tag)]
    numbers = [_number(child) for child in found]
    points = tuple(zip(numbers[::2], numbers[1::2], strict=False))
    return points if len(points) >= 3 else ()


def _attributes(element: "_Element") -> Iterator[tuple[str, str]]:
    for attribute in element.iter("attribute"):
        name = attribute.findtext("name")
        if name is not None:
            yield name.strip(), attribute.findtext("value") or ""


def lines_of(text: str, parsed: Parsed) -> list[int]:
    lines: list[int] = []
    line, position = 1, 0
    for start, _ in _shape_spans(text, parsed):
        line += text.count("\n", position, start)
        position = start
        lines.append(line)
    return lines


def render(annotation: Annotation, frame: Frame) -> str:
    """A new file in LabelImg's order of elements."""
    width, height = frame.size or (0, 0)
    marks = ' verified="yes"' if annotation.verified else ""
    marks += f' txt_digest="{frame.twin}"' if frame.twin else ""
    head = (
        f"<annotation{marks}>\n\t<folder>{escaped(frame.folder)}</folder>\n"
        f"\t<filename>{escaped(frame.name.rpartition('/')[2])}</filename>\n"
        f"\t<path>{escaped(frame.name)}</path>\n"
        "\t<source>\n\t\t<database>Unknown</database>\n\t</source>\n"
        f"\t<size>\n\t\t<width>{width}</width>\n\t\t<height>{height}</height>\n"
        f"\t\t<depth>{frame.writing.depth}</depth>\n\t</size>\n\t<segmented>0</segmented>\n"
    )
    origin = frame.writing.voc_origin
    objects = "".join(f"\t{new_object(shape, origin)}\n" for shape in annotation.shapes)
    return f"{head}{objects}</annotation>\n"


@dataclass(frozen=True, slots=True)
class _Style:
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


def new_object(shape: Shape, origin: int, style: _Style | None = None) -> str:
    """The `<object>` element of a shape."""
    style = style or _Style()
    lines = [f"<name>{escaped(shape.class_name)}</name>", "<pose>Unspecified</pose>"]
    lines += [f"<truncated>{shape.truncated:d}</truncated>"]
    lines += [f"<difficult>{shape.difficult:d}</difficult>"]
    lines += ["<occluded>1</occluded>"] if shape.occluded else []
    edges = zip(EDGES, _edges(shape, origin), strict=True)
    lines += [_nested("bndbox", [f"<{tag}>{value}</{tag}>" for tag, value in edges], style)]
    lines += [_new_polygon(shape, style)] if shape.kind != "box" else []
    lines += [_new_attributes(shape, style)] if shape.attributes else []
    return f"<object>{''.join(style.child + line for line in lines)}{style.end}</object>"


def _nested(tag: str, lines: Sequence[str], style: _Style, marks: str = "") -> str:
    content = "".join(style.value + line for line in lines)
    return f"<{tag}{marks}>{content}{style.value_end}</{tag}>"


def _new_polygon(shape: Shape, style: _Style) -> str:
    lines = [
        f"<{axis}{number}>{_printed(value)}</{axis}{number}>"
        for number, point in enumerate(shape.points, 1)
        for axis, value in zip("xy", point, strict=True)
    ]
    return _nested("polygon", lines, style, ' kind="quad"' if shape.kind == "quad" else "")


def _new_attributes(shape: Shape, style: _Style) -> str:
    lines = [
        f"<attribute>{style.deeper}<name>{escaped(name)}</name>"
        f"{style.deeper}<value>{escaped(value)}</value>{style.value}</attribute>"
        for name, value in shape.attributes
    ]
    return _nested("attributes", lines, style)


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


def rewrite(text: str, parsed: Parsed, held: Held, annotation: Annotation, frame: Frame) -> str:
    """`text` with the objects of touched shapes edited; all else keeps its characters."""
    spans = _shape_spans(text, parsed)
    leading, filled = slots(annotation.shapes, held)
    style = _style(text, spans)
    origin = frame.writing.voc_origin
    out: list[str] = []
    position = 0

    def put(lead: str, shapes: Sequence[Shape]) -> None:
        for shape in shapes:
            out.append(lead)
            if shape.id in held:
                place, before = held[shape.id]
                own = text[slice(*spans[place])]
                out.append(own if shape == before else _edited(own, before, shape, origin, style))
            else:
                out.append(new_object(shape, origin, style))

    for index, (start, end) in enumerate(spans):
        lead = leading_space(text, start)
        out.append(text[position : start - len(lead)])
        put(lead, [*(leading if index == 0 else ()), *filled.get(index, ())])
        position = end
    if not spans and leading:
        text, foot = _opened(text)
        lead = leading_space(text, foot)
        out.append(text[: foot - len(lead)])
        put(style.end, leading)
        out.append(lead or "\n")
        position = foot
    return _marked("".join([*out, text[position:]]), annotation.verified, parsed, frame)


def _shape_spans(text: str, parsed: Parsed) -> Sequence[Span]:
    if parsed.spans is not None:
        return parsed.spans
    objects = [c for c in outline(text).children if c.tag == "object"]
    ordinals = range(len(objects)) if parsed.ordinals is None else parsed.ordinals
    return [(objects[n].start, objects[n].end) for n in ordinals]


def _style(text: str, spans: Sequence[Span]) -> _Style:
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
            return _Style(child, end, value, value_end)
    first = outline(text).children[:1]
    end = leading_space(text, first[0].start) if first else newline + "\t"
    step = end.lstrip("\r\n") if end else ""
    return _Style(end + step, end, end + step * 2, end + step)


def _opened(text: str) -> tuple[str, int]:
    """The text with its root as a start and an end tag, and where the end tag stands."""
    root = outline(text)
    if root.inner < root.end:
        return text, root.close
    opening = text[root.start : root.end - 2].rstrip() + ">"
    opened = f"{text[: root.start]}{opening}\n</annotation>{text[root.end :]}"
    return opened, root.start + len(opening) + 1


def _marked(text: str, verified: bool, parsed: Parsed, frame: Frame) -> str:
    """The text with the attributes of `<annotation>` brought up to date."""
    marks: dict[str, str] = {}
    if verified != parsed.annotation.verified:
        marks["verified"] = "yes" if verified else ""
    if parsed.twin:
        marks["txt_digest"] = frame.twin
    if not marks:
        return text
    root = outline_start(text)
    opening = text[root.start : root.inner]
    for name, value in marks.items():
        opening = _with_attribute(opening, name, value)
    return text[: root.start] + opening + text[root.inner :]


def _with_attribute(opening: str, name: str, value: str) -> str:
    """A start tag with the attribute set, or without it when the value is empty."""
    new = f' {name}="{value}"' if value else ""
    pattern = re.compile(rf"\s+{name}\s*=\s*(?:\"[^\"]*\"|'[^']*')")
    if pattern.search(opening):
        return pattern.sub(new, opening, count=1)
    end = "/>" if opening.endswith("/>") else ">"
    return f"{opening[: -len(end)].rstrip()}{new}{end}"


def _edited(own: str, before: Shape, after: Shape, origin: int, style: _Style) -> str:
    """An object's own text with only the differing fields changed."""
    top, edits = outline(own), Edits(own)
    name = top.child("name")
    if after.class_name != before.class_name and name is not None:
        edits.content(name, escaped(after.class_name))
    _edit_flags(edits, top, before, after, style)
    if (after.kind, after.points) != (before.kind, before.points):
        _edit_box(edits, top, after, origin, style)
        _edit_polygon(edits, top, after, style)
    if after.attributes != before.attributes:
        _edit_attributes(edits, top, after, style)
    return edits.made()


def _edit_flags(edits: Edits, top: Element, before: Shape, after: Shape, style: _Style) -> None:
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


def _edit_box(edits: Edits, top: Element, after: Shape, origin: int, style: _Style) -> None:
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


def _edit_polygon(edits: Edits, top: Element, after: Shape, style: _Style) -> None:
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


def _edit_attributes(edits: Edits, top: Element, after: Shape, style: _Style) -> None:
    old = top.child("attributes")
    new = _new_attributes(after, style)
    if old is None:
        edits.after(top.children[-1], style.child + new)
    elif not after.attributes:
        edits.remove(old)
    else:
        edits.replace(old.start, old.end, new)
