"""The same work over many items, on as many cores as are wanted, answers in order."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")

CHUNK = 100
# Starting a process costs some tenths of a second: as much as reading this many label files.
_WORTH_A_PROCESS = 1000


def in_chunks(
    work: Callable[[Sequence[Item]], Answer],
    items: Sequence[Item],
    jobs: int = 1,
    worth: int = _WORTH_A_PROCESS,
) -> Iterator[Answer]:
    """`work` over chunks of the items; it must be a function of a module, its answers values.

    So many items are `worth` a process of their own.
    """
    chunks = [items[start : start + CHUNK] for start in range(0, len(items), CHUNK)]
    jobs = min(jobs, -(-len(items) // worth))
    if jobs <= 1:
        yield from map(work, chunks)
        return
    yield from _in_processes(work, chunks, jobs)


def _in_processes(
    work: Callable[[Sequence[Item]], Answer], chunks: Iterable[Sequence[Item]], jobs: int
) -> Iterator[Answer]:
    from concurrent.futures import ProcessPoolExecutor

    pool = ProcessPoolExecutor(jobs, initializer=_leave_interrupts_to_the_parent)
    try:
        yield from pool.map(work, chunks)
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def cores() -> int:
    """How many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # Windows, macOS
        return os.cpu_count() or 1
