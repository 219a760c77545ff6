"""The documents that stay open behind the one in hand, so that undo survives walking around."""

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from labeler.services.document import Document

if TYPE_CHECKING:
    from labeler.core.record import Record

_KEPT = 100


class Documents(QObject):
    """The last ones by name; one that is not saved yet is never dropped."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._documents: OrderedDict[str, Document] = OrderedDict()

    def __contains__(self, name: object) -> bool:
        return name in self._documents

    def get(self, name: str) -> Document | None:
        return self._documents.get(name)

    def fresh(self, name: str) -> Document | None:
        """The document, unless its files have changed on disk since: then it is dropped."""
        document = self._documents.get(name)
        if document is not None and not document.unsaved and not document.record.fresh():
            self.drop(name)
            return None
        if document is not None:
            self._documents.move_to_end(name)
        return document

    def open(self, name: str, record: "Record") -> Document:
        """A new document, in the place of the one of that name."""
        return self.keep(Document(name, record, self))

    def keep(self, document: Document) -> Document:
        """One that somebody else has made."""
        self._documents[document.name] = document
        self._documents.move_to_end(document.name)
        settled = [d for d in list(self._documents.values())[:-_KEPT] if not d.unsaved]
        for old in settled:
            self._documents.pop(old.name).deleteLater()
        return document

    def drop(self, name: str) -> None:
        self._documents.pop(name, None)

    def drop_settled(self) -> None:
        """Forget all that the disk has: what it says may be something else now."""
        for document in list(self._documents.values()):
            if not document.unsaved:
                self.drop(document.name)

    def clear(self) -> None:
        self._documents.clear()
