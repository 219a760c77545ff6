"""The grades of a rule side by side: one is chosen, some may be, each has a key."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from labeler.ui import signs, theme

_PAD, _GAP, _ROUND = 8, 4, 5


@dataclass(frozen=True, slots=True)
class Chip:
    """One grade as it is shown: `chosen` in full, `maybe` outlined, `by_hand` underlined."""

    grade: str
    title: str
    accepted: bool = True
    chosen: bool = False
    maybe: bool = False
    by_hand: bool = False


class GradeBar(QWidget):
    """Wraps into lines; a click chooses a grade, one on the grade that was set by hand takes it
    back."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips: tuple[Chip, ...] = ()
        self.keyed = False  # the digit of each is shown
        self.tip = ""  # may hold {grade} and {key}
        self._lit = -1
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_chips(self, chips: tuple[Chip, ...], keyed: bool) -> None:
        if (chips, keyed) == (self.chips, self.keyed):
            return
        words = [chip.title for chip in chips] != [chip.title for chip in self.chips]
        other = words or keyed != self.keyed
        self.chips, self.keyed = chips, keyed
        if other:
            self.updateGeometry()
        self.update()

    def rect_of(self, grade: str) -> QRectF:
        """Where a grade is painted."""
        places = self._places(self.width())
        return next(
            (rect for chip, rect in zip(self.chips, places, strict=True) if chip.grade == grade),
            QRectF(),
        )

    def _places(self, width: int) -> list[QRectF]:
        """One rectangle for each chip, in lines that fill the width."""
        metrics, places = self.fontMetrics(), list[QRectF]()
        height, x, y = metrics.height() + 6.0, 0.0, 0.0
        for number, chip in enumerate(self.chips, 1):
            words = f"{number} {chip.title}" if self.keyed else chip.title
            wide = metrics.horizontalAdvance(words) + 2.0 * _PAD
            if x and x + wide > width:
                x, y = 0.0, y + height + _GAP
            places.append(QRectF(x, y, min(wide, max(width, 1)), height))
            x += wide + _GAP
        return places

    def _at(self, point: QPointF) -> int:
        places = self._places(self.width())
        return next((n for n, rect in enumerate(places) if rect.contains(point)), -1)

    # --- Qt

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        places = self._places(width)
        return int(places[-1].bottom()) + 1 if places else 0

    def sizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(max(160, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.fontMetrics().height() + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, (chip, rect) in enumerate(
            zip(self.chips, self._places(self.width()), strict=True)
        ):
            self._paint(painter, number, chip, rect.adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint(self, painter: QPainter, number: int, chip: Chip, rect: QRectF) -> None:
        palette, c = self.palette(), theme.colors()
        text = palette.color(QPalette.ColorRole.WindowText)
        ground = palette.color(QPalette.ColorRole.Window)
        verdict = signs.verdict_color("pass" if chip.accepted else "fail", palette)
        enabled = self.isEnabled()
        line, fill, ink = QColor(c.line), ground, text if enabled else QColor(c.faint)
        if chip.chosen:
            fill, line = signs.mixed(ground, verdict, 0.22), verdict
        elif chip.maybe:
            line = verdict
        elif number == self._lit and enabled:
            fill = QColor(c.hover)
        pen = QPen(line, 1.6 if chip.chosen else 1.0)
        pen.setStyle(Qt.PenStyle.DashLine if chip.maybe else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.setBrush(fill)
        painter.drawRoundedRect(rect, _ROUND, _ROUND)
        words = rect.adjusted(_PAD, 0, -2, 0)
        if self.keyed:
            painter.setPen(signs.mixed(ink, ground, 0.45))
            painter.drawText(words, _MIDDLE, str(number + 1))
            words.setLeft(words.left() + self.fontMetrics().horizontalAdvance(f"{number + 1} "))
        font = self.font()
        font.setUnderline(chip.by_hand)
        font.setStrikeOut(False)
        painter.setFont(font)
        painter.setPen(ink if chip.accepted or not enabled else signs.mixed(ink, verdict, 0.35))
        room = int(words.width())
        title = self.fontMetrics().elidedText(chip.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(words, _MIDDLE, title)
        painter.setFont(self.font())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Two quick clicks on a grade are no double click on its rule."""
        event.setAccepted(self._at(event.position()) >= 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and number >= 0:
            self.picked.emit(self.chips[number].grade)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._light(self._at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._light(-1)

    def _light(self, number: int) -> None:
        if number != self._lit:
            self._lit = number
            self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self._at(QPointF(event.pos()))
            if number >= 0 and self.tip:
                tip = self.tip.replace("{grade}", self.chips[number].title)
                QToolTip.showText(event.globalPos(), tip.replace("{key}", str(number + 1)), self)
                return True
        return super().event(event)


_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
