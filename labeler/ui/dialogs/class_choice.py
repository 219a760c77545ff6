"""Which of the class lists that disagree holds: asked once, remembered in labeler.yaml."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from labeler.core.class_sources import Candidate
from labeler.core.finding import LabelerError
from labeler.services.session import Session
from labeler.ui.dialogs.dialog import Dialog


@dataclass(frozen=True, slots=True)
class _Offer:
    candidate: Candidate
    button: QRadioButton


class ClassChoiceDialog(Dialog):
    """Each source with its names side by side by number; what differs is bold."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        candidates = session.dataset.choice.disagreement if session.dataset else ()
        self.explanation = QLabel(self)
        self.explanation.setWordWrap(True)
        self.offers = [_Offer(c, QRadioButton(self)) for c in candidates]
        if self.offers:
            self.offers[0].button.setChecked(True)
        self.table = QTreeWidget(self)
        self.table.setRootIsDecorated(False)
        self.table.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        self.buttons = QDialogButtonBox(self)
        self.use = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.later = self.buttons.addButton("", QDialogButtonBox.ButtonRole.RejectRole)
        self.use.setEnabled(bool(self.offers))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        choices = QHBoxLayout()
        for offer in self.offers:
            choices.addWidget(offer.button)
        choices.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self.explanation)
        column.addWidget(self.table, 1)
        column.addLayout(choices)
        column.addWidget(self.buttons)
        self._fill(candidates)
        self.begin(640, 460)

    def _fill(self, candidates: tuple[Candidate, ...]) -> None:
        self.table.setColumnCount(1 + len(candidates))
        for number in range(max((len(c.names) for c in candidates), default=0)):
            names = [c.names[number] if number < len(c.names) else "" for c in candidates]
            item = QTreeWidgetItem(self.table, [str(number), *names])
            font = self.font()
            font.setBold(len({name for name in names if name}) > 1)
            for column in range(1, len(names) + 1):
                item.setFont(column, font)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Choose the class list"))
        self.explanation.setText(
            self.tr(
                "These sources give the same number to different classes. Choose the one that "
                "holds; it is remembered in labeler.yaml, and no other file is changed."
            )
        )
        titles = [self._title(offer.candidate) for offer in self.offers]
        self.table.setHeaderLabels([self.tr("Number"), *titles])
        for offer, title in zip(self.offers, titles, strict=True):
            offer.button.setText(title)
        self.use.setText(self.tr("Use this list"))
        self.later.setText(self.tr("Later"))

    def _title(self, candidate: Candidate) -> str:
        if candidate.source is None:
            return self.tr("Names in the XML files")
        return candidate.source.name

    @property
    def chosen(self) -> Candidate:
        return next(o.candidate for o in self.offers if o.button.isChecked())

    def accept(self) -> None:
        session = self._session
        if session.dataset is not None and self.offers:
            session.autosave.wait()
            try:
                session.dataset.with_classes(session.dataset.choice.chosen(self.chosen)).remember()
            except LabelerError as error:
                session.tell("project", error.finding, level="error")
                return
            session.refresh()
        super().accept()
