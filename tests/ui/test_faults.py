"""What nobody caught goes to the log and is told once, from any thread."""

import faulthandler
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning
from pytestqt.qtbot import QtBot

from labeler.ui.faults import Faults, log_file


@pytest.fixture
def faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Iterator[Faults]:
    monkeypatch.setenv("LABELER_STATE_DIR", str(tmp_path / "state"))
    was_enabled = faulthandler.is_enabled()
    watching = Faults()
    watching.watch()
    yield watching
    watching.release()
    if was_enabled:
        faulthandler.enable(sys.__stderr__)


def test_an_exception_is_logged_and_told(qtbot: QtBot, faults: Faults) -> None:
    try:
        raise ValueError("an example")
    except ValueError:
        with qtbot.waitSignal(faults.happened) as told:
            sys.excepthook(*sys.exc_info())
    assert told.args == ["ValueError: an example"]
    written = log_file().read_text(encoding="utf-8")
    assert "ValueError: an example" in written
    assert "Traceback" in written


def test_an_exception_in_a_thread_is_told_on_the_main_thread(qtbot: QtBot, faults: Faults) -> None:
    heard = []
    faults.happened.connect(lambda line: heard.append(threading.current_thread()))

    def fail() -> None:
        raise OSError("in a thread")

    thread = threading.Thread(target=fail)
    with qtbot.waitSignal(faults.happened):
        thread.start()
    thread.join()
    assert heard == [threading.main_thread()]


@pytest.mark.no_qt_log
def test_a_warning_of_qt_is_logged_and_not_told(qtbot: QtBot, faults: Faults) -> None:
    told = []
    faults.happened.connect(told.append)
    qWarning("an example of Qt")
    assert not told
    assert "an example of Qt" in log_file().read_text(encoding="utf-8")
