"""Loads OpenCV when it is first needed, silent and without its hands on Qt's environment."""

import os
import threading

_lock = threading.Lock()
_loaded = False


def load() -> None:
    """Call before `import cv2`.

    opencv-python points QT_QPA_PLATFORM_PLUGIN_PATH and QT_QPA_FONTDIR at folders of its own when
    it is imported; a QApplication started after that finds plugins of another Qt.
    """
    global _loaded
    if _loaded:
        return
    with _lock:
        before = {name: os.environ.get(name) for name in os.environ if name.startswith("QT_")}
        import cv2

        for name in [name for name in os.environ if name.startswith("QT_")]:
            value = before.get(name)
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
        logging = getattr(cv2.utils, "logging", None)
        if logging is not None:
            logging.setLogLevel(logging.LOG_LEVEL_SILENT)
        _loaded = True
