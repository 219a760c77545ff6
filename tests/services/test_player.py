"""The player: exact frames, the quickest picture while scrubbing, playing, a video that goes."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from labeler.core.finding import Finding
from labeler.services.player import Player, Shown
from tests.clips import clip, number_in


class Screen:
    """What the player showed, in order."""

    def __init__(self, player: Player) -> None:
        self.player = player
        self.shown: list[Shown] = []
        self.failed: list[Finding] = []
        self.missing: list[int] = []
        player.shown.connect(self.shown.append)
        player.failed.connect(self.failed.append)
        player.missing.connect(self.missing.append)

    def rests(self) -> bool:
        return self.player.frame is not None

    @property
    def number(self) -> int:
        """The number that the picture on the screen shows."""
        return number_in(pixels_of(self.shown[-1].image))


def pixels_of(image: QImage) -> np.ndarray:
    array = np.frombuffer(image.constBits(), np.uint8)
    return array.reshape(image.height(), image.bytesPerLine() // 4, 4)[:, : image.width()]


@pytest.fixture
def screen(qtbot: QtBot) -> Iterator[Screen]:
    player = Player()
    yield Screen(player)
    player.close()


def opened(qtbot: QtBot, screen: Screen, path: Path, stream: int = 0) -> Screen:
    with qtbot.waitSignal(screen.player.opened):
        screen.player.open(path, stream)
    return screen


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".ts", ".avi"])
def test_every_frame_asked_for_is_the_one_that_is_shown(
    qtbot: QtBot, screen: Screen, tmp_path: Path, suffix: str
) -> None:
    opened(qtbot, screen, clip(tmp_path / f"a{suffix}", 50))
    for wanted in (0, 31, 30, 29, 49, 12, 11, 13, 0, 48):
        screen.player.show(wanted)
        qtbot.waitUntil(screen.rests)
        assert screen.number == wanted
        assert screen.shown[-1].frame.index == wanted


def test_only_the_last_wish_is_fulfilled(qtbot: QtBot, screen: Screen, tmp_path: Path) -> None:
    opened(qtbot, screen, clip(tmp_path / "a.mp4", 60))
    for wanted in range(59, 0, -1):
        screen.player.show(wanted)
    qtbot.waitUntil(screen.rests)
    assert screen.number == 1
    assert len(screen.shown) <= 2


def test_scrubbing_shows_the_keyframe_first_and_the_frame_when_it_rests(
    qtbot: QtBot, screen: Screen, tmp_path: Path
) -> None:
    opened(qtbot, screen, clip(tmp_path / "a.mp4", 60, gop=20))
    screen.player.show(35, exact=False)
    qtbot.waitUntil(screen.rests)
    assert [number_in(pixels_of(shown.image)) for shown in screen.shown] == [20, 35]
    assert [shown.exact for shown in screen.shown] == [False, True]


def test_a_step_back_is_there_already(qtbot: QtBot, screen: Screen, tmp_path: Path) -> None:
    opened(qtbot, screen, clip(tmp_path / "a.mp4", 60, gop=10))
    screen.player.show(30)  # a keyframe: the frame before it belongs to another group
    qtbot.waitUntil(screen.rests)
    decoder = screen.player._decoder
    assert decoder is not None
    qtbot.waitUntil(lambda: 29 in decoder._frames and 31 in decoder._frames)


def test_playing_goes_on_in_time_and_stops_at_the_end(
    qtbot: QtBot, screen: Screen, tmp_path: Path
) -> None:
    opened(qtbot, screen, clip(tmp_path / "a.mp4", 25, rate=50))
    player = screen.player
    player.show(0)
    qtbot.waitUntil(screen.rests)
    player.play(1.0)
    assert player.playing
    qtbot.waitUntil(lambda: not player.playing, timeout=3000)
    qtbot.waitUntil(screen.rests)
    indexes = [shown.frame.index for shown in screen.shown]
    assert indexes == sorted(indexes)
    assert len(set(indexes)) > 5
    assert screen.number == 24
    player.play(-1.0)
    qtbot.waitUntil(lambda: not player.playing and screen.rests(), timeout=3000)
    assert screen.number == 0


def test_the_second_stream_can_be_chosen(qtbot: QtBot, screen: Screen, tmp_path: Path) -> None:
    path = clip(tmp_path / "a.mp4", 20, streams=2)
    opened(qtbot, screen, path, 1)
    screen.player.show(7)
    qtbot.waitUntil(screen.rests)
    assert screen.number == 1007
    assert screen.player.reel is not None
    assert len(screen.player.reel.streams) == 2


def test_what_is_no_video_is_said(qtbot: QtBot, screen: Screen, tmp_path: Path) -> None:
    path = tmp_path / "text.mp4"
    path.write_text("this is no video\n" * 100)
    with qtbot.waitSignal(screen.player.failed):
        screen.player.open(path)
    assert screen.failed[0].code == "not_a_video"
    assert screen.failed[0].where == path


def test_a_video_that_goes_while_it_is_open_is_said(
    qtbot: QtBot, screen: Screen, tmp_path: Path
) -> None:
    path = clip(tmp_path / "a.mp4", 60, gop=5)
    opened(qtbot, screen, path)
    screen.player.show(3)
    qtbot.waitUntil(screen.rests)
    path.unlink()
    with qtbot.waitSignal(screen.player.failed):
        screen.player.show(55)
    assert screen.failed[0].code == "video_gone"


def test_memory_has_a_bound(
    qtbot: QtBot, screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("labeler.services.player._BUDGET_BYTES", 20 * 320 * 180 * 3 // 2)
    opened(qtbot, screen, clip(tmp_path / "a.mp4", 120, gop=60))
    screen.player.show(59)
    qtbot.waitUntil(screen.rests)
    decoder = screen.player._decoder
    assert decoder is not None
    qtbot.wait(100)
    assert decoder._bytes <= 20 * 320 * 180 * 3 // 2 * 1.3
    assert min(decoder._frames) > 30  # what is near is kept


def test_another_video_silences_the_first(qtbot: QtBot, screen: Screen, tmp_path: Path) -> None:
    first, second = clip(tmp_path / "a.mp4", 60), clip(tmp_path / "b.mp4", 30)
    opened(qtbot, screen, first)
    screen.player.show(50)
    opened(qtbot, screen, second)
    screen.player.show(5)
    qtbot.waitUntil(screen.rests)
    assert all(shown.frame.index == 5 for shown in screen.shown[-1:])
    assert screen.number == 5
    assert screen.player.reel is not None
    assert screen.player.reel.path == second
