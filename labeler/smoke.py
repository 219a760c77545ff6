"""`labeler --smoke-test`: works in the real window as a person would and looks at what came of it.

An installer runs it where it has just put the program. Everything happens in a temporary folder
with settings, caches and data of its own, so that nothing of the user's is read or written.
"""

import csv
import io
import os
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from labeler import app
from labeler.cli_text import said, sentence
from labeler.core.finding import LabelerError

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

    from labeler.core.geometry import Point
    from labeler.services.notices import Notice
    from labeler.ui.main_window import MainWindow

PASSED, FAILED, NO_DISPLAY = 0, 1, 2
LIMIT_S = 60.0  # for all of it, a hanging program too
_PATIENCE_S = 30.0  # for one thing to happen
_LOOKS_MS = 20  # between two looks whether it has
_VIDEO = "drive.mp4"
_FROM, _TO = (0.30, 0.10), (0.45, 0.22)  # the box, in parts of the image: nothing else is there
_MOVES = 8
_LOG_LINES = 40
_SNAP_PX = 12  # of the screen: so far may a corner be drawn to something near
_HALF_PIXEL = 0.5 + 1e-6  # the txt has six digits
_FOLDERS = {
    "LABELER_CONFIG_DIR": "config",
    "LABELER_CACHE_DIR": "cache",
    "LABELER_DATA_DIR": "data",
    "LABELER_STATE_DIR": "state",
}

Box = tuple[int, int, int, int]


class Failure(Exception):
    """A step did not come out; the text is a sentence for whoever installs."""

    def __init__(self, word: str, **values: object) -> None:
        super().__init__(said(f"smoke_{word}", **values))


def run(report: Path | None = None, limit_s: float = LIMIT_S) -> int:
    """Do it all, a line a step, also into the file `report`; 0, 1 failed, 2 without a display."""
    telling = Telling(report)
    complaint = app.obstacle()
    if complaint:
        telling.line(complaint)
        return NO_DISPLAY
    try:
        folder = _made_folder()
    except OSError as error:
        telling.line(said("smoke_no_folder", reason=error))
        return FAILED
    watchdog = threading.Timer(limit_s, _give_up, (telling, folder, limit_s))
    watchdog.daemon = True
    watchdog.start()
    try:
        _move_in(folder, telling)
        return _all_steps(folder, telling)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        telling.begin("end")  # over which the watchdog watches, too: a thread may not come to it


def _made_folder() -> Path:
    """With a name in Korean, as a home may have, where the system can write such names."""
    try:
        return Path(tempfile.mkdtemp(prefix="labeler-점검-")).resolve()
    except UnicodeError:
        return Path(tempfile.mkdtemp(prefix="labeler-")).resolve()


def _move_in(folder: Path, telling: "Telling") -> None:
    """Have settings and all that the program keeps lie in the folder.

    Settings that the environment names and that nobody can write stay where they are: nothing can
    happen to them, and it shows that the program copes.
    """
    for variable, name in _FOLDERS.items():
        given = os.environ.get(variable)
        if variable == "LABELER_CONFIG_DIR" and given and not _writable(Path(given)):
            telling.line(said("smoke_settings_read_only", folder=given))
            continue
        (folder / name).mkdir()
        os.environ[variable] = str(folder / name)


def _writable(folder: Path) -> bool:
    """Whether the folder is one that can be written into, or could be made."""
    there = next((p for p in (folder, *folder.absolute().parents) if p.exists()), folder)
    return there.is_dir() and os.access(there, os.W_OK)


def _give_up(telling: "Telling", folder: Path, limit_s: float) -> None:
    """The end of patience, on a thread of its own: the others may hang."""
    telling.fail(said("smoke_hangs", seconds=f"{limit_s:.0f}"))
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(FAILED)


def _all_steps(folder: Path, telling: "Telling") -> int:
    try:
        telling.begin("processes")
        _start_processes()
        telling.done()
        by_hand = ByHand(folder, telling)
        app.run(sample=True, then=by_hand.begin)
        if by_hand.error is not None:
            raise by_hand.error
        for command in (["check"], ["rules"]):
            telling.begin("command", command=command[0])
            _call([*command, str(folder / "data" / "sample")])
            telling.done()
    except Exception as error:
        _show_log(folder / _FOLDERS["LABELER_STATE_DIR"] / "labeler.log", telling)
        telling.fail(_reason(error))
        return FAILED
    telling.line(said("smoke_passed", seconds=telling.since_start()))
    return PASSED


def _show_log(log: Path, telling: "Telling") -> None:
    """What the program noted about its failure, which goes away with the folder."""
    if log.exists():
        for line in log.read_text("utf-8", "replace").splitlines()[-_LOG_LINES:]:
            telling.line(f"  {line}")


def _reason(error: Exception) -> str:
    if isinstance(error, Failure):
        return str(error)
    if isinstance(error, LabelerError):
        where = error.finding.where
        return f"{where}: {sentence(error.finding)}" if where else sentence(error.finding)
    return f"{type(error).__name__}: {error}"


def _start_processes() -> None:
    """The commands use several processes; a frozen program must be made to start them."""
    from labeler.core.parallel import CHUNK, in_chunks

    if list(in_chunks(len, range(2 * CHUNK), jobs=2, worth=1)) != [CHUNK, CHUNK]:
        raise Failure("no_processes")


def _call(arguments: list[str]) -> None:
    """A command of the command line, in this process."""
    from labeler.cli import main

    said_there = io.StringIO()
    with redirect_stdout(said_there), redirect_stderr(said_there):
        status = main(arguments)
    if status != 0:
        last = said_there.getvalue().strip().rpartition("\n")[2]
        raise Failure("command_failed", command=arguments[0], status=status, last=last)


class Telling:
    """Says which step is under way and how long it took; a program in a window has no output."""

    def __init__(self, report: Path | None) -> None:
        self._report = report
        self._start = self._step_start = time.monotonic()
        self._step = ""
        if report is not None:
            try:
                report.write_text("", "utf-8")
            except OSError as error:
                raise LabelerError("cannot_write", report, reason=str(error)) from error

    def begin(self, word: str, **values: object) -> None:
        self._step = said(f"smoke_step_{word}", **values)
        self._step_start = time.monotonic()

    def done(self) -> None:
        self.line(f"{self._step} {time.monotonic() - self._step_start:.1f} s")

    def fail(self, reason: str) -> None:
        self.line(said("smoke_failed", step=self._step, reason=reason))

    def since_start(self) -> str:
        return f"{time.monotonic() - self._start:.1f}"

    def line(self, text: str) -> None:
        if sys.stdout is not None:
            print(text, flush=True)
        if self._report is not None:
            with open(self._report, "a", encoding="utf-8") as file:
                file.write(text + "\n")


class ByHand:
    """What a person does in the window: draws a box, captures a frame, closes."""

    def __init__(self, folder: Path, telling: Telling) -> None:
        self.error: Exception | None = Failure("never_shown")  # until the end is reached
        self._sample = folder / "data" / "sample"
        self._telling = telling
        self._complaints: list[str] = []
        telling.begin("window")

    def begin(self, window: "MainWindow") -> None:
        """Called in the event loop of the program, which ends when this does."""
        from PySide6.QtWidgets import QApplication

        self._window = window
        window.session.told.connect(self._on_told)
        try:
            self._work()
            self.error = None
        except Exception as error:
            self.error = error
            QApplication.exit(FAILED)

    def _work(self) -> None:
        self._wait(lambda: self._window.usable is None, "never_painted")
        self._telling.done()
        steps = (
            ("sample", self._see_the_sample),
            ("box", self._draw),
            ("saved", self._check_files),
            ("video", self._open_video),
            ("frame", self._capture),
            ("close", self._close),
        )
        for word, step in steps:
            self._telling.begin(word)
            step()
            self._check_complaints()
            self._telling.done()

    def _on_told(self, notice: "Notice") -> None:
        from labeler.ui import text

        if notice.level == "info":
            return
        complaint, reason = text.finding(notice.finding), notice.finding.values.get("reason", "")
        if str(reason) not in complaint:
            complaint = f"{complaint} ({reason})"
        if complaint not in self._complaints:
            self._complaints.append(complaint)

    def _check_complaints(self) -> None:
        if self._complaints:
            raise Failure("complains", complaint="; ".join(self._complaints))

    def _wait(self, holds: Callable[[], bool], word: str) -> None:
        """Let the program work until something holds; what it complains of is a failure."""
        from PySide6.QtCore import QEventLoop, QTimer
        from PySide6.QtWidgets import QApplication

        looking = QTimer(interval=_LOOKS_MS)
        looking.start()
        end = time.monotonic() + _PATIENCE_S
        while not holds():
            self._check_complaints()
            if time.monotonic() > end:
                raise Failure(word, seconds=f"{_PATIENCE_S:.0f}")
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        looking.stop()

    # --- an image

    def _see_the_sample(self) -> None:
        session, canvas = self._window.session, self._window.canvas

        def shown() -> bool:
            whole = session.dataset is not None and session.dataset.complete
            return whole and session.document is not None and canvas.has_picture

        self._wait(shown, "no_image")

    def _draw(self) -> None:
        """Press, move and let go, as the pointer would on the canvas."""
        from PySide6.QtCore import QEvent

        session = self._window.session
        assert session.info is not None
        assert session.path is not None
        self._image, self._size = session.path, (session.info.width, session.info.height)
        self._before = Counter(_voc_boxes(self._image.with_suffix(".xml")))
        shapes = len(session.workspace.annotation)
        self._window.actions_["draw_box"].trigger()
        start, end = (self._part(*part) for part in (_FROM, _TO))
        self._pointer(QEvent.Type.MouseMove, start)
        self._pointer(QEvent.Type.MouseButtonPress, start)
        for move in range(1, _MOVES + 1):
            share = move / _MOVES
            at = tuple(a + (b - a) * share for a, b in zip(start, end, strict=True))
            self._pointer(QEvent.Type.MouseMove, (at[0], at[1]), held=True)
        self._pointer(QEvent.Type.MouseButtonRelease, end)
        if len(session.workspace.annotation) != shapes + 1:
            raise Failure("no_box")

    def _part(self, x: float, y: float) -> "Point":
        return x * self._size[0], y * self._size[1]

    def _pointer(self, kind: "QEvent.Type", at: "Point", held: bool = False) -> None:
        from PySide6.QtCore import QEvent, QPointF, Qt
        from PySide6.QtGui import QMouseEvent
        from PySide6.QtWidgets import QApplication

        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        button = none if kind is QEvent.Type.MouseMove else left
        buttons = left if held or kind is QEvent.Type.MouseButtonPress else none
        viewport = self._window.canvas.viewport()
        there = QPointF(self._window.canvas.to_widget(at))
        event = QMouseEvent(
            kind, there, viewport.mapToGlobal(there), button, buttons, Qt.KeyboardModifier(0)
        )
        QApplication.sendEvent(viewport, event)
        QApplication.processEvents()

    def _check_files(self) -> None:
        """Both files, as another program would read them."""
        self._wait(lambda: not self._window.session.unsaved, "not_saved")
        xml, txt = self._image.with_suffix(".xml"), self._image.with_suffix(".txt")
        new = list((Counter(_voc_boxes(xml)) - self._before).elements())
        wanted = (*self._part(*_FROM), *self._part(*_TO))
        canvas = self._window.canvas
        wide = canvas.to_widget((self._size[0], 0)).x() - canvas.to_widget((0, 0)).x()
        near = max(2.0, _SNAP_PX * self._size[0] / max(1, wide))
        if len(new) != 1 or _apart(new[0], wanted) > near:
            drawn = tuple(round(v) for v in wanted)
            raise Failure("wrong_xml", file=xml.name, found=new, drawn=drawn)
        if min((_apart(new[0], row) for row in _yolo_boxes(txt, self._size)), default=9.0) > (
            _HALF_PIXEL
        ):
            raise Failure("wrong_txt", file=txt.name, box=new[0])

    # --- a video

    def _open_video(self) -> None:
        window, footage = self._window, self._window.footage
        window.session.open(self._sample / _VIDEO)

        def rests() -> bool:
            exact = footage.player.frame is not None and footage.known is not None
            return exact and window.session.frames.pending

        self._wait(rests, "no_frame")

    def _capture(self) -> None:
        from labeler.core.pictures import decode

        window = self._window
        window.actions_["capture"].trigger()
        self._wait(lambda: bool(window.footage.captured), "not_captured")
        self._wait(lambda: not window.session.unsaved, "not_saved")
        picture, info = window.session.path, window.session.info
        assert picture is not None
        assert info is not None
        pixels = decode(picture)
        if pixels.shape[:2] != (info.height, info.width):
            raise Failure("wrong_picture", file=picture.name)
        with open(picture.with_name("frames.csv"), newline="", encoding="utf-8") as file:
            rows = [row for row in csv.DictReader(file) if row["image"] == picture.name]
        if [(row["video"], row["reason"]) for row in rows] != [(_VIDEO, "hand")]:
            raise Failure("wrong_row", file=picture.name)

    def _close(self) -> None:
        if not self._window.close():
            raise Failure("not_closed")


# --- files as other programs read them


def _voc_boxes(file: Path) -> list[Box]:
    """The boxes of a VOC file, which are integers; none where there is no file."""
    if not file.exists():
        return []
    boxes = ElementTree.parse(file).getroot().iter("bndbox")
    names = ("xmin", "ymin", "xmax", "ymax")
    return [tuple(int(box.findtext(name, "")) for name in names) for box in boxes]  # type: ignore[misc]


def _yolo_boxes(file: Path, size: tuple[int, int]) -> list[tuple[float, ...]]:
    """What the rows enclose in pixels, be they boxes or outlines."""
    found: list[tuple[float, ...]] = []
    for line in file.read_text("utf-8").splitlines():
        values = [float(value) for value in line.split()[1:]]
        if len(values) == 4:
            x, y, w, h = values
            values = [x - w / 2, y - h / 2, x + w / 2, y + h / 2]
        xs, ys = [v * size[0] for v in values[::2]], [v * size[1] for v in values[1::2]]
        found.append((min(xs), min(ys), max(xs), max(ys)))
    return found


def _apart(box: Box, other: tuple[float, ...]) -> float:
    """The greatest distance between sides that should be the same."""
    return max(abs(a - b) for a, b in zip(box, other, strict=True))
