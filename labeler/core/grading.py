"""The objects and images of a dataset with what was measured of them, by the store or anew."""

import os
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from labeler.core.agreement import compare, merged
from labeler.core.annotation import Annotation, Shape
from labeler.core.dataset import Dataset
from labeler.core.finding import LabelerError
from labeler.core.formats import voc as voc_format
from labeler.core.formats import yolo as yolo_format
from labeler.core.graded import Row
from labeler.core.label_file import LabelFile, load
from labeler.core.measure_store import Key, MeasureStore, Picture, identified
from labeler.core.measuring import Setting, Values, deciding, failed, measured, setting_of, view_of
from labeler.core.parallel import CHUNK, in_chunks
from labeler.core.pictures import decode
from labeler.core.project import Project
from labeler.core.record import Place, Writing, frame_of, read

if TYPE_CHECKING:
    from labeler.core.pixels import Pixels

Progress = Callable[[int, int], None]
Asked = tuple[Place, str]  # an image, and the video it belongs to

_WORTH_A_PROCESS = 100  # images that are to be decoded
_KEPT_EVERY_S = 1.0


def rows_of(
    dataset: Dataset,
    image: str,
    annotation: Annotation,
    store: MeasureStore | None,
    pixels: "Pixels | None" = None,
) -> list[Row]:
    """The image's own row, then one for each of its shapes.

    What the store lacks is measured of `pixels`, the upright picture as the file is now, else of
    the decoded file. Without a picture that can be read the rows have no measured values. Without
    a store nothing is looked up or kept: so for pixels that are not, or not yet, those of the file.
    """
    asked = dataset.place(image), dataset.groups.get(image, "")
    path = _path(asked[0])
    work = _Work(store, dataset.project)
    picture = None
    if store is not None:
        picture = store.known((path,)).get(path) or work.identify(path)
    elif pixels is None:
        pixels = _decoded(asked[0])
    if pixels is not None and picture and picture.size != _size(pixels):
        picture = None  # the file has been written since
    sheet = work.sheet(asked, annotation, picture, pixels)
    try:
        return work.rows(sheet, store.find(sheet.keys) if picture and store else {}, pixels)
    finally:
        work.keep()


def survey(
    dataset: Dataset,
    images: Sequence[str],
    store: MeasureStore,
    jobs: int = 1,
    progress: Progress = lambda done, total: None,
) -> Iterator[list[Row]]:
    """The rows of many images in their order, image by image as `rows_of` gives them.

    An image that has no label file is no example yet and is passed over. A record that must not be
    edited gives the image's row alone; one whose files disagree gives what its XML says. Whoever
    has enough stops asking: what has been measured until then is kept. Several processes are for a
    program without threads.
    """
    pieces = _pieces(dataset, images, store, jobs)
    with closing(pieces):
        for done, rows in enumerate(pieces, 1):
            progress(done, len(images))
            if rows:
                yield rows


def _pieces(
    dataset: Dataset, images: Sequence[str], store: MeasureStore, jobs: int
) -> Generator[list[Row], None, None]:
    """The rows of each image, none for one that is passed over."""
    groups = dataset.groups
    if jobs > 1:
        every = [(dataset.place(image), groups.get(image, "")) for image in images]
        work = partial(_chunk, store=store, project=dataset.project)
        for rows in in_chunks(work, every, jobs, _WORTH_A_PROCESS):
            yield from rows
        return
    for start in range(0, len(images), CHUNK):
        part = images[start : start + CHUNK]
        asked = [(dataset.place(image), groups.get(image, "")) for image in part]
        yield from _surveyed(asked, store, dataset.project)


def _chunk(asked: Sequence[Asked], store: MeasureStore, project: Project) -> list[list[Row]]:
    return list(_surveyed(asked, store, project))


def _surveyed(
    asked: Sequence[Asked], store: MeasureStore, project: Project
) -> Generator[list[Row], None, None]:
    work = _Work(store, project)
    labels = [_Labels.of(place) for place, _ in asked]
    known = store.known(_path(place) for (place, _), own in zip(asked, labels, strict=True) if own)
    try:
        for part in _parts(list(zip(asked, labels, strict=True)), known):
            sheets = [work.read(one, own, known) if own else None for one, own in part]
            found = store.find([key for sheet in sheets if sheet for key in sheet.keys])
            for sheet in sheets:
                yield work.rows(sheet, found) if sheet else []
    finally:
        work.keep()


Part = list[tuple[Asked, "_Labels | None"]]


def _parts(whole: Part, known: Mapping[str, Picture]) -> Iterator[Part]:
    """All at once where every picture is known; else one by one, for each must be read first."""
    if all(own is None or _path(place) in known for (place, _), own in whole):
        yield whole
    else:
        yield from ([one] for one in whole)


def _path(place: Place) -> str:
    return os.path.abspath(place.image)


def _decoded(place: Place) -> "Pixels | None":
    try:
        return decode(place.image)
    except LabelerError:
        return None


def _size(pixels: "Pixels") -> tuple[int, int]:
    return pixels.shape[1], pixels.shape[0]


# --- the labels -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Labels:
    """The label files of an image that there are."""

    voc: LabelFile
    yolo: LabelFile | None

    @staticmethod
    def of(place: Place) -> "_Labels | None":
        voc = load(voc_format, place.voc or place.kept, place.kept if place.voc else None)
        yolo = load(yolo_format, place.yolo) if place.yolo else None
        if not voc.exists and not (yolo and yolo.exists):
            return None
        return _Labels(voc, yolo)

    def annotation(
        self, place: Place, size: tuple[int, int] | None, project: Project
    ) -> Annotation:
        """As `record.read` gives it, without shapes for a record that must not be edited.

        Quicker, for nothing is looked for that could be wrong with the shapes.
        """
        writing = Writing(project.yolo, project.voc_origin)
        if size is not None:
            frame = frame_of(place, size, project.classes, writing)
            voc, yolo = self.voc.parsing(frame), self.yolo and self.yolo.parsing(frame)
            if voc.refusal or (yolo and yolo.refusal):
                return Annotation()
            plain = _said(voc, yolo, size)
            if plain is not None:
                return plain
        record = read(place, size, project.classes, writing)
        return Annotation() if record.locked else record.annotation


def _said(voc: LabelFile, yolo: LabelFile | None, size: tuple[int, int]) -> Annotation | None:
    """What the only file says, or both in agreement; None when they do not agree."""
    if yolo is None or yolo.parsed is None:
        return voc.parsed.annotation if voc.parsed else None
    if voc.parsed is None:
        return yolo.parsed.annotation
    ours, theirs = voc.parsed.annotation, yolo.parsed.annotation
    if len(ours) == len(theirs) and all(
        a.points == b.points and a.class_name == b.class_name and a.kind == b.kind
        for a, b in zip(ours, theirs, strict=True)
    ):
        return ours
    agreement = compare(ours, theirs, size)
    if agreement.differences:
        return None
    pairs = ((shape, agreement.pairs[index]) for index, shape in enumerate(ours))
    shapes = (merged(shape, theirs.shapes[j], _printed(yolo, j, size)) for shape, j in pairs)
    return replace(ours, shapes=tuple(shapes))


def _printed(yolo: LabelFile, row: int, size: tuple[int, int]) -> tuple[float, float]:
    """How far the decimals of a row may have moved an edge, in pixels; as the record has it."""
    step = 10.0 ** -min(yolo_format.decimals(yolo.rows[row]), 12)
    return step * size[0], step * size[1]


# --- the measuring --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One image with what its rows are made of; the keys are those of the picture itself and of
    each shape, none where there is no picture to measure."""

    asked: Asked
    annotation: Annotation
    picture: Picture | None
    setting: Setting
    keys: tuple[Key, ...]

    @property
    def subjects(self) -> tuple[Shape | None, ...]:
        return (None, *self.annotation.shapes)

    def rows(self, values: Mapping[Key, Values]) -> list[Row]:
        place, video = self.asked
        found = [values.get(key, {}) for key in self.keys] or [{}] * len(self.subjects)
        return [
            Row(place.name, shape, (shape or self.annotation).grades, one, video)
            for shape, one in zip(self.subjects, found, strict=True)
        ]


class _Work:
    """Measures what the store lacks, and hands it over in batches."""

    def __init__(self, store: MeasureStore | None, project: Project) -> None:
        self._store = store
        self._project = project
        self._values: dict[Key, Values] = {}
        self._pictures: list[Picture] = []
        self._kept = time.monotonic()

    def identify(self, path: str) -> Picture | None:
        picture = identified(path)
        if picture is not None:
            self._pictures.append(picture)
        return picture

    def read(self, asked: Asked, labels: _Labels, known: Mapping[str, Picture]) -> _Sheet:
        path = _path(asked[0])
        picture = known.get(path) or self.identify(path)
        size = picture.size if picture else None
        annotation = labels.annotation(asked[0], size, self._project)
        return self.sheet(asked, annotation, picture)

    def sheet(
        self,
        asked: Asked,
        annotation: Annotation,
        picture: Picture | None,
        pixels: "Pixels | None" = None,
    ) -> _Sheet:
        place, video = asked
        if picture is not None:
            content, size = picture.digest, picture.size
        elif pixels is not None:
            content, size = "", _size(pixels)
        else:
            return _Sheet(asked, annotation, None, Setting(), ())
        setting = setting_of(self._project, place.name, size, video)
        shapes = (None, *annotation.shapes)
        keys = tuple((content, deciding(shape, setting)) for shape in shapes)
        return _Sheet(asked, annotation, picture, setting, keys)

    def rows(
        self, sheet: _Sheet, found: Mapping[Key, Values], pixels: "Pixels | None" = None
    ) -> list[Row]:
        lacking = {
            key: shape
            for key, shape in zip(sheet.keys, sheet.subjects, strict=False)
            if key not in found
        }
        if not lacking:
            return sheet.rows(found)
        new = self._measured(sheet, lacking, pixels)
        if time.monotonic() - self._kept > _KEPT_EVERY_S:
            self.keep()
        return sheet.rows({key: new.get(key) or found.get(key, {}) for key in sheet.keys})

    def _measured(
        self, sheet: _Sheet, lacking: Mapping[Key, Shape | None], pixels: "Pixels | None"
    ) -> dict[Key, Values]:
        whole = _decoded(sheet.asked[0]) if pixels is None else pixels
        if whole is None:
            return {}
        new: dict[Key, Values] = {}
        for key, shape in lacking.items():
            new[key] = measured(view_of(whole, shape, sheet.setting))
        if sheet.picture is not None and sheet.picture.fresh:
            self._values.update((key, one) for key, one in new.items() if not failed(one))
        return new

    def keep(self) -> None:
        if self._store is not None:
            self._store.keep(self._values, self._pictures)
        self._values, self._pictures = {}, []
        self._kept = time.monotonic()
