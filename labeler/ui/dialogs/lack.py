"""What the rules of the dataset lack, and whether a choice of frames is to bring it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QStyle, QVBoxLayout, QWidget

from labeler.core.video.quota import BLURRED, SOFT, Quota
from labeler.services.footage import Footage
from labeler.services.shortage import Shortage
from labeler.ui import rule_text

if TYPE_CHECKING:
    from labeler.core.video.select import Choice


class Lack(QWidget):
    """A check box and a line; neither is there where nothing lacks."""

    toggled = Signal(bool)  # by the user
    changed = Signal()  # something else lacks than before, as far as is counted

    def __init__(self, shortage: Shortage, footage: Footage, parent: QWidget) -> None:
        super().__init__(parent)
        self._shortage = shortage
        self._footage = footage
        self._choices: Sequence[Choice] | None = None
        self.fill, self.line = QCheckBox(self), QLabel(self)
        self.fill.setChecked(True)
        self.line.setWordWrap(True)
        self.line.setProperty("role", "quiet")
        style = self.style()
        wide = style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, self.fill)
        apart = style.pixelMetric(QStyle.PixelMetric.PM_CheckBoxLabelSpacing, None, self.fill)
        self._indent = wide + apart  # where the words of the box begin
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.fill)
        column.addWidget(self.line)
        self.fill.toggled.connect(self.toggled)
        shortage.changed.connect(self._on_shortage_changed)
        footage.session.gradebook.changed.connect(self._show)
        self.retranslate()
        shortage.begin()

    @property
    def quota(self) -> Quota | None:
        """What is to be brought; None for nothing."""
        return (self._shortage.quota or None) if self.fill.isChecked() else None

    def show_choices(self, choices: "Sequence[Choice] | None") -> None:
        """Say what of it these bring, chosen by `quota`; None where that is not known."""
        self._choices = choices
        self._show()

    def _on_shortage_changed(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        lacking, complete = self._shortage.quota, self._shortage.complete
        self.fill.setVisible(bool(lacking))
        self.line.setContentsMargins(self._indent if lacking else 0, 0, 0, 0)
        self.setVisible(bool(lacking) or not complete)
        if not complete:
            book = self._footage.session.gradebook
            words = self.tr("Counting what the rules lack: {done} of {total} images")
            self.line.setText(words.format(done=book.done, total=book.total))
        else:
            self.line.setText(self._sentence(lacking))

    def _sentence(self, lacking: Quota) -> str:
        grades = self._grades(lacking)
        if self._choices is None or not self.fill.isChecked():
            return self.tr("The rules lack: {grades}.").format(grades=grades)
        brought = self._grades(self._brought(self._choices))
        if not brought:
            words = self.tr("The rules lack: {grades}. There is nothing of that in this video.")
            return words.format(grades=grades)
        words = self.tr("The rules lack: {grades}. The choice brings: {brought}.")
        return words.format(grades=grades, brought=brought)

    def _brought(self, choices: "Sequence[Choice]") -> Quota:
        """How many frames of each kind come that are not captured already."""
        new = [one.reason for one in choices if one.index not in self._footage.captured]
        return Quota(new.count(SOFT), new.count(BLURRED))

    def _grades(self, quota: Quota) -> str:
        """As "30 blurred, 12 soft"."""
        rule = self._footage.session.ruling.rule("sharpness")
        if rule is None:
            return ""
        counts = {"blurred": quota.blurred, "soft": quota.soft}
        words = self.tr("{count} {grade}")
        return ", ".join(
            words.format(count=count, grade=rule_text.grade(rule, id))
            for id, count in counts.items()
            if count
        )

    def retranslate(self) -> None:
        self.fill.setText(self.tr("Fill what the rules lack"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
