"""How wide cameras see and how large objects really are: with both, distance is said in metres."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from labeler.core.annotation import Shape
from labeler.core.real_sizes import ATTRIBUTE, size_mm
from labeler.services.notices import Notice
from labeler.services.session import Session
from labeler.ui import rule_text, text, theme
from labeler.ui.dialogs.dialog import Dialog
from labeler.ui.rules.camera_form import Source, sources_of
from labeler.ui.rules.camera_list import CameraList
from labeler.ui.rules.field_of_view import MARGINS, Photo
from labeler.ui.rules.size_rows import SizeRows

if TYPE_CHECKING:
    from labeler.core.project import Project
    from labeler.core.rules.rule import Measured

_SIDES = (32, 8192, 32)  # of the model's input: least, greatest, step
_SIGN = 16


class CamerasDialog(Dialog):
    """Nothing is changed before OK; then each part that differs is one step to undo."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        assert session.dataset is not None
        self._dataset = session.dataset
        self._shape = self._selected()
        self._video = ""  # of the open image, once the frames of videos are known
        self._build()
        self._lay_out()
        self._connect()
        self.begin(1160, 690)
        self._on_changed()
        self._find_sources()

    def _selected(self) -> Shape | None:
        chosen = self._session.workspace.selected
        return chosen[0] if len(chosen) == 1 else None

    # --- parts

    def _build(self) -> None:
        self.purpose, self.problem, self.problem_sign = (QLabel(self) for _ in range(3))
        self.purpose.setWordWrap(True)
        self.problem.setWordWrap(True)
        self.camera_title, self.camera_hint = _heading(self)
        self.size_title, self.size_hint = _heading(self)
        self.input_title, self.input_hint = _heading(self)
        project = self._dataset.project
        self.cameras = CameraList(project.cameras, self)
        self.sizes = SizeRows(self._classes(project), project.real_sizes, self)
        self.columns = QLabel(self)
        self.columns.setProperty("role", "quiet")
        self.input = QSpinBox(self)
        self.input.setRange(*_SIDES[:2])
        self.input.setSingleStep(_SIDES[2])
        self.input.setValue(project.model_input)
        self.input.setFixedWidth(92)
        self.input.lineEdit().setTextMargins(*MARGINS)
        self.preview = QLabel(self)
        self.preview.setWordWrap(True)
        self.preview_sign = QLabel(self)
        self.buttons = QDialogButtonBox(self)
        self.ok = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel = self.buttons.addButton("", QDialogButtonBox.ButtonRole.RejectRole)
        self.ok.setDefault(True)

    def _classes(self, project: "Project") -> list[tuple[str, str]]:
        """Name and colour of those of the list, and of those that have a size but are not in it."""
        classes = self._session.workspace.classes
        names = [classes.name_of(number) for number in classes.displayed]
        names += [self._shape.class_name] if self._shape else []
        names += project.real_sizes
        return [(name, classes.color_of(name)) for name in dict.fromkeys(names)]

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(18)
        columns.addLayout(_section(self.camera_title, self.camera_hint, self.cameras), 1)
        columns.addWidget(_upright_line(self))
        columns.addLayout(self._size_column(), 1)
        foot = QHBoxLayout()
        foot.setSpacing(7)
        foot.addWidget(self.problem_sign)
        foot.addWidget(self.problem, 1)
        foot.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(12)
        column.addWidget(self.purpose)
        column.addLayout(columns, 1)
        column.addWidget(self._preview_frame())
        column.addLayout(foot)

    def _size_column(self) -> QVBoxLayout:
        column = _section(self.size_title, self.size_hint, self.columns, self.sizes)
        column.addSpacing(14)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.input_title, 0, 0)
        grid.addWidget(self.input_hint, 1, 0)
        grid.addWidget(self.input, 0, 1, 2, 1)
        column.addLayout(grid)
        return column

    def _preview_frame(self) -> QFrame:
        frame = QFrame(self)
        frame.setObjectName("preview")
        frame.setStyleSheet(
            "#preview { background: palette(base); border: 1px solid palette(mid);"
            " border-radius: 6px; }"
        )
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 9, 12, 9)
        row.setSpacing(10)
        row.addWidget(self.preview_sign)
        row.addWidget(self.preview, 1)
        return frame

    def _connect(self) -> None:
        self.cameras.changed.connect(self._on_changed)
        self.sizes.changed.connect(self._on_changed)
        self.input.valueChanged.connect(self._on_changed)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._session.told.connect(self._on_told)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Cameras and real sizes"))
        self.purpose.setText(
            self.tr(
                "Say how wide the camera sees (1) and how large the objects really are (2), "
                "and the distance rule answers in metres."
            )
        )
        self.camera_title.setText(self.tr("1. Cameras"))
        self.camera_hint.setText(self.tr("Which camera took the images, and how wide it sees."))
        self.size_title.setText(self.tr("2. Real sizes"))
        self.size_hint.setText(
            self.tr(
                "What the objects of each class measure. With several, the distance spans them; "
                "the attribute plate_type of a shape says which one it is."
            )
        )
        self.columns.setText(self.tr("Plates, or any other size in mm"))
        self.input_title.setText(self.tr("3. Model's input size"))
        self.input_hint.setText(
            self.tr("Sizes are counted in pixels of the picture the model sees.")
        )
        self.input.setAccessibleName(self.input_title.text())
        self.input.setSuffix(self.tr(" px"))
        self.ok.setText(self.tr("OK"))
        self.cancel.setText(self.tr("Cancel"))
        sign = theme.pixmap("camera", theme.colors().accent, 20, self.devicePixelRatioF())
        self.preview_sign.setPixmap(sign)
        self.cameras.retranslate()
        self.sizes.retranslate()
        self._show_problem()
        self._show_preview()

    # --- which videos and folders there are

    def _find_sources(self) -> None:
        """Asked once: with many images it takes a moment."""
        dataset, name = self._dataset, self._session.name
        job = self._session.jobs.run(
            lambda: (sources_of(dataset), dataset.groups.get(name, "")),
            self._on_sources_found,
            lambda error: None,
        )
        self.destroyed.connect(job.cancel)

    def _on_sources_found(self, found: tuple[dict[Source, int], str]) -> None:
        sources, self._video = found
        self.cameras.form.show_sources(sources)
        self._show_preview()

    # --- what would hold

    def wanted(self) -> "Project":
        """The project as the widgets say."""
        return replace(
            self._dataset.project,
            cameras=self.cameras.cameras,
            real_sizes=dict(self.sizes.sizes),
            model_input=self.input.value(),
        )

    def _on_changed(self) -> None:
        shape = self._shape
        self.cameras.form.field.show_photo(
            Photo(
                shape.class_name if shape else "",
                shape.points if shape and _is_quad(shape) else (),
                _sizes_named(shape, self.sizes.sizes) if shape else (),
                self._session.workspace.image_size,
            )
        )
        self._show_problem()
        self._show_preview()

    def _show_problem(self) -> None:
        problem = self._problem()
        self.ok.setEnabled(not problem)
        self._say(problem or self.cameras.doubt(), "error" if problem else "warning")

    def _say(self, words: str, level: str) -> None:
        self.problem.setText(words)
        self.problem_sign.setVisible(bool(words))
        color = theme.colors().error if level == "error" else theme.colors().warning
        self.problem_sign.setPixmap(theme.pixmap(level, color, _SIGN, self.devicePixelRatioF()))

    def _problem(self) -> str:
        """Why this cannot be taken; "" when it can."""
        problem = self.cameras.problem()
        if not problem and self.sizes.bad:
            words = self.tr("“{typed}” is no size: write it as 520 x 110, in mm.")
            problem = words.format(typed=self.sizes.bad)
        return problem

    def _show_preview(self) -> None:
        self.preview.setText(self._preview())

    def _preview(self) -> str:
        shape = self._shape
        if shape is None or min(self._session.workspace.image_size) <= 0:
            return self.tr(
                "Select one shape in the main window before you open this, "
                "and its distance is shown here."
            )
        found = self._measured(shape)
        distance = found["distance"]
        if distance.known:
            words = self.tr("The selected shape would be {distance} away.")
            said = words.format(distance=rule_text.value("distance", distance))
            note = rule_text.note(distance.note)
            said += f" ({note})" if note else ""
        else:
            said = self._missing(shape, distance.note)
        height = rule_text.value("size", found["size"])
        if height:
            words = self.tr("The model sees it {height} high.")
            said = f"{said} {words.format(height=height)}"
        return said

    def _missing(self, shape: Shape, note: str) -> str:
        if note == "no_size":
            words = self.tr("No distance yet: choose the real size of “{name}”, under 2.")
            return words.format(name=shape.class_name)
        if note == "no_camera":
            return self.tr("No distance yet: no camera took this image, see 1.")
        return self.tr("The selected shape gives no distance: {why}.").format(
            why=self.tr("it is cut off") if note == "truncated" else rule_text.note(note)
        )

    def _measured(self, shape: Shape) -> "dict[str, Measured]":
        """Distance and size: of the picture they need its width and height alone."""
        import numpy as np

        from labeler.core.measuring import setting_of, view_of
        from labeler.core.rules import pose, size

        name, picture = self._session.name, self._session.workspace.image_size
        setting = setting_of(self.wanted(), name, picture, self._video)
        pixels = np.broadcast_to(np.uint8(0), (picture[1], picture[0], 3))
        view = view_of(pixels, shape, setting)
        return pose.measured(view) | size.measured(view)

    # --- taking it

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends what is typed in a field; it is not yet OK."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not entered or isinstance(self.focusWidget(), QPushButton):
            super().keyPressEvent(event)

    def _on_told(self, notice: Notice) -> None:
        """Why labeler.yaml could not be written."""
        if notice.key == "project" and notice.level == "error":
            self._say(text.finding(notice.finding), "error")

    def accept(self) -> None:
        if not self.ok.isEnabled():
            return
        wanted, ruling = self.wanted(), self._session.ruling
        ruling.set_cameras(wanted.cameras)
        ruling.set_real_sizes(wanted.real_sizes)
        ruling.set_model_input(wanted.model_input)
        if self._taken(wanted):
            super().accept()

    def _taken(self, wanted: "Project") -> bool:
        dataset = self._session.dataset
        if dataset is None:
            return True
        now = dataset.project
        return (now.cameras, now.real_sizes, now.model_input) == (
            wanted.cameras,
            wanted.real_sizes,
            wanted.model_input,
        )


def _is_quad(shape: Shape) -> bool:
    return shape.kind != "box" and len(shape.points) == 4 and not shape.truncated


def _sizes_named(shape: Shape, sizes: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """What a shape may measure, as labeler.yaml says it: by its own attribute, else its class."""
    own = next((value for name, value in shape.attributes if name == ATTRIBUTE), "")
    return (own,) if size_mm(own) is not None else sizes.get(shape.class_name, ())


def _heading(parent: QWidget) -> tuple[QLabel, QLabel]:
    title, hint = QLabel(parent), QLabel(parent)
    font = title.font()
    font.setBold(True)
    title.setFont(font)
    hint.setWordWrap(True)
    hint.setProperty("role", "quiet")
    return title, hint


def _section(title: QLabel, hint: QLabel, *parts: QWidget) -> QVBoxLayout:
    """The last of the parts takes the room."""
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(title)
    column.addWidget(hint)
    column.addSpacing(8)
    for part in parts:
        column.addWidget(part, 1 if part is parts[-1] else 0)
    return column


def _upright_line(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setFixedWidth(1)
    line.setStyleSheet("background: palette(mid);")
    return line
