"""What was measured is found again, and whatever befalls the file costs nothing but time."""

import math
import os
import pickle
import sqlite3
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from labeler.core import measure_store
from labeler.core.measure_store import Key, MeasureStore, default_path, identified
from labeler.core.measuring import Values
from labeler.core.rules.rule import Measured, unknown

LONG_AGO = 1_500_000_000
VALUES: Values = {
    "distance": unknown("no_camera"),
    "sharpness": Measured(1 / 3, 2.5),
    "brightness": Measured(0.0, 255.0, "estimate", "glare"),
    "half": Measured(-math.inf, 4.0),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[MeasureStore]:
    with MeasureStore(tmp_path / "cache" / "measured.sqlite") as made:
        yield made


def key(number: int, content: str = "c0ffee") -> Key:
    return content, number.to_bytes(8, "big")


def drawn(path: Path, level: int = 90, size: tuple[int, int] = (32, 24)) -> Path:
    pixels = np.full((size[1], size[0], 3), level, np.uint8)
    path.write_bytes(cv2.imencode(".png", pixels)[1].tobytes())
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def reopened(store: MeasureStore) -> MeasureStore:
    store.close()
    return MeasureStore(store.path)


# --- values ---------------------------------------------------------------------------------------


def test_values_come_back_as_they_were(store: MeasureStore) -> None:
    store.keep({key(1): VALUES, key(2): {}})
    with reopened(store) as again:
        found = again.find([key(1), key(2), key(3), key(1, "other")])
    assert found == {key(1): VALUES, key(2): {}}


def test_the_last_that_was_kept_holds(store: MeasureStore) -> None:
    store.keep({key(1): VALUES})
    store.keep({key(1): {"size": Measured(3.0, 3.0)}})
    assert store.find([key(1)]) == {key(1): {"size": Measured(3.0, 3.0)}}


def test_many_pictures_are_asked_at_once(store: MeasureStore) -> None:
    kept = {key(n, f"{n % 1500:016x}"): {"size": Measured(n, n + 1)} for n in range(3000)}
    store.keep(kept)
    assert store.find(kept) == kept


# --- pictures -------------------------------------------------------------------------------------


def test_a_picture_is_known_until_its_file_is_written(store: MeasureStore, tmp_path: Path) -> None:
    path = os.fspath(drawn(tmp_path / "1.png"))
    picture = identified(path)
    assert picture is not None
    assert picture.size == (32, 24)
    assert store.known([path]) == {}
    store.keep({}, [picture])
    with reopened(store) as again:
        assert again.known([path, os.fspath(tmp_path / "none.png")]) == {path: picture}
        drawn(tmp_path / "1.png", size=(400, 24))
        assert again.known([path]) == {}
        assert not picture.fresh
        changed = identified(path)
        assert changed is not None
        assert changed.digest != picture.digest


def test_equal_pictures_share_what_was_measured(store: MeasureStore, tmp_path: Path) -> None:
    paths = [os.fspath(drawn(tmp_path / name)) for name in ("1.png", "2.png")]
    one, two = (identified(path) for path in paths)
    assert one is not None
    assert two is not None
    assert one.digest == two.digest


def test_a_file_written_just_now_is_not_trusted(store: MeasureStore, tmp_path: Path) -> None:
    path = drawn(tmp_path / "1.png")
    os.utime(path)
    picture = identified(os.fspath(path))
    assert picture is not None
    store.keep({}, [picture])
    assert store.known([picture.path]) == {}


def test_what_is_no_picture_is_not_identified(tmp_path: Path) -> None:
    (tmp_path / "1.png").write_text("no picture")
    (tmp_path / "folder.png").mkdir()
    for name in ("1.png", "folder.png", "none.png"):
        assert identified(os.fspath(tmp_path / name)) is None


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
def test_names_that_are_no_text_are_names(store: MeasureStore, tmp_path: Path) -> None:
    path = os.fspath(drawn(tmp_path / os.fsdecode(b"\xff\xfe 1.png")))
    picture = identified(path)
    assert picture is not None
    store.keep({}, [picture])
    assert store.known([path]) == {path: picture}


# --- the file -------------------------------------------------------------------------------------


def test_the_environment_names_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LABELER_CACHE_DIR", os.fspath(tmp_path))
    assert default_path().parent == tmp_path
    monkeypatch.delenv("LABELER_CACHE_DIR")
    assert "labeler" in os.fspath(default_path().parent)


def test_a_broken_file_is_set_aside(store: MeasureStore) -> None:
    store.path.parent.mkdir()
    store.path.write_bytes(b"no database at all" * 100)
    assert store.find([key(1)]) == {}
    store.keep({key(1): VALUES})
    assert store.find([key(1)]) == {key(1): VALUES}
    assert store.path.with_suffix(".broken").read_bytes().startswith(b"no database")


def test_a_file_broken_within_is_set_aside(store: MeasureStore) -> None:
    kept = {key(n): VALUES for n in range(3000)}
    store.keep(kept)
    store.close()
    data = bytearray(store.path.read_bytes())
    data[8192:] = bytes([0x5A]) * (len(data) - 8192)
    store.path.write_bytes(data)
    with MeasureStore(store.path) as again:
        assert again.find(kept) == {}
        again.keep({key(1): VALUES})
        assert again.find(kept) == {key(1): VALUES}


def test_a_torn_row_is_as_if_it_were_not_there(store: MeasureStore) -> None:
    store.keep({key(n): VALUES for n in range(4)})
    with sqlite3.connect(store.path) as other:
        for number, change in enumerate(("form = 'x'", "form = '[[1]]'", "ends = x'00'")):
            other.execute(f"UPDATE measured SET {change} WHERE deciding = ?", (key(number)[1],))
    other.close()
    assert store.find([key(n) for n in range(4)]) == {key(3): VALUES}


def test_another_program_that_writes_is_not_waited_for_for_ever(
    store: MeasureStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measure_store, "_WAIT_S", 0.05)
    store.keep({key(1): VALUES})
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    store.keep({key(2): VALUES})
    assert store.find([key(1)]) == {}
    other.execute("ROLLBACK")
    other.close()
    assert store.find([key(1), key(2)]) == {key(1): VALUES}


def test_a_file_that_is_locked_at_first_is_tried_again(
    store: MeasureStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measure_store, "_WAIT_S", 0.05)
    monkeypatch.setattr(measure_store, "_REST_S", 0.0)
    store.keep({key(1): VALUES})
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with MeasureStore(store.path) as late:
        assert late.find([key(1)]) == {}
        other.execute("ROLLBACK")
        other.close()
        assert late.find([key(1)]) == {key(1): VALUES}


def test_a_folder_that_cannot_be_made_is_no_matter(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with MeasureStore(tmp_path / "file" / "measured.sqlite") as store:
        store.keep({key(1): VALUES})
        assert store.find([key(1)]) == {}


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="permissions hold back nobody here"
)
def test_a_file_that_may_only_be_read_is_read(store: MeasureStore) -> None:
    store.keep({key(1): VALUES})
    store.close()
    store.path.chmod(0o400)
    store.path.parent.chmod(0o500)
    try:
        with MeasureStore(store.path) as again:
            again.keep({key(2): VALUES})
            assert again.find([key(1), key(2)]) == {key(1): VALUES}
    finally:
        store.path.parent.chmod(0o700)


def test_two_programs_use_it_at_once(store: MeasureStore) -> None:
    with MeasureStore(store.path) as other:
        for number in range(0, 40, 2):
            store.keep({key(number): VALUES})
            other.keep({key(number + 1): VALUES})
        every = [key(n) for n in range(40)]
        assert store.find(every) == other.find(every) == dict.fromkeys(every, VALUES)


def test_many_threads_use_it_at_once(store: MeasureStore) -> None:
    lost: list[Key] = []

    def work(content: str) -> None:
        for number in range(30):
            store.keep({key(number, content): VALUES})
            if store.find([key(number, content)]) != {key(number, content): VALUES}:
                lost.append(key(number, content))

    threads = [threading.Thread(target=work, args=(f"{n:016x}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not lost


def test_after_closing_nothing_is_found_and_nothing_fails(store: MeasureStore) -> None:
    store.keep({key(1): VALUES})
    store.close()
    store.keep({key(2): VALUES})
    assert store.find([key(1)]) == {}


def test_another_process_opens_the_same_file(store: MeasureStore) -> None:
    store.keep({key(1): VALUES})
    with pickle.loads(pickle.dumps(store)) as sent:
        assert sent is not store
        assert sent.find([key(1)]) == {key(1): VALUES}


def test_it_does_not_grow_for_ever(tmp_path: Path) -> None:
    most = 300_000
    with MeasureStore(tmp_path / "measured.sqlite", most) as store:
        for number in range(60):
            content = [f"{number:08x}{n:08x}" for n in range(100)]
            store.keep({key(n, one): VALUES for one in content for n in range(2)})
        last = [key(n, one) for one in content for n in range(2)]
        assert len(store.find(last)) == len(last)
        assert store.find([key(0, f"{0:016x}")]) == {}
    assert store.path.stat().st_size < 2.5 * most


def test_what_was_not_used_for_longest_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measure_store, "_DROPPED_AT_ONCE", 1)
    with MeasureStore(tmp_path / "measured.sqlite", most_bytes=1) as store:
        first = {key(1, f"{n:016x}"): VALUES for n in range(3)}
        path = store.path
    with MeasureStore(path) as store:
        store.keep(first)
    with sqlite3.connect(path) as other:
        other.execute("UPDATE picture SET used = used - 5")
    other.close()
    with MeasureStore(path, most_bytes=1) as store:
        used, *_ = first
        assert store.find([used])  # the first to be kept, and now the last to be used
        store.keep({key(1, "new"): VALUES})
        left = store.find([*first, key(1, "new")])
        assert len(left) == len(first)
        assert used in left
