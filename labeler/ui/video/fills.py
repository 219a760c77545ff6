"""Which grades that the rules lack the frame in hand brings, on one quiet line."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from labeler.core.rules.rule import Measured, judge
from labeler.services.footage import Footage
from labeler.services.shortage import Shortage
from labeler.ui import rule_text, theme
from labeler.ui.status import ElidedLabel

if TYPE_CHECKING:
    from labeler.core.coverage import Thin
    from labeler.core.graded import Judgements
    from labeler.core.rules.rule import Rule
    from labeler.core.video.select import Choice

_MOST = 3  # grades that are named


class Fills(ElidedLabel):
    """Of a frame with shapes by what was measured of them, of a proposed one by its reason."""

    def __init__(self, footage: Footage, parent: QWidget) -> None:
        super().__init__(parent)
        self._footage = footage
        self._session = footage.session
        self._shortage = Shortage(footage.session, self)
        self._shortage.changed.connect(self.refresh)
        self._session.grader.changed.connect(self.refresh)
        footage.opened.connect(self.hide)
        self.hide()

    def refresh(self) -> None:
        """Another frame is in hand, or more is known of it."""
        cells = self._cells() if self._session.frames.shown else []
        words = self.tr("{rule}: {grade} ({have} of {want})")
        named = [
            words.format(
                rule=rule_text.title(rule),
                grade=rule_text.grade(rule, cell.first),
                have=cell.have,
                want=cell.want,
            )
            for rule, cell in cells[:_MOST]
        ]
        self.setText(
            self.tr("Brings what the rules lack: {cells}").format(cells=" · ".join(named))
            if named
            else ""
        )
        self.setToolTip(
            self.tr("Grades that too few objects have, and how many have them") if named else ""
        )
        if named:
            self.show()  # and stay: the picture above does not jump from frame to frame

    def _cells(self) -> "list[tuple[Rule, Thin]]":
        from labeler.core.shortage import filled

        found = list(self._found())
        if not found:
            return []
        self._shortage.begin()
        return filled(found, self._shortage.cells) if self._shortage.complete else []

    def _found(self) -> "Iterator[Judgements]":
        """What the rules say of the frame and of what is drawn on it."""
        session, index = self._session, self._footage.shown_index
        if session.document is not None and session.workspace.annotation.shapes:
            image, *shapes = session.grader.ids
            yield from map(session.grader.judgements, (*shapes, image))
        elif index in self._footage.proposed and index not in self._footage.captured:
            yield self._expected(self._footage.proposed[index])

    def _expected(self, choice: "Choice") -> "Judgements":
        """What is measured of a proposed frame before anything is drawn on it."""
        from labeler.core.shortage import SHARPNESS, grade_of

        level = Measured(choice.brightness, choice.brightness)
        values: dict[str, Mapping[str, Measured]] = {
            SHARPNESS: {"sharpness": Measured(0, 0, grade=grade_of(choice.reason))},
            "image_brightness": {"image_brightness": level},
        }
        rules = (rule for rule in self._session.ruling.rules if rule.id in values)
        return {rule.id: judge(rule, values[rule.id]) for rule in rules}

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self.rect().adjusted(8, 0, 0, 0)
        metrics = QFontMetrics(self.font())
        words = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(theme.qcolor(theme.colors().quiet))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
