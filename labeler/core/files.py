"""Replace files whole or not at all, move them to the trash, digest them, order their names."""

import errno
import hashlib
import os
import re
import shutil
import stat
import time
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from labeler.core.finding import LabelerError

_NUMBER = re.compile(r"([0-9]{1,18})")
_TEMPORARY = re.compile(r"\.labeler-[0-9a-f]{16}\.tmp")

_CODES = {
    "disk_full": {errno.ENOSPC, getattr(errno, "EDQUOT", -1), errno.EFBIG},
    "read_only": {errno.EROFS, errno.EACCES, errno.EPERM},
    "file_locked": {errno.EBUSY, getattr(errno, "ETXTBSY", -1)},
    "folder_gone": {
        errno.ENOENT,
        errno.ENOTDIR,
        errno.ENODEV,
        getattr(errno, "ESTALE", -1),
        getattr(errno, "EHOSTDOWN", -1),
        getattr(errno, "ENOTCONN", -1),
        getattr(errno, "ENETUNREACH", -1),
    },
}
_WINDOWS_LOCKED = {32, 33}  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION


def natural_key(name: str) -> tuple[object, ...]:
    """Sort key by which a2 comes before a10, whatever the case; the name itself breaks ties."""
    text = name.lower() if name.isascii() else unicodedata.normalize("NFC", name).casefold()
    split = _NUMBER.split(text)
    parts: list[object] = [*split]
    parts[1::2] = map(int, split[1::2])
    return (tuple(parts), name)


def digest(data: bytes) -> str:
    """Short digest by which a file's content is recognised."""
    return hashlib.sha256(data).hexdigest()[:16]


def is_temporary(name: str) -> bool:
    """True for the name of a file that was being written when the program was killed."""
    return _TEMPORARY.fullmatch(name) is not None


def temporary_for(target: Path, key: bytes) -> Path:
    """Where `target` is prepared when `key` is the content of the first file written with it.

    The name is short, so that a target of 255 bytes works, and can be found again: a txt that was
    prepared but not renamed lies under the digest of the XML it belongs to.
    """
    real = Path(os.path.realpath(target))
    name = digest(digest(key).encode() + os.fsencode(real.name))
    return real.with_name(f".labeler-{name}.tmp")


def write_error(error: OSError, path: Path) -> LabelerError:
    """The refusal that says why a file could not be written."""
    reason = error.strerror or str(error)
    if getattr(error, "winerror", None) in _WINDOWS_LOCKED:
        return LabelerError("file_locked", path, reason=reason)
    for code, numbers in _CODES.items():
        if error.errno in numbers:
            return LabelerError(code, path, reason=reason)
    return LabelerError("cannot_write", path, reason=reason)


def replace_files(writes: Sequence[tuple[Path, bytes]]) -> None:
    """Write all the files or none: prepared whole beside their targets, then renamed in order.

    A link is followed and keeps being a link; permissions are kept. Raises LabelerError.
    """
    if not writes:
        return
    key = writes[0][1]
    prepared: list[tuple[Path, Path]] = []
    contents = [data for _, data in writes]
    path = writes[0][0]
    try:
        for path, data in writes:
            target = Path(os.path.realpath(path))
            temporary = temporary_for(path, key)
            prepared.append((temporary, target))
            _prepare(temporary, target, data)
        _rename(prepared, contents)
    except OSError as error:
        raise write_error(error, path) from error
    finally:
        for temporary, _ in prepared:
            _remove(temporary)
    for folder in {target.parent for _, target in prepared}:
        _sync_folder(folder)


def _prepare(temporary: Path, target: Path, data: bytes) -> None:
    try:
        mode = stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mode = None
    if mode is not None and not mode & 0o222:
        # renaming over it would succeed where its owner said no
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    with open(temporary, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if mode is not None:
        os.chmod(temporary, mode)


def _rename(prepared: Sequence[tuple[Path, Path]], contents: Sequence[bytes]) -> None:
    """Rename all; when a later one fails, the earlier ones get their old content back."""
    undo: list[tuple[Path, bytes | None]] = []
    try:
        for (temporary, target), data in zip(prepared, contents, strict=True):
            last = target == prepared[-1][1]
            before = target.read_bytes() if target.exists() and not last else None
            _rename_one(temporary, target, data)
            undo.append((target, before))
    except OSError:
        for target, before in undo:
            if before is None:
                _remove(target)
            else:
                replace_files([(target, before)])
        raise


def _rename_one(temporary: Path, target: Path, data: bytes) -> None:
    try:
        os.replace(temporary, target)
    except FileNotFoundError:
        # a reader that took this save for an interrupted one may have finished it
        if not target.exists() or target.read_bytes() != data:
            raise


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError:
        pass


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the system lets a folder be opened."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


@dataclass(frozen=True)
class Trashed:
    """Files in the trash: where each was and where it is now."""

    moves: tuple[tuple[Path, Path], ...] = ()

    def restore(self) -> None:
        """Put every file back, or none; LabelerError("already_there") when a place is taken."""
        for was, _ in self.moves:
            if os.path.lexists(was):
                raise LabelerError("already_there", was)
        _move_all([(now, was) for was, now in self.moves])


def to_trash(root: Path, files: Sequence[Path]) -> Trashed:
    """Move the files that exist to `.labeler/trash` under `root`, all or none."""
    there = [path for path in files if os.path.lexists(path)]
    if not there:
        return Trashed()
    folder = _new_trash_folder(root)
    moves = [(path, folder / _kept_as(root, path)) for path in there]
    _move_all(moves)
    return Trashed(tuple(moves))


def copy_to_trash(root: Path, files: Sequence[Path]) -> None:
    """Keep a copy of files that are about to be replaced on the user's word."""
    there = [path for path in files if path.exists()]
    if not there:
        return
    folder = _new_trash_folder(root)
    for path in there:
        copy = folder / _kept_as(root, path)
        try:
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, copy)
        except OSError as error:
            raise write_error(error, path) from error


def _new_trash_folder(root: Path) -> Path:
    parent = root / ".labeler" / "trash"
    stamp = time.strftime("%Y%m%d-%H%M%S")
    for number in range(10_000):
        folder = parent / (f"{stamp}-{number}" if number else stamp)
        try:
            parent.mkdir(parents=True, exist_ok=True)
            folder.mkdir()
        except FileExistsError:
            continue
        except OSError as error:
            raise write_error(error, folder) from error
        return folder
    raise LabelerError("cannot_write", parent, reason=os.strerror(errno.EEXIST))


def _kept_as(root: Path, path: Path) -> Path:
    """The file's place in the trash; one outside the dataset is under its folder's digest."""
    absolute = Path(os.path.abspath(path))
    try:
        return absolute.relative_to(os.path.abspath(root))
    except ValueError:
        return Path("outside", digest(os.fsencode(absolute.parent)), path.name)


def _move_all(moves: Sequence[tuple[Path, Path]]) -> None:
    done: list[tuple[Path, Path]] = []
    for source, target in moves:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            _move(source, target)
        except OSError as error:
            for was, now in reversed(done):
                _move(now, was)
            raise write_error(error, source) from error
        done.append((source, target))


def _move(source: Path, target: Path) -> None:
    try:
        os.rename(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        shutil.copy2(source, target, follow_symlinks=False)
        source.unlink()
