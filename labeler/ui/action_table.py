"""The window's QActions: made from ACTIONS, run by Commands, in the language and keys of now."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from labeler.services.settings import Settings, SettingsStore
from labeler.ui import text, theme
from labeler.ui.actions import ACTIONS, Action, keymap, on_page

_NATIVE = QKeySequence.SequenceFormat.NativeText


class ActionTable(QObject):
    """One QAction per row of ACTIONS."""

    tool_chosen = Signal(str)  # id of a tool
    keys_changed = Signal(object)  # first key by action id, as the platform writes it

    def __init__(self, settings: SettingsStore, window: QWidget, canvas: QWidget) -> None:
        super().__init__(window)
        self._settings = settings
        self._window = window
        self._tools = QActionGroup(self)
        self.by_id: dict[str, QAction] = {}
        self.first_keys: dict[str, str] = {}
        self._true: frozenset[str] | None = None
        self._page = ""
        for row in ACTIONS:
            self.by_id[row.id] = self._made(row, canvas)
        settings.changed.connect(self._on_settings_changed)
        self._on_settings_changed(settings.value, {"keymap", *Settings.__dataclass_fields__})

    def __getitem__(self, id: str) -> QAction:
        return self.by_id[id]

    def _made(self, row: Action, canvas: QWidget) -> QAction:
        action = QAction(self)
        action.setObjectName(row.id)
        if row.icon:
            action.setIcon(theme.icon(row.icon))
        action.setCheckable(row.kind in ("check", "tool"))
        action.setMenuRole(QAction.MenuRole.NoRole)
        if row.kind == "tool":
            self._tools.addAction(action)
            action.triggered.connect(partial(self.tool_chosen.emit, row.id))
        elif row.kind == "check":
            action.triggered.connect(partial(self._on_check_triggered, row.id))
        if row.canvas:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        (canvas if row.canvas else self._window).addAction(action)
        return action

    def connect_commands(self, run: Callable[[str], None]) -> None:
        """Have every action that is a command run by its id."""
        for row in ACTIONS:
            if row.kind in ("", "hold"):
                self.by_id[row.id].triggered.connect(partial(run, row.id))

    def _on_check_triggered(self, id: str) -> None:
        # a partial is called without `checked`
        self._settings.change(**{id: self.by_id[id].isChecked()})

    def _on_settings_changed(self, value: Settings, names: Iterable[str]) -> None:
        for row in ACTIONS:
            if row.kind == "check" and row.id in names:
                self.by_id[row.id].setChecked(getattr(value, row.id))
        if "keymap" in names or "keys" in names:
            self._use(keymap(value.keymap, value.keys))

    def use_page(self, page: str) -> None:
        """Another page is shown, which may have keys of its own."""
        if page != self._page:
            self._page = page
            self._use(keymap(self._settings.value.keymap, self._settings.value.keys))

    # --- keys and words

    def _use(self, keys: Mapping[str, list[str]]) -> None:
        keys = on_page(keys, self._page)
        for row in ACTIONS:
            sequences = [QKeySequence(key) for key in keys[row.id]]
            if row.kind != "hold":  # pressing and releasing is heard by the window
                self.by_id[row.id].setShortcuts(sequences)
            self.first_keys[row.id] = sequences[0].toString(_NATIVE) if sequences else ""
        self.retranslate()
        self.keys_changed.emit(self.first_keys)

    def retranslate(self) -> None:
        for row in ACTIONS:
            action, key = self.by_id[row.id], self.first_keys[row.id]
            title = text.action(row.id)
            action.setText(f"{title}\t{key}" if row.kind == "hold" and key else title)
            plain = title.rstrip("…")
            head = f"{plain} ({key})" if key else plain
            action.setToolTip(f"{head}\n{text.action_tip(row.id)}")
            action.setStatusTip("")

    def name_step(self, id: str, code: str) -> None:
        """Say in the menu what undo or redo would do."""
        title = text.action(id)
        self.by_id[id].setText(f"{title}: {text.step(code)}" if code else title)

    # --- what can be done now

    def enable(self, true: frozenset[str]) -> None:
        """Enable the actions whose `when` is among what is true now."""
        if true == self._true:
            return
        self._true = true
        for row in ACTIONS:
            self.by_id[row.id].setEnabled(row.when in true)

    def check_tool(self, id: str) -> None:
        self.by_id[id].setChecked(True)
