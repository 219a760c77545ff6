"""Opening a folder of 100,000 images."""

import os
from collections.abc import Iterator
from pathlib import Path

from labeler.core.dataset import open_dataset, opening
from labeler.core.listing import natural_sorted
from tests.benchmarks import made
from tests.benchmarks.row import Row, medians_ms, row

COUNT = 100_000


def _scanned(folder: Path) -> list[str]:
    with os.scandir(folder) as entries:
        return [entry.name for entry in entries]


def opening_100000(folder: Path) -> Iterator[Row]:
    """The list without a window: the first image known, all of it in natural order."""
    images = made.many_images(folder / "many", COUNT)
    names = _scanned(images)
    complete, first, order, scan, text_order = medians_ms(
        lambda: open_dataset(images),
        lambda: next(opening(images)),
        lambda: natural_sorted(names),
        lambda: _scanned(images),
        lambda: sorted(names),
        times=5,
    )
    floor = "os.scandir"
    yield row("100,000 images: first known", first, floor=scan, floor_is=floor, at_most=250)
    yield row("100,000 images: list complete", complete, floor=scan, floor_is=floor, at_most=600)
    yield row("100,000 names in natural order", order, floor=text_order, floor_is="sorted()")
