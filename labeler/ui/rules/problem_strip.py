"""The strip on the image: which rules its shapes fail; a click leads to the next of them."""

from collections import Counter

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QEnterEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from labeler.core.rules.rule import Rule
from labeler.services.session import Session
from labeler.ui import rule_text, signs, theme

_SHOW_MS = 60
_MARGIN = 10
_MOST_KINDS = 3


class ProblemStrip(QWidget):
    """Lies over the upper left corner of the canvas, as wide as its words, and only while there
    is something to say."""

    clicked = Signal()

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self.session = session
        self._over = over
        self.text = ""
        self.key = ""  # of the action that a click stands for
        self._lit = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        over.installEventFilter(self)
        self._showing = QTimer(self, singleShot=True, interval=_SHOW_MS)
        self._showing.timeout.connect(self._show)
        session.workspace.annotation_reset.connect(self._on_annotation_reset)
        session.grader.changed.connect(self._showing.start)

    def use_key(self, key: str) -> None:
        self.key = key
        self._showing.start()

    def retranslate(self) -> None:
        self._showing.start()

    def _on_annotation_reset(self) -> None:
        """Another image: what was said of the last one holds no longer."""
        self.hide()
        self._showing.start()

    def _show(self) -> None:
        self.text = self._words()
        self.setVisible(bool(self.text))
        if self.text:
            self.setToolTip(self.tr("Go to the next problem ({key})").format(key=self.key))
            self.setAccessibleName(self.text)
            self._place()
            self.update()

    def _words(self) -> str:
        if not self.session.workspace.editable:
            return ""
        kinds: Counter[tuple[str, str]] = Counter()
        shapes = 0
        for id, failures in self.session.grader.problems.items():
            shapes += id != 0
            kinds.update((rule_text.title(f.rule), _grade(f.rule, f.grade)) for f in failures)
        if not kinds:
            return ""
        most = [" ".join(part for part in kind if part) for kind, _ in kinds.most_common()]
        words = ", ".join(most[:_MOST_KINDS]) + (" …" if len(most) > _MOST_KINDS else "")
        if not shapes:
            return words
        return self.tr("%n shape(s) fail", None, shapes) + " · " + words

    def _place(self) -> None:
        metrics = self.fontMetrics()
        room = max(60, self._over.width() - 2 * _MARGIN)
        wide = metrics.horizontalAdvance(self.text) + metrics.height() + 26
        self.setFixedSize(QSize(min(wide, room), metrics.height() + 10))
        self.move(_MARGIN, _MARGIN)

    # --- Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._lit = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._lit = False
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # nothing is drawn through it

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme.colors()
        red = signs.verdict_color("fail", self.palette())
        ground = QColor(theme.mixed(c.raised, c.error, 0.14 if self._lit else 0.07))
        painter.setBrush(ground)
        painter.setPen(QPen(signs.mixed(ground, red, 0.5), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        side = self.fontMetrics().ascent()
        sign = QRectF(9, (self.height() - side) / 2, side, side)
        signs.paint_verdict(painter, sign, "fail", red)
        painter.setPen(QColor(c.text))
        words = self.rect().adjusted(int(sign.right()) + 8, 0, -9, 0)
        elide = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self.text, elide, words.width() + 1)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)


def _grade(rule: Rule, grade: str) -> str:
    return rule_text.grade(rule, grade) if grade else ""
