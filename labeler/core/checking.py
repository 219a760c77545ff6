"""Asks every check of a whole dataset."""

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from labeler.core.checks import CHECKS
from labeler.core.checks.check import Subject
from labeler.core.checks.names import orphans
from labeler.core.classes import ClassList
from labeler.core.dataset import Dataset
from labeler.core.finding import Finding, LabelerError
from labeler.core.layout import IMAGE_PARTS, SPLITS
from labeler.core.listing import Listing
from labeler.core.parallel import in_chunks
from labeler.core.pictures import probe
from labeler.core.record import Place, Writing, read

Progress = Callable[[int, int], None]

_DEEPEST = 5
_BY_SIZE = frozenset(("outside_image", "size_differs", "image_size_unknown"))
_NOMINAL = (1000, 1000)


def check(
    dataset: Dataset, jobs: int = 1, progress: Progress = lambda done, total: None
) -> Iterator[Finding]:
    """All findings of a dataset: those of names first, then image by image."""
    for one in CHECKS:
        yield from one.of_dataset(dataset)
    yield from _of_orphans(dataset)
    writing = Writing(dataset.project.yolo, dataset.project.voc_origin)
    places = [dataset.place(rel) for rel in dataset.images]
    work = partial(_of_places, classes=dataset.classes, writing=writing)
    done = 0
    for findings, count in in_chunks(work, places, jobs):
        done += count
        progress(done, len(places))
        yield from findings


def _of_places(
    places: Sequence[Place], classes: ClassList, writing: Writing
) -> tuple[list[Finding], int]:
    findings: list[Finding] = []
    for place in places:
        subject = _subject(place, classes, writing)
        for one in CHECKS:
            findings += one.of_image(subject)
    return findings, len(places)


def _subject(place: Place, classes: ClassList, writing: Writing) -> Subject:
    info = trouble = None
    try:
        info = probe(place.image)
    except LabelerError as error:
        trouble = error.finding
    size = (info.width, info.height) if info else None
    return Subject(info, trouble, read(place, size, classes, writing))


def _of_orphans(dataset: Dataset) -> Iterator[Finding]:
    """What is wrong inside label files whose image is missing, as far as that can be told."""
    writing = Writing(dataset.project.yolo, dataset.project.voc_origin)
    for path in orphans(dataset):
        xml = path.suffix == ".xml"
        nowhere = path.with_name(path.name + ".none")
        place = Place(
            image=path.with_suffix(""),
            voc=path if xml else nowhere,
            yolo=None if xml else path,
            kept=nowhere,
            name=path.stem,
        )
        size = None if xml else _NOMINAL
        findings = read(place, size, dataset.classes, writing).findings
        yield from (f for f in findings if f.where == path and f.code not in _BY_SIZE)


def datasets_in(path: Path) -> list[Path]:
    """The datasets in a folder: itself, or those below it that each have a class list of their own.

    So a folder of many datasets is checked one by one, each by its own class numbers.
    """
    listing = Listing()
    below = list(_separate(listing, str(path), _DEEPEST))
    if any(_has_classes(listing, folder) for folder in below):
        return [Path(folder) for folder in below]
    return [path]


def _separate(listing: Listing, path: str, deepest: int) -> Iterator[str]:
    here = listing.folder(path)
    parts = {name.lower() for name in here.folders}
    one = here.images or here.labels or parts & (IMAGE_PARTS | SPLITS)
    if one or _has_classes(listing, path) or deepest == 0:
        if one or here.folders:
            yield path
        return
    for name in sorted(here.folders):
        yield from _separate(listing, os.path.join(path, name), deepest - 1)


def _has_classes(listing: Listing, path: str) -> bool:
    return bool(listing.folder(path).sources)
