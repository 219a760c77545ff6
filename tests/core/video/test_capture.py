"""Which frames a plan picks; capturing them whole, resumably, and at the same time as others."""

import os
import random
import signal
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.core.video import placing
from labeler.core.video.capture import (
    Outcome,
    Pick,
    Plan,
    capture,
    listed,
    pictures_but,
    run,
    sketches,
)
from labeler.core.video.clock import clock
from labeler.core.video.provenance import Provenance, identify
from labeler.core.video.source import Video
from labeler.core.video.table import FrameTable
from tests.core.video.making import (
    CLIPS,
    assert_true,
    damage,
    images_in,
    make_clip,
    rows_of,
)

ROOT = Path(__file__).resolve().parents[3]
WHERE = (Path("v.mp4"), Path("out"))
needs_clips = pytest.mark.skipif(not CLIPS.is_dir(), reason="the real clips are not here")


def table_of(
    pts: list[int], time_base: Fraction = Fraction(1, 1000), origin: int = 0
) -> FrameTable:
    return FrameTable(np.array(pts, np.int64), np.array([0]), time_base, origin)


def indexes(table: FrameTable, **plan: object) -> list[int]:
    return [pick.index for pick in listed(Plan(*WHERE, **plan), table)]  # type: ignore[arg-type]


# --- which frames

VARYING = table_of([0, 40, 900, 1010, 1020, 2000, 5500, 5600])


def test_every_so_many_frames() -> None:
    assert indexes(VARYING, every_frames=3) == [0, 3, 6]
    assert indexes(VARYING, every_frames=3, from_ms=40.0) == [1, 4, 7]
    assert indexes(VARYING) == list(range(8))


def test_every_second_of_a_varying_rate() -> None:
    assert indexes(VARYING, every_ms=1000) == [0, 3, 5, 6]
    assert indexes(VARYING, every_ms=1000, from_ms=10) == [1, 3, 6]


def test_between_two_times_both_included() -> None:
    assert indexes(VARYING, from_ms=40, to_ms=1010) == [1, 2, 3]
    assert indexes(VARYING, from_ms=Fraction(41), to_ms=1009.9) == [2]
    assert indexes(VARYING, from_ms=6000) == indexes(VARYING, from_ms=41, to_ms=42) == []


def test_a_number_of_frames_evenly() -> None:
    table = table_of(list(range(0, 1010, 10)))
    assert indexes(table, count=5) == [0, 25, 50, 75, 100]
    assert indexes(table, count=3, from_ms=500, to_ms=600) == [50, 55, 60]
    assert indexes(table, count=1) == [50]
    assert indexes(table, count=500) == list(range(101))


def test_times_of_thirds_are_exact() -> None:
    table = table_of([n * 3000 for n in range(100)], Fraction(1, 90_000))
    assert indexes(table, every_ms=1000) == [0, 30, 60, 90]
    assert indexes(table, every_ms=table.time_ms(1)) == list(range(100))
    assert indexes(table, from_ms=table.time_ms(7), to_ms=table.time_ms(9)) == [7, 8, 9]


@given(
    st.lists(st.integers(0, 100_000), min_size=1, max_size=40, unique=True).map(sorted),
    st.integers(1, 20_000),
    st.integers(0, 50_000),
)
def test_every_tick_has_its_frame(pts: list[int], step: int, start: int) -> None:
    ticks = range(start, pts[-1] + 1, step)
    firsts = {next(n for n, time in enumerate(pts) if time >= tick) for tick in ticks}
    assert indexes(table_of(pts), every_ms=step, from_ms=start) == sorted(firsts)


def test_picks_by_hand_are_taken_as_they_are() -> None:
    picks = (Pick(5, "sharp", 2), Pick(99), Pick(1))
    assert listed(Plan(*WHERE, picks=picks, from_ms=900), VARYING) == [picks[0], picks[2]]


def test_a_time_is_shown_as_a_clock() -> None:
    assert [clock(ms) for ms in (0, 61_234.0, 3_600_000)] == [
        "0:00.000",
        "1:01.234",
        "1:00:00.000",
    ]


# --- capturing


def test_the_same_plan_again_writes_nothing(tmp_path: Path) -> None:
    clip, out = make_clip(tmp_path / "drive.mp4", 20), tmp_path / "out"
    first = run(Plan(clip, out, every_frames=4))
    assert (len(first.written), first.same, first.missing) == (5, 0, ())
    before = (out / "frames.csv").read_bytes()
    again = run(Plan(clip, out, every_frames=4, suffix=".png"))
    assert (again.written, again.same, again.findings) == ((), 5, ())
    more = run(Plan(clip, out, every_frames=2))
    assert (len(more.written), more.same) == (5, 5)
    assert (out / "frames.csv").read_bytes().startswith(before)
    assert_true(out, [clip])
    assert {row["reason"] for row in rows_of(out)} == {"every-n"}


def test_rows_come_in_the_order_of_the_frames(tmp_path: Path) -> None:
    clip, out = make_clip(tmp_path / "drive.mp4", 30), tmp_path / "out"
    outcome = run(Plan(clip, out))
    assert [int(row["frame"]) for row in rows_of(out)] == list(range(30))
    assert list(outcome.written) == [row["image"] for row in rows_of(out)]


def test_picks_keep_their_reason_and_scene(tmp_path: Path) -> None:
    clip, out = make_clip(tmp_path / "drive.mp4"), tmp_path / "out"
    run(Plan(clip, out, picks=(Pick(7, "quota-blur", 3), Pick(2, "sharp", 1), Pick(2, "sharp", 1))))
    assert [(r["frame"], r["reason"], r["scene"]) for r in rows_of(out)] == [
        ("2", "sharp", "1"),
        ("7", "quota-blur", "3"),
    ]


@pytest.mark.parametrize(
    ("codec", "name"), [("libx264", "a.mkv"), ("mpeg4", "b.mp4"), ("mjpeg", "c.avi")]
)
def test_a_varying_rate_and_other_codecs(tmp_path: Path, codec: str, name: str) -> None:
    times = None if name.endswith(".avi") else [0, 40, 900, 1010, 1020, 2000, 2100, 5500, 5600]
    clip, out = make_clip(tmp_path / name, 9, codec=codec, times_ms=times), tmp_path / "out"
    outcome = run(Plan(clip, out, every_ms=1000, suffix=".png"))
    assert_true(out, [clip])
    if times:
        assert [float(row["time_ms"]) for row in rows_of(out)] == [0, 1010, 2000, 5500]
    else:
        assert len(outcome.written) == 1


def test_cancelled_it_keeps_what_is_done(tmp_path: Path) -> None:
    clip, out = make_clip(tmp_path / "drive.mp4", 30), tmp_path / "out"
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        told.append((done, total))
        return done < 8

    outcome = run(Plan(clip, out), progress=progress)
    assert outcome.cancelled
    assert len(outcome.written) == 8
    assert told == [(n, 30) for n in range(9)]
    assert_true(out, [clip])
    rest = run(Plan(clip, out))
    assert (len(rest.written), rest.same, rest.cancelled) == (22, 8, False)


@pytest.mark.parametrize(("codec", "name"), [("mjpeg", "a.mkv"), ("libx264", "a.mp4")])
def test_frames_that_cannot_be_decoded_are_told(tmp_path: Path, codec: str, name: str) -> None:
    clip, out = make_clip(tmp_path / name, 15, codec=codec), tmp_path / "out"
    damage(clip, range(5, 9))
    outcome = run(Plan(clip, out, suffix=".png"))
    assert set(outcome.missing) >= set(range(5, 8))
    assert len(outcome.written) + len(outcome.missing) == 15
    finding = outcome.findings[-1]
    first = outcome.missing[0]
    assert (finding.code, finding.severity) == ("frames_missing", "error")
    assert finding.values == {
        "count": len(outcome.missing),
        "frame": first,
        "time": f"0:00.{first}00",
    }
    assert_true(out, [clip])
    assert run(Plan(clip, out)).missing == outcome.missing


def test_what_is_no_video_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "text.mp4").write_text("no video")
    outcome = run(Plan(tmp_path / "text.mp4", tmp_path / "out"))
    assert outcome.failed
    assert [finding.code for finding in outcome.findings] == ["not_a_video"]
    assert run(Plan(tmp_path / "no.mp4", tmp_path / "out")).findings[0].code == "no_such_path"
    assert not (tmp_path / "out").exists()


def test_nothing_is_made_when_there_is_nothing_to_capture(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "drive.mp4")
    outcome = run(Plan(clip, tmp_path / "out", from_ms=60_000))
    assert [(f.code, f.severity) for f in outcome.findings] == [("nothing_to_capture", "warning")]
    assert not (tmp_path / "out").exists()


def test_a_disk_that_becomes_full_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clip, out = make_clip(tmp_path / "drive.mp4", 30), tmp_path / "out"
    real, left = placing.write_all, [11]

    def filling(handle: int, data: bytes) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, "full")
        real(handle, data)

    with monkeypatch.context() as patched:
        patched.setattr(placing, "write_all", filling)
        outcome = run(Plan(clip, out))
    assert outcome.failed
    assert outcome.findings[-1].code == "disk_full"
    assert len(outcome.written) == 5
    assert_true(out, [clip])
    assert len(run(Plan(clip, out)).written) == 25


def test_the_images_that_were_not_chosen_from_a_video(tmp_path: Path) -> None:
    one, other = make_clip(tmp_path / "a.mp4"), make_clip(tmp_path / "b.mp4", seed=1)
    out = tmp_path / "out"
    run(Plan(one, out, count=2))
    (chosen,) = run(Plan(one, out, picks=(Pick(5, "sharp"),))).written
    (killed,) = run(Plan(one, out, picks=(Pick(7, "sharp"),))).written
    run(Plan(other, out, count=1))
    lines = (out / "frames.csv").read_text().splitlines(keepends=True)
    (out / "frames.csv").write_text("".join(line for line in lines if killed not in line))
    cv2.imwrite(str(out / "photo.png"), np.full((50, 80, 3), 90, np.uint8))
    (out / "broken.jpg").write_bytes(b"no picture")
    paths = pictures_but(out, [identify(one)])
    assert [path.name[:3] for path in paths] == ["a_0", "a_0", "b_0", "bro", "pho"]
    assert not {chosen, killed} & {path.name for path in paths}
    assert len(sketches(paths)) == 4
    assert sketches(paths, lambda: False) == []


@needs_clips
def test_choosing_again_writes_nothing(tmp_path: Path) -> None:
    pytest.importorskip("labeler.core.video.select")
    clip, out = CLIPS / "udacity_solidWhiteRight.mp4", tmp_path / "out"
    told: list[float] = []

    def progress(done: int, total: int) -> bool:
        told.append(done / total)
        return True

    first = run(Plan(clip, out, choose=True, count=3), progress=progress)
    assert len(first.written) == 3
    assert told == sorted(told)
    assert told[-1] == 1
    assert run(Plan(clip, out, choose=True, count=3)).same == 3
    cancelled = run(Plan(clip, tmp_path / "b", choose=True), progress=lambda done, total: done < 20)
    assert cancelled.cancelled
    assert not (tmp_path / "b").exists()


@needs_clips
@pytest.mark.parametrize(
    "name",
    ["datumaro_video.avi", "decord_corrupted.mp4", "decord_rotate_90.mov", "dashcamigo_juscar.TS"],
)
def test_real_clips(tmp_path: Path, name: str) -> None:
    outcome = run(Plan(CLIPS / name, tmp_path, every_frames=5, suffix=".png"))
    assert not outcome.missing
    codes = [finding.code for finding in outcome.findings]
    assert codes == (["video_damaged"] if name == "decord_corrupted.mp4" else [])
    assert_true(tmp_path, [CLIPS / name])


# --- several processes, and killed ones

RUNNING = """
import sys
from pathlib import Path
from labeler.core.video.capture import Plan, run
print("ready", flush=True)
sys.stdin.readline()
outcome = run(Plan(Path(sys.argv[1]), Path(sys.argv[2]), suffix=sys.argv[3]))
print(len(outcome.written), outcome.same, *[f.code for f in outcome.findings], flush=True)
"""


def started(clip: Path, out: Path, suffix: str = ".png") -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", RUNNING, str(clip), str(out), suffix],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def let_go(*processes: "subprocess.Popen[str]") -> None:
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()


def ended(process: "subprocess.Popen[str]") -> list[str]:
    return process.communicate(timeout=60)[0].split()


def test_the_same_video_twice_at_the_same_time(tmp_path: Path) -> None:
    clip, out = make_clip(tmp_path / "a.mp4", 60), tmp_path / "out"
    both = [started(clip, out), started(clip, out)]
    let_go(*both)
    counts = [list(map(int, ended(process))) for process in both]
    assert [sum(count) for count in counts] == [60, 60]
    assert sum(count[0] for count in counts) == 60
    assert len(images_in(out)) == 60
    assert_true(out, [clip])


def test_two_videos_of_one_name_at_the_same_time(tmp_path: Path) -> None:
    front = make_clip(tmp_path / "front/CLIP1.mp4", 60)
    rear = make_clip(tmp_path / "rear/CLIP1.mp4", 60, seed=1)
    both = [started(front, tmp_path / "out"), started(rear, tmp_path / "out")]
    let_go(*both)
    assert [ended(process) for process in both] == [["60", "0"], ["60", "0"]]
    names = images_in(tmp_path / "out")
    assert len(names) == 120
    assert sum(name.startswith("CLIP1_") for name in names) == 60
    assert_true(tmp_path / "out", [front, rear])


def kill(tmp_path: Path, rounds: int) -> None:
    """Killed over and over, each capture goes on where the last one was stopped."""
    clip = make_clip(tmp_path / "drive.mp4", 60, size=(320, 240))
    out, suffix = tmp_path / "0", ".png"
    done = 0
    for seed in range(rounds):
        dice = random.Random(seed)
        process = started(clip, out, suffix)
        let_go(process)
        time.sleep(dice.uniform(0.0, 0.25))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if seed % 3 == 2:
            finished = run(Plan(clip, out, suffix=suffix))
            assert len(finished.written) + finished.same == 60
            done += finished.same
            assert_true(out, [clip])
            out, suffix = tmp_path / str(seed), (".jpg", ".png")[seed % 2]
    assert done, "nothing was ever captured before the kill"


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_killed_captures_go_on(tmp_path: Path) -> None:
    kill(tmp_path, 6)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_hundred_killed_captures_go_on(tmp_path: Path) -> None:
    kill(tmp_path, 102)


def test_memory_does_not_grow_with_the_number_of_frames(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The decoder waits for the disk."""
    clip, out = make_clip(tmp_path / "a.mp4", 40), tmp_path / "out"
    ahead: list[int] = []
    placed = [0]
    real = Provenance.put

    def slow(self: Provenance, shot: object) -> object:
        time.sleep(0.005)
        placed[0] += 1
        return real(self, shot)  # type: ignore[arg-type]

    monkeypatch.setattr(Provenance, "put", slow)

    def progress(done: int, _total: int) -> bool:
        ahead.append(done - placed[0])
        return True

    outcome: Outcome
    with Video(clip, threads=1) as video:
        outcome = capture(video, [Pick(n) for n in range(40)], Provenance(out), progress=progress)
    assert len(outcome.written) == 40
    assert max(ahead) <= 6
    assert not [name for name in os.listdir(out) if name.endswith(".tmp")]
