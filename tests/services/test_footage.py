"""Footage: the frame on the screen is the image it would become; pins, marks, clips."""

import csv
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from labeler.core.video.select import Choice
from labeler.services.document import Document
from labeler.services.footage import Footage
from labeler.services.harvest import Harvest
from labeler.services.notices import Notice
from labeler.services.session import Session
from tests.clips import clip, number_in


@pytest.fixture
def footage(qtbot: QtBot, session: Session) -> Iterator[Footage]:
    footage = Footage(session)
    yield footage
    footage.close()


def rests(footage: Footage) -> bool:
    """The exact frame is on the screen and can be drawn on."""
    shown = footage.player.frame is not None and footage.known is not None
    return shown and footage.session.name != "" and footage.shown_index == footage.player.index


def opened(qtbot: QtBot, footage: Footage, path: Path) -> Footage:
    footage.session.open(path)
    qtbot.waitUntil(lambda: rests(footage))
    return footage


def go(qtbot: QtBot, footage: Footage, index: int) -> None:
    footage.go(index)
    qtbot.waitUntil(lambda: footage.player.index == index and rests(footage))


def drawn(session: Session) -> None:
    from tests.services.conftest import draw

    draw(session, 40)


def rows(folder: Path) -> list[dict[str, str]]:
    with open(folder / "frames.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_looking_at_a_video_writes_nothing(qtbot: QtBot, footage: Footage, tmp_path: Path) -> None:
    video = clip(tmp_path / "drive.mp4")
    opened(qtbot, footage, video)
    for index in (5, 40, 12):
        go(qtbot, footage, index)
    assert footage.session.frames.shown
    assert footage.session.autosave.wait(5)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["drive.mp4"]


def test_a_captured_frame_is_the_one_on_the_screen(
    qtbot: QtBot, footage: Footage, tmp_path: Path
) -> None:
    opened(qtbot, footage, clip(tmp_path / "drive.mp4"))
    footage.use_suffix(".png")
    go(qtbot, footage, 17)
    assert footage.capture()
    assert footage.session.autosave.wait(5)
    image = tmp_path / "frames" / "drive_000000.680_f17.png"
    assert number_in(cv2.imread(str(image))) == 17
    assert [(r["image"], r["frame"], r["time_ms"], r["reason"]) for r in rows(image.parent)] == [
        (image.name, "17", "680.000", "hand")
    ]
    assert footage.captured == {17: f"frames/{image.name}"}
    assert footage.session.index == 0
    assert not footage.capture()  # it is an image already


def test_drawing_on_a_frame_captures_it_and_saves_both_labels(
    qtbot: QtBot, footage: Footage, tmp_path: Path
) -> None:
    opened(qtbot, footage, clip(tmp_path / "drive.mp4"))
    go(qtbot, footage, 30)
    drawn(footage.session)
    assert footage.session.autosave.wait(5)
    stem = tmp_path / "frames" / "drive_000001.200_f30"
    assert number_in(cv2.imread(f"{stem}.jpg")) == 30
    for suffix in (".xml", ".txt"):
        assert stem.with_name(stem.name + suffix).stat().st_size
    go(qtbot, footage, 31)
    assert not footage.session.workspace.annotation.shapes
    go(qtbot, footage, 30)
    assert len(footage.session.workspace.annotation.shapes) == 1
    assert footage.session.history.undo_action == "draw"


def test_frames_go_beside_the_images_that_are_there(
    qtbot: QtBot, footage: Footage, folder: Path, tmp_path: Path
) -> None:
    video = clip(tmp_path / "elsewhere.mp4")
    footage.session.open(folder)
    qtbot.waitUntil(lambda: footage.session.index == 0 and footage.session.dataset.complete)
    opened(qtbot, footage, video)
    go(qtbot, footage, 3)
    footage.capture()
    assert footage.session.autosave.wait(5)
    assert (folder / "elsewhere_000000.120_f3.jpg").exists()
    names = [f"{n}.png" for n in range(5)]
    assert footage.session.dataset.images == [*names, "elsewhere_000000.120_f3.jpg"]
    assert footage.session.dataset.groups == {"elsewhere_000000.120_f3.jpg": "elsewhere.mp4"}
    assert [video.name for video in footage.session.dataset.project.videos] == ["elsewhere.mp4"]
    footage.session.frames.leave()
    assert footage.session.name == "elsewhere_000000.120_f3.jpg"
    assert not footage.active


def test_states_follow_their_images_when_one_comes_between(
    qtbot: QtBot, footage: Footage, folder: Path, tmp_path: Path
) -> None:
    (folder / "4.txt").write_text("0 0.5 0.5 0.2 0.2\n")
    footage.session.open(folder)
    qtbot.waitUntil(lambda: footage.session.states.known(4))
    before = [footage.session.states[n] for n in range(5)]
    opened(qtbot, footage, clip(tmp_path / "3x.mp4"))
    footage.capture()
    assert footage.session.dataset.images[4].startswith("3x")
    after = [footage.session.states[n] for n in (0, 1, 2, 3, 5)]
    assert after == before


def test_the_way_back_is_to_the_same_moment(qtbot: QtBot, footage: Footage, tmp_path: Path) -> None:
    opened(qtbot, footage, clip(tmp_path / "drive.mp4"))
    go(qtbot, footage, 33)
    footage.capture()
    assert footage.session.autosave.wait(5)
    footage.session.frames.leave()
    assert not footage.active
    assert footage.session.index == 0
    footage.back()
    qtbot.waitUntil(lambda: rests(footage))
    assert footage.active
    assert footage.shown_index == 33


def test_capture_while_it_plays_takes_what_is_seen(
    qtbot: QtBot, footage: Footage, tmp_path: Path
) -> None:
    opened(qtbot, footage, clip(tmp_path / "drive.mp4", 200))
    footage.player.play(1.0)
    qtbot.waitUntil(lambda: footage.shown_index > 4)
    footage.capture()
    qtbot.waitUntil(lambda: bool(footage.captured))
    assert not footage.player.playing
    (index,) = footage.captured
    assert footage.shown_index == index
    assert footage.session.autosave.wait(5)
    (row,) = rows(tmp_path / "frames")
    assert int(row["frame"]) == index
    assert number_in(cv2.imread(str(tmp_path / "frames" / row["image"]))) == index


def test_frames_that_were_only_looked_at_leave_nothing_behind(
    qtbot: QtBot, footage: Footage, tmp_path: Path
) -> None:
    """Undo of what was drawn survives any number of steps, and memory does not grow with them."""
    opened(qtbot, footage, clip(tmp_path / "drive.mp4", 130))
    drawn(footage.session)
    for index in range(1, 125):
        go(qtbot, footage, index)
    qtbot.wait(10)
    documents = footage.session.documents.findChildren(Document)
    assert sorted(document.name for document in documents) == [
        footage.captured[0],
        "frames/drive_000004.960_f124.jpg",
    ]
    go(qtbot, footage, 0)
    footage.session.history.undo()
    assert not footage.session.workspace.annotation.shapes


def test_a_proposed_frame_keeps_its_reason(qtbot: QtBot, footage: Footage, tmp_path: Path) -> None:
    opened(qtbot, footage, clip(tmp_path / "drive.mp4"))
    footage.propose([Choice(8, 2, "quota-blur", 1.0, 2.0), Choice(20, 3, "sharp", 1.0, 2.0)])
    assert footage.beside(1) == 8
    go(qtbot, footage, 8)
    footage.capture()
    assert footage.session.autosave.wait(5)
    (row,) = rows(tmp_path / "frames")
    assert (row["reason"], row["scene"]) == ("quota-blur", "2")
    assert set(footage.proposed) == {20}
    assert footage.drop_proposed(20)
    assert not footage.drop_proposed(8)


def test_frames_go_where_they_are_told_to_from_the_next_on(
    qtbot: QtBot, footage: Footage, tmp_path: Path
) -> None:
    opened(qtbot, footage, clip(tmp_path / "drive.mp4"))
    footage.choose_into(tmp_path / "elsewhere")
    assert footage.known is None  # nothing can be captured into the folder before
    qtbot.waitUntil(lambda: rests(footage))
    footage.capture()
    assert footage.session.autosave.wait(5)
    assert [path.parent.name for path in tmp_path.rglob("*.jpg")] == ["elsewhere"]


def test_a_folder_of_clips_is_one_list(qtbot: QtBot, footage: Footage, tmp_path: Path) -> None:
    for number in (2, 10, 1):
        clip(tmp_path / f"clip{number}.mp4", 20)
    opened(qtbot, footage, tmp_path)
    assert [path.name for path in footage.clips] == ["clip1.mp4", "clip2.mp4", "clip10.mp4"]
    assert footage.clip == 0
    go(qtbot, footage, 19)
    footage.step(1)  # beyond the end: the next clip
    qtbot.waitUntil(lambda: footage.clip == 1 and rests(footage))
    assert footage.shown_index == 0
    footage.step(-1)
    qtbot.waitUntil(lambda: footage.clip == 0 and rests(footage))
    assert footage.shown_index == 19


def test_a_video_that_cannot_be_read_is_said_and_the_next_one_opens(
    qtbot: QtBot, footage: Footage, tmp_path: Path
) -> None:
    (tmp_path / "a.mp4").write_text("no video")
    clip(tmp_path / "b.mp4", 20)
    told: list[Notice] = []
    footage.session.told.connect(told.append)
    footage.session.open(tmp_path)
    qtbot.waitUntil(lambda: any(n.finding.code == "not_a_video" for n in told))
    footage.show_clip(1)
    qtbot.waitUntil(lambda: rests(footage))
    assert footage.shown_index == 0


def test_a_picture_that_cannot_be_written_is_kept_to_be_tried_again(
    qtbot: QtBot, footage: Footage, tmp_path: Path
) -> None:
    opened(qtbot, footage, clip(tmp_path / "drive.mp4"))
    (tmp_path / "frames").write_text("in the way")
    told: list[Notice] = []
    footage.session.told.connect(told.append)
    go(qtbot, footage, 10)
    drawn(footage.session)
    assert footage.session.autosave.wait(5)
    qtbot.waitUntil(lambda: any("retry" in notice.actions for notice in told))
    assert len(footage.session.unsaved) == 1
    (tmp_path / "frames").unlink()
    footage.session.retry_saving()
    assert footage.session.autosave.wait(5)
    assert not footage.session.unsaved
    image = tmp_path / "frames" / "drive_000000.400_f10.jpg"
    assert number_in(cv2.imread(str(image))) == 10
    assert image.with_suffix(".xml").exists()


def test_saving_elsewhere_takes_the_picture_along(
    qtbot: QtBot, footage: Footage, tmp_path: Path
) -> None:
    opened(qtbot, footage, clip(tmp_path / "drive.mp4"))
    (tmp_path / "frames").write_text("in the way")
    drawn(footage.session)
    assert footage.session.autosave.wait(5)
    qtbot.waitUntil(lambda: bool(footage.session.autosave.failures))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    footage.session.save_elsewhere(elsewhere)
    assert not footage.session.unsaved
    names = {path.name for path in elsewhere.rglob("*") if path.is_file()}
    assert names >= {f"drive_000000.000_f0{s}" for s in (".jpg", ".xml", ".txt")}


def test_many_frames_are_captured_and_listed(
    qtbot: QtBot, footage: Footage, tmp_path: Path
) -> None:
    from labeler.core.video.capture import Plan

    video = clip(tmp_path / "drive.mp4", 60)
    opened(qtbot, footage, video)
    harvest = Harvest(footage)
    plan = Plan(video, tmp_path / "frames", every_frames=20)
    for written in (3, 0):  # the same again writes nothing
        before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.jpg")}
        with qtbot.waitSignal(harvest.ended):
            harvest.run([plan])
        qtbot.waitUntil(lambda: len(footage.captured) == 3)
        now = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.jpg")}
        assert len(now) - len(before) == written
        assert before.items() <= now.items()
    assert sorted(footage.captured) == [0, 20, 40]
    assert len(footage.session.dataset.images) == 3
    assert footage.session.frames.shown  # the list was read again, and the frame stayed


def test_marks_never_cross(footage: Footage) -> None:
    footage.mark(500.0, 200.0)
    assert footage.marks == (200.0, 500.0)
    footage.mark(None, None)
    assert footage.marks == (None, None)


def test_the_picture_shown_is_that_of_the_frame(
    qtbot: QtBot, footage: Footage, tmp_path: Path
) -> None:
    pictures: list[np.ndarray] = []

    def take(image: object, full: bool) -> None:
        from tests.services.test_player import pixels_of

        pictures.append(pixels_of(image).copy())  # type: ignore[arg-type]

    footage.session.picture_ready.connect(take)
    opened(qtbot, footage, clip(tmp_path / "drive.mp4"))
    go(qtbot, footage, 44)
    assert number_in(pictures[-1]) == 44
    assert footage.session.info is not None
    assert (footage.session.info.width, footage.session.info.height) == (320, 180)
