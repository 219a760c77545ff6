"""The picture that is wanted comes first, neighbours are there before, and memory stays bounded."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from labeler.core.finding import Finding
from labeler.core.pictures import decode
from labeler.services.images import ImageCache, _full, _Spares, scaled
from labeler.services.jobs import Jobs

MiB = 1 << 20


class Heard:
    """What the cache announced, in order."""

    def __init__(self, cache: ImageCache) -> None:
        self.ready: list[tuple[Path, QImage, bool]] = []
        self.failed: list[tuple[Path, Finding]] = []
        cache.ready.connect(lambda *what: self.ready.append(what))
        cache.failed.connect(lambda *what: self.failed.append(what))


@pytest.fixture
def cache(qtbot: QtBot) -> Iterator[ImageCache]:
    made = ImageCache()
    yield made
    made.close()


@pytest.fixture
def heard(cache: ImageCache) -> Heard:
    return Heard(cache)


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    """Ten pictures, 0.25 MiB each when decoded, told apart by their grey."""
    made = []
    for n in range(10):
        made.append(tmp_path / f"{n}.png")
        cv2.imwrite(str(made[-1]), np.full((256, 256, 3), 20 * n, np.uint8))
    return made


def grey(image: QImage) -> int:
    return image.pixelColor(100, 100).red()


def idle(qtbot: QtBot, cache: ImageCache) -> None:
    qtbot.waitUntil(lambda: not cache._decoding, timeout=10_000)


def photo(path: Path, width: int, height: int) -> Path:
    random = np.random.default_rng(3).integers(0, 255, (30, 40, 3), dtype=np.uint8)
    cv2.imwrite(str(path), cv2.resize(random, (width, height), interpolation=cv2.INTER_CUBIC))
    return path


def test_wanted_picture_comes_with_its_pixels(
    cache: ImageCache, heard: Heard, qtbot: QtBot, tmp_path: Path
) -> None:
    path = photo(tmp_path / "a.jpg", 640, 480)
    assert cache.get(path) is None
    cache.want(path)
    qtbot.waitUntil(lambda: bool(heard.ready), timeout=5000)
    [(where, image, full)] = heard.ready
    assert (where, full) == (path, True)
    assert image.format() == QImage.Format.Format_RGB32
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(480, 640, 4)
    assert np.array_equal(pixels, decode(path))
    kept = cache.get(path)
    assert kept is not None
    assert kept.cacheKey() == image.cacheKey()


def test_picture_outlives_the_cache(cache: ImageCache, qtbot: QtBot, paths: list[Path]) -> None:
    cache.want(paths[3])
    qtbot.waitUntil(lambda: cache.get(paths[3]) is not None, timeout=5000)
    image = QImage(cache.get(paths[3]))
    cache.clear()
    assert grey(image) == 60


def test_neighbours_are_there_before_they_are_wanted(
    cache: ImageCache, heard: Heard, qtbot: QtBot, paths: list[Path]
) -> None:
    cache.want(paths[4])
    cache.expect([paths[5], paths[6], paths[3]])
    idle(qtbot, cache)
    assert [path for path, _, _ in heard.ready] == [paths[4]]
    for n in (5, 6, 3):
        image = cache.get(paths[n])
        assert image is not None
        assert grey(image) == 20 * n


def test_big_photo_is_shown_small_first(
    cache: ImageCache, heard: Heard, qtbot: QtBot, tmp_path: Path
) -> None:
    path = photo(tmp_path / "a.jpg", 4000, 3000)
    cache.want(path)
    qtbot.waitUntil(lambda: bool(heard.ready) and heard.ready[-1][2], timeout=10_000)
    sizes = [(image.width(), full) for _, image, full in heard.ready]
    assert sizes == [(1000, False), (4000, True)]


@pytest.mark.parametrize("name", ["a.png", "a.jpg"])
def test_picture_that_gains_nothing_by_it_is_not_shown_small(
    cache: ImageCache, heard: Heard, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    cache.want(photo(tmp_path / name, *((2600, 1800) if name == "a.png" else (1920, 1080))))
    idle(qtbot, cache)
    qtbot.wait(20)
    assert [full for _, _, full in heard.ready] == [True]


def test_what_was_passed_over_is_not_decoded(qtbot: QtBot, paths: list[Path]) -> None:
    jobs = Jobs(threads=1)
    cache = ImageCache(jobs)
    heard = Heard(cache)
    gate = threading.Event()
    jobs.run(lambda: gate.wait(5), lambda _: None, pytest.fail, priority=100)
    for path in paths:
        cache.want(path)
    gate.set()
    qtbot.waitUntil(lambda: bool(heard.ready), timeout=5000)
    idle(qtbot, cache)
    assert [path for path, _, _ in heard.ready] == [paths[-1]]
    assert cache.bytes == 256 * 256 * 4
    cache.close()
    jobs.close()


def test_going_back_to_what_was_passed_over_shows_it(qtbot: QtBot, paths: list[Path]) -> None:
    jobs = Jobs(threads=1)
    cache = ImageCache(jobs)
    heard = Heard(cache)
    gate = threading.Event()
    jobs.run(lambda: gate.wait(5), lambda _: None, pytest.fail)
    for n in (1, 2, 1):
        cache.want(paths[n])
    gate.set()
    qtbot.waitUntil(lambda: bool(heard.ready), timeout=5000)
    assert [path for path, _, _ in heard.ready] == [paths[1]]
    cache.close()
    jobs.close()


def test_changed_file_is_read_again(
    cache: ImageCache, heard: Heard, qtbot: QtBot, paths: list[Path]
) -> None:
    cache.want(paths[1])
    qtbot.waitUntil(lambda: cache.get(paths[1]) is not None, timeout=5000)
    paths[1].write_bytes(paths[9].read_bytes())
    os.utime(paths[1], ns=(1, 1))
    assert cache.get(paths[1]) is None
    cache.want(paths[1])
    qtbot.waitUntil(lambda: len(heard.ready) == 2, timeout=5000)
    assert grey(heard.ready[-1][1]) == 180


def test_failure_is_told_and_then_known_at_once_until_the_file_changes(
    cache: ImageCache, heard: Heard, qtbot: QtBot, paths: list[Path]
) -> None:
    whole = paths[0].read_bytes()
    paths[0].write_bytes(b"no picture")
    cache.want(paths[0])
    qtbot.waitUntil(lambda: bool(heard.failed), timeout=5000)
    cache.want(paths[0])
    assert [(path, finding.code) for path, finding in heard.failed] == [
        (paths[0], "not_a_picture")
    ] * 2
    assert cache.finding(paths[0]) is heard.failed[0][1]
    paths[0].write_bytes(whole)
    cache.want(paths[0])
    qtbot.waitUntil(lambda: bool(heard.ready), timeout=5000)
    assert grey(heard.ready[0][1]) == 0


def test_failure_of_a_neighbour_is_known_before_it_is_wanted(
    cache: ImageCache, heard: Heard, qtbot: QtBot, paths: list[Path]
) -> None:
    paths[1].unlink()
    cache.want(paths[0])
    cache.expect([paths[1], paths[2]])
    idle(qtbot, cache)
    assert not heard.failed
    assert cache.get(paths[2]) is not None
    cache.want(paths[1])
    assert [finding.code for _, finding in heard.failed] == ["picture_missing"]


def test_forgotten_while_it_is_decoded(
    cache: ImageCache, heard: Heard, qtbot: QtBot, paths: list[Path]
) -> None:
    cache.want(paths[0])
    cache.forget(paths[0])
    qtbot.wait(50)
    assert heard.ready == []
    assert cache.get(paths[0]) is None
    cache.want(paths[0])
    qtbot.waitUntil(lambda: bool(heard.ready), timeout=5000)


def walk(qtbot: QtBot, cache: ImageCache, paths: list[Path], after: Callable[[int], None]) -> None:
    for n, path in enumerate(paths):
        cache.want(path)
        cache.expect([paths[i] for i in (n + 1, n + 2, n - 1) if 0 <= i < len(paths)])
        idle(qtbot, cache)
        after(n)


def test_budget_holds_and_the_near_ones_stay(qtbot: QtBot, paths: list[Path]) -> None:
    one = 256 * 256 * 4
    cache = ImageCache(budget_bytes=5 * one, near_bytes=6 * one)
    sizes: list[int] = []
    walk(qtbot, cache, paths, lambda n: sizes.append(cache.bytes))
    assert max(sizes) <= 5 * one
    assert cache.get(paths[9]) is not None
    assert cache.get(paths[8]) is not None
    assert cache.get(paths[0]) is None
    cache.close()


def test_pictures_larger_than_the_budget_keep_the_current_and_the_next(
    qtbot: QtBot, paths: list[Path]
) -> None:
    one = 256 * 256 * 4
    cache = ImageCache(budget_bytes=one // 2, near_bytes=one)
    sizes: list[int] = []
    walk(qtbot, cache, paths, lambda n: sizes.append(cache.bytes // one))
    assert set(sizes[1:-1]) == {2}
    cache.close()


def test_nothing_of_unbounded_size_is_decoded_ahead(qtbot: QtBot, paths: list[Path]) -> None:
    cache = ImageCache(budget_bytes=1000, near_bytes=1000)
    cache.want(paths[0])
    idle(qtbot, cache)
    cache.expect([paths[1]])
    assert not cache._decoding
    cache.close()


WALK = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QEventLoop
from labeler.services.images import ImageCache, _full, _Spares, scaled
app = QCoreApplication([])
cache, paths, peak = ImageCache(), sorted(Path(sys.argv[1]).iterdir()), 0
wait = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
for n in range(int(sys.argv[2])):
    path = paths[n % len(paths)]
    cache.want(path)
    cache.expect([paths[(n + d) % len(paths)] for d in (1, 2, -1)])
    while cache.get(path) is None:
        app.processEvents(wait)
    peak = max(peak, int(open("/proc/self/statm").read().split()[1]) * 4096)
cache.close()
print(peak)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
@pytest.mark.parametrize(("size", "limit"), [((1920, 1080), 180), ((4000, 3000), 420)])
def test_memory_of_the_process_is_bounded(
    tmp_path: Path, size: tuple[int, int], limit: int
) -> None:
    """Without the 20 MB that widgets take."""
    data = photo(tmp_path / "a.jpg", *size).read_bytes()
    count, steps = (60, 300) if size[0] < 2000 else (10, 30)
    folder = tmp_path / "walked"
    folder.mkdir()
    for n in range(count):
        (folder / f"{n:03}.jpg").write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", WALK, str(folder), str(steps)],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stderr == ""
    assert int(done.stdout) <= limit * 1e6


def test_the_copy_to_paint_is_made_beside_the_picture(
    cache: ImageCache, heard: Heard, qtbot: QtBot, tmp_path: Path
) -> None:
    path = photo(tmp_path / "a.jpg", 640, 480)
    cache.copy_size = lambda width, height: QSize(width // 2, height // 2)
    assert cache.copy_of(path) is None
    cache.want(path)
    qtbot.waitUntil(lambda: bool(heard.ready), timeout=5000)
    copy = cache.copy_of(path)
    assert copy == scaled(heard.ready[0][1], QSize(320, 240))
    assert cache.bytes == (640 * 480 + 320 * 240) * 4


def test_memory_taken_again_leaves_a_picture_that_is_still_held(
    qtbot: QtBot, paths: list[Path]
) -> None:
    cache = ImageCache(budget_bytes=0, near_bytes=0)
    heard = Heard(cache)
    for number, path in enumerate(paths):
        cache.want(path)
        qtbot.waitUntil(lambda n=number: len(heard.ready) > n, timeout=5000)
    assert [grey(image) for _, image, _ in heard.ready] == [20 * n for n in range(10)]
    cache.close()


def test_memory_of_a_dropped_picture_is_used_for_the_next(tmp_path: Path) -> None:
    spares, path = _Spares(), photo(tmp_path / "a.jpg", 640, 480)
    first = _full(path, None, spares)
    address = first.memory.constBits()
    where = np.frombuffer(address, np.uint8).ctypes.data
    del address
    spares.put(first)
    del first
    second = _full(path, None, spares)
    assert np.frombuffer(second.memory.constBits(), np.uint8).ctypes.data == where
    assert spares.take(640, 480) is None
