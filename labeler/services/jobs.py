"""Work off the main thread: functions that return a value, whose answers arrive on the main one.

Threads of Python, not QThreadPool: nothing of Qt lives on them, so nothing of Qt can die there.
The one signal belongs to the `Jobs` object; what it announces waits in a queue.
"""

import heapq
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

T = TypeVar("T")


class Job:
    """One piece of work that was asked for."""

    def __init__(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        self._work: Callable[[], Any] | None = work
        self._done: Callable[[Any], None] | None = done
        self._failed: Callable[[BaseException], None] | None = failed
        self._cancelled = False

    @property
    def cancelled(self) -> bool:
        """Long work may look here, to stop early."""
        return self._cancelled

    def cancel(self) -> None:
        """No answer will come; work that has not begun never will. Call on the main thread."""
        self._cancelled = True
        self._forget()

    def _answer(self, value: Any, error: BaseException | None) -> None:
        done, failed = self._done, self._failed
        self._forget()
        if error is not None and failed is not None:
            failed(error)
        elif error is None and done is not None:
            done(value)

    def _forget(self) -> None:
        """Lets go of what the callables hold: pictures, windows."""
        self._work = self._done = self._failed = None


class Jobs(QObject):
    """Runs work on a few threads, the highest priority first and in order within one.

    Belongs to the main thread, and must be closed before it goes.
    """

    _answered = Signal()

    def __init__(self, parent: QObject | None = None, threads: int = 2) -> None:
        super().__init__(parent)
        self._count = threads
        self._threads: list[threading.Thread] = []
        self._waiting: list[tuple[int, int, Job]] = []  # a heap
        self._answers: deque[tuple[Job, Any, BaseException | None]] = deque()
        self._asked = 0
        self._running = 0
        self._closed = False
        self._changed = threading.Condition()
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.close)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
        priority: int = 0,
    ) -> Job:
        """Calls `work` on another thread, then `done` or `failed` on the main one.

        Higher priorities go first. After `close` nothing runs and no answer comes.
        """
        job = Job(work, done, failed)
        with self._changed:
            if self._closed:
                job.cancel()
                return job
            self._asked += 1
            heapq.heappush(self._waiting, (-priority, self._asked, job))
            if len(self._threads) < min(self._count, self._running + len(self._waiting)):
                self._start_thread()
            self._changed.notify()
        return job

    def wait(self, timeout_s: float | None = None) -> bool:
        """Blocks until all work is done and answered; False when that took longer than allowed."""
        end = None if timeout_s is None else time.monotonic() + timeout_s
        while True:
            with self._changed:
                left = None if end is None else max(0.0, end - time.monotonic())
                if not self._changed.wait_for(self._anything_to_answer_or_idle, left):
                    return False
                if not self._answers:
                    return True
            self._on_answered()

    def close(self) -> None:
        """Forgets what has not begun, waits for what has, and gives no more answers."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()
        self._threads.clear()
        self._answers.clear()

    def _anything_to_answer_or_idle(self) -> bool:
        return bool(self._answers) or not (self._running or self._waiting)

    def _start_thread(self) -> None:
        name = f"labeler-job-{len(self._threads) + 1}"
        thread = threading.Thread(target=self._serve, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _serve(self) -> None:
        while (job := self._next()) is not None:
            value, error = _tried(job)
            with self._changed:
                self._running -= 1
                first = not self._answers and not self._closed
                if not self._closed:
                    self._answers.append((job, value, error))
                if first:
                    self._answered.emit()  # under the lock: `close` cannot overtake it
                self._changed.notify_all()
            del job, value, error  # an idle thread holds nothing

    def _next(self) -> Job | None:
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closed)
            if self._closed:
                return None
            self._running += 1
            return heapq.heappop(self._waiting)[2]

    def _on_answered(self) -> None:
        while self._answers:
            job, value, error = self._answers.popleft()
            try:
                job._answer(value, error)
            finally:  # an answer that raises does not keep the next ones waiting
                if self._answers:
                    self._answered.emit()


def _tried(job: Job) -> tuple[Any, BaseException | None]:
    work = job._work
    if work is None:  # cancelled
        return None, None
    try:
        return work(), None
    except BaseException as error:
        return None, error
