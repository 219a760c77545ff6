"""The video's part of the window: tab, pane and keys; capture many; what is said when it goes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from labeler.ui.dialogs.capture_many import CaptureManyDialog
from labeler.ui.main_window import MainWindow
from labeler.ui.video.screen import IMAGES, VIDEO
from tests.clips import clip

Opened = Callable[[Path], MainWindow]


@pytest.fixture
def on_video(qtbot: QtBot, window: MainWindow) -> Opened:
    """The window with a video, at rest on its first frame."""

    def open_it(path: Path) -> MainWindow:
        window.session.open(path)
        qtbot.waitUntil(lambda: window.session.frames.name != "")
        return window

    return open_it


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    folder = tmp_path / "videos"
    folder.mkdir()
    return clip(folder / "drive.mp4", 60)


def dialog_of(window: MainWindow) -> CaptureManyDialog:
    window.run("capture_many")
    return window.findChildren(CaptureManyDialog)[-1]


def test_there_is_no_tab_before_there_is_a_video(window: MainWindow) -> None:
    assert window.video.tabs is None
    assert not window.actions_["capture"].isEnabled()
    assert window.actions_.first_keys["class_palette"] == "C"


def test_a_video_comes_as_a_tab_beside_the_images(
    qtbot: QtBot, opened: Callable[[], MainWindow], on_video: Opened, drive: Path
) -> None:
    window = opened()
    on_video(drive)
    tabs, pane = window.video.tabs, window.video.pane
    assert tabs is not None
    assert pane is not None
    assert tabs.currentIndex() == VIDEO
    assert tabs.tabText(VIDEO) == "drive.mp4"
    assert pane.isVisible()
    assert "drive.mp4" in window.windowTitle()
    window.run("switch_to_video")
    assert tabs.currentIndex() == IMAGES
    assert not pane.isVisible()
    assert window.session.name == "image 0.png"
    window.run("switch_to_video")
    qtbot.waitUntil(lambda: window.session.frames.name != "")
    assert tabs.currentIndex() == VIDEO
    window.run("close_video")
    assert not tabs.isVisible()
    assert window.session.name == "image 0.png"
    assert not window.actions_["capture"].isEnabled()


def test_leaving_a_video_that_plays_stops_it_at_its_moment(
    qtbot: QtBot, on_video: Opened, tmp_path: Path
) -> None:
    window = on_video(clip(tmp_path / "videos" / "long.mp4", 400))
    window.run("play")
    qtbot.waitUntil(lambda: window.footage.shown_index > 5)
    window.run("switch_to_video")
    assert not window.footage.player.playing
    moment = window.footage.player.index
    assert not window.session.frames.shown  # though there is no image to show instead
    assert not window.canvas.has_picture
    qtbot.wait(150)
    window.run("switch_to_video")
    qtbot.waitUntil(lambda: window.session.frames.name != "")
    assert window.footage.shown_index == moment


def test_a_click_in_the_list_leaves_the_video(
    opened: Callable[[], MainWindow], on_video: Opened, drive: Path
) -> None:
    window = opened()
    on_video(drive)
    window.session.show(2)
    assert window.video.tabs is not None
    assert window.video.tabs.currentIndex() == IMAGES
    assert not window.footage.active
    assert window.actions_.first_keys["capture"] == ""


def test_a_dropped_video_opens(qtbot: QtBot, window: MainWindow, drive: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(drive))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(400, 300), copy, data, left, none))
    qtbot.waitUntil(lambda: window.footage.path == drive)
    qtbot.waitUntil(lambda: window.session.frames.name != "")


def test_a_folder_of_images_offers_its_videos(
    qtbot: QtBot, opened: Callable[[], MainWindow], dataset: Path
) -> None:
    clip(dataset / "drive.mp4", 20)
    window = opened()
    row = window.message_bar.rows["dataset:clips"]
    assert row.notice.finding.values["count"] == 1
    row.buttons["open_clips"].click()
    qtbot.waitUntil(lambda: window.session.frames.name != "")
    assert "dataset:clips" not in window.message_bar.rows
    assert window.footage.into == dataset


def test_a_damaged_or_false_video_is_said_and_can_be_closed(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "text.mp4").write_text("no video")
    window.session.open(tmp_path / "text.mp4")
    qtbot.waitUntil(lambda: "video" in window.message_bar.rows)
    row = window.message_bar.rows["video"]
    assert "text.mp4" in row.accessibleName()
    row.buttons["close_video"].click()
    assert "video" not in window.message_bar.rows
    assert window.footage.clip == -1


def test_capture_many_counts_before_it_writes(qtbot: QtBot, on_video: Opened, drive: Path) -> None:
    window = on_video(drive)
    dialog = dialog_of(window)
    dialog.unit.setCurrentIndex(dialog.unit.findData("frames"))
    dialog.unit.activated.emit(1)
    dialog.every.setValue(20)
    assert dialog.ways["every"].isChecked()
    assert dialog.preview.text() == "3 frames"
    dialog.count.setValue(7)
    assert dialog.ways["count"].isChecked()
    assert dialog.preview.text() == "7 frames"
    assert not (drive.parent / "frames").exists()
    with qtbot.waitSignal(window.harvest.ended):
        dialog.start.click()
    assert len(list((drive.parent / "frames").glob("*.jpg"))) == 7
    qtbot.waitUntil(lambda: len(window.footage.captured) == 7)
    assert window.message_bar.progress.isHidden()
    said = window.message_bar.rows["harvest"].notice.finding
    assert said.values["written"] == 7
    again = dialog_of(window)
    again.count.setValue(7)
    assert again.preview.text() == "7 frames · 7 captured already"
    again.reject()


def test_choose_for_me_proposes_pins_and_captures_them(
    qtbot: QtBot, on_video: Opened, drive: Path
) -> None:
    window = on_video(drive)
    dialog = dialog_of(window)
    assert dialog.ways["choose"].isChecked()
    qtbot.waitUntil(dialog.start.isEnabled, timeout=10_000)
    assert " sharp, " in dialog.preview.text()
    dialog.pins.click()
    proposed = set(window.footage.proposed)
    assert proposed
    assert window.video.pane is not None
    assert "proposed" in window.video.pane.state.text()
    window.run("next_pin")
    qtbot.waitUntil(lambda: window.footage.shown_index in proposed)
    qtbot.waitUntil(lambda: window.session.frames.name != "")
    window.run("accept_pin")
    qtbot.waitUntil(lambda: len(window.footage.captured) == 1)
    assert window.footage.shown_index in window.footage.captured
    assert window.session.autosave.wait(5)


def test_only_the_marked_part_is_captured(qtbot: QtBot, on_video: Opened, drive: Path) -> None:
    window = on_video(drive)
    window.footage.mark(400.0, 1200.0)
    dialog = dialog_of(window)
    assert dialog.marked.isChecked()
    assert dialog.marked.text() == "Only between the marks, 0:00.400 – 0:01.200"
    dialog.every.setValue(0.4)
    assert dialog.preview.text() == "3 frames"
    dialog.marked.setChecked(False)
    assert dialog.preview.text() == "6 frames"
    dialog.reject()


def test_delete_moves_a_captured_frame_to_the_trash_and_undo_brings_it_back(
    qtbot: QtBot, on_video: Opened, drive: Path
) -> None:
    window = on_video(drive)
    window.run("capture")
    assert window.session.autosave.wait(5)
    (image,) = (drive.parent / "frames").glob("*.jpg")
    window.run("drop_pin")
    qtbot.waitUntil(lambda: not window.footage.captured)
    assert not image.exists()
    assert window.session.frames.shown
    window.run("undo")
    qtbot.waitUntil(lambda: len(window.footage.captured) == 1)
    assert image.exists()


def test_every_word_of_the_pane_follows_the_language(on_video: Opened, drive: Path) -> None:
    window = on_video(drive)
    assert window.video.pane is not None
    assert window.video.tabs is not None
    window.settings.change(language="ko")
    QApplication.processEvents()
    assert window.video.tabs.tabText(IMAGES) == "이미지"
    assert window.actions_["capture"].text() == "캡처"
    assert "동영상" in window.video.pane.clip_box.toolTip()
    window.settings.change(language="en")
