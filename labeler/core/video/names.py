"""What a captured frame is called, and what such a name says.

`<video>_<hhmmss.mmm>_f<index>.jpg`. The part before the time belongs to one stream of one video in
a folder: a second video called the same has a `~` and the start of its digest there.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from labeler.core.video.identity import Source

if TYPE_CHECKING:
    from labeler.core.video.table import FrameTable

SUFFIXES = (".jpg", ".png")

_FORBIDDEN = re.compile('[<>:"/\\\\|?*\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]')
_NAME = re.compile(
    r"(.+)_([0-9]{2,}[0-5][0-9][0-5][0-9]\.[0-9]{3})_f([0-9]{1,18})(\.jpg|\.png)", re.I | re.S
)
_STREAM = re.compile(r"(.+)_s[0-9]+", re.S)
_LONGEST_STEM = 170  # bytes; the digests, the stream, the time and the index come after it


@dataclass(frozen=True, slots=True)
class Parts:
    """A name taken apart: `stamp` is the time as it is written in names."""

    prefix: str
    stamp: str
    index: int
    suffix: str


def parsed(name: str) -> Parts | None:
    """None for a name that no captured frame has."""
    match = _NAME.fullmatch(name)
    return Parts(match[1], match[2], int(match[3]), match[4].lower()) if match else None


def image_name(prefix: str, table: "FrameTable", index: int, suffix: str) -> str:
    return f"{prefix}_{stamp(table, index)}_f{index}{suffix}"


def stamp(table: "FrameTable", index: int) -> str:
    """hhmmss.mmm, rounded down by exact arithmetic; more digits where the hours need them."""
    ticks = int(table.pts[index]) - table.origin
    milliseconds = max(0, int(ticks * table.time_base * 1000))
    seconds, milliseconds = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}{minutes:02}{seconds:02}.{milliseconds:03}"


def prefixes(source: Source) -> Iterator[str]:
    """What the names of a video's frames may begin with; the first that no other has is taken."""
    stem = plain(source.name)
    stream = f"_s{source.stream}" if source.stream else ""
    for digits in (0, 6, 12, 64):
        yield stem + ("~" + source.sha256[:digits] if digits else "") + stream


def without_stream(prefix: str) -> str:
    match = _STREAM.fullmatch(prefix)
    return match[1] if match else prefix


def plain(video: str) -> str:
    """The stem of a video as every file system takes it, in composed letters."""
    stem = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", Path(video).stem))
    if stem.startswith("."):  # would hide the images
        stem = "_" + stem[1:]
    data = stem.encode("utf-8")
    if len(data) <= _LONGEST_STEM:
        return stem
    short = hashlib.sha256(data).hexdigest()[:8]
    return f"{data[: _LONGEST_STEM - 9].decode('utf-8', 'ignore')}~{short}"


def folded(name: str) -> str:
    """By which names are compared, so that none differ in case or composition alone."""
    return unicodedata.normalize("NFC", name).casefold()
