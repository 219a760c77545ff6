"""The main window: assembled from the tables of actions, commands, tools and docks."""

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QDockWidget, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from labeler.core.finding import Finding
from labeler.services.footage import Footage
from labeler.services.harvest import Harvest
from labeler.services.session import Session
from labeler.services.settings import SettingsStore
from labeler.services.translations import Translations
from labeler.tools import TOOLS
from labeler.ui.action_table import ActionTable
from labeler.ui.answers import Answers
from labeler.ui.canvas.view import CanvasView
from labeler.ui.closing import Closing
from labeler.ui.docks import DOCKS
from labeler.ui.docks.objects import ObjectsDock
from labeler.ui.docks.rules import RulesDock
from labeler.ui.held_keys import HeldKeys, is_key
from labeler.ui.menus import Menus, tool_bar
from labeler.ui.message_bar import MessageBar
from labeler.ui.preferences import Preferences
from labeler.ui.rules.problem_strip import ProblemStrip
from labeler.ui.showing import Showing
from labeler.ui.single_shape import SingleShape
from labeler.ui.status import StatusBar
from labeler.ui.theme import Theme
from labeler.ui.video.screen import VideoScreen
from labeler.ui.welcome import Welcome

if TYPE_CHECKING:
    from labeler.ui.commands.group import Commands

_LAYOUT_VERSION = 2
_AREAS = {
    "left": Qt.DockWidgetArea.LeftDockWidgetArea,
    "right": Qt.DockWidgetArea.RightDockWidgetArea,
}
_WIDTHS = {"left": 236, "right": 268}
_FIRST_SIZE = QSize(1440, 900)
_ROOM_FOR_ALL = 1000  # pixels of height, from which objects and rules have room side by side


class MainWindow(QMainWindow):
    """Puts the parts together and passes on what they say; behaviour is in the parts."""

    def __init__(
        self,
        session: Session,
        footage: Footage,
        settings: SettingsStore,
        theme: Theme,
        translations: Translations,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.footage = footage
        self.harvest = Harvest(footage, self)
        self.settings = settings
        self.theme = theme
        self.translations = translations
        self.usable: Callable[[], None] | None = None  # called once after the first paint
        self._build_centre()
        self.preferences = Preferences(self)
        self.actions_ = ActionTable(settings, self, self.canvas)
        self.single_shape = SingleShape(session, settings, self)
        self.actions_.connect_commands(self.run)
        self._tools = {tool.id: tool(session.workspace) for tool in TOOLS}
        self.docks = {dock.id: self._framed(dock(session, settings, self)) for dock in DOCKS}
        self.menus = Menus(self)
        self._bar = tool_bar(self)
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, self._bar)
        self.answers = Answers(self)
        self.video = VideoScreen(self, footage)
        self._closing = Closing(self)
        self._naming = QTimer(self, singleShot=True, interval=0)  # the step is on its stack then
        self._naming.timeout.connect(self._name_steps)
        self._connect()
        self.use_tool("select")
        self._name_window()
        self._bar.setWindowTitle(self.tr("Tools"))
        self._restore()
        self._update_conditions()

    # --- parts

    def _build_centre(self) -> None:
        self.canvas = CanvasView(self.session.workspace, self)
        self.canvas.setAcceptDrops(False)
        self.canvas.viewport().setAcceptDrops(False)
        self.problems = ProblemStrip(self.session, self.canvas.viewport())
        self.welcome = Welcome(self.settings, self)
        self.message_bar = MessageBar(self)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.welcome)
        self.pages.addWidget(self.canvas)
        middle = QWidget(self)
        self.centre = QVBoxLayout(middle)
        self.centre.setContentsMargins(0, 0, 0, 0)
        self.centre.setSpacing(0)
        self.centre.addWidget(self.message_bar)
        self.centre.addWidget(self.pages, 1)
        self.setCentralWidget(middle)
        self.status = StatusBar(self.session, self)
        self.setStatusBar(self.status)
        self.showing = Showing(self.session, self.canvas, self)
        self.setAcceptDrops(True)
        self.setDockOptions(
            QMainWindow.DockOption.AnimatedDocks
            | QMainWindow.DockOption.AllowTabbedDocks
            | QMainWindow.DockOption.AllowNestedDocks
        )

    def _framed(self, content: "QWidget") -> QDockWidget:
        frame = QDockWidget(content.windowTitle(), self)
        frame.setObjectName(str(getattr(content, "id", "")))
        frame.setWidget(content)
        content.windowTitleChanged.connect(frame.setWindowTitle)
        return frame

    def _lay_out_docks(self) -> None:
        for dock in DOCKS:
            frame = self.docks[dock.id]
            self.addDockWidget(_AREAS[dock.area], frame)
            frame.show()
        if self.height() < _ROOM_FOR_ALL:
            self.tabifyDockWidget(self.docks[ObjectsDock.id], self.docks[RulesDock.id])
            self.docks[ObjectsDock.id].raise_()
        for side, width in _WIDTHS.items():
            frames = [self.docks[dock.id] for dock in DOCKS if dock.area == side]
            self.resizeDocks(frames, [width] * len(frames), Qt.Orientation.Horizontal)

    def _connect(self) -> None:
        session, canvas, status = self.session, self.canvas, self.status
        canvas.hint_changed.connect(status.show_gesture)
        canvas.hint_changed.connect(self._update_conditions)
        canvas.pointer_moved.connect(status.show_pixel)
        canvas.zoom_changed.connect(status.show_zoom)
        canvas.context_requested.connect(self._on_context_requested)
        status.where_clicked.connect(self.actions_["choose_labels_folder"].trigger)
        status.rotated_clicked.connect(self.actions_["bake_rotation"].trigger)
        self.actions_.tool_chosen.connect(self.use_tool)
        self.actions_.keys_changed.connect(status.use_keys)
        status.use_keys(self.actions_.first_keys)
        self.welcome.asked.connect(self.run)
        self.welcome.chosen.connect(session.open)
        self.theme.changed.connect(self._on_theme_changed)
        session.opened.connect(self._on_session_opened)
        session.shown.connect(self._on_session_shown)
        selected = session.workspace.selection_changed
        for signal in (session.saving_changed, selected, self.footage.opened):
            signal.connect(self._update_conditions)
        session.workspace.changed.connect(self._update_conditions)
        session.history.changed.connect(self._naming.start)
        self.problems.clicked.connect(self.actions_["next_problem"].trigger)
        self.actions_.keys_changed.connect(self._on_keys_changed)
        self._on_keys_changed(self.actions_.first_keys)
        rules = self.docks[RulesDock.id].widget()
        assert isinstance(rules, RulesDock)
        rules.edit_asked.connect(self._on_rule_edit_asked)
        rules.board_asked.connect(self.actions_["coverage_board"].trigger)
        HeldKeys(canvas, self._action_on_space)

    # --- what others ask of the window

    def command(self, id: str) -> Callable[[], None]:
        """What runs for an id."""
        for commands in self._commands:
            found = getattr(commands, id, None)
            if found is not None:
                return found  # type: ignore[no-any-return]
        raise LookupError(id)

    @cached_property
    def _commands(self) -> "list[Commands]":
        """Made when the first one is wanted, after the window is shown."""
        from labeler.ui.commands import COMMANDS

        return [commands(self) for commands in COMMANDS]

    def run(self, id: str) -> None:
        self.command(id)()

    def key_of(self, id: str) -> str:
        """The first key of an action, as the platform writes it."""
        return self.actions_.first_keys[id]

    def use_tool(self, id: str) -> None:
        self.canvas.set_tool(self._tools[id])
        self.actions_.check_tool(id)
        self.canvas.setFocus()

    def reset_layout(self) -> None:
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, self._bar)
        self._bar.show()
        for frame in self.docks.values():
            frame.setFloating(False)  # once it is removed this does nothing
            self.removeDockWidget(frame)
        self._lay_out_docks()

    def tell_unexpected(self, line: str) -> None:
        """Something nobody caught: say that it happened and that labels are safe, if they are."""
        code = "unexpected_unsaved" if self.session.autosave.failures else "unexpected"
        finding = Finding(code, values={"reason": line})
        self.session.tell("unexpected", finding, ("open_log",), "error")

    # --- what happens

    def _on_session_opened(self) -> None:
        dataset = self.session.dataset
        self.pages.setCurrentWidget(self.canvas if dataset is not None else self.welcome)
        if dataset is not None and dataset.complete:
            self.settings.add_recent(dataset.folder)
        self.canvas.setFocus()
        self._update_conditions()

    def _on_session_shown(self) -> None:
        self._name_window()
        self._update_conditions()

    def _name_steps(self) -> None:
        self.actions_.name_step("undo", self.session.history.undo_action)
        self.actions_.name_step("redo", self.session.history.redo_action)
        self._update_conditions()

    def _on_keys_changed(self, keys: Mapping[str, str]) -> None:
        self.problems.use_key(keys["next_problem"])

    def _on_rule_edit_asked(self, id: str) -> None:
        edit: Callable[[str], None] = self.command("edit_rule")  # type: ignore[assignment]
        edit(id)

    def _on_theme_changed(self) -> None:
        self.message_bar.dress()
        self.welcome.dress()
        self.status.retranslate()

    def _on_context_requested(self, at: QPoint, id: int | None) -> None:
        workspace = self.session.workspace
        if not workspace.editable:
            return
        if id is None:
            self.menus.of_ground().popup(at)
            return
        if id not in workspace.selection:
            workspace.select((id,))
        self.menus.of_shape().popup(at)

    def _action_on_space(self) -> QAction | None:
        """The action whose key is a tap on Space."""
        for action in self.actions_.by_id.values():
            if any(key.toString() == "Space" for key in action.shortcuts()):
                return action
        return None

    def _update_conditions(self, change: object = None) -> None:
        self.actions_.enable(self._conditions())

    def _conditions(self) -> frozenset[str]:
        session, workspace = self.session, self.session.workspace
        shapes, editable = bool(workspace.annotation.shapes), workspace.editable
        busy, chosen = self._busy, bool(workspace.selection)
        true = {
            "always": True,
            "dataset": session.dataset is not None,
            "image": session.index >= 0 or session.document is not None,
            "listed": session.index >= 0,
            "editable": editable,
            "selection": editable and chosen,
            "shapes": editable and shapes,
            "empty": editable and not shapes,
            "rotated": session.info is not None and session.info.orientation != 1,
            "unsaved": bool(session.autosave.failures),
            "undo": self._can_undo(),
            "redo": bool(session.history.redo_action),
            "footage": self.footage.clip >= 0,
            "frames": self.footage.active,
            "still": self.footage.active and not chosen and not busy,
        }
        return frozenset(name for name, holds in true.items() if holds)

    @property
    def _busy(self) -> bool:
        """Something is being drawn."""
        return self.canvas.tool is not None and self.canvas.tool.busy

    def _can_undo(self) -> bool:
        return self._busy or self.single_shape.can_undo or bool(self.session.history.undo_action)

    def _name_window(self) -> None:
        dataset, clip = self.session.dataset, self.footage.path
        shown = clip.name if clip is not None and self.footage.active else self.session.name
        parts = [shown, dataset.folder.name if dataset else "", "Labeler"]
        self.setWindowTitle(" – ".join(part for part in parts if part))

    def retranslate(self) -> None:
        self._name_window()
        self.actions_.retranslate()
        self._name_steps()
        self.menus.retranslate()
        self.showing.retranslate()
        self.video.retranslate()
        self.problems.retranslate()
        self._bar.setWindowTitle(self.tr("Tools"))

    # --- remembered between starts

    def _restore(self) -> None:
        self.resize(_FIRST_SIZE.boundedTo(self.screen().availableSize()))
        self._lay_out_docks()
        geometry, state = (self.settings.remembered(key) for key in ("geometry", "state"))
        if geometry:
            self.restoreGeometry(QByteArray(geometry))
        if state:
            self.restoreState(QByteArray(state), _LAYOUT_VERSION)

    def _remember(self) -> None:
        self.settings.remember("geometry", bytes(self.saveGeometry().data()))
        self.settings.remember("state", bytes(self.saveState(_LAYOUT_VERSION).data()))

    # --- Qt

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.session.history.running or self.harvest.running:
            self.status.flash(Finding("work_under_way"))
            event.ignore()
        elif self._closing.allowed():
            self._remember()
            self.footage.close()
            self.session.close()
            event.accept()
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "menus"):
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.canvas.offer_key("escape"):
            self._step_back()
        elif is_key(event, self.key_of("hide_shapes")) and not event.isAutoRepeat():
            self.canvas.set_shapes_hidden(True)
        else:
            super().keyPressEvent(event)

    def _step_back(self) -> None:
        """Nothing is drawn or selected: to the first tool, and from there to the video."""
        if self.canvas.tool is self._tools["select"]:
            self.footage.back()
        self.use_tool("select")

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if is_key(event, self.key_of("hide_shapes")) and not event.isAutoRepeat():
            self.canvas.set_shapes_hidden(False)
        else:
            super().keyReleaseEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.session.open(path)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.usable is not None:
            QTimer.singleShot(0, self, self.usable)
            self.usable = None


def _dropped(event: QDropEvent) -> Path | None:
    """The first local folder or file that is being dropped."""
    urls = event.mimeData().urls()
    files = [url.toLocalFile() for url in urls if url.isLocalFile()]
    return Path(files[0]) if files else None
