"""Where each captured frame came from, and how one is written: never twice, never over another."""

import os
import threading
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from labeler.core.files import write_error
from labeler.core.finding import LabelerError
from labeler.core.video.identity import Key
from labeler.core.video.identity import Source as Source
from labeler.core.video.identity import identify as identify
from labeler.core.video.locking import appending
from labeler.core.video.names import (
    SUFFIXES,
    folded,
    image_name,
    parsed,
    prefixes,
    stamp,
)
from labeler.core.video.placing import Prepared, append, sweep
from labeler.core.video.rows import FILE_NAME, Row, RowFile
from labeler.core.video.samples import SHARPNESS_PX, sharpness_of
from labeler.core.video.source import Frame, Video
from labeler.core.video.still import encoded, shows
from labeler.core.video.table import FrameTable


@dataclass(frozen=True, slots=True)
class Shot:
    """A frame ready to be written: `data` is the image file, `row` lacks only its name."""

    source: Source
    table: FrameTable
    suffix: str
    data: bytes
    row: Row


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a frame is: `written` is False when it was there already."""

    image: str
    written: bool


class Provenance:
    """The captured frames of one folder, by its frames.csv. May be used by several threads.

    It follows what other processes append. Reading raises LabelerError("cannot_read").
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file = RowFile(folder / FILE_NAME)
        self._mutex = threading.RLock()
        self._forget()
        self.refresh()

    def _forget(self) -> None:
        self._by_image: dict[str, Row] = {}
        self._captured: dict[Key, dict[int, str]] = {}
        self._owners: dict[str, Key] = {}  # of the beginnings of names
        self._prefixes: dict[Key, str] = {}

    def refresh(self) -> None:
        """Take in what was appended since; costs one look at the file when nothing was."""
        with self._mutex:
            void, rows = self._file.refresh()
            if void:
                self._forget()
                rows = self._file.rows
            for row in rows:
                self._enter(row)

    def _enter(self, row: Row) -> None:
        source = row.source
        self._by_image[_composed(row.image)] = row
        if row.frame < 0 or not source.sha256:
            return
        self._captured.setdefault(source.key, {})[row.frame] = row.image
        parts = parsed(row.image)
        if parts is None:
            return
        owner = self._owners.setdefault(folded(parts.prefix), source.key)
        if owner == source.key:
            self._prefixes.setdefault(source.key, parts.prefix)

    # --- asking

    @property
    def rows(self) -> Sequence[Row]:
        """All rows in the order they were written."""
        with self._mutex:
            return tuple(self._file.rows)

    def row_of(self, image: str) -> Row | None:
        """The row of an image of the folder, by its name."""
        return self._by_image.get(_composed(image))

    def captured(self, source: Source) -> Mapping[int, str]:
        """Frame index -> image, for every frame that ever was captured; files may be gone."""
        with self._mutex:
            return dict(self._captured.get(source.key, {}))

    def present(self, source: Source) -> Mapping[int, str]:
        """`captured`, without the images that are not in the folder any more."""
        captured = self.captured(source)
        if not captured:
            return {}
        try:
            names = {_composed(name) for name in os.listdir(self.folder)}
        except OSError:
            return {}
        return {index: name for index, name in captured.items() if _composed(name) in names}

    def name_for(self, source: Source, table: FrameTable, index: int, suffix: str = ".jpg") -> str:
        """The image that shows this frame; if there is none, what it will be called."""
        with self._mutex:
            known = self._known(source, index)
            prefix = next(self._own(source), source.sha256)
            return known or image_name(prefix, table, index, suffix)

    def _known(self, source: Source, index: int) -> str | None:
        return self._captured.get(source.key, {}).get(index)

    def _own(self, source: Source) -> Iterator[str]:
        """What the names of this video's frames may begin with, the one in use first."""
        used = self._prefixes.get(source.key)
        if used is not None:
            yield used
        for prefix in prefixes(source):
            if prefix != used and self._owners.get(folded(prefix), source.key) == source.key:
                yield prefix

    def has(self, image: str) -> bool:
        """True when there is a file of that name, however its letters are composed."""
        spellings = (image, _composed(image), unicodedata.normalize("NFD", image))
        return any(os.path.lexists(self.folder / name) for name in dict.fromkeys(spellings))

    # --- writing

    def write(
        self,
        source: Source,
        table: FrameTable,
        frame: Frame,
        suffix: str = ".jpg",
        reason: str = "hand",
        scene: int | None = None,
    ) -> Placed:
        """Write one frame and its row, unless it is there. Raises LabelerError."""
        return self.put(self.shot(source, table, frame, suffix, reason, scene))

    def shot(
        self,
        source: Source,
        table: FrameTable,
        frame: Frame,
        suffix: str = ".jpg",
        reason: str = "hand",
        scene: int | None = None,
    ) -> Shot:
        """Measure and encode a frame, writing nothing."""
        name = self.name_for(source, table, frame.index, suffix)
        kept = os.path.splitext(name)[1].lower()
        suffix = kept if kept in SUFFIXES else suffix
        data = encoded(frame.bgr(), suffix, self.folder / name)
        return Shot(source, table, suffix, data, measured(source, frame, name, reason, scene))

    def put(self, shot: Shot) -> Placed:
        """Write what `shot` made ready. Raises LabelerError: disk_full, read_only, ..."""
        with self._mutex:
            self.refresh()
            known = self._known(shot.source, shot.row.frame)
            if known is not None and self.has(known):
                return Placed(known, False)
            path = self.folder / shot.row.image
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                with Prepared(self.folder, shot.data) as prepared:
                    path = self._file.path
                    with appending(path) as handle:
                        self.refresh()
                        return self._put(shot, prepared, handle)
            except OSError as error:
                raise write_error(error, path) from error

    def _put(self, shot: Shot, prepared: Prepared, handle: int) -> Placed:
        """As the only process that does."""
        known = self._known(shot.source, shot.row.frame)
        if known is not None and self.has(known):
            return Placed(known, False)
        if known is not None and known.lower().endswith(shot.suffix):
            prepared.put(self.folder / known)  # it was deleted, its row was not
            return Placed(known, True)
        placed = self._named(shot, prepared)
        try:
            append(handle, self._file.lines([replace(shot.row, image=placed.image)]))
        except OSError:
            if placed.written:
                os.unlink(self.folder / placed.image)
            raise
        self.refresh()
        return placed

    def _named(self, shot: Shot, prepared: Prepared) -> Placed:
        """Puts the image in its place, or finds it there without a row."""
        index, name = shot.row.frame, ""
        for prefix in self._own(shot.source):
            name = image_name(prefix, shot.table, index, shot.suffix)
            try:
                prepared.put(self.folder / name)
                return Placed(name, True)
            except FileExistsError:
                if self.row_of(name) is None and _shows(self.folder / name, shot.data):
                    return Placed(name, False)
        raise LabelerError("already_there", self.folder / name)

    # --- mending

    def mend(
        self,
        video: Video,
        source: Source,
        progress: Callable[[int, int], bool] | None = None,
    ) -> int:
        """Give the images of this video that have no row one again; returns how many.

        For images left by a capture that was killed, or when frames.csv was deleted. An image is
        taken for a frame when its name fits the frame table and it shows that frame. What killed
        captures left half-written is removed. Raises LabelerError.
        """
        self.refresh()
        sweep(self.folder)
        lost = self._without_row(source, video.table)
        rows: list[Row] = []
        for done, frame in enumerate(video.some(sorted(lost)), 1):
            name = lost[frame.index]
            if _shows(self.folder / name, encoded(frame.bgr(), name[-4:].lower())):
                rows.append(measured(source, frame, name, "hand", None))
            if progress and not progress(done, len(lost)):
                break
        return self._append_lost(source, rows) if rows else 0

    def _without_row(self, source: Source, table: FrameTable) -> dict[int, str]:
        """Frame index -> image, by names alone."""
        try:
            names = os.listdir(self.folder)
        except OSError:
            return {}
        with self._mutex:
            own = {folded(prefix) for prefix in self._own(source)}
            taken = self._captured.get(source.key, {})
            found: dict[int, str] = {}
            for name in sorted(names):
                parts = parsed(name) if "_f" in name and self.row_of(name) is None else None
                if parts is None or folded(parts.prefix) not in own or parts.index >= len(table):
                    continue
                if parts.index not in taken and parts.stamp == stamp(table, parts.index):
                    found.setdefault(parts.index, name)
        return found

    def _append_lost(self, source: Source, rows: Sequence[Row]) -> int:
        with self._mutex:
            try:
                with appending(self._file.path) as handle:
                    self.refresh()
                    rows = [row for row in rows if self._known(source, row.frame) is None]
                    append(handle, self._file.lines(rows))
            except OSError as error:
                raise write_error(error, self._file.path) from error
            self.refresh()
        return len(rows)


def measured(source: Source, frame: Frame, name: str, reason: str, scene: int | None) -> Row:
    """The row of a frame: sharpness is the variance of the Laplacian, brightness the mean."""
    grey = frame.grey(SHARPNESS_PX)
    return Row(
        name,
        source,
        frame.index,
        frame.time_ms,
        scene,
        reason,
        sharpness_of(grey),
        float(grey.mean()),
    )


def _shows(path: Path, data: bytes) -> bool:
    try:
        return shows(path.read_bytes(), data)
    except OSError:
        return False


def _composed(name: str) -> str:
    return name if name.isascii() else unicodedata.normalize("NFC", name)
