"""All keys on one sheet, by group, to look at and to search."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from labeler.services.settings import SettingsStore
from labeler.ui import text
from labeler.ui.actions import ACTIONS, MENUS, keymap
from labeler.ui.dialogs.dialog import Dialog, without_mnemonic

_COLUMNS = 2


class KeySheet(Dialog):
    """Every action that has a key, and what the pointer does; typing filters."""

    def __init__(self, store: SettingsStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.groups: list[_Group] = []
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_search_changed)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self.search)
        column.addWidget(self.area, 1)
        self.nothing = QLabel(self)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setProperty("role", "quiet")
        column.addWidget(self.nothing, 1)
        store.changed.connect(self.retranslate)
        self.begin(1000, 700)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("All keys"))
        self.search.setPlaceholderText(self.tr("Find an action or a key"))
        self.nothing.setText(self.tr("No action and no key matches."))
        self.groups = [_Group(title, rows) for title, rows in self._contents()]
        sheet = QWidget()
        line = QHBoxLayout(sheet)
        line.setContentsMargins(6, 0, 14, 10)
        line.setSpacing(36)
        for groups in _columns(self.groups):
            column = QVBoxLayout()
            column.setSpacing(18)
            for group in groups:
                column.addWidget(group)
            column.addStretch(1)
            line.addLayout(column, 1)
        self.area.setWidget(sheet)
        self._on_search_changed(self.search.text())

    def _contents(self) -> Iterable[tuple[str, list[tuple[str, list[str]]]]]:
        value = self._store.value
        keys = keymap(value.keymap, value.keys)
        yield self.tr("Pointer"), self._gestures()
        for menu in MENUS:
            rows = [
                (text.action(a.id).rstrip("…"), [_native(key) for key in keys[a.id]])
                for a in ACTIONS
                if a.menu == menu and keys[a.id]
            ]
            if rows:
                yield without_mnemonic(text.menu(menu)), rows

    def _gestures(self) -> list[tuple[str, list[str]]]:
        return [
            (self.tr("Draw"), [self.tr("Drag")]),
            (self.tr("Draw over another shape"), [self.tr("Ctrl+drag")]),
            (self.tr("Select the smallest shape"), [self.tr("Click")]),
            (self.tr("Select several"), [self.tr("Shift+click"), self.tr("Shift+drag")]),
            (self.tr("Next shape beneath"), [_native("Tab")]),
            (self.tr("Zoom"), [self.tr("Wheel")]),
            (self.tr("Pan"), [self.tr("Middle drag"), self.tr("Two fingers")]),
            (self.tr("Finish a polygon"), [_native("Return"), self.tr("Double click")]),
            (self.tr("Take back the last corner"), [_native("Backspace")]),
            (self.tr("Step back: gesture, then selection"), [_native("Esc")]),
        ]

    def _on_search_changed(self, words: str) -> None:
        for group in self.groups:
            group.filter(words.strip().casefold())
        found = any(not group.isHidden() for group in self.groups)
        self.area.setVisible(found)
        self.nothing.setHidden(found)


class _Group(QWidget):
    """A titled list of what is done and by which keys."""

    def __init__(self, title: str, rows: list[tuple[str, list[str]]]) -> None:
        super().__init__()
        self.rows: list[tuple[str, QLabel, QWidget]] = []
        self.lines = len(rows) + 2
        head = QLabel(f"<b>{title}</b>")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        grid.addWidget(head, 0, 0, 1, 2)
        for place, (words, keys) in enumerate(rows, 1):
            label, badges = QLabel(words), _badges(keys)
            grid.addWidget(label, place, 0)
            grid.addWidget(badges, place, 1)
            self.rows.append((f"{title} {words} {' '.join(keys)}".casefold(), label, badges))

    def filter(self, wanted: str) -> None:
        found = False
        for words, label, badges in self.rows:
            label.setVisible(wanted in words)
            badges.setVisible(wanted in words)
            found = found or wanted in words
        self.setVisible(found)


def _badges(keys: list[str]) -> QWidget:
    body = QWidget()
    line = QHBoxLayout(body)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(4)
    line.addStretch(1)
    for key in keys:
        badge = QLabel(key)
        badge.setStyleSheet(
            "border: 1px solid palette(mid); border-radius: 4px; padding: 1px 6px;"
            "background: palette(base);"
        )
        badge.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        line.addWidget(badge)
    return body


def _columns(groups: list[_Group]) -> list[list[_Group]]:
    """The groups in order, cut into columns of about the same height."""
    total = sum(group.lines for group in groups)
    columns: list[list[_Group]] = [[] for _ in range(_COLUMNS)]
    height = 0
    for group in groups:
        place = min(_COLUMNS - 1, int((height + group.lines / 2) * _COLUMNS / total))
        columns[place].append(group)
        height += group.lines
    return columns


def _native(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
