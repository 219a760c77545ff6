"""What file names show: label files without an image, images that share a label file."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from labeler.core.checks.check import Subject
from labeler.core.dataset import Dataset
from labeler.core.finding import Finding
from labeler.core.listing import LABEL_SUFFIXES, Folder, is_label_name, stem_of

id = "names"

_VOC = re.compile(rb"<annotation[\s>]")
_ROW = re.compile(rb"\s*(\xef\xbb\xbf)?\d+(\s|,|$)")


def of_image(subject: Subject) -> Iterable[Finding]:
    return ()


def of_dataset(dataset: Dataset) -> Iterator[Finding]:
    yield from dataset.findings()
    for path in orphans(dataset):
        yield Finding("label_without_image", path, severity="warning")


def orphans(dataset: Dataset) -> Iterator[Path]:
    """Label files of a dataset whose image is not there, by the folders that were listed."""
    used = _used(dataset)
    listing = dataset.listing
    for path in sorted({*used, *listing.walk(str(dataset.folder))}):
        folder = listing.folder(path)
        wanted = used.get(path, set())
        for name in sorted(folder.labels - wanted):
            if is_label_name(name) and _looks_like_labels(os.path.join(path, name)):
                yield Path(path, name)


def _used(dataset: Dataset) -> dict[str, set[str]]:
    """The label names that images have, by folder; those of formats left out too."""
    used: dict[str, set[str]] = {}
    for folder, (voc, yolo) in dataset.label_folders():
        images = dataset.listing.folder(folder).images
        for path, suffix in zip((voc, yolo), LABEL_SUFFIXES, strict=True):
            used.setdefault(path, set()).update(
                _names(images, suffix, dataset.listing.folder(path))
            )
    return used


def _names(images: Iterable[str], suffix: str, labels: Folder) -> Iterator[str]:
    for image in images:
        for wanted in (stem_of(image) + suffix, image + suffix):
            if name := labels.label(wanted):
                yield name


def _looks_like_labels(path: str) -> bool:
    """Many other XML and txt files lie about: only one that begins like labels is missed."""
    try:
        with open(path, "rb") as file:
            start = file.read(2048)
    except OSError:
        return True
    if path.endswith(".xml"):
        return _VOC.search(start) is not None
    return not start.strip() or _ROW.match(start) is not None
