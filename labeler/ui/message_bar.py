"""The bar above the image: what happened, what is safe, what can be done about it."""

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from labeler.core.video.clock import clock
from labeler.services.notices import Notice
from labeler.ui import text, theme

_MOST = 4  # rows at once; older ones wait behind
_MUST_ANSWER = {"use_voc", "repair"}  # while these are open the image is locked


class NoticeRow(QFrame):
    """One notice: its sign, its sentence, its buttons."""

    answered = Signal(str, str)  # key of the notice, id of the answer
    closed = Signal(str)

    def __init__(self, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = notice
        self.setObjectName("notice")
        self._sign = QLabel(self)
        self._sentence = QLabel(self)
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.buttons = {id: QPushButton(self) for id in notice.actions}
        self._close = QToolButton(self)
        self._close.setIcon(theme.icon("close"))
        self._close.setAutoRaise(True)
        self._close.setVisible(not _MUST_ANSWER & set(notice.actions))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 6, 5)
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(self._sentence, 1)
        for id, button in self.buttons.items():
            button.clicked.connect(partial(self.answered.emit, notice.key, id))
            row.addWidget(button)
        row.addWidget(self._close)
        self._close.clicked.connect(partial(self.closed.emit, notice.key))
        self.retranslate()
        self.dress()

    def retranslate(self) -> None:
        sentence = text.finding(self.notice.finding)
        self._sentence.setText(sentence)
        where = self.notice.finding.where
        self._sentence.setToolTip(str(where) if where else "")
        self._close.setToolTip(self.tr("Close this message"))
        self._close.setAccessibleName(self.tr("Close this message"))
        self.setAccessibleName(sentence)
        for id, button in self.buttons.items():
            button.setText(text.answer(id))

    def dress(self) -> None:
        c, level = theme.colors(), self.notice.level
        color = {"info": c.info, "warning": c.warning, "error": c.error}[level]
        self._sign.setPixmap(theme.pixmap(level, color, 18, self.devicePixelRatioF()))
        ground = theme.mixed(c.base, color, 0.12 if c.dark else 0.08)
        edge = theme.mixed(c.base, color, 0.45)
        self.setStyleSheet(
            f"#notice {{ background: {ground}; border: none; border-bottom: 1px solid {edge}; }}"
        )


class ProgressRow(QFrame):
    """Work on many files: how far it is, and a way to stop it."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = ""
        self._title = QLabel(self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._left = QLabel(self)
        self._left.setProperty("role", "quiet")
        self._cancel = QPushButton(self)
        self._cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self._title)
        row.addWidget(self._bar, 1)
        row.addWidget(self._left)
        row.addWidget(self._cancel)
        self.hide()
        self.retranslate()

    def show_progress(self, code: str, done: int, total: int, left_s: float = -1.0) -> None:
        """`left_s` is how long it will still take, negative while that is not known."""
        self._code = code
        self._title.setText(text.step(code))
        self._left.setText(
            self.tr("{time} left").format(time=clock(left_s * 1000, 0)) if left_s >= 0 else ""
        )
        self._bar.setMaximum(max(total, 1))
        self._bar.setValue(done)
        self.show()

    def retranslate(self) -> None:
        self._title.setText(text.step(self._code))
        self._cancel.setText(text.answer("cancel"))


class MessageBar(QWidget):
    """The notices that hold now, newest on top; it takes no room while there is none."""

    answered = Signal(str, str)  # key of the notice, id of the answer

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, NoticeRow] = {}
        self.progress = ProgressRow(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.progress)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def tell(self, notice: Notice) -> None:
        """Show a notice, in the place of the one with its key."""
        self._drop(notice.key)
        row = NoticeRow(notice, self)
        row.answered.connect(self.answered)
        row.closed.connect(self._drop)
        self.rows[notice.key] = row
        self._column.insertWidget(0, row)
        self._show_newest()

    def untell(self, prefix: str) -> None:
        """Take away the notices whose key begins so."""
        for key in [key for key in self.rows if key.startswith(prefix)]:
            self._drop(key)

    def _drop(self, key: str) -> None:
        row = self.rows.pop(key, None)
        if row is not None:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
            self._show_newest()

    def _show_newest(self) -> None:
        for place, row in enumerate(reversed(self.rows.values())):
            row.setVisible(place < _MOST)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.progress.retranslate()
            for row in self.rows.values():
                row.retranslate()

    def dress(self) -> None:
        """The theme has changed."""
        for row in self.rows.values():
            row.dress()
