"""What is wrong with the labels of the dataset, as a list; choosing one opens its image."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
    QTimer,
)
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from labeler.core.dataset import Dataset
from labeler.core.finding import Finding
from labeler.services.jobs import Job
from labeler.services.session import Session
from labeler.services.states import State
from labeler.ui import signs, text, theme
from labeler.ui.dialogs.dialog import Dialog
from labeler.ui.rows import RowsView

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_POLL_MS = 100


class _Stopped(Exception):
    """The window was closed, so nobody waits for the rest."""


class _Run:
    """One check under way: the worker appends, the dialog looks now and then."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self.found: list[Finding] = []
        self.done, self.total = 0, len(dataset.images)
        self.stopped = False

    def work(self) -> None:
        from labeler.core.checking import check
        from labeler.core.listing import Listing

        # label files were made since the folders were listed
        dataset = replace(self._dataset, listing=Listing())
        try:
            for finding in check(dataset, progress=self._progress):
                self.found.append(finding)
        except _Stopped:
            pass

    def _progress(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        if self.stopped:
            raise _Stopped


class FindingsDialog(Dialog):
    """Runs every check when it opens and fills as they answer; stays open beside the window."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._run: _Run | None = None
        self._job: Job | None = None
        self._taken = 0
        self._build()
        self._lay_out()
        self._timer = QTimer(self, interval=_POLL_MS)
        self._timer.timeout.connect(self._on_tick)
        self.search.textChanged.connect(self._on_filter_edited)
        self.severity.currentIndexChanged.connect(self._on_filter_edited)
        self.view.clicked.connect(self._on_chosen)
        self.view.entered_row.connect(self._on_chosen)
        self.again.clicked.connect(self.check)
        self.copy.clicked.connect(self._on_copy)
        self.buttons.accepted.connect(self.accept)
        session.opened.connect(self.close)
        if parent is not None:
            parent.window().installEventFilter(self)
        self.begin(760, 520)
        self.check()

    def _build(self) -> None:
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self.severity = QComboBox(self)
        for severity in ("", "error", "warning"):
            self.severity.addItem(severity, severity)
        self.model = FindingsModel(self)
        self.view = RowsView(self)
        self.view.set_row_height(2 * self.view.fontMetrics().height() + 14)
        self.view.setItemDelegate(_FindingDelegate(self.model, self.view))
        self.view.setModel(self.model)
        self.count = QLabel(self)
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(6)
        self.buttons = QDialogButtonBox(self)
        self.again = self.buttons.addButton("", QDialogButtonBox.ButtonRole.ActionRole)
        self.copy = self.buttons.addButton("", QDialogButtonBox.ButtonRole.ActionRole)
        self.close_button = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.severity)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.view, 1)
        column.addWidget(self.progress)
        column.addWidget(self.count)
        column.addWidget(self.buttons)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Check of the dataset"))
        self.search.setPlaceholderText(self.tr("Find in the list"))
        self.severity.setItemText(0, self.tr("Errors and warnings"))
        self.severity.setItemText(1, self.tr("Errors only"))
        self.severity.setItemText(2, self.tr("Warnings only"))
        self.view.setAccessibleName(self.tr("Findings"))
        self.again.setText(self.tr("Check again"))
        self.copy.setText(self.tr("Copy the list"))
        self.close_button.setText(self.tr("Close"))
        self.model.refresh()
        self._show_count()

    # --- checking

    def check(self) -> None:
        """Ask everything anew; what was asked before is dropped."""
        self._stop()
        dataset = self._session.dataset
        if dataset is None:
            return
        self.model.clear()
        self._taken = 0
        run = self._run = _Run(dataset)
        self._timer.start()
        self._job = self._session.jobs.run(
            run.work, lambda _: self._on_done(run), lambda _: self._on_done(run), priority=-5
        )
        self._show_count()

    def _stop(self) -> None:
        if self._run is not None and self._job is not None:
            self._run.stopped = True
            self._job.cancel()
        self._run = None

    def _on_tick(self) -> None:
        if self._run is not None:
            found = self._run.found[self._taken :]
            self._taken += len(found)
            self.model.add(found)
            self._show_count()

    def _on_done(self, run: _Run) -> None:
        if run is self._run:
            self._on_tick()
            self._run = None
            self._timer.stop()
            self._show_count()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these instead of what a check finds."""
        self._stop()
        self._timer.stop()
        self.model.clear()
        self.model.add(findings)
        self._show_count()

    def _show_count(self) -> None:
        run = self._run
        self.progress.setVisible(run is not None)
        if run is not None:
            self.progress.setRange(0, max(1, run.total))
            self.progress.setValue(run.done)
        errors, warnings = self.model.tally
        if run is None and not errors and not warnings:
            self.count.setText(self.tr("Nothing is wrong."))
        else:
            self.count.setText(
                self.tr("%n error(s)", None, errors)
                + " · "
                + self.tr("%n warning(s)", None, warnings)
            )
        self.copy.setEnabled(bool(errors or warnings))

    # --- what the user does

    def _on_filter_edited(self) -> None:
        self.model.filter(self.search.text(), self.severity.currentData() or "")

    def _on_chosen(self, index: QModelIndex) -> None:
        dataset = self._session.dataset
        finding = self.model.finding(index.row())
        image = image_of(dataset, finding) if dataset else None
        if image is not None:
            self._session.show(image)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self.model.lines()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # the window is closed: a check still under way would keep the process from ending
        if event.type() == QEvent.Type.Hide and not event.spontaneous():
            self.close()
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._stop()
        super().closeEvent(event)


class FindingsModel(QAbstractListModel):
    """The findings that pass the filter."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Finding] = []
        self._rows: list[int] = []
        self._words = ""
        self._severity = ""

    @property
    def tally(self) -> tuple[int, int]:
        """How many errors and warnings there are, filtered or not."""
        errors = sum(finding.severity == "error" for finding in self._all)
        return errors, len(self._all) - errors

    def clear(self) -> None:
        self._all = []
        self.refresh()

    def add(self, findings: Sequence[Finding]) -> None:
        start = len(self._all)
        self._all.extend(findings)
        rows = [row for row in range(start, len(self._all)) if self._passes(self._all[row])]
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def filter(self, words: str, severity: str) -> None:
        self._words, self._severity = words.strip().casefold(), severity
        self.refresh()

    def refresh(self) -> None:
        self.beginResetModel()
        self._rows = [row for row, finding in enumerate(self._all) if self._passes(finding)]
        self.endResetModel()

    def _passes(self, finding: Finding) -> bool:
        if self._severity and finding.severity != self._severity:
            return False
        return not self._words or self._words in self._line(finding).casefold()

    def finding(self, row: int) -> Finding:
        return self._all[self._rows[row]]

    def lines(self) -> list[str]:
        """What is listed, as plain text."""
        return [self._line(self._all[row]) for row in self._rows]

    def _line(self, finding: Finding) -> str:
        place = place_of(finding)
        sentence = text.finding(finding)
        return f"{place}: {sentence}" if place else sentence

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._line(self.finding(index.row()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._line(self.finding(index.row()))
        return None


class _FindingDelegate(QStyledItemDelegate):
    def __init__(self, model: FindingsModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        signs.paint_ground(painter, option)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        words, grey = signs.row_colors(option.palette, chosen)
        rect, metrics = option.rect, option.fontMetrics
        finding = self._model.finding(index.row())
        side = metrics.ascent() + 3
        sign = QRectF(rect.left() + 10, rect.top() + 7, side, side)
        if finding.severity == "error":
            icon = theme.pixmap("error", theme.colors().error, side, _ratio(painter))
            painter.drawPixmap(sign.topLeft(), icon)
        else:
            color = signs.state_color(State.PROBLEM, option.palette)
            signs.paint_state(painter, sign, State.PROBLEM, color)
        inner = rect.adjusted(side + 20, 4, -10, -4)
        upper = inner.adjusted(0, 0, 0, -inner.height() // 2)
        lower = inner.adjusted(0, inner.height() // 2, 0, 0)
        elide = Qt.TextElideMode.ElideRight
        painter.setPen(words)
        sentence = metrics.elidedText(text.finding(finding), elide, inner.width())
        painter.drawText(upper, _LEFT, sentence)
        painter.setPen(grey)
        place = metrics.elidedText(place_of(finding), Qt.TextElideMode.ElideMiddle, inner.width())
        painter.drawText(lower, _LEFT, place)


def _ratio(painter: QPainter) -> float:
    return painter.device().devicePixelRatioF()


def place_of(finding: Finding) -> str:
    """File and line, as far as known."""
    if finding.where is None:
        return ""
    return f"{finding.where}:{finding.line}" if finding.line else str(finding.where)


def image_of(dataset: Dataset, finding: Finding) -> int | None:
    """Index of the image that a finding is about, by its image or label file."""
    where = finding.where
    if where is None:
        return None
    try:
        index = dataset.index(dataset.relative(where))
    except ValueError:
        index = None
    if index is not None:
        return index
    stem = where.stem
    for index, name in enumerate(dataset.images):
        if stem in name:
            place = dataset.place(name)
            if where in (place.voc, place.yolo, place.kept):
                return index
    return None
