"""The corner tool: move, add and remove corners without selecting first."""

from labeler.tools.edit_points import EditPoints
from tests.tools.workspace import FakeWorkspace, Hand, box, points_of, polygon, quad

TRIANGLE = polygon(1, (20, 20), (80, 20), (50, 80))
SQUARE = quad(2, (120, 20), (180, 20), (180, 80), (120, 80))


def begun() -> tuple[FakeWorkspace, EditPoints, Hand]:
    workspace = FakeWorkspace(box(3, 0, 0, 200, 100), TRIANGLE, SQUARE)
    tool = EditPoints(workspace)
    return workspace, tool, Hand(tool)


def test_corner_is_dragged_without_selecting_first() -> None:
    workspace, tool, hand = begun()
    hand.hover(50, 80)
    assert workspace.hovered == 1
    assert tool.hint == "edit_points_corner"
    assert tool.cursor(hand.at(50, 80)) == "point"
    hand.drag((50, 80), (60.4, 90))
    assert points_of(workspace, 1) == ((20, 20), (80, 20), (60, 90))
    assert workspace.commits == ["move_corner"]
    assert workspace.selection == {1}
    hand.drag((180, 80), (190, 90))
    assert points_of(workspace, 2)[2] == (190, 90)


def test_middle_is_added_by_drag_and_by_click() -> None:
    workspace, tool, hand = begun()
    hand.hover(50, 20)
    assert tool.hint == "edit_points_middle"
    hand.drag((50, 20), (50, 10))
    assert points_of(workspace, 1) == ((20, 20), (50, 10), (80, 20), (50, 80))
    hand.click(65, 50)
    assert points_of(workspace, 1)[3] == (65, 50)
    assert workspace.commits == ["add_corner", "add_corner"]


def test_delete_removes_the_corner_under_the_pointer() -> None:
    workspace, tool, hand = begun()
    hand.drag((50, 20), (50, 10))
    assert tool.key("delete", hand.at(20, 20))
    assert points_of(workspace, 1) == ((50, 10), (80, 20), (50, 80))
    assert not tool.key("delete", hand.at(50, 10))
    assert not tool.key("delete", hand.at(120, 20))
    assert not tool.key("delete", hand.at(100, 90))


def test_elsewhere_a_click_selects() -> None:
    workspace, tool, hand = begun()
    hand.click(50, 40)
    assert workspace.selection == {1}
    hand.click(5, 5)
    assert workspace.selection == {3}
    hand.drag((5, 5), (60, 60))
    assert workspace.commits == []
    assert tool.hint == "edit_points"


def test_the_selected_shape_comes_first_where_corners_meet() -> None:
    workspace = FakeWorkspace(
        polygon(1, (20, 20), (80, 20), (50, 80)), polygon(2, (20, 20), (30, 20), (25, 30))
    )
    hand = Hand(EditPoints(workspace))
    hand.hover(20, 20)
    assert workspace.hovered == 2
    workspace.select((1,))
    hand.drag((20, 20), (10, 10))
    assert points_of(workspace, 1)[0] == (10, 10)


def test_cancel_restores() -> None:
    workspace, tool, hand = begun()
    hand.press(50, 80)
    hand.move(60, 90)
    assert tool.busy
    tool.cancel()
    assert workspace.previewed is None
    hand.release(60, 90)
    assert workspace.commits == []
    assert points_of(workspace, 1) == TRIANGLE.points


def test_a_corner_drag_that_would_leave_no_area_is_dropped() -> None:
    workspace, _, hand = begun()
    hand.drag((50, 80), (50, 20))
    assert workspace.commits == []
    assert workspace.previewed is None
