"""The commands of the video menu: play, step, mark, capture."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from labeler.core.finding import Finding
from labeler.services.player import SPEEDS
from labeler.ui.commands.group import Commands
from labeler.ui.revising import revise

if TYPE_CHECKING:
    from labeler.ui.main_window import MainWindow

_SECOND_MS = 1000.0


class VideoCommands(Commands):
    """What is done with the video that is open."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.footage = window.footage
        self.player = window.footage.player

    # --- which video

    def open_video(self) -> None:
        from labeler.core.video.clips import VIDEO_SUFFIXES

        kinds = " ".join(f"*{s} *{s.upper()}" for s in sorted(VIDEO_SUFFIXES))
        filters = self.tr("Videos ({kinds})").format(kinds=kinds)
        start = self.footage.path or self.session.path or Path.home() / "x"
        title = self.tr("Open a video")
        name, _ = QFileDialog.getOpenFileName(self.window, title, str(start.parent), filters)
        if name:
            self.session.open(Path(name))

    def open_clips(self) -> None:
        """The videos of the dataset's folder."""
        dataset = self.session.dataset
        if dataset is not None:
            self.session.notices.withdraw("dataset:clips")
            self.footage.open(dataset.folder)

    def close_video(self) -> None:
        self.footage.show_images()
        self.session.notices.withdraw("video")
        self.footage.leave()

    def switch_to_video(self) -> None:
        """To the video, and from there to the images."""
        if self.footage.active:
            self.footage.show_images()
        else:
            self.footage.back()

    def next_clip(self) -> None:
        self.footage.show_clip(self.footage.clip + 1)

    def previous_clip(self) -> None:
        self.footage.show_clip(self.footage.clip - 1)

    # --- playing

    def play(self) -> None:
        if self.player.playing:
            self.player.pause()
        else:
            self.player.play(SPEEDS[0])

    def play_on(self) -> None:
        self._faster(1)

    def play_back(self) -> None:
        self._faster(-1)

    def _faster(self, way: int) -> None:
        """Each press is the next speed; the other way begins anew."""
        now = self.player.speed * way
        faster = [speed for speed in SPEEDS if speed > now]
        self.player.play(way * (faster[0] if faster else SPEEDS[-1]))

    def play_stop(self) -> None:
        self.player.pause()

    # --- moving

    def frame_on(self) -> None:
        self.footage.step(1)

    def frame_back(self) -> None:
        self.footage.step(-1)

    def ten_frames_on(self) -> None:
        self.footage.step(10)

    def ten_frames_back(self) -> None:
        self.footage.step(-10)

    def second_on(self) -> None:
        self.footage.skip(_SECOND_MS)

    def second_back(self) -> None:
        self.footage.skip(-_SECOND_MS)

    def ten_seconds_on(self) -> None:
        self.footage.skip(10 * _SECOND_MS)

    def ten_seconds_back(self) -> None:
        self.footage.skip(-10 * _SECOND_MS)

    def first_frame(self) -> None:
        self.footage.go(0)

    def last_frame(self) -> None:
        if self.player.reel is not None:
            self.footage.go(len(self.player.reel.table) - 1)

    # --- pins and marks

    def next_pin(self) -> None:
        self._go_to_pin(1)

    def previous_pin(self) -> None:
        self._go_to_pin(-1)

    def _go_to_pin(self, by: int) -> None:
        index = self.footage.beside(by)
        if index is None:
            self.say("no_pin")
        else:
            self.footage.go(index)

    def mark_in(self) -> None:
        self.footage.mark(self.footage.time_ms, _after(self.footage.time_ms, self.footage.marks[1]))

    def mark_out(self) -> None:
        first = self.footage.marks[0]
        here = self.footage.time_ms
        self.footage.mark(first if first is not None and first <= here else None, here)

    def clear_marks(self) -> None:
        self.footage.mark(None, None)

    # --- capturing

    def capture(self) -> None:
        if not self.footage.capture():
            self.say("captured_already")

    def accept_pin(self) -> None:
        """A proposed frame becomes an image; one that is an image is opened to be labelled."""
        index = self.footage.shown_index
        if index in self.footage.captured:
            self.footage.show_images()
        elif index in self.footage.proposed:
            self.footage.capture()
        else:
            self.say("capture_first", key=self.window.key_of("capture"))

    def drop_pin(self) -> None:
        """A proposed pin goes; a captured frame moves to the trash."""
        index, dataset = self.footage.shown_index, self.session.dataset
        if self.footage.drop_proposed(index) or dataset is None:
            return
        name = self.footage.captured.get(index)
        if name is None:
            self.say("no_pin_here")
            return
        from labeler.core.revision import delete_images

        done = Finding("image_in_trash", dataset.path(name), severity="warning")
        revise(self.session, delete_images(dataset, [name]), done)

    def capture_many(self) -> None:
        from labeler.ui.dialogs.capture_many import CaptureManyDialog

        self.player.pause()
        window = self.window
        CaptureManyDialog(self.footage, window.harvest, self.settings, window).open()

    def choose_frames_folder(self) -> None:
        title = self.tr("Folder for captured frames")
        start = self.footage.into or Path.home()
        while not start.is_dir():
            start = start.parent
        folder = QFileDialog.getExistingDirectory(self.window, title, str(start))
        if folder:
            self.footage.choose_into(Path(folder))


def _after(time_ms: float, mark: float | None) -> float | None:
    """The mark when it is not before that time."""
    return mark if mark is not None and mark >= time_ms else None
