"""Reading and saving labels."""

import os
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from labeler.core.annotation import Annotation, Shape
from labeler.core.classes import ClassList
from labeler.core.record import Place, Record, Writing, read, save
from tests.benchmarks import made
from tests.benchmarks.row import Row, median_ms, medians_ms, row

CLASSES = ClassList.of(made.NAMES)
SIZE = (1920, 1080)


def _record(folder: Path, name: str, boxes: int) -> Record:
    image = folder / f"{name}.jpg"
    made.label(image, *SIZE, boxes)
    return _read(image)


def _read(image: Path) -> Record:
    kept = image.parent / ".labeler" / "records" / f"{image.stem}.xml"
    place = Place(image, image.with_suffix(".xml"), image.with_suffix(".txt"), kept, image.name)
    return read(place, SIZE, CLASSES, Writing())


def _nudged(annotation: Annotation, by: float) -> Annotation:
    return annotation.replacing(annotation.shapes[0].moved(by, 0))


def reading_5000(folder: Path) -> Iterator[Row]:
    """Both files of one image with 5,000 boxes, compared."""
    image = _record(folder, "crowd", 5000).place.image
    xml = image.with_suffix(".xml").read_bytes()
    work, floor = medians_ms(
        lambda: _read(image), lambda: _plain_boxes(ElementTree.fromstring(xml)), times=7
    )
    yield row(
        "read 5,000 boxes, both files compared", work,
        floor=floor, floor_is="ElementTree, the XML alone", at_most=400,
    )  # fmt: skip


def _plain_boxes(root: "ElementTree.Element") -> list[tuple[str, list[float]]]:
    found = []
    for item in root.iter("object"):
        box = item.find("bndbox")
        assert box is not None
        edges = [float(box.findtext(tag, "")) for tag in ("xmin", "ymin", "xmax", "ymax")]
        found.append((item.findtext("name", ""), edges))
    return found


def saving_20(folder: Path) -> Iterator[Row]:
    """The pair with 20 boxes: what the main thread pays, and what the disk takes."""
    record = _record(folder, "street", 20)
    turns = count()
    latest = record

    def saved() -> None:
        nonlocal latest
        latest = save(latest, _nudged(record.annotation, 10 + next(turns) % 2), CLASSES)

    contents = [path.read_bytes() for path in (record.place.voc, record.place.yolo) if path]
    work, floor = medians_ms(saved, lambda: _plain_pair(folder, contents), times=41)
    yield row(
        "save 20 boxes, both files on disk", work,
        floor=floor, floor_is="2 × write, fsync, replace",
    )  # fmt: skip
    yield row("save 20 boxes, main thread", _submitting(record), at_most=0.5)


def _plain_pair(folder: Path, contents: list[bytes]) -> None:
    for number, content in enumerate(contents):
        temporary, target = folder / f"plain{number}.new", folder / f"plain{number}"
        with open(temporary, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)


def _submitting(record: Record) -> float:
    """An edit handed to the thread that saves, as a tool's release does, in ms."""
    from PySide6.QtCore import QCoreApplication

    from labeler.services.autosave import Autosave
    from labeler.services.document import Document

    application = QCoreApplication.instance() or QCoreApplication([])
    document, autosave = Document("street.jpg", _read(record.place.image)), Autosave()
    turns = count()

    def edited() -> None:
        document.edit(_nudged(document.annotation, next(turns) % 2 * 2 - 1), "move")
        autosave.submit(document, CLASSES)

    taken = median_ms(edited, times=200)
    autosave.close()
    application.processEvents()
    return taken


def editing(folder: Path) -> Iterator[Row]:
    """One committed edit, with its undo step and the signal, among many shapes."""
    from PySide6.QtCore import QCoreApplication

    from labeler.services.document import Document

    application = QCoreApplication.instance() or QCoreApplication([])
    for number in (1000, 5000):
        document = Document("x", _record(folder, f"edit{number}", number))

        def moved(document: Document = document) -> None:
            document.edit(_nudged(document.annotation, 1), "move")

        yield row(f"{number:,} boxes: one edit, undo and signal", median_ms(moved, 50), at_most=3)
    application.processEvents()


def hitting(folder: Path) -> Iterator[Row]:
    """What lies under the pointer, among 5,000 shapes."""
    from labeler.core.hits import hit

    annotation = Annotation(
        tuple(
            Shape(n, "box", ((x1, y1), (x2, y2)), name)
            for n, (name, x1, y1, x2, y2) in enumerate(made.boxes(5000, *SIZE), 1)
        )
    )
    points = [(float(x), float(x * 9 % 1080)) for x in range(0, 1920, 20)]

    def all_points() -> None:
        for point in points:
            hit(annotation, frozenset(), point, 6.0)

    yield row(
        "5,000 boxes: what is under the pointer", median_ms(all_points) / len(points), at_most=0.05
    )
