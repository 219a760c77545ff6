"""What the tools work on: the open document with its selection, hover, preview and class."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QObject, Signal

from labeler.core.annotation import Annotation, Change, Shape
from labeler.core.classes import ClassList
from labeler.services.document import Document

_NOTHING = Annotation()
FIRST_CLASS = "object"  # what the first shape is called where there is no class yet


class Workspace(QObject):
    """The one place for what is selected, hovered, previewed and current.

    It has the form that tools ask for (`tools.tool.Workspace`), without knowing them.
    """

    annotation_reset = Signal()  # another document, or none
    changed = Signal(object)  # Change of the open document
    selection_changed = Signal()
    hover_changed = Signal()
    previewed = Signal(object)  # tools.tool.Preview or None
    class_changed = Signal(str)  # the current class
    classes_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._selection: frozenset[int] = frozenset()
        self._hovered: int | None = None
        self._preview: Any = None
        self._current_class = FIRST_CLASS
        self._classes = ClassList()
        self.image_size = (0, 0)
        self.snapping = True

    # --- the document

    @property
    def document(self) -> Document | None:
        return self._document

    @property
    def annotation(self) -> Annotation:
        return self._document.annotation if self._document else _NOTHING

    @property
    def editable(self) -> bool:
        return self._document is not None and self._document.editable

    def open(self, document: Document | None, image_size: tuple[int, int]) -> None:
        """Make this the document in hand; whoever was before keeps its undo stack."""
        if self._document is not None:
            self._document.changed.disconnect(self._on_document_changed)
        self._document = document
        self.image_size = image_size
        self._selection = frozenset()
        self._hovered = None
        self._preview = None
        if document is not None:
            document.changed.connect(self._on_document_changed)
        self.annotation_reset.emit()
        self.selection_changed.emit()

    def commit(self, after: Annotation, action: str, merge: str = "") -> None:
        self.preview(None)
        if self._document is not None and self._document.editable:
            self._document.edit(after, action, merge)

    def new_id(self) -> int:
        return self._document.new_id() if self._document else 1

    def _on_document_changed(self, change: Change) -> None:
        if change.removed & self._selection:
            self.select(self._selection - change.removed)
        if self._hovered in change.removed:
            self.hover(None)
        self.changed.emit(change)

    # --- selection, hover, preview

    @property
    def selection(self) -> frozenset[int]:
        return self._selection

    @property
    def selected(self) -> tuple[Shape, ...]:
        """The selected shapes, bottom to top."""
        return tuple(s for s in self.annotation if s.id in self._selection)

    def select(self, ids: Iterable[int]) -> None:
        wanted = frozenset(ids)
        if wanted != self._selection:
            self._selection = wanted
            self.selection_changed.emit()

    @property
    def hovered(self) -> int | None:
        return self._hovered

    def hover(self, id: int | None) -> None:
        if id != self._hovered:
            self._hovered = id
            self.hover_changed.emit()

    @property
    def preview_shown(self) -> Any:
        return self._preview

    def preview(self, preview: Any) -> None:
        if preview is not None or self._preview is not None:
            self._preview = preview
            self.previewed.emit(preview)

    # --- classes

    @property
    def classes(self) -> ClassList:
        return self._classes

    def set_classes(self, classes: ClassList) -> None:
        if classes == self._classes:
            return
        self._classes = classes
        self.classes_changed.emit()
        if self._current_class not in classes:
            shown = classes.displayed
            self.set_current_class(classes.name_of(shown[0]) if shown else FIRST_CLASS)

    @property
    def current_class(self) -> str:
        return self._current_class

    def set_current_class(self, name: str) -> None:
        if name != self._current_class:
            self._current_class = name
            self.class_changed.emit(name)

    def apply_class(self, name: str) -> None:
        """The hovered shape takes the class, else the selected ones, and the next shape does too.

        With several selected and the pointer over one of them, all of them take it.
        """
        ids = self._selection
        if self._hovered is not None and self._hovered not in ids:
            ids = frozenset({self._hovered})
        shapes = [s.classed(name) for s in self.annotation if s.id in ids]
        if shapes:
            self.commit(self.annotation.replacing(*shapes), "class")
        self.set_current_class(name)
