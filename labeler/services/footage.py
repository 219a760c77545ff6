"""The open videos: which clip and frame is in hand, what was captured, proposed and marked."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from labeler.core.finding import Finding, LabelerError
from labeler.core.headers import Info
from labeler.core.video.clips import clips_in
from labeler.services.player import Player, Reel, Shown
from labeler.services.session import Session
from labeler.services.shot import Shot
from labeler.services.survey import Survey

if TYPE_CHECKING:
    from labeler.core.video.provenance import Provenance, Source
    from labeler.core.video.select import Choice
    from labeler.core.video.source import Frame

_END = 1 << 60  # later than any frame
FRAMES_FOLDER = "frames"  # beside the videos, where there are no images yet


class Footage(QObject):
    """Between player, survey and session: the frame on the screen is the image it would become."""

    opened = Signal()  # another clip, or none
    clips_changed = Signal()
    moved = Signal()  # another frame is on the screen
    pins_changed = Signal()
    marks_changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.player = Player(self)
        self.survey = Survey(self)
        self.clips: Sequence[Path] = ()
        self.clip = -1  # which of them is open
        self.suffix = ".jpg"  # of captured frames
        self.active = False  # frames are shown, not the images of the list
        self.captured: Mapping[int, str] = {}  # image by frame
        self.proposed: Mapping[int, Choice] = {}
        self.marks: tuple[float | None, float | None] = (None, None)  # in and out, ms
        self.into: Path | None = None  # the folder of captured frames
        self.known: tuple[Source, Provenance] | None = None  # which video, what came of it
        self._chosen_into: Path | None = None
        self._wanted: Path | None = None  # to be opened once its folder is
        self._places: dict[Path, int] = {}  # the frame each clip was left at
        self._last: Shown | None = None
        self._capturing = False  # asked for before the frame was there
        self._connect()

    def _connect(self) -> None:
        session, player = self.session, self.player
        session.clips_found.connect(self._on_clips_found)
        session.opening.connect(self._on_session_opening)
        session.opened.connect(self._on_session_opened)
        session.shown.connect(self._on_session_shown)
        session.frames.captured.connect(self._on_session_captured)
        session.frames.stale.connect(self._on_frame_stale)
        player.opened.connect(self._on_player_opened)
        player.shown.connect(self._on_player_shown)
        player.missing.connect(self._on_player_missing)
        player.failed.connect(self._on_player_failed)

    # --- which clip

    def open(self, path: Path) -> None:
        """Open a video, or the clips of a folder.

        Their folder becomes the dataset where none is open.
        """
        if self.session.dataset is None or not self.session.dataset.complete:
            self._wanted = path
            self.session.open(path if path.is_dir() else path.parent)
            return
        self._wanted = None
        clips = clips_in(path if path.is_dir() else path.parent)
        if not path.is_dir() and path not in clips:
            clips = [path]
        if not clips:
            self.session.tell("video", Finding("no_clips", path))
            return
        self.clips = clips
        self.clips_changed.emit()
        self.show_clip(0 if path.is_dir() else clips.index(path))

    def show_clip(self, clip: int, stream: int = 0, at: int | None = None) -> None:
        """Open one of the clips, at a frame or where it was left."""
        if not 0 <= clip < len(self.clips):
            return
        self._leave_clip()
        if at is not None:
            self._places[self.clips[clip]] = at
        self.clip, self.active = clip, True
        self.session.notices.withdraw("video")
        self.player.open(self.clips[clip], stream)
        self.opened.emit()

    def leave(self) -> None:
        """No video any more; the images of the list are shown."""
        self._leave_clip()
        self.player.leave()
        self.clips, self.clip, self.active = (), -1, False
        self.clips_changed.emit()
        self.opened.emit()

    def close(self) -> None:
        """The end of the program."""
        self.survey.close()
        self.player.close()

    @property
    def path(self) -> Path | None:
        return self.clips[self.clip] if self.clip >= 0 else None

    def _leave_clip(self) -> None:
        if self.player.reel is not None:
            self._places[self.player.reel.path] = self.player.index
        self.survey.leave()
        self._last = self.known = None
        self._capturing = False
        self.captured, self.proposed, self.marks = {}, {}, (None, None)

    def _on_clips_found(self, path: Path) -> None:
        self.open(self._wanted or path)

    def _on_session_opening(self, path: Path) -> None:
        if self._wanted is not None and path not in (self._wanted, self._wanted.parent):
            self._wanted = None

    def _on_session_opened(self) -> None:
        dataset = self.session.dataset
        if dataset is None or not dataset.complete:
            return
        if self._chosen_into is not None and not _inside(self._chosen_into, dataset.root):
            self._chosen_into = None
        if self._wanted is not None and dataset.images:
            self.open(self._wanted)
        elif self.player.reel is not None:
            self._identify()

    # --- the frame on the screen

    def _on_player_opened(self, reel: Reel) -> None:
        self.survey.begin(reel)
        self._identify()
        if reel.table.damaged:
            values = {"count": reel.table.damaged}
            self.session.tell("video:damaged", Finding("video_damaged", reel.path, values=values))
        self.opened.emit()
        self.player.show(self._places.get(reel.path, 0))

    def _identify(self) -> None:
        """Find out which video this is, and what was captured of it into the folder of frames."""
        reel, before = self.player.reel, self.into
        self.into = self._folder()
        if self.into != before:
            self.known = None  # which belongs to the other folder
        if reel is None or self.into is None:
            return
        into = self.into

        def work() -> "tuple[Source, Provenance]":
            from labeler.core.video.provenance import Provenance, identify

            return identify(reel.path, reel.stream), Provenance(into)

        def done(known: "tuple[Source, Provenance]") -> None:
            if reel is self.player.reel and into == self.into:
                self.known = known
                self._load_pins()
                self._show_again()

        self.session.jobs.run(work, done, partial(self._on_identify_failed, reel), priority=15)

    def _on_identify_failed(self, reel: Reel, error: BaseException) -> None:
        if reel is self.player.reel:
            self._on_player_failed(_finding(error, reel.path))

    def _folder(self) -> Path | None:
        """Where frames go: beside the images there are, else into a folder of their own."""
        dataset = self.session.dataset
        if self._chosen_into is not None or dataset is None:
            return self._chosen_into
        if self.into is not None and _inside(self.into, dataset.root):
            return self.into
        if not dataset.images:
            return dataset.folder / FRAMES_FOLDER
        name = dataset.images[max(0, self.session.index)]
        return dataset.path(name).parent

    def choose_into(self, folder: Path) -> None:
        """Have frames go there; a folder outside the open dataset is opened as one."""
        dataset = self.session.dataset
        self._chosen_into = folder
        if dataset is not None and _inside(folder, dataset.root):
            self._identify()
        else:
            self.session.open(folder)

    def _on_player_shown(self, shown: Shown) -> None:
        self._last = shown
        self.survey.hold()
        if self.active:
            self._show_again()
            self.moved.emit()

    def _show_again(self) -> None:
        """What the player shows: as an image when it rests, else as a picture that goes by."""
        shown, player = self._last, self.player
        if shown is None or not self.active:
            return
        if self.known is None or player.playing or player.frame is not shown.frame:
            self.session.frames.pass_by(self._info(shown.frame), shown.image)
            return
        self._rest(shown)
        if self._capturing:
            self.capture()

    def _info(self, frame: "Frame") -> Info:
        """What the header of the image would say."""
        return Info(*frame.size, 1, 3, "PNG" if self.suffix == ".png" else "JPEG")

    def _rest(self, shown: Shown) -> None:
        assert self.known is not None
        assert self.player.reel is not None
        assert self.session.dataset is not None
        assert self.into is not None
        (source, provenance), frame = self.known, shown.frame
        name = provenance.name_for(source, self.player.reel.table, frame.index, self.suffix)
        rel = self.session.dataset.relative(self.into / name)
        shot = partial(self._shot, frame, name)
        self.session.frames.show(rel, self._info(frame), shown.image, shown.copy, shot)

    def _shot(self, frame: "Frame", name: str) -> Shot:
        assert self.known is not None
        assert self.player.reel is not None
        source, provenance = self.known
        choice = self.proposed.get(frame.index)
        reason, scene = (choice.reason, choice.scene) if choice else ("hand", None)
        return Shot(provenance, source, self.player.reel.table, frame, name, reason, scene)

    def _on_player_missing(self, index: int) -> None:
        reel = self.player.reel
        if reel is None:
            return
        values = {"frame": index, "time": round(reel.table.time_ms(index) / 1000, 3)}
        self.session.tell("video:frame", Finding("frame_missing", reel.path, values=values))
        if index + 1 < len(reel.table):
            self.player.show(index + 1)

    def _on_player_failed(self, finding: Finding) -> None:
        self.session.tell("video", finding, ("close_video",), "error")

    def _on_session_shown(self) -> None:
        if self.active and not self.session.frames.shown and self._last is not None:
            self.active = False
            self.player.pause()

    def show_images(self) -> None:
        """The image that the frame in hand is, else the one that was open before."""
        if self.active:
            self.active = False
            self.player.pause()
            self.session.frames.leave()

    def back(self) -> None:
        """From an image to the same moment of the video."""
        if self.player.reel is not None and not self.active:
            self.active = True
            self.player.show(self.player.index)

    # --- moving

    def step(self, frames: int) -> None:
        """So many frames on or back; beyond either end of a clip the next one follows."""
        reel = self.player.reel
        if reel is None:
            return
        wanted, last = self.player.index + frames, len(reel.table) - 1
        if wanted > last == self.player.index and self.clip + 1 < len(self.clips):
            self.show_clip(self.clip + 1, at=0)
        elif wanted < 0 == self.player.index and self.clip > 0:
            self.show_clip(self.clip - 1, at=_END)
        else:
            self.go(wanted)

    def go(self, index: int) -> None:
        """Show this frame, or the end that is nearest."""
        self.player.pause()
        self.player.show(index)

    def skip(self, ms: float) -> None:
        """Go so much on or back in time."""
        if self.player.reel is not None:
            table = self.player.reel.table
            self.seek(table.time_ms(self.player.index) + ms)

    def seek(self, time_ms: float, resting: bool = True) -> None:
        """Show what is on the screen at that time; while not `resting`, as quickly as can be."""
        if self.player.reel is not None:
            self.player.pause()
            self.player.show(self.player.reel.table.at(time_ms), exact=resting)

    @property
    def time_ms(self) -> float:
        """Of the frame on the screen."""
        return self._last.frame.time_ms if self._last is not None else 0.0

    @property
    def shown_index(self) -> int:
        """The frame on the screen, -1 for none."""
        return self._last.frame.index if self._last is not None else -1

    # --- pins and marks

    def capture(self) -> bool:
        """Make an image of the frame on the screen; False when it is one already."""
        if self.player.frame is None or self.known is None or self.player.playing:
            self._capturing = True
            self.player.pause()
            return True
        self._capturing = False
        return self.session.frames.capture()

    def _on_session_captured(self, name: str) -> None:
        index = self.shown_index
        self.captured = {**self.captured, index: name}
        self.proposed = {i: choice for i, choice in self.proposed.items() if i != index}
        if self.known is not None:
            self.session.frames.remember([self.known[0]])
        self.pins_changed.emit()

    def reason_of(self, index: int) -> str:
        """Why a captured frame was captured, "" while that is not on the disk yet."""
        if self.known is None or index not in self.captured:
            return ""
        row = self.known[1].row_of(self.captured[index].rpartition("/")[2])
        return row.reason if row is not None else ""

    def propose(self, choices: "Sequence[Choice]") -> None:
        """Pins of frames that might be captured; those that are already have one."""
        self.proposed = {c.index: c for c in choices if c.index not in self.captured}
        self.pins_changed.emit()

    def drop_proposed(self, index: int) -> bool:
        """Take a proposed pin away; False where there is none."""
        if index not in self.proposed:
            return False
        self.proposed = {i: choice for i, choice in self.proposed.items() if i != index}
        self.pins_changed.emit()
        return True

    def beside(self, by: int) -> int | None:
        """The next pin on or back from the frame in hand."""
        pins = sorted({*self.captured, *self.proposed})
        here = self.player.index
        further = [i for i in pins if (i - here) * by > 0]
        return (further[0] if by > 0 else further[-1]) if further else None

    def _load_pins(self) -> None:
        """Captured is what the list of images has, whatever was captured once."""
        dataset = self.session.dataset
        assert self.known is not None
        assert self.into is not None
        assert dataset is not None
        source, provenance = self.known
        names = {
            index: dataset.relative(self.into / name)
            for index, name in provenance.captured(source).items()
        }
        self.captured = {i: name for i, name in names.items() if dataset.index(name) is not None}
        self.propose(list(self.proposed.values()))

    def reread(self) -> None:
        """Frames were captured by somebody else."""
        if self.known is not None:
            self.known[1].refresh()

    def _on_frame_stale(self) -> None:
        """The list was read again."""
        if self.known is not None:
            self._load_pins()
        self._show_again()

    def use_suffix(self, suffix: str) -> None:
        """What files captured frames become from now on."""
        self.suffix = suffix
        self._show_again()

    def mark(self, in_ms: float | None, out_ms: float | None) -> None:
        """The part of the video that *capture many* looks at."""
        if in_ms is not None and out_ms is not None and in_ms > out_ms:
            in_ms, out_ms = out_ms, in_ms
        self.marks = (in_ms, out_ms)
        self.marks_changed.emit()


def _inside(folder: Path, root: Path) -> bool:
    return folder == root or root in folder.parents


def _finding(error: BaseException, path: Path) -> Finding:
    if isinstance(error, LabelerError):
        return error.finding
    return Finding("cannot_read", path, values={"reason": str(error)})
