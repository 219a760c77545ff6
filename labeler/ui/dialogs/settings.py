"""The settings dialog, built from the fields of Settings; what is changed holds at once."""

from collections.abc import Callable
from dataclasses import fields
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QSlider,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from labeler.services.settings import Settings, SettingsStore, Spec, default_of, spec_of
from labeler.ui import text, theme
from labeler.ui.dialogs.dialog import Dialog

_NAMES = [field.name for field in fields(Settings) if spec_of(field.name).group]
_GROUPS = list(dict.fromkeys(spec_of(name).group for name in _NAMES))


class SettingsDialog(Dialog):
    """One page per group, one row per setting, each with a way back to its default."""

    def __init__(self, store: SettingsStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.rows = {name: SettingRow(name, store, self) for name in _NAMES}
        self.pages = QListWidget(self)
        self.pages.setFixedWidth(150)
        self.pages.setSpacing(3)
        self.stack = QStackedWidget(self)
        for group in _GROUPS:
            self.pages.addItem(group)
            self.stack.addWidget(self._page(group))
        self.pages.currentRowChanged.connect(self.stack.setCurrentIndex)
        self.pages.setCurrentRow(0)
        self.buttons = QDialogButtonBox(self)
        self.reset = self.buttons.addButton("", QDialogButtonBox.ButtonRole.ResetRole)
        self.close_button = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self.accept)
        self.reset.clicked.connect(self._on_reset_clicked)
        middle = QHBoxLayout()
        middle.addWidget(self.pages)
        middle.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.addLayout(middle, 1)
        column.addWidget(self.buttons)
        store.changed.connect(self._on_settings_changed)
        self.begin(660, 520)

    def _page(self, group: str) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(14)
        for name, row in self.rows.items():
            if spec_of(name).group == group:
                column.addWidget(row)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        return area

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Settings"))
        for place, group in enumerate(_GROUPS):
            self.pages.item(place).setText(text.setting_group(group))
        self.reset.setText(self.tr("Reset this page"))
        self.close_button.setText(self.tr("Close"))
        for row in self.rows.values():
            row.retranslate()

    def _on_settings_changed(self, value: Settings, names: set[str]) -> None:
        for name in names & self.rows.keys():
            self.rows[name].show_value()

    def _on_reset_clicked(self) -> None:
        group = _GROUPS[self.pages.currentRow()]
        names = [name for name in _NAMES if spec_of(name).group == group]
        self._store.change(**{name: default_of(name) for name in names})


class SettingRow(QWidget):
    """Title, control, hint, and a button back to the default while the value is another."""

    def __init__(self, name: str, store: SettingsStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self._store = store
        self.control = _control_for(name, partial(self._take))
        self.title = QLabel(self)
        self.title.setBuddy(self.control.widget)
        self.hint = QLabel(self)
        self.hint.setWordWrap(True)
        self.hint.setProperty("role", "quiet")
        self.back = QToolButton(self)
        self.back.setIcon(theme.icon("undo"))
        self.back.setAutoRaise(True)
        policy = self.back.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.back.setSizePolicy(policy)
        self.back.clicked.connect(partial(store.reset, name))
        self._lay_out()
        self.show_value()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        if isinstance(self.control, _Check):
            self.title.hide()
            grid.addWidget(self.control.widget, 0, 0, 1, 2)
            self.hint.setIndent(26)
        else:
            grid.addWidget(self.title, 0, 0)
            grid.addWidget(self.control.widget, 0, 1)
        grid.addWidget(self.back, 0, 2)
        grid.addWidget(self.hint, 1, 0, 1, 2)

    def _take(self, value: Any) -> None:
        self._store.change(**{self.name: value})

    def show_value(self) -> None:
        value = getattr(self._store.value, self.name)
        self.control.show_value(value)
        self.back.setVisible(value != default_of(self.name))

    def retranslate(self) -> None:
        title = text.setting(self.name)
        self.title.setText(title)
        self.control.retranslate(title)
        self.control.widget.setAccessibleName(title)
        self.hint.setText(text.setting_hint(self.name))
        self.back.setToolTip(self.tr("Back to the default"))


class _Control(QObject):
    """A widget for one kind of value; `take` hears what the user chose."""

    def __init__(self, widget: QWidget, take: Callable[[Any], None]) -> None:
        super().__init__(widget)
        self.widget = widget
        self.take = take

    def show_value(self, value: Any) -> None: ...

    def retranslate(self, title: str) -> None: ...


class _Check(_Control):
    def __init__(self, take: Callable[[Any], None]) -> None:
        self.box = QCheckBox()
        super().__init__(self.box, take)
        self.box.toggled.connect(take)

    def show_value(self, value: Any) -> None:
        with QSignalBlocker(self.box):
            self.box.setChecked(value)

    def retranslate(self, title: str) -> None:
        self.box.setText(title)


class _Choice(_Control):
    def __init__(self, spec: Spec, take: Callable[[Any], None]) -> None:
        self.box = QComboBox()
        self.box.setMinimumWidth(180)
        super().__init__(self.box, take)
        for choice in spec.choices:
            self.box.addItem(choice, choice)
        self.box.activated.connect(self._on_activated)

    def _on_activated(self, place: int) -> None:
        self.take(self.box.itemData(place))

    def show_value(self, value: Any) -> None:
        self.box.setCurrentIndex(self.box.findData(value))

    def retranslate(self, title: str) -> None:
        for place in range(self.box.count()):
            self.box.setItemText(place, text.setting_choice(self.box.itemData(place)))


class _Words(_Control):
    def __init__(self, take: Callable[[Any], None]) -> None:
        self.line = QLineEdit()
        self.line.setMinimumWidth(180)
        self.line.setMaxLength(80)
        super().__init__(self.line, take)
        self.line.editingFinished.connect(self._on_edited)

    def _on_edited(self) -> None:
        self.take(self.line.text().strip())

    def show_value(self, value: Any) -> None:
        if self.line.text().strip() != value:
            self.line.setText(value)


class _Number(_Control):
    """A slider for the eye and a field for the exact value."""

    def __init__(self, spec: Spec, whole: bool, take: Callable[[Any], None]) -> None:
        body = QWidget()
        super().__init__(body, take)
        self._step, self._whole = spec.step, whole
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(round(spec.low / spec.step), round(spec.high / spec.step))
        self.slider.setFixedWidth(150)
        self.field = QDoubleSpinBox()
        self.field.setDecimals(0 if whole else 2)
        self.field.setRange(spec.low, spec.high)
        self.field.setSingleStep(spec.step)
        # NoButtons beside a style sheet of the application puts the text outside of the field
        self.field.setStyleSheet(
            "QDoubleSpinBox::up-button, QDoubleSpinBox::down-button { width: 0; border: none; }"
        )
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.field.setFixedWidth(76)
        self.field.setKeyboardTracking(False)
        line = QHBoxLayout(body)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        line.addWidget(self.slider)
        line.addWidget(self.field)
        body.setFocusProxy(self.slider)
        self.slider.valueChanged.connect(self._on_slid)
        self.field.valueChanged.connect(self._on_typed)

    def _on_slid(self, place: int) -> None:
        self._tell(round(place * self._step, 6))

    def _on_typed(self, value: float) -> None:
        self._tell(value)

    def _tell(self, value: float) -> None:
        self.take(round(value) if self._whole else value)

    def show_value(self, value: Any) -> None:
        with QSignalBlocker(self.slider), QSignalBlocker(self.field):
            self.slider.setValue(round(value / self._step))
            self.field.setValue(value)

    def retranslate(self, title: str) -> None:
        self.field.setAccessibleName(title)
        self.slider.setAccessibleName(title)


def _control_for(name: str, take: Callable[[Any], None]) -> _Control:
    spec, default = spec_of(name), default_of(name)
    if isinstance(default, bool):
        return _Check(take)
    if spec.choices:
        return _Choice(spec, take)
    if isinstance(default, str):
        return _Words(take)
    return _Number(spec, isinstance(default, int), take)
