"""The shapes of the open image as rows, the topmost first, changed by what a Change says."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from labeler.core.annotation import Annotation, Change, Shape
from labeler.services.workspace import Workspace

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
FLAGS = ("difficult", "truncated", "occluded")
_SINGLY = 64  # more removed rows than this are told as a whole new list


class ShapesModel(QAbstractListModel):
    """Keeps ids only; what a row shows is asked of the workspace."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.kind_words: dict[str, str] = {}
        self._ids: list[int] = []
        self._rows: dict[int, int] = {}

    # --- following

    def refresh(self) -> None:
        self.beginResetModel()
        self._ids = _ids(self.workspace.annotation)
        self._number()
        self.endResetModel()

    def take(self, change: Change) -> bool:
        """Follow a change; True when the rows were all replaced, and the selection with them."""
        if change.reordered or len(change.removed) > _SINGLY:
            self.refresh()
            return True
        self._remove(change.removed)
        self._insert(change.added)
        if len(self._ids) != len(self.workspace.annotation):
            self.refresh()
            return True
        rows = self.rows(change.changed)
        if rows:
            self.dataChanged.emit(self.index(rows[0]), self.index(rows[-1]))
        return False

    def _remove(self, ids: Iterable[int]) -> None:
        for row in reversed(self.rows(ids)):
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._ids[row]
            self._number()
            self.endRemoveRows()

    def _insert(self, ids: frozenset[int]) -> None:
        wanted = _ids(self.workspace.annotation)
        row = 0
        while ids and row < len(wanted):
            last = row
            while last < len(wanted) and wanted[last] in ids:
                last += 1
            if last > row:
                self.beginInsertRows(QModelIndex(), row, last - 1)
                self._ids[row:row] = wanted[row:last]
                self._number()
                self.endInsertRows()
            row = last + 1

    def _number(self) -> None:
        self._rows = {id: row for row, id in enumerate(self._ids)}

    # --- asking

    def id(self, row: int) -> int:
        return self._ids[row]

    def shape(self, row: int) -> Shape | None:
        return self.workspace.annotation.get(self._ids[row])

    def rows(self, ids: Iterable[int]) -> list[int]:
        """The rows of these shapes, ascending; a shape that has none is left out."""
        return sorted(self._rows[id] for id in ids if id in self._rows)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        shape = self.shape(index.row())
        if shape is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return shape.class_name
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            box = shape.bounds
            kind = self.kind_words.get(shape.kind, shape.kind)
            return (
                f"{shape.class_name}, {kind}, {box.width:.1f}×{box.height:.1f}, "
                f"({box.x1:.1f}, {box.y1:.1f})"
            )
        return None

    # --- changing, each one step

    def set_flag(self, ids: Iterable[int], flag: str, on: bool) -> None:
        annotation = self.workspace.annotation
        changes: dict[str, Any] = {flag: on}
        found = (annotation.get(id) for id in ids)
        shapes = [replace(shape, **changes) for shape in found if shape is not None]
        self.workspace.commit(annotation.replacing(*shapes), flag)

    def shift(self, ids: Iterable[int], by: int) -> None:
        """Put shapes one place higher (1) or lower (-1) among those that cover each other."""
        self.workspace.commit(shifted(self.workspace.annotation, ids, by), "order")


def shifted(annotation: Annotation, ids: Iterable[int], by: int) -> Annotation:
    """The annotation with these shapes one place further to the top (1) or the bottom (-1)."""
    moving = frozenset(ids)
    shapes = list(annotation.shapes)
    order = range(len(shapes) - 2, -1, -1) if by > 0 else range(1, len(shapes))
    for place in order:
        other = place + by
        if shapes[place].id in moving and shapes[other].id not in moving:
            shapes[place], shapes[other] = shapes[other], shapes[place]
    return replace(annotation, shapes=tuple(shapes), seen=True)


def _ids(annotation: Annotation) -> list[int]:
    return [shape.id for shape in reversed(annotation.shapes)]
