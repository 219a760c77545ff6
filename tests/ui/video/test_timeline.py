from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from labeler.core.video.clock import clock
from labeler.ui import theme
from labeler.ui.video.curves import columns, curves
from labeler.ui.video.pins import Pins
from labeler.ui.video.scale import Scale, cells, ticks
from labeler.ui.video.timeline import Pin, Timeline

MINUTE = 60_000.0
FRAME = 1000 / 30
LEFT = Qt.MouseButton.LeftButton
HOURS = 10 * 60 * MINUTE


class Watched(Timeline):
    """Counts what it repaints."""

    def __init__(self) -> None:
        super().__init__()
        self.repainted: list[QRect] = []

    def paintEvent(self, event: QPaintEvent) -> None:
        self.repainted += list(event.region())
        super().paintEvent(event)


class Heard:
    def __init__(self, timeline: Timeline) -> None:
        self.sought: list[tuple[float, bool]] = []
        self.pins: list[int] = []
        self.marks: list[tuple[float | None, float | None]] = []
        self.wanted: list[tuple[float, ...]] = []
        timeline.sought.connect(lambda time, rests: self.sought.append((time, rests)))
        timeline.pin_chosen.connect(self.pins.append)
        timeline.marks_dragged.connect(lambda a, b: self.marks.append((a, b)))
        timeline.thumbnails_wanted.connect(self.wanted.append)


@pytest.fixture
def timeline(qtbot: QtBot) -> Watched:
    made = Watched()
    qtbot.addWidget(made)
    made.resize(1000, made.sizeHint().height())
    made.show_video(MINUTE, FRAME, 16 / 9)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def heard(timeline: Watched) -> Heard:
    return Heard(timeline)


def spot(timeline: Timeline, time_ms: float, row: str = "strip") -> QPoint:
    rows = timeline._lanes.rows
    y = {
        "ruler": rows.ruler // 2,
        "strip": rows.strip_top + rows.strip // 2,
        "pins": rows.pins_top + rows.pins // 2,
        "curves": rows.curves_top + rows.curves // 2,
    }[row]
    return QPoint(round(timeline.scale.x(time_ms)), y)


def at(timeline: Timeline, point: QPoint) -> float:
    return timeline.scale.time(point.x())


def turn_wheel(
    timeline: Timeline,
    at: QPoint,
    angle: QPoint,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    spot_ = QPointF(at)
    event = QWheelEvent(
        spot_,
        timeline.mapToGlobal(spot_),
        QPoint(),
        angle,
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(timeline, event)


# --- the scale


durations = st.floats(0, HOURS)
factors = st.lists(st.tuples(st.floats(0.2, 30), st.floats(-50, 1300)), max_size=6)


def laid(duration: float, moves: list[tuple[float, float]]) -> Scale:
    scale = Scale(duration, FRAME).whole().laid(90, 1180, 82)
    for factor, x in moves:
        scale = scale.zoomed(factor, x).panned(x - 600)
    return scale


@given(durations, factors, st.floats(0, 1))
def test_a_time_comes_back_from_its_pixel(duration, moves, share):
    scale = laid(duration, moves)
    time = min(scale.start_ms + share * scale.span_ms, duration)
    assert scale.time(scale.x(time)) == pytest.approx(time, abs=1e-3)


@given(durations, factors)
def test_the_visible_part_lies_in_the_video(duration, moves):
    scale = laid(duration, moves)
    assert scale.start_ms >= 0
    assert scale.end_ms <= scale.whole_ms * (1 + 1e-9)
    assert scale.span_ms >= scale.least_ms * (1 - 1e-9)


@given(st.floats(1.01, 50), st.floats(90, 1270))
def test_zooming_in_keeps_the_time_under_the_pointer(factor, x):
    scale = laid(MINUTE, [(2, 500)])
    assert scale.zoomed(factor, x).time(x) == pytest.approx(scale.time(x), abs=1e-6)


def test_zoom_ends_when_a_frame_is_as_wide_as_a_thumbnail():
    scale = laid(MINUTE, [(1e9, 600)])
    assert scale.frame_px == pytest.approx(82)
    assert laid(MINUTE, [(1e9, 600), (1e-9, 600)]).is_whole


@given(durations, factors, st.floats(20, 90))
def test_written_times_never_overlap(duration, moves, room):
    scale = laid(duration, moves)
    marks = ticks(scale, room)
    xs = [scale.x(time) for time in marks.written]
    assert all(b - a >= room - 1e-6 for a, b in pairwise(xs))
    assert len(marks.fine) <= scale.width / 4


def test_written_times_are_frames_when_they_are_far_apart():
    scale = laid(MINUTE, [(1e9, 600)])
    marks = ticks(scale, 70)
    assert marks.digits == 3
    assert marks.written[1] - marks.written[0] == pytest.approx(FRAME)
    assert ticks(laid(MINUTE, []), 50).written[:3] == (0, 5000, 10_000)


@pytest.mark.parametrize(
    ("time", "digits", "text"),
    [
        (0, 0, "0:00"),
        (5000, 0, "0:05"),
        (5200, 1, "0:05.2"),
        (59_999.6, 3, "0:59.999"),
        (3_723_004, 3, "1:02:03.004"),
    ],
)
def test_a_time_is_written_as_players_write_it(time, digits, text):
    assert clock(time, digits) == text
    assert clock(5000, 0, hours=True) == "0:00:05"


@given(durations, factors, st.floats(20, 200))
def test_there_are_about_as_many_thumbnails_as_fit(duration, moves, px):
    scale = laid(duration, moves)
    frames = cells(scale, px)
    assert frames == sorted(set(frames))
    assert 1 <= len(frames) <= scale.width / px * 1.5 + 2


# --- seeking


def test_a_press_seeks_at_once_and_a_release_ends_it(timeline, heard):
    point = spot(timeline, 20_000)
    QTest.mousePress(timeline, LEFT, pos=point)
    assert heard.sought == [(at(timeline, point), False)]
    QTest.mouseRelease(timeline, LEFT, pos=point)
    assert heard.sought[1:] == [(at(timeline, point), True)]


def test_dragging_tells_the_last_of_the_times_of_one_turn(timeline, heard, qtbot):
    QTest.mousePress(timeline, LEFT, pos=spot(timeline, 10_000))
    for time in range(11_000, 21_000, 100):
        _move(timeline, spot(timeline, time))
    assert len(heard.sought) == 1
    last = at(timeline, spot(timeline, 20_900))
    qtbot.waitUntil(lambda: len(heard.sought) == 2)
    assert heard.sought[1] == (last, False)
    QTest.mouseRelease(timeline, LEFT, pos=spot(timeline, 30_000))
    assert heard.sought[2:] == [(at(timeline, spot(timeline, 30_000)), True)]
    QTest.qWait(5)
    assert len(heard.sought) == 3


def _move(timeline: Timeline, point: QPoint, buttons: Qt.MouseButton = LEFT) -> None:
    where = QPointF(point)
    glob = timeline.mapToGlobal(where)
    none = Qt.MouseButton.NoButton
    keys = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseMove, where, glob, none, buttons, keys)
    QApplication.sendEvent(timeline, event)


@pytest.mark.parametrize(("x", "time"), [(-500, 0.0), (5000, MINUTE)])
def test_a_drag_that_leaves_the_widget_stops_at_the_end(timeline, heard, x, time):
    QTest.mousePress(timeline, LEFT, pos=spot(timeline, 10_000))
    _move(timeline, QPoint(x, 5000))
    QTest.mouseRelease(timeline, LEFT, pos=QPoint(x, 5000))
    assert heard.sought[-1] == (time, True)


def test_while_it_is_dragged_the_playhead_stays_at_the_pointer(timeline):
    QTest.mousePress(timeline, LEFT, pos=spot(timeline, 10_000))
    timeline.set_position(50_000)
    assert timeline._pointers.position_ms == pytest.approx(10_000, abs=100)
    QTest.mouseRelease(timeline, LEFT, pos=spot(timeline, 10_000))
    timeline.set_position(50_000)
    assert timeline._pointers.position_ms == 50_000


def test_escape_ends_a_drag_with_a_last_time(timeline, heard):
    QTest.mousePress(timeline, LEFT, pos=spot(timeline, 10_000))
    _move(timeline, spot(timeline, 15_000))
    QTest.keyClick(timeline, Qt.Key.Key_Escape)
    ended = heard.sought[-1]
    assert ended == (at(timeline, spot(timeline, 15_000)), True)
    _move(timeline, spot(timeline, 25_000))
    QTest.mouseRelease(timeline, LEFT, pos=spot(timeline, 25_000))
    assert heard.sought[-1] == ended


def test_losing_the_focus_or_being_hidden_ends_a_drag(timeline, heard):
    for end in (
        lambda: QApplication.sendEvent(timeline, QFocusEvent(QEvent.Type.FocusOut)),
        timeline.hide,
    ):
        QTest.mousePress(timeline, LEFT, pos=spot(timeline, 10_000))
        end()
        assert heard.sought[-1][1] is True
        heard.sought.clear()


def test_a_drag_whose_release_went_elsewhere_ends_when_the_pointer_comes_back(timeline, heard):
    QTest.mousePress(timeline, LEFT, pos=spot(timeline, 10_000))
    _move(timeline, spot(timeline, 30_000), Qt.MouseButton.NoButton)
    assert heard.sought[-1] == (at(timeline, spot(timeline, 10_000)), True)


def test_another_video_ends_a_drag_in_silence(timeline, heard):
    QTest.mousePress(timeline, LEFT, pos=spot(timeline, 10_000))
    _move(timeline, spot(timeline, 15_000))
    timeline.show_video(1000, FRAME, 1)
    QTest.qWait(5)
    QTest.mouseRelease(timeline, LEFT, pos=spot(timeline, 500))
    assert len(heard.sought) == 1


def test_keys_other_than_escape_are_left_to_the_window(timeline):
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Left):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(timeline, event)
        assert not event.isAccepted()
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        QApplication.sendEvent(timeline, event)
        assert not event.isAccepted()


# --- pins


def test_in_a_crowd_the_nearest_pin_within_reach_is_meant():
    scale = laid(MINUTE, [])
    px = scale.span_ms / scale.width
    pins = Pins([Pin(n, 30_000 + n * 2.5 * px, "proposed") for n in range(200)])
    for n in range(200):
        x = scale.x(30_000 + n * 2.5 * px)
        for off in (-1.0, 0.0, 1.0):
            assert pins.under(x + off, scale).index == n
    first = scale.x(30_000)
    assert pins.under(first - 5.9, scale).index == 0
    assert pins.under(first - 6.1, scale) is None


def test_of_two_pins_on_one_spot_the_captured_one_is_meant():
    scale = laid(MINUTE, [])
    both = [Pin(1, 5000, "captured"), Pin(2, 5000, "proposed")]
    assert Pins(both).under(scale.x(5000), scale).index == 1
    assert Pins(both[::-1]).under(scale.x(5000), scale).index == 1


def test_pins_that_look_the_same_are_painted_once():
    scale = laid(HOURS, [])
    pins = Pins([Pin(n, n * 33.0, "proposed", "sharp") for n in range(100_000)])
    assert sum(map(len, pins.shown(scale).values())) <= scale.width + 3


def test_a_click_on_a_pin_chooses_it_and_does_not_seek(timeline, heard):
    timeline.set_pins([Pin(300, 10_000, "captured"), Pin(900, 30_000, "proposed")])
    QTest.mouseClick(timeline, LEFT, pos=spot(timeline, 30_000, "pins") + QPoint(4, 0))
    assert heard.pins == [900]
    assert heard.sought == []


def test_a_pin_is_clicked_at_its_head_only(timeline, heard):
    timeline.set_pins([Pin(900, 30_000, "proposed")])
    for row in ("ruler", "strip", "curves"):
        QTest.mouseClick(timeline, LEFT, pos=spot(timeline, 30_000, row))
    assert heard.pins == []
    assert [rests for _, rests in heard.sought].count(True) == 3


def test_dragging_from_a_pin_seeks(timeline, heard):
    timeline.set_pins([Pin(900, 30_000, "proposed")])
    QTest.mousePress(timeline, LEFT, pos=spot(timeline, 30_000, "pins"))
    _move(timeline, spot(timeline, 40_000, "pins"))
    QTest.mouseRelease(timeline, LEFT, pos=spot(timeline, 40_000, "pins"))
    assert heard.pins == []
    assert heard.sought[-1] == (at(timeline, spot(timeline, 40_000)), True)


def test_a_pin_says_what_it_is(timeline, monkeypatch):
    said = []
    monkeypatch.setattr(QToolTip, "showText", lambda _where, text, *_: said.append(text))
    timeline.set_pins([Pin(900, 30_000, "proposed", "quota-blur")])
    point = spot(timeline, 30_000, "pins")
    help_ = QHelpEvent(QEvent.Type.ToolTip, point, timeline.mapToGlobal(point))
    QApplication.sendEvent(timeline, help_)
    assert said == ["proposed  0:30.000\nblurred, for variety"]


# --- marks


def drag(timeline: Timeline, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(timeline, LEFT, pos=start)
    _move(timeline, (start + end) / 2)
    QTest.mouseRelease(timeline, LEFT, pos=end)


def test_marks_are_dragged_by_their_handles(timeline, heard):
    timeline.set_marks(10_000, 40_000)
    start = spot(timeline, 10_000) - QPoint(4, 0)
    drag(timeline, start, start + QPoint(100, 0))
    first = timeline.scale.time(timeline.scale.x(10_000) + 100)
    assert heard.marks == [(pytest.approx(first), 40_000)]
    start = spot(timeline, 40_000) + QPoint(4, 0)
    drag(timeline, start, start + QPoint(50, 0))
    last = timeline.scale.time(timeline.scale.x(40_000) + 50)
    assert heard.marks[1:] == [(pytest.approx(first), pytest.approx(last))]
    assert heard.sought == []


def test_marks_never_cross(timeline, heard):
    timeline.set_marks(10_000, 40_000)
    drag(timeline, spot(timeline, 10_000) - QPoint(4, 0), spot(timeline, 55_000))
    assert heard.marks[-1] == (40_000, 40_000)
    drag(timeline, spot(timeline, 40_000) + QPoint(4, 0), spot(timeline, 5_000))
    assert heard.marks[-1] == (40_000, 40_000)
    drag(timeline, spot(timeline, 40_000) - QPoint(4, 0), QPoint(-300, 50))
    assert heard.marks[-1] == (0, 40_000)


def test_one_mark_alone_is_dragged_to_either_end(timeline, heard):
    timeline.set_marks(None, 40_000)
    drag(timeline, spot(timeline, 40_000) + QPoint(4, 0), QPoint(-300, 50))
    assert heard.marks == [(None, 0)]


def test_escape_brings_a_dragged_mark_back(timeline, heard):
    timeline.set_marks(10_000, 40_000)
    QTest.mousePress(timeline, LEFT, pos=spot(timeline, 10_000) - QPoint(4, 0))
    _move(timeline, spot(timeline, 30_000))
    QTest.keyClick(timeline, Qt.Key.Key_Escape)
    assert timeline._lanes.marks == (10_000, 40_000)
    assert heard.marks == []
    assert heard.sought == []


# --- zoom and view


def test_the_wheel_zooms_at_the_pointer(timeline):
    point = spot(timeline, 42_000)
    before = at(timeline, point)
    for _ in range(12):
        turn_wheel(timeline, point, QPoint(0, 120))
        assert at(timeline, point) == pytest.approx(before, abs=0.5)
    assert timeline.scale.span_ms < MINUTE / 10
    QTest.mouseDClick(timeline, LEFT, pos=spot(timeline, 42_000, "ruler"))
    assert timeline.scale.is_whole


@pytest.mark.parametrize(
    ("angle", "keys"),
    [
        (QPoint(0, -120), Qt.KeyboardModifier.ShiftModifier),
        (QPoint(-120, 0), Qt.KeyboardModifier.NoModifier),
    ],
)
def test_shift_or_a_sideways_wheel_pans(timeline, angle, keys):
    for _ in range(5):
        turn_wheel(timeline, spot(timeline, 30_000), QPoint(0, 120))
    before = timeline.scale
    turn_wheel(timeline, QPoint(500, 50), angle, keys)
    assert timeline.scale.start_ms > before.start_ms
    assert timeline.scale.span_ms == pytest.approx(before.span_ms)


def test_the_view_follows_the_playhead_but_not_while_one_looks_around(timeline, monkeypatch):
    timeline._show_part(timeline.scale.zoomed(10, timeline.scale.left))
    for time in range(0, 60_000, 500):
        timeline.set_position(time)
        assert timeline.scale.shows(time)
    turn_wheel(timeline, QPoint(500, 50), QPoint(1200, 0))
    looked_at = timeline.scale
    timeline.set_position(59_900)
    assert timeline.scale == looked_at
    monkeypatch.setattr("labeler.ui.video.timeline._LOOKING_MS", 0)
    QTest.qWait(3)
    timeline.set_position(59_950)
    assert timeline.scale.shows(59_950)


def test_a_wider_window_shows_the_same_part(timeline):
    timeline._show_part(timeline.scale.zoomed(3, 500))
    before = timeline.scale
    timeline.resize(1500, timeline.height())
    QTest.qWait(1)
    after = timeline.scale
    assert (after.start_ms, after.span_ms) == pytest.approx((before.start_ms, before.span_ms))
    assert after.width == pytest.approx(before.width + 500)


# --- thumbnails


def picture(color: str = "#3080c0") -> QImage:
    image = QImage(160, 90, QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    return image


def test_thumbnails_are_asked_for_once_each(timeline, heard, qtbot):
    qtbot.waitUntil(lambda: len(heard.wanted) == 1)
    first = heard.wanted[0]
    assert first[0] == 0
    assert list(first) == sorted(first)
    assert np.ptp(np.diff(first)) == pytest.approx(0, abs=1e-6)
    assert 7 <= len(first) <= 16
    timeline.resize(timeline.width() + 3, timeline.height())
    QTest.qWait(160)
    assert len(heard.wanted) == 1


def test_after_a_zoom_only_new_ones_are_asked_for(timeline, heard, qtbot):
    qtbot.waitUntil(lambda: len(heard.wanted) == 1)
    for _ in range(4):
        turn_wheel(timeline, spot(timeline, 30_000), QPoint(0, 120))
    qtbot.waitUntil(lambda: len(heard.wanted) == 2)
    asked = [round(time, 3) for times in heard.wanted for time in times]
    assert len(asked) == len(set(asked))
    timeline._show_part(timeline.scale.whole())
    QTest.qWait(160)
    assert len(heard.wanted) == 2


def test_nothing_is_asked_for_while_it_is_hidden(qtbot):
    hidden = Timeline()
    qtbot.addWidget(hidden)
    heard = Heard(hidden)
    hidden.show_video(MINUTE, FRAME, 1.5)
    QTest.qWait(160)
    assert heard.wanted == []
    hidden.show()
    qtbot.waitUntil(lambda: len(heard.wanted) == 1)


def test_a_thumbnail_stands_at_its_time(timeline, heard, qtbot):
    qtbot.waitUntil(lambda: len(heard.wanted) == 1)
    time = heard.wanted[0][3]
    timeline.put_thumbnail(time, picture())
    timeline.put_thumbnail(heard.wanted[0][4], QImage())  # could not be read
    shown = timeline.grab().toImage()
    middle = spot(timeline, time)
    assert shown.pixelColor(middle.x() + 20, middle.y()) == QColor("#3080c0")
    assert shown.pixelColor(middle.x() - 20, middle.y()) != QColor("#3080c0")


def test_forgotten_thumbnails_are_asked_for_again(timeline, heard, qtbot, monkeypatch):
    monkeypatch.setattr("labeler.ui.video.strip._KEPT", 5)
    qtbot.waitUntil(lambda: len(heard.wanted) == 1)
    for time in heard.wanted[0]:
        timeline.put_thumbnail(time, picture())
    timeline.resize(timeline.width() + 3, timeline.height())
    qtbot.waitUntil(lambda: len(heard.wanted) == 2)
    assert heard.wanted[1] == heard.wanted[0][:-5]


# --- curves


@pytest.mark.parametrize("peak", [0, 1, 3333, 77_777, 99_999])
def test_a_peak_of_a_single_sample_is_seen_among_many(peak):
    times = np.arange(100_000) * 100.0
    values = np.full(len(times), 0.2)
    values[peak] = 1.0
    edges = np.linspace(0, times[-1] + 100, 801)
    low, high = columns(times, values, edges)
    assert high.max() == 1.0
    assert np.argmax(high) == pytest.approx(peak / 100_000 * 800, abs=1)
    assert low.min() == 0.2
    values[peak] = 0.0
    low, _ = columns(times, values, edges)
    assert low.min() == 0.0


@given(st.lists(st.floats(0, 1), min_size=1, max_size=300), st.integers(1, 400))
def test_columns_hold_every_sample(values, count):
    times = np.arange(len(values)) * 40.0
    edges = np.linspace(0, times[-1] + 1, count + 1)
    low, high = columns(times, np.array(values), edges)
    assert high.max() == max(values)
    assert low.min() == min(values)


def test_outliers_do_not_flatten_the_others():
    novelty = np.full(1000, 0.1)
    novelty[500] = 50.0
    made = curves(np.arange(1000) * 10.0, novelty, np.zeros(1000), 10_000)
    assert made.novelty.min() == 1.0
    assert not made.sharpness.any()


def test_a_peak_among_zeros_is_kept():
    novelty = np.zeros(1000)
    novelty[500] = 0.3
    made = curves(np.arange(1000) * 10.0, novelty, np.full(1000, np.nan), 10_000)
    assert made.novelty[500] == 1.0


def test_what_is_analysed_is_known():
    times = np.concatenate((np.arange(0, 5000, 100.0), np.arange(9000, 10_000, 100.0)))
    made = curves(times, times, times, 20_000)
    assert made.parts == ((0, 5000), (9000, 10_000))
    known = made.covered(np.array([0, 100, 4900, 6000, 9000, 9500, 15_000.0]))
    assert known.tolist() == [True, True, False, False, True, False]
    whole = curves(np.arange(30, 19_950, 100.0), np.ones(200), np.ones(200), 20_000)
    assert whole.parts == ((0, 20_030),)


def test_as_many_values_as_times_are_needed():
    with pytest.raises(ValueError, match="as many"):
        curves([0, 1], [0], [0, 1], 10)


def test_curves_may_grow(timeline):
    for count in (0, 1, 2, 50, 600):
        times = np.arange(count) * 100.0
        timeline.set_curves(times, np.random.default_rng(0).random(count), np.ones(count))
        timeline.grab()


# --- painting


def test_moving_the_playhead_repaints_a_few_columns(timeline, qtbot):
    timeline.set_position(1000)
    QTest.qWait(150)
    timeline.repainted.clear()
    timeline.set_position(31_000)
    qtbot.waitUntil(lambda: bool(timeline.repainted))
    assert sum(rect.width() for rect in timeline.repainted) <= 40
    timeline.repainted.clear()
    timeline.set_position(31_000)
    QTest.qWait(20)
    assert timeline.repainted == []


@pytest.mark.parametrize("duration", [0.0, 1.0, FRAME, 100.0, HOURS])
@pytest.mark.parametrize("frame", [0.0, FRAME, 5000.0])
def test_any_length_can_be_shown_and_used(timeline, heard, duration, frame):
    timeline.show_video(duration, frame, 0.0)
    timeline.set_pins([Pin(0, 0, "captured", "quota-soft"), Pin(1, duration, "proposed")])
    timeline.set_marks(0, duration)
    timeline.set_curves([0], [1], [1])
    timeline.set_position(duration)
    timeline.grab()
    for _ in range(60):
        turn_wheel(timeline, QPoint(600, 50), QPoint(0, 120))
    timeline.grab()
    point = QPoint(600, timeline._lanes.rows.ruler // 2)
    QTest.mouseClick(timeline, LEFT, pos=point)
    assert 0 <= heard.sought[-1][0] <= duration
    QTest.qWait(130)
    timeline.put_thumbnail(0, picture())
    timeline.grab()


def test_without_a_video_nothing_happens(timeline, heard):
    timeline.clear()
    QTest.mouseClick(timeline, LEFT, pos=QPoint(500, 50))
    turn_wheel(timeline, QPoint(500, 50), QPoint(0, 120))
    timeline.set_position(5)
    timeline.grab()
    QTest.qWait(130)
    assert (heard.sought, heard.wanted) == ([], [])


def test_a_very_narrow_one_can_be_painted(timeline):
    timeline.setMinimumWidth(1)
    timeline.set_marks(10_000, 20_000)
    for width in (1, 30, 100):
        timeline.resize(width, timeline.height())
        timeline.grab()


def test_it_follows_theme_font_and_language(timeline, monkeypatch):
    height, light = timeline.sizeHint().height(), timeline.grab().toImage()
    monkeypatch.setattr(theme, "_colors", theme.DARK)
    QApplication.sendEvent(timeline, QEvent(QEvent.Type.PaletteChange))
    dark = timeline.grab().toImage()
    assert light.pixelColor(2, 2) == QColor(theme.LIGHT.window)
    assert dark.pixelColor(2, 2) == QColor(theme.DARK.window)
    font = QFont(timeline.font())
    font.setPixelSize(24)
    timeline.setFont(font)
    assert timeline.sizeHint().height() > height
    words = {"novelty": "새로움의 정도", "sharpness": "선명도", "Timeline": "타임라인"}
    monkeypatch.setattr(timeline, "tr", lambda text: words[text], raising=False)
    before = timeline.scale.left
    QApplication.sendEvent(timeline, QEvent(QEvent.Type.LanguageChange))
    assert timeline.accessibleName() == "타임라인"
    assert timeline.scale.left > before


def test_the_time_under_the_pointer_is_shown(timeline):
    before = timeline.grab().toImage()
    _move(timeline, spot(timeline, 30_000), Qt.MouseButton.NoButton)
    assert timeline.grab().toImage() != before
    QApplication.sendEvent(timeline, QEvent(QEvent.Type.Leave))
    assert timeline.grab().toImage() == before
