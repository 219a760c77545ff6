"""The menu bar, the tool bar and the menu of a shape, laid out from ACTIONS."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolBar

from labeler.services.settings import Settings, spec_of
from labeler.ui import signs, text
from labeler.ui.actions import ACTIONS, MENUS

if TYPE_CHECKING:
    from labeler.ui.main_window import MainWindow

_TOOLS = (
    ("select", "draw_box", "draw_polygon", "draw_quad", "edit_points"),
    ("undo", "redo"),
    ("previous_image", "next_image", "verify_and_next", "next_unseen"),
    ("copy_previous", "nothing_here"),
    ("zoom_in", "zoom_out", "zoom_fit"),
)
_OF_SHAPE = (
    ("duplicate", "copy", "cut", "delete"),
    ("to_box", "to_polygon", "to_quad"),
    ("difficult", "truncated", "occluded"),
    ("raise_shape", "lower_shape"),
)
_OF_GROUND = (("paste", "copy_previous", "nothing_here"), ("select_all", "zoom_fit", "zoom_actual"))
_CLASSES_IN_MENU = 15


class Menus(QObject):
    """Holds the menus so that their titles follow the language."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._titled: dict[str, QMenu] = {}
        self._choices: dict[tuple[str, str], QAction] = {}
        for id in MENUS:
            self._titled[id] = window.menuBar().addMenu("")
            self._fill(id)
        self._add_recent()
        self._add_choices("language")
        self._add_choices("theme")
        self._add_panels()
        window.settings.changed.connect(self._on_settings_changed)
        window.settings.recent_changed.connect(self._fill_recent)
        self._on_settings_changed(window.settings.value, {"language", "theme"})
        self.retranslate()

    def _fill(self, id: str) -> None:
        menu, group = self._titled[id], 0
        for row in (row for row in ACTIONS if row.menu == id):
            if row.group != group:
                menu.addSeparator()
                group = row.group
            place = self._submenu(menu, row.submenu) if row.submenu else menu
            place.addAction(self._window.actions_[row.id])

    def _submenu(self, menu: QMenu, id: str) -> QMenu:
        if id not in self._titled:
            self._titled[id] = menu.addMenu("")
        return self._titled[id]

    def _add_recent(self) -> None:
        menu = QMenu(self._window)
        before = self._window.actions_["save"]
        self._titled["file"].insertMenu(before, menu)
        self._titled["file"].insertSeparator(before)
        self._titled["open_recent"] = menu
        self._fill_recent()

    def _fill_recent(self) -> None:
        menu, paths = self._titled["open_recent"], self._window.settings.recent
        menu.clear()
        for path in paths:
            action = menu.addAction(str(path).replace("&", "&&"))
            action.triggered.connect(partial(self._on_recent_chosen, path))
        menu.setEnabled(bool(paths))

    def _on_recent_chosen(self, path: Path, checked: bool = False) -> None:
        self._window.session.open(path)

    def _add_choices(self, setting: str) -> None:
        """A submenu that offers the values of a setting."""
        menu, group = QMenu(self._window), QActionGroup(self)
        self._titled["view"].insertMenu(self._window.actions_[f"next_{setting}"], menu)
        self._titled[setting] = menu
        for value in spec_of(setting).choices:
            action = menu.addAction("")
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(partial(self._on_choice, setting, value))
            self._choices[setting, value] = action

    def _on_choice(self, setting: str, value: str, checked: bool = False) -> None:
        self._window.settings.change(**{setting: value})

    def _on_settings_changed(self, value: Settings, names: set[str]) -> None:
        for (setting, choice), action in self._choices.items():
            if setting in names:
                action.setChecked(getattr(value, setting) == choice)

    def _add_panels(self) -> None:
        menu = QMenu(self._window)
        self._titled["view"].insertMenu(self._window.actions_["full_screen"], menu)
        self._titled["panels"] = menu
        for number, dock in enumerate(self._window.docks.values(), 1):
            action = dock.toggleViewAction()
            action.setShortcut(f"Ctrl+Alt+{number}")
            menu.addAction(action)

    def retranslate(self) -> None:
        for id, menu in self._titled.items():
            menu.setTitle(text.menu(id))
        for (_setting, value), action in self._choices.items():
            action.setText(text.setting_choice(value))

    # --- the menu at the pointer

    def of_shape(self) -> QMenu:
        """What can be done with the selected shapes."""
        menu = QMenu(self._window)
        workspace = self._window.session.workspace
        classes, chosen = workspace.classes, {s.class_name for s in workspace.selected}
        for number in classes.displayed[:_CLASSES_IN_MENU]:
            name, key = classes.classes[number].name, classes.key_of(number)
            words = name.replace("&", "&&")
            action = menu.addAction(signs.swatch_icon(classes.color_of(name)), words)
            action.setText(f"{words}\t{key}" if key else words)
            action.setCheckable(chosen == {name})
            action.setChecked(chosen == {name})
            action.triggered.connect(partial(self._on_class_chosen, name))
        menu.addAction(self._window.actions_["class_palette"])
        self._add_groups(menu, _OF_SHAPE)
        return menu

    def of_ground(self) -> QMenu:
        """What can be done where no shape is."""
        menu = QMenu(self._window)
        self._add_groups(menu, _OF_GROUND)
        return menu

    def _on_class_chosen(self, name: str, checked: bool = False) -> None:
        workspace = self._window.session.workspace
        workspace.hover(None)
        workspace.apply_class(name)

    def _add_groups(self, menu: QMenu, groups: tuple[tuple[str, ...], ...]) -> None:
        for group in groups:
            menu.addSeparator()
            for id in group:
                menu.addAction(self._window.actions_[id])


def tool_bar(window: "MainWindow") -> QToolBar:
    """The column of tools beside the image."""
    bar = QToolBar(window)
    bar.setObjectName("tools")
    bar.setMovable(True)
    bar.setIconSize(QSize(22, 22))
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    for group in _TOOLS:
        if group is not _TOOLS[0]:
            bar.addSeparator()
        for id in group:
            bar.addAction(window.actions_[id])
    return bar
