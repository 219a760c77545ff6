"""Edits of the open annotation that no pointer makes: paste, copy from the previous image."""

from collections.abc import Sequence
from dataclasses import replace

from labeler.core.annotation import DIFFICULT, Shape, answer_in
from labeler.services.workspace import Workspace

_OFFSET = 10.0  # image pixels between a shape and its copy


def add_shapes(workspace: Workspace, shapes: Sequence[Shape], action: str) -> int:
    """Add shapes from elsewhere and select them; returns how many.

    What was graded is not: another place, or another picture, has grades of its own. They are kept
    inside the image, and stand beside a shape that is the very same, never on it.
    """
    if not workspace.editable or not shapes:
        return 0
    there: set[tuple[object, ...]] = {_look(s) for s in workspace.annotation}
    added = []
    for shape in shapes:
        placed = _beside(_inside(shape, *workspace.image_size), there, *workspace.image_size)
        there.add(_look(placed))
        by_rule = answer_in(placed.grades, DIFFICULT) is not None
        difficult = placed.difficult and not by_rule
        added.append(replace(placed, id=workspace.new_id(), grades=(), difficult=difficult))
    workspace.commit(workspace.annotation.adding(*added), action)
    workspace.select(s.id for s in added)
    return len(added)


def _look(shape: Shape) -> tuple[object, ...]:
    return (shape.kind, shape.points, shape.class_name)


def _beside(shape: Shape, there: set[tuple[object, ...]], width: int, height: int) -> Shape:
    """The shape moved a little until it hides no twin; as it is where there is no room."""
    placed = shape
    for _ in range(len(there)):
        if _look(placed) not in there:
            return placed
        box = placed.bounds
        dx = _OFFSET if box.x2 + _OFFSET <= width else -min(_OFFSET, box.x1)
        dy = _OFFSET if box.y2 + _OFFSET <= height else -min(_OFFSET, box.y1)
        placed = placed.moved(dx, dy)
    return placed


def _inside(shape: Shape, width: int, height: int) -> Shape:
    """The shape moved, and cut where it is larger, so that it lies in the image."""
    box = shape.bounds
    dx = min(0.0, width - box.x2) if box.x1 >= 0 else -box.x1
    dy = min(0.0, height - box.y2) if box.y1 >= 0 else -box.y1
    moved = shape.moved(max(dx, -box.x1), max(dy, -box.y1))
    return moved.reshaped(tuple((min(x, width), min(y, height)) for x, y in moved.points))
