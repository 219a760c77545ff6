"""How wide a camera sees: in degrees, by the diagonal, or by one photo at a measured distance."""

import math
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from labeler.core.finding import LabelerError
from labeler.core.geometry import Points
from labeler.core.real_sizes import size_mm
from labeler.ui import rule_text, theme

NARROWEST, WIDEST = 1.0, 179.0  # degrees
_USUAL = (16, 9)  # the shape of a picture while none is open
_ICON = 16
MARGINS = (6, 0, 0, 0)  # of the text of a spin box: the style sheet's are not for it


@dataclass(frozen=True, slots=True)
class Photo:
    """What is selected: its class, its corners where they are four, what it may measure, and the
    width and height of the picture."""

    class_name: str = ""
    corners: Points = ()
    sizes: tuple[str, ...] = ()
    picture: tuple[int, int] = (0, 0)


def along_longer_side(diagonal_deg: float, picture: tuple[int, int]) -> float:
    """The field of view along the longer side by that of the diagonal, both in degrees."""
    share = max(picture) / math.hypot(*picture)
    return math.degrees(2 * math.atan(share * math.tan(math.radians(diagonal_deg) / 2)))


def field_of(focal_px: float, picture: tuple[int, int]) -> float:
    """The field of view along the longer side in degrees, by the focal length."""
    return math.degrees(2 * math.atan(max(picture) / 2 / focal_px))


def calibrated(photo: Photo, size: str, distance_m: float) -> tuple[float, float]:
    """The field of view in degrees, and how far off it may be if the corners are by a pixel.

    Raises LabelerError "no_focal" where no camera shows an object so.
    """
    import numpy as np

    from labeler.core.annotation import Shape
    from labeler.core.rules import pose
    from labeler.core.rules.rule import View

    real_mm = size_mm(size) or (0.0, 0.0)
    focal = pose.focal_from(photo.corners, photo.picture, real_mm, distance_m)
    degrees = field_of(focal, photo.picture)
    if not NARROWEST <= degrees <= WIDEST:
        raise LabelerError("no_focal", hfov=degrees)
    pixels = np.broadcast_to(np.uint8(0), (photo.picture[1], photo.picture[0], 3))
    shape = Shape(1, "quad", photo.corners, photo.class_name)
    seen = pose.measured(View(pixels, shape, focal, (real_mm,)))["distance"]
    if not seen.known or seen.low <= 0:
        raise LabelerError("no_focal", distance=distance_m)
    ends = [
        field_of(focal * distance_m / reached, photo.picture) for reached in (seen.low, seen.high)
    ]
    return degrees, abs(ends[0] - ends[1]) / 2


class Fan(QWidget):
    """A camera from above, and what it sees."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._degrees = 60.0
        self.setFixedSize(QSize(136, 84))

    def show_degrees(self, degrees: float) -> None:
        self._degrees = degrees
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        c = theme.colors()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        eye, reach = QPointF(self.width() / 2, self.height() - 14), 64.0
        pie = QRectF(eye.x() - reach, eye.y() - reach, 2 * reach, 2 * reach)
        painter.setPen(QPen(theme.qcolor(c.accent), 1.5, j=Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(theme.qcolor(c.chosen))
        start = 90 - self._degrees / 2
        painter.drawPie(pie, round(start * 16), round(self._degrees * 16))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.qcolor(c.text))
        painter.drawRoundedRect(QRectF(eye.x() - 9, eye.y() + 1, 18, 11), 2.5, 2.5)
        painter.drawRect(QRectF(eye.x() - 3.5, eye.y() - 3, 7, 5))


class FieldOfView(QWidget):
    """The degrees, and two ways to find them."""

    changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photo = Photo()
        self.degrees = _angle(self)
        self.fan = Fan(self)
        self.warning_sign, self.warning, self.hint = QLabel(self), QLabel(self), QLabel(self)
        self.hint.setProperty("role", "quiet")
        for label in (self.hint, self.warning):
            label.setWordWrap(True)
        self.by_photo, self.by_diagonal = QPushButton(self), QPushButton(self)
        self.photo_panel, self.diagonal_panel = QFrame(self), QFrame(self)
        self._build_photo()
        self._build_diagonal()
        self._lay_out()
        self.degrees.valueChanged.connect(self._on_typed)
        for button, panel in (
            (self.by_photo, self.photo_panel),
            (self.by_diagonal, self.diagonal_panel),
        ):
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setStyleSheet("QPushButton:checked { background: palette(highlight); }")
            button.toggled.connect(partial(self._on_asked, button))
            panel.setObjectName("panel")
            panel.setStyleSheet(
                "#panel { background: palette(base); border: 1px solid palette(mid);"
                " border-radius: 6px; }"
            )
            panel.hide()

    # --- parts

    def _build_photo(self) -> None:
        self.photo_words = QLabel(self)
        self.photo_words.setWordWrap(True)
        self.which_label, self.which = QLabel(self), QComboBox(self)
        self.tape_label, self.tape = QLabel(self), QDoubleSpinBox(self)
        self.tape.setRange(0.1, 1000)
        self.tape.setDecimals(2)
        self.tape.setValue(5)
        self.tape.setFixedWidth(92)
        self.tape.lineEdit().setTextMargins(*MARGINS)
        self.photo_result = QLabel(self)
        self.photo_result.setWordWrap(True)
        self.take_photo = QPushButton(self)
        self.take_photo.setAutoDefault(False)
        self.tape.valueChanged.connect(self._show_photo)
        self.which.activated.connect(self._show_photo)
        self.take_photo.clicked.connect(self._on_photo_taken)
        grid = QGridLayout(self.photo_panel)
        grid.setColumnStretch(2, 1)
        grid.addWidget(self.photo_words, 0, 0, 1, 3)
        grid.addWidget(self.which_label, 1, 0)
        grid.addWidget(self.which, 1, 1, 1, 2)
        grid.addWidget(self.tape_label, 2, 0)
        grid.addWidget(self.tape, 2, 1)
        grid.addWidget(self.take_photo, 2, 2, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self.photo_result, 3, 0, 1, 3)

    def _build_diagonal(self) -> None:
        self.diagonal_label, self.diagonal = QLabel(self), _angle(self)
        self.diagonal.setValue(70)
        self.diagonal_result = QLabel(self)
        self.diagonal_result.setWordWrap(True)
        self.diagonal_result.setProperty("role", "quiet")
        self.take_diagonal = QPushButton(self)
        self.take_diagonal.setAutoDefault(False)
        self.diagonal.valueChanged.connect(self._show_diagonal)
        self.take_diagonal.clicked.connect(self._on_diagonal_taken)
        grid = QGridLayout(self.diagonal_panel)
        grid.setColumnStretch(2, 1)
        grid.addWidget(self.diagonal_label, 0, 0)
        grid.addWidget(self.diagonal, 0, 1)
        grid.addWidget(self.take_diagonal, 0, 2, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self.diagonal_result, 1, 0, 1, 3)

    def _lay_out(self) -> None:
        warned = QHBoxLayout()
        warned.setSpacing(6)
        warned.addWidget(self.warning_sign, 0, Qt.AlignmentFlag.AlignTop)
        warned.addWidget(self.warning, 1)
        ways = QHBoxLayout()
        ways.addWidget(self.by_photo)
        ways.addWidget(self.by_diagonal)
        ways.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self.degrees)
        words.addWidget(self.hint)
        words.addLayout(warned)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addWidget(self.fan, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(ways)
        column.addWidget(self.photo_panel)
        column.addWidget(self.diagonal_panel)

    def retranslate(self) -> None:
        self.degrees.setAccessibleName(self.tr("Field of view"))
        self.hint.setText(self.tr("How wide it sees, along the longer side of the picture."))
        self.warning.setText(self.tr("Makers often quote the diagonal, which is larger."))
        sign = theme.pixmap("warning", theme.colors().warning, _ICON, self.devicePixelRatioF())
        self.warning_sign.setPixmap(sign)
        self.by_photo.setText(self.tr("From a photo…"))
        self.by_photo.setToolTip(
            self.tr("The surest way: one photo of a plate at a distance measured with a tape")
        )
        self.by_diagonal.setText(self.tr("From the diagonal…"))
        self.which_label.setText(self.tr("This one measures"))
        self.tape_label.setText(self.tr("Lens to plate, by tape"))
        self.tape.setSuffix(self.tr(" m"))
        self.diagonal_label.setText(self.tr("Diagonal, as the maker says"))
        self._show_photo()
        self._show_diagonal()

    # --- the degrees

    def show_degrees(self, degrees: float) -> None:
        with QSignalBlocker(self.degrees):
            self.degrees.setValue(degrees)
        self.fan.show_degrees(degrees)

    def _on_typed(self, degrees: float) -> None:
        self.fan.show_degrees(degrees)
        self.changed.emit(degrees)

    def _on_asked(self, button: QPushButton, on: bool) -> None:
        """One way at a time."""
        other = self.by_diagonal if button is self.by_photo else self.by_photo
        if on:
            other.setChecked(False)
        self.photo_panel.setVisible(self.by_photo.isChecked())
        self.diagonal_panel.setVisible(self.by_diagonal.isChecked())

    # --- by a photo

    def show_photo(self, photo: Photo) -> None:
        """What is selected, with the real sizes as they are set now."""
        if photo == self._photo:
            return
        if photo.sizes != self._photo.sizes:
            chosen = self.which.currentData()
            self.which.clear()
            for size in photo.sizes:
                self.which.addItem(rule_text.plate(size), size)
            self.which.setCurrentIndex(max(0, self.which.findData(chosen)))
        self._photo = photo
        self._show_photo()
        self._show_diagonal()

    def _show_photo(self) -> None:
        photo = self._photo
        ready = bool(photo.corners and photo.sizes)
        several = ready and len(photo.sizes) > 1
        self.which_label.setVisible(several)
        self.which.setVisible(several)
        for part in (self.tape_label, self.tape, self.take_photo, self.photo_result):
            part.setVisible(ready)
        self.photo_words.setText(self._photo_words())
        if ready:
            self._show_calibrated()

    def _photo_words(self) -> str:
        photo = self._photo
        if not photo.corners:
            return self.tr(
                "Draw a quad on the four corners of a plate whose distance you measured, "
                "select it, and open this again."
            )
        if not photo.sizes:
            words = self.tr("Choose the real size of “{name}” first, under 2.")
            return words.format(name=photo.class_name)
        if len(photo.sizes) > 1:
            return self.tr("By the selected quad, “{name}”.").format(name=photo.class_name)
        words = self.tr("By the selected quad, “{name}”: {size}.")
        size = rule_text.plate(photo.sizes[0]).replace(" × ", "\u00a0×\u00a0")  # not broken there
        return words.format(name=photo.class_name, size=size)

    def _show_calibrated(self) -> None:
        try:
            degrees, spread = calibrated(self._photo, self.which.currentData(), self.tape.value())
        except LabelerError:
            self.take_photo.setEnabled(False)
            self.take_photo.setText(self.tr("Use it"))
            self.photo_result.setText(
                self.tr("No camera shows it so: check the distance, the size and the corners.")
            )
            return
        self.take_photo.setEnabled(True)
        self.take_photo.setText(self.tr("Use {degrees}°").format(degrees=f"{degrees:.1f}"))
        words = self.tr("Give or take {spread}°. The larger the plate in the picture, the surer.")
        self.photo_result.setText(words.format(spread=f"{spread:.1f}"))

    def _on_photo_taken(self) -> None:
        try:
            degrees, _ = calibrated(self._photo, self.which.currentData(), self.tape.value())
        except LabelerError:
            return
        self.degrees.setValue(degrees)

    # --- by the diagonal

    @property
    def _picture(self) -> tuple[int, int]:
        return self._photo.picture if min(self._photo.picture) > 0 else _USUAL

    def _show_diagonal(self) -> None:
        degrees = along_longer_side(self.diagonal.value(), self._picture)
        self.take_diagonal.setText(self.tr("Use {degrees}°").format(degrees=f"{degrees:.1f}"))
        width, height = self._picture
        words = self.tr("Along the longer side of a picture of {width} × {height}.")
        self.diagonal_result.setText(words.format(width=width, height=height))

    def _on_diagonal_taken(self) -> None:
        self.degrees.setValue(along_longer_side(self.diagonal.value(), self._picture))


def _angle(parent: QWidget) -> QDoubleSpinBox:
    field = QDoubleSpinBox(parent)
    field.setRange(NARROWEST, WIDEST)
    field.setDecimals(1)
    field.setSingleStep(1)
    field.setValue(60)
    field.setSuffix("°")
    field.setFixedWidth(92)
    field.lineEdit().setTextMargins(*MARGINS)
    return field
