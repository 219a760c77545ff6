"""The quad tool: four clicks, or a drag."""

from labeler.tools.draw_quad import DrawQuad
from tests.tools.workspace import FakeWorkspace, Hand, points_of

DRAWN = ((60.0, 50.0), (20.0, 55.0), (15.0, 20.0), (62.0, 18.0))


def test_four_clicks_keep_their_order() -> None:
    workspace = FakeWorkspace()
    tool = DrawQuad(workspace)
    hand = Hand(tool)
    hints = [tool.hint]
    for corner in DRAWN:
        hand.click(*corner)
        hints.append(tool.hint)
    assert workspace.annotation.shapes[0].kind == "quad"
    assert workspace.annotation.shapes[0].points == DRAWN
    assert workspace.commits == ["draw"]
    assert hints == ["draw_quad", "draw_quad_next", "draw_quad_next", "draw_quad_last", "draw_quad"]


def test_a_drag_makes_the_corners_of_a_box() -> None:
    workspace = FakeWorkspace()
    tool = DrawQuad(workspace)
    hand = Hand(tool)
    hand.press(60, 50)
    hand.move(20, 20)
    assert workspace.previewed is not None
    assert workspace.previewed.shapes[0].kind == "quad"
    hand.release(20, 20)
    (shape,) = workspace.annotation
    assert points_of(workspace, shape.id) == ((20, 20), (60, 20), (60, 50), (20, 50))
    assert workspace.selection == {shape.id}
    assert not tool.busy


def test_a_fourth_corner_without_area_is_refused() -> None:
    workspace = FakeWorkspace()
    tool = DrawQuad(workspace)
    hand = Hand(tool)
    for x in (10, 20, 30, 40):
        hand.click(x, 10)
    assert len(tool.path) == 3
    hand.click(20, 50)
    assert len(workspace.annotation) == 1


def test_back_and_cancel() -> None:
    workspace = FakeWorkspace()
    tool = DrawQuad(workspace)
    hand = Hand(tool)
    hand.click(*DRAWN[0])
    hand.click(*DRAWN[1])
    assert tool.key("back", hand.at(5, 5))
    assert tool.path == [DRAWN[0]]
    tool.cancel()
    assert not tool.busy
    hand.press(10, 10)
    hand.move(50, 50)
    tool.cancel()
    hand.release(50, 50)
    assert workspace.commits == []
    assert workspace.previewed is None
