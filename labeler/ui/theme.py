"""The look: light and dark palettes over Fusion, one style sheet, icons tinted for either."""

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QByteArray, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtWidgets import QApplication

from labeler.services.resources import resource

_Role = QPalette.ColorRole

# For Korean beside whatever the system's own font is; the first that is there is used.
_KOREAN = (
    "Pretendard",
    "Noto Sans KR",
    "Noto Sans CJK KR",
    "Apple SD Gothic Neo",
    "Malgun Gothic",
    "NanumGothic",
)


@dataclass(frozen=True, slots=True)
class Colors:
    """One scheme, each colour `#rrggbb`. `ground` lies behind the image."""

    dark: bool
    window: str
    base: str
    raised: str
    hover: str
    line: str
    text: str
    quiet: str
    faint: str
    accent: str
    on_accent: str
    chosen: str
    ground: str
    info: str
    warning: str
    error: str
    good: str


LIGHT = Colors(
    dark=False,
    window="#f4f5f7",
    base="#ffffff",
    raised="#ffffff",
    hover="#e8eaee",
    line="#d9dce2",
    text="#1d2127",
    quiet="#626a76",
    faint="#a4abb5",
    accent="#2563eb",
    on_accent="#ffffff",
    chosen="#dbe7ff",
    ground="#dfe2e7",
    info="#2563eb",
    warning="#a45300",
    error="#c62828",
    good="#16803f",
)
DARK = Colors(
    dark=True,
    window="#222428",
    base="#1a1c1f",
    raised="#2b2e33",
    hover="#33373d",
    line="#383c43",
    text="#e3e6ea",
    quiet="#a0a7b2",
    faint="#666d78",
    accent="#5b9dff",
    on_accent="#0d1b30",
    chosen="#27406b",
    ground="#131416",
    info="#6cb0ff",
    warning="#ffb454",
    error="#ff7b72",
    good="#5fd38d",
)


class Theme(QObject):
    """The scheme in force: the wanted one, or the system's while "system" is wanted."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted = "system"
        self.colors = LIGHT
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    def choose(self, wanted: str) -> None:
        """Take the colours of "light", "dark" or the system's choice, and dress nothing yet."""
        self._wanted = wanted
        dark = wanted == "dark" or (wanted == "system" and _system_is_dark())
        self.colors = DARK if dark else LIGHT
        global _colors
        _colors = self.colors

    def use(self, wanted: str) -> None:
        """Dress the application."""
        self.choose(wanted)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setPalette(palette(self.colors))
        app.setStyleSheet(style_sheet(self.colors))
        _rendered.cache_clear()
        self.changed.emit()

    def _on_system_changed(self) -> None:
        if self._wanted == "system":
            self.use("system")


_colors = LIGHT


def colors() -> Colors:
    """The scheme in force."""
    return _colors


def prepare(app: QApplication) -> None:
    """What does not change with the scheme: the style and the fonts."""
    app.setStyle("Fusion")
    font = app.font()
    families = font.families() or [font.family()]
    if _is_plain(families[0]):
        families = [*_KOREAN, *families]  # its Latin goes with the Korean of one design
    else:
        families = [*families, *_KOREAN]
    font.setFamilies(families)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    app.setFont(font)


def _is_plain(family: str) -> bool:
    """A Linux desktop without a font of its own choice."""
    return family.lower() in (
        "sans",
        "sans serif",
        "sans-serif",
        "dejavu sans",
        "bitstream vera sans",
    )


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def palette(c: Colors) -> QPalette:
    made = QPalette()
    for role, color in (
        (_Role.Window, c.window),
        (_Role.WindowText, c.text),
        (_Role.Base, c.base),
        (_Role.AlternateBase, c.window),
        (_Role.Text, c.text),
        (_Role.Button, c.raised),
        (_Role.ButtonText, c.text),
        (_Role.BrightText, c.error),
        (_Role.ToolTipBase, c.raised),
        (_Role.ToolTipText, c.text),
        (_Role.PlaceholderText, c.quiet),
        (_Role.Link, c.accent),
        (_Role.LinkVisited, c.accent),
        (_Role.Highlight, c.chosen),
        (_Role.HighlightedText, c.text),
        (_Role.Light, c.raised),
        (_Role.Midlight, c.hover),
        (_Role.Mid, c.line),
        (_Role.Dark, c.line),
        (_Role.Shadow, c.line),
    ):
        made.setColor(role, QColor(color))
    if hasattr(_Role, "Accent"):
        made.setColor(_Role.Accent, QColor(c.accent))
    off = QPalette.ColorGroup.Disabled
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.HighlightedText):
        made.setColor(off, role, QColor(c.faint))
    return made


def style_sheet(c: Colors) -> str:
    return f"""
QMainWindow, QDialog {{ background: {c.window}; }}
QMainWindow::separator {{ background: {c.line}; width: 1px; height: 1px; }}
QMainWindow::separator:hover {{ background: {c.accent}; }}
QMenuBar {{ background: {c.window}; border-bottom: 1px solid {c.line}; padding: 2px 4px; }}
QMenuBar::item {{ padding: 5px 9px; border-radius: 5px; background: transparent; }}
QMenuBar::item:selected {{ background: {c.hover}; }}
QMenu {{ background: {c.raised}; border: 1px solid {c.line}; padding: 5px; }}
QMenu::item {{ padding: 5px 26px 5px 8px; border-radius: 5px; margin: 0 1px; }}
QMenu::item:selected {{ background: {c.chosen}; }}
QMenu::item:disabled {{ color: {c.faint}; }}
QMenu::separator {{ height: 1px; background: {c.line}; margin: 5px 8px; }}
QMenu::icon {{ padding-left: 8px; }}
QToolTip {{ background: {c.raised}; color: {c.text}; border: 1px solid {c.line};
    padding: 5px 7px; }}
QToolBar {{ background: {c.window}; border: none; spacing: 2px; padding: 4px; }}
QToolBar#tools {{ border-right: 1px solid {c.line}; }}
QToolBar::separator {{ background: {c.line}; height: 1px; width: 1px; margin: 5px 4px; }}
QToolButton {{ border: 1px solid transparent; border-radius: 6px; padding: 4px; }}
QToolBar QToolButton {{ padding: 5px; }}
QToolButton:hover {{ background: {c.hover}; }}
QToolButton:pressed, QToolButton:checked {{ background: {c.chosen}; }}
QToolButton:focus {{ border-color: {c.accent}; }}
QToolButton::menu-indicator {{ image: none; }}
QDockWidget {{ font-weight: 600; titlebar-close-icon: url("{_drawn(c, "dock_close")}");
    titlebar-normal-icon: url("{_drawn(c, "dock_float")}"); }}
QDockWidget::close-button, QDockWidget::float-button {{
    border: none; border-radius: 4px; background: transparent; }}
QDockWidget::close-button:hover, QDockWidget::float-button:hover {{ background: {c.hover}; }}
QDockWidget > QWidget {{ font-weight: 400; }}
QDockWidget::title {{ background: {c.window}; padding: 7px 10px; text-align: left; }}
QStatusBar {{ background: {c.window}; border-top: 1px solid {c.line}; }}
QStatusBar::item {{ border: none; }}
QLineEdit, QPlainTextEdit, QSpinBox, QDoubleSpinBox, QKeySequenceEdit QLineEdit {{
    background: {c.base}; border: 1px solid {c.line}; border-radius: 6px; padding: 4px 7px;
    selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus {{
    border-color: {c.accent}; }}
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button,
QDoubleSpinBox::down-button {{ width: 0; border: none; }}
QPushButton {{ background: {c.raised}; border: 1px solid {c.line}; border-radius: 6px;
    padding: 5px 13px; }}
QPushButton:hover {{ background: {c.hover}; }}
QPushButton:pressed {{ background: {c.chosen}; }}
QPushButton:focus {{ border-color: {c.accent}; }}
QPushButton:default {{ background: {c.accent}; color: {c.on_accent}; border-color: {c.accent}; }}
QPushButton:disabled {{ color: {c.faint}; background: {c.window}; border-color: {c.line}; }}
QPushButton:flat {{ background: transparent; border-color: transparent; color: {c.accent}; }}
QPushButton:flat:hover {{ background: {c.hover}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QListView, QTreeView, QTableView {{ background: {c.base}; border: none; outline: none; }}
QListView::item:hover, QTreeView::item:hover {{ background: {c.hover}; }}
QListView::item:selected, QTreeView::item:selected {{ background: {c.chosen}; color: {c.text}; }}
QHeaderView::section {{ background: {c.window}; border: none; padding: 5px 8px;
    border-bottom: 1px solid {c.line}; color: {c.quiet}; }}
QTabBar::tab {{ padding: 6px 12px; border: none; background: transparent; color: {c.quiet}; }}
QTabBar::tab:selected {{ color: {c.text}; border-bottom: 2px solid {c.accent}; }}
QTabBar::close-button {{ image: url("{_drawn(c, "dock_close")}"); border-radius: 4px; }}
QTabBar::close-button:hover {{ background: {c.hover}; }}
QComboBox {{ background: {c.raised}; border: 1px solid {c.line}; border-radius: 6px;
    padding: 3px 8px; }}
QComboBox:hover {{ background: {c.hover}; }}
QComboBox:focus {{ border-color: {c.accent}; }}
QComboBox::drop-down {{ border: none; width: 20px; }}
QComboBox::down-arrow {{ image: url("{_drawn(c, "arrow")}"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {c.raised}; border: 1px solid {c.line};
    selection-background-color: {c.chosen}; selection-color: {c.text}; }}
QCheckBox, QRadioButton {{ spacing: 8px; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {c.faint}; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: 14px; height: 14px;
    background: {c.base}; border: 1px solid {c.quiet}; border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: 8px; }}
QCheckBox::indicator:hover, QCheckBox::indicator:focus,
QRadioButton::indicator:hover, QRadioButton::indicator:focus {{ border-color: {c.accent}; }}
QCheckBox::indicator:checked {{ background: {c.accent}; border-color: {c.accent};
    image: url("{_tick(c)}"); }}
QCheckBox::indicator:indeterminate {{ background: {c.chosen}; border-color: {c.accent}; }}
QRadioButton::indicator:checked {{ border: 5px solid {c.accent}; width: 6px; height: 6px; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{
    background: {c.window}; border-color: {c.faint}; }}
QCheckBox::indicator:checked:disabled {{ background: {c.faint}; }}
QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {c.line}; }}
QSlider::sub-page:horizontal {{ border-radius: 2px; background: {c.accent}; }}
QSlider::handle:horizontal {{ width: 14px; margin: -5px 0; border-radius: 7px;
    background: {c.accent}; }}
QSlider::handle:horizontal:hover {{ background: {c.text}; }}
QSlider::sub-page:horizontal:disabled, QSlider::handle:horizontal:disabled {{
    background: {c.faint}; }}
QProgressBar {{ background: {c.line}; border: none; border-radius: 3px; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: 11px; }}
QScrollBar:horizontal {{ height: 11px; }}
QScrollBar::handle {{ background: {c.faint}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {c.quiet}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
    background: none; border: none; width: 0; height: 0; }}
QLabel[role="title"] {{ font-size: 20pt; font-weight: 600; }}
QLabel[role="quiet"] {{ color: {c.quiet}; }}
"""


def _drawn(c: Colors, name: str) -> str:
    """The file of an icon: a style sheet takes no picture that is drawn here."""
    return resource(f"icons/{name}_{'light' if c.dark else 'dark'}.svg").as_posix()


def _tick(c: Colors) -> str:
    """The tick stands on the accent, which is light where the scheme is dark."""
    return resource(f"icons/tick_{'dark' if c.dark else 'light'}.svg").as_posix()


# --- icons


class _Engine(QIconEngine):
    """Draws an SVG in the colours of the scheme in force, sharp at every size."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def clone(self) -> QIconEngine:
        return _Engine(self._name)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        pixmap = self.pixmap(rect.size() * painter.device().devicePixelRatioF(), mode, state)
        painter.drawPixmap(rect, pixmap)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        color = _colors.faint if mode is QIcon.Mode.Disabled else _colors.text
        if state is QIcon.State.On and mode is not QIcon.Mode.Disabled:
            color = _colors.accent
        return _rendered(self._name, color, size.width(), size.height())


@cache
def icon(name: str) -> QIcon:
    """The icon of `resources/icons`, following the theme by itself."""
    return QIcon(_Engine(name))


def pixmap(name: str, color: str, side: int, ratio: float = 1.0) -> QPixmap:
    """An icon in one colour, `side` widget pixels wide."""
    drawn = QPixmap(_rendered(name, color, round(side * ratio), round(side * ratio)))
    drawn.setDevicePixelRatio(ratio)
    return drawn


def plain_icon(name: str, color: str, side: int, ratio: float = 1.0) -> QIcon:
    """An icon in one colour, whatever its state."""
    return QIcon(pixmap(name, color, side, ratio))


@cache
def qcolor(color: str) -> QColor:
    return QColor(color)


def mixed(a: str, b: str, share: float) -> str:
    """The colour between two, `share` of the way from `a` to `b`."""
    first, second = qcolor(a), qcolor(b)
    pairs = (
        (first.red(), second.red()),
        (first.green(), second.green()),
        (first.blue(), second.blue()),
    )
    return "#" + "".join(f"{round(x + (y - x) * share):02x}" for x, y in pairs)


@cache
def _svg(name: str) -> bytes:
    return resource(f"icons/{name}.svg").read_bytes()


@cache
def _rendered(name: str, color: str, width: int, height: int) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    drawn = QPixmap(width, height)
    drawn.fill(Qt.GlobalColor.transparent)
    source = _svg(name).replace(b"currentColor", color.encode())
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, width, height))
    painter.end()
    return drawn
