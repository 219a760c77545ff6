"""The box tool: by a drag or by two clicks, anywhere."""

from labeler.tools.draw_box import DrawBox
from tests.tools.workspace import FakeWorkspace, Hand, box, points_of


def test_drag_draws_even_on_a_selected_shape() -> None:
    workspace = FakeWorkspace(box(1, 0, 0, 100, 100))
    workspace.select((1,))
    Hand(DrawBox(workspace)).drag((10, 10), (60, 50))
    assert points_of(workspace, 2) == ((10, 10), (60, 50))
    assert workspace.selection == {2}
    assert workspace.commits == ["draw"]


def test_two_clicks_draw() -> None:
    workspace = FakeWorkspace()
    tool = DrawBox(workspace)
    hand = Hand(tool)
    assert tool.hint == "draw_box"
    hand.click(10, 10)
    assert tool.busy
    assert tool.hint == "draw_box_second"
    hand.hover(60, 50)
    assert workspace.previewed is not None
    assert workspace.previewed.shapes[0].points == ((10, 10), (60, 50))
    hand.click(60, 50)
    assert points_of(workspace, 1) == ((10, 10), (60, 50))
    assert not tool.busy
    assert workspace.previewed is None


def test_the_second_click_at_the_first_waits_for_another() -> None:
    workspace = FakeWorkspace()
    tool = DrawBox(workspace)
    hand = Hand(tool)
    hand.double_click(10, 10)
    assert tool.busy
    hand.click(60, 50)
    assert points_of(workspace, 1) == ((10, 10), (60, 50))


def test_the_class_may_change_between_the_clicks() -> None:
    workspace = FakeWorkspace()
    hand = Hand(DrawBox(workspace))
    hand.click(10, 10)
    workspace.current_class = "car"
    hand.click(60, 50)
    assert workspace.annotation[1].class_name == "car"


def test_back_and_cancel_drop_the_first_corner() -> None:
    workspace = FakeWorkspace()
    tool = DrawBox(workspace)
    hand = Hand(tool)
    assert not tool.key("back", hand.at(0, 0))
    hand.click(10, 10)
    assert tool.key("back", hand.at(20, 20))
    assert not tool.busy
    hand.click(10, 10)
    hand.hover(50, 50)
    tool.cancel()
    assert not tool.busy
    assert workspace.previewed is None
    hand.release(60, 60)
    assert workspace.commits == []


def test_a_lost_release_cancels() -> None:
    workspace = FakeWorkspace()
    tool = DrawBox(workspace)
    hand = Hand(tool)
    hand.press(10, 10)
    hand.move(50, 50)
    hand.hover(60, 60)
    assert not tool.busy
    assert workspace.commits == []
