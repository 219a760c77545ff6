"""Compare what an XML and a txt say about one image: which shapes are the same, what differs."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from labeler.core.annotation import Annotation, Shape
from labeler.core.finding import Finding
from labeler.core.geometry import Box, Points

TOLERANCE = 0.5
_MOST_NEAREST = 250_000  # pairs looked at when what is left is matched by nearness


def merged(voc: Shape, yolo: Shape, printed: tuple[float, float]) -> Shape:
    """One object out of its two agreeing descriptions: the more precise geometry, the rest the
    XML's. `printed` is how far the txt's decimals may move a coordinate, in pixels."""
    if yolo.kind == "box" and voc.kind != "box":
        return voc
    if voc.kind == "box" and yolo.kind != "box" and not _is_box(yolo, voc, printed):
        return replace(voc, kind=yolo.kind, points=yolo.points)
    points = yolo.points if voc.kind == yolo.kind else _as_box(yolo)
    if len(points) != len(voc.points) or _has_decimals(voc.points):
        return voc
    if all(
        abs(a[0] - b[0]) <= printed[0] and abs(a[1] - b[1]) <= printed[1]
        for a, b in zip(voc.points, points, strict=True)
    ):
        return voc
    if voc.kind == "box" and voc.points != _as_box(voc):
        return voc  # inverted: shown as it is in the file
    return replace(voc, points=points) if voc.kind == "box" else _outlined(voc, points, printed)


def _outlined(voc: Shape, points: Points, printed: tuple[float, float]) -> Shape:
    slack = (TOLERANCE + printed[0], TOLERANCE + printed[1])
    aligned = all(_touching(a, b, slack) for a, b in zip(voc.points, points, strict=True))
    return replace(voc, points=points) if aligned else voc


def _is_box(outline: Shape, box: Shape, printed: tuple[float, float]) -> bool:
    slack = (TOLERANCE + printed[0], TOLERANCE + printed[1])
    return len(outline.points) == 4 and _same_outline(box.corners, outline.points, slack)


def _as_box(shape: Shape) -> Points:
    box = shape.bounds
    return ((box.x1, box.y1), (box.x2, box.y2))


def _has_decimals(points: Points) -> bool:
    return any(x != int(x) or y != int(y) for x, y in points)


@dataclass(frozen=True)
class Agreement:
    """`pairs`: index in the XML -> index in the txt, for shapes that are the same object;
    `differing`: those of them that disagree; `differences`: everything that disagrees."""

    pairs: Mapping[int, int]
    differing: frozenset[int]
    differences: tuple[Finding, ...]


def compare(voc: Annotation, yolo: Annotation, size: tuple[int, int]) -> Agreement:
    """Match in order, then by place, then by class and nearness; cost grows with the shapes."""
    slack = (TOLERANCE + 1e-6 * size[0] + 1e-9, TOLERANCE + 1e-6 * size[1] + 1e-9)
    pairs: dict[int, int] = {}
    left = list(range(len(voc)))
    right = list(range(len(yolo)))
    for matching in (_in_order, _by_place, _at_place, _nearest):
        if left and right:
            pairs.update(matching(voc.shapes, yolo.shapes, left, right, slack))
            taken = set(pairs.values())
            left = [i for i in left if i not in pairs]
            right = [j for j in right if j not in taken]
    differing = frozenset(
        i for i, j in pairs.items() if not _same(voc.shapes[i], yolo.shapes[j], slack)
    )
    found = [_difference(voc.shapes[i], yolo.shapes[pairs[i]], i, slack) for i in sorted(differing)]
    found += [Finding("missing_in_txt", shape=i, values=_values(voc.shapes[i])) for i in left]
    found += [Finding("missing_in_xml", shape=j, values=_values(yolo.shapes[j])) for j in right]
    return Agreement(pairs, differing, tuple(found))


Slack = tuple[float, float]


def _in_order(
    voc: Sequence[Shape], yolo: Sequence[Shape], left: list[int], right: list[int], slack: Slack
) -> dict[int, int]:
    """Same index, same object: the usual case, all of it or nothing."""
    if len(left) != len(right):
        return {}
    return {i: j for i, j in zip(left, right, strict=True) if _same(voc[i], yolo[j], slack)}


def _by_place(
    voc: Sequence[Shape], yolo: Sequence[Shape], left: list[int], right: list[int], slack: Slack
) -> dict[int, int]:
    """The same class at the same place, in another order."""
    return _matched(voc, yolo, left, right, slack, classes=True)


def _at_place(
    voc: Sequence[Shape], yolo: Sequence[Shape], left: list[int], right: list[int], slack: Slack
) -> dict[int, int]:
    """The same place with another class."""
    return _matched(voc, yolo, left, right, slack, classes=False)


def _matched(
    voc: Sequence[Shape],
    yolo: Sequence[Shape],
    left: list[int],
    right: list[int],
    slack: Slack,
    classes: bool,
) -> dict[int, int]:
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for j in right:
        box = yolo[j].bounds
        cells[int(box.x1 // 2), int(box.y1 // 2)].append(j)
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for i in left:
        box = voc[i].bounds
        x, y = int((box.x1 - 1) // 2), int((box.y1 - 1) // 2)
        near = [j for dx in (0, 1) for dy in (0, 1) for j in cells.get((x + dx, y + dy), ())[:64]]
        for j in sorted(near):
            if j not in taken and _same(voc[i], yolo[j], slack, classes):
                pairs[i] = j
                taken.add(j)
                cells[int(yolo[j].bounds.x1 // 2), int(yolo[j].bounds.y1 // 2)].remove(j)
                break
    return pairs


def _nearest(
    voc: Sequence[Shape], yolo: Sequence[Shape], left: list[int], right: list[int], slack: Slack
) -> dict[int, int]:
    """What is left, by class and nearest centre; by order when there is too much of it."""
    groups: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for i in left:
        groups[voc[i].class_name][0].append(i)
    for j in right:
        groups[yolo[j].class_name][1].append(j)
    pairs: dict[int, int] = {}
    for ours, theirs in groups.values():
        if len(ours) * len(theirs) > _MOST_NEAREST:
            pairs.update(zip(ours, theirs, strict=False))
            continue
        distances = sorted((_apart(voc[i], yolo[j]), i, j) for i in ours for j in theirs)
        taken: set[int] = set()
        for _, i, j in distances:
            if i not in pairs and j not in taken:
                pairs[i] = j
                taken.add(j)
    return pairs


def _apart(a: Shape, b: Shape) -> float:
    (ax, ay), (bx, by) = a.bounds.centre, b.bounds.centre
    return (ax - bx) ** 2 + (ay - by) ** 2


def _same(a: Shape, b: Shape, slack: Slack, classes: bool = True) -> bool:
    if classes and a.class_name != b.class_name:
        return False
    if a.kind == "box" or b.kind == "box":
        return _near(a.bounds, b.bounds, slack)
    if len(a.points) != len(b.points) == 4:
        a = a.converted("quad")  # an obb row holds the rectangle around a polygon
    return _same_outline(a.points, b.points, slack)


def _near(a: Box, b: Box, slack: Slack) -> bool:
    dx, dy = slack
    return (
        abs(a[0] - b[0]) <= dx
        and abs(a[1] - b[1]) <= dy
        and abs(a[2] - b[2]) <= dx
        and abs(a[3] - b[3]) <= dy
    )


def _same_outline(a: Points, b: Points, slack: Slack) -> bool:
    """The same corners in the same order, whichever is the first and whichever way round."""
    if len(a) != len(b):
        return False
    starts = [n for n, point in enumerate(b) if _touching(a[0], point, slack)][:4]
    return any(
        all(_touching(point, b[(n + step * k) % len(b)], slack) for k, point in enumerate(a))
        for n in starts
        for step in (1, -1)
    )


def _touching(a: tuple[float, float], b: tuple[float, float], slack: Slack) -> bool:
    return abs(a[0] - b[0]) <= slack[0] and abs(a[1] - b[1]) <= slack[1]


def _difference(a: Shape, b: Shape, index: int, slack: Slack) -> Finding:
    if a.class_name != b.class_name and _same(a, b, slack, classes=False):
        return Finding(
            "class_differs", shape=index, values={"xml": a.class_name, "txt": b.class_name}
        )
    largest = max(abs(p - q) for p, q in zip(a.bounds, b.bounds, strict=True))
    values: dict[str, str | int | float] = {
        "name": a.class_name,
        "xml": _box_text(a),
        "txt": _box_text(b),
        "px": round(largest, 1),
    }
    return Finding("box_differs", shape=index, values=values)


def _values(shape: Shape) -> dict[str, str | int | float]:
    return {"name": shape.class_name, "box": _box_text(shape)}


def _box_text(shape: Shape) -> str:
    return " ".join(f"{value:.1f}".removesuffix(".0") for value in shape.bounds)
