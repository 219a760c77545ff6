"""Below the frame: the timeline, the buttons of a player, and what is captured."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from labeler.core.video.clock import clock
from labeler.services.footage import Footage
from labeler.ui import text, theme
from labeler.ui.action_table import ActionTable
from labeler.ui.status import ElidedLabel
from labeler.ui.video.fills import Fills
from labeler.ui.video.timeline import Pin, Timeline

_BY_CONTENT = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_TRANSPORT = ("frame_back", "play", "frame_on")
_MARKS = ("mark_in", "mark_out")
_CAPTURE = ("capture", "capture_many")


class VideoPane(QFrame):
    """Shows the footage and passes on what is done here; it holds nothing."""

    def __init__(self, footage: Footage, actions: ActionTable, parent: QWidget) -> None:
        super().__init__(parent)
        self._footage = footage
        self._actions = actions
        self.setObjectName("video_pane")
        self.timeline = Timeline(self)
        self.clip_box, self.stream_box = self._box(), self._box()
        self.time, self.state = QLabel(self), ElidedLabel(self)
        self.fills = Fills(footage, self)
        self.folder = QToolButton(self)
        self._lay_out()
        self._connect()
        self.retranslate()

    # --- parts

    def _box(self) -> QComboBox:
        box = QComboBox(self)
        box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box.setSizeAdjustPolicy(_BY_CONTENT)
        box.setMinimumContentsLength(12)
        return box

    def _button(self, id: str, words: bool = False) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(self._actions[id])
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setIconSize(QSize(20, 20))
        if words:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(10, 4, 10, 6)
        row.setSpacing(4)
        self._buttons = {id: self._button(id) for id in (*_TRANSPORT, *_MARKS)}
        self._buttons |= {id: self._button(id, words=True) for id in _CAPTURE}
        self._buttons["capture"].setObjectName("capture_button")
        self._actions["capture"].changed.connect(self._dress_capture)
        row.addWidget(self.clip_box)
        row.addWidget(self.stream_box)
        for id in (*_TRANSPORT, *_MARKS):
            row.addWidget(self._buttons[id])
        self.time.setTextFormat(Qt.TextFormat.PlainText)
        row.addSpacing(6)
        row.addWidget(self.time)
        row.addWidget(self.state, 1)
        self.folder.setDefaultAction(self._actions["choose_frames_folder"])
        self.folder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.folder.setIconSize(QSize(20, 20))
        for part in (self.folder, *(self._buttons[id] for id in reversed(_CAPTURE))):
            row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.timeline)
        column.addWidget(self.fills)
        column.addLayout(row)

    def _connect(self) -> None:
        footage, timeline = self._footage, self.timeline
        timeline.sought.connect(footage.seek)
        timeline.pin_chosen.connect(footage.go)
        timeline.marks_dragged.connect(footage.mark)
        timeline.thumbnails_wanted.connect(footage.survey.want_thumbnails)
        footage.survey.thumbnail_ready.connect(timeline.put_thumbnail)
        footage.survey.grown.connect(self._show_curves)
        footage.opened.connect(self._on_opened)
        footage.clips_changed.connect(self._fill_clips)
        footage.moved.connect(self._on_moved)
        footage.pins_changed.connect(self._on_pins_changed)
        footage.marks_changed.connect(self._on_marks_changed)
        footage.player.playing_changed.connect(self._show_play)
        footage.session.shown.connect(self._show_state)
        self.clip_box.activated.connect(self._on_clip_chosen)
        self.stream_box.activated.connect(self._on_stream_chosen)
        self._fill_clips()
        self._on_opened()

    # --- what the footage says

    def _on_opened(self) -> None:
        footage, reel = self._footage, self._footage.player.reel
        if reel is None:
            self.timeline.clear()
        else:
            aspect = reel.size[0] / max(1, reel.size[1])
            self.timeline.show_video(reel.table.duration_ms, reel.table.frame_ms, aspect)
        self.clip_box.setCurrentIndex(footage.clip)
        self._fill_streams()
        self._on_marks_changed()
        self._on_pins_changed()
        self._on_moved()

    def _fill_clips(self) -> None:
        self.clip_box.clear()
        for number, path in enumerate(self._footage.clips):
            self.clip_box.addItem(path.name)
            self.clip_box.setItemData(number, str(path), Qt.ItemDataRole.ToolTipRole)
        self.clip_box.setVisible(len(self._footage.clips) > 1)

    def _fill_streams(self) -> None:
        reel = self._footage.player.reel
        streams = reel.streams if reel is not None else ()
        self.stream_box.clear()
        for stream in streams:
            words = self.tr("Stream {number} · {width} × {height}")
            values = {"width": stream.width, "height": stream.height}
            self.stream_box.addItem(words.format(number=stream.number + 1, **values))
        self.stream_box.setVisible(len(streams) > 1)
        self.stream_box.setCurrentIndex(reel.stream if reel is not None else -1)

    def _on_moved(self) -> None:
        reel, time_ms = self._footage.player.reel, self._footage.time_ms
        self.timeline.set_position(time_ms)
        if reel is None:
            self.time.setText("")
        else:
            index, last = self._footage.shown_index, len(reel.table) - 1
            length = clock(reel.table.duration_ms)
            self.time.setText(f"{clock(time_ms)} / {length} · f{max(0, index)}")
            self.time.setToolTip(self.tr("Time, length, and frame (0 to {last})").format(last=last))
        self._show_state()

    def _on_pins_changed(self) -> None:
        reel = self._footage.player.reel
        if reel is None:
            self.timeline.set_pins(())
            return
        time = reel.table.time_ms
        reason = self._footage.reason_of
        captured = [Pin(i, time(i), "captured", reason(i)) for i in self._footage.captured]
        proposed = [
            Pin(i, time(i), "proposed", choice.reason)
            for i, choice in self._footage.proposed.items()
        ]
        self.timeline.set_pins([*captured, *proposed])
        self._show_state()

    def _on_marks_changed(self) -> None:
        self.timeline.set_marks(*self._footage.marks)

    def _show_curves(self) -> None:
        survey = self._footage.survey
        if survey.samples is not None and survey.novelty is not None:
            samples = survey.samples
            self.timeline.set_curves(samples.times_ms, survey.novelty, samples.sharpness)

    def _show_play(self) -> None:
        playing = self._footage.player.playing
        self._actions["play"].setIcon(theme.icon("pause" if playing else "play"))

    def _show_state(self) -> None:
        """Whether the frame on the screen is captured, and how many are."""
        footage = self._footage
        index, proposed = footage.shown_index, footage.proposed
        words = []
        if index in footage.captured:
            words.append(self.tr("captured"))
        elif index in proposed:
            words.append(
                self.tr("proposed: {reason}").format(reason=text.reason(proposed[index].reason))
            )
        if footage.captured:
            words.append(self.tr("%n captured", None, len(footage.captured)))
        if proposed:
            words.append(self.tr("%n proposed", None, len(proposed)))
        self.state.setText(" · ".join(words))
        self.fills.refresh()

    # --- what the user does

    def _on_clip_chosen(self, clip: int) -> None:
        self._footage.show_clip(clip)

    def _on_stream_chosen(self, stream: int) -> None:
        self._footage.show_clip(self._footage.clip, stream)

    def retranslate(self) -> None:
        self.clip_box.setToolTip(self.tr("Videos of this folder"))
        self.stream_box.setToolTip(
            self.tr("Pictures of this video side by side, as front and rear")
        )
        self._fill_streams()
        self._on_moved()

    def dress(self) -> None:
        """The theme has changed."""
        c = theme.colors()
        self.setStyleSheet(
            f"#video_pane {{ background: {c.window}; border: none; "
            f"border-top: 1px solid {c.line}; }}"
            f"#capture_button {{ background: {c.accent}; color: {c.on_accent}; "
            "padding: 4px 10px; font-weight: 600; }"
            f"#capture_button:hover {{ background: {theme.mixed(c.accent, c.text, 0.15)}; }}"
            f"#capture_button:disabled {{ background: {c.hover}; color: {c.faint}; }}"
        )
        self._dress_capture()

    def _dress_capture(self) -> None:
        """The button takes over the icon of its action whenever that changes."""
        c, button = theme.colors(), self._buttons["capture"]
        color = c.on_accent if button.isEnabled() else c.faint
        button.setIcon(theme.plain_icon("capture", color, 20, self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
