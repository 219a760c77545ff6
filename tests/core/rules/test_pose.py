"""Distance and angles against plates whose pose is known, seen through corners that are not."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from math import acos, cos, degrees, exp, log, radians, sin
from math import tan as tangent
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from labeler.core.annotation import Kind, Shape
from labeler.core.finding import LabelerError
from labeler.core.geometry import Points
from labeler.core.rules import pose, size
from labeler.core.rules.rule import Measured, View, judge
from tests.core.rules.rendering import Plate, rendered

KOREAN = ((520.0, 110.0), (335.0, 155.0), (335.0, 170.0), (440.0, 220.0))
Random = np.random.Generator


def poses(
    count: int,
    widths: tuple[float, float],
    tilts: tuple[float, float],
    *,
    seed: int = 1,
    **of_plate: Any,
) -> Iterator[Plate]:
    """Plates anywhere on the picture, so many pixels wide face-on, tilted any way by so much."""
    random = np.random.default_rng(seed)
    for _ in range(count):
        tilt, way = radians(random.uniform(*tilts)), random.uniform(0, 2 * np.pi)
        x, y, z = sin(tilt) * cos(way), sin(tilt) * sin(way), cos(tilt)
        plate = Plate(
            yaw=degrees(np.arctan2(x, z)),
            pitch=degrees(np.arcsin(y)),
            roll=random.normal(0, 5),
            at=(random.uniform(0.1, 0.9), random.uniform(0.1, 0.9)),
            picture_size=(1280, 720),
        )
        wide = exp(random.uniform(log(widths[0]), log(widths[1])))
        yield replace(plate, **of_plate).as_wide_as(wide)


def off(corners: Points, random: Random) -> Points:
    """Corners as a hand draws them, each coordinate wrong by up to a pixel."""
    return tuple((x + random.uniform(-1, 1), y + random.uniform(-1, 1)) for x, y in corners)


def measured(
    plate: Plate,
    corners: Points | None = None,
    *,
    camera: bool = True,
    real_mm: tuple[tuple[float, float], ...] = (),
    kind: Kind = "quad",
) -> dict[str, Measured]:
    width, height = plate.picture_size
    pixels = np.broadcast_to(np.zeros(3, np.uint8), (height, width, 3))
    shape = Shape(1, kind, corners or plate.corners, "plate")
    real_mm = real_mm or ((plate.width_mm, plate.height_mm),)
    view = View(pixels, shape, plate.focal_px if camera else None, real_mm)
    found: dict[str, Measured] = pose.measured(view)
    return found


def truth(plate: Plate) -> dict[str, float]:
    return {"distance": plate.distance_m, "yaw": abs(plate.yaw), "pitch": abs(plate.pitch)}


def covered(plates: list[Plate], found: list[dict[str, Measured]], measure: str) -> float:
    """In what part of them the interval holds the truth."""
    true = [truth(plate)[measure] for plate in plates]
    return float(
        np.mean([f[measure].low <= t <= f[measure].high for f, t in zip(found, true, strict=True)])
    )


# The generator


@pytest.mark.parametrize(
    "plate",
    [
        Plate(distance_m=2.0),
        Plate(distance_m=1.6, yaw=50, pitch=-20, roll=15, at=(0.4, 0.6)),
        Plate(335, 170, distance_m=1.0, yaw=-30, pitch=35, at=(0.6, 0.45), motion_px=0.5),
    ],
)
def test_a_rendered_plate_lies_where_its_corners_say(plate: Plate) -> None:
    picture = rendered(replace(plate, background=0))
    lit = (picture.pixels[..., 1] > 100).astype(np.uint8)
    ys, xs = np.nonzero(lit)
    hull = cv2.convexHull(np.stack([xs, ys], 1).astype(np.float32)).reshape(-1, 2) + 0.5
    for x, y in picture.corners:
        assert np.hypot(hull[:, 0] - x, hull[:, 1] - y).min() < 1.5


def test_blur_motion_light_and_noise_do_what_they_say() -> None:
    plain = rendered(Plate()).pixels.astype(float)
    assert rendered(Plate(brightness=-40)).pixels.mean() == pytest.approx(plain.mean() - 40, abs=1)
    noisy = rendered(Plate(noise=6)).pixels
    assert np.array_equal(noisy, rendered(Plate(noise=6)).pixels)
    assert (noisy - plain).std() == pytest.approx(6, rel=0.05)
    along = rendered(Plate(motion_px=12)).pixels.astype(float)
    blurred = rendered(Plate(blur_px=3)).pixels.astype(float)

    def edges(of: Any) -> tuple[float, float]:
        return abs(np.diff(of, axis=1)).sum(), abs(np.diff(of, axis=0)).sum()

    assert edges(along)[0] < 0.5 * edges(plain)[0]
    assert edges(along)[1] > 0.6 * edges(plain)[1]
    assert edges(blurred)[1] < 0.6 * edges(plain)[1]


# From four corners


def test_the_truth_is_always_within_when_the_corners_are_exact() -> None:
    for plate in poses(300, (30, 400), (0, 70)):
        found = measured(plate)
        for measure, value in truth(plate).items():
            assert found[measure].low <= value + 1e-6
            assert found[measure].high >= value - 1e-6
            assert found[measure].note == ""


@pytest.mark.parametrize("tilts", [(0, 70), (0, 10), (40, 70)])
def test_the_truth_is_within_in_four_of_five_when_corners_are_off_by_a_pixel(
    tilts: tuple[float, float],
) -> None:
    random = np.random.default_rng(2)
    plates = list(poses(1000, (30, 400), tilts))
    found = [measured(plate, off(plate.corners, random)) for plate in plates]
    for measure in pose.measures:
        assert covered(plates, found, measure) >= 0.8


def test_the_interval_is_as_narrow_as_the_plate_is_large() -> None:
    random = np.random.default_rng(3)
    widths = []
    for wide in ((30, 60), (60, 120), (120, 400)):
        plates = list(poses(200, wide, (0, 70)))
        found = [measured(plate, off(plate.corners, random)) for plate in plates]
        spans = [[f[m].high - f[m].low for m in pose.measures] for f in found]
        metres = [plate.distance_m for plate in plates]
        relative = np.array(spans) / np.stack([metres, np.ones(200), np.ones(200)], 1)
        widths.append(np.median(relative, axis=0))
    assert (widths[0] < (0.16, 24, 22)).all()
    assert (widths[1] < (0.08, 12, 11)).all()
    assert (widths[2] < (0.03, 5, 5)).all()


def test_distance_and_tilt_are_close_for_tilted_plates_84_px_wide() -> None:
    """Nine of ten at that width, nearly all above: one that is turned only sideways shows its
    distance by nothing but its height of 18 px, of which a pixel more or less is 6 %.
    """
    random = np.random.default_rng(4)
    for widths, part, count in (((84, 84.1), 88, 400), ((84, 400), 97, 400)):
        metres, angles = [], []
        for plate in poses(count, widths, (25, 70)):
            found = measured(plate, off(plate.corners, random))
            metres.append(abs(found["distance"].middle / plate.distance_m - 1))
            yaw, pitch = radians(found["yaw"].middle), radians(found["pitch"].middle)
            angles.append(abs(degrees(acos(cos(yaw) * cos(pitch))) - plate.tilt))
        assert np.percentile(metres, part) < 0.04
        assert np.percentile(angles, part) < 5


def test_a_plate_42_px_wide_that_faces_the_camera_is_unsure() -> None:
    picture = rendered(Plate().as_wide_as(42))
    view = View(picture.pixels, picture.shape(), picture.plate.focal_px, ((520, 110),))
    found = pose.measured(view)
    for rule in (pose.YAW, pose.PITCH):
        assert judge(rule, found).verdict == "unsure"
        assert found[rule.id].low == 0
        assert found[rule.id].high > 21


def test_such_a_plate_is_never_sure_of_both_angles_however_it_is_drawn() -> None:
    random = np.random.default_rng(5)
    said: list[tuple[str, str]] = []
    for plate in poses(500, (42, 42.1), (0, 0.1)):
        found = measured(plate, off(plate.corners, random))
        said.append((judge(pose.YAW, found).verdict, judge(pose.PITCH, found).verdict))
    assert ("pass", "pass") not in said
    assert sum("fail" in pair for pair in said) <= 5
    assert sum("unsure" in pair for pair in said) >= 495


def test_face_on_plates_by_the_thousand_are_finite() -> None:
    for number, plate in enumerate(poses(1230, (20, 900), (0, 0), at=(0.5, 0.5), roll=0.0)):
        corners = tuple((float(round(x)), float(round(y))) for x, y in plate.corners)
        found = measured(plate, corners if number % 2 else plate.corners)
        assert all(value.known for value in found.values())


def test_large_plates_that_face_the_camera_pass_and_tilted_ones_fail() -> None:
    random = np.random.default_rng(6)
    for plate in poses(50, (250, 400), (0, 5)):
        found = measured(plate, off(plate.corners, random))
        assert judge(pose.YAW, found).verdict == judge(pose.PITCH, found).verdict == "pass"
    for plate in poses(50, (150, 400), (0, 5), yaw=45.0):
        assert judge(pose.YAW, measured(plate, off(plate.corners, random))).grade == "steep"


def test_the_wrong_type_of_plate_is_wrong_by_half_the_distance() -> None:
    plate = Plate(distance_m=3.0)
    wrong = measured(plate, real_mm=((335, 155),))["distance"]
    assert plate.distance_m / wrong.middle == pytest.approx(1.55, rel=0.02)


def test_distance_is_along_the_line_of_sight_wherever_the_plate_appears() -> None:
    for at in ((0.5, 0.5), (0.95, 0.1)):
        plate = Plate(at=at, distance_m=3, picture_size=(1280, 720))
        found = measured(plate)["distance"]
        assert found.low <= 3 <= found.high
        assert found.high - found.low < 0.15


def test_of_several_sizes_the_plausible_ones_are_joined() -> None:
    face_on, turned = Plate(distance_m=3.0), Plate(distance_m=3.0, yaw=55)
    assert measured(face_on, real_mm=KOREAN) == measured(face_on)
    found = measured(turned, real_mm=KOREAN)
    for measure, value in truth(turned).items():
        assert found[measure].low <= value <= found[measure].high
        for other in KOREAN[2:]:  # they need only 43 degrees the other way
            alone = measured(turned, real_mm=(other,))[measure]
            assert found[measure].low <= alone.low <= alone.high <= found[measure].high
    square = Plate(100, 100, distance_m=0.5)
    assert measured(square, real_mm=KOREAN[:1])["yaw"].low > 60  # the least unlikely is kept


@pytest.mark.parametrize("roll", [0, 30, 100, 180, -75])
def test_neither_the_order_of_the_corners_nor_the_roll_matters(roll: float) -> None:
    plate = Plate(yaw=30, pitch=10, roll=roll).as_wide_as(250)
    found = measured(plate)
    for measure, value in truth(plate).items():
        assert found[measure].low <= value <= found[measure].high
    for corners in permutations(plate.corners):
        assert measured(plate, corners) == found


def test_ordered_begins_at_the_top_left() -> None:
    corners = Plate(yaw=20, roll=-25).corners
    assert pose.ordered(corners[2:] + corners[:2]) == corners
    assert pose.ordered(corners[::-1]) == corners


def test_a_polygon_of_four_points_is_a_quad() -> None:
    plate = Plate(yaw=30)
    assert measured(plate, kind="polygon") == measured(plate)


@pytest.mark.parametrize(
    "corners",
    [
        ((5, 5), (5, 5), (5, 5), (5, 5)),
        ((0, 0), (10, 0), (20, 0), (30, 0)),
        ((0, 0), (10, 10), (20, 20), (0, 20)),
        ((0, 0), (50, 0), (10, 10), (0, 50)),  # a dart
        ((0, 0), (0.5, 0), (0.5, 0.5), (0, 0.5)),
    ],
)
def test_corners_that_span_no_quad_are_degenerate(corners: Points) -> None:
    found = measured(Plate(), corners)
    assert {value.note for value in found.values()} == {"degenerate"}
    assert not any(value.known for value in found.values())


coordinates = st.one_of(
    st.floats(-50, 700), st.integers(0, 20).map(float), st.floats(allow_nan=True)
)
quads = st.tuples(*[st.tuples(coordinates, coordinates)] * 4)


@given(quads, st.sampled_from(["quad", "polygon"]), st.booleans())
@example(((0, 0), (1e200, 0), (1e200, 1e200), (0, 1e200)), "quad", True)
@example(((0, 0), (1, 0), (1, 1), (0, 1)), "quad", True)
def test_any_quad_gives_something_finite_or_nothing(
    corners: Points, kind: Kind, camera: bool
) -> None:
    for value in measured(Plate(), corners, kind=kind, camera=camera, real_mm=KOREAN).values():
        assert (0 <= value.low <= value.high and value.known) or value.note


# What is not known


def test_what_is_missing_is_said() -> None:
    plate = Plate(yaw=30)
    picture = rendered(plate)
    assert pose.measured(View(picture.pixels)) == {}
    view = View(picture.pixels, picture.shape(), 1000)
    assert {v.note for v in pose.measured(view).values()} == {"no_size"}
    found = measured(plate, camera=False)
    assert (found["distance"].known, found["distance"].note) == (False, "no_camera")
    assert (found["yaw"].known, found["yaw"].note) == (True, "no_camera")


def test_without_a_camera_the_angles_hold_for_usual_fields_of_view() -> None:
    random = np.random.default_rng(7)
    for field in (55, 70, 85):
        focal = 640 / tangent(radians(field / 2))
        plates = list(poses(150, (30, 400), (0, 70), focal_px=focal))
        found = [measured(plate, off(plate.corners, random), camera=False) for plate in plates]
        for measure in ("yaw", "pitch"):
            assert covered(plates, found, measure) >= 0.8


def test_in_the_middle_of_the_picture_the_camera_hardly_matters_for_angles() -> None:
    for plate in poses(50, (60, 200), (20, 70), at=(0.5, 0.5)):
        known, assumed = measured(plate), measured(plate, camera=False)
        for measure in ("yaw", "pitch"):
            assert assumed[measure].low == pytest.approx(known[measure].low, abs=1.5)
            assert assumed[measure].high == pytest.approx(known[measure].high, abs=1.5)


def test_without_a_camera_the_size_stands_in_for_the_distance() -> None:
    picture = rendered(Plate(distance_m=2))
    view = View(picture.pixels, picture.shape(), None, ((520, 110),))
    judged = judge(pose.DISTANCE, pose.measured(view) | size.measured(view))
    assert (judged.measure, judged.grade, judged.verdict) == ("size", "middle", "pass")
    near = View(picture.pixels, picture.shape(), 1000, ((520, 110),))
    assert judge(pose.DISTANCE, pose.measured(near) | size.measured(near)).grade == "near"


# From a box


def boxed(box: Points, real_mm: tuple[tuple[float, float], ...]) -> dict[str, Measured]:
    return measured(Plate(focal_px=1000), box, real_mm=real_mm, kind="box")


def test_a_box_gives_an_estimate_between_its_width_and_its_height() -> None:
    found = boxed(((220, 200), (420, 280)), ((520, 110),))
    by_height, by_width = 1000 * 0.11 / 80, 1000 * 0.52 / 200
    assert found["distance"].low == pytest.approx(by_height, rel=0.02)
    assert found["distance"].high == pytest.approx(by_width, rel=0.02)
    assert {value.note for value in found.values()} == {"estimate"}
    assert found["yaw"].low == 0
    assert found["yaw"].high > degrees(acos((200 / 80) / (520 / 110)))
    assert not found["pitch"].known
    flat = boxed(((220, 200), (420, 220)), ((520, 110),))["pitch"]
    assert flat.low == 0
    assert flat.high > degrees(acos((20 / 200) / (110 / 520)))


def test_a_box_and_other_polygons_by_their_bounds_are_the_same() -> None:
    polygon = ((220.0, 210.0), (320.0, 200.0), (420.0, 215.0), (400.0, 280.0), (230.0, 270.0))
    found = measured(Plate(), polygon, kind="polygon")
    assert found == boxed(((220, 200), (420, 280)), ((520, 110),))


def test_angles_by_a_box_are_wide_enough_and_pitch_is_silent_unless_it_shows() -> None:
    plates = list(poses(300, (30, 400), (0, 70)))
    found = []
    for plate in plates:
        xs, ys = zip(*plate.corners, strict=True)
        found.append(measured(plate, ((min(xs), min(ys)), (max(xs), max(ys))), kind="box"))
    assert covered(plates, found, "yaw") >= 0.9
    assert covered(plates, found, "pitch") >= 0.9


@pytest.mark.parametrize(
    "box", [((5, 5), (5, 5)), ((5, 5), (6.5, 50)), ((0, 0), (1e308, 1e308)), ((9, 9), (1, 1))]
)
def test_any_box_gives_something_finite_or_nothing(box: Points) -> None:
    for value in boxed(box, KOREAN).values():
        assert (0 <= value.low <= value.high and value.known) or value.note


# The camera


def test_one_photo_at_a_measured_distance_gives_the_focal_length() -> None:
    for plate in poses(100, (80, 400), (0, 60), focal_px=1234.0):
        size_mm = (plate.width_mm, plate.height_mm)
        found = pose.focal_from(plate.corners[::-1], plate.picture_size, size_mm, plate.distance_m)
        assert found == pytest.approx(1234, rel=1e-3)


@pytest.mark.parametrize("distance", [0, -1, float("nan"), float("inf")])
def test_no_distance_gives_no_focal_length(distance: float) -> None:
    with pytest.raises(LabelerError, match="no_focal"):
        pose.focal_from(Plate().corners, (640, 480), (520, 110), distance)


def test_no_quad_gives_no_focal_length() -> None:
    with pytest.raises(LabelerError, match="no_focal"):
        pose.focal_from(((0, 0), (9, 9), (0, 0), (9, 9)), (640, 480), (520, 110), 3)


def test_the_field_of_view_gives_the_focal_length() -> None:
    assert pose.focal_of(90, (1280, 720)) == pytest.approx(640)
    assert pose.focal_of(90, (720, 1280)) == pytest.approx(640)
    for wrong in (0, 180, -5, float("nan")):
        with pytest.raises(LabelerError, match="no_focal"):
            pose.focal_of(wrong, (1280, 720))


def test_a_plate_that_is_cut_off_shows_neither_distance_nor_angle() -> None:
    found = rendered(Plate(distance_m=6, yaw=30))
    cut = replace(found.shape("quad"), truncated=True)
    view = View(found.pixels, cut, found.plate.focal_px, ((520, 110),))
    said = pose.measured(view)
    assert {one.note for one in said.values()} == {"truncated"}
    assert not any(one.known for one in said.values())
