"""Writes the other half of a dataset: txt for its XML, or XML for its txt; never over a file."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Literal

from labeler.core.annotation import Annotation
from labeler.core.checks.names import orphans
from labeler.core.class_sources import classes_in_xml, names_in_file
from labeler.core.classes import ClassList
from labeler.core.dataset import (
    HAS_KEPT,
    HAS_VOC,
    HAS_YOLO,
    Dataset,
    pin_classes,
    publish_classes,
    shown_source,
    xml_files,
)
from labeler.core.files import copy_to_trash, natural_key, write_error
from labeler.core.finding import Finding, LabelerError
from labeler.core.formats import voc, yolo
from labeler.core.formats.format import Format, Frame
from labeler.core.parallel import in_chunks
from labeler.core.pictures import probe
from labeler.core.plain_voc import plain_rows
from labeler.core.project import FILE_NAME, YoloTask, load_project, save_project
from labeler.core.record import Place, Writing, read

To = Literal["voc", "yolo"]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Plan:
    """What to convert and how. `into` None writes where the dataset's layout says."""

    dataset: Dataset
    to: To
    into: Path | None = None
    yolo: YoloTask | None = None
    classes: ClassList | None = None  # the only ones that may be used; None: the dataset's
    overwrite: bool = False  # what is replaced goes to the trash as a copy
    jobs: int = 1

    @property
    def task(self) -> YoloTask:
        return self.yolo or self.dataset.project.yolo


@dataclass(frozen=True)
class Outcome:
    """What a conversion did, in images; `unlabelled` have no labels to convert."""

    written: int = 0
    same: int = 0
    failed: int = 0
    unlabelled: int = 0
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class _Job:
    """One image: where its labels are read, and the file that is to be written."""

    place: Place  # of both formats; the one to write is the target
    to: To

    @property
    def source(self) -> Place:
        return replace(self.place, voc=None) if self.to == "voc" else replace(self.place, yolo=None)

    @property
    def target(self) -> Path:
        target = self.place.voc if self.to == "voc" else self.place.yolo
        assert target is not None
        return target


@dataclass(frozen=True)
class _How:
    to: To
    classes: ClassList
    writing: Writing
    source: Writing
    overwrite: bool
    root: Path

    @property
    def frame(self) -> Frame:
        """What surrounds the shapes of every image; the size is still to come."""
        return Frame(None, self.classes, self.writing)


@dataclass
class _Chunk:
    """The answers of one chunk; `waiting` needs classes that have no number yet."""

    count: int = 0
    written: int = 0
    same: int = 0
    failed: int = 0
    findings: list[Finding] = field(default_factory=list)
    waiting: list[tuple[_Job, tuple[str, ...]]] = field(default_factory=list)
    lost: Counter[str] = field(default_factory=Counter)


def convert(plan: Plan, progress: Progress = lambda done, total: None) -> Outcome:
    """Write the labels of every image in the other format.

    A file that is there already is left: as done when it says the same, with a finding when not.
    Raises LabelerError: "nothing_to_convert" for a dataset without labels in the other format,
    "classes_unclear" when its class files disagree and nobody has said which holds.
    """
    if plan.classes is None and (disagreement := plan.dataset.choice.disagreement):
        first, second, *_others = (shown_source(c, plan.dataset.root) for c in disagreement)
        raise LabelerError("classes_unclear", plan.dataset.root, first=first, second=second)
    jobs, unlabelled = _jobs(plan)
    if not jobs:
        if left_out := tuple(_left_out(plan)):
            return Outcome(unlabelled=unlabelled, findings=left_out)
        raise LabelerError("nothing_to_convert", plan.dataset.folder, format=_other(plan.to))
    plan = _with_all_classes(plan)
    how = _how(plan)
    total = _Chunk()
    for chunk in in_chunks(partial(_convert, how=how), jobs, plan.jobs):
        _add(total, chunk)
        progress(total.count, len(jobs))
    findings = list(_left_out(plan))
    if total.waiting and plan.classes is None:
        plan, more = _with_new_classes(plan, total.waiting)
        findings += more
        waiting = [job for job, _names in total.waiting]
        _add(total, _convert(waiting, how=_how(plan)))
        total.count -= len(waiting)
    findings += _finished(plan, total)
    return Outcome(
        total.written,
        total.same,
        total.failed,
        unlabelled,
        (*findings, *total.findings, *_lost(plan, total.lost)),
    )


def _other(to: To) -> To:
    return "yolo" if to == "voc" else "voc"


def _jobs(plan: Plan) -> tuple[list[_Job], int]:
    """One job for each image that has labels in the other format, and how many have none."""
    dataset = plan.dataset
    reading = dataset.with_project(replace(dataset.project, formats=(_other(plan.to),)))
    writing = dataset.with_project(replace(dataset.project, formats=("voc", "yolo")))
    wanted = HAS_YOLO | HAS_KEPT if plan.to == "voc" else HAS_VOC
    jobs = []
    for rel, has in zip(dataset.images, reading.labelled, strict=True):
        if has & wanted:
            job = _Job(writing.place(rel), plan.to)
            if plan.into is not None:
                job = _elsewhere(job, plan.into / os.path.relpath(job.target, dataset.root))
            jobs.append(job)
    return jobs, len(dataset.images) - len(jobs)


def _elsewhere(job: _Job, target: Path) -> _Job:
    if job.to == "voc":
        return _Job(replace(job.place, voc=target), job.to)
    return _Job(replace(job.place, yolo=target), job.to)


def _how(plan: Plan) -> _How:
    project = plan.dataset.project
    return _How(
        plan.to,
        plan.classes or plan.dataset.classes,
        Writing(plan.task, project.voc_origin),
        Writing(project.yolo, project.voc_origin),
        plan.overwrite,
        plan.into or plan.dataset.root,
    )


def _add(total: _Chunk, chunk: _Chunk) -> None:
    total.count += chunk.count
    total.written += chunk.written
    total.same += chunk.same
    total.failed += chunk.failed
    total.findings += chunk.findings
    total.waiting += chunk.waiting
    total.lost += chunk.lost


def _convert(jobs: Sequence[_Job], how: _How) -> _Chunk:
    chunk = _Chunk(len(jobs))
    for job in jobs:
        try:
            _convert_one(job, how, chunk)
        except LabelerError as error:
            chunk.failed += 1
            chunk.findings.append(error.finding)
    return chunk


def _convert_one(job: _Job, how: _How, chunk: _Chunk) -> None:
    if how.to == "yolo" and _convert_plain(job, how, chunk):
        return
    size, depth, trouble = _size(job.place.image)
    source = job.source
    record = read(source, size, how.classes, how.source)
    if record.locked is not None:
        chunk.failed += 1
        chunk.findings += [*trouble, *record.findings]
        return
    if record.size is None:
        raise LabelerError("image_size_unknown", source.image)
    new = _numberless(record.annotation, how) if how.to == "yolo" else ()
    if new:
        chunk.waiting.append((job, new))
        return
    chunk.findings += [*trouble, *record.findings]
    format: Format = voc if how.to == "voc" else yolo
    writing = replace(how.writing, depth=depth)
    name, folder = source.name, source.image.parent.name
    frame = Frame(record.size, how.classes, writing, name, folder)
    data = format.render(record.annotation, frame).encode("utf-8")
    if _write(job, data, how, chunk, size):
        chunk.lost += _not_held(record.annotation, format, how.writing.yolo)


def _convert_plain(job: _Job, how: _How, chunk: _Chunk) -> bool:
    """The common case, fast; False leaves it to the full one."""
    rows = plain_rows(str(job.place.image), str(job.place.voc), how.frame)
    if rows is None:
        return False
    if _write(job, rows.text, how, chunk, rows.size):
        chunk.lost += rows.lost
    return True


def _size(image: Path) -> tuple[tuple[int, int] | None, int, list[Finding]]:
    try:
        info = probe(image)
    except LabelerError as error:
        return None, 3, [error.finding]
    return (info.width, info.height), info.depth, []


def _numberless(annotation: Annotation, how: _How) -> tuple[str, ...]:
    names = dict.fromkeys(shape.class_name for shape in annotation.shapes)
    return tuple(name for name in names if how.classes.number_of(name) is None)


def _write(job: _Job, data: bytes, how: _How, chunk: _Chunk, size: tuple[int, int] | None) -> bool:
    """Write the target unless something else is there; True when it holds the labels now."""
    try:
        before = job.target.read_bytes()
    except FileNotFoundError:
        before = None
    except OSError as error:
        raise write_error(error, job.target) from error
    if before is not None:
        if before == data or (not how.overwrite and _agrees(job, how, size)):
            chunk.same += 1
            return True
        if not how.overwrite:
            chunk.failed += 1
            chunk.findings.append(Finding("target_differs", job.target))
            return False
        copy_to_trash(how.root, [job.target])
    _put(job.target, data)
    chunk.written += 1
    return True


def _agrees(job: _Job, how: _How, size: tuple[int, int] | None) -> bool:
    record = read(job.place, size, how.classes, how.source)
    return record.locked is None and record.conflict is None


def _put(target: Path, data: bytes) -> None:
    """Whole or not at all. The disk is synced once at the end: a file each time is too slow."""
    folder, _, _name = str(target).rpartition(os.sep)
    prepared = f"{folder}{os.sep}.labeler-convert-{os.getpid()}.tmp"
    try:
        try:
            _fill(prepared, data)
        except FileNotFoundError:
            os.makedirs(folder, exist_ok=True)
            _fill(prepared, data)
        os.replace(prepared, target)
    except OSError as error:
        Path(prepared).unlink(missing_ok=True)
        raise write_error(error, target) from error


def _fill(path: str, data: bytes) -> None:
    with open(path, "wb", buffering=0) as file:
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) :]


def _not_held(annotation: Annotation, format: Format, task: YoloTask) -> Counter[str]:
    """What of an annotation the format cannot hold, by kind."""
    lost: Counter[str] = Counter()
    held = format.what_survives
    for shape in annotation.shapes:
        for flag in ("truncated", "difficult", "occluded", "attributes", "grades"):
            if flag not in held and getattr(shape, flag):
                lost[flag] += 1
        if "kind" not in held and shape.kind != "box" and task == "detect":
            lost["outline"] += 1
        elif "kind" not in held and shape.kind == "polygon" and task == "obb":
            lost["polygon"] += 1
    if annotation.verified and "verified" not in held:
        lost["verified"] += 1
    return lost


def _lost(plan: Plan, lost: Mapping[str, int]) -> Iterator[Finding]:
    for what, count in sorted(lost.items()):
        values: dict[str, str | int | float] = {"what": what, "count": count, "format": plan.to}
        yield Finding("does_not_survive", values=values, severity="warning")


def _left_out(plan: Plan) -> Iterator[Finding]:
    """Labels that have no image, and so no size and no place in the other half."""
    suffix = ".txt" if plan.to == "voc" else ".xml"
    for path in orphans(plan.dataset):
        if path.suffix == suffix:
            yield Finding("label_without_image", path, severity="warning")


def _with_all_classes(plan: Plan) -> Plan:
    """Numbers are given by the names in all the XML, not in a sample, when no file has them."""
    dataset = plan.dataset
    if plan.to == "voc" or plan.classes is not None or dataset.choice.kind not in (None, "xml"):
        return plan
    if dataset.project.classes.classes and dataset.project.exists:
        return plan
    choice = classes_in_xml(map(Path, xml_files(dataset.listing, dataset.layout)))
    dataset = dataset.with_classes(choice)
    return replace(plan, dataset=pin_classes(dataset) if plan.into is None else dataset)


def _with_new_classes(
    plan: Plan, waiting: Iterable[tuple[_Job, tuple[str, ...]]]
) -> tuple[Plan, list[Finding]]:
    """The plan with the classes appended that the dataset's list lacks."""
    names = sorted({name for _job, new in waiting for name in new}, key=natural_key)
    classes = plan.dataset.classes
    for name in names:
        classes = classes.adding(name)
    dataset = plan.dataset.with_project(plan.dataset.project.classed(classes))
    findings = [
        Finding("class_appended", values={"name": name}, severity="warning") for name in names
    ]
    if plan.into is None:
        dataset = replace(dataset, project=save_project(dataset.project))
    return replace(plan, dataset=dataset), findings


def _finished(plan: Plan, total: _Chunk) -> list[Finding]:
    """What remains when the labels are written: class files, the project, the disk."""
    findings: list[Finding] = []
    if plan.classes is not None:
        total.failed += len(total.waiting)
        for job, names in total.waiting:
            where = job.source.voc or job.source.kept
            findings += [Finding("class_not_listed", where, values={"name": n}) for n in names]
    if plan.into is not None:
        findings += _classes_beside(plan)
    else:
        findings += _kept_up(plan)
    if total.written and hasattr(os, "sync"):
        os.sync()
    return findings


def _classes_beside(plan: Plan) -> list[Finding]:
    """classes.txt in the folder of the new txt files, for programs that read them."""
    if plan.to != "yolo":
        return []
    assert plan.into is not None
    target = plan.into / "classes.txt"
    names = (plan.classes or plan.dataset.classes).names
    data = "".join(name + "\n" for name in names).encode("utf-8")
    if target.exists() and target.read_bytes() != data:
        if not plan.overwrite:
            return [Finding("target_differs", target)]
        copy_to_trash(plan.into, [target])
    _put(target, data)
    return []


def _kept_up(plan: Plan) -> list[Finding]:
    """A labeler.yaml that names the formats now has both; class files have the new classes."""
    project = plan.dataset.project
    both = replace(project, formats=("voc", "yolo"), yolo=plan.task)
    if project.exists and both != project:
        both = save_project(both)
    return list(publish_classes(replace(plan.dataset, project=both)))


def classes_from(path: Path) -> ClassList:
    """The classes of a file given by hand: labeler.yaml, data.yaml, or one name a line."""
    if path.name == FILE_NAME and (project := load_project(path.parent)):
        return project.classes
    names = names_in_file(path)
    if not names:
        raise LabelerError("no_classes", path)
    return ClassList.of(names)
