"""Measures the shapes of the open image in jobs, judges them by the rules, and completes the steps
that drew them by their grades."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from labeler.core.annotation import Annotation, Answer, Answers, Change, Shape
from labeler.core.finding import LabelerError
from labeler.core.graded import (
    Graded,
    Judgements,
    Row,
    conditions_of,
    failing,
    judged,
    judged_all,
)
from labeler.core.real_sizes import ATTRIBUTE
from labeler.core.stamping import stamped
from labeler.services.document import Document

if TYPE_CHECKING:
    from labeler.core.dataset import Dataset
    from labeler.core.measure_store import MeasureStore
    from labeler.core.pixels import Pixels
    from labeler.core.rules.rule import Judgement, Rule
    from labeler.services.session import Session

_AT_REST_MS = 40  # an image that is only walked past is not measured
_STAMP_MS = 120  # after the last answer or change: a held key is one stamp, not one for each step
_LEFT_MS = 500  # without an edit, before what was left is completed
_AT_ONCE = 20  # shapes in a job, so that the first of many answer soon
_PRIORITY = -5  # pictures come first


@dataclass(frozen=True, eq=False)
class _Subject:
    """The image whose shapes are measured, with its picture."""

    document: Document
    dataset: "Dataset"
    image: QImage
    is_file: bool  # not a frame of a video, whose file may hold slightly other pixels


@dataclass(frozen=True, eq=False)
class _Asked:
    """What one job measures and judges: an image and some of its shapes, those that are `known`
    only judged."""

    subject: _Subject
    grades: Answers  # of the image
    shapes: Sequence[Shape]
    known: Mapping[int, Row]
    rules: "Sequence[Rule]"
    store: "MeasureStore"

    def answered(self) -> Graded:
        """The image and each shape with what the rules say; on a thread."""
        from labeler.core.grading import rows_of

        subject = self.subject
        new = tuple(shape for shape in self.shapes if shape.id not in self.known)
        annotation = Annotation(new, seen=True, grades=self.grades)
        name, pixels = subject.document.name, _pixels(subject.image)
        store = self.store if subject.is_file else None
        image, *measured = rows_of(subject.dataset, name, annotation, store, pixels)
        by_id = dict(zip((shape.id for shape in new), measured, strict=True))
        rows = [image]
        for shape in self.shapes:
            row = by_id.get(shape.id) or self.known[shape.id]
            rows.append(replace(row, shape=shape, grades=shape.grades))
        return list(zip(rows, judged_all(rows, self.rules), strict=True))


class Grader(QObject):
    """Belongs to the main thread. What is known of the open image is asked of it at any time."""

    changed = Signal()  # what rules say of the open image may differ from before
    settled = Signal()  # nothing of the open image is left to be measured

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self.annotator = ""  # the name that new shapes get
        self._store: MeasureStore | None = None
        self._subject: _Subject | None = None
        self._rows: dict[int, Row] = {}  # by id of the shape; 0 is the image
        self._basis: object = None  # what they were measured by
        self._judged: dict[int, tuple[Shape | None, Judgements]] = {}
        self._failing: dict[int, tuple[Judgement, ...]] = {}
        self._stale: dict[int, None] = {}  # to be measured or judged; as a set with an order
        self._running: tuple[int, ...] = ()
        self._unstamped: frozenset[int] = frozenset()  # changed since grades were written last
        self._starting = QTimer(self, singleShot=True, interval=_AT_REST_MS)
        self._starting.timeout.connect(self._start)
        self._stamping = QTimer(self, singleShot=True, interval=_STAMP_MS)
        self._stamping.timeout.connect(self._stamp)
        self._left: list[tuple[_Subject, Graded]] = []  # measured after their image was left
        self._resting = QTimer(self, singleShot=True, interval=_LEFT_MS)
        self._resting.timeout.connect(self.finish)
        session.workspace.annotation_reset.connect(self._on_annotation_reset)
        session.workspace.changed.connect(self._on_workspace_changed)
        session.picture_ready.connect(self._on_picture_ready)
        session.opened.connect(self._on_session_opened)
        session.ruling.changed.connect(self._on_ruling_changed)

    # --- asking

    @property
    def store(self) -> "MeasureStore":
        """What was measured before, by whichever window or command."""
        from labeler.core.measure_store import MeasureStore

        if self._store is None:
            self._store = MeasureStore()
        return self._store

    @property
    def complete(self) -> bool:
        """True when nothing of the open image is left to be measured."""
        return not self._stale and not self._running

    @property
    def at_rest(self) -> bool:
        """True when everything that can be measured now is, and is written into its shapes."""
        timers = (self._starting, self._stamping, self._resting)
        waiting = any(timer.isActive() for timer in timers)
        return not waiting and (self._subject is None or self.complete)

    @property
    def ids(self) -> tuple[int, ...]:
        """0 for the image, and its shapes."""
        if self._session.document is None:
            return ()
        return (0, *(shape.id for shape in self._session.workspace.annotation))

    def known(self, id: int) -> bool:
        """True when the shape, or the image for 0, has been measured as it is now."""
        return self._row_of(id) is not None

    def judgements(self, id: int) -> Judgements:
        """What the rules say of a shape of the open image, or of the image itself for 0."""
        shape = self._session.workspace.annotation.get(id) if id else None
        if id and shape is None:
            return {}
        cached = self._judged.get(id)
        if cached is None or cached[0] is not shape:
            row = self._row_of(id) or Row(self._session.name, shape)
            judgements = judged(self._as_now(row, shape), self._rules, self._conditions())
            self._take(id, shape, judgements)
            return judgements
        return cached[1]

    @property
    def problems(self) -> "Mapping[int, tuple[Judgement, ...]]":
        """The failures of each shape that has any, as far as it has been judged, by id; 0 is the
        image."""
        return self._failing

    def graded(self) -> list[tuple[Row, Judgements]]:
        """The open image and its shapes as rows, as far as they are measured."""
        annotation, name = self._session.workspace.annotation, self._session.name
        image = self._as_now(self._row_of(0) or Row(name, None), None)
        found = [(image, self.judgements(0))]
        for shape in annotation:
            row = self._row_of(shape.id) or Row(name, shape, video=image.video)
            found.append((self._as_now(row, shape), self.judgements(shape.id)))
        return found

    @property
    def _rules(self) -> "tuple[Rule, ...]":
        return self._session.ruling.rules

    def _row_of(self, id: int) -> Row | None:
        row = self._rows.get(id)
        if row is None or row.shape is None:
            return row
        shape = self._session.workspace.annotation.get(id)
        same = row.shape is shape or (shape is not None and _look(shape) == _look(row.shape))
        return row if same else None

    def _as_now(self, row: Row, shape: Shape | None) -> Row:
        grades = shape.grades if shape else self._session.workspace.annotation.grades
        if row.shape is shape and row.grades == grades:
            return row
        return replace(row, shape=shape, grades=grades)

    def _conditions(self) -> Mapping[str, str]:
        """The grades of the image on which rules depend."""
        rules = self._rules
        needed = {rule.by for rule in rules if rule.by}
        if not needed:
            return {}
        row = self._as_now(self._row_of(0) or Row(self._session.name, None), None)
        return conditions_of(row, [rule for rule in rules if rule.id in needed])

    def _take(self, id: int, shape: Shape | None, judgements: Judgements) -> None:
        self._judged[id] = (shape, judgements)
        failures = failing(judgements)
        if failures:
            self._failing[id] = failures
        else:
            self._failing.pop(id, None)

    # --- answering

    def answer(self, ids: Iterable[int], rule_id: str, grade: str | None) -> None:
        """Give shapes, or the image for 0, a grade by hand; None leaves it to what is measured.

        Those that the rule does not ask about are passed over.
        """
        workspace, rule = self._session.workspace, self._session.ruling.rule(rule_id)
        if rule is None or not workspace.editable:
            return
        answer = Answer(rule_id, grade, True, rule.version) if grade else None
        after, wanted = workspace.annotation, set(ids)
        if 0 in wanted and rule.asks(None):
            after = after.answered(rule_id, answer)
        asked = [shape for shape in after if shape.id in wanted and rule.asks(shape)]
        shapes = [shape.answered(rule_id, answer) for shape in asked]
        if shapes:
            after = after.replacing(*shapes)
        if after != workspace.annotation:
            workspace.commit(after, "grade")

    # --- what is to be measured

    def _on_annotation_reset(self) -> None:
        self._starting.stop()
        self._stamping.stop()
        self._measure_left()
        self._subject, self._rows, self._judged, self._failing = None, {}, {}, {}
        self._running, self._unstamped = (), frozenset()
        self._stale = dict.fromkeys(self.ids)
        self.changed.emit()

    def _on_picture_ready(self, image: QImage, full: bool) -> None:
        document, dataset = self._session.document, self._session.dataset
        if full and document is not None and dataset is not None:
            self._subject = _Subject(document, dataset, image, not self._session.frames.shown)
            self._starting.start(_AT_REST_MS)

    def _on_session_opened(self) -> None:
        """The first image is shown before the whole dataset is known; now it can be measured."""
        subject, dataset = self._subject, self._session.dataset
        if subject is not None and dataset is not None and dataset.complete:
            self._subject = replace(subject, dataset=dataset)
            self._starting.start(_AT_REST_MS)

    def _on_workspace_changed(self, change: Change) -> None:
        touched = change.added | change.changed
        for id in change.removed:
            for known in (self._rows, self._judged, self._failing, self._stale):
                known.pop(id, None)
        if change.graded:
            every = any(rule.by and rule.of == "object" for rule in self._rules)
            self._stale |= dict.fromkeys(self.ids if every else (0,))
        self._stale |= dict.fromkeys(touched)
        self._unstamped |= touched
        self._stamping.start()
        if self._resting.isActive():
            self._resting.start()
        if self._subject is not None and self._stale:
            self._starting.start(0)  # the step is on its stack then
        self.changed.emit()

    def _on_ruling_changed(self) -> None:
        self._judged, self._failing = {}, {}
        self._stale = dict.fromkeys(self.ids)
        if self._basis != self._session.ruling.basis:
            self._rows = {}
        subject, dataset = self._subject, self._session.dataset
        if subject is not None and dataset is not None:
            self._subject = replace(subject, dataset=dataset)
            self._starting.start(0)
        self.changed.emit()

    # --- measuring

    def _next(self) -> tuple[int, ...]:
        """A few of those that are to be measured, the selected ones first."""
        chosen = [id for id in self._session.workspace.selection if id in self._stale]
        return tuple(islice(dict.fromkeys((*chosen[:_AT_ONCE], *self._stale)), _AT_ONCE))

    def _start(self) -> None:
        """Begin a job with the next few; one at a time."""
        subject = self._subject
        ids = self._next()
        if subject is None or not subject.dataset.complete or self._running or not ids:
            return
        annotation = self._session.workspace.annotation
        shapes = [annotation[id] for id in ids if id in annotation]
        known = {shape.id: row for shape in shapes if (row := self._row_of(shape.id)) is not None}
        for id in ids:
            del self._stale[id]
        self._running = (0, *(shape.id for shape in shapes))
        self._basis = self._session.ruling.basis
        asked = _Asked(subject, annotation.grades, shapes, known, self._rules, self.store)
        take = partial(self._on_measured, asked)
        self._session.jobs.run(asked.answered, take, partial(self._on_failed, asked), _PRIORITY)

    def _measure_left(self) -> None:
        """What was drawn at the last moment, before its image was left."""
        subject = self._subject
        if subject is None or not subject.dataset.complete:
            return
        annotation = subject.document.annotation
        shapes = [annotation[id] for id in sorted(self._unstamped) if id in annotation]
        if shapes:
            asked = _Asked(subject, annotation.grades, shapes, {}, self._rules, self.store)
            take = partial(self._on_measured, asked)
            lost = partial(self._on_failed, asked)
            self._session.jobs.run(asked.answered, take, lost, _PRIORITY)

    def _on_measured(self, asked: "_Asked", graded: Graded) -> None:
        if asked.subject is not self._subject:
            self._left.append((asked.subject, graded))
            self._resting.start()
            if self._subject is not None and asked.subject.document is self._subject.document:
                self._running = ()  # other rules hold, or the dataset was read again
                self._start()
            return
        self._running = ()
        annotation = self._session.workspace.annotation
        for row, judgements in graded:
            id = row.shape.id if row.shape is not None else 0
            if row.shape is not None and id not in annotation:
                continue
            self._rows[id] = row
            now = annotation.get(id) if id else None
            fresh = row.shape is now if id else row.grades == annotation.grades
            if fresh and asked.rules == self._rules:
                self._take(id, now, judgements)
        self._unstamped |= {shape.id for shape in asked.shapes}
        self._stamping.start()
        self.changed.emit()
        if self._stale:
            self._start()
        else:
            self.settled.emit()

    def _on_failed(self, asked: "_Asked", error: BaseException) -> None:
        if self._subject is not None and asked.subject.document is self._subject.document:
            self._running = ()
            self._starting.start(_AT_REST_MS)  # with the others
        if not isinstance(error, LabelerError | OSError | MemoryError):
            raise error

    # --- grades into the record

    def _stamp(self) -> None:
        """Write what was measured into the shapes that were drawn or changed since opening."""
        document = self._session.document
        if document is None or not document.editable:
            return
        annotation = document.annotation
        shapes = [annotation[id] for id in self._unstamped if id in annotation and self.known(id)]
        self._unstamped -= {shape.id for shape in shapes}
        done = [
            stamped(shape, self.judgements(shape.id), self.annotator)
            for shape in shapes
            if _touched(document, shape)
        ]
        self._amend(document, [shape for shape in done if shape is not annotation[shape.id]])

    def finish(self) -> None:
        """Write the grades of images that were left: edits go before them, so when nobody edits."""
        left, self._left = self._left, []
        for subject, graded in left:
            self._stamp_left(subject, graded)

    def _stamp_left(self, subject: _Subject, graded: Graded) -> None:
        """The same for an image that was left before its measuring ended."""
        document = subject.document
        if self._session.documents.get(subject.document.name) is not document:
            return
        if not document.editable or document is self._session.document:
            return
        rules = subject.dataset.project.rules_in_force
        conditions = conditions_of(graded[0][0], [rule for rule in rules if rule.of == "image"])
        done = []
        for row, _ in graded[1:]:
            shape = document.annotation.get(row.shape.id) if row.shape else None
            if shape is None or row.shape is None or _look(shape) != _look(row.shape):
                continue
            if _touched(document, shape):
                now = replace(row, shape=shape, grades=shape.grades)
                done.append(stamped(shape, judged(now, rules, conditions), self.annotator))
        changed = [shape for shape in done if shape != document.annotation[shape.id]]
        if self._amend(document, changed):
            self._session.saving.save(document)

    def _amend(self, document: Document, shapes: Sequence[Shape]) -> bool:
        return bool(shapes) and document.amend(document.annotation.replacing(*shapes))


def _look(shape: Shape) -> tuple[object, ...]:
    """What decides what is measured of a shape."""
    own = next((value for name, value in shape.attributes if name == ATTRIBUTE), "")
    return (shape.kind, shape.points, shape.class_name, shape.truncated, own)


def _touched(document: Document, shape: Shape) -> bool:
    """Drawn or changed since its file was read: an untouched one keeps its very text."""
    return document.record.annotation.get(shape.id) != shape


def _pixels(image: QImage) -> "Pixels":
    """The picture's own memory as height × width × 4; it must not be written to."""
    import numpy as np

    lines = np.frombuffer(image.constBits(), np.uint8)
    wide = image.bytesPerLine() // 4
    pixels: Pixels = lines.reshape(image.height(), wide, 4)[:, : image.width()]
    return pixels
