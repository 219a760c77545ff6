"""Puts a file into a folder whole or not at all, and never over another."""

import errno
import os
import secrets
import sys
import time
from collections.abc import Callable
from pathlib import Path

from labeler.core.files import is_temporary
from labeler.core.video.locking import is_held, lock

# Begins the names of temporary files that are pictures: those of labels are kept, they may belong
# to a save that can still be finished.
_MARK = "0f7a3e50"
_OLD_S = 600  # a file that nobody can be asked about is taken for left over after this long

_NO_LINKS = {
    errno.EPERM,
    errno.EACCES,
    errno.ENOSYS,
    errno.EMLINK,
    getattr(errno, "EOPNOTSUPP", errno.ENOSYS),
    errno.EINVAL,
}


class Prepared:
    """A file written and on the disk, but not in its place yet. Close it, or use it in `with`.

    Raises OSError.
    """

    def __init__(self, folder: Path, data: bytes) -> None:
        self._folder = folder
        self._data = data
        self._handle = -1
        self._write()

    def _write(self) -> None:
        self._path = self._folder / f".labeler-{_MARK}{secrets.token_hex(4)}.tmp"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        self._handle = os.open(self._path, flags, 0o666)
        try:
            if sys.platform != "win32":
                lock(self._handle)  # says to `sweep` that it is not left over
            write_all(self._handle, self._data)
            os.fsync(self._handle)
            if sys.platform == "win32":  # an open file is not renamed there
                os.close(self._handle)
                self._handle = -1
        except BaseException:
            self.close()
            raise

    def put(self, target: Path) -> None:
        """Give it its name, once. Raises FileExistsError when another has it."""
        try:
            self._name(target)
        except FileNotFoundError:
            if os.path.lexists(self._path):
                raise
            self.close()  # taken for left over by somebody: once more
            self._write()
            self._name(target)

    def _name(self, target: Path) -> None:
        if sys.platform == "win32":
            os.rename(self._path, target)  # refuses what is there
            return
        try:
            os.link(self._path, target)
        except FileExistsError:
            raise
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            if os.path.lexists(target):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), target) from error
            os.rename(self._path, target)

    def close(self) -> None:
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
        _removed(self._path)

    def __enter__(self) -> "Prepared":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def append(handle: int, data: bytes) -> None:
    """All of it or nothing, as far as the disk can still be written to. Raises OSError."""
    before = os.fstat(handle).st_size
    try:
        write_all(handle, data)
    except OSError:
        _tried(lambda: os.ftruncate(handle, before))
        raise


def sweep(folder: Path) -> None:
    """Remove the temporary pictures that a killed capture left; not those being written."""
    try:
        names = [name for name in os.listdir(folder) if is_temporary(name) and _MARK in name]
    except OSError:
        return
    for name in names:
        path = folder / name
        if sys.platform == "win32" or not _in_use(path):
            _removed(path)  # Windows does not remove what is open


def _in_use(path: Path) -> bool:
    held = is_held(path)
    if held is None:
        try:
            return time.time() - path.stat().st_mtime < _OLD_S
        except OSError:
            return True
    return held


def _removed(path: Path) -> None:
    _tried(path.unlink)


def _tried(action: Callable[[], object]) -> None:
    try:
        action()
    except OSError:
        pass
