"""The unexpected error: it is written to a log and told to the user, and the window lives on."""

import faulthandler
import logging
import os
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QStandardPaths,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)

_log = logging.getLogger("labeler")
_MOST_BYTES = 1_000_000
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def state_folder() -> Path:
    """Where this user's log is; `LABELER_STATE_DIR` says otherwise."""
    chosen = os.environ.get("LABELER_STATE_DIR")
    if chosen:
        return Path(chosen)
    if sys.platform.startswith("linux"):
        base = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
        return Path(base) / "labeler"
    kind = QStandardPaths.StandardLocation.GenericDataLocation
    return Path(QStandardPaths.writableLocation(kind)) / "labeler"


def log_file() -> Path:
    return state_folder() / "labeler.log"


class Faults(QObject):
    """Takes what nobody caught, from any thread, and says once that it happened."""

    happened = Signal(str)  # one line on what it was; on the thread that owns this object

    _caught = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._caught.connect(self.happened)
        self._crash_file: IO[str] | None = None
        self._handler: logging.Handler | None = None
        self._before = (sys.excepthook, threading.excepthook)

    def watch(self) -> None:
        """From now on until `release`, write everything unexpected to the log."""
        self._handler = _log_handler()
        _log.addHandler(self._handler)
        _log.setLevel(logging.INFO)
        _log.propagate = False
        self._watch_crashes()
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        qInstallMessageHandler(_on_qt_message)

    def release(self) -> None:
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(None)
        if self._handler is not None:
            _log.removeHandler(self._handler)
            self._handler.close()
            self._handler = None
        if self._crash_file is not None:
            faulthandler.disable()
            self._crash_file.close()
            self._crash_file = None

    def _watch_crashes(self) -> None:
        """A crash inside a library leaves its traceback in a file of its own."""
        try:
            self._crash_file = open(state_folder() / "crash.log", "a", encoding="utf-8")  # noqa: SIM115
            faulthandler.enable(self._crash_file)
        except OSError:
            faulthandler.enable() if sys.stderr is not None else None

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            from PySide6.QtCore import QCoreApplication

            QCoreApplication.quit()
            return
        _log.error("unexpected", exc_info=(kind, error, trace))
        self._caught.emit(f"{kind.__name__}: {error}")

    def _on_thread_exception(self, what: threading.ExceptHookArgs) -> None:
        error = what.exc_value
        if error is not None:
            self._on_exception(what.exc_type, error, what.exc_traceback)


def _log_handler() -> logging.Handler:
    """The log file, begun anew when large; without a place for it the log goes to the terminal."""
    handler: logging.Handler
    try:
        state_folder().mkdir(parents=True, exist_ok=True)
        if log_file().exists() and log_file().stat().st_size > _MOST_BYTES:
            log_file().replace(log_file().with_suffix(".old.log"))
        handler = logging.FileHandler(log_file(), encoding="utf-8", delay=True)
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(message)s"))
    return handler


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    _log.log(_LEVELS.get(kind, logging.INFO), "Qt: %s", message)
