"""The select tool: draw, click, move, resize, reshape, marquee, cycle, cancel."""

import pytest

from labeler.core.annotation import Shape
from labeler.core.geometry import Point, Points
from labeler.tools.select import Select
from tests.tools.workspace import FakeWorkspace, Hand, box, points_of, polygon, quad


def begun(
    *shapes: Shape, selected: tuple[int, ...] = (), scale: float = 1.0, snapping: bool = True
) -> tuple[FakeWorkspace, Select, Hand]:
    workspace = FakeWorkspace(*shapes, snapping=snapping)
    workspace.select(selected)
    tool = Select(workspace)
    return workspace, tool, Hand(tool, scale)


def test_drag_on_empty_ground_draws_and_selects() -> None:
    workspace, tool, hand = begun()
    hand.press(10.4, 20.4)
    hand.move(40, 40)
    assert workspace.previewed is not None
    assert workspace.previewed.active == (40, 40)
    assert workspace.previewed.class_name == "plate"
    assert tool.busy
    assert tool.hint == "drawing_box"
    assert workspace.commits == []
    hand.move(60.6, 50.5)
    hand.release(60.6, 50.5)
    assert workspace.commits == ["draw"]
    (shape,) = workspace.annotation
    assert shape == Shape(shape.id, "box", ((10, 20), (61, 51)), "plate")
    assert workspace.selection == {shape.id}
    assert workspace.previewed is None
    assert not tool.busy


def test_without_snapping_the_corners_stay_where_they_are_put() -> None:
    workspace, _, hand = begun(snapping=False)
    hand.drag((10.25, 20.5), (60.75, 50.5))
    assert points_of(workspace, 1) == ((10.25, 20.5), (60.75, 50.5))


def test_drawing_ends_at_the_image_border() -> None:
    workspace, _, hand = begun()
    hand.drag((-30, 10), (500, 400))
    assert points_of(workspace, 1) == ((0, 10), (200, 100))


@pytest.mark.parametrize("end", [(12, 12), (10, 60), (40, 10.3)])
def test_too_small_is_not_drawn(end: Point) -> None:
    workspace, _, hand = begun()
    hand.drag((10, 10), end)
    assert len(workspace.annotation) == 0
    assert workspace.commits == []
    assert workspace.previewed is None


def test_drag_distance_is_measured_on_the_screen() -> None:
    workspace, _, hand = begun(scale=10)
    hand.drag((10, 10), (11, 11))
    assert points_of(workspace, 1) == ((10, 10), (11, 11))


def test_click_selects_the_smallest_and_empty_ground_nothing() -> None:
    workspace, _, hand = begun(box(1, 10, 10, 100, 90), box(2, 40, 40, 60, 50))
    hand.click(50, 45)
    assert workspace.selection == {2}
    hand.click(20, 20)
    assert workspace.selection == {1}
    hand.click(150, 50)
    assert workspace.selection == set()
    assert workspace.commits == []


def test_plate_is_drawn_by_a_plain_drag_in_the_car() -> None:
    workspace, _, hand = begun(box(1, 10, 10, 100, 90))
    hand.drag((40, 60), (70, 70))
    assert points_of(workspace, 2) == ((40, 60), (70, 70))
    assert points_of(workspace, 1) == ((10, 10), (100, 90))


def test_plate_is_clicked_in_the_selected_car() -> None:
    workspace, _, hand = begun(box(1, 10, 10, 100, 90), box(2, 40, 40, 60, 50), selected=(1,))
    hand.click(50, 45)
    assert workspace.selection == {2}


def test_ctrl_drag_draws_on_the_selected_shape() -> None:
    workspace, _, hand = begun(box(1, 10, 10, 100, 90), selected=(1,))
    hand.drag((40, 60), (70, 70), ctrl=True)
    assert points_of(workspace, 2) == ((40, 60), (70, 70))
    assert workspace.commits == ["draw"]


def test_selected_shape_moves_by_whole_pixels_and_keeps_its_fraction() -> None:
    workspace, tool, hand = begun(box(1, 10.25, 10, 40.5, 40), selected=(1,))
    hand.press(25, 25)
    hand.move(30.4, 27.6)
    assert tool.hint == "select_moving"
    hand.release(30.4, 27.6)
    assert points_of(workspace, 1) == ((15.25, 13), (45.5, 43))
    assert workspace.commits == ["move"]


def test_selected_shapes_move_together_and_stop_at_the_border() -> None:
    workspace, _, hand = begun(
        box(1, 10, 10, 40, 40), polygon(2, (150, 50), (190, 50), (170, 90)), selected=(1, 2)
    )
    hand.drag((25, 25), (90, 90))
    assert points_of(workspace, 1) == ((20, 20), (50, 50))
    assert points_of(workspace, 2) == ((160, 60), (200, 60), (180, 100))


def test_shape_outside_the_image_can_come_back() -> None:
    workspace, _, hand = begun(box(1, -20, 10, 40, 40), selected=(1,))
    hand.drag((20, 25), (5, 25))
    assert points_of(workspace, 1) == ((-20, 10), (40, 40))
    assert workspace.commits == []
    hand.drag((20, 25), (45, 25))
    assert points_of(workspace, 1) == ((5, 10), (65, 40))


HANDLES = [
    ((50, 20), (60, 30), ((60, 30), (100, 60)), "size_f"),
    ((100, 20), (110, 10), ((50, 10), (110, 60)), "size_b"),
    ((100, 60), (120, 70), ((50, 20), (120, 70)), "size_f"),
    ((50, 60), (40, 50), ((40, 20), (100, 50)), "size_b"),
    ((75, 20), (90, 10), ((50, 10), (100, 60)), "size_v"),
    ((100, 40), (90, 90), ((50, 20), (90, 60)), "size_h"),
    ((75, 60), (10, 70), ((50, 20), (100, 70)), "size_v"),
    ((50, 40), (45, 90), ((45, 20), (100, 60)), "size_h"),
]


@pytest.mark.parametrize(("start", "end", "expected", "cursor"), HANDLES)
def test_each_handle_resizes(start: Point, end: Point, expected: Points, cursor: str) -> None:
    workspace, tool, hand = begun(box(1, 50, 20, 100, 60), selected=(1,))
    assert tool.cursor(hand.at(*start)) == cursor
    hand.hover(*start)
    assert tool.hint == "select_resize"
    hand.drag(start, end)
    assert points_of(workspace, 1) == expected
    assert workspace.commits == ["resize"]


def test_corner_past_the_opposite_one_flips() -> None:
    workspace, _, hand = begun(box(1, 50, 20, 100, 60), selected=(1,))
    hand.drag((50, 20), (130, 90))
    assert points_of(workspace, 1) == ((100, 60), (130, 90))


def test_resizing_stops_at_one_pixel_and_at_the_border() -> None:
    workspace, _, hand = begun(box(1, 50, 20, 200, 60), selected=(1,))
    hand.drag((50, 40), (260, 40))
    assert points_of(workspace, 1) == ((199, 20), (200, 60))


def test_grabbing_beside_the_edge_does_not_make_it_jump() -> None:
    workspace, _, hand = begun(box(1, 50, 20, 100, 60), selected=(1,))
    hand.drag((104, 40), (114, 40))
    assert points_of(workspace, 1) == ((50, 20), (110, 60))


def test_untouched_fraction_is_kept_while_resizing_the_other_edge() -> None:
    workspace, _, hand = begun(box(1, 50.25, 20.5, 100.75, 60.125), selected=(1,))
    hand.drag((100.75, 40), (110, 40))
    assert points_of(workspace, 1) == ((50.25, 20.5), (110, 60.125))


@pytest.mark.parametrize("index", range(8))
def test_plate_of_12_by_8_is_resized_at_each_handle(index: int) -> None:
    x, y = [(50, 40), (62, 40), (62, 48), (50, 48), (56, 40), (62, 44), (56, 48), (50, 44)][index]
    workspace, _, hand = begun(box(1, 50, 40, 62, 48), selected=(1,))
    hand.drag((x, y), (x + 2, y + 2))
    assert workspace.commits == ["resize"]


def test_plate_of_12_by_8_is_moved_and_selected() -> None:
    workspace, _, hand = begun(box(1, 50, 40, 62, 48), box(2, 0, 0, 200, 100))
    hand.click(56, 44)
    assert workspace.selection == {1}
    hand.drag((56, 44), (66, 54))
    assert points_of(workspace, 1) == ((60, 50), (72, 58))
    assert workspace.commits == ["move"]


def test_a_click_on_a_handle_changes_nothing() -> None:
    workspace, _, hand = begun(box(1, 50, 20, 100, 60), selected=(1,))
    hand.drag((103, 40), (104, 40))
    assert workspace.selection == {1}
    assert workspace.commits == []


def test_there_and_back_commits_nothing() -> None:
    workspace, _, hand = begun(box(1, 50, 20, 100, 60), selected=(1,))
    hand.drag((75, 40), (85, 50), (75, 40))
    hand.drag((100, 60), (110, 70), (100, 60))
    assert workspace.commits == []
    assert workspace.previewed is None


def test_shift_click_toggles() -> None:
    workspace, _, hand = begun(box(1, 10, 10, 40, 40), box(2, 60, 10, 90, 40), selected=(1,))
    hand.click(75, 25, shift=True)
    assert workspace.selection == {1, 2}
    hand.click(25, 25, shift=True)
    assert workspace.selection == {2}
    hand.click(150, 80, shift=True)
    assert workspace.selection == {2}


def test_marquee_adds_what_it_touches_and_not_what_encloses_it() -> None:
    workspace, tool, hand = begun(
        box(1, 0, 0, 200, 100),
        box(2, 20, 20, 40, 40),
        polygon(3, (60, 20), (90, 20), (75, 50)),
        box(4, 150, 70, 160, 80),
        selected=(4,),
    )
    hand.press(30, 30, shift=True)
    hand.move(70, 60, shift=True)
    assert workspace.previewed is not None
    assert workspace.previewed.marquee == (30, 30, 70, 60)
    assert tool.hint == "select_marquee"
    hand.release(70, 60, shift=True)
    assert workspace.selection == {2, 3, 4}
    assert workspace.commits == []
    assert workspace.previewed is None


def test_cycle_goes_through_what_lies_beneath() -> None:
    workspace, tool, hand = begun(
        box(1, 0, 0, 200, 100), box(2, 20, 20, 60, 60), box(3, 30, 30, 50, 50)
    )
    seen: list[int] = []
    for _ in range(4):
        assert tool.key("cycle", hand.at(40, 40))
        seen += workspace.selection
    assert seen == [3, 2, 1, 3]
    workspace.annotation = workspace.annotation.removing((1,))
    assert not tool.key("cycle", hand.at(150, 90))


def test_hover_is_the_smallest_and_nothing_while_dragging() -> None:
    workspace, _, hand = begun(box(1, 10, 10, 100, 90), box(2, 40, 40, 60, 50))
    hand.hover(50, 45)
    assert workspace.hovered == 2
    hand.hover(180, 50)
    assert workspace.hovered is None
    hand.press(20, 20)
    assert workspace.hovered == 1
    hand.move(30, 30)
    assert workspace.hovered is None


def test_hints_and_cursors_say_what_a_drag_would_do() -> None:
    _, tool, hand = begun(
        box(1, 10, 10, 60, 60), polygon(2, (100, 10), (180, 10), (140, 90)), selected=(1,)
    )
    expected = {(90, 90): ("select", "cross"), (35, 35): ("select_move", "move")}
    expected[140, 30] = ("select_click", "cross")
    for place, (hint, cursor) in expected.items():
        hand.hover(*place)
        assert (tool.hint, tool.cursor(hand.at(*place))) == (hint, cursor)
    assert tool.cursor(hand.at(35, 35, ctrl=True)) == "cross"
    tool.workspace.select((2,))
    for place, hint in {(100, 10): "select_corner", (140, 10): "select_middle"}.items():
        hand.hover(*place)
        assert (tool.hint, tool.cursor(hand.at(*place))) == (hint, "point")


def test_corner_of_the_selected_polygon_is_dragged() -> None:
    workspace, _, hand = begun(polygon(1, (100, 10), (180, 10), (140, 90)), selected=(1,))
    hand.press(140, 90)
    hand.move(151, 200)
    assert workspace.previewed is not None
    assert workspace.previewed.active == (151, 100)
    hand.release(151, 200)
    assert points_of(workspace, 1) == ((100, 10), (180, 10), (151, 100))
    assert workspace.commits == ["move_corner"]


def test_middle_of_the_selected_polygon_becomes_a_corner() -> None:
    workspace, _, hand = begun(polygon(1, (100, 10), (180, 10), (140, 90)), selected=(1,))
    hand.drag((120, 50), (105, 55))
    assert points_of(workspace, 1) == ((100, 10), (180, 10), (140, 90), (105, 55))
    assert workspace.commits == ["add_corner"]


def test_a_quad_keeps_four_corners() -> None:
    workspace, tool, hand = begun(
        quad(1, (100, 10), (180, 10), (180, 90), (100, 90)), selected=(1,)
    )
    hand.drag((180, 90), (170, 80))
    assert points_of(workspace, 1) == ((100, 10), (180, 10), (170, 80), (100, 90))
    assert not tool.key("delete", hand.at(100, 10))
    hand.drag((140, 10), (140, 20))
    assert len(points_of(workspace, 1)) == 4


def test_delete_removes_the_corner_under_the_pointer_and_leaves_three() -> None:
    workspace, tool, hand = begun(
        polygon(1, (100, 10), (180, 10), (180, 90), (100, 90)), selected=(1,)
    )
    assert not tool.key("delete", hand.at(140, 50))
    assert tool.key("delete", hand.at(180, 90))
    assert points_of(workspace, 1) == ((100, 10), (180, 10), (100, 90))
    assert workspace.commits == ["remove_corner"]
    assert not tool.key("delete", hand.at(100, 10))


def test_a_corner_dragged_onto_its_neighbour_joins_it() -> None:
    workspace, _, hand = begun(
        polygon(1, (100, 10), (180, 10), (180, 90), (100, 90)), selected=(1,)
    )
    hand.drag((180, 90), (181, 12), (180, 10))
    assert points_of(workspace, 1) == ((100, 10), (180, 10), (100, 90))


def test_cancel_restores_and_the_late_release_does_nothing() -> None:
    workspace, tool, hand = begun(box(1, 50, 20, 100, 60), selected=(1,))
    for start in ((75, 40), (100, 60), (150, 80)):
        hand.press(*start)
        hand.move(start[0] + 10, start[1] + 10)
        tool.cancel()
        assert not tool.busy
        assert workspace.previewed is None
        hand.release(start[0] + 10, start[1] + 10)
    assert workspace.commits == []
    assert points_of(workspace, 1) == ((50, 20), (100, 60))


def test_a_second_press_is_ignored_and_a_lost_release_cancels() -> None:
    workspace, tool, hand = begun()
    hand.press(10, 10)
    hand.move(40, 40)
    tool.press(hand.at(90, 90))
    hand.release(50, 50)
    assert points_of(workspace, 1) == ((10, 10), (50, 50))
    workspace.select(())
    hand.press(110, 10)
    hand.move(140, 40)
    hand.hover(150, 50)
    assert not tool.busy
    assert workspace.commits == ["draw"]


def test_a_move_of_what_changed_meanwhile_is_dropped() -> None:
    workspace, _, hand = begun(box(1, 50, 20, 100, 60), selected=(1,))
    hand.press(75, 40)
    hand.move(85, 50)
    workspace.annotation = workspace.annotation.removing((1,))
    hand.release(85, 50)
    assert workspace.commits == []
    assert workspace.previewed is None


def test_a_locked_annotation_takes_no_shape_and_selects_none() -> None:
    workspace, _, hand = begun()
    workspace.editable = False
    hand.drag((10, 10), (50, 50))
    assert workspace.selection == set()


def test_keys_do_nothing_during_a_gesture() -> None:
    workspace, tool, hand = begun(box(1, 50, 20, 100, 60), selected=(1,))
    hand.press(75, 40)
    hand.move(85, 50)
    for name in ("delete", "cycle", "back", "finish"):
        assert tool.key(name, hand.at(85, 50))
    hand.release(85, 50)
    assert workspace.commits == ["move"]


def test_a_fast_second_click_counts() -> None:
    workspace, _, hand = begun(box(1, 50, 20, 100, 60), selected=(1,))
    hand.double_click(75, 40)
    assert workspace.selection == {1}
    assert workspace.commits == []
