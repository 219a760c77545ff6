import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.core.geometry import Box
from labeler.ui.canvas.camera import (
    LARGEST,
    SMALLEST,
    Camera,
    fitted,
    fitted_across,
    framing,
)

scales = st.floats(SMALLEST, LARGEST)
places = st.floats(-5000, 5000)


@given(scales, places, places, places, places)
def test_a_point_comes_back_from_the_window(scale, x, y, px, py):
    camera = Camera(scale, x, y)
    assert camera.to_image(camera.to_widget((px, py))) == pytest.approx((px, py), abs=1e-6)


@given(scales, scales, places, places)
def test_zooming_keeps_the_point_under_the_pointer(before, after, x, y):
    camera = Camera(before, x, y)
    at = (311.0, 207.5)
    under = camera.to_image(at)
    assert camera.zoomed(after, at).to_widget(under) == pytest.approx(at, abs=1e-3)


def test_zoom_stops_at_one_and_at_6400_per_cent():
    assert Camera().zoomed(1e-9, (0, 0)).scale == 0.01
    assert Camera().zoomed(1e9, (0, 0)).scale == 64


@pytest.mark.parametrize("size", [(640, 480), (1, 1), (65535, 20), (20, 65535), (4000, 3000)])
def test_a_fitted_picture_is_whole_and_in_the_middle(size):
    camera = fitted(size, (800, 600))
    left, top = camera.to_widget((0, 0))
    right, bottom = camera.to_widget(size)
    if camera.scale > SMALLEST:
        assert left >= 0
        assert top >= 0
        assert right <= 800
        assert bottom <= 600
    assert left + right == pytest.approx(800)
    assert top + bottom == pytest.approx(600)


def test_fitting_the_width_shows_the_top_of_a_tall_picture():
    camera = fitted_across((100, 1000), (800, 600))
    assert camera.to_widget((100, 0))[0] - camera.to_widget((0, 0))[0] == pytest.approx(776)
    assert 0 <= camera.to_widget((0, 0))[1] < 20


@given(places, places, scales)
def test_some_of_the_picture_always_stays_in_the_window(x, y, scale):
    camera = Camera(scale, x * 100, y * 100).kept((640, 480), (800, 600))
    left, top = camera.to_widget((0, 0))
    right, bottom = camera.to_widget((640, 480))
    assert left < 800
    assert top < 600
    assert right > 0
    assert bottom > 0


def test_a_box_is_framed_in_the_middle():
    camera = framing(Box(10, 20, 30, 60), (800, 600))
    assert camera.to_widget((20, 40)) == pytest.approx((400, 300))
    assert camera.scale == pytest.approx(9)
