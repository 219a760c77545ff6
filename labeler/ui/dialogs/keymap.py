"""The key map editor: every action with its keys, presets, new keys by pressing them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from labeler.services.settings import Settings, SettingsStore
from labeler.services.states import State
from labeler.ui import signs, text
from labeler.ui.actions import ACTIONS, MENUS, PRESETS, canonical, clashes, keymap
from labeler.ui.dialogs.dialog import Dialog, without_mnemonic

_ID = Qt.ItemDataRole.UserRole


class KeyField(QKeySequenceEdit):
    """Takes every key but Esc, which steps back to the list."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.key() == Qt.Key.Key_Escape and plain:
            self.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)


class KeymapDialog(Dialog):
    """What is changed holds at once; a key that is taken from another action says so before."""

    def __init__(self, store: SettingsStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._items: dict[str, QTreeWidgetItem] = {}
        self._build()
        store.changed.connect(self._on_settings_changed)
        self.begin(720, 620)
        self.tree.setCurrentItem(self._items[ACTIONS[0].id])

    # --- parts

    def _build(self) -> None:
        self.preset_label = QLabel(self)
        self.preset = QComboBox(self)
        for name in PRESETS:
            self.preset.addItem(text.setting_choice(name), name)
        self.preset_label.setBuddy(self.preset)
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self.tree = QTreeWidget(self)
        self.tree.setColumnCount(3)
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setIndentation(14)
        header = self.tree.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(False)
        self.title = QLabel(self)
        self.press_label = QLabel(self)
        self.edit = KeyField(self)
        if hasattr(self.edit, "setMaximumSequenceLength"):  # Qt 6.5
            self.edit.setMaximumSequenceLength(1)
        self.press_label.setBuddy(self.edit)
        self.note = QLabel(self)
        self.note.setWordWrap(True)
        self.put, self.add, self.clear, self.back = (QPushButton(self) for _ in range(4))
        for button in (self.put, self.add, self.clear, self.back):
            button.setAutoDefault(False)
        self.buttons = QDialogButtonBox(self)
        self.reset = self.buttons.addButton("", QDialogButtonBox.ButtonRole.ResetRole)
        self.close_button = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self._fill()
        self._lay_out()
        self._connect()

    def _fill(self) -> None:
        self._menus = {menu: QTreeWidgetItem(self.tree) for menu in MENUS}
        for item in self._menus.values():
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            item.setExpanded(True)
            font = self.font()
            font.setBold(True)
            item.setFont(0, font)
        for action in ACTIONS:
            item = QTreeWidgetItem(self._menus[action.menu])
            item.setData(0, _ID, action.id)
            self._items[action.id] = item

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.preset_label)
        top.addWidget(self.preset)
        top.addSpacing(12)
        top.addWidget(self.search, 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.addWidget(self.title, 0, 0, 1, 4)
        grid.addWidget(self.press_label, 1, 0)
        grid.addWidget(self.edit, 1, 1)
        grid.addWidget(self.put, 1, 2)
        grid.addWidget(self.add, 1, 3)
        grid.addWidget(self.note, 2, 0, 1, 2)
        grid.addWidget(self.clear, 2, 2)
        grid.addWidget(self.back, 2, 3)
        grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.tree, 1)
        column.addLayout(grid)
        column.addWidget(self.buttons)

    def _connect(self) -> None:
        self.preset.activated.connect(self._on_preset_chosen)
        self.search.textChanged.connect(self._on_search_changed)
        self.tree.currentItemChanged.connect(self._on_action_chosen)
        self.tree.itemActivated.connect(self._on_activated)
        self.edit.keySequenceChanged.connect(self._on_key_pressed)
        self.edit.left.connect(self.tree.setFocus)
        self.put.clicked.connect(self._on_put)
        self.add.clicked.connect(self._on_add)
        self.clear.clicked.connect(self._on_clear)
        self.back.clicked.connect(self._on_back)
        self.reset.clicked.connect(self._on_reset)
        self.buttons.accepted.connect(self.accept)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Keys"))
        self.preset_label.setText(self.tr("Keys like in"))
        self.search.setPlaceholderText(self.tr("Find an action or a key"))
        self.tree.setHeaderLabels([self.tr("Action"), self.tr("Keys"), ""])
        self.press_label.setText(self.tr("New key"))
        self.put.setText(self.tr("Set"))
        self.add.setText(self.tr("Add as second"))
        self.clear.setText(self.tr("No key"))
        self.back.setText(self.tr("Default"))
        self.reset.setText(self.tr("Reset all keys"))
        self.close_button.setText(self.tr("Close"))
        for menu, item in self._menus.items():
            item.setText(0, without_mnemonic(text.menu(menu)))
        for id, item in self._items.items():
            item.setText(0, text.action(id))
            item.setToolTip(0, text.action_tip(id))
        self.show_keys()

    # --- showing

    @property
    def keys(self) -> dict[str, list[str]]:
        value = self._store.value
        return keymap(value.keymap, value.keys)

    @property
    def chosen(self) -> str:
        """Id of the action in hand, "" for none."""
        item = self.tree.currentItem()
        return (item.data(0, _ID) or "") if item else ""

    def show_keys(self) -> None:
        self.preset.setCurrentIndex(self.preset.findData(self._store.value.keymap))
        keys = self.keys
        clashing = clashes(keys)
        warned = QBrush(signs.state_color(State.PROBLEM, self.palette()))
        plain = QBrush(self.palette().color(QPalette.ColorRole.Text))
        for id, item in self._items.items():
            others = {o for key in keys[id] for o in clashing.get(canonical(key), ()) if o != id}
            item.setText(1, native(keys[id]))
            item.setForeground(1, warned if others else plain)
            note = self.tr("also: {action}") if others else ""
            item.setText(2, note.format(action=", ".join(text.action(o) for o in sorted(others))))
            item.setForeground(2, warned)
            font = item.font(1)
            font.setBold(id in self._store.value.keys)
            item.setFont(1, font)
        self._show_chosen()

    def _show_chosen(self) -> None:
        id = self.chosen
        self.title.setText(f"<b>{text.action(id)}</b> — {text.action_tip(id)}" if id else "")
        for widget in (self.edit, self.put, self.add, self.clear, self.back):
            widget.setEnabled(bool(id))
        self.back.setEnabled(id in self._store.value.keys)
        self._on_key_pressed()

    def taken_by(self, key: str) -> list[str]:
        """Ids of the other actions that have this key."""
        return [
            id
            for id, keys in self.keys.items()
            if id != self.chosen and key in (canonical(k) for k in keys)
        ]

    # --- what the user does

    def _on_settings_changed(self, value: Settings, names: set[str]) -> None:
        if names & {"keymap", "keys"}:
            self.show_keys()

    def _on_preset_chosen(self, place: int) -> None:
        self._store.change(keymap=self.preset.itemData(place))

    def _on_search_changed(self, words: str) -> None:
        wanted = words.strip().casefold()
        for menu in self._menus.values():
            shown = 0
            for item in _children(menu):
                found = wanted in f"{item.text(0)} {item.text(1)}".casefold()
                item.setHidden(not found)
                shown += found
            menu.setHidden(not shown)
        self._choose_shown()

    def _choose_shown(self) -> None:
        """What is in hand is among what was found: a new key goes to what the user sees."""
        current = self.tree.currentItem()
        if current is None or current.isHidden():
            found = (item for item in self._items.values() if not item.isHidden())
            self.tree.setCurrentItem(next(found, None))  # type: ignore[arg-type]  # Qt takes None

    def _on_action_chosen(self) -> None:
        self.edit.clear()
        self._show_chosen()

    def _on_activated(self) -> None:
        if self.chosen:
            self.edit.setFocus()

    def _on_key_pressed(self) -> None:
        key = self._pressed()
        others = self.taken_by(key) if key else []
        self.put.setEnabled(bool(key and self.chosen))
        self.add.setEnabled(bool(key and self.chosen))
        self.note.setText(
            self.tr("{key} is now: {action}. Setting it takes it from there.").format(
                key=native([key]), action=", ".join(text.action(id) for id in others)
            )
            if others
            else ""
        )

    def _pressed(self) -> str:
        return self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    def _on_put(self) -> None:
        self.give(self.chosen, [self._pressed()])

    def _on_add(self) -> None:
        self.give(self.chosen, list(dict.fromkeys([*self.keys[self.chosen], self._pressed()])))

    def _on_clear(self) -> None:
        self.give(self.chosen, [])

    def give(self, id: str, keys: list[str]) -> None:
        """Make these the keys of an action, and take them from whoever had them."""
        changed = self.keys
        for other in changed:
            if other != id:
                changed[other] = [key for key in changed[other] if key not in keys]
        changed[id] = keys
        default = keymap(self._store.value.keymap, {})
        self._store.change(
            keys={id: tuple(now) for id, now in changed.items() if now != default[id]}
        )
        self.edit.clear()

    def _on_back(self) -> None:
        keys = {id: now for id, now in self._store.value.keys.items() if id != self.chosen}
        self._store.change(keys=keys)

    def _on_reset(self) -> None:
        self._store.change(keys={})


def native(keys: list[str]) -> str:
    """Keys as this system writes them."""
    form = QKeySequence.SequenceFormat.NativeText
    return "   ".join(QKeySequence(key).toString(form) for key in keys if key)


def _children(parent: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = (parent.child(row) for row in range(parent.childCount()))
    return [item for item in found if item is not None]
