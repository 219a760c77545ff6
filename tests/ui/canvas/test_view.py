import random

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QImage
from PySide6.QtWidgets import QApplication

from labeler.core.annotation import Annotation, Shape
from labeler.tools import TOOLS
from labeler.tools.draw_box import DrawBox
from labeler.tools.draw_polygon import DrawPolygon
from labeler.tools.edit_points import EditPoints
from tests.ui.canvas.conftest import SIZE, document, picture

MIDDLE = Qt.MouseButton.MiddleButton


def undo(workspace):
    workspace.document.undo_stack.undo()


def test_a_drag_on_empty_ground_draws_a_box(view, mouse, workspace):
    mouse.drag((450, 250), (500, 290))
    assert workspace.annotation.shapes[-1].points == ((450, 250), (500, 290))
    assert workspace.annotation.shapes[-1].class_name == "plate"


def test_a_selected_shape_is_moved_and_resized(view, mouse, workspace):
    mouse.click((100, 100))
    assert workspace.selection == {1}
    mouse.drag((100, 100), (110, 120))
    assert workspace.annotation[1].points == ((50, 60), (210, 160))
    mouse.drag((210, 160), (220, 175))
    assert workspace.annotation[1].points == ((50, 60), (220, 175))


def test_the_picture_can_be_zoomed_during_a_drag(view, mouse, workspace):
    mouse.move((450, 250))
    mouse.press((450, 250))
    mouse.move((480, 270))
    view.zoom_by(1.5)
    mouse.move((500, 290))
    mouse.release((500, 290))
    assert workspace.annotation.shapes[-1].points == ((450, 250), (500, 290))


@pytest.mark.parametrize("tool", TOOLS)
def test_middle_drag_and_space_drag_pan_with_every_tool(view, mouse, workspace, qtbot, tool):
    view.set_tool(tool(workspace))
    before = workspace.annotation
    x = view.camera.x
    mouse.move((300, 200))
    mouse.press((300, 200), MIDDLE)
    mouse.move((320, 210))
    mouse.release((320, 210), MIDDLE)
    assert view.camera.x > x + 10
    x = view.camera.x
    qtbot.keyPress(view, Qt.Key.Key_Space)
    mouse.drag((300, 200), (320, 210))
    qtbot.keyRelease(view, Qt.Key.Key_Space)
    assert view.camera.x > x + 10
    assert workspace.annotation is before
    assert not view.tool.busy


def test_escape_steps_back_gesture_then_selection(view, mouse, workspace, qtbot):
    mouse.click((100, 100))
    mouse.press((100, 100))
    mouse.move((130, 120), (150, 130))
    assert workspace.preview_shown is not None
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert workspace.preview_shown is None
    assert workspace.selection == {1}
    mouse.release((150, 130))
    assert workspace.annotation[1].points == ((40, 40), (200, 140))
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert workspace.selection == frozenset()
    assert not view.offer_key("escape")


def test_enter_closes_a_polygon_and_backspace_takes_a_corner_back(view, mouse, workspace, qtbot):
    view.set_tool(DrawPolygon(workspace))
    for corner in ((420, 250), (500, 250), (500, 300), (610, 390)):
        mouse.click(corner)
    qtbot.keyClick(view, Qt.Key.Key_Backspace)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert workspace.annotation.shapes[-1].points == ((420, 250), (500, 250), (500, 300))


def test_tab_goes_through_shapes_that_lie_over_each_other(view, mouse, workspace, qtbot):
    workspace.commit(
        workspace.annotation.adding(Shape(77, "box", ((20, 20), (230, 180)), "car")), "draw"
    )
    mouse.click((100, 100))
    assert workspace.selection == {1}
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert workspace.selection == {77}
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert workspace.selection == {1}


@pytest.mark.parametrize(
    "loss",
    [
        lambda view: QApplication.sendEvent(view.viewport(), QEvent(QEvent.Type.WindowDeactivate)),
        lambda view: QApplication.sendEvent(view.viewport(), QEvent(QEvent.Type.UngrabMouse)),
        lambda view: QApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusOut)),
        lambda view: view.hide(),
        lambda view: view.close(),
        lambda view: view.set_editable(False),
        lambda view: view.set_tool(DrawBox(view.workspace)),
        lambda view: view.clear(),
        lambda view: view.show_conflict(Annotation(), None),
        lambda view: view.workspace.open(None, (0, 0)),
    ],
)
def test_no_gesture_is_ever_stuck(view, mouse, workspace, loss):
    before = workspace.annotation
    tool = view.tool
    mouse.move((450, 250))
    mouse.press((450, 250))
    mouse.move((480, 270), (500, 290))
    assert tool.busy
    loss(view)
    assert not tool.busy
    assert workspace.preview_shown is None
    if workspace.document is not None:
        assert workspace.annotation is before


def test_a_release_that_went_elsewhere_ends_the_gesture(view, mouse, workspace):
    before = workspace.annotation
    mouse.move((450, 250))
    mouse.press((450, 250))
    mouse.move((480, 270), (500, 290))
    mouse.held = Qt.MouseButton.NoButton
    mouse.move((510, 300))
    assert not view.tool.busy
    assert workspace.annotation is before


def test_corners_clicked_so_far_survive_another_window(view, mouse, workspace):
    view.set_tool(DrawPolygon(workspace))
    mouse.click((420, 250))
    mouse.click((500, 250))
    QApplication.sendEvent(view.viewport(), QEvent(QEvent.Type.WindowDeactivate))
    assert view.tool.busy
    assert workspace.preview_shown.path == ((420, 250), (500, 250))


def test_a_locked_view_pans_but_changes_nothing(view, mouse, workspace):
    before = workspace.annotation
    view.set_editable(False)
    mouse.drag((450, 250), (500, 290))
    mouse.click((100, 100))
    assert workspace.annotation is before
    assert view.viewport().cursor().shape() == Qt.CursorShape.ForbiddenCursor
    x = view.camera.x
    mouse.press((300, 200), MIDDLE)
    mouse.move((330, 200))
    mouse.release((330, 200), MIDDLE)
    assert view.camera.x > x
    view.set_editable(True)
    mouse.drag((450, 250), (500, 290))
    assert len(workspace.annotation) == len(before) + 1


def test_a_click_without_moving_and_a_drag_of_one_pixel_draw_nothing(view, mouse, workspace):
    before = workspace.annotation
    mouse.click((450, 250))
    mouse.drag((450, 250), (450.5, 250.5), steps=1)
    assert workspace.annotation is before


def test_two_quick_boxes_both_count(view, mouse, workspace):
    """Qt sends a double click in place of the second press."""
    view.set_tool(DrawBox(workspace))
    count = len(workspace.annotation)
    mouse.drag((420, 250), (460, 280))
    mouse.held = Qt.MouseButton.LeftButton
    mouse._send(QEvent.Type.MouseButtonDblClick, (470, 285), Qt.MouseButton.LeftButton)
    mouse.move((500, 300), (520, 320))
    mouse.release((520, 320))
    assert len(workspace.annotation) == count + 2


def test_the_right_button_asks_for_a_menu_on_the_shape(view, mouse, workspace):
    asked = []
    view.context_requested.connect(lambda at, id: asked.append(id))
    for point in ((100, 100), (600, 380)):
        at = view.to_widget(point)
        reason = QContextMenuEvent.Reason.Mouse
        QApplication.sendEvent(view.viewport(), QContextMenuEvent(reason, at, QPoint()))
    workspace.select({3})
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(view.viewport(), QContextMenuEvent(reason, QPoint(), QPoint()))
    assert asked == [1, None, 3]


def test_it_says_where_the_pointer_is_and_what_comes_next(view, mouse, workspace):
    hints, places = [], []
    view.hint_changed.connect(hints.append)
    view.pointer_moved.connect(places.append)
    mouse.move((300, 250))
    assert places[-1] == pytest.approx((300, 250), abs=1e-6)
    mouse.move((100, 100))
    assert hints == ["select_click"]
    QApplication.sendEvent(view.viewport(), QEvent(QEvent.Type.Leave))
    assert places[-1] is None
    assert workspace.hovered is None


def test_names_fade_and_the_loupe_comes_while_drawing(view, mouse, workspace):
    assert not view._loupe.isVisible()
    mouse.move((450, 250))
    mouse.press((450, 250))
    mouse.move((470, 262), (500, 290))
    assert view._loupe.isVisible()
    assert view._names.faded
    assert view._overlay._size_text() == "50 × 40"
    mouse.release((500, 290))
    assert not view._loupe.isVisible()
    assert not view._names.faded
    view.set_loupe_shown(False)
    mouse.press((450, 350))
    mouse.move((470, 362), (500, 390))
    assert not view._loupe.isVisible()


def test_the_loupe_keeps_out_of_the_pointers_way(view, mouse):
    for point in ((600, 30), (30, 30), (300, 390)):
        mouse.move((450, 250))
        mouse.press((450, 250))
        mouse.move(point)
        at = view.to_widget(point)
        assert not view._loupe.geometry().contains(at)
        mouse.release(point)


def test_corners_of_the_hovered_shape_are_shown_for_editing_points(view, mouse, workspace):
    view.set_tool(EditPoints(workspace))
    mouse.move((470, 120))
    assert workspace.hovered == 3
    assert [shape.id for shape in view._overlay.selected] == [3]


def test_many_names_give_way_to_the_selected_ones(view, workspace):
    shapes = [
        Shape(i, "box", ((i % 30 * 20, i // 30 * 20), (i % 30 * 20 + 15, i // 30 * 20 + 15)), "car")
        for i in range(1, 400)
    ]
    workspace.commit(Annotation(tuple(shapes)), "draw")
    assert not view._names.places()
    workspace.select({7})
    assert set(view._names.places()) == {7}


def test_names_never_cover_each_other(view, workspace):
    close = [Shape(i, "box", ((100, 100 + i), (180, 150 + i)), "truck") for i in range(1, 40)]
    workspace.commit(Annotation(tuple(close)), "draw")
    places = list(view._names.places().values())
    assert places
    for i, place in enumerate(places):
        shrunk = place.adjusted(1, 1, -1, -1)
        assert not any(shrunk.intersects(other) for other in places[i + 1 :])


def test_two_annotations_are_compared_and_editing_is_off(view, mouse, workspace, screenshot):
    plain = screenshot()
    before = workspace.annotation
    other = Annotation(tuple(shape.moved(6, 6) for shape in before.shapes[:3]))
    view.show_conflict(before, other)
    assert not view.editable
    assert screenshot() != plain
    mouse.drag((450, 250), (500, 290))
    assert workspace.annotation is before
    view.show_conflict(None, None)
    assert view.editable


def _at_rest(view):
    """Nothing that depends on when it is looked at."""
    QApplication.processEvents()
    view._settling.stop()
    view._on_settled()


def _pixels(image):
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(plain.constBits(), dtype=np.uint8).astype(int)


def _same_when_painted_anew(view, screenshot):
    """But for the last bit of a colour: smoothing rounds from where the repainted part begins."""
    shown = _pixels(screenshot())
    view._repaint_all()
    return abs(shown - _pixels(screenshot())).max() <= 2


@pytest.mark.parametrize("fill", [0.0, 0.3])
@pytest.mark.parametrize("seed", range(3))
def test_small_repaints_show_what_a_full_one_would(
    view, mouse, workspace, screenshot, tmp_path, seed, fill
):
    """Random gestures; after each step the screen is as if everything were painted anew."""
    dice = random.Random(seed)
    view.set_fill_opacity(fill)

    def anywhere():
        return (dice.randint(-20, SIZE[0] + 20), dice.randint(-20, SIZE[1] + 20))

    for step in range(20):
        action = dice.randrange(7)
        if action == 0:
            view.set_tool(dice.choice(TOOLS)(workspace))
        elif action == 1:
            view.zoom_by(dice.choice((0.6, 1.7)))
        elif action == 2 and not view.tool.busy:
            undo(workspace)
        elif action == 3:
            workspace.select(dice.sample([s.id for s in workspace.annotation], 1) or ())
        elif action == 4:
            mouse.click(anywhere())
        else:
            held = dice.choice((Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier))
            mouse.modifiers = held
            mouse.move(start := anywhere())
            mouse.press(start)
            mouse.move(anywhere(), anywhere())
            _at_rest(view)
            assert _same_when_painted_anew(view, screenshot), (step, "during a drag")
            mouse.release(anywhere())
        if not len(workspace.annotation):
            workspace.open(document(tmp_path, (Shape(1, "box", ((9, 9), (99, 99)), "car"),)), SIZE)
        _at_rest(view)
        assert _same_when_painted_anew(view, screenshot), (step, action)


def test_five_thousand_shapes_selected_at_once_and_deleted(view, workspace, screenshot):
    many = [
        Shape(i, "box", ((i % 90 * 7, i // 90 * 7), (i % 90 * 7 + 6, i // 90 * 7 + 6)), "car")
        for i in range(1, 5001)
    ]
    workspace.commit(Annotation(tuple(many)), "draw")
    workspace.select(range(1, 5001))
    assert _same_when_painted_anew(view, screenshot)
    workspace.commit(workspace.annotation.removing(range(10, 5001)), "delete")
    assert _same_when_painted_anew(view, screenshot)
    undo(workspace)
    assert _same_when_painted_anew(view, screenshot)


def test_hidden_shapes_come_back(view, screenshot):
    before = screenshot()
    view.set_shapes_hidden(True)
    bare = screenshot()
    view.set_shapes_hidden(False)
    assert bare != before
    assert screenshot() == before


def test_a_changed_colour_is_painted_at_once(view, workspace, screenshot):
    before = screenshot()
    first = workspace.classes.classes[0]
    workspace.set_classes(workspace.classes.replacing(0, type(first)(first.name, "#ffffff")))
    assert screenshot() != before


def test_another_document_shows_its_shapes_only(view, workspace, screenshot, tmp_path):
    workspace.open(document(tmp_path), SIZE)
    view.show_picture(picture(), "empty")
    empty = screenshot()
    view.set_shapes_hidden(True)
    assert screenshot() == empty


def _many(columns, count=1500):
    """Boxes of all sizes over the whole picture, so many that their lines are thin."""
    dice = random.Random(7)
    made = []
    for id in range(1, count + 1):
        x, y = dice.randint(0, SIZE[0] - columns), dice.randint(0, SIZE[1] - columns)
        corner = (x + dice.randint(2, columns), y + dice.randint(2, columns))
        name = dice.choice(("plate", "car", "truck"))
        made.append(Shape(id, "box", ((x, y), corner), name, difficult=dice.random() < 0.2))
    return Annotation(tuple(made))


@pytest.mark.parametrize("fill", [0.0, 0.3])
@pytest.mark.parametrize("count", [5, 1500])
def test_a_panned_view_shows_what_a_full_repaint_would(view, workspace, screenshot, count, fill):
    """What was painted is moved along; names and the width of lines follow when it rests."""
    if count > 5:
        workspace.commit(_many(60, count), "draw")
    workspace.select({2})
    view.set_fill_opacity(fill)
    view.zoom_by(2.2)
    _at_rest(view)
    dice = random.Random(count)
    for _ in range(6):
        for _ in range(dice.randint(1, 4)):
            view.pan(dice.randint(-90, 90) + dice.choice((0, 0.3)), dice.randint(-60, 60))
            if dice.random() < 0.5:
                QApplication.processEvents()
        _at_rest(view)
        assert _same_when_painted_anew(view, screenshot)


def test_a_pan_paints_only_what_comes_into_the_window(view, workspace, screenshot):
    view.zoom_by(2.2)
    _at_rest(view)
    screenshot()
    painted = []
    paint = view._shapes.paint
    view._shapes.paint = lambda painter, parts: (painted.extend(parts), paint(painter, parts))
    view.pan(-30, 20)
    view.viewport().repaint()
    area = sum(part.width() * part.height() for part in painted)
    assert 0 < area <= 30 * view.viewport().height() + 20 * view.viewport().width()


def test_a_zoom_that_is_slow_to_paint_is_stretched_until_it_rests(view, workspace, screenshot):
    workspace.commit(_many(60), "draw")
    _at_rest(view)
    screenshot()
    view._backdrop.slow_ms = 0.0
    painted = []
    paint = view._shapes.paint
    view._shapes.paint = lambda painter, parts: (painted.append(parts), paint(painter, parts))
    for factor in (1.3, 1.2, 0.9):
        view.zoom_by(factor)
        view.viewport().repaint()
        view.pan(5, 3)
        view.viewport().repaint()
    assert view._backdrop.moved
    assert not painted
    coarse = _pixels(screenshot())
    _at_rest(view)
    assert not view._backdrop.moved
    assert _same_when_painted_anew(view, screenshot)
    assert abs(coarse - _pixels(screenshot())).mean() < 60  # the same picture, if blurred
    view.zoom_by(0.4)  # what the stretched picture leaves free is painted at once
    assert view._backdrop.moved
    view.viewport().repaint()
    assert painted


def test_what_changes_while_the_view_is_stretched_is_right_at_rest(
    view, workspace, screenshot, tmp_path
):
    view._backdrop.slow_ms = 0.0
    _at_rest(view)
    screenshot()
    view.zoom_by(1.4)
    workspace.select({1})
    QApplication.processEvents()
    workspace.commit(workspace.annotation.removing({2}), "delete")
    view.zoom_by(1.1)
    QApplication.processEvents()
    _at_rest(view)
    assert _same_when_painted_anew(view, screenshot)
    view.zoom_by(1.1)
    workspace.open(document(tmp_path, (Shape(1, "box", ((9, 9), (99, 99)), "car"),)), SIZE)
    view.show_picture(picture(), "another")
    assert not view._backdrop.moved
    assert _same_when_painted_anew(view, screenshot)


def test_the_view_sharpens_by_itself(view, workspace, screenshot, qtbot):
    view._backdrop.slow_ms = 0.0
    _at_rest(view)
    screenshot()
    view.zoom_by(1.4)
    assert view._backdrop.moved
    qtbot.waitUntil(lambda: not view._backdrop.moved, timeout=2000)
    assert _same_when_painted_anew(view, screenshot)


def test_high_boxes_are_filled_as_if_in_one(view, workspace, screenshot, monkeypatch):
    workspace.commit(_many(300, 40), "draw")
    view.set_fill_opacity(0.3)
    cut = _pixels(screenshot())
    monkeypatch.setattr("labeler.ui.canvas.items._LOW", 1e9)
    view._repaint_all()
    assert abs(cut - _pixels(screenshot())).max() == 0


def test_names_leave_the_handles_free(view, workspace):
    for shape in workspace.annotation:
        workspace.select({shape.id})
        place = view._names.places()[shape.id]
        assert not any(place.intersects(rect) for rect in _handle_rects(view))


def _handle_rects(view):
    """What the painted handles of the selected shape cover, with their halo."""
    reach = 4.5 + 1.5
    (shape,) = view._overlay.selected
    for x, y in map(view.camera.to_widget, shape.corners):
        yield QRectF(x - reach, y - reach, 2 * reach, 2 * reach)


def test_the_cursor_tells_of_the_drag_wherever_it_leads(view, mouse, workspace):
    mouse.click((100, 100))
    mouse.press((100, 100))
    mouse.move((150, 120), (400, 300), (630, 390))
    assert view.viewport().cursor().shape() == Qt.CursorShape.SizeAllCursor
    mouse.release((630, 390))
