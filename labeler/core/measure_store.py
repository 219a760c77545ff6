"""What was measured, kept on disk for the user, so that nothing is measured a second time.

It is a cache: whatever is wrong with it, nothing is raised and nothing is lost but time. It lies
outside every dataset, for looking at one must not write into it.
"""

import json
import math
import os
import struct
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from labeler.core.files import digest
from labeler.core.finding import LabelerError
from labeler.core.headers import read_bytes, read_header
from labeler.core.measuring import Values
from labeler.core.rules.rule import Measured

if TYPE_CHECKING:
    from sqlite3 import Connection

T = TypeVar("T")
Key = tuple[str, bytes]  # a picture's digest, and that of what else decides
Stamp = tuple[int, int]  # when a file was written, in ns, and its size

# The number is raised with the tables, and when pictures come out at other sizes than before.
_FILE_NAME = "measured-1.sqlite"
_FOLDER_VARIABLE = "LABELER_CACHE_DIR"
MOST_BYTES = 256 << 20  # some 700,000 objects
_CHECKED_EVERY = 1000  # objects kept
_DROPPED_AT_ONCE = 500  # pictures
_MOST_ASKED = 500  # in one query; old SQLite takes 999
_WAIT_S = 2.0  # for another program that is just writing
_REST_S = 30.0  # before a file that cannot be opened is tried again
_STILL_S = 2.0  # a file changed so lately may change again within the same tick of its clock
_DAY_S = 86_400

_TABLES = (
    "CREATE TABLE IF NOT EXISTS file (path BLOB PRIMARY KEY, stamp TEXT, picture TEXT,"
    " width INTEGER, height INTEGER) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS file_of_picture ON file (picture)",
    "CREATE TABLE IF NOT EXISTS picture (picture TEXT UNIQUE, used INTEGER)",
    "CREATE TABLE IF NOT EXISTS measured (picture TEXT, deciding BLOB, form TEXT,"
    " ends BLOB, PRIMARY KEY (picture, deciding)) WITHOUT ROWID",
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file as it was when its content was digested, by its absolute path; `size` is
    upright."""

    path: str
    stamp: Stamp
    digest: str
    size: tuple[int, int]

    @property
    def fresh(self) -> bool:
        """True while the file has not been written again."""
        return _stamp(self.path) == self.stamp

    @property
    def settled(self) -> bool:
        return self.stamp[0] / 1e9 < time.time() - _STILL_S


def identified(path: str) -> Picture | None:
    """The picture by reading its file; None when it is no picture that can be read."""
    stamp = _stamp(path)
    try:
        data = read_bytes(Path(path))
        info = read_header(BytesIO(data), Path(path)).info
    except LabelerError:
        return None
    return Picture(path, stamp, digest(data), (info.width, info.height)) if stamp else None


def _stamp(path: str) -> Stamp | None:
    """What changes when a file is written; None for a file that is not there."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size


def default_path() -> Path:
    """In the folder that the environment names, else in the user's own for caches."""
    chosen = os.environ.get(_FOLDER_VARIABLE)
    if chosen:
        return Path(chosen, _FILE_NAME)
    from platformdirs import user_cache_path

    return user_cache_path("labeler", appauthor=False) / _FILE_NAME


class MeasureStore:
    """Measured values by picture and by what else decides; any thread may use it.

    One file of SQLite, opened when it is first needed. It has a plain journal, not a write-ahead
    log: that needs memory shared between programs, which there is not in homes on a network.
    A store that is sent to another process opens the file anew there.
    """

    def __init__(self, path: Path | None = None, most_bytes: int = MOST_BYTES) -> None:
        self.path = path or default_path()
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._connection: Connection | None = None
        self._rest_until = 0.0  # by time.monotonic()
        self._unchecked = _CHECKED_EVERY

    def __enter__(self) -> "MeasureStore":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __reduce__(self) -> tuple[Any, ...]:
        return _of_process, (self.path, self._most_bytes)

    def close(self) -> None:
        """Nothing is found or kept any more."""
        with self._lock:
            self._rest_until = math.inf
            self._disconnect()

    def known(self, paths: Iterable[str]) -> dict[str, Picture]:
        """By absolute path, the pictures whose files are as they were when they were read."""
        stamps = {os.fsencode(path): _stamp(path) for path in paths}
        query = "SELECT path, stamp, picture, width, height FROM file WHERE path IN ({})"
        rows = self._rows(query, list(stamps))
        found: dict[str, Picture] = {}
        for name, text, picture, width, height in rows:
            stamp = stamps[name]
            if stamp is not None and text == _stamp_text(stamp):
                path = os.fsdecode(name)
                found[path] = Picture(path, stamp, picture, (width, height))
        return found

    def find(self, keys: Iterable[Key]) -> dict[Key, Values]:
        """What is kept of those of the keys that something is kept of."""
        wanted = set(keys)
        pictures = list({picture for picture, _ in wanted})
        query = "SELECT picture, deciding, form, ends FROM measured WHERE picture IN ({})"
        found: dict[Key, Values] = {}
        for picture, what, form, ends in self._rows(query, pictures):
            values = _values_of(form, ends) if (picture, what) in wanted else None
            if values is not None:
                found[picture, what] = values
        if found:
            self._try(lambda c: _touch(c, pictures), None)
        return found

    def keep(self, values: Mapping[Key, Values], pictures: Iterable[Picture] = ()) -> None:
        """Keep values, and which files the pictures are."""
        files = [
            (os.fsencode(one.path), _stamp_text(one.stamp), one.digest, *one.size)
            for one in pictures
            if one.settled
        ]
        rows = [(*key, *_columns_of(found)) for key, found in values.items()]
        if files or rows:
            self._try(lambda c: self._write(c, rows, files), None)

    def _rows(self, query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        nothing: list[tuple[Any, ...]] = []
        return self._try(lambda c: list(_asked(c, query, values)), nothing)

    def _write(
        self, connection: "Connection", rows: list[tuple[Any, ...]], files: list[tuple[Any, ...]]
    ) -> None:
        used = [(one, _today()) for one in {row[0] for row in rows} | {file[2] for file in files}]
        with connection:
            connection.executemany("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?)", files)
            connection.executemany("INSERT OR IGNORE INTO picture VALUES (?, ?)", used)
            connection.executemany("INSERT OR REPLACE INTO measured VALUES (?, ?, ?, ?)", rows)
        self._unchecked += len(rows)
        if self._unchecked >= _CHECKED_EVERY:
            self._unchecked = 0
            _bound(connection, self._most_bytes)

    # --- the file ---------------------------------------------------------------------------------

    def _try(self, act: "Callable[[Connection], T]", otherwise: T) -> T:
        """What `act` gives; `otherwise` where the file is locked, full, read-only or broken."""
        import sqlite3

        with self._lock:
            try:
                connection = self._connected()
                return otherwise if connection is None else act(connection)
            except sqlite3.OperationalError:
                return otherwise
            except sqlite3.DatabaseError as error:
                if type(error) is not sqlite3.DatabaseError:
                    raise
                self._set_aside()
                return otherwise

    def _connected(self) -> "Connection | None":
        if self._connection is None and time.monotonic() >= self._rest_until:
            self._rest_until = time.monotonic() + _REST_S  # unless it can be opened
            self._connection = _opened(self.path)
            self._rest_until = 0.0
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _set_aside(self) -> None:
        """Begin a new file in the place of a broken one."""
        self._disconnect()
        try:
            os.replace(self.path, self.path.with_suffix(".broken"))
            for end in ("-journal", "-wal", "-shm"):  # would be applied to the new file
                Path(f"{self.path}{end}").unlink(missing_ok=True)
            self._rest_until = 0.0
        except OSError:
            self._rest_until = time.monotonic() + _REST_S


def _opened(path: Path) -> "Connection":
    import sqlite3

    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        pass  # which the next line finds out, too
    connection = sqlite3.connect(path, timeout=_WAIT_S, check_same_thread=False)
    try:
        connection.execute("PRAGMA synchronous = NORMAL")
        with connection:
            for table in _TABLES:
                connection.execute(table)
    except BaseException:
        connection.close()
        raise
    return connection


@lru_cache(maxsize=1)
def _of_process(path: Path, most_bytes: int) -> MeasureStore:
    return MeasureStore(path, most_bytes)


def _asked(
    connection: "Connection", query: str, values: Sequence[Any]
) -> Iterator[tuple[Any, ...]]:
    for start in range(0, len(values), _MOST_ASKED):
        part = values[start : start + _MOST_ASKED]
        yield from connection.execute(query.format(",".join("?" * len(part))), part)


def _stamp_text(stamp: Stamp) -> str:
    """A time may be too large for SQLite's numbers."""
    return f"{stamp[0]} {stamp[1]}"


def _today() -> int:
    return int(time.time() // _DAY_S)


def _touch(connection: "Connection", pictures: Sequence[str]) -> None:
    """Note that pictures are in use; once a day, so that reading hardly ever writes."""
    today = _today()
    query = f"SELECT picture FROM picture WHERE used < {today} AND picture IN ({{}})"
    stale = list(_asked(connection, query, pictures))
    if stale:
        with connection:
            connection.executemany(f"UPDATE picture SET used = {today} WHERE picture = ?", stale)


def _bound(connection: "Connection", most_bytes: int) -> None:
    """Drop the pictures that were not used for longest, some at a time, while there is too much."""
    pages, free, size = (
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("page_count", "freelist_count", "page_size")
    )
    if (pages - free) * size <= most_bytes:
        return
    oldest = connection.execute(
        f"SELECT picture FROM picture ORDER BY used, rowid LIMIT {_DROPPED_AT_ONCE}"
    ).fetchall()
    with connection:
        for table in ("measured", "file", "picture"):
            connection.executemany(f"DELETE FROM {table} WHERE picture = ?", oldest)


# --- the values -----------------------------------------------------------------------------------

Form = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]  # measures, notes, grades


def _columns_of(values: Values) -> tuple[str, bytes]:
    """What hardly varies as text, which is then read but once, and the numbers as they are."""
    ones = values.values()
    form = json.dumps([list(values), [one.note for one in ones], [one.grade for one in ones]])
    ends = [end for one in ones for end in (one.low, one.high)]
    return form, struct.pack(f"<{len(ends)}d", *ends)


def _values_of(form: str, ends: bytes) -> Values | None:
    """None for what was not written so."""
    try:
        names, notes, grades = _form(form)
        numbers = struct.unpack(f"<{2 * len(names)}d", ends)
    except (ValueError, TypeError, struct.error):
        return None
    return dict(zip(names, map(Measured, numbers[::2], numbers[1::2], notes, grades), strict=True))


@lru_cache(maxsize=4096)
def _form(text: str) -> Form:
    names, notes, grades = (tuple(map(str, column)) for column in json.loads(text))
    if not len(names) == len(notes) == len(grades):
        raise ValueError(text)
    return names, notes, grades
