"""Work runs off the main thread, answers arrive on it, and nothing is lost or left behind."""

import gc
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from labeler.services.jobs import Jobs


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs(threads=2)
    yield made
    made.close()


def unexpected(error: BaseException) -> None:
    raise error


def test_answer_arrives_on_the_main_thread(jobs: Jobs, qtbot: QtBot) -> None:
    worked: list[threading.Thread] = []
    answers: list[tuple[int, threading.Thread]] = []

    def work() -> int:
        worked.append(threading.current_thread())
        return 7

    jobs.run(work, lambda n: answers.append((n, threading.current_thread())), unexpected)
    assert not answers
    qtbot.waitUntil(lambda: bool(answers), timeout=2000)
    assert answers == [(7, threading.main_thread())]
    assert worked[0] is not threading.main_thread()


def test_exception_goes_to_failed(jobs: Jobs, qtbot: QtBot) -> None:
    errors: list[BaseException] = []
    jobs.run(lambda: 1 // 0, lambda _: pytest.fail("done"), errors.append)
    jobs.run(lambda: sys.exit(3), lambda _: pytest.fail("done"), errors.append)
    qtbot.waitUntil(lambda: len(errors) == 2, timeout=2000)
    assert {type(e) for e in errors} == {ZeroDivisionError, SystemExit}


def test_highest_priority_first_and_in_order_within_one(qtbot: QtBot) -> None:
    jobs = Jobs(threads=1)
    gate, order = threading.Event(), []
    jobs.run(lambda: gate.wait(5), lambda _: None, unexpected)
    for name, priority in (("a", 0), ("b", 5), ("c", 0), ("d", 5), ("e", -1)):
        jobs.run(lambda name=name: order.append(name), lambda _: None, unexpected, priority)
    gate.set()
    assert jobs.wait(5)
    assert order == ["b", "d", "a", "c", "e"]
    jobs.close()


def test_cancelled_work_does_not_begin_or_does_not_answer(qtbot: QtBot) -> None:
    jobs = Jobs(threads=1)
    begun, gate = threading.Event(), threading.Event()
    heard: list[object] = []

    def slow() -> None:
        begun.set()
        gate.wait(5)

    running = jobs.run(slow, heard.append, heard.append)
    waiting = jobs.run(lambda: heard.append("ran"), heard.append, heard.append)
    assert begun.wait(5)
    running.cancel()
    waiting.cancel()
    gate.set()
    assert jobs.wait(5)
    assert heard == []
    assert running.cancelled
    jobs.close()


def test_wait_answers_what_was_asked_in_answers(jobs: Jobs) -> None:
    heard: list[str] = []

    def again(text: str) -> None:
        heard.append(text)
        if len(text) < 3:
            jobs.run(lambda: text + "x", again, unexpected)

    jobs.run(lambda: "", again, unexpected)
    assert jobs.wait(5)
    assert heard == ["", "x", "xx", "xxx"]


def test_wait_gives_up_in_time(jobs: Jobs) -> None:
    gate = threading.Event()
    jobs.run(lambda: gate.wait(5), lambda _: None, unexpected)
    start = time.monotonic()
    assert not jobs.wait(0.05)
    assert time.monotonic() - start < 1
    gate.set()
    assert jobs.wait(5)


def test_an_answer_that_raises_keeps_no_other_from_coming(jobs: Jobs, qtbot: QtBot) -> None:
    heard: list[int] = []

    def broken(_: object) -> None:
        raise RuntimeError("in an answer")

    with qtbot.captureExceptions() as raised:
        for n in range(10):
            jobs.run(lambda n=n: n, broken if n % 2 else heard.append, unexpected)
        qtbot.waitUntil(lambda: len(heard) == 5 and len(raised) == 5, timeout=2000)
    assert sorted(heard) == [0, 2, 4, 6, 8]


def test_ten_thousand_jobs_and_nothing_kept(jobs: Jobs, qtbot: QtBot) -> None:
    class Heavy:
        pass

    total, kept = [0], []

    def add(heavy: Heavy) -> None:
        total[0] += 1
        if total[0] % 1000 == 0:
            kept.append(weakref.ref(heavy))

    handles = [jobs.run(Heavy, add, unexpected) for _ in range(10_000)]
    assert jobs.wait(30)
    assert total == [10_000]
    gc.collect()
    assert [ref() for ref in kept] == [None] * 10
    assert len(handles) == 10_000


def test_closing_joins_and_refuses_more(qtbot: QtBot) -> None:
    jobs = Jobs(threads=2)
    heard: list[object] = []
    ran = []
    for _ in range(50):
        jobs.run(lambda: (time.sleep(0.01), ran.append(1)), heard.append, heard.append)
    jobs.close()
    assert len(ran) <= 4
    assert not [t for t in threading.enumerate() if t.name.startswith("labeler-job")]
    assert jobs.run(lambda: 1, heard.append, heard.append).cancelled
    qtbot.wait(20)
    assert heard == []
    jobs.close()


LEAVING = """
import sys, threading, time
from PySide6.QtCore import QCoreApplication, QTimer
from labeler.services.jobs import Jobs
app = QCoreApplication([])
jobs = Jobs()
for _ in range(200):
    jobs.run(lambda: time.sleep(0.001), lambda _: None, print)
QTimer.singleShot(30, app.quit)
app.exec()
{last}
"""


@pytest.mark.parametrize("last", ["", "jobs.close()", "del jobs", "del app", "sys.exit(0)"])
def test_the_process_ends_cleanly(last: str) -> None:
    run = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", LEAVING.format(last=last)],
        capture_output=True,
        timeout=20,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")
