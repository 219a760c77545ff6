import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from labeler.core.geometry import Box
from labeler.services.images import scaled
from tests.ui.canvas.conftest import SIZE, picture


def wheel(view, at, angle=(0, 120), pixels=(0, 0), held=None, phase=None):
    point = QPointF(*at)
    event = QWheelEvent(
        point,
        view.viewport().mapToGlobal(point),
        QPoint(*pixels),
        QPoint(*angle),
        Qt.MouseButton.NoButton,
        held or Qt.KeyboardModifier.NoModifier,
        phase or Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_the_picture_is_fitted_at_first(view):
    left, top = view.camera.to_widget((0, 0))
    right, bottom = view.camera.to_widget(SIZE)
    assert 0 <= left < right <= 800
    assert 0 <= top < bottom <= 600
    assert view.scale == pytest.approx(776 / 640)


def test_the_wheel_zooms_at_the_pointer(view):
    before = view.to_image(QPointF(200, 150))
    wheel(view, (200, 150))
    assert view.scale == pytest.approx(776 / 640 * 1.25)
    after = view.to_image(QPointF(200, 150))
    assert after == pytest.approx(before, abs=0.5 / view.scale)


def test_two_fingers_pan_and_with_ctrl_zoom(view):
    scale, x, y = view.scale, view.camera.x, view.camera.y
    wheel(view, (200, 150), (0, 30), (12, -20), phase=Qt.ScrollPhase.ScrollUpdate)
    assert (view.scale, view.camera.x, view.camera.y) == (scale, x + 12, y - 20)
    control = Qt.KeyboardModifier.ControlModifier
    wheel(view, (200, 150), (0, 30), (0, 5), control, Qt.ScrollPhase.ScrollUpdate)
    assert view.scale > scale


def test_shift_and_wheel_pan_sideways(view):
    scale, y = view.scale, view.camera.y
    wheel(view, (200, 150), held=Qt.KeyboardModifier.ShiftModifier)
    assert view.camera.x != pytest.approx(12)
    assert (view.scale, view.camera.y) == (scale, y)


def test_zoom_by_keys_keeps_the_middle(view):
    middle = view.to_image(QPointF(400, 300))
    view.zoom_in()
    view.zoom_in()
    view.zoom_out()
    assert view.to_image(QPointF(400, 300)) == pytest.approx(middle, abs=1.5)
    view.actual()
    assert view.scale == pytest.approx(1.0)


def test_the_view_is_kept_from_image_to_image(view):
    view.zoom_to(Box(100, 100, 140, 130))
    camera = view.camera
    view.show_picture(picture(), "b")
    assert view.camera == camera
    view.show_picture(picture(), "c", keep_view=False)
    assert view.scale == pytest.approx(776 / 640)


def test_a_fitted_view_fits_the_next_image_too(view):
    view.show_picture(picture(200, 400), "b")
    assert view.scale == pytest.approx(576 / 400)


def test_fit_each_fits_whatever_was_seen_before(view):
    view.zoom_in()
    view.fit_each = True
    view.show_picture(picture(200, 400), "b")
    assert view.scale == pytest.approx(576 / 400)


def test_resizing_keeps_the_middle_or_the_fit(view, qtbot):
    view.resize(700, 500)
    qtbot.waitUntil(lambda: view.viewport().width() == 700)
    assert view.scale == pytest.approx(676 / 640)
    view.zoom_to(Box(300, 200, 320, 220))
    scale = view.scale
    view.resize(900, 640)
    qtbot.waitUntil(lambda: view.viewport().width() == 900)
    assert view.scale == scale
    assert view.to_image(QPointF(450, 320)) == pytest.approx((310, 210), abs=1 / scale)


def test_a_reduced_picture_is_stretched_until_the_full_one_comes(view, screenshot):
    small = picture().scaled(160, 100)
    view.show_picture(small, "big", keep_view=False, full_size=QSize(640, 400))
    view.zoom_to(Box(100, 100, 200, 200))
    camera = view.camera
    first = screenshot().pixelColor(400, 300)
    view.show_picture(picture(), "big")
    assert view.camera == camera
    assert view.image_size == QSize(640, 400)
    second = screenshot().pixelColor(400, 300)
    assert abs(first.red() - second.red()) < 8


@pytest.mark.parametrize("scale", [0.05, 0.37, 1.0, 1.7, 3.0, 9.5, 64.0])
def test_every_pixel_lies_where_the_camera_says(view, screenshot, scale):
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor("#101010"))
    for x in range(300, 340):
        for y in range(180, 220):
            image.setPixelColor(x, y, QColor("#f04020"))
    view.workspace.open(None, (0, 0))
    view.set_tool(None)
    view.show_picture(image, "marked")
    view.zoom_by(scale / view.scale)
    view._look(view.camera.panned(0, 0))
    shot = screenshot()
    x1, y1 = view.camera.to_widget((300, 180))
    x2, y2 = view.camera.to_widget((340, 220))
    blend = 2 + (scale < 1)
    inside = (min(round(x2) - blend, 799), min(round(y2) - blend, 599))
    if scale >= 0.3:
        assert shot.pixelColor(*inside).red() > 180
        assert shot.pixelColor(max(round(x1) + blend, 0), max(round(y1) + blend, 0)).red() > 180
    if x1 > 4:
        assert shot.pixelColor(round(x1) - blend, 300).red() < 90
    if x2 < 795:
        assert shot.pixelColor(round(x2) + blend, 300).red() < 90


def test_a_smooth_copy_replaces_the_quick_one_when_zooming_ends(view, qtbot, screenshot):
    view.show_picture(picture(3000, 2000), "large", keep_view=False)
    screenshot()
    assert view._picture._copy.isNull()
    qtbot.waitUntil(lambda: not view._picture._copy.isNull())
    assert view._picture._copy.width() == round(3000 * view.scale)


def test_brightness_contrast_and_gamma_change_the_view_only(view, screenshot):
    image = picture()
    view.workspace.open(None, (0, 0))
    view.show_picture(image, "plain")
    before = screenshot().pixelColor(400, 300)
    view.set_adjustment(brightness=0.3)
    assert screenshot().pixelColor(400, 300).red() > before.red() + 60
    view.set_adjustment(gamma=0.5)
    assert screenshot().pixelColor(400, 300).red() < before.red() - 20
    view.set_adjustment(contrast=-1.0)
    assert screenshot().pixelColor(20, 100) == screenshot().pixelColor(700, 500)
    view.zoom_by(12 / view.scale)
    assert screenshot().pixelColor(20, 100).red() in range(96, 160)
    view.set_adjustment()
    view.fit()
    assert screenshot().pixelColor(400, 300) == before
    assert image == picture()


def test_a_placeholder_stands_for_a_picture_that_cannot_be_shown(view, qtbot):
    view.show_placeholder("not a picture")
    assert not view.has_picture
    assert view._placeholder.isVisible()
    view.zoom_in()
    view.fit()
    view.show_picture(picture(), "next")
    assert not view._placeholder.isVisible()
    assert view.has_picture


def test_a_box_out_of_sight_is_revealed(view):
    view.zoom_to(Box(0, 0, 20, 20))
    scale = view.scale
    view.reveal(Box(600, 380, 610, 390))
    assert view.scale == scale
    assert view.viewport().rect().contains(view.to_widget((605, 385)))
    camera = view.camera
    view.reveal(Box(600, 380, 610, 390))
    assert view.camera == camera


def test_a_copy_made_before_looks_like_the_one_made_at_rest(view, qtbot, screenshot):
    view.set_tool(None)
    image = picture(3000, 2000)
    copy = scaled(image, view.copy_size(3000, 2000))
    view.show_picture(image, "given", keep_view=False, copy=copy)
    first = screenshot()
    assert view._picture._copy == copy
    assert not view._picture.settle()
    view.show_picture(image, "alone")
    qtbot.waitUntil(lambda: not view._picture._copy.isNull())
    assert screenshot() == first


def test_a_copy_for_another_zoom_is_not_used(view, screenshot):
    image = picture(3000, 2000)
    view.show_picture(image, "b", keep_view=False, copy=scaled(image, QSize(30, 20)))
    screenshot()
    assert view._picture._copy.isNull()


@pytest.mark.parametrize("look", ["fit", "fit_width", "zoom_in", "actual"])
def test_the_size_of_the_copy_is_known_before_the_picture_is_shown(view, look):
    view.show_picture(picture(3000, 2000), "b")
    getattr(view, look)()
    wanted = view.copy_size(2000, 3000)
    view.show_picture(picture(2000, 3000), "c")
    assert view._picture._wanted_copy() == wanted
    assert wanted.isEmpty() == (look == "actual")
