"""frames.csv: a row for each captured frame, read as it grows, whatever it holds besides.

It is only ever appended to. Each line is read by itself, so that one that is torn or is no row
loses no other.
"""

import csv
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import BinaryIO

from labeler.core.finding import LabelerError
from labeler.core.video.identity import Source

FILE_NAME = "frames.csv"
# fmt: off
COLUMNS = (
    "image", "video", "video_sha256", "video_bytes", "stream", "frame", "time_ms", "scene",
    "reason", "sharpness", "brightness",
)
# fmt: on
_HEADER = ",".join(COLUMNS)
REASONS = ("hand", "every-n", "sharp", "quota-soft", "quota-blur")

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_WHOLE_END = re.compile(r"[0-9]+\.[0-9]{2}")
_LOOK_BACK = 256  # bytes by which a file is known to be the one that was read before


@dataclass(frozen=True, slots=True)
class Row:
    """One captured frame. What the file does not say is -1 (`frame`), "" or None."""

    image: str
    source: Source
    frame: int
    time_ms: float | None = None
    scene: int | None = None
    reason: str = ""
    sharpness: float | None = None
    brightness: float | None = None


class RowFile:
    """The rows of one frames.csv, and how the next are to be written.

    `thin` rows have the image and its source alone: they are read in half the time.
    """

    def __init__(self, path: Path, thin: bool = False) -> None:
        self.path = path
        self._thin = thin
        self.rows: list[Row] = []
        self._forget()

    def _forget(self) -> None:
        self.rows.clear()
        self._columns: Sequence[str] = COLUMNS
        self._delimiter = ","
        self._headed = False
        self._at = 0  # up to where it was read
        self._before = b""  # the last bytes up to there
        self._seen: tuple[int, ...] = ()  # device, inode, size, mtime
        self._open_end = False

    def refresh(self) -> tuple[bool, list[Row]]:
        """Reads what is new: whether all earlier rows are void, and the rows that came.

        Raises LabelerError("cannot_read").
        """
        try:
            with open(self.path, "rb") as file:
                return self._refreshed(file)
        except FileNotFoundError:
            void = bool(self.rows)
            self._forget()
            return void, []
        except OSError as error:
            raise LabelerError("cannot_read", self.path, reason=error.strerror or "") from error

    def _refreshed(self, file: BinaryIO) -> tuple[bool, list[Row]]:
        stat = os.fstat(file.fileno())
        seen = (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns)
        if seen == self._seen:
            return False, []
        void = not self._continues(file, seen)
        if void:
            self._forget()
        self._seen = seen
        known = len(self.rows)
        file.seek(self._at)
        self._take(file.read())
        return void, self.rows[known:]

    def _continues(self, file: BinaryIO, seen: tuple[int, ...]) -> bool:
        """True when the file begins with what was read before."""
        if seen[:2] != self._seen[:2] or seen[2] <= self._at:
            return not self._at
        file.seek(self._at - len(self._before))
        return file.read(len(self._before)) == self._before

    def _take(self, data: bytes) -> None:
        whole, _, rest = data.rpartition(b"\n")
        if data.count(b"\n"):
            for line in whole.split(b"\n"):
                self._take_line(line)
            whole += b"\n"
        self._open_end = bool(rest)
        if rest and self._is_whole(rest):  # an editor left out the line end
            self._take_line(rest)
            whole += rest
        self._at += len(whole)
        self._before = (self._before + whole)[-_LOOK_BACK:]

    def _is_whole(self, line: bytes) -> bool:
        cells = self._cells(line.decode("utf-8", "replace"))
        return len(cells) == len(self._columns) and bool(_WHOLE_END.fullmatch(cells[-1]))

    def _take_line(self, line: bytes) -> None:
        text = line.decode("utf-8", "replace").lstrip("\ufeff").rstrip("\r")
        if not text:
            return
        if "image" in text and (header := _header(text)):
            self._columns, self._delimiter = header
            self._headed = set(COLUMNS) <= set(self._columns)
            if _HEADER.startswith(text):  # perhaps torn
                self._columns = COLUMNS
            return
        row = _row(dict(zip(self._columns, self._cells(text), strict=False)), self._thin)
        if row is not None:
            self.rows.append(row)

    def _cells(self, text: str) -> list[str]:
        return _cells(text, self._delimiter)

    def lines(self, rows: Sequence[Row]) -> bytes:
        """What to append for these rows, after `refresh` and before anyone else appends."""
        out = StringIO()
        if self._open_end:
            out.write("\n")
        columns, delimiter = self._columns, self._delimiter
        if not self._headed:
            columns, delimiter = COLUMNS, ","
        writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
        if not self._headed:
            writer.writerow(columns)
        for row in rows:
            fields = _fields(row)
            writer.writerow([fields.get(column, "") for column in columns])
        return out.getvalue().encode("utf-8", "replace")


def origins_in(folder: str) -> Iterator[tuple[str, Source]]:
    """Each image in a folder's frames.csv and its source; none where it cannot be read."""
    path = os.path.join(folder, FILE_NAME)
    if not os.path.exists(path):
        return
    file = RowFile(Path(path), thin=True)
    try:
        file.refresh()
    except LabelerError:
        return
    yield from ((row.image, row.source) for row in file.rows)


def _cells(text: str, delimiter: str) -> list[str]:
    if '"' not in text:
        return text.split(delimiter)
    try:
        return next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error:
        return []


def _header(text: str) -> tuple[list[str], str] | None:
    delimiter = max(",;\t", key=text.count)
    columns = [cell.strip().lower() for cell in _cells(text, delimiter)]
    if "image" in columns and ("video" in columns or "frame" in columns):
        return columns, delimiter
    return None


def _row(cells: Mapping[str, str], thin: bool) -> Row | None:
    """None for a line without an image of this folder and the video it came from."""
    image = cells.get("image", "")
    if not image or image in (".", "..") or "/" in image or "\\" in image or "\0" in image:
        return None
    get = cells.get
    source = _source(
        get("video", ""), get("video_sha256", ""), get("video_bytes", ""), get("stream", "")
    )
    if not (source.name or source.sha256):
        return None
    if thin:
        return Row(image, source, -1)
    return Row(
        image,
        source,
        _whole(cells.get("frame", ""), -1),
        _number(cells, "time_ms"),
        None if (scene := _whole(cells.get("scene", ""), -1)) < 0 else scene,
        cells.get("reason", ""),
        _number(cells, "sharpness"),
        _number(cells, "brightness"),
    )


@lru_cache(maxsize=1000)
def _source(video: str, sha256: str, size: str, stream: str) -> Source:
    return Source(video, sha256.strip().lower(), _whole(size, 0), _whole(stream, 0))


def _whole(text: str, missing: int) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else missing


def _number(cells: Mapping[str, str], column: str) -> float | None:
    try:
        value = float(cells.get(column, "").replace(",", "."))
    except ValueError:
        return None
    return value if abs(value) < 1e18 else None


def _fields(row: Row) -> dict[str, str]:
    source = row.source
    return {
        "image": row.image,
        "video": _CONTROL.sub("_", source.name),
        "video_sha256": source.sha256,
        "video_bytes": str(source.bytes),
        "stream": str(source.stream),
        "frame": str(row.frame),
        "time_ms": "" if row.time_ms is None else f"{row.time_ms:.3f}",
        "scene": "" if row.scene is None else str(row.scene),
        "reason": row.reason,
        "sharpness": "" if row.sharpness is None else f"{row.sharpness:.2f}",
        "brightness": "" if row.brightness is None else f"{row.brightness:.2f}",
    }
