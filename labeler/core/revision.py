"""A change to many files at once: counted before, applied with progress, taken back whole."""

import html
import os
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from labeler.core.annotation import Annotation, Shape
from labeler.core.class_files import renamed_in
from labeler.core.class_sources import discover_classes
from labeler.core.classes import ClassList, normalised
from labeler.core.dataset import Dataset
from labeler.core.files import Trashed, copy_to_trash, digest, replace_files, to_trash
from labeler.core.finding import Finding, LabelerError
from labeler.core.pictures import baked, probe, turned
from labeler.core.project import save_project
from labeler.core.record import Place, Record, Writing, read, render

_TOGETHER = 100  # images that are moved to the trash at a time
_SIZE = re.compile(
    rb"(<size>\s*(?:<depth>[^<]*</depth>\s*)?<width>\s*)\d+(\s*</width>\s*<height>\s*)\d+"
)

Progress = Callable[[int, int], bool]  # files done, files in all; False cancels
Target = tuple[Path, bytes | None]


def unwatched(done: int, total: int) -> bool:
    """Progress that nobody looks at and nobody cancels."""
    return True


class Step(Protocol):
    """Files changed together, which can be put back as they were."""

    def undo(self) -> Sequence[Finding]: ...


class Revision:
    """A planned change: `code` says what, `values` of what, `images` and `objects` how many.

    `findings` after `apply` or `revert` lists the files that were left as they are, and why.
    """

    def __init__(
        self,
        code: str,
        items: Sequence[str],
        step: Callable[[str], "tuple[Step | None, Sequence[Finding]]"],
        *,
        last: Callable[[], "Step | None"] = lambda: None,
        objects: int = 0,
        values: Mapping[str, str | int] | None = None,
    ) -> None:
        self.code = code
        self.values = dict(values or {})
        self.images = len(items)
        self.objects = objects
        self.findings: list[Finding] = []
        self._items = tuple(items)
        self._step = step
        self._last = last
        self._done: list[Step] = []
        self._each = 1

    def apply(self, progress: Progress = unwatched) -> None:
        """Change the files. When cancelled, or when one fails, what was done is taken back."""
        self.findings = []
        self._done = []
        try:
            for number, item in enumerate(self._items):
                if not progress(number * self._each, self.images):
                    self.revert()
                    return
                step, findings = self._step(item)
                self.findings += findings
                self._remember(step)
            self._remember(self._last())
        except BaseException:
            self.revert()
            raise
        progress(self.images, self.images)

    def revert(self, progress: Progress = unwatched) -> None:
        """Put every file back, byte by byte, but those that were changed since by others."""
        self.findings = []
        total = len(self._done)
        while self._done:
            self.findings += self._done.pop().undo()
            progress(total - len(self._done), total)

    def _remember(self, step: "Step | None") -> None:
        if step is not None:
            self._done.append(step)


@dataclass(frozen=True)
class _Written:
    """Files that were written, with what they held before (None: there was none)."""

    root: Path
    before: tuple[tuple[Path, bytes | None], ...]
    after: tuple[str, ...]

    def undo(self) -> list[Finding]:
        findings, writes, created = [], [], []
        for (path, packed), expected in zip(self.before, self.after, strict=True):
            if _digest_on_disk(path) != expected:
                findings.append(Finding("changed_on_disk", path, severity="warning"))
            elif packed is None:
                created.append(path)
            else:
                writes.append((path, zlib.decompress(packed)))
        replace_files(writes)
        to_trash(self.root, created)
        return findings


@dataclass(frozen=True)
class _Moved:
    """Files that were moved to the trash."""

    trashed: Trashed

    def undo(self) -> list[Finding]:
        try:
            self.trashed.restore()
        except LabelerError as error:
            return [error.finding]
        return []


@dataclass(frozen=True)
class _Baked:
    """An image that was replaced, a copy of the old one in the trash, and its labels."""

    image: Path
    before: str
    after: str
    labels: _Written | None
    root: Path

    def undo(self) -> list[Finding]:
        if _digest_on_disk(self.image) != self.after:
            return [Finding("changed_on_disk", self.image, severity="warning")]
        kept = self._kept()
        if kept is None:
            return [Finding("not_in_trash", self.image, severity="warning")]
        findings = self.labels.undo() if self.labels else []
        replace_files([(self.image, kept)])
        return findings

    def _kept(self) -> bytes | None:
        """The old file, wherever in the trash it is."""
        for folder, _folders, names in os.walk(self.root / ".labeler" / "trash"):
            if self.image.name in names:
                data = Path(folder, self.image.name).read_bytes()
                if digest(data) == self.before:
                    return data
        return None


def _digest_on_disk(path: Path) -> str:
    try:
        return digest(path.read_bytes())
    except OSError:
        return ""


def _written(root: Path, writes: Sequence[Target]) -> _Written | None:
    """Write the files together, remembering what they held."""
    before: list[tuple[Path, bytes | None]] = []
    after: list[str] = []
    for path, data in writes:
        held = path.read_bytes() if path.exists() else None
        before.append((path, None if held is None else zlib.compress(held, 1)))
        after.append("" if data is None else digest(data))
    if not writes:
        return None
    replace_files([(path, data) for path, data in writes if data is not None])
    to_trash(root, [path for path, data in writes if data is None])
    return _Written(root, tuple(before), tuple(after))


# --- classes


@dataclass(frozen=True)
class _ClassChange:
    """What becomes of the shapes of one class: `after` is their new class, None removes them."""

    dataset: Dataset
    number: int
    after: str | None
    classes: ClassList
    renames: bool = False

    @property
    def name(self) -> str:
        return self.dataset.classes.names[self.number]

    def changed(self, annotation: Annotation) -> Annotation:
        mine = [s for s in annotation if normalised(s.class_name) == self.name]
        if not mine:
            return annotation
        if self.after is None:
            return annotation.removing(shape.id for shape in mine)
        return annotation.replacing(*(shape.classed(self.after) for shape in mine))

    def step(self, rel: str) -> tuple[_Written | None, list[Finding]]:
        writes: list[Target] = []
        findings: list[Finding] = []
        for record in _records(self.dataset, rel):
            if record.locked is not None:
                findings.append(record.locked)
                continue
            after = self.changed(record.annotation)
            if after is not record.annotation:
                wanted = {f.target for f in record.files if f.exists}
                for path, data in render(record, after, self.classes):
                    if path in wanted or record.conflict is None:
                        writes.append((path, data))
        return _written(self.dataset.root, _once(writes)), findings

    def last(self) -> _Written | None:
        """labeler.yaml, and with a new name the class file that other programs read."""
        project = self.dataset.project.classed(self.classes)
        path = project.path
        before = path.read_bytes() if path.exists() else None
        data = self._class_file()
        extra = _written(self.dataset.root, [data]) if data else None
        save_project(project)
        packed = None if before is None else zlib.compress(before)
        done = _Written(self.dataset.root, ((path, packed),), (_digest_on_disk(path),))
        if extra is None:
            return done
        return replace(done, before=done.before + extra.before, after=done.after + extra.after)

    def _class_file(self) -> Target | None:
        if not self.renames or self.after is None:
            return None
        choice = self.dataset.choice
        if choice.kind is None:
            choice = discover_classes(self.dataset.root)
        data = renamed_in(choice, self.number, self.name, self.after)
        return None if data is None or choice.source is None else (choice.source, data)


def _once(writes: Sequence[Target]) -> list[Target]:
    return list(dict(writes).items())


def _records(dataset: Dataset, rel: str) -> Iterator[Record]:
    """The record of an image; its two halves, each by itself, while they disagree."""
    place = dataset.place(rel)
    record = _read(dataset, place)
    if record.conflict is None:
        yield record
        return
    yield _read(dataset, replace(place, yolo=None))
    nowhere = place.kept.with_name(place.kept.name + ".none")
    yield replace(_read(dataset, replace(place, voc=None, kept=nowhere)), conflict=record.conflict)


def _read(dataset: Dataset, place: Place) -> Record:
    try:
        info = probe(place.image)
    except LabelerError:
        return read(place, None, dataset.classes, _writing(dataset, 3))
    return read(place, (info.width, info.height), dataset.classes, _writing(dataset, info.depth))


def _writing(dataset: Dataset, depth: int) -> Writing:
    return Writing(dataset.project.yolo, dataset.project.voc_origin, depth)


def _class_revision(code: str, change: _ClassChange, values: Mapping[str, str | int]) -> Revision:
    counted = _counted(change)
    return Revision(
        code,
        list(counted),
        lambda rel: change.step(rel),
        last=change.last,
        objects=sum(counted.values()),
        values={"name": change.name, **values},
    )


def _counted(change: _ClassChange) -> dict[str, int]:
    """The images that have shapes of the class, with how many; reads every label file once."""
    dataset = change.dataset
    counts: dict[str, int] = {}
    for rel, has in zip(dataset.images, dataset.labelled, strict=True):
        if has and _may_hold(dataset.place(rel), change):
            found = 0
            for record in _records(dataset, rel):
                mine = [s for s in record.annotation if normalised(s.class_name) == change.name]
                found += len(mine)
                found += record.locked is not None
            if found:
                counts[rel] = found
    return counts


def _may_hold(place: Place, change: _ClassChange) -> bool:
    """By the bytes alone, ten times faster than reading the shapes."""
    name = html.escape(change.name, quote=False)
    for path in (place.voc, place.kept):
        data = _bytes(path)
        plain = (
            name.isascii() and name == change.name and data[:2] not in (b"\xff\xfe", b"\xfe\xff")
        )
        if data and (not plain or name.encode() in data):
            return True
    number = str(change.number).encode()
    rows = _bytes(place.yolo).splitlines()
    return any(row.split(None, 1)[:1] == [number] or b"." in row[:12] for row in rows)


def _bytes(path: Path | None) -> bytes:
    try:
        return path.read_bytes() if path is not None else b""
    except OSError:
        return b""


def rename_class(dataset: Dataset, number: int, new: str) -> Revision:
    """The class under another name and the same number: XML changes, rows of a txt do not.

    Raises LabelerError("class_name_empty" | "class_exists").
    """
    name = normalised(new)
    classes = dataset.classes.renaming(number, name)
    change = _ClassChange(dataset, number, name, classes, renames=True)
    return _class_revision("rename_class", change, {"new": name})


def merge_class(dataset: Dataset, number: int, into: int) -> Revision:
    """Every shape of the class becomes one of `into`; the number of the class is not used again."""
    other = dataset.classes.names[into]
    change = _ClassChange(dataset, number, other, dataset.classes.removing(number))
    return _class_revision("merge_class", change, {"into": other})


def remove_class(dataset: Dataset, number: int, into: int | None = None) -> Revision:
    """The class and its shapes are gone, or the shapes become those of `into`."""
    if into is not None:
        return merge_class(dataset, number, into)
    change = _ClassChange(dataset, number, None, dataset.classes.removing(number))
    return _class_revision("remove_class", change, {})


# --- images


def bake_rotation(dataset: Dataset, rels: Sequence[str]) -> Revision:
    """Turn the pixels of images upright for good; the old files go to the trash.

    Labels are kept in the upright frame, so they stay; an XML that was made in the stored frame
    (its size says so) is turned with the picture.
    """
    return Revision(
        "bake_rotation",
        [rel for rel in rels if _is_turned(dataset.path(rel))],
        lambda rel: _bake(dataset, rel),
    )


def _is_turned(path: Path) -> bool:
    try:
        return probe(path).orientation != 1
    except LabelerError:
        return False


def _bake(dataset: Dataset, rel: str) -> tuple[_Baked | None, list[Finding]]:
    path = dataset.path(rel)
    try:
        info = probe(path)
        data = baked(path)
    except LabelerError as error:
        return None, [error.finding]
    writes, findings = _turned_labels(dataset, rel, info.orientation, (info.width, info.height))
    before = path.read_bytes()
    copy_to_trash(dataset.root, [path])
    labels = _written(dataset.root, writes)
    try:
        replace_files([(path, data)])
    except LabelerError:
        if labels is not None:
            labels.undo()
        raise
    return _Baked(path, digest(before), digest(data), labels, dataset.root), findings


def _turned_labels(
    dataset: Dataset, rel: str, orientation: int, upright: tuple[int, int]
) -> tuple[list[Target], list[Finding]]:
    """The label files of an image whose XML was made on the picture as it is stored."""
    stored = (upright[1], upright[0])
    if orientation < 5 or upright[0] == upright[1]:
        return [], []
    record = _read(dataset, dataset.place(rel))
    parsed = record.voc.parsed
    if parsed is None or parsed.size != stored:
        return [], []
    if record.locked is not None or record.conflict is not None:
        return [], [Finding("not_turned", record.voc.path, severity="warning")]
    shapes = tuple(_turned(shape, orientation, stored) for shape in record.annotation)
    writes = render(record, replace(record.annotation, shapes=shapes), dataset.classes)
    return [
        (path, data and _resized(data, upright) if path == record.voc.target else data)
        for path, data in writes
    ], []


def _turned(shape: Shape, orientation: int, stored: tuple[int, int]) -> Shape:
    points = turned(shape.points, orientation, *stored)
    if shape.kind == "box":
        (x1, y1), (x2, y2) = points
        points = ((min(x1, x2), min(y1, y2)), (max(x1, x2), max(y1, y2)))
    return shape.reshaped(points)


def _resized(data: bytes, size: tuple[int, int]) -> bytes:
    width, height = (str(side).encode() for side in size)
    return _SIZE.sub(rb"\g<1>" + width + rb"\g<2>" + height, data, count=1)


def delete_images(dataset: Dataset, rels: Sequence[str]) -> Revision:
    """Move images and their label files to the trash."""
    groups = [rels[start : start + _TOGETHER] for start in range(0, len(rels), _TOGETHER)]
    revision = Revision(
        "delete_images",
        [str(number) for number in range(len(groups))],
        lambda number: _delete(dataset, groups[int(number)]),
        values={"count": len(rels)},
    )
    revision.images, revision._each = len(rels), _TOGETHER
    return revision


def _delete(dataset: Dataset, rels: Sequence[str]) -> tuple[_Moved, list[Finding]]:
    files: list[Path] = []
    for rel in rels:
        place = dataset.place(rel)
        files += [place.image, *(p for p in (place.voc, place.yolo, place.kept) if p is not None)]
    return _Moved(to_trash(dataset.root, files)), []
