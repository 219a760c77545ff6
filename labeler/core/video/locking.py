"""One process at a time: a file, or on POSIX a folder, that is locked while something is done."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FAR = 1 << 40  # on Windows a locked byte cannot be read: one is locked where none is


@contextmanager
def appending(path: Path) -> Iterator[int]:
    """A handle to append by, while no other process has one. The file is made if need be.

    What was written is on the disk afterwards. Where the file system knows no locks it goes on
    without. Raises OSError.
    """
    handle = _opened(path)
    try:
        lock(handle)
        while not _is_still(handle, path):  # replaced or deleted while waiting for it
            os.close(handle)
            handle = _opened(path)
            lock(handle)
        try:
            yield handle
        finally:
            unlock(handle)
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """While no other process is; without effect where a folder cannot be locked (Windows)."""
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        lock(handle)
        yield
    finally:
        os.close(handle)


def lock(handle: int) -> None:
    """Waits for the lock; closing the handle gives it back, and so does dying."""
    if sys.platform == "win32":
        import msvcrt

        while True:
            os.lseek(handle, _FAR, os.SEEK_SET)
            try:  # gives up after ten seconds by itself
                msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
            except OSError as error:
                if error.errno == errno.EDEADLK:
                    continue
            return
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError:
        return


def unlock(handle: int) -> None:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, _FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_UN)
    except OSError:
        return


def is_held(path: Path) -> bool | None:
    """Whether another has the lock of a file; None where that cannot be told."""
    if sys.platform == "win32":
        return None
    import fcntl

    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return None
    finally:
        os.close(handle)
    return False


def _opened(path: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
    return os.open(path, flags, 0o666)


def _is_still(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))
    except FileNotFoundError:
        return False
