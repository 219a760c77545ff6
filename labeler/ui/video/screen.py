"""The video's part of the window: a tab beside the images, and the pane below the frame."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QTabBar

from labeler.services.footage import Footage
from labeler.ui import theme

if TYPE_CHECKING:
    from labeler.ui.main_window import MainWindow
    from labeler.ui.video.pane import VideoPane

IMAGES, VIDEO = 0, 1


class VideoScreen(QObject):
    """Comes with the first video; what is shown, and which keys hold, follows the session."""

    def __init__(self, window: "MainWindow", footage: Footage) -> None:
        super().__init__(window)
        self._window = window
        self.footage = footage
        footage.player.copy_size = window.canvas.copy_size
        self.tabs: QTabBar | None = None
        self.pane: VideoPane | None = None
        footage.opened.connect(self._on_footage_opened)
        window.session.shown.connect(self._follow)
        window.theme.changed.connect(self._on_theme_changed)

    def _on_footage_opened(self) -> None:
        if self.footage.clip >= 0 and self.pane is None:
            self._build()
        self._follow()

    def _build(self) -> None:
        from labeler.ui.video.pane import VideoPane

        window = self._window
        self.tabs = QTabBar(window)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tabs.addTab(theme.icon("open_image"), "")
        self.tabs.addTab(theme.icon("video"), "")
        self.tabs.setTabsClosable(True)
        for side in (QTabBar.ButtonPosition.LeftSide, QTabBar.ButtonPosition.RightSide):
            self.tabs.setTabButton(IMAGES, side, None)
        self.tabs.tabBarClicked.connect(self._on_tab_clicked)
        self.tabs.tabCloseRequested.connect(self._on_close_asked)
        self.pane = VideoPane(self.footage, window.actions_, window)
        self.pane.timeline.sought.connect(self._on_timeline_used)
        self.pane.timeline.pin_chosen.connect(self._on_timeline_used)
        self.pane.dress()
        window.centre.insertWidget(window.centre.indexOf(window.pages), self.tabs)
        window.centre.addWidget(self.pane)
        self.retranslate()

    def _follow(self) -> None:
        """Show what belongs to what is open."""
        if self.tabs is None or self.pane is None:
            return
        there, active = self.footage.clip >= 0, self.footage.active
        self.tabs.setVisible(there)
        self.pane.setVisible(there and active)
        self.tabs.setCurrentIndex(VIDEO if active else IMAGES)
        path = self.footage.path
        self.tabs.setTabText(VIDEO, path.name.replace("&", "&&") if path is not None else "")
        self._window.actions_.use_page("video" if active else "")
        if active:
            self._window.pages.setCurrentWidget(self._window.canvas)

    def _on_tab_clicked(self, tab: int) -> None:
        if tab == VIDEO:
            self.footage.back()
        elif tab == IMAGES and self.footage.active:
            self._window.run("switch_to_video")
        self._window.canvas.setFocus()

    def _on_close_asked(self, tab: int) -> None:
        self._window.run("close_video")

    def _on_timeline_used(self, *_what: object) -> None:
        """The keys of the video are the canvas's."""
        if not (_what and _what[-1] is False):
            self._window.canvas.setFocus()

    def _on_theme_changed(self) -> None:
        if self.pane is not None:
            self.pane.dress()

    def retranslate(self) -> None:
        if self.tabs is not None:
            self.tabs.setTabText(IMAGES, self.tr("Images"))
