"""The commands of the view menu: zoom, what is shown, theme, language, the window itself."""

from PySide6.QtCore import Qt

from labeler.services.settings import default_of
from labeler.ui.commands.group import Commands

_FILLS = (0.0, 0.15, 0.4)
_STEP = 10


class ViewCommands(Commands):
    """How things are shown; nothing here changes a label."""

    def zoom_in(self) -> None:
        self.canvas.zoom_in()

    def zoom_out(self) -> None:
        self.canvas.zoom_out()

    def zoom_fit(self) -> None:
        self.canvas.fit()

    def zoom_fit_width(self) -> None:
        self.canvas.fit_width()

    def zoom_actual(self) -> None:
        self.canvas.actual()

    def hide_shapes(self) -> None:
        """From the menu it switches; by its key it lasts while the key is held."""
        self.canvas.set_shapes_hidden(not self.canvas.sight.hidden)

    def fill(self) -> None:
        now = self.settings.value.fill_opacity
        following = [fill for fill in _FILLS if fill > now + 0.01]
        self.settings.change(fill_opacity=following[0] if following else 0.0)

    def brighter(self) -> None:
        self.settings.change(brightness=self.settings.value.brightness + _STEP)

    def darker(self) -> None:
        self.settings.change(brightness=self.settings.value.brightness - _STEP)

    def more_contrast(self) -> None:
        self.settings.change(contrast=self.settings.value.contrast + _STEP)

    def less_contrast(self) -> None:
        self.settings.change(contrast=self.settings.value.contrast - _STEP)

    def more_gamma(self) -> None:
        self.settings.change(gamma=round(self.settings.value.gamma * 1.2, 2))

    def less_gamma(self) -> None:
        self.settings.change(gamma=round(self.settings.value.gamma / 1.2, 2))

    def adjust_reset(self) -> None:
        names = ("brightness", "contrast", "gamma")
        self.settings.change(**{name: default_of(name) for name in names})

    def next_theme(self) -> None:
        dark = self.window.theme.colors.dark
        self.settings.change(theme="light" if dark else "dark")

    def next_language(self) -> None:
        korean = self.window.translations.language == "ko"
        self.settings.change(language="en" if korean else "ko")

    def full_screen(self) -> None:
        self.window.setWindowState(self.window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def reset_layout(self) -> None:
        self.window.reset_layout()
