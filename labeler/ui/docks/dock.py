"""What a dock is: a widget beside the image that shows and changes what the session holds."""

from typing import TYPE_CHECKING, ClassVar, Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QWidget

from labeler.services.session import Session

if TYPE_CHECKING:
    from labeler.services.settings import SettingsStore


class Dock(QWidget):
    """The window frames it, titles it by its window title and starts with it at its area."""

    id: ClassVar[str]
    area: ClassVar[Literal["left", "right"]] = "right"
    share: ClassVar[int] = 300  # height among the docks of its side, in pixels to begin with

    def __init__(
        self, session: Session, settings: "SettingsStore", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.settings = settings
        self.setObjectName(f"{self.id}_content")

    def sizeHint(self) -> QSize:
        return QSize(240, self.share)

    def retranslate(self) -> None:
        """Put every text in the language of now; called at the start and after each switch."""

    def event(self, event: QEvent) -> bool:
        # Space presses the button or opens the box that has the focus, and verifies no image
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            focused = isinstance(self.focusWidget(), QAbstractButton | QComboBox)
            if event.key() == Qt.Key.Key_Space and plain and focused:
                event.accept()
                return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
