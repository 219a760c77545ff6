"""What a dataset without labeler.yaml is taken for, by the labels it has."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from labeler.core.classes import ClassList
from labeler.core.layout import Layout, Surveyed
from labeler.core.listing import Listing, spread
from labeler.core.project import Project, YoloTask

_SAMPLE = 50


def guessed_project(root: Path, found: Surveyed, listing: Listing, classes: ClassList) -> Project:
    """The project of a dataset that has no labeler.yaml: as its files are."""
    voc, yolo = found.counts["voc"], found.counts["yolo"]
    formats = ("voc",) if voc and not yolo else ("yolo",) if yolo and not voc else ("voc", "yolo")
    task = _task(root, found.layout, listing) if yolo else "detect"
    return Project(root, classes, formats, task)


def _task(root: Path, layout: Layout, listing: Listing) -> YoloTask:
    """What a sample of rows shows: five values are boxes, more are polygons.

    Eight coordinates may be a quad or a polygon: it is `obb` only where data.yaml says so.
    """
    widths: set[int] = set()
    for path in _txt_files(layout, listing):
        widths |= _row_widths(path)
    polygons = {width for width in widths if width >= 7 and width % 2 == 1}
    if not polygons:
        return "detect"
    if widths == {9} and _says_obb(root):
        return "obb"
    return "segment"


def _txt_files(layout: Layout, listing: Listing) -> Iterator[str]:
    """A sample of the label files, spread over the folders and in each over the images."""
    each = max(3, _SAMPLE // max(1, len(layout.folders)))
    for folder, (_voc, yolo) in sorted(layout.folders.items())[:_SAMPLE]:
        labels = listing.folder(yolo)
        for image in spread(listing.folder(folder).images, each):
            if found := labels.label_of(image, ".txt"):
                yield os.path.join(yolo, found)


def _row_widths(path: str) -> set[int]:
    try:
        with open(path, "rb") as file:
            lines = file.read(1 << 16).splitlines()[:200]
    except OSError:
        return set()
    return {len(line.split()) for line in lines if line[:1].isdigit()}


def _says_obb(root: Path) -> bool:
    try:
        text = (root / "data.yaml").read_text("utf-8", "replace")
    except OSError:
        return False
    return bool(re.search(r"^\s*task\s*:\s*['\"]?obb\b", text, re.M))
