"""Pascal VOC XML as LabelImg writes it, with polygons (Roboflow's way), attributes (CVAT's way) and
whatever else a file holds kept in place."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from labeler.core import markup
from labeler.core.annotation import Annotation, Answers, Kind, Shape
from labeler.core.answers import Pairs, as_pairs, from_pairs
from labeler.core.classes import normalised
from labeler.core.finding import Finding, LabelerError
from labeler.core.formats.format import Frame, Held, Parsed, Span, refuse_too_many, slots
from labeler.core.geometry import Points
from labeler.core.markup import Edits, escaped, leading_space, outline, outline_start
from labeler.core.object_text import (
    EDGES,
    FLAGS,
    edit_attributes,
    edited_object,
    new_grades,
    new_object,
    style_of,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

id = "voc"
suffix = ".xml"
what_survives = frozenset(
    {"points", "kind", "class_name", "truncated", "difficult", "occluded", "attributes"}
    | {"seen", "verified", "grades"}
)

_LEAD = "\n\t"  # before a child of the root
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
_CORNERS = _S.join(f"<{tag}{_N}{tag}>" for n in "1234" for tag in (f"x{n}", f"y{n}"))
_OBJECT = re.compile(
    rf"{_S}(<object>{_S}<name>({_T})</name>{_S}(?:<pose(?:/>|>{_T}</pose>){_S})?"
    rf"(?:<truncated(?:/>|>({_T})</truncated>){_S})?(?:<difficult(?:/>|>({_T})</difficult>){_S})?"
    rf"(?:<occluded(?:/>|>({_T})</occluded>){_S})?<bndbox>{_S}"
    rf"<xmin{_N}xmin>{_S}<ymin{_N}ymin>{_S}<xmax{_N}xmax>{_S}<ymax{_N}ymax>{_S}"
    rf"</bndbox>{_S}(?:<polygon kind=\"quad\">{_S}{_CORNERS}{_S}</polygon>{_S})?"
    rf"(?:<attributes>((?:{_S}<attribute>{_S}<name>{_T}</name>{_S}<value>{_T}</value>"
    rf"{_S}</attribute>)*){_S}</attributes>{_S})?</object>)"
)
_ATTRIBUTE = re.compile(rf"<name>({_T})</name>{_S}<value>({_T})</value>")
_FOOT = re.compile(rf"{_S}</annotation>{_S}")


def parse(text: str, frame: Frame) -> Parsed:
    """Shapes of an XML; numbers keep their decimals, an inverted box stays inverted."""
    refuse_too_many(text.count("<object"))
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
    match, number = _OBJECT.match, 0
    while found := match(text, position):
        _, name, truncated, difficult, occluded, x1, y1, x2, y2, *corners, attributes = (
            found.groups()
        )
        kind: Kind = "box"
        points: Points = ((float(x1) - origin, float(y1) - origin), (float(x2), float(y2)))
        if corners[0] is not None:
            kind, numbers = "quad", [float(number) for number in corners]
            points = tuple(zip(numbers[::2], numbers[1::2], strict=True))
        number += 1
        cut = truncated != "0" and _flag(truncated)
        hard = difficult != "0" and _flag(difficult)
        hidden = occluded is not None and _flag(occluded)
        pairs, grades = _plain_attributes(attributes) if attributes else ((), ())
        shapes.append(
            Shape(number, kind, points, _class_name(name), cut, hard, hidden, pairs, grades)
        )
        spans.append(found.span(1))
        position = found.end()
    if not _FOOT.fullmatch(text, position):
        return None
    annotation = Annotation(tuple(shapes), seen=True, verified=head[1] == "yes")
    return Parsed(annotation, (), size, depth or None, head[2] or "", tuple(spans))


@lru_cache(maxsize=4096)
def _plain_attributes(text: str) -> tuple[Pairs, Answers]:
    """Those of a run of `<attribute>`; lines end as an XML parser has them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return from_pairs((name.strip(), value) for name, value in _ATTRIBUTE.findall(text))


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
        Annotation(tuple(shapes), seen=True, verified=verified, grades=_own_pairs(root)[1]),
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
    pairs = _attributes(children["attributes"]) if "attributes" in children else ()
    attributes, grades = from_pairs(pairs)
    name = normalised(_text(children["name"]))
    return Shape(number, kind, points, name, attributes=attributes, grades=grades, **flags)


def _own_pairs(root: "_Element") -> tuple[Pairs, Answers]:
    """The attributes of the image itself, and its grades."""
    element = root.find("attributes")
    return from_pairs(_attributes(element) if element is not None else ())


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
    if annotation.grades:
        head += f"\t{new_grades(as_pairs(annotation.grades), _LEAD)}\n"
    origin = frame.writing.voc_origin
    objects = "".join(f"\t{new_object(shape, origin)}\n" for shape in annotation.shapes)
    return f"{head}{objects}</annotation>\n"


def rewrite(text: str, parsed: Parsed, held: Held, annotation: Annotation, frame: Frame) -> str:
    """`text` with the objects of touched shapes edited; all else keeps its characters."""
    spans = _shape_spans(text, parsed)
    leading, filled = slots(annotation.shapes, held)
    style = style_of(text, spans)
    origin = frame.writing.voc_origin
    out: list[str] = []
    position = 0

    def put(lead: str, shapes: Sequence[Shape]) -> None:
        for shape in shapes:
            out.append(lead)
            if shape.id in held:
                place, before = held[shape.id]
                own = text[slice(*spans[place])]
                out.append(
                    own if shape == before else edited_object(own, before, shape, origin, style)
                )
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
    done = "".join([*out, text[position:]])
    if annotation.grades != parsed.annotation.grades:
        done = _graded(done, annotation.grades)
    return _marked(done, annotation.verified, parsed, frame)


def _graded(text: str, grades: Answers) -> str:
    """The text with other grades of the image; its other attributes stay."""
    text = _opened(text)[0]
    top = outline(text)
    old = top.child("attributes")
    pairs = (*_own_pairs(markup.parsed(text))[0], *as_pairs(grades))
    edits = Edits(text)
    if old is not None:
        edit_attributes(edits, old, pairs, new_grades(pairs, leading_space(text, old.start)))
    elif pairs:
        before = next(
            (c for tag in ("segmented", "size", "source", "filename") if (c := top.child(tag))),
            None,
        )
        lead = leading_space(text, before.start) if before else _LEAD
        new = lead + new_grades(pairs, lead)
        edits.after(before, new) if before else edits.replace(top.inner, top.inner, new)
    return edits.made()


def _shape_spans(text: str, parsed: Parsed) -> Sequence[Span]:
    if parsed.spans is not None:
        return parsed.spans
    objects = [c for c in outline(text).children if c.tag == "object"]
    ordinals = range(len(objects)) if parsed.ordinals is None else parsed.ordinals
    return [(objects[n].start, objects[n].end) for n in ordinals]


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
