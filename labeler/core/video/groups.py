"""Which images came from the same video: their neighbours in time must not be parted.

A group's id is the name of the video; a second video of that name has a `~` and the start of its
digest after it.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from labeler.core.project import SourceVideo
from labeler.core.video.identity import Source
from labeler.core.video.names import parsed, plain, without_stream
from labeler.core.video.rows import origins_in


class GroupNames:
    """Gives every video its id: that of labeler.yaml, else its name while no other has it."""

    def __init__(self, videos: Iterable[SourceVideo] = ()) -> None:
        self._of = {video.sha256: video.name for video in videos if video.sha256}
        self._taken = {video.name for video in videos}

    def of(self, name: str, sha256: str) -> str:
        """`sha256` in hex, of which the first 16 digits count; "" when it is not known."""
        short = sha256[:16]
        known = self._of.get(short) if short else None
        if known is not None:
            return known
        name = unicodedata.normalize("NFC", name) or short
        if not short:
            return name
        wanted = (name, f"{name}~{short[:6]}", f"{name}~{short}")
        chosen = next((one for one in wanted if one not in self._taken), wanted[-1])
        self._of[short] = chosen
        self._taken.add(chosen)
        return chosen


def enrolled(videos: Sequence[SourceVideo], sources: Iterable[Source]) -> tuple[SourceVideo, ...]:
    """The videos of labeler.yaml with those appended that are not among them yet."""
    names = GroupNames(videos)
    all_ = {video.sha256 or video.name: video for video in videos}
    for source in sources:
        short = source.sha256[:16]
        all_.setdefault(short, SourceVideo(names.of(source.name, short), short))
    return tuple(all_.values())


def grouped(
    folders: Iterable[tuple[str, Sequence[str]]], videos: Sequence[SourceVideo]
) -> dict[str, str]:
    """Image -> group, for the images of each (folder, images) that are frames of a video.

    An image is known by its row in the folder's frames.csv; one that has none and is called like a
    captured frame belongs to the video whose frames are called so, or to a group of its own.
    """
    names = GroupNames(videos)
    groups: dict[str, str] = {}
    unknown: list[str] = []
    by_prefix = {plain(video.name): video.name for video in reversed(videos)}
    for folder, images in folders:
        unknown += _by_rows(folder, images, names, groups, by_prefix)
    for image in unknown:
        parts = parsed(image.rpartition("/")[2])
        if parts is not None:
            groups[image] = _by_prefix(parts.prefix, by_prefix)
    return groups


def _by_rows(
    folder: str,
    images: Sequence[str],
    names: GroupNames,
    groups: dict[str, str],
    by_prefix: dict[str, str],
) -> Iterator[str]:
    """Enters the images that have a row, and gives those that may be frames nevertheless."""
    rows = {_composed(image): source for image, source in origins_in(folder)}
    if not rows:
        yield from (image for image in images if "_f" in image)
        return
    of = {source: names.of(source.name, source.sha256) for source in dict.fromkeys(rows.values())}
    prefixed = set()
    for image in images:
        name = image.rpartition("/")[2]
        source = rows.get(name if name.isascii() else _composed(name))
        if source is None:
            yield image
            continue
        groups[image] = of[source]
        if source not in prefixed and (parts := parsed(name)):
            prefixed.add(source)
            by_prefix[_composed(parts.prefix)] = of[source]


def _by_prefix(prefix: str, by_prefix: dict[str, str]) -> str:
    prefix = _composed(prefix)
    shorter = without_stream(prefix)
    return by_prefix.get(prefix) or by_prefix.get(shorter) or shorter


def _composed(name: str) -> str:
    return name if name.isascii() else unicodedata.normalize("NFC", name)
