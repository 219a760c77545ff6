"""Where the labels of an image live: beside it, in a sibling folder, in a chosen folder."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from labeler.core.listing import Folder, Listing, spread

Kind = Literal["beside", "swap", "folder"]
Way = Literal["voc", "yolo"]

SUFFIX: Mapping[Way, str] = {"voc": ".xml", "yolo": ".txt"}
# What folders of images are called where labels live in a sibling folder.
IMAGE_PARTS = frozenset(("images", "jpegimages", "image", "imgs"))
SPLITS = frozenset(("train", "val", "valid", "validation", "test", "trainval", "dev"))
_NAMED: Mapping[Way, tuple[str, ...]] = {
    "voc": ("annotations", "annots", "xml", "xmls", "labels"),
    "yolo": ("labels", "txt", "yolo", "labels_yolo"),
}
_LABEL_PART = re.compile(
    r"(annotations?|annots?|annos?|labels?|xmls?|voc|pascal[_-]?voc|yolo|txts?|bbox(es)?)"
    r"([_-](xmls?|txts?|voc|yolo|new|all))?",
    re.IGNORECASE,
)
_SAMPLE = 300
_SIBLINGS = 60


@dataclass(frozen=True, slots=True)
class Route:
    """From the folder of an image to that of its labels.

    The last part of the path called `part` is replaced by `to`; with no `part`, `to` is a folder
    inside ("" is the same folder). `flat` leaves out what comes after the replaced part.
    """

    part: str = ""
    to: str = ""
    flat: bool = False

    def applied(self, folder: str, lowest: int) -> str | None:
        """The labels' folder; None where no part of the path from `lowest` on has that name."""
        if not self.part:
            return os.path.join(folder, self.to) if self.to else folder
        parts = folder.split(os.sep)
        for index in range(len(parts) - 1, lowest - 1, -1):
            if parts[index].lower() == self.part.lower():
                after = [] if self.flat else parts[index + 1 :]
                return os.sep.join([*parts[:index], self.to, *after])
        return None


@dataclass(frozen=True)
class Layout:
    """How label folders follow from image folders, for each format.

    `folders` has what was found on disk, image folder -> (VOC folder, YOLO folder), absolute;
    a folder that is not there goes by `voc` and `yolo`, or by the chosen folder `chosen`.
    """

    root: str
    lowest: int = 1  # the parts of an image's path before this place are never replaced
    voc: Route = Route()
    yolo: Route = Route()
    chosen: str = ""
    folders: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        if self.chosen:
            return "folder"
        routes = [r for r in (self.voc, self.yolo) if r != Route()]
        return "swap" if routes else "beside"

    def of(self, folder: str) -> tuple[str, str]:
        """The folders of the XML and of the txt of the images in a folder."""
        found = self.folders.get(folder)
        if found is not None:
            return found
        if self.chosen:
            labels = _mirrored(self, folder)
            return labels, labels
        return (
            self.voc.applied(folder, self.lowest) or folder,
            self.yolo.applied(folder, self.lowest) or folder,
        )


def _mirrored(layout: Layout, folder: str) -> str:
    base = os.path.normpath(os.path.join(layout.root, layout.chosen))
    inside = os.path.relpath(folder, layout.root)
    return base if inside == "." else os.path.join(base, inside)


@dataclass(frozen=True, slots=True)
class Found:
    """The labels of one image folder in one format: where, how one gets there, how many match."""

    folder: str
    route: Route
    count: int


class Finder:
    """Finds the label folders of image folders, by the names in them."""

    def __init__(self, listing: Listing, opened: str) -> None:
        self._listing = listing
        self._opened = opened
        self._beside: dict[str, list[str]] = {}

    def found(self, folder: str, way: Way) -> Found | None:
        """Where most of a folder's images have their label files; None when none has any."""
        images = spread(self._listing.folder(folder).images, _SAMPLE)
        best: Found | None = None
        for route, labels in self._candidates(folder, way):
            count = _matching(images, self._listing.folder(labels), SUFFIX[way])
            if count > (best.count if best else 0):
                best = Found(labels, route, count)
        return best

    def mirrored(self, layout: Layout, folder: str) -> tuple[str, str]:
        """The chosen folder's part for an image folder: mirrored, or itself if labels lie flat."""
        mirror = _mirrored(layout, folder)
        base = os.path.normpath(os.path.join(layout.root, layout.chosen))
        images = spread(self._listing.folder(folder).images, _SAMPLE)
        counts = [
            sum(_matching(images, self._listing.folder(f), s) for s in SUFFIX.values())
            for f in (mirror, base)
        ]
        labels = base if counts[1] > counts[0] else mirror
        return labels, labels

    def unlabelled(self, folder: str, way: Way) -> Route:
        """Where a folder's labels shall go while none of the dataset's are there to show it."""
        parts = folder.split(os.sep)
        for index in range(len(parts) - 1, self._opened.count(os.sep) - 2, -1):
            part = parts[index].lower()
            parent = os.sep.join(parts[:index])
            if part in ("images", "jpegimages") and self._believable(parts, index, parent):
                return self._by_name(parent, part, way)
        return Route()

    def _believable(self, parts: list[str], index: int, parent: str) -> bool:
        """Above the opened folder, `images` may be anybody's: there must be more to go by."""
        if index >= self._opened.count(os.sep):
            return True
        return parts[index + 1].lower() in SPLITS or "labels" in self._siblings(parent)

    def _by_name(self, parent: str, part: str, way: Way) -> Route:
        if way == "yolo":
            return Route(part, "labels")
        have = {name.lower(): name for name in self._siblings(parent)}
        for name in ("annotations", "annots", "xml", "xmls"):
            if name in have and self._holds_xml(os.path.join(parent, have[name])):
                return Route(part, have[name])
        return Route(part, have.get("annotations", "Annotations") if part != "images" else "labels")

    def _holds_xml(self, folder: str) -> bool:
        return any(name.endswith(".xml") for name in self._listing.folder(folder).labels)

    @property
    def lowest(self) -> int:
        """The place in a path before which no part is replaced: two above the opened folder."""
        return max(1, self._opened.count(os.sep) - 2)

    def _candidates(self, folder: str, way: Way) -> Iterator[tuple[Route, str]]:
        """Label folders in the order of preference: the named siblings, beside, other siblings."""
        others: list[tuple[Route, str]] = []
        for parent, part, tail in self._cuts(folder):
            for name in self._label_siblings(parent, part, way):
                known = part.lower() in IMAGE_PARTS and name.lower() in _NAMED[way]
                for route, labels in _routes(parent, part, name, tail):
                    if known:
                        yield route, labels
                    else:
                        others.append((route, labels))
        yield Route(), folder
        for name in self._listing.folder(folder).folders:
            if _LABEL_PART.fullmatch(name):
                yield Route("", name), os.path.join(folder, name)
        yield from others

    def _cuts(self, folder: str) -> Iterator[tuple[str, str, list[str]]]:
        parts = folder.split(os.sep)
        opened = self._opened.count(os.sep)
        for index in range(len(parts) - 1, self.lowest - 1, -1):
            if index >= opened or parts[index].lower() in IMAGE_PARTS:
                yield os.sep.join(parts[:index]) or os.sep, parts[index], parts[index + 1 :]

    def _siblings(self, parent: str) -> list[str]:
        here = self._listing.folder(parent)
        return [*here.folders, *here.links]

    def _label_siblings(self, parent: str, part: str, way: Way) -> list[str]:
        if parent not in self._beside:
            inside = (parent + os.sep).startswith(self._opened + os.sep)
            names = self._siblings(parent)
            self._beside[parent] = [
                name
                for name in names
                if _LABEL_PART.fullmatch(name) or (inside and len(names) <= _SIBLINGS)
            ][:_SIBLINGS]
        names = [name for name in self._beside[parent] if name != part]
        order = {name: place for place, name in enumerate(_NAMED[way])}
        return sorted(names, key=lambda name: order.get(name.lower(), len(order)))


def _routes(parent: str, part: str, name: str, tail: list[str]) -> Iterator[tuple[Route, str]]:
    yield Route(part, name), os.path.join(parent, name, *tail)
    if tail:
        yield Route(part, name, flat=True), os.path.join(parent, name)


def _matching(images: Sequence[str], labels: Folder, suffix: str) -> int:
    if not labels.labels and not labels.odd:
        return 0
    return sum(1 for image in images if labels.label_of(image, suffix))


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What was found of a dataset's labels: its layout, and how many images have which format."""

    layout: Layout
    counts: Mapping[Way, int]


def survey(
    listing: Listing, opened: str, folders: Iterable[str], root: str, chosen: str = ""
) -> Surveyed:
    """The layout of the images in `folders` (absolute paths), by what is on disk."""
    finder = Finder(listing, opened)
    folders = list(folders)
    if chosen:
        bare = Layout(root, chosen=chosen)
        pairs = {folder: finder.mirrored(bare, folder) for folder in folders}
        return Surveyed(replace(bare, folders=pairs), _count(listing, pairs))
    found: dict[Way, dict[str, Found | None]] = {
        "voc": {folder: finder.found(folder, "voc") for folder in folders},
        "yolo": {folder: finder.found(folder, "yolo") for folder in folders},
    }
    common = {way: _most_common(found[way].values()) for way in found}
    routes = {
        folder: tuple(_route(finder, folder, way, found, common) for way in ("voc", "yolo"))
        for folder in folders
    }
    lowest = finder.lowest
    pairs = {
        folder: (
            _folder(found["voc"][folder], voc, folder, lowest),
            _folder(found["yolo"][folder], yolo, folder, lowest),
        )
        for folder, (voc, yolo) in routes.items()
    }
    votes: tuple[Counter[Route], Counter[Route]] = (Counter(), Counter())
    for folder, pair in routes.items():
        for vote, route in zip(votes, pair, strict=True):
            vote[route] += len(listing.folder(folder).images)
    voc, yolo = (vote.most_common(1)[0][0] if vote else Route() for vote in votes)
    return Surveyed(Layout(root, lowest, voc, yolo, folders=pairs), _count(listing, pairs))


def _folder(found: Found | None, route: Route, folder: str, lowest: int) -> str:
    return found.folder if found else route.applied(folder, lowest) or folder


def _most_common(found: Iterable[Found | None]) -> list[Route]:
    votes: Counter[Route] = Counter()
    for one in found:
        if one:
            votes[one.route] += one.count
    return [route for route, _count in votes.most_common()]


def _route(
    finder: Finder,
    folder: str,
    way: Way,
    found: Mapping[Way, Mapping[str, Found | None]],
    common: Mapping[Way, list[Route]],
) -> Route:
    """How one gets to a folder's labels: as found, as in the rest of the dataset, or by name."""
    here = found[way][folder]
    if here:
        return here.route
    for route in common[way]:
        if route.applied(folder, finder.lowest):
            return route
    by_name = finder.unlabelled(folder, way)
    other = found["yolo" if way == "voc" else "voc"][folder]
    if other is None:
        return by_name
    if by_name == Route():
        return other.route
    if way == "voc" and by_name.to == "labels":
        return other.route
    return by_name


def _count(listing: Listing, pairs: Mapping[str, tuple[str, str]]) -> Mapping[Way, int]:
    counts: dict[Way, int] = {"voc": 0, "yolo": 0}
    for folder, (voc, yolo) in pairs.items():
        images = spread(listing.folder(folder).images, _SAMPLE)
        counts["voc"] += _matching(images, listing.folder(voc), ".xml")
        counts["yolo"] += _matching(images, listing.folder(yolo), ".txt")
    return counts
