"""Capture many: what the rules lack is said, and brought by the choice."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from labeler.core.video.provenance import Provenance
from labeler.core.video.quota import Quota
from labeler.ui.dialogs.capture_many import CaptureManyDialog
from labeler.ui.main_window import MainWindow
from tests.drives import drive, label, photograph

Opened = Callable[..., MainWindow]


@pytest.fixture
def on_drive(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Opened:
    """The window with a video beside some labelled stills."""
    monkeypatch.setenv("LABELER_CACHE_DIR", str(tmp_path / "cache"))

    def open_it(stills: int = 4, clips: int = 1) -> MainWindow:
        folder = tmp_path / "plates"
        folder.mkdir()
        photograph(folder, stills)
        for number in range(clips):
            drive(folder / f"{number}.mkv", 60)
        window.session.open(folder / "0.mkv")
        qtbot.waitUntil(lambda: window.session.frames.name != "")
        return window

    return open_it


def dialog_of(window: MainWindow) -> CaptureManyDialog:
    window.run("capture_many")
    return window.findChildren(CaptureManyDialog)[-1]


def ready(qtbot: QtBot, dialog: CaptureManyDialog) -> None:
    def chosen() -> bool:
        shortage = dialog._harvest.shortage
        return shortage.complete and dialog._choices is not None

    qtbot.waitUntil(chosen, timeout=20_000)


def reasons(folder: Path) -> list[str]:
    return [row.reason for row in Provenance(folder).rows]


def test_what_the_rules_lack_is_said_and_brought(qtbot: QtBot, on_drive: Opened) -> None:
    window = on_drive()
    dialog = dialog_of(window)
    assert "Counting what the rules lack" in dialog.lack.line.text()
    assert not dialog.lack.fill.isVisible()
    ready(qtbot, dialog)
    assert dialog.lack.fill.isVisible()
    assert dialog.lack.fill.isChecked()
    assert "9 sharp, 0 soft, 9 blurred" in dialog.preview.text()
    said = "The rules lack: 30 blurred, 30 soft. The choice brings: 9 blurred."
    assert dialog.lack.line.text() == said
    assert dialog.plan().quota == Quota(soft=30, blurred=30)
    dialog.start.click()
    qtbot.waitUntil(lambda: not window.harvest.running, timeout=20_000)
    assert window.footage.into is not None
    assert reasons(window.footage.into).count("quota-blur") == 9


def test_it_can_be_left_to_the_usual_shares(qtbot: QtBot, on_drive: Opened) -> None:
    dialog = dialog_of(on_drive())
    ready(qtbot, dialog)
    dialog.ways["every"].setChecked(True)
    dialog.lack.fill.click()
    assert dialog.way == "choose"
    ready(qtbot, dialog)
    assert "9 blurred" not in dialog.preview.text()
    assert dialog.lack.line.text() == "The rules lack: 30 blurred, 30 soft."
    assert dialog.plan().quota is None
    dialog.close()


def test_what_was_brought_and_labelled_is_not_brought_again(
    qtbot: QtBot, on_drive: Opened, tmp_path: Path
) -> None:
    window = on_drive()
    dialog = dialog_of(window)
    ready(qtbot, dialog)
    dialog.start.click()
    qtbot.waitUntil(lambda: not window.harvest.running, timeout=20_000)
    folder = tmp_path / "plates"
    corners = drive(tmp_path / "again.mkv", 60).corners
    for row in Provenance(folder).rows:
        label(folder / row.image, corners[row.frame], (640, 360))
    window.session.open(folder / "still 01.png")
    qtbot.waitUntil(lambda: window.session.name == "still 01.png")
    window.session.open(folder / "0.mkv")
    qtbot.waitUntil(lambda: window.session.frames.name != "")
    shortage = window.harvest.shortage
    qtbot.waitUntil(lambda: shortage.complete and shortage.quota.blurred == 21, timeout=20_000)
    assert len(shortage.labelled_in(folder)) == 4 + 18
    again = dialog_of(window)
    ready(qtbot, again)
    assert "18 frames · 18 captured already" in again.preview.text()
    said = "The rules lack: 21 blurred, 30 soft. There is nothing of that in this video."
    assert again.lack.line.text() == said
    again.close()


def test_where_nothing_is_labelled_nothing_is_said(qtbot: QtBot, on_drive: Opened) -> None:
    dialog = dialog_of(on_drive(stills=0))
    ready(qtbot, dialog)
    qtbot.waitUntil(lambda: not dialog.lack.isVisible())
    assert dialog.plan().quota is None
    dialog.close()


def test_several_videos_share_what_lacks(qtbot: QtBot, on_drive: Opened) -> None:
    window = on_drive(clips=2)
    dialog = dialog_of(window)
    ready(qtbot, dialog)
    dialog.all_clips.setChecked(True)
    assert dialog.plan().quota == Quota(soft=15, blurred=15)
    assert dialog.lack.line.text() == "The rules lack: 30 blurred, 30 soft."
    dialog.start.click()
    qtbot.waitUntil(lambda: not window.harvest.running, timeout=20_000)
    assert window.footage.into is not None
    rows = Provenance(window.footage.into).rows
    blurred = [row.source.name for row in rows if row.reason == "quota-blur"]
    assert len(blurred) >= 9


def test_in_korean_it_is_said_anew(qtbot: QtBot, on_drive: Opened) -> None:
    window = on_drive()
    dialog = dialog_of(window)
    ready(qtbot, dialog)
    before = dialog.lack.line.text()
    window.translations.use("ko")
    qtbot.waitUntil(lambda: "흐릿함" in dialog.lack.line.text())
    assert "30" in dialog.lack.line.text()
    window.translations.use("en")
    qtbot.waitUntil(lambda: dialog.lack.line.text() == before)
    dialog.close()
