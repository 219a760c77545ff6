"""Which frames to capture at once: at intervals, a number, or the best; counted before."""

from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from labeler.core.video.clock import clock
from labeler.services.footage import Footage
from labeler.services.harvest import Harvest
from labeler.services.settings import SettingsStore, spec_of
from labeler.ui import text
from labeler.ui.dialogs.dialog import Dialog
from labeler.ui.dialogs.lack import Lack

if TYPE_CHECKING:
    from labeler.core.video.capture import Plan
    from labeler.core.video.quota import Quota
    from labeler.core.video.samples import Samples
    from labeler.core.video.select import Choice

Way = Literal["every", "count", "choose"]
_WAYS: tuple[Way, ...] = ("choose", "every", "count")
_MOST = 100_000
_INDENT = 22  # of what belongs to a choice


class CaptureManyDialog(Dialog):
    """Says how many frames a plan gives; shows them as pins, or captures them."""

    def __init__(
        self,
        footage: Footage,
        harvest: Harvest,
        settings: SettingsStore,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._footage = footage
        self._harvest = harvest
        self._settings = settings
        self._choices: list[Choice] | None = None
        self._asked_for: Quota | None = None  # of the choice
        self._build()
        self._lay_out()
        self._connect()
        self.marked.setChecked(footage.marks != (None, None))
        self.begin(520, 0)
        self._on_changed()

    # --- parts

    def _build(self) -> None:
        self.ways = {way: QRadioButton(self) for way in _WAYS}
        self.ways["choose"].setChecked(True)
        self.every, self.unit, self.count = QDoubleSpinBox(self), QComboBox(self), QSpinBox(self)
        self.every.setRange(0.1, 9999)
        self.every.setDecimals(1)
        self.every.setValue(1.0)
        self.unit.addItem("", "seconds")
        self.unit.addItem("", "frames")
        self.count.setRange(1, _MOST)
        self.count.setValue(100)
        self.limited, self.most = QCheckBox(self), QSpinBox(self)
        self.most.setRange(1, _MOST)
        self.most.setValue(100)
        self.marked, self.all_clips = QCheckBox(self), QCheckBox(self)
        self.format_label, self.format = QLabel(self), QComboBox(self)
        for name in spec_of("frame_format").choices:
            self.format.addItem(text.setting_choice(name), name)
        self.format.setCurrentIndex(self.format.findData(self._settings.value.frame_format))
        self.explanation, self.preview = QLabel(self), QLabel(self)
        for label in (self.explanation, self.preview):
            label.setWordWrap(True)
        self.explanation.setProperty("role", "quiet")
        self.lack = Lack(self._harvest.shortage, self._footage, self)
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(6)
        self.buttons = QDialogButtonBox(self)
        self.start = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.pins = self.buttons.addButton("", QDialogButtonBox.ButtonRole.ActionRole)
        self.stop = self.buttons.addButton("", QDialogButtonBox.ButtonRole.RejectRole)
        self.start.setDefault(True)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(3, 1)
        grid.addWidget(self.ways["choose"], 0, 0, 1, 4)
        grid.addWidget(self.explanation, 1, 0, 1, 4)
        self.explanation.setContentsMargins(_INDENT, 0, 0, 0)
        grid.addWidget(self.lack, 2, 0, 1, 4)
        self.lack.setContentsMargins(_INDENT, 0, 0, 0)
        limited = QHBoxLayout()
        limited.setContentsMargins(_INDENT, 0, 0, 0)
        limited.addWidget(self.limited)
        grid.addLayout(limited, 3, 0)
        grid.addWidget(self.most, 3, 1)
        grid.addWidget(self.ways["every"], 4, 0)
        grid.addWidget(self.every, 4, 1)
        grid.addWidget(self.unit, 4, 2)
        grid.addWidget(self.ways["count"], 5, 0)
        grid.addWidget(self.count, 5, 1)
        grid.addWidget(self.format_label, 6, 0)
        grid.addWidget(self.format, 6, 1)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addLayout(grid)
        column.addWidget(self.marked)
        column.addWidget(self.all_clips)
        column.addSpacing(4)
        column.addWidget(self.preview)
        column.addWidget(self.progress)
        column.addStretch(1)
        column.addWidget(self.buttons)

    def _connect(self) -> None:
        group = QButtonGroup(self)
        for button in self.ways.values():
            group.addButton(button)
            button.toggled.connect(self._on_changed)
        self.every.valueChanged.connect(partial(self._on_number_changed, "every"))
        self.count.valueChanged.connect(partial(self._on_number_changed, "count"))
        self.most.valueChanged.connect(partial(self._on_number_changed, "choose"))
        self.limited.toggled.connect(self._on_number_changed_too)
        self.lack.toggled.connect(self._on_number_changed_too)
        self.unit.activated.connect(self._on_unit_chosen)
        self.marked.toggled.connect(self._on_changed)
        self.all_clips.toggled.connect(self._on_changed)
        self.format.activated.connect(self._on_format_chosen)
        self.buttons.accepted.connect(self._on_capture)
        self.buttons.rejected.connect(self.reject)
        self.pins.clicked.connect(self._on_pins)
        self._harvest.chosen.connect(self._on_chosen)
        self.lack.changed.connect(self._on_lack_changed)
        self._footage.survey.grown.connect(self._on_survey_grown)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Capture many frames"))
        self.ways["choose"].setText(self.tr("Choose for me"))
        self.explanation.setText(
            self.tr(
                "The sharpest frame of each scene that differs from the others, and some soft and "
                "blurred ones: a model that is to work on video must have seen blur."
            )
        )
        self.limited.setText(self.tr("At most"))
        self.ways["every"].setText(self.tr("One every"))
        self.unit.setItemText(0, self.tr("seconds"))
        self.unit.setItemText(1, self.tr("frames"))
        self.ways["count"].setText(self.tr("This number, evenly spread"))
        self.format_label.setText(self.tr("Save as"))
        self.marked.setText(self.tr("Only between the marks"))
        self.all_clips.setText(
            self.tr("All %n video(s) of this folder", None, len(self._footage.clips))
        )
        self.start.setText(self.tr("Capture"))
        self.pins.setText(self.tr("Show as pins"))
        self.stop.setText(self.tr("Cancel"))
        self._show_part()

    # --- what the plan is

    @property
    def way(self) -> Way:
        return next(way for way, button in self.ways.items() if button.isChecked())

    def plan(self) -> "Plan":
        """What is asked for, of the open video."""
        from labeler.core.video.capture import Plan

        footage, way = self._footage, self.way
        assert footage.path is not None
        assert footage.into is not None
        assert footage.player.reel is not None
        first, last = self._part
        by_time = self.unit.currentData() == "seconds"
        limit = self.most.value() if self.limited.isChecked() else None
        return Plan(
            footage.path,
            footage.into,
            footage.player.reel.stream,
            footage.suffix,
            first,
            last,
            every_ms=self.every.value() * 1000 if way == "every" and by_time else None,
            every_frames=round(self.every.value()) if way == "every" and not by_time else None,
            count={"count": self.count.value(), "choose": limit}.get(way),
            choose=way == "choose",
            quota=self._quota if way == "choose" else None,
        )

    @property
    def _part(self) -> tuple[float | None, float | None]:
        return self._footage.marks if self.marked.isChecked() else (None, None)

    @property
    def _quota(self) -> "Quota | None":
        """What the choice of one video is to bring because the rules lack it."""
        quota = self.lack.quota
        return quota.shared(len(self._footage.clips)) if quota and self._every_clip else quota

    @property
    def _every_clip(self) -> bool:
        return self.all_clips.isChecked() and not self.all_clips.isHidden()

    # --- what it would give

    def _on_number_changed(self, way: Way, _value: object) -> None:
        self.ways[way].setChecked(True)
        if way == "choose":
            self.limited.setChecked(True)
        self._on_changed()

    def _on_number_changed_too(self) -> None:
        self.ways["choose"].setChecked(True)
        self._on_changed()

    def _on_unit_chosen(self) -> None:
        frames = self.unit.currentData() == "frames"
        self.every.setDecimals(0 if frames else 1)
        self.every.setMinimum(1 if frames else 0.1)
        self.ways["every"].setChecked(True)
        self._on_changed()

    def _on_format_chosen(self) -> None:
        self._settings.change(frame_format=self.format.currentData())

    def _on_changed(self) -> None:
        """Count anew."""
        self._choices = None
        self._show_part()
        self.lack.show_choices(None)
        survey = self._footage.survey
        if self._every_clip:
            self._say(self.tr("They are counted while they are captured."))
        elif self.way != "choose":
            self._count()
        elif survey.complete and survey.samples is not None:
            self._ask(survey.samples)
        else:
            survey.hurry()
            self._show_survey()
        self._show_buttons()

    def _show_part(self) -> None:
        footage, reel = self._footage, self._footage.player.reel
        first, last = footage.marks
        self.marked.setVisible(first is not None or last is not None)
        if self.marked.isHidden():
            self.marked.setChecked(False)
        elif reel is not None:
            words = self.tr("Only between the marks, {first} – {last}")
            end = reel.table.duration_ms if last is None else last
            self.marked.setText(words.format(first=clock(first or 0), last=clock(end)))
        self.all_clips.setVisible(len(footage.clips) > 1)

    def _count(self) -> None:
        from labeler.core.video.capture import listed

        reel = self._footage.player.reel
        if reel is None or self._footage.into is None:
            return
        frames = [pick.index for pick in listed(self.plan(), reel.table)]
        there = sum(1 for index in frames if index in self._footage.captured)
        self._say(self._frames(len(frames), there))

    def _frames(self, count: int, there: int) -> str:
        words = self.tr("%n frame(s)", None, count)
        if there:
            words += " · " + self.tr("%n captured already", None, there)
        return words

    def _ask(self, samples: "Samples") -> None:
        limit = self.most.value() if self.limited.isChecked() else None
        self._say(self.tr("Choosing…"))
        self._asked_for = self._quota
        self._harvest.choose(samples, limit, self._part, self._quota)

    def _on_survey_grown(self) -> None:
        if self.way != "choose" or self._every_clip:
            return
        if self._footage.survey.complete:
            self._on_changed()
        else:
            self._show_survey()

    def _show_survey(self) -> None:
        """How much of the video was looked at."""
        reel, samples = self._footage.player.reel, self._footage.survey.samples
        if reel is None:
            return
        done = float(samples.times_ms[-1]) if samples is not None and len(samples) else 0.0
        self._say(self.tr("Looking at the video…"))
        self.progress.setMaximum(1000)
        self.progress.setValue(round(1000 * done / max(1.0, reel.table.duration_ms)))
        self.progress.show()

    def _on_chosen(self, choices: "list[Choice]") -> None:
        from labeler.core.video.select import tally

        if self.way != "choose" or self._every_clip:
            return
        self._choices = choices
        counted = tally(choices)
        words = self.tr("{frames}: {sharp} sharp, {soft} soft, {blurred} blurred, {scenes}")
        there = sum(1 for choice in choices if choice.index in self._footage.captured)
        self._say(
            words.format(
                frames=self._frames(len(choices), there),
                sharp=counted.sharp,
                soft=counted.soft,
                blurred=counted.blurred,
                scenes=self.tr("from %n scene(s)", None, counted.scenes),
            )
        )
        self.lack.show_choices(choices)
        self._show_buttons()

    def _on_lack_changed(self) -> None:
        """Choose anew where something else lacks than before."""
        if self.way == "choose" and self._quota != self._asked_for:
            self._on_changed()

    def _say(self, words: str) -> None:
        self.progress.hide()
        self.preview.setText(words)

    def _show_buttons(self) -> None:
        ready = self.way != "choose" or self._every_clip or bool(self._choices)
        self.start.setEnabled(ready and not self._harvest.running)
        self.pins.setEnabled(bool(self._choices) and not self._every_clip)

    # --- doing it

    def _on_pins(self) -> None:
        if self._choices is not None:
            self._footage.propose(self._choices)
            self.accept()

    def _on_capture(self) -> None:
        from dataclasses import replace

        from labeler.core.video.capture import Pick

        plan = self.plan()
        if self._every_clip:
            self._harvest.run([replace(plan, video=clip, stream=0) for clip in self._footage.clips])
        elif self._choices is not None:
            picks = tuple(Pick(c.index, c.reason, c.scene) for c in self._choices)
            self._harvest.run([replace(plan, choose=False, picks=picks)])
        else:
            self._harvest.run([plan])
        self.accept()
