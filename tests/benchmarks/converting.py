"""VOC to YOLO over 10,000 files of 20 boxes, against the plainest loops there are."""

import statistics
import xml.etree.ElementTree as ElementTree
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from lxml import etree

from labeler.core.convert import Plan, convert
from labeler.core.dataset import open_dataset
from labeler.core.formats import voc, yolo
from labeler.core.formats.format import Frame
from labeler.core.parallel import cores
from tests.benchmarks import made
from tests.benchmarks.row import Row, row, timed_ms

FILES, BOXES = 10_000, 20
WIDTH, HEIGHT = 640, 360


def _dataset(folder: Path) -> tuple[Path, list[bytes]]:
    images = folder / "images"
    images.mkdir()
    made.class_file(images)
    original = images / "image_0.jpg"
    original.write_bytes(
        cv2.imencode(".jpg", np.full((HEIGHT, WIDTH, 3), 90, np.uint8))[1].tobytes()
    )
    texts = []
    for number in range(FILES):
        image = images / f"image_{number}.jpg"
        if number:
            image.hardlink_to(original)
        marked = made.boxes(BOXES, WIDTH, HEIGHT, seed=number)
        texts.append(made.voc(image.name, WIDTH, HEIGHT, marked).encode())
        image.with_suffix(".xml").write_bytes(texts[-1])
    return images, texts


def _plainly(texts: Iterable[bytes], parse: Callable[[bytes], Any]) -> Iterator[bytes]:
    """The loop anybody would write: no check, nothing kept."""
    for text in texts:
        root = parse(text)
        width, height = float(root.findtext("size/width")), float(root.findtext("size/height"))
        rows = []
        for item in root.iter("object"):
            box = item.find("bndbox")
            x1, y1, x2, y2 = (float(box.findtext(t)) for t in ("xmin", "ymin", "xmax", "ymax"))
            centre = ((x1 + x2) / 2 / width, (y1 + y2) / 2 / height)
            size = ((x2 - x1) / width, (y2 - y1) / height)
            number = made.NAMES.index(item.findtext("name"))
            rows.append(f"{number} {centre[0]:.6f} {centre[1]:.6f} {size[0]:.6f} {size[1]:.6f}")
        yield "\n".join(rows).encode()


def _with_files(images: Path, into: Path) -> None:
    """The same loop from files to files; the pictures are not looked at."""
    into.mkdir()
    files = sorted(images.glob("*.xml"))
    rows = _plainly((file.read_bytes() for file in files), ElementTree.fromstring)
    for file, text in zip(files, rows, strict=True):
        (into / file.name).with_suffix(".txt").write_bytes(text)


def _ours(texts: list[bytes], frame: Frame) -> None:
    """What the program makes of the same texts in memory."""
    for text in texts:
        yolo.render(voc.parse(text.decode(), frame).annotation, frame).encode()


def converting(folder: Path) -> Iterator[Row]:
    images, texts = _dataset(folder)
    dataset = open_dataset(images)
    turns = count()

    def converted(jobs: int) -> None:
        outcome = convert(Plan(dataset, "yolo", into=folder / f"out{next(turns)}", jobs=jobs))
        assert outcome.written == FILES

    frame = Frame((WIDTH, HEIGHT), dataset.classes)
    runs = (
        lambda: _ours(texts, frame),
        lambda: deque(_plainly(texts, etree.fromstring), 0),
        lambda: deque(_plainly(texts, ElementTree.fromstring), 0),
        lambda: converted(1),
        lambda: converted(cores()),
        lambda: _with_files(images, folder / f"plain{next(turns)}"),
    )
    taken = [[timed_ms(run) / 1000 for run in runs] for _ in range(3)]
    columns = zip(*taken, strict=True)
    memory, by_lxml, by_tree, one, every, files = (statistics.median(c) for c in columns)
    floor, floor_is = min((by_lxml, "lxml loop in memory"), (by_tree, "ElementTree loop in memory"))
    name = f"VOC → YOLO, {FILES:,} × {BOXES}"
    yield row(f"{name}, in memory", memory, "s", floor=floor, floor_is=floor_is, floors=1.3)
    plain = "ElementTree loop, same files"
    yield row(f"{name}, one process", one, "s", floor=files, floor_is=plain, floors=1.3)
    yield row(f"{name}, {cores()} processes", every, "s", floor=one, floor_is="one process")
