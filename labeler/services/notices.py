"""What the annotator is told: shown as a bar until it no longer holds or is closed."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Signal

from labeler.core.finding import Finding

Level = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the annotator should know: shown as a bar until withdrawn or closed.

    `actions` are ids of what can be done about it; a notice with the same `key` replaces another.
    """

    key: str
    finding: Finding
    actions: tuple[str, ...] = ()
    level: Level = "warning"


class Notices(QObject):
    """Where services say what they have to say."""

    told = Signal(object)  # Notice
    untold = Signal(str)  # notices whose key begins so no longer hold

    def tell(
        self,
        key: str,
        finding: Finding,
        actions: tuple[str, ...] = (),
        level: Level = "warning",
    ) -> None:
        self.told.emit(Notice(key, finding, actions, level))

    def withdraw(self, key: str) -> None:
        self.untold.emit(key)
