"""Write at once after a change, in order, off the main thread, and never lose an edit."""

import threading
from collections import OrderedDict

from PySide6.QtCore import QObject, Signal

from labeler.core.annotation import Annotation
from labeler.core.classes import ClassList
from labeler.core.finding import Finding, LabelerError
from labeler.services.document import Document


class Autosave(QObject):
    """One thread that saves documents; edits of one image that pile up are written as the last.

    A failed save leaves its document unsaved and waits until it is submitted again, as by the next
    edit of that image.
    """

    saved = Signal(object, object)  # Document, the Annotation that is now on disk
    failed = Signal(object, object)  # Document, Finding
    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: OrderedDict[Document, tuple[Annotation, ClassList, bool]] = OrderedDict()
        self._failed: dict[Document, Finding] = {}
        self._writing: Document | None = None
        self._closing = False
        self._wake = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="autosave", daemon=True)
        self._thread.start()

    def submit(self, document: Document, classes: ClassList, *, force: bool = False) -> None:
        """Queue what the document holds now; `force` also over what another program wrote."""
        with self._wake:
            self._failed.pop(document, None)
            self._waiting[document] = (document.annotation, classes, force)
            self._wake.notify_all()

    @property
    def unsaved(self) -> tuple[Document, ...]:
        """Documents whose last edit is not on disk: waiting, being written or failed."""
        with self._wake:
            writing = (self._writing,) if self._writing else ()
            return tuple(dict.fromkeys((*writing, *self._waiting, *self._failed)))

    @property
    def failures(self) -> dict[Document, Finding]:
        with self._wake:
            return dict(self._failed)

    def forget(self, document: Document) -> None:
        """Give up what of this document is not on disk: the user discards it knowingly."""
        with self._wake:
            self._failed.pop(document, None)
            self._waiting.pop(document, None)

    def wait(self, timeout_s: float | None = None) -> bool:
        """Block until all that is queued was tried; False when the time ran out."""
        with self._wake:
            return self._wake.wait_for(lambda: not self._waiting and not self._writing, timeout_s)

    def close(self) -> None:
        """Write what is queued, then end the thread."""
        with self._wake:
            self._closing = True
            self._wake.notify_all()
        self._thread.join()

    # --- the thread

    def _run(self) -> None:
        while (task := self._next()) is not None:
            document, annotation, classes, force = task
            finding = _save(document, annotation, classes, force)
            with self._wake:
                self._writing = None
                if finding is not None and document not in self._waiting:
                    self._failed[document] = finding
                quiet = not self._waiting
                self._wake.notify_all()
            if finding is None:
                self.saved.emit(document, annotation)
            else:
                self.failed.emit(document, finding)
            if quiet:
                self.idle.emit()

    def _next(self) -> tuple[Document, Annotation, ClassList, bool] | None:
        with self._wake:
            self._wake.wait_for(lambda: self._waiting or self._closing)
            if not self._waiting:
                return None
            document, (annotation, classes, force) = self._waiting.popitem(last=False)
            self._writing = document
            return document, annotation, classes, force


def _save(
    document: Document, annotation: Annotation, classes: ClassList, force: bool
) -> Finding | None:
    from labeler.core.record import save

    try:
        if document.shot is not None:
            document.shot.write()
            document.shot = None
        document.record = save(document.record, annotation, classes, force=force)
    except LabelerError as error:
        return error.finding
    except Exception as error:  # a bug must not end the thread that saves everybody's work
        return Finding("save_failed", document.record.place.image, values={"reason": repr(error)})
    return None
