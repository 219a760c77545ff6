"""One label file as it lies on disk: its bytes, its text, what it says or why it cannot be read."""

import os
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from labeler.core.encoding import Encoding, decoded
from labeler.core.files import digest
from labeler.core.finding import Finding, LabelerError
from labeler.core.formats.format import Format, Frame, Parsed

# five hundred times the largest real label file; more is no label and would hold up the program
MOST_BYTES = 16 * 2**20

Stat = tuple[int, int, int]


@dataclass(frozen=True)
class LabelFile:
    """`path` was read, `target` is written: they differ for an XML that was kept apart so far.

    `data` is None for a file that does not exist; `refusal` says why an existing one is unreadable.
    """

    format: Format
    target: Path
    path: Path
    data: bytes | None = None
    text: str = ""
    encoding: Encoding = field(default_factory=Encoding)
    parsed: Parsed | None = None
    refusal: Finding | None = None

    @property
    def exists(self) -> bool:
        return self.data is not None or self.refusal is not None

    @property
    def original(self) -> bytes | None:
        """What is at the target before anything was written there."""
        return self.data if self.path == self.target else None

    def parsing(self, frame: Frame) -> "LabelFile":
        """With what its text says."""
        if self.data is None or self.refusal is not None:
            return self
        try:
            return replace(self, parsed=self.format.parse(self.text, frame))
        except LabelerError as error:
            return replace(self, refusal=replace(error.finding, where=self.path))

    def repaired(self, text: str, frame: Frame) -> "LabelFile":
        """With another text in the place of the unreadable one."""
        return replace(self, text=text, parsed=None, refusal=None).parsing(frame)

    def line_of(self, index: int) -> int | None:
        """The line of a shape by its index."""
        return self._lines[index] if index < len(self._lines) else None

    @cached_property
    def _lines(self) -> list[int]:
        return [] if self.parsed is None else self.format.lines_of(self.text, self.parsed)

    @cached_property
    def rows(self) -> list[str]:
        """The text of each shape, for a format of one line a shape."""
        lines = self.text.split("\r" if "\n" not in self.text else "\n")
        return [lines[number - 1] for number in self._lines]


def load(format: Format, target: Path, instead: Path | None = None) -> LabelFile:
    """The file at `target`, or else that at `instead`; never raises."""
    for path in (target, instead):
        if path is None:
            continue
        try:
            data = _bytes(path)
            text, encoding = decoded(data)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            values = {"reason": error.strerror or str(error)}
            return _refused(format, target, path, Finding("cannot_read", path, values=values))
        except LabelerError as error:
            return _refused(format, target, path, replace(error.finding, where=path))
        return LabelFile(format, target, path, data, text, encoding)
    return LabelFile(format, target, target)


def _refused(format: Format, target: Path, path: Path, refusal: Finding) -> LabelFile:
    try:
        data = _bytes(path)
    except (OSError, LabelerError):
        data = None
    return LabelFile(format, target, path, data, refusal=refusal)


def _bytes(path: Path) -> bytes:
    with open(path, "rb") as file:
        size = os.fstat(file.fileno()).st_size
        data = file.read(MOST_BYTES + 1) if size <= MOST_BYTES else b""
    if size > MOST_BYTES or len(data) > MOST_BYTES:
        megabytes = round(max(size, len(data)) / 2**20, 1)
        raise LabelerError("label_too_large", path, megabytes=megabytes)
    return data


def stat_of(path: Path) -> Stat | None:
    """What changes when a file is replaced or edited; None for a file that is not there."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def digest_of(path: Path) -> str:
    """Digest of a file's content, "" when it is not there."""
    try:
        with open(path, "rb") as file:
            return digest(file.read())
    except OSError:
        return ""
