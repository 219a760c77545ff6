"""What the desktop asks a running program to open reaches it: in a process of its own."""

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QFileOpenEvent
from labeler.ui.application import Application

application, heard = Application(["labeler"]), []
application.asked_to_open.connect(heard.append)
application.sendEvent(application, QFileOpenEvent(sys.argv[1]))
application.sendEvent(application, QFileOpenEvent(QUrl("https://example.org/a.jpg")))
application.sendEvent(application, QEvent(QEvent.Type.User))
assert heard == [Path(sys.argv[1])], heard
"""


def test_a_file_dropped_on_the_program_is_opened(tmp_path: Path) -> None:
    path = str(tmp_path / "번호판 1.jpg")
    done = subprocess.run([sys.executable, "-c", SCRIPT, path], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
