"""labeler capture: what is asked for, exit codes, both languages, several videos, Ctrl+C."""

import os
import shutil
import signal
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

import pytest

from labeler import cli_text
from labeler.cli import main
from labeler.cli_capture import _every, _time, _with_quota
from labeler.core.classes import ClassList
from labeler.core.dataset import open_dataset
from labeler.core.project import Project, load_project, save_project
from labeler.core.video import enrolment
from labeler.core.video.capture import Plan
from labeler.core.video.provenance import Source, identify
from labeler.core.video.quota import Quota
from tests.core.video.making import (
    CLIPS,
    assert_true,
    damage,
    images_in,
    make_clip,
    rows_of,
)
from tests.drives import drive, photograph

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    speak(monkeypatch, "en_US.UTF-8")


def speak(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv("LC_ALL", language)
    cli_text.language.cache_clear()


def frames(folder: Path) -> list[int]:
    return sorted(int(row["frame"]) for row in rows_of(folder))


def capture(clip: Path, into: Path, *more: str) -> int:
    return main(["capture", str(clip), "--into", str(into), *more])


# --- what is asked for


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("12.5", 12_500),
        ("90s", 90_000),
        ("1:02", 62_000),
        ("1:02:03.4", 3_723_400),
        ("250ms", 250),
        ("1.5m", 90_000),
        ("0", 0),
        (".1", 100),
    ],
)
def test_times(text: str, ms: int) -> None:
    assert _time(text) == ms


def test_intervals_are_exact() -> None:
    assert _every("10f") == 10
    assert _every("0.1s") == Fraction(100)
    assert isinstance(_every("1s"), Fraction)


@pytest.mark.parametrize(
    "wrong",
    [
        ["--every", "1"],
        ["--every", "0s"],
        ["--every", "0f"],
        ["--every", "f"],
        ["--every", "-1s"],
        ["--count", "0"],
        ["--count", "many"],
        ["--from", "soon"],
        ["--from", "1:"],
        ["--to", "1:2:3:4"],
        ["--from", "10", "--to", "9"],
        ["--stream", "-1"],
        ["--format", "gif"],
        ["--every", "1s", "--choose"],
        ["--every", "1s", "--count", "3"],
    ],
)
def test_wrong_use_is_one_line(
    tmp_path: Path, wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    clip = make_clip(tmp_path / "a.mp4", 2)
    with pytest.raises(SystemExit) as caught:
        capture(clip, tmp_path / "out", *wrong)
    assert caught.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_folder_without_videos_and_a_target_that_is_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clip = make_clip(tmp_path / "clips/a.mp4", 2)
    (tmp_path / "empty").mkdir()
    assert capture(tmp_path / "empty", tmp_path / "out") == 2
    assert "there are no videos here" in capsys.readouterr().err
    assert capture(clip, clip) == 2
    assert "this is not a folder" in capsys.readouterr().err


# --- what is captured


def test_a_second_apart_unless_told_otherwise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clip = make_clip(tmp_path / "a.mp4", 35)
    assert capture(clip, tmp_path / "out") == 0
    said = capsys.readouterr().out
    assert said == "4 written, 0 there already, 0 not decodable, from 1 videos\n"
    assert frames(tmp_path / "out") == [0, 10, 20, 30]
    assert_true(tmp_path / "out", [clip])
    before = {p.name: p.stat().st_mtime_ns for p in (tmp_path / "out").iterdir()}
    assert capture(clip, tmp_path / "out") == 0
    said = capsys.readouterr().out
    assert said == "0 written, 4 there already, 0 not decodable, from 1 videos\n"
    assert {p.name: p.stat().st_mtime_ns for p in (tmp_path / "out").iterdir()} == before


def test_frames_of_a_varying_rate(tmp_path: Path) -> None:
    times = [0, 40, 900, 1010, 1020, 2000, 2100, 5500, 5600]
    clip = make_clip(tmp_path / "a.mkv", times_ms=times)
    for options, expected in (
        (["--every", "1s"], [0, 3, 5, 7]),
        (["--every", "4f"], [0, 4, 8]),
        (["--count", "3"], [0, 4, 8]),
        (["--every", "1f", "--from", "0.9", "--to", "2s"], [2, 3, 4, 5]),
        (["--every", "500ms", "--from", "0:01.015"], [4, 5, 6, 7, 8]),
    ):
        out = tmp_path / "-".join(options).replace(":", "")
        assert capture(clip, out, *options, "--format", "png") == 0
        assert frames(out) == expected
        assert_true(out, [clip])


def test_a_folder_of_clips_in_processes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clips = [
        make_clip(tmp_path / "앞" / name, 25, seed)
        for seed, name in enumerate(("10 #1.mp4", "2 50%.mkv", "🚗.avi"))
    ]
    (tmp_path / "앞" / "._2.mp4").write_bytes(b"left by macOS")
    (tmp_path / "앞" / "text.mp4").write_text("no video")
    out = tmp_path / "out"
    again = str(clips[0])
    assert main(["capture", str(tmp_path / "앞"), again, "--into", str(out), "--jobs", "2"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        f"{tmp_path / '앞' / 'text.mp4'}: error: this is not a video Labeler can open",
        "9 written, 0 there already, 0 not decodable, from 3 videos",
    ]
    assert_true(out, clips)
    project = load_project(out)
    assert project is not None
    assert [video.name for video in project.videos] == ["2 50%.mkv", "10 #1.mp4", "🚗.avi"]


def test_one_bad_video_does_not_stop_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clip = make_clip(tmp_path / "good.mp4", 12)
    damaged = make_clip(tmp_path / "bad.mkv", 15, codec="mjpeg")
    damage(damaged, range(5, 9))
    arguments = [str(tmp_path / "none.mp4"), str(damaged), str(clip), "--every", "1f"]
    assert main(["capture", *arguments, "--into", str(tmp_path / "out"), "--jobs", "1"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{tmp_path / 'none.mp4'}: error: there is no such file or folder",
        f"{damaged}: error: 4 frames cannot be decoded, the first at 0:00.500 (frame 5)",
        "23 written, 0 there already, 4 not decodable, from 2 videos",
    ]
    assert_true(tmp_path / "out", [clip, damaged])


def test_in_korean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    speak(monkeypatch, "ko_KR.UTF-8")
    clip = make_clip(tmp_path / "a.mp4", 2)
    assert capture(clip, tmp_path / "out", "--stream", "3") == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{clip}: 오류: 3번 영상이 없습니다. 영상은 1개이고 번호는 0부터입니다",
        "동영상 0개에서 새로 씀 0, 이미 있음 0, 디코딩 못 함 0",
    ]


@pytest.mark.skipif(not CLIPS.is_dir(), reason="the real clips are not here")
def test_choosing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ("udacity_solidWhiteRight.mp4", "datumaro_video.avi")
    clips = [str(CLIPS / name) for name in names]
    for expected in ("4 written, 0 there already", "0 written, 4 there already"):
        assert main(["capture", *clips, "--into", str(tmp_path), "--choose", "--count", "2"]) == 0
        assert capsys.readouterr().out.startswith(expected)
    reasons = {row["reason"] for row in rows_of(tmp_path)}
    assert reasons <= {"sharp", "quota-soft", "quota-blur"}


# --- what the rules lack


@pytest.fixture
def plates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dataset of six sharp plates with boxes."""
    monkeypatch.setenv("LABELER_CACHE_DIR", str(tmp_path / "cache"))
    folder = tmp_path / "plates"
    folder.mkdir()
    photograph(folder, 6)
    return folder


def reasons(folder: Path) -> list[str]:
    return [row["reason"] for row in rows_of(folder)]


def test_choosing_brings_what_the_rules_lack(
    tmp_path: Path, plates: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clip = drive(tmp_path / "a.mkv", 90).path
    shutil.copytree(plates, tmp_path / "usual")
    assert capture(clip, tmp_path / "usual", "--choose", "--no-quota") == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert reasons(tmp_path / "usual").count("quota-blur") == 0

    assert capture(clip, plates, "--choose") == 0
    first, last = capsys.readouterr().out.splitlines()
    assert first == "the rules lack: blurred 30, soft 30"
    assert last.startswith(f"{len(reasons(plates))} written")
    assert reasons(plates).count("quota-blur") >= 5
    assert reasons(plates).count("sharp") >= len(reasons(plates)) / 2

    assert capture(clip, plates, "--choose", "--jobs", "1") == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("0 written")


def test_several_videos_share_what_lacks(
    tmp_path: Path,
    plates: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    speak(monkeypatch, "ko_KR.UTF-8")
    clips = [make_clip(tmp_path / f"{n}.mp4", 5, seed=n) for n in range(4)]
    plans = _with_quota([Plan(one, plates, choose=True) for one in clips], plates, 1)
    assert [plan.quota for plan in plans] == [Quota(soft=8, blurred=8)] * 4
    assert capsys.readouterr().out == "규칙에 부족함: 흐릿함 30, 약간 흐릿함 30\n"


def test_where_nothing_is_labelled_nothing_lacks(
    tmp_path: Path, plates: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clip = make_clip(tmp_path / "a.mp4", 20)
    for label in plates.glob("*.xml"):
        label.unlink()
    for into in (plates, tmp_path / "new"):
        assert capture(clip, into, "--choose") == 0
        assert len(capsys.readouterr().out.splitlines()) == 1


# --- labeler.yaml


def test_a_dataset_keeps_its_formats_and_classes(tmp_path: Path) -> None:
    clip, images = make_clip(tmp_path / "a.mp4", 2), tmp_path / "set/images"
    for name in ("images/x.jpg", "labels/x.txt", "classes.txt"):
        (tmp_path / "set" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "set" / name).touch()
    (tmp_path / "set/labels/x.txt").write_text("1 0.1 0.1 0.2 0.1 0.2 0.2\n")
    (tmp_path / "set/classes.txt").write_text("car\nbus\n")
    before = open_dataset(images)
    assert capture(clip, images) == 0
    after = open_dataset(images)
    assert after.project.videos[0].name == "a.mp4"
    for one in (before, after):
        assert (one.project.formats, one.project.yolo) == (("yolo",), "segment")
        assert one.classes.names == ("car", "bus")
    assert after.root == before.root
    assert after.layout == before.layout
    (tmp_path / "set/classes.txt").write_text("car\nbus\nvan\n")
    assert open_dataset(images).classes.names == ("car", "bus", "van")


def test_labels_that_come_later_into_a_sibling_folder_are_found(tmp_path: Path) -> None:
    clip, images = make_clip(tmp_path / "a.mp4", 2), tmp_path / "set/images"
    assert capture(clip, images) == 0
    (name,) = images_in(images)
    (tmp_path / "set/labels").mkdir()
    label = (tmp_path / "set/labels" / name).with_suffix(".txt")
    label.write_text("0 0.5 0.5 0.1 0.1\n")
    assert open_dataset(images).place(f"images/{name}").yolo == label


def test_labeler_yaml_is_appended_to_once(tmp_path: Path) -> None:
    clip, out = make_clip(tmp_path / "a.mp4", 2), tmp_path / "out"
    out.mkdir()
    by_hand = "classes: [car]   # ours\nformats: [yolo]\nyolo: detect\n"
    (out / "labeler.yaml").write_text(by_hand)
    assert capture(clip, out) == 0
    after = (out / "labeler.yaml").read_text()
    line = f"videos:\n  - {{name: a.mp4, sha256: {identify(clip).sha256[:16]}}}\n"
    assert after == by_hand + line or after.replace("'", "") == by_hand + line
    assert capture(clip, out) == 0
    assert (out / "labeler.yaml").read_text() == after
    assert set(open_dataset(out).groups.values()) == {"a.mp4"}


def test_a_labeler_yaml_that_cannot_be_read_is_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clip, out = make_clip(tmp_path / "a.mp4", 2), tmp_path / "out"
    out.mkdir()
    (out / "labeler.yaml").write_text("yolo: [\n")
    assert capture(clip, out) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{out / 'labeler.yaml'}:2: warning: this is not YAML")
    assert lines[1].startswith("1 written")
    assert (out / "labeler.yaml").read_text() == "yolo: [\n"


def test_nothing_captured_leaves_no_labeler_yaml(tmp_path: Path) -> None:
    clip, out = make_clip(tmp_path / "a.mp4", 2), tmp_path / "out"
    out.mkdir()
    assert capture(clip, out, "--from", "5") == 0
    assert not os.listdir(out)


def test_labeler_yaml_changed_meanwhile_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_project(Project(tmp_path, ClassList.of(["car"])))
    real, left = save_project, [3]

    def overtaken(project: Project) -> Project:
        left[0] -= 1
        if left[0] >= 0:
            path = tmp_path / "labeler.yaml"
            path.write_text(path.read_text().replace("car", f"car{left[0]}"))
        return real(project)

    monkeypatch.setattr(enrolment, "save_project", overtaken)
    assert enrolment.enrol(tmp_path, [Source("a.mp4", "a" * 64, 5)]) == ()
    project = load_project(tmp_path)
    assert project is not None
    assert [video.name for video in project.videos] == ["a.mp4"]
    assert project.classes.names == ("car012",)


ENROLLING = """
import sys
from pathlib import Path
from labeler.core.video.enrolment import enrol
from labeler.core.video.provenance import Source
print("ready", flush=True)
sys.stdin.readline()
for n in range(8):
    assert not enrol(Path(sys.argv[1]), [Source("a.mp4", sys.argv[2] * 4 + f"{n:060}", 5)])
"""


def test_videos_enrolled_at_the_same_time_are_all_there(tmp_path: Path) -> None:
    both = [
        subprocess.Popen(
            [sys.executable, "-c", ENROLLING, str(tmp_path), digit],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for digit in "ab"
    ]
    for process in both:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in both:
        process.communicate("\n", timeout=60)
        assert process.returncode == 0
    project = load_project(tmp_path)
    assert project is not None
    assert len({video.name for video in project.videos}) == 2  # the first 16 digits count


# --- Ctrl+C


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to one process")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_capture_says_so_and_goes_on(tmp_path: Path, jobs: str) -> None:
    clips = [make_clip(tmp_path / f"{n}.mp4", 120, n, size=(320, 240)) for n in range(2)]
    out = tmp_path / "out"
    arguments = ["capture", *map(str, clips), "--into", str(out), "--every", "1f", "--jobs", jobs]
    process = subprocess.Popen(
        [sys.executable, "-m", "labeler", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    patience = time.monotonic() + 20
    while not (out / "frames.csv").exists() and time.monotonic() < patience:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    said, complaint = process.communicate(timeout=60)
    assert process.returncode == 130
    assert complaint == "Interrupted; files already written are whole\n"
    written = int(said.split()[0])
    assert 0 < written < 240
    assert len(images_in(out)) == written
    assert_true(out, clips)
    assert main(arguments) == 0
    assert len(images_in(out)) == 240
