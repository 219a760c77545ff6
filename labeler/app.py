"""Opens the window: checks what Qt needs, builds services, window and connects them."""

import ctypes
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from labeler.services.garbage import Garbage
    from labeler.services.settings import SettingsStore
    from labeler.ui.main_window import MainWindow

# Libraries the xcb plugin of Qt links to, and the Debian package of each.
_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
_XCB_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
_SWITCH_S = 0.0005  # the window waits this long, ten times less than usual, for a job's Python
_QT_OF_OPENCV = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")


def run(
    path: Path | None = None,
    sample: bool = False,
    then: "Callable[[MainWindow], None] | None" = None,
) -> int:
    """Open the window and wait until it is closed; the exit status.

    `then` is called with the window as soon as events are handled.
    """
    complaint = obstacle()
    if complaint:
        print(f"labeler: {complaint}", file=sys.stderr)
        return 2
    application = _application()
    from PySide6.QtCore import QTimer

    from labeler.services.garbage import Garbage
    from labeler.ui.application import Application
    from labeler.ui.faults import Faults

    garbage = Garbage(application)  # no search during the start: a tenth of it
    faults = Faults()
    faults.watch()
    window = build()
    faults.happened.connect(window.tell_unexpected)
    jobs = window.session.jobs
    window.usable = lambda: _begin(window, garbage, path, sample)
    if isinstance(application, Application):
        application.asked_to_open.connect(window.session.open)
    window.show()
    if then is not None:
        QTimer.singleShot(0, window, lambda: then(window))
    status = application.exec()
    jobs.close()
    faults.release()
    return status


def build(settings: "SettingsStore | None" = None) -> "MainWindow":
    """The window with its services, not shown yet; a QApplication must exist."""
    application = _application()
    from labeler.services.footage import Footage
    from labeler.services.images import ImageCache
    from labeler.services.jobs import Jobs
    from labeler.services.session import Session
    from labeler.services.settings import SettingsStore
    from labeler.services.translations import Translations
    from labeler.ui import theme as themes
    from labeler.ui.main_window import MainWindow

    store = settings or SettingsStore()
    themes.prepare(application)
    theme, translations = themes.Theme(), Translations()
    translations.use("" if store.value.language == "system" else store.value.language)
    theme.choose(store.value.theme)
    jobs = Jobs()
    session = Session(jobs, ImageCache())
    footage = Footage(session)
    window = MainWindow(session, footage, store, theme, translations)
    for service in (footage, session, jobs, session.images, store, theme, translations):
        service.setParent(window)
    theme.use(store.value.theme)  # once for all widgets: each would pay for every change of parent
    window.setWindowIcon(themes.icon("labeler"))
    return window


def _application() -> "QApplication":
    """The one QApplication, made if it is not there."""
    for name in _QT_OF_OPENCV:
        if "cv2" in os.environ.get(name, ""):
            del os.environ[name]
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtWidgets import QApplication

    from labeler.ui.application import Application

    there = QApplication.instance()
    if isinstance(there, QApplication):
        return there
    QCoreApplication.setApplicationName("Labeler")
    sys.setswitchinterval(_SWITCH_S)
    application = Application(sys.argv[:1])
    application.setDesktopFileName("labeler")
    return application


def _begin(window: "MainWindow", garbage: "Garbage", path: Path | None, sample: bool) -> None:
    """After the first paint: open what was asked for, and load what the first image needs."""
    garbage.start()
    if path is not None:
        window.session.open(path)
    elif sample:
        window.run("open_sample")
    window.session.jobs.run(_warm_up, lambda answer: None, lambda error: None, priority=-20)


def _warm_up() -> None:
    """Import the slow libraries while nobody waits for them."""
    import labeler.core.opencv
    import labeler.core.record  # noqa: F401


def obstacle() -> str:
    """Why Qt could not open a window here, with what to do about it; "" when it can."""
    if not sys.platform.startswith("linux"):
        return ""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if not platform and not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        return (
            "There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set. "
            "Start this from a desktop session, or with ssh -X, or under Xvfb."
        )
    needed = dict(_LIBRARIES)
    by_xcb = platform.startswith("xcb") or not (platform or os.environ.get("WAYLAND_DISPLAY"))
    if by_xcb:
        needed |= _XCB_LIBRARIES
    missing = [package for library, package in needed.items() if not _loads(library)]
    if missing:
        packages = " ".join(missing)
        return (
            "Qt needs system libraries that are not here. On Debian or Ubuntu: "
            f"sudo apt-get install {packages}"
        )
    if by_xcb and not _answers():
        return (
            f"The display {os.environ.get('DISPLAY', '')} cannot be reached. "
            "Start this from a desktop session, or with ssh -X, or under Xvfb."
        )
    return ""


def _answers() -> bool:
    """Whether the X server takes a connection: Qt would end the process when it does not."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # Qt has one of its own
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    try:
        return not xcb.xcb_connection_has_error(connection)
    finally:
        xcb.xcb_disconnect(connection)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
