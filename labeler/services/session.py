"""The open dataset: which image is shown, its document, walking through, saving, what to tell."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from labeler.core.annotation import Annotation, Change, Shape
from labeler.core.classes import ClassList
from labeler.core.finding import Finding, LabelerError
from labeler.core.video.clips import is_video
from labeler.services.document import Document
from labeler.services.documents import Documents
from labeler.services.edits import add_shapes
from labeler.services.frames import Frames
from labeler.services.gradebook import Gradebook
from labeler.services.grader import Grader
from labeler.services.history import History, Step
from labeler.services.images import ImageCache
from labeler.services.jobs import Jobs
from labeler.services.listed import Listed
from labeler.services.neighbours import Neighbours
from labeler.services.notices import Level, Notices
from labeler.services.numbering import including, remembered, unwritten
from labeler.services.opening import Opening
from labeler.services.reading import DatasetRead, read_image
from labeler.services.ruling import Ruling
from labeler.services.saving import Saving
from labeler.services.standing import notices_of, state_of
from labeler.services.states import Filter, State, States
from labeler.services.workspace import Workspace

if TYPE_CHECKING:
    from array import array

    from labeler.core.dataset import Dataset
    from labeler.core.headers import Info
    from labeler.core.record import Record
    from labeler.core.revision import Revision


class Session(QObject):
    """Everything about the open dataset that is not a widget."""

    opened = Signal()  # another dataset, or none
    opening = Signal(object)  # Path that is being opened
    read_again = Signal()  # the open dataset, after many of its files may have changed
    rows_changed = Signal()  # other images are listed
    leaving = Signal()  # the open image is about to be left: end the gesture
    shown = Signal()  # another image is open, or none
    clips_found = Signal(object)  # Path of a video, or of a folder that holds videos only
    picture_ready = Signal(object, bool)  # QImage of the open image, and whether it is full size
    saving_changed = Signal()
    told = Signal(object)  # Notice
    untold = Signal(str)  # notices whose key begins so no longer hold

    def __init__(self, jobs: Jobs, images: ImageCache, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self.images = images
        self.workspace = Workspace(self)
        self.states = States(self)
        self.history = History(self.workspace, jobs, self)
        self.notices = Notices(self)
        self.saving = Saving(self.workspace, self.notices, self)
        self.autosave = self.saving.autosave
        self.dataset: Dataset | None = None
        self.failure: Finding | None = None  # why the open image cannot be shown
        self.info: Info | None = None
        self._index = -1
        self._listed = Listed(self.states)
        self.documents = Documents(self)
        self.frames = Frames(self)
        self.ruling = Ruling(self)
        self.grader = Grader(self)
        self.gradebook = Gradebook(self)
        self._opening = Opening(jobs, self.states, self)
        self._neighbours = Neighbours(jobs)
        self._direction = 1
        self._looking_ahead = QTimer(self, singleShot=True, interval=0)
        self._connect()

    def _connect(self) -> None:
        self._looking_ahead.timeout.connect(self._look_ahead)
        self.notices.told.connect(self.told)
        self.notices.untold.connect(self.untold)
        self.saving.changed.connect(self.saving_changed)
        self.saving.settled.connect(self._publish)
        self.workspace.changed.connect(self._on_workspace_changed)
        self.images.ready.connect(self._on_images_ready)
        self.images.failed.connect(self._on_images_failed)
        self.history.starting.connect(self._on_history_starting)
        self.history.revised.connect(self._on_history_revised)

    # --- opening

    def open(self, path: Path) -> None:
        """Open a folder, or an image in its folder; the answer comes as `opened` or a notice.

        A video is for others to open: `clips_found`.
        """
        if is_video(path):
            self.clips_found.emit(path)
            return
        self.opening.emit(path)
        self._opening.read(path, partial(self._on_dataset_read, path), self._on_opening_failed)

    def refresh(self) -> None:
        """Read the open dataset's folder again, and stay where we are."""
        if self.dataset is not None:
            root, failed = self.dataset.root, self._on_opening_failed
            self._opening.read(root, self._on_dataset_read_again, failed, whole=True)

    def _on_opening_failed(self, finding: Finding) -> None:
        self.tell("open", finding, level="error")

    def _on_dataset_read(self, path: Path, read: DatasetRead, first_step: bool) -> None:
        if first_step:
            self._begin(path, read)
        else:
            self._complete(read)

    def _begin(self, path: Path, read: DatasetRead) -> None:
        dataset = read.dataset
        self.leaving.emit()
        self.autosave.wait()
        self.workspace.open(None, (0, 0))
        self.documents.clear()
        self.history.clear()
        self._index = -1
        self.frames.end()
        self._listed.filter = Filter()
        self.notices.withdraw("")
        self._take_dataset(read)
        if read.first is not None:
            self._neighbours.put(dataset.images[0], read.first)
        self.opened.emit()
        self._tell_about_dataset(read)
        first = dataset.index(dataset.relative(path)) if path.is_file() else None
        self.show_first(first or 0)

    def _complete(self, read: DatasetRead) -> None:
        """The whole list is known, a moment after its first image was shown."""
        name, untouched = self.name, self.document is None or not self.document.unsaved
        before, dataset = self.dataset, read.dataset
        self._index = dataset.index(name) or 0
        self._take_dataset(read)
        self._tell_about_dataset(read)
        self.opened.emit()
        if untouched and before is not None and _differ(before, dataset, name):
            self.documents.drop(name)
            self.show_first(self._index)
        else:
            self.shown.emit()
            self._looking_ahead.start()

    def _on_dataset_read_again(self, read: DatasetRead, first_step: bool) -> None:
        name, index = self.name, self._index
        returned = _returned(self.dataset, read.dataset)
        self.documents.drop_settled()
        self._take_dataset(read)
        self.read_again.emit()
        if self.frames.shown:
            self.frames.stale.emit()
            return
        again = read.dataset.index(returned or name)
        self.show_first(min(index, len(read.dataset.images) - 1) if again is None else again)

    def _take_dataset(self, read: DatasetRead) -> None:
        self.dataset = read.dataset
        self._neighbours.clear()
        self.states.reset(read.labelled)
        self.workspace.set_classes(read.dataset.project.classes)
        self._listed.rows = read.rows
        if self._listed.filter:
            self.refilter()
        else:
            self.rows_changed.emit()
        self._opening.summarise(read.dataset, self.workspace.classes)

    def _tell_about_dataset(self, read: DatasetRead) -> None:
        if read.dataset.complete:
            self._tell_about_clips(read.dataset)
        for code, finding in {f.code: f for f in reversed(read.findings)}.items():
            actions = ("choose_classes",) if code == "classes_disagree" else ()
            self.tell(f"dataset:{code}", finding, actions)

    def _tell_about_clips(self, dataset: "Dataset") -> None:
        """A folder of videos alone is opened as such; beside images they are offered."""
        clips, where = len(dataset.clips), dataset.folder
        if not dataset.images and not clips:
            self.tell("dataset:no_images", Finding("no_images", where), level="info")
        elif not dataset.images:
            self.clips_found.emit(where)
        elif clips:
            found = Finding("clips_here", where, values={"count": clips})
            self.tell("dataset:clips", found, ("open_clips",), level="info")

    def show_first(self, index: int) -> None:
        if self.dataset is not None and self.dataset.images:
            self.show(max(0, index))
        else:
            self.frames.end()
            self._index = -1
            self.workspace.open(None, (0, 0))
            self.shown.emit()

    # --- the list

    @property
    def rows(self) -> "array[int]":
        """Indexes of the listed images, ascending."""
        return self._listed.rows

    @property
    def filter(self) -> Filter:
        return self._listed.filter

    def set_filter(self, wanted: Filter) -> None:
        """List only these images; the open one stays open."""
        self._listed.filter = wanted
        self.refilter()

    def refilter(self) -> None:
        if self.dataset is not None:
            self._listed.refilter(self.dataset)
            self.rows_changed.emit()

    def row_of(self, index: int) -> int | None:
        """Where in the list an image stands, None when the filter hides it."""
        return self._listed.row_of(index)

    # --- walking

    @property
    def index(self) -> int:
        """Index of the open image in the dataset, -1 for none."""
        return self._index

    @property
    def name(self) -> str:
        """Of the open image; of a frame, the name it has or would have as an image."""
        if self.frames.shown:
            return self.frames.name
        return self.dataset.images[self._index] if self.dataset and self._index >= 0 else ""

    @property
    def path(self) -> Path | None:
        return self.dataset.path(self.name) if self.dataset and self.name else None

    @property
    def document(self) -> Document | None:
        return self.workspace.document

    def step(self, by: int) -> bool:
        """Go along the listed images; False at the end."""
        wanted = self._listed.beside(self._index, by)
        if wanted is None:
            return False
        self._direction = 1 if by > 0 else -1
        self.show(wanted)
        return True

    def show_next_unseen(self) -> bool:
        """Go to the next listed image that nobody has looked at, round the end."""
        wanted = self._listed.next_new(self._index)
        if wanted is None:
            return False
        self._direction = 1
        self.show(wanted)
        return True

    def show(self, index: int) -> None:
        """Open the image with this index: its shapes at once, its picture when decoded."""
        if self.dataset is None or not 0 <= index < len(self.dataset.images):
            return
        self.leaving.emit()
        self.frames.end()
        self._index = index
        name = self.name
        read = self._neighbours.take(name)
        document = self.documents.fresh(name)
        if read is None:
            read = read_image(self.dataset, name, self.workspace.classes)
        if document is None and read.record is not None:
            document = self.documents.open(name, read.record)
        self.failure = read.failure
        self.put(document, index, read.info)
        self._show_picture()
        self.tell_about_image()

    def put(self, document: Document | None, index: int, info: "Info | None") -> None:
        """Make this the image in hand; its picture comes separately."""
        self._index, self.info = index, info
        self.notices.withdraw("image:")
        self.workspace.open(document, (info.width, info.height) if info else (0, 0))
        self.shown.emit()

    def insert(self, name: str) -> None:
        """A new image, the one in hand, comes into the list."""
        assert self.dataset is not None
        self.dataset, self._index = self.dataset.adding(name)
        self._neighbours.clear()
        self.states.insert(self._index)
        self._listed.refilter(self.dataset)
        self.rows_changed.emit()
        self._opening.renumber(self.dataset, self.workspace.classes)

    def reload(self) -> None:
        """Read the open image and its labels from disk again; what is unsaved here is given up."""
        document = self.document
        if document is not None:
            self.autosave.forget(document)
            self.autosave.wait()
            self.documents.drop(document.name)
        self._neighbours.forget(self.name)
        if self.path is not None:
            self.images.forget(self.path)
        self.show(self._index)

    def _show_picture(self) -> None:
        """What is cached at once; the neighbours wait until this image has been painted."""
        path = self.path if self.failure is None else None
        image = self.images.get(path) if path is not None else None
        if image is not None:
            self.picture_ready.emit(image, True)
        elif path is not None:
            self.images.want(path)
            return
        self._looking_ahead.start()

    def _on_images_ready(self, path: Path, image: QImage, full: bool) -> None:
        if path == self.path:
            self.picture_ready.emit(image, full)
            if full:
                self._looking_ahead.start()

    def _on_images_failed(self, path: Path, finding: Finding) -> None:
        if path == self.path and self.failure is None:
            self.failure = finding
            self.workspace.open(None, (0, 0))
            self.shown.emit()
            self.tell_about_image()
            self._looking_ahead.start()

    def _look_ahead(self) -> None:
        """Read pictures and labels of the neighbours before they are asked for."""
        dataset = self.dataset
        if dataset is None:
            return
        steps = (self._direction, 2 * self._direction, -self._direction)
        beside = (self._listed.beside(self._index, by) for by in steps)
        names = [dataset.images[index] for index in dict.fromkeys(beside) if index is not None]
        self.images.expect([dataset.path(name) for name in names])
        unread = [name for name in names if name not in self.documents]
        self._neighbours.expect(dataset, unread, self.workspace.classes)

    # --- editing

    def _on_workspace_changed(self, change: Change) -> None:
        document = self.document
        if document is None:
            return
        if self.frames.pending:
            self.frames.admit()
        self._number_classes(document.annotation)
        self.notices.withdraw("image:finding")
        self.tell_about_image()
        self.saving.save(document)

    def set_classes(self, classes: ClassList, action: str = "") -> None:
        """Take and remember a class list; with an action code the change can be undone.

        Numbers that exist must stay what they are.
        """
        before = self.workspace.classes
        if self.dataset is None or classes == before:
            return
        self.workspace.set_classes(classes)
        self._neighbours.clear()
        self._remember_classes()
        if action:
            self.history.remember(
                Step(action, partial(self._restyle, before), partial(self._restyle, classes))
            )

    def _restyle(self, like: ClassList) -> None:
        self.set_classes(self.workspace.classes.restyling(like))

    def _remember_classes(self) -> None:
        assert self.dataset is not None
        self.notices.withdraw("project")
        try:
            self.dataset, findings = remembered(self.dataset, self.workspace.classes)
        except LabelerError as error:
            self.tell("project", error.finding, level="error")
        else:
            for finding in findings:
                self.tell(f"project:{finding.code}", finding)

    def _number_classes(self, annotation: Annotation) -> None:
        """Before labels are written, every class they use has a number, and a file says it."""
        self.set_classes(including(self.workspace.classes, annotation))
        if self.dataset is not None and unwritten(self.dataset):
            self._remember_classes()

    def _publish(self, document: Document) -> None:
        """Put what is known of an open document into the list."""
        index = self.dataset.index(document.name) if self.dataset else None
        if index is not None:
            counts = Counter(shape.class_name for shape in document.annotation)
            self.states.put(index, state_of(document, self.workspace.classes), counts)
            self.states.set_unsaved(index, document.unsaved)

    def verify_and_next(self) -> None:
        """Mark the open image as checked by a person, and go on."""
        if self.workspace.editable:
            self.workspace.commit(self.workspace.annotation.verifying(True), "verify")
        self.step(1)

    def set_verified(self, verified: bool) -> None:
        self.workspace.commit(self.workspace.annotation.verifying(verified), "verify")

    def mark_nothing_here(self) -> None:
        """Say that a person has looked and there is nothing to mark."""
        if not self.workspace.annotation.shapes:
            self.workspace.commit(self.workspace.annotation.seeing(), "nothing_here")

    def copy_from_previous(self) -> int:
        """Add the shapes of the listed image before this one; returns how many."""
        before = self._listed.beside(self._place, -1)
        if self.dataset is None or before is None:
            return 0
        name = self.dataset.images[before]
        document = self.documents.get(name)
        if document is not None:
            shapes: Sequence[Shape] = document.annotation.shapes
        else:
            record = read_image(self.dataset, name, self.workspace.classes).record
            shapes = record.annotation.shapes if record and not record.locked else ()
        return add_shapes(self.workspace, shapes, "copy_previous")

    @property
    def _place(self) -> int:
        """The index of the open image; of a frame that is none yet, that it would have."""
        if self.frames.pending and self.dataset is not None:
            return self.dataset.insertion(self.frames.name)
        return self._index

    # --- saving

    @property
    def unsaved(self) -> tuple[Document, ...]:
        return self.autosave.unsaved

    def retry_saving(self, *, force: bool = False) -> None:
        """Try again what could not be saved; `force` also over another program's changes."""
        self.saving.retry(force=force)

    def save_elsewhere(self, folder: Path) -> None:
        """Write what could not be saved into another folder, and keep trying nothing else."""
        self.saving.save_elsewhere(folder)

    def discard_unsaved(self, code: str = "") -> None:
        """Give up every edit that is not on disk, with a code those that failed so: only after
        the user said so."""
        for document in self.saving.discard(code):
            self.documents.drop(document.name)

    # --- changes to many files at once

    def apply_revision(self, revision: "Revision") -> None:
        """Run a revision in a job; it can be taken back as one step."""
        self.history.run(revision)

    def _on_history_starting(self) -> None:
        self.leaving.emit()
        self.autosave.wait()

    def _on_history_revised(self, error: object) -> None:
        if isinstance(error, LabelerError):
            self.tell("revision", error.finding, level="error")
        self.refresh()

    # --- telling, and answers to what was told

    def tell(
        self,
        key: str,
        finding: Finding,
        actions: tuple[str, ...] = (),
        level: Level = "warning",
    ) -> None:
        self.notices.tell(key, finding, actions, level)

    def tell_about_image(self) -> None:
        document = self.document
        if self.failure is not None:
            self.tell("image:failure", self.failure, level="error")
            self.states.put(self._index, State.PROBLEM, {})
        if document is not None:
            for notice in notices_of(document, self.workspace.classes):
                self.told.emit(notice)
            self._publish(document)

    def resolve_conflict(self, which: Literal["voc", "yolo"]) -> None:
        """Take one half of a record that disagrees, and write both by it."""
        document = self.document
        if document is not None and document.record.conflict is not None:
            self._reopen(document, document.record.resolved(which))

    def repair(self) -> tuple[Finding, ...]:
        """Mend the open image's unreadable label file; returns what was done, () when it cannot."""
        from labeler.core.record import repair

        document = self.document
        mended = repair(document.record) if document is not None else None
        if document is None or mended is None:
            return ()
        self._reopen(document, mended.record)
        return mended.findings

    def _reopen(self, document: Document, record: "Record") -> None:
        self.leaving.emit()
        again = self.documents.open(document.name, record)
        self.notices.withdraw("image:")
        self.workspace.open(again, self.workspace.image_size)
        self.shown.emit()
        self._show_picture()
        if again.editable:
            again.unsaved = True
            self._number_classes(again.annotation)
            self.saving.save(again)
        self.tell_about_image()

    def close(self) -> None:
        """Write what is queued and stop the threads."""
        self._opening.stop()
        self.grader.finish()
        self.autosave.close()


def _differ(before: "Dataset", after: "Dataset", name: str) -> bool:
    """True when an image that is shown already must be read again now that all is known."""
    return before.place(name) != after.place(name) or before.project != after.project


def _returned(before: "Dataset | None", after: "Dataset") -> str:
    """The one image that is there again, as after taking back its deletion; "" for none."""
    if before is None or len(after.images) != len(before.images) + 1:
        return ""
    return next((name for name in after.images if before.index(name) is None), "")
