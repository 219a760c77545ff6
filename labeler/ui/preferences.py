"""Puts the settings into effect, each where it belongs, at the start and when it changes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from labeler.services.settings import Settings

if TYPE_CHECKING:
    from labeler.ui.main_window import MainWindow

_SEEN = {"brightness", "contrast", "gamma"}


class Preferences(QObject):
    """The one place that knows which part obeys which setting."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        window.settings.changed.connect(self._on_settings_changed)
        here = set(Settings.__dataclass_fields__) - {"language", "theme"}  # in effect already
        self._on_settings_changed(window.settings.value, here)

    def _on_settings_changed(self, value: Settings, names: set[str]) -> None:
        window, canvas = self._window, self._window.canvas
        put: dict[str, Callable[[], object]] = {
            "language": lambda: window.translations.use(_code(value.language)),
            "theme": lambda: window.theme.use(value.theme),
            "names_shown": lambda: canvas.set_names_shown(value.names_shown),
            "fill_opacity": lambda: canvas.set_fill_opacity(value.fill_opacity),
            "guide_lines": lambda: canvas.set_guides_shown(value.guide_lines),
            "loupe": lambda: canvas.set_loupe_shown(value.loupe),
            "pixel_grid": lambda: canvas.set_grid_shown(value.pixel_grid),
            "snap": lambda: setattr(window.session.workspace, "snapping", value.snap),
            "annotator": lambda: setattr(
                window.session.grader, "annotator", value.annotator.strip()
            ),
            "fit_each_image": lambda: setattr(canvas, "fit_each", value.fit_each_image),
            "frame_format": lambda: window.footage.use_suffix(f".{value.frame_format}"),
            "cache_mb": lambda: window.session.images.set_budget(value.cache_mb << 20),
        }
        for name in names & put.keys():
            put[name]()
        if names & _SEEN:
            canvas.set_adjustment(value.brightness / 100, value.contrast / 100, value.gamma)


def _code(language: str) -> str:
    return "" if language == "system" else language
