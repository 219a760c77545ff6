"""The coverage board: how many objects there are of each combination, and what to capture next."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from labeler.core.coverage import Goal, id_of
from labeler.core.finding import Finding
from labeler.core.graded import Row
from labeler.core.rules.rule import Rule
from labeler.services.session import Session
from labeler.ui import rule_text, text
from labeler.ui.dialogs.dialog import Dialog
from labeler.ui.rules.board_axes import BoardAxes
from labeler.ui.rules.board_count import Asked, BoardCount, Captions, Counted
from labeler.ui.rules.board_export import BoardExport, Content
from labeler.ui.rules.board_sheet import Sheet, png_of
from labeler.ui.rules.board_table import Place, Table, csv_of
from labeler.ui.rules.board_words import BoardWords
from labeler.ui.rules.chart_pane import ChartPane
from labeler.ui.rules.gallery import CropGallery
from labeler.ui.rules.matrix import Matrix
from labeler.ui.rules.row_reader import show_row
from labeler.ui.rules.thin_list import ThinPane

_POLL_MS = 200
_MOST_CROPS = 1000  # of a cell that are shown
_SIZES = "size"  # the rule whose grades tell how much sizes vary


class CoverageBoard(Dialog):
    """Follows the gradebook of the session; stays open beside the window, whatever is opened."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._words = BoardWords(self)
        self._root: Path | None = None  # of the dataset that is counted
        self._counted: Counted | None = None
        self.table: Table | None = None  # what is shown
        self._place: Place | None = None
        self._crops: list[Row] = []
        self._answered = -1  # the unsure row that was opened last
        self.count = BoardCount(session, self)
        self.export = BoardExport(session.jobs, self)
        self._timer = QTimer(self, interval=_POLL_MS)
        self._build()
        self._lay_out()
        self._connect()
        self.begin(1200, 780)
        self._on_session_opened()

    # --- parts

    def _build(self) -> None:
        self.introduction, self.notice, self.nothing = QLabel(self), QLabel(self), QLabel(self)
        self.axes = BoardAxes(self)
        self.matrix = Matrix(self)
        self.tally, self.cell_title = QLabel(self), QLabel(self)
        self.gallery = CropGallery(self._session, self)
        self.thin = ThinPane(self._words, self)
        self.chart = ChartPane(self._words, self)
        self.progress, self.gathered, self.told = QProgressBar(self), QLabel(self), QLabel(self)
        self.answer, self.as_table, self.as_picture, self.close_button = (
            QPushButton(self) for _ in range(4)
        )
        for button in (self.answer, self.as_table, self.as_picture, self.close_button):
            button.setAutoDefault(False)  # Enter is for cells, crops and numbers
        for label in (self.introduction, self.notice, self.nothing):
            label.setWordWrap(True)
        for label in (self.introduction, self.nothing, self.tally, self.gathered):
            label.setProperty("role", "quiet")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        font = self.cell_title.font()
        font.setBold(True)
        self.cell_title.setFont(font)
        self.progress.setTextVisible(False)
        self.progress.setFixedSize(120, 6)

    def _lay_out(self) -> None:
        left = _splitter(Qt.Orientation.Vertical)
        left.addWidget(_column(self.matrix, self.tally))
        left.addWidget(_column(self.cell_title, self.gallery))
        right = _splitter(Qt.Orientation.Vertical)
        right.addWidget(self.thin)
        right.addWidget(self.chart)
        both = _splitter(Qt.Orientation.Horizontal)
        both.addWidget(left)
        both.addWidget(right)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(both)
        self.pages.addWidget(self.nothing)
        for splitter, sizes in ((left, [390, 210]), (right, [320, 280]), (both, [830, 340])):
            splitter.setSizes(sizes)
        bottom = QHBoxLayout()
        bottom.addWidget(self.answer)
        bottom.addWidget(self.progress)
        bottom.addWidget(self.gathered)
        bottom.addWidget(self.told, 1)
        for button in (self.as_table, self.as_picture, self.close_button):
            bottom.addWidget(button)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self.introduction)
        column.addWidget(self.axes)
        column.addWidget(self.notice)
        column.addWidget(self.pages, 1)
        column.addLayout(bottom)

    def _connect(self) -> None:
        session = self._session
        session.opened.connect(self._on_session_opened)
        session.ruling.changed.connect(self._on_ruling_changed)
        session.gradebook.changed.connect(self._show_progress)
        session.workspace.classes_changed.connect(self._ask)
        self._timer.timeout.connect(self._show_progress)
        self.count.counted.connect(self._on_counted)
        self.axes.changed.connect(self._on_axes_changed)
        self.chart.chosen.connect(self._ask)
        self.matrix.chosen.connect(self.choose)
        self.thin.list.picked.connect(self.choose)
        self.gallery.opened.connect(self.open_row)
        self.answer.clicked.connect(self._on_answer)
        self.as_table.clicked.connect(self._on_as_table)
        self.as_picture.clicked.connect(self._on_as_picture)
        self.close_button.clicked.connect(self.close)
        self.export.saved.connect(self._on_saved)
        self.export.failed.connect(self._on_failed)
        parent = self.parentWidget()
        if parent is not None:
            parent.window().installEventFilter(self)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Coverage board"))
        self.introduction.setText(
            self.tr(
                "Each cell counts the objects of one combination, against how many are wanted. "
                "Where there are too few (a triangle), capture or label more like that."
            )
        )
        self.axes.retranslate()
        self.chart.retranslate()
        self.matrix.setAccessibleName(self.tr("Coverage board"))
        self.gallery.setAccessibleName(self.tr("Objects of the cell"))
        self.as_table.setText(self.tr("Save as table…"))
        self.as_table.setToolTip(self.tr("The numbers as a CSV file, for a spreadsheet"))
        self.as_picture.setText(self.tr("Save as picture…"))
        self.as_picture.setToolTip(self.tr("Matrix, sentences and histogram as a PNG file"))
        self.close_button.setText(self.tr("Close"))
        self.told.clear()
        self._show()

    # --- counting

    @property
    def goal(self) -> Goal:
        """What a cell should hold; setting it is as if the user had."""
        return self.axes.goal

    @goal.setter
    def goal(self, goal: Goal) -> None:
        self.axes.goal = goal

    def _ask(self, anew: bool = False) -> None:
        session, axes = self._session, self.axes
        classes = session.workspace.classes
        names = tuple(classes.name_of(number) for number in classes.displayed)
        sizes = session.ruling.rule(_SIZES)
        asked = Asked(axes.first, axes.second, axes.goal, names, self.chart.rule, sizes)
        self.count.ask(asked, anew)

    def _on_session_opened(self) -> None:
        """Another dataset, or the same read again: then what is shown stays until it is counted."""
        dataset = self._session.dataset
        root = dataset.root if dataset is not None else None
        if root != self._root:
            self._root, self._counted, self._place, self._answered = root, None, None, -1
            self.told.clear()
        self._session.gradebook.begin()
        self._on_ruling_changed()

    def _on_ruling_changed(self) -> None:
        rules = self._session.ruling.rules
        self.axes.offer(rules)
        self.chart.offer(rules, (self.axes.first, self.axes.second))
        self._ask(anew=True)
        self._show()

    def _on_axes_changed(self) -> None:
        self.chart.offer(self._session.ruling.rules, (self.axes.first, self.axes.second))
        self._ask()

    def _on_counted(self, found: Counted) -> None:
        if found.rows or self._session.gradebook.complete or self._counted is None:
            self._counted = found
            self._show()

    # --- showing

    def _show(self) -> None:
        found = self._counted
        board = found.board if found is not None else None
        self.table = None
        if board is not None and board.total:
            self.table = Table(board, self._words.total(), self._words.things(board))
        self.nothing.setText(self._words.nothing(self._session, board))
        self.pages.setCurrentIndex(0 if self.table is not None else 1)
        self.matrix.show_table(self.table)
        self.thin.show_table(self.table, self._session.gradebook.complete)
        self.chart.show_counted(found if self.table is not None else None)
        self._show_sentences()
        self._show_place()
        self._show_progress()

    def _show_sentences(self) -> None:
        table, words = self.table, self._words
        reasons = self._counted.reasons if self._counted is not None else ()
        notice = words.notice(table, reasons) if table is not None else ""
        self.notice.setText(notice)
        self.notice.setVisible(bool(notice))
        self.tally.setText(words.tally(table) if table is not None else "")
        unsure = len(table.unsure) if table is not None else 0
        tip = words.unsure_tip(reasons) if unsure else ""
        self.tally.setToolTip(tip)
        self.answer.setText(words.answer(unsure))
        self.answer.setToolTip(tip and tip + "\n" + self.tr("Opens the next in the main window."))
        self.answer.setEnabled(bool(unsure))
        self.as_table.setEnabled(table is not None)
        self.as_picture.setEnabled(table is not None)

    def choose(self, place: Place) -> None:
        """Show what is in a cell."""
        self._place = place
        self.matrix.choose(place)
        self._show_place()

    def _show_place(self) -> None:
        found, table, place = self._counted, self.table, self._place
        self.thin.list.show_place(place)
        if found is None or table is None or place is None or not table.has(place):
            self.cell_title.setText(self._words.no_cell() if table is not None else "")
            self._show_crops([], ())
            return
        self.matrix.choose(place)
        numbers = table.rows(place)
        shown = numbers[:_MOST_CROPS]
        words = self._words.cell(table, table.title(place), len(numbers), len(shown))
        self.cell_title.setText(words)
        rules = [axis for axis in (table.board.first, table.board.second) if isinstance(axis, Rule)]
        captions = Captions([found.judgements[number] for number in shown], rules)
        self._show_crops([found.rows[number] for number in shown], captions if rules else ())

    def _show_crops(self, rows: list[Row], captions: "Captions | tuple[str, ...]") -> None:
        """Leave what is there as it is, and where it was scrolled to, when it is the same."""
        if len(rows) == len(self._crops) and all(map(_same, rows, self._crops)):
            return
        self._crops = rows
        self.gallery.show_rows(rows, captions)

    def _show_progress(self) -> None:
        gradebook = self._session.gradebook
        gathering = gradebook.active and not gradebook.complete
        self.progress.setVisible(gathering)
        self.gathered.setVisible(gathering)
        if gathering:
            self.progress.setRange(0, max(1, gradebook.total))
            self.progress.setValue(gradebook.done)
            self.gathered.setText(self._words.progress(gradebook.done, gradebook.total))
            self._timer.start()
        else:
            self._timer.stop()

    # --- opening

    def open_row(self, row: Row) -> None:
        """Show the image in the main window, with the object selected."""
        if not show_row(self._session, row):
            return
        parent = self.parentWidget()
        if parent is not None:
            parent.window().activateWindow()

    def _on_answer(self) -> None:
        """Open the next unsure one after that of the last time; after the last the first."""
        if self.table is None or self._counted is None:
            return
        unsure = self.table.unsure
        self._answered = next((one for one in unsure if one > self._answered), unsure[0])
        self.open_row(self._counted.rows[self._answered])

    # --- files

    def _on_as_table(self) -> None:
        start, kind = self._start("csv"), self.tr("Table")
        self.export.ask(self.tr("Save the board as a table"), kind, "csv", start, self.csv())

    def _on_as_picture(self) -> None:
        start, kind = self._start("png"), self.tr("Picture")
        self.export.ask(self.tr("Save the board as a picture"), kind, "png", start, self.png())

    def _start(self, suffix: str) -> Path:
        """A name to begin with, beside the images."""
        assert self.table is not None
        assert self._root is not None
        board = self.table.board
        ids = [one for one in (id_of(board.first), id_of(board.second)) if one]
        return self._root / f"{'-'.join(['coverage', *ids])}.{suffix}"

    def csv(self) -> Content:
        """The table as it is now."""
        assert self.table is not None
        return partial(bytes, csv_of(self.table))

    def png(self) -> Content:
        """The board as it is now."""
        table, words = self.table, self._words
        assert table is not None
        assert self._root is not None
        axes = [title for title in table.axis_titles if title]
        about = (self._root.name, date.today().isoformat(), words.tally(table))
        rule, sentences = self.chart.rule, [self.chart.sentence, self.notice.text()]
        sheet = Sheet(
            title=words.picture_title(axes),
            subtitle="  ·  ".join(about),
            table=table.spoken(),
            thin_title=self.thin.title.text(),
            thin=self.thin.sentences(),
            more=words.more,
            chart_title=words.values_of(rule_text.title(rule)) if rule is not None else "",
            chart=self.chart.charted,
            sentences=[sentence for sentence in sentences if sentence],
            font=self.font(),
        )
        return partial(png_of, sheet)

    def _on_saved(self, path: Path) -> None:
        self.told.setText(self.tr("Saved as {name}").format(name=path.name))
        self.told.setToolTip(str(path))

    def _on_failed(self, finding: Finding) -> None:
        self.told.setText("⚠ " + text.finding(finding))
        self.told.setToolTip(text.finding(finding))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # the window is closed: this one alone would keep the process from ending
        if event.type() == QEvent.Type.Hide and not event.spontaneous():
            self.close()
        return super().eventFilter(watched, event)


def _splitter(way: Qt.Orientation) -> QSplitter:
    splitter = QSplitter(way)
    splitter.setHandleWidth(14)
    splitter.setChildrenCollapsible(False)
    return splitter


def _column(*widgets: QWidget) -> QWidget:
    """The first one takes the room, unless it is a title."""
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    for widget in widgets:
        column.addWidget(widget, 0 if isinstance(widget, QLabel) else 1)
    return body


def _same(row: Row, other: Row) -> bool:
    """True when both are shown alike."""
    return row is other or (row.image == other.image and row.shape == other.shape)
