"""Whatever hands do on any tool: no error, whole shapes, on the image, one step per gesture."""

from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from labeler.core.annotation import Annotation, Shape
from labeler.core.geometry import Points, bounds
from labeler.tools import TOOLS
from labeler.tools.tool import Pointer, Tool
from tests.tools.workspace import FakeWorkspace

WIDTH, HEIGHT = 64, 48
ACTIONS = {"draw", "move", "resize", "move_corner", "add_corner", "remove_corner"}
COUNTS = {"box": range(2, 3), "quad": range(4, 5), "polygon": range(3, 1000)}

xs, ys = st.integers(0, WIDTH * 4), st.integers(0, HEIGHT * 4)
corners = st.tuples(xs, ys).map(lambda p: (p[0] / 4, p[1] / 4))
pointers = st.builds(
    Pointer,
    st.one_of(st.integers(-8, WIDTH + 8), st.floats(-8, WIDTH + 8)).map(float),
    st.one_of(st.integers(-8, HEIGHT + 8), st.floats(-8, HEIGHT + 8)).map(float),
    st.sampled_from((0.25, 1.0, 4.0, 16.0)),
    st.booleans(),
    st.booleans(),
)


def _usable(points: Points) -> bool:
    box = bounds(points)
    return box.width >= 1 and box.height >= 1


boxes = st.tuples(corners, corners).filter(_usable).map(lambda p: (bounds(p)[:2], bounds(p)[2:]))
outlines = st.lists(corners, min_size=3, max_size=6).map(tuple).filter(_usable)
quads = st.tuples(corners, corners, corners, corners).filter(_usable)
shapes = st.one_of(
    st.tuples(st.just("box"), boxes),
    st.tuples(st.just("polygon"), outlines),
    st.tuples(st.just("quad"), quads),
)


class Gestures(RuleBasedStateMachine):
    """Any order of presses, moves, releases, keys and cancels; events of one gesture counted."""

    kind: type[Tool]

    @initialize(drawn=st.lists(shapes, max_size=5), snapping=st.booleans())
    def open(self, drawn: list[Any], snapping: bool) -> None:
        given = (Shape(i, kind, points, "car") for i, (kind, points) in enumerate(drawn, 1))
        self.workspace = FakeWorkspace(*given, size=(WIDTH, HEIGHT), snapping=snapping)
        self.tool = self.kind(self.workspace)
        self.held = False
        self.steps = 0

    @rule(pointer=pointers)
    def press(self, pointer: Pointer) -> None:
        if not self.held:
            self.steps = len(self.workspace.commits)
        self.tool.press(pointer)
        self.held = True

    @rule(pointer=pointers)
    def drag(self, pointer: Pointer) -> None:
        self.tool.move(pointer, self.held)

    @rule(pointer=pointers, pressed=st.booleans())
    def wander(self, pointer: Pointer, pressed: bool) -> None:
        self.tool.move(pointer, pressed)

    @rule(pointer=pointers)
    def release(self, pointer: Pointer) -> None:
        self.tool.release(pointer)
        assert len(self.workspace.commits) <= self.steps + 1
        self.held = False
        self.steps = len(self.workspace.commits)

    @rule(pointer=pointers)
    def double_click(self, pointer: Pointer) -> None:
        self.steps = len(self.workspace.commits)
        self.tool.double_click(pointer)
        self.held = True

    @rule(start=pointers, end=pointers)
    def whole_drag(self, start: Pointer, end: Pointer) -> None:
        before = len(self.workspace.commits)
        self.tool.press(start)
        self.tool.move(end, True)
        assert len(self.workspace.commits) <= before + 1
        self.tool.release(end)
        assert len(self.workspace.commits) <= before + 1
        self.held = False
        self.steps = len(self.workspace.commits)

    @rule(data=st.data(), end=pointers, chosen=st.booleans())
    def drag_a_part(self, data: st.DataObject, end: Pointer, chosen: bool) -> None:
        """Random pointers rarely meet a handle: start at one, or in the middle of a shape."""
        if self.held or not len(self.workspace.annotation):
            return
        shape = data.draw(st.sampled_from(self.workspace.annotation.shapes))
        (x, y), (next_x, next_y) = shape.corners[:2]
        middle = ((x + next_x) / 2, (y + next_y) / 2)
        at = data.draw(st.sampled_from((*shape.corners, middle, shape.bounds.centre)))
        if chosen:
            self.workspace.select((shape.id,))
        self.whole_drag(Pointer(*at, end.scale), end)

    @rule(pointer=pointers, name=st.sampled_from(("finish", "back", "delete", "cycle", "other")))
    def key(self, pointer: Pointer, name: str) -> None:
        before = len(self.workspace.commits)
        self.tool.key(name, pointer)
        assert len(self.workspace.commits) <= before + 1
        self.steps = len(self.workspace.commits)

    @rule()
    def cancel(self) -> None:
        before = self.workspace.annotation
        self.tool.cancel()
        assert not self.tool.busy
        assert self.workspace.previewed is None
        assert self.workspace.annotation is before

    @rule(data=st.data())
    def select(self, data: st.DataObject) -> None:
        ids = [shape.id for shape in self.workspace.annotation]
        if ids:
            self.workspace.select(data.draw(st.sets(st.sampled_from(ids))))

    @rule(data=st.data())
    def lose_a_shape(self, data: st.DataObject) -> None:
        """Something else removes a shape, such as undo, even in the middle of a gesture."""
        ids = [shape.id for shape in self.workspace.annotation]
        if ids:
            gone = data.draw(st.sampled_from(ids))
            self.workspace.annotation = self.workspace.annotation.removing((gone,))
            self.workspace.select(self.workspace.selection - {gone})

    @invariant()
    def shapes_are_whole(self) -> None:
        annotation: Annotation = self.workspace.annotation
        assert len({shape.id for shape in annotation}) == len(annotation)
        for shape in annotation:
            assert len(shape.points) in COUNTS[shape.kind]
            assert shape.bounds.inside(WIDTH, HEIGHT)
            assert shape.bounds.width >= 1
            assert shape.bounds.height >= 1

    @invariant()
    def only_known_things_are_said(self) -> None:
        assert set(self.workspace.commits) <= ACTIONS
        assert self.workspace.selection <= {shape.id for shape in self.workspace.annotation}
        assert self.tool.hint
        assert self.tool.busy or self.workspace.previewed is None

    @rule(pointer=pointers)
    def look(self, pointer: Pointer) -> None:
        assert self.tool.cursor(pointer)


@pytest.mark.parametrize("kind", TOOLS, ids=lambda kind: kind.id)
def test_gestures(kind: type[Tool]) -> None:
    machine: Any = type(f"{kind.__name__}Gestures", (Gestures,), {"kind": kind})
    case = machine.TestCase
    case.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
    case().runTest()
