"""The polygon tool: corner by corner, and three ways to close."""

import pytest

from labeler.core.geometry import Point
from labeler.tools.draw_polygon import DrawPolygon
from tests.tools.workspace import FakeWorkspace, Hand, box, points_of

CORNERS = ((10.0, 10.0), (90.0, 10.0), (90.0, 60.0), (10.0, 60.0))


def begun(*clicks: Point, scale: float = 1.0) -> tuple[FakeWorkspace, DrawPolygon, Hand]:
    workspace = FakeWorkspace(box(1, 0, 0, 200, 100))
    tool = DrawPolygon(workspace)
    hand = Hand(tool, scale)
    for click in clicks:
        hand.click(*click)
    return workspace, tool, hand


def test_preview_shows_path_and_rubber() -> None:
    workspace, tool, hand = begun(*CORNERS[:2])
    hand.hover(90.2, 59.8)
    assert workspace.previewed is not None
    assert workspace.previewed.path == CORNERS[:2]
    assert workspace.previewed.rubber == (CORNERS[1], CORNERS[2])
    assert workspace.previewed.class_name == "plate"
    assert tool.busy


@pytest.mark.parametrize("way", ["first", "enter", "double"])
def test_closing(way: str) -> None:
    workspace, tool, hand = begun(*CORNERS[:3])
    if way == "first":
        hand.click(*CORNERS[3])
        hand.click(12, 11)
    elif way == "enter":
        hand.click(*CORNERS[3])
        assert tool.key("finish", hand.at(100, 90))
    else:
        hand.double_click(*CORNERS[3])
    assert workspace.annotation[2].kind == "polygon"
    assert points_of(workspace, 2) == CORNERS
    assert workspace.commits == ["draw"]
    assert workspace.selection == {2}
    assert not tool.busy
    assert workspace.previewed is None


def test_hints_lead_through_the_gesture() -> None:
    _, tool, hand = begun()
    hints = [tool.hint]
    for corner in CORNERS[:3]:
        hand.click(*corner)
        hand.hover(50, 40)
        hints.append(tool.hint)
    hand.hover(11, 11)
    hints.append(tool.hint)
    assert tool.cursor(hand.at(11, 11)) == "point"
    assert hints == [
        "draw_polygon",
        "draw_polygon_next",
        "draw_polygon_next",
        "draw_polygon_finish",
        "draw_polygon_close",
    ]


def test_fewer_than_three_corners_do_not_close() -> None:
    workspace, tool, hand = begun(CORNERS[0], CORNERS[1], CORNERS[1])
    assert tool.path == list(CORNERS[:2])
    assert tool.key("finish", hand.at(50, 50))
    hand.double_click(*CORNERS[1])
    assert tool.busy
    assert workspace.commits == []


def test_corners_in_a_line_do_not_close() -> None:
    workspace, tool, hand = begun((10, 10), (20, 20), (30, 30))
    assert tool.key("finish", hand.at(30, 30))
    assert tool.busy
    assert workspace.commits == []
    hand.click(10, 50)
    assert tool.key("finish", hand.at(10, 50))
    assert len(points_of(workspace, 2)) == 4


def test_back_takes_back_one_corner_after_the_other() -> None:
    workspace, tool, hand = begun(*CORNERS[:2])
    assert tool.key("back", hand.at(50, 50))
    assert workspace.previewed is not None
    assert workspace.previewed.path == CORNERS[:1]
    assert tool.key("back", hand.at(50, 50))
    assert not tool.busy
    assert workspace.previewed is None
    assert not tool.key("back", hand.at(50, 50))


def test_the_window_keeps_its_keys_while_nothing_is_drawn() -> None:
    _, tool, hand = begun()
    assert not any(tool.key(name, hand.at(5, 5)) for name in ("finish", "back", "delete", "cycle"))


def test_cancel_drops_all_corners() -> None:
    workspace, tool, hand = begun(*CORNERS[:3])
    tool.cancel()
    assert not tool.busy
    assert workspace.previewed is None
    hand.hover(50, 50)
    assert workspace.previewed is None
    assert workspace.commits == []


def test_corners_outside_go_to_the_border() -> None:
    workspace, tool, hand = begun((-50, -50), (300, 20), (50, 500))
    tool.key("finish", hand.at(0, 0))
    assert points_of(workspace, 2) == ((0, 0), (200, 20), (50, 100))


def test_a_polygon_of_12_by_8_is_drawn_corner_by_corner() -> None:
    workspace, _, hand = begun((50, 40), (62, 40), (62, 48), (50, 48))
    hand.click(50, 41)
    assert points_of(workspace, 2) == ((50, 40), (62, 40), (62, 48), (50, 48))
