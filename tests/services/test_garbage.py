"""Cycles are freed, and on the main thread, whichever thread allocates."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from labeler.services.garbage import Garbage


class Cycle(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.me = self


@pytest.fixture(autouse=True)
def _python_looks_itself_afterwards() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_a_thread_that_allocates_frees_no_widget(qtbot: QtBot) -> None:
    garbage = Garbage()
    garbage.start()
    freed: list[int] = []
    cycle = Cycle()
    weakref.finalize(cycle, lambda: freed.append(threading.get_ident()))
    del cycle

    kept: list[list[int]] = []

    def allocate() -> None:
        kept.extend([number] for number in range(200_000))

    thread = threading.Thread(target=allocate)
    thread.start()
    thread.join()
    assert freed == []
    qtbot.waitUntil(lambda: bool(freed), timeout=20_000)
    assert freed == [threading.get_ident()]
