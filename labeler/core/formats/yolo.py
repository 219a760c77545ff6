"""YOLO txt: one row a shape, a class number and fractions of the image's size.

`detect` rows are `id cx cy w h`, `segment` rows `id x1 y1 x2 y2 ...`, `obb` rows four corners; rows
of any of these are read whatever the project writes.
"""

import math
import re
from collections.abc import Sequence
from functools import lru_cache

from labeler.core.annotation import Annotation, Shape
from labeler.core.finding import Finding, LabelerError
from labeler.core.formats.format import Frame, Held, Parsed, refuse_too_many, slots
from labeler.core.geometry import Points

id = "yolo"
suffix = ".txt"
what_survives = frozenset({"points", "class_name", "seen"})

# Six decimals move an edge by at most 0.75e-6 of the size: an edge so near a whole pixel is one.
_PRINTED = 1e-6
_MOST_VALUES = 20_001
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_CLASS = re.compile(r"\+?[0-9]{1,9}(?:\.0*)?")


def parse(text: str, frame: Frame) -> Parsed:
    """Shapes of a txt; blank lines, tabs, double spaces and confidences are no obstacle."""
    if frame.size is None:
        raise LabelerError("image_size_unknown")
    width, height = frame.size
    shapes: list[Shape] = []
    ordinals: list[int] = []
    findings: list[Finding] = []
    rows = lines(text)
    refuse_too_many(len(rows))
    for number, line in enumerate(rows):
        values = line.split()
        if not values:
            continue
        index = len(shapes)
        if len(values) == 5:
            points, confidence = _box(values, number + 1, width, height), False
            kind = "box"
        else:
            kind, points, confidence = _outline(values, number + 1, frame)
        if confidence:
            findings.append(_confidence(values, number + 1, index))
        name = frame.classes.name_of(_class(values[0], number + 1))
        shapes.append(Shape(index + 1, kind, points, name))  # type: ignore[arg-type]
        ordinals.append(number)
    annotation = Annotation(tuple(shapes), seen=True)
    return Parsed(annotation, tuple(findings), ordinals=tuple(ordinals))


def lines(text: str) -> list[str]:
    """The lines of a txt without their ends; a file of an old Mac has only returns."""
    if "\r" in text and "\n" not in text:
        return text.split("\r")
    return text.split("\n")


def row(shape: Shape, frame: Frame) -> str:
    """The row of a shape, six decimals, nothing clamped.

    Raises LabelerError("class_not_listed") for a class without number.
    """
    if frame.size is None:
        raise LabelerError("image_size_unknown")
    number = frame.classes.number_of(shape.class_name)
    if number is None:
        raise LabelerError("class_not_listed", name=shape.class_name)
    width, height = frame.size
    if frame.writing.yolo == "detect":
        if shape.kind == "box":
            (x1, y1), (x2, y2) = shape.points
        else:
            x1, y1, x2, y2 = shape.bounds
        x, y = (x1 + x2) / 2 / width, (y1 + y2) / 2 / height
        text = f"{number} {x:.6f} {y:.6f} {(x2 - x1) / width:.6f} {(y2 - y1) / height:.6f}"
    else:
        points = shape.corners
        if frame.writing.yolo == "obb" and shape.kind == "polygon":
            points = shape.converted("quad").points
        text = f"{number} " + " ".join(f"{x / width:.6f} {y / height:.6f}" for x, y in points)
    return text.replace("-0.000000", "0.000000")


def lines_of(text: str, parsed: Parsed) -> list[int]:
    return [ordinal + 1 for ordinal in parsed.ordinals or ()]


def render(annotation: Annotation, frame: Frame) -> str:
    """The text of a new txt."""
    return "".join(row(shape, frame) + "\n" for shape in annotation.shapes)


def rewrite(text: str, parsed: Parsed, held: Held, annotation: Annotation, frame: Frame) -> str:
    """`text` with the rows of touched shapes changed; untouched rows keep their characters."""
    old = lines(text)
    end = "\r" if "\r" in text and "\n" not in text else "\n"
    new_end = "\r\n" if "\r\n" in text else end
    rows = set(parsed.ordinals or ())
    leading, filled = slots(annotation.shapes, held)
    written: list[tuple[str, str]] = []
    index = 0
    for number, line in enumerate(old):
        line_end = end if number < len(old) - 1 else ""
        if number in rows:
            for shape in filled.get(index, ()) if index else [*leading, *filled.get(0, ())]:
                if shape.id in held:
                    own = _line(old, parsed, held, shape)
                    written.append((_edited(own, shape, held[shape.id][1], frame), line_end))
                else:
                    written.append((row(shape, frame), new_end))
            index += 1
        elif line or line_end:
            written.append((line, line_end))
    if index == 0:
        written.extend((row(shape, frame), new_end) for shape in leading)
    return _joined(written, new_end)


def _line(old: Sequence[str], parsed: Parsed, held: Held, shape: Shape) -> str:
    assert parsed.ordinals is not None
    return old[parsed.ordinals[held[shape.id][0]]]


def _joined(written: Sequence[tuple[str, str]], new_end: str) -> str:
    """The text; only its last line may lack an end."""
    last = len(written) - 1
    return "".join(
        line + (end if end or number == last else new_end[-1:] if line.endswith("\r") else new_end)
        for number, (line, end) in enumerate(written)
    )


def _edited(line: str, shape: Shape, before: Shape, frame: Frame) -> str:
    """The row with its class or its coordinates changed, as far as they differ from `before`."""
    if (shape.kind, shape.points) != (before.kind, before.points):
        return row(shape, frame) + ("\r" if line.endswith("\r") else "")
    if shape.class_name == before.class_name:
        return line
    number = frame.classes.number_of(shape.class_name)
    if number is None:
        raise LabelerError("class_not_listed", name=shape.class_name)
    return re.sub(r"\S+", str(number), line, count=1)


def decimals(line: str) -> int:
    """How many decimals the row's coarsest coordinate is printed with."""
    most = 0
    for value in line.split()[1:]:
        mantissa, _, exponent = value.lower().partition("e")
        printed = len(mantissa.partition(".")[2]) - int(exponent or 0)
        most = max(most, printed)  # 0.5 is as exact as the 0.123456 beside it
    return most


def _box(values: Sequence[str], line: int, width: int, height: int) -> Points:
    x, y, w, h = _numbers(values[1:], line)
    return (
        (_pixel((x - w / 2) * width, width), _pixel((y - h / 2) * height, height)),
        (_pixel((x + w / 2) * width, width), _pixel((y + h / 2) * height, height)),
    )


def _outline(values: Sequence[str], line: int, frame: Frame) -> tuple[str, Points, bool]:
    """Kind, points and whether a confidence follows, of a row that is not five values."""
    assert frame.size is not None
    width, height = frame.size
    count = len(values)
    if count == 6:
        return "box", _box(values[:5], line, width, height), _has_number(values[5], line)
    if count < 7 or count > _MOST_VALUES:
        raise LabelerError("wrong_value_count", None, line, count=count)
    confidence = count % 2 == 0
    if confidence:
        _has_number(values[-1], line)
        values = values[:-1]
    if len(values) == 9 and _is_box(values) and frame.writing.yolo != "obb":
        kind = "box"
    else:
        kind = "quad" if len(values) == 9 and frame.writing.yolo == "obb" else "polygon"
    numbers = _numbers(values[1:], line)
    points = tuple(
        (_pixel(x * width, width), _pixel(y * height, height))
        for x, y in zip(numbers[::2], numbers[1::2], strict=True)
    )
    return kind, (points[0], points[2]) if kind == "box" else points, confidence


def _is_box(values: Sequence[str]) -> bool:
    """True for the four corners as a box is written under `segment`."""
    _, ax, ay, bx, by, cx, cy, dx, dy = values
    return ax == dx and ay == by and bx == cx and cy == dy


def _numbers(values: Sequence[str], line: int) -> list[float]:
    try:
        numbers = [float(value) for value in values]
        if all(-1e6 < number < 1e6 for number in numbers) and "_" not in "".join(values):
            return numbers
    except ValueError:
        pass
    wrong = next((v for v in values if not _is_number(v)), values[0])
    raise LabelerError("not_a_number", None, line, value=wrong[:40])


def _is_number(value: str) -> bool:
    if not _NUMBER.fullmatch(value):
        return False
    return math.isfinite(float(value)) and abs(float(value)) < 1e6


def _has_number(value: str, line: int) -> bool:
    _numbers((value,), line)
    return True


def _confidence(values: Sequence[str], line: int, index: int) -> Finding:
    return Finding(
        "confidence_column", None, line, index, {"value": values[-1][:40]}, severity="warning"
    )


@lru_cache(maxsize=1024)
def _number_of_class(value: str) -> int | None:
    return int(float(value)) if _CLASS.fullmatch(value) else None


def _class(value: str, line: int) -> int:
    number = _number_of_class(value)
    if number is None:
        raise LabelerError("not_a_class_number", None, line, value=value[:40])
    return number


def _pixel(value: float, size: int) -> float:
    whole = float(round(value))
    return whole if abs(value - whole) <= _PRINTED * size else value
