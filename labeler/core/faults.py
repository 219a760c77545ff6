"""What is wrong with the shapes of one image: outside it, inverted, empty, twice, of no class."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from labeler.core.annotation import Shape
from labeler.core.classes import ClassList
from labeler.core.finding import Finding

TOLERANCE = 0.5


def faults(
    shapes: Sequence[Shape],
    size: tuple[int, int] | None,
    classes: ClassList,
    where: Path | None = None,
    line: Callable[[int], int | None] = lambda index: None,
) -> Iterator[Finding]:
    """Findings about the shapes of one file; `line` gives the line of a shape by its index.

    An edge may lie half a pixel outside, which is what rounding to fractions can do.
    """
    seen: dict[tuple[object, ...], int] = {}
    for index, shape in enumerate(shapes):
        for code, values in _codes(shape, size, classes):
            warning = code == "unknown_class"
            severity = "warning" if warning else "error"
            yield Finding(code, where, line(index), index, values, severity)  # type: ignore[arg-type]
        first = seen.setdefault((shape.class_name, shape.points), index)
        if first != index:
            values = {"name": shape.class_name, "first": first + 1}
            yield Finding("duplicate_box", where, line(index), index, values, "warning")


Values = dict[str, str | int | float]


def _codes(
    shape: Shape, size: tuple[int, int] | None, classes: ClassList
) -> Iterator[tuple[str, Values]]:
    name = shape.class_name
    if name not in classes:
        yield "unknown_class", {"name": name}
    if shape.kind == "box":
        (x1, y1), (x2, y2) = shape.points
        if x1 > x2 or y1 > y2:
            yield "inverted_sides", {"name": name}
    x1, y1, x2, y2 = shape.bounds
    if x1 == x2 or y1 == y2:
        yield "zero_side", {"name": name}
    if size is not None:
        past = {"left": -x1, "top": -y1, "right": x2 - size[0], "bottom": y2 - size[1]}
        side = max(past, key=past.__getitem__)
        if past[side] > TOLERANCE:
            yield "outside_image", {"name": name, "side": side, "px": round(past[side], 1)}
