"""What holds for every test: a Qt platform without a screen, and no thread left behind."""

import gc
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from labeler.core import opencv
from tests.x_server import x_server

_GARBAGE = 50_000

opencv.load()  # here, so that an `import cv2` in some module cannot point Qt at OpenCV's plugins


def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput") and os.environ.get("QT_QPA_PLATFORM") == "xcb":
        screen = ExitStack()  # two hands on one screen would take the focus from each other
        screen.enter_context(x_server())
        config.add_cleanup(screen.close)
    if not _stories_asked_for(config):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if _stories_asked_for(config):
        return
    skipped = pytest.mark.skip(reason="a story needs a real X server: pytest -m story")
    for item in items:
        if item.get_closest_marker("story"):
            item.add_marker(skipped)


def _stories_asked_for(config: pytest.Config) -> bool:
    """One process has one QApplication on one platform, so stories are a run of their own.

    On a real X server, which `packaging/test.sh` names by QT_QPA_PLATFORM, everything runs on it.
    """
    if os.environ.get("QT_QPA_PLATFORM") == "xcb":
        return True
    words = str(config.getoption("markexpr")).split()
    return "story" in words and "not" not in words


@pytest.fixture(autouse=True, scope="session")
def _cache_of_its_own() -> Iterator[None]:
    """What tests measure, also in processes that they start, never reaches the user's own cache."""
    with tempfile.TemporaryDirectory(prefix="labeler-cache-") as folder:
        before = os.environ.get("LABELER_CACHE_DIR")
        os.environ["LABELER_CACHE_DIR"] = folder
        yield
        if before is None:
            del os.environ["LABELER_CACHE_DIR"]
        else:
            os.environ["LABELER_CACHE_DIR"] = before


@pytest.fixture(autouse=True, scope="session")
def _garbage_on_the_main_thread() -> Iterator[None]:
    """As in the program: a job that meets widgets of an earlier test must not free them."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def _no_thread_left_behind() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    if gc.get_count()[0] > _GARBAGE:
        gc.collect()
    patience = time.monotonic() + 2
    while left := _started_since(before):
        if time.monotonic() > patience:
            pytest.fail(f"threads left running: {', '.join(thread.name for thread in left)}")
        time.sleep(0.005)


def _started_since(before: set[threading.Thread]) -> list[threading.Thread]:
    """Without the stand-ins that Python makes for threads of Qt and OpenCV, which never end."""
    return [
        thread
        for thread in threading.enumerate()
        if thread not in before and not isinstance(thread, threading._DummyThread)
    ]
