"""Rename, merge or remove a class in every label file: first what it would touch, then the act."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from labeler.core.classes import ClassList, normalised
from labeler.core.finding import Finding, LabelerError
from labeler.services.session import Session
from labeler.ui import signs, text
from labeler.ui.dialogs.dialog import Dialog
from labeler.ui.revising import revise

if TYPE_CHECKING:
    from labeler.core.dataset import Dataset
    from labeler.core.revision import Revision

Kind = Literal["rename", "merge", "remove"]
_PLAN_MS = 200
_DONE = {"rename": "class_renamed", "merge": "class_merged", "remove": "class_removed"}


class ClassChangeDialog(Dialog):
    """Counts anew whenever the wish changes; nothing is written before it is confirmed.

    The window shows the progress of what was confirmed, and a notice at its end offers undo.
    """

    def __init__(
        self, session: Session, kind: Kind, number: int, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.kind, self.number = kind, number
        self.before = self.classes.name_of(number)
        self._wished = name
        self._generation = 0
        self.revision: Revision | None = None
        self._build()
        self._lay_out()
        self._planning = QTimer(self, singleShot=True, interval=_PLAN_MS)
        self._planning.timeout.connect(self.plan)
        self._connect()
        self.begin(460, 240)
        self.setMinimumWidth(440)
        self.plan()

    @property
    def classes(self) -> ClassList:
        return self._session.workspace.classes

    # --- parts

    def _build(self) -> None:
        self.question = QLabel(self)
        self.question.setWordWrap(True)
        self.name = QLineEdit(self._wished or self.before, self)
        self.name.selectAll()
        self.name.setVisible(self.kind == "rename")
        self.target = QComboBox(self)
        for number in self.classes.displayed:
            if number != self.number:
                other = self.classes.classes[number].name
                icon = signs.swatch_icon(self.classes.color_of(other))
                self.target.addItem(icon, other, number)
        if self._wished:
            self.target.setCurrentIndex(max(0, self.target.findText(self._wished)))
        self.delete, self.give = QRadioButton(self), QRadioButton(self)
        self.delete.setChecked(True)
        self.give.setEnabled(self.target.count() > 0)
        for radio in (self.delete, self.give):
            radio.setVisible(self.kind == "remove")
        self.target.setVisible(self.kind != "rename")
        self.target.setEnabled(self.kind == "merge")  # to remove, once "They become" is chosen
        self.preview = QLabel(self)
        self.preview.setWordWrap(True)
        self.preview.setTextFormat(Qt.TextFormat.RichText)
        self.busy = QProgressBar(self)
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setFixedHeight(6)
        self.buttons = QDialogButtonBox(self)
        self.act = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel = self.buttons.addButton("", QDialogButtonBox.ButtonRole.RejectRole)

    def _lay_out(self) -> None:
        give = QHBoxLayout()
        give.addWidget(self.give)
        give.addWidget(self.target, 1)
        frame = QFrame(self)
        frame.setFrameShape(QFrame.Shape.StyledPanel)
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(12, 10, 12, 10)
        inner.addWidget(self.preview)
        inner.addWidget(self.busy)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(self.question)
        column.addWidget(self.name)
        column.addWidget(self.delete)
        column.addLayout(give)
        column.addWidget(frame)
        column.addStretch(1)
        column.addWidget(self.buttons)

    def _connect(self) -> None:
        self.name.textChanged.connect(self._on_edited)
        self.target.currentIndexChanged.connect(self._on_edited)
        self.delete.toggled.connect(self._on_edited)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(self._on_finished)

    def retranslate(self) -> None:
        name = self.before
        titles = {
            "rename": self.tr("Rename class"),
            "merge": self.tr("Merge classes"),
            "remove": self.tr("Remove class"),
        }
        questions = {
            "rename": self.tr("New name of “{name}” in every label file:"),
            "merge": self.tr("Every object of “{name}” becomes one of:"),
            "remove": self.tr("What happens to the objects of “{name}”?"),
        }
        acts = {
            "rename": self.tr("Rename"),
            "merge": self.tr("Merge"),
            "remove": self.tr("Remove"),
        }
        self.setWindowTitle(titles[self.kind])
        self.question.setText(questions[self.kind].format(name=name))
        self.act.setText(acts[self.kind])
        self.cancel.setText(self.tr("Cancel"))
        self.delete.setText(self.tr("They are deleted"))
        self.give.setText(self.tr("They become"))
        self.name.setAccessibleName(titles["rename"])
        self.target.setAccessibleName(self.question.text())

    # --- planning

    @property
    def into(self) -> int | None:
        """Number of the class that the objects become, None where they are renamed or deleted."""
        if self.kind == "merge" or (self.kind == "remove" and self.give.isChecked()):
            number: int | None = self.target.currentData()
            return number
        return None

    @property
    def after(self) -> str:
        """What the objects are called then, "" for deleted."""
        if self.kind == "rename":
            return normalised(self.name.text())
        return "" if self.into is None else self.classes.name_of(self.into)

    def _on_edited(self) -> None:
        self.target.setEnabled(self.kind != "remove" or self.give.isChecked())
        self._forget_plan()
        self._planning.start()

    def _forget_plan(self) -> None:
        self._generation += 1
        self.revision = None
        self.act.setEnabled(False)

    def plan(self) -> None:
        """Count what the wish would touch."""
        self._planning.stop()
        self._forget_plan()
        refusal, work = self._refusal(), self._work()
        self.busy.setVisible(not refusal)
        self.preview.setText(refusal or self.tr("Looking through the label files…"))
        if refusal or work is None:
            return
        asked = self._generation
        self._session.autosave.wait()
        self._session.jobs.run(
            work,
            lambda revision: self._on_planned(revision, asked),
            lambda error: self._on_plan_failed(error, asked),
        )

    def _refusal(self) -> str:
        """Why the wish cannot be, "" when it can."""
        if self.kind == "rename" and not self.after:
            return self.tr("Type a name.")
        if self.kind == "rename" and self.after == self.before:
            return self.tr("This is the name it has.")
        if self.kind == "rename" and self.after in self.classes:
            return self.tr("There is a class of this name; merge them instead.")
        return ""

    def _work(self) -> "Callable[[], Revision] | None":
        dataset = self._session.dataset
        if dataset is None:
            return None
        if self.kind == "rename":
            return partial(_rename, dataset, self.number, self.after)
        if self.kind == "merge":
            return partial(_merge, dataset, self.number, self.into or 0)
        return partial(_remove, dataset, self.number, self.into)

    def _on_planned(self, revision: "Revision", asked: int) -> None:
        if asked != self._generation:
            return
        self.revision = revision
        self.busy.hide()
        self.act.setEnabled(True)
        self.preview.setText(self._summary(revision))

    def _on_plan_failed(self, error: BaseException, asked: int) -> None:
        if asked == self._generation:
            self.busy.hide()
            said = text.finding(error.finding) if isinstance(error, LabelerError) else str(error)
            self.preview.setText(said)

    def _summary(self, revision: "Revision") -> str:
        after = _escaped(self.after) or self.tr("deleted")
        head = f"<b>{_escaped(self.before)}</b> → <b>{after}</b>"
        if not revision.images:
            touched = self.tr("No label file has this class; only the class list changes.")
        else:
            touched = self.tr("%n object(s)", None, revision.objects)
            touched += " · " + self.tr("%n image(s)", None, revision.images)
        kept = self.tr("The numbers of all other classes stay. Undo takes all of it back.")
        return f"<p>{head}<br>{touched}</p><p>{kept}</p>"

    # --- doing

    def accept(self) -> None:
        if self.revision is None:
            return
        values: dict[str, str | int] = {
            "before": self.before,
            "after": self.after,
            "count": self.revision.objects,
        }
        done = Finding(_DONE[self.kind], values=values, severity="warning")
        revise(self._session, self.revision, done)
        super().accept()
        self.deleteLater()

    def _on_finished(self, result: int) -> None:
        if not result:
            self._generation += 1
            self.deleteLater()


def _escaped(name: str) -> str:
    return name.replace("&", "&amp;").replace("<", "&lt;")


# imported in the job: the window needs none of it to start


def _as_it_is_now(dataset: "Dataset") -> "Dataset":
    """The dataset with its folders listed anew: label files were made since it was opened."""
    from labeler.core.listing import Listing

    return replace(dataset, listing=Listing())


def _rename(dataset: "Dataset", number: int, name: str) -> "Revision":
    from labeler.core.revision import rename_class

    return rename_class(_as_it_is_now(dataset), number, name)


def _merge(dataset: "Dataset", number: int, into: int) -> "Revision":
    from labeler.core.revision import merge_class

    return merge_class(_as_it_is_now(dataset), number, into)


def _remove(dataset: "Dataset", number: int, into: int | None) -> "Revision":
    from labeler.core.revision import remove_class

    return remove_class(_as_it_is_now(dataset), number, into)
