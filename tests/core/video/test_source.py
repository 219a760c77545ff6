"""The frame table and exact frames: against ffprobe, against decoding in order, on odd files."""

import json
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from labeler.core.finding import LabelerError
from labeler.core.video.source import Video
from tests.clips import clip, number_in

SHARED = Path(__file__).resolve().parents[3].parent / "shared/data/video"
CLIPS = sorted(p for p in SHARED.glob("*") if p.suffix != ".md") if SHARED.is_dir() else []
BURNT_IN = SHARED / "dashcamigo_testpattern_clip-h264.mkv"

each_clip = pytest.mark.parametrize("path", CLIPS, ids=lambda path: path.name)
needs_ffmpeg = pytest.mark.skipif(not shutil.which("ffprobe"), reason="needs FFmpeg's programs")


def probed(path: Path) -> tuple[list[float], int, int]:
    """What ffprobe decodes: the time of each frame in ms, and how many; the rotation."""
    shown = ["-show_entries", "frame=pts_time,best_effort_timestamp_time:stream=nb_read_frames"]
    shown[1] += ":stream_side_data=rotation"
    command = ["ffprobe", "-v", "quiet", "-count_frames", "-select_streams", "v:0", *shown]
    done = subprocess.run([*command, "-of", "json", path], capture_output=True, check=True)
    found = json.loads(done.stdout)
    times = [1000 * float(f["best_effort_timestamp_time"]) for f in found["frames"]]
    stream = found["streams"][0]
    turns = [data["rotation"] for data in stream.get("side_data_list", []) if "rotation" in data]
    return times, int(stream["nb_read_frames"]), int(turns[0]) if turns else 0


@needs_ffmpeg
@each_clip
def test_count_times_and_rotation_are_those_of_ffprobe(path: Path) -> None:
    times, count, rotation = probed(path)
    with Video(path) as video:
        table = video.table
        assert len(table) == count
        first = times[0] if times[0] > 1000 else 0.0  # a stream that begins later begins at 0
        assert np.allclose(table.times_ms, np.array(times) - first, atol=0.001)
        assert [table.time_ms(n) for n in range(3)] == pytest.approx(list(table.times_ms[:3]))
        assert video.rotation == rotation


@each_clip
def test_a_frame_by_itself_is_that_of_decoding_in_order(path: Path) -> None:
    with Video(path) as video:
        count = len(video.table)
        asked = sorted(random.Random(path.name).choices(range(count), k=40))
        wanted = {f.index: f.bgr() for f in video.frames() if f.index in set(asked)}
        assert sorted(wanted) == sorted(set(asked))
        assert not video.missing
    random.Random(7).shuffle(asked)
    with Video(path) as video:
        for index in asked:
            frame = video.frame(index)
            assert frame is not None
            assert frame.index == index
            assert np.array_equal(frame.bgr(), wanted[index])


@needs_ffmpeg
@each_clip
def test_pixels_are_those_of_ffmpeg(path: Path) -> None:
    with Video(path) as video:
        frames = [frame.bgr() for frame in video.frames(0, 3)]
        given = pixels_of(path, video.size, 3)
        assert len(given) == len(frames)
        for one, other in zip(frames, given, strict=True):
            assert np.array_equal(one, other)


def pixels_of(path: Path, size: tuple[int, int], count: int) -> np.ndarray:
    """The first frames as FFmpeg's program writes them, upright: n × height × width × 3."""
    command = ["ffmpeg", "-v", "quiet", "-i", str(path), "-vsync", "passthrough"]
    raw = [*command, "-frames:v", str(count), "-f", "rawvideo", "-pix_fmt", "bgr24", "-"]
    data = subprocess.run(raw, capture_output=True, check=True).stdout
    return np.frombuffer(data, np.uint8).reshape(-1, size[1], size[0], 3)


@pytest.mark.skipif(not BURNT_IN.exists(), reason="needs the shared videos")
def test_the_frame_asked_for_shows_its_burnt_in_number() -> None:
    """The test pattern counts frames in its middle: the picture changes there with each one."""
    with Video(BURNT_IN) as video:
        size = video.size
        numbers = [f.bgr()[size[1] // 3 : size[1] // 2] for f in video.frames()]
        for index in (0, 59, 31, 30, 29):
            frame = video.frame(index)
            assert frame is not None
            shown = frame.bgr()[size[1] // 3 : size[1] // 2].astype(int)
            differences = [float(np.abs(shown - other).mean()) for other in numbers]
            assert int(np.argmin(differences)) == index


MADE = {
    "plain.mp4": {},
    "plain.mkv": {},
    "plain.ts": {},
    "plain.mov": {},
    "mpeg4.avi": {"codec": "mpeg4"},
    "two_b_frames.avi": {"options": {"bf": "2"}},
    "b_frames.mp4": {"options": {"bf": "3"}},
    "open_gop.ts": {"options": {"bf": "3", "x264-params": "open-gop=1"}},
    "all_key.mp4": {"gop": 1},
    "hevc.mp4": {"codec": "libx265", "options": {"x265-params": "log-level=none"}},
    "hevc.ts": {"codec": "libx265", "options": {"x265-params": "log-level=none"}},
}


@pytest.mark.parametrize("name", MADE)
def test_the_number_asked_for_is_the_number_shown(tmp_path: Path, name: str) -> None:
    path = clip(tmp_path / name, 50, **MADE[name])  # type: ignore[arg-type]
    with Video(path) as video:
        assert len(video.table) == 50
        assert [number_in(frame.bgr()) for frame in video.frames()] == list(range(50))
        for index in (49, 0, 13, 12, 11, 37, 38, 24, 1):
            frame = video.frame(index)
            assert frame is not None
            assert number_in(frame.bgr()) == index
        for index in (20, 49, 5):
            key = video.keyframe(index)
            assert key is not None
            assert number_in(key.bgr()) == key.index == video.table.key_before(index)
        assert [number_in(f.bgr()) for f in video.frames(20, 25)] == [20, 21, 22, 23, 24]
        assert [number_in(f.bgr()) for f in video.some([3, 4, 30, 48])] == [3, 4, 30, 48]


def test_a_variable_rate_keeps_its_times(tmp_path: Path) -> None:
    times = [0, 40, 47, 200, 201, 900, 1000, 2500]
    path = clip(tmp_path / "vfr.mkv", len(times), times_ms=times)
    with Video(path) as video:
        table = video.table
        assert [table.time_ms(n) for n in range(len(times))] == times
        asked = (-5, 0, 39.9, 40, 46.9, 199, 200, 200.5, 201, 899, 2499.9, 2500, 9999)
        shown = (0, 0, 0, 1, 1, 2, 3, 3, 4, 4, 6, 7, 7)
        assert tuple(table.at(time) for time in asked) == shown
        assert [number_in(frame.bgr()) for frame in video.frames()] == list(range(len(times)))


def test_each_of_two_streams_can_be_chosen(tmp_path: Path) -> None:
    path = clip(tmp_path / "two.mp4", 20, streams=2)
    for stream, first in ((0, 0), (1, 1000)):
        with Video(path, stream) as video:
            assert [info.number for info in video.streams] == [0, 1]
            frame = video.frame(7)
            assert frame is not None
            assert number_in(frame.bgr()) == first + 7
    with pytest.raises(LabelerError) as refused:
        Video(path, 2)
    assert refused.value.finding.code == "video_no_such_stream"


@needs_ffmpeg
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_rotation_is_applied(tmp_path: Path, turn: int) -> None:
    plain = clip(tmp_path / "plain.mp4", 5)
    turned = tmp_path / "turned.mp4"
    command = ["ffmpeg", "-v", "quiet", "-display_rotation", str(turn), "-i", str(plain)]
    if subprocess.run([*command, "-c", "copy", str(turned)], check=False).returncode:
        command = ["ffmpeg", "-v", "quiet", "-i", str(plain), "-c", "copy"]  # before FFmpeg 6
        rotated = ["-metadata:s:v:0", f"rotate={(360 - turn) % 360}", str(turned)]
        subprocess.run([*command, *rotated], check=True)
    with Video(plain) as video, Video(turned) as other:
        frame = other.frame(3)
        assert frame is not None
        assert other.size == frame.size == (video.size if turn == 180 else video.size[::-1])
        assert np.array_equal(frame.bgr(), pixels_of(turned, other.size, 4)[3])
        small = frame.grey(100)
        assert max(small.shape) == 100
        assert small.shape[1] / small.shape[0] == pytest.approx(
            other.size[0] / other.size[1], rel=0.02
        )


# --- damaged


def test_a_file_cut_off_gives_what_is_there(tmp_path: Path) -> None:
    whole = clip(tmp_path / "whole.ts", 60)
    cut = tmp_path / "cut.ts"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size * 2 // 3])
    with Video(cut) as video:
        shown = [number_in(frame.bgr()) for frame in video.frames()]
        assert 20 < len(shown) < 60
        assert shown[:20] == list(range(20))
        assert len(video.table) - len(video.missing) == len(shown)


def test_a_stream_that_begins_in_the_middle_begins_at_its_first_keyframe(tmp_path: Path) -> None:
    whole = clip(tmp_path / "whole.ts", 60)
    data = whole.read_bytes()
    cut = tmp_path / "cut.ts"
    cut.write_bytes(data[len(data) // 188 // 3 * 188 :])
    with Video(cut) as video:
        frames = list(video.frames())
        numbers = [number_in(frame.bgr()) for frame in frames]
        assert numbers == list(range(numbers[0], 60))
        assert numbers[0] % 12 == 0
        assert not video.missing


def damaged(path: Path, at: list[int]) -> Path:
    """Overwrites the packets with these numbers."""
    import av

    with av.open(str(path)) as container:
        places = [p.pos for p in container.demux(video=0) if p.size]
    data = bytearray(path.read_bytes())
    for number in at:
        data[places[number] : places[number] + 16] = b"\xff" * 16
    path.write_bytes(data)
    return path


def test_a_damaged_packet_is_left_out_and_counted(tmp_path: Path) -> None:
    path = damaged(clip(tmp_path / "a.mp4", 40, options={"bf": "0"}), [17])
    with Video(path) as video:
        assert video.table.damaged == 1
        assert len(video.table) == 39
        assert len(list(video.frames())) == 39
        assert video.table.time_ms(16) == 640
        assert video.table.time_ms(17) == 720


def test_a_damaged_keyframe_is_no_way_in(tmp_path: Path) -> None:
    path = damaged(clip(tmp_path / "a.mp4", 40, options={"bf": "0"}), [12])
    with Video(path) as video:
        frames = {frame.index: frame.bgr() for frame in video.frames()}
        assert video.missing == set(range(39)) - set(frames)
    with Video(path) as video:
        for index in (30, 10, 38, 24):
            frame = video.frame(index)
            assert frame is not None
            assert np.array_equal(frame.bgr(), frames[index])
        assert video.frame(15) is None
        assert video.frame(39) is None


@pytest.mark.skipif(not CLIPS, reason="needs the shared videos")
def test_the_corrupted_clip_gives_its_good_frames() -> None:
    with Video(SHARED / "decord_corrupted.mp4") as video:
        assert video.table.damaged == 1
        assert len(list(video.frames())) == 49
        assert not video.missing


def refusals(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    yield tmp_path / "there_is_none.mp4", "no_such_path"
    yield tmp_path, "not_a_file"
    empty = tmp_path / "empty.mp4"
    empty.touch()
    yield empty, "not_a_video"
    text = tmp_path / "text.mp4"
    text.write_text("1\n00:00:01,000 --> 00:00:02,000\nhello\n" * 50)
    yield text, "not_a_video"
    playlist = tmp_path / "list.mp4"
    playlist.write_text(f"#EXTM3U\n#EXTINF:1,\n{clip(tmp_path / 'real.ts', 5).as_uri()}\n")
    yield playlist, "not_a_video"
    concat = tmp_path / "concat.mp4"
    concat.write_text("ffconcat version 1.0\nfile real.ts\n")
    yield concat, "not_a_video"
    noise = tmp_path / "noise.mkv"
    noise.write_bytes(random.Random(3).randbytes(200_000))
    yield noise, "not_a_video"
    headless = tmp_path / "headless.mp4"  # the power went before the index was written
    data = clip(tmp_path / "whole.mp4", 20).read_bytes()
    headless.write_bytes(data[: data.rindex(b"moov") - 4])
    yield headless, "not_a_video"


def test_what_is_no_video_is_refused_with_a_reason(tmp_path: Path) -> None:
    for path, code in refusals(tmp_path):
        with pytest.raises(LabelerError) as refused:
            Video(path)
        assert refused.value.finding.code == code, path
        assert refused.value.finding.where == path


def test_mutated_videos_neither_crash_nor_hang(tmp_path: Path) -> None:
    """Bytes overwritten anywhere: an error with a code, or frames."""
    chance, codes = random.Random(11), set()
    whole = [clip(tmp_path / f"a{s}", 25).read_bytes() for s in (".mp4", ".mkv", ".ts", ".avi")]
    for _ in range(60):
        data = bytearray(chance.choice(whole))
        for _ in range(chance.randrange(1, 40)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path = tmp_path / "broken.mp4"
        path.write_bytes(data)
        try:
            with Video(path) as video:
                shown = [frame.index for frame in video.frames()]
                assert shown == sorted(set(shown))
                video.frame(len(video.table) // 2)
        except LabelerError as error:
            codes.add(error.finding.code)
    assert codes <= {"not_a_video", "video_no_frames", "video_no_stream", "video_unsupported"}


def test_names_that_look_like_protocols_or_patterns_are_plain_files(tmp_path: Path) -> None:
    for name in ("a%03d.mp4", "http:x.mp4", "번호판 #1.mp4", "concat:b.mp4"):
        with Video(clip(tmp_path / name, 5)) as video:
            assert len(list(video.frames())) == 5


def test_grey_is_small_and_of_full_range(tmp_path: Path) -> None:
    with Video(clip(tmp_path / "a.mp4", 3, size=(640, 360))) as video:
        frame = video.frame(2)
        assert frame is not None
        grey = frame.grey(320)
        assert grey.shape == (180, 320)
        assert grey.dtype == np.uint8
        wanted = frame.bgr() @ np.array([0.114, 0.587, 0.299])  # ITU-R BT.601
        assert abs(float(grey.mean()) - float(wanted.mean())) < 4
        assert grey.min() < 25
        assert grey.max() > 230
