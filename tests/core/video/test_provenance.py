"""Where frames come from: names, frames.csv whatever is in it, nothing overwritten."""

import errno
import os
import shutil
import threading
import unicodedata
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labeler.core.dataset import open_dataset
from labeler.core.files import is_temporary, temporary_for
from labeler.core.finding import LabelerError
from labeler.core.video import placing
from labeler.core.video.names import image_name, parsed, plain, prefixes, stamp
from labeler.core.video.provenance import Provenance, Source, identify
from labeler.core.video.rows import COLUMNS, FILE_NAME, Row, RowFile
from labeler.core.video.source import Video
from labeler.core.video.still import encoded, shows
from labeler.core.video.table import FrameTable
from tests.core.video.making import assert_true, images_in, make_clip, rows_of

HEADER = ",".join(COLUMNS)
ROW = "{image},drive.mp4,aa,5,0,{frame},{time}.000,2,sharp,10.00,99.50"


def table_of(*times_ms: int) -> FrameTable:
    return FrameTable(np.array(times_ms), np.array([0]), Fraction(1, 1000), 0)


def capture(path: Path, folder: Path, *indexes: int, suffix: str = ".jpg") -> list[str]:
    provenance = Provenance(folder)
    with Video(path, threads=1) as video:
        source = identify(path)
        return [
            provenance.write(source, video.table, frame, suffix).image
            for frame in video.some(indexes)
        ]


# --- names


def test_a_name_says_video_time_and_frame() -> None:
    table = table_of(0, 61_001, 360_000_000)
    assert image_name("drive", table, 1, ".jpg") == "drive_000101.001_f1.jpg"
    assert image_name("drive", table, 2, ".png") == "drive_1000000.000_f2.png"


def test_the_time_is_rounded_down_exactly() -> None:
    ticks = np.arange(40) * 3003
    table = FrameTable(ticks, np.array([0]), Fraction(1, 90_000), 0)
    for index in range(40):
        exact = Fraction(3003 * index, 90)
        assert stamp(table, index) == f"0000{int(exact) // 1000:02}.{int(exact) % 1000:03}"


def test_a_name_is_taken_apart_again() -> None:
    for prefix in ("drive", "a_f3.jpg_000000.000_f1", "블랙박스 50% #1", "x_s1~abcdef"):
        parts = parsed(image_name(prefix, table_of(0, 7_322_045), 1, ".png"))
        assert parts is not None
        assert (parts.prefix, parts.stamp, parts.index) == (prefix, "020202.045", 1)
    for name in ("drive.jpg", "a_000000.000_f1.bmp", "_000000.000_f1.jpg", "a_009900.000_f1.jpg"):
        assert parsed(name) is None


@pytest.mark.parametrize(
    ("video", "stem"),
    [
        ('a<b>:"c\\|?*.mp4', "a_b___c____"),
        ("50% #1 🚗.mp4", "50% #1 🚗"),
        ("a\tb\n.avi", "a_b_"),
        (unicodedata.normalize("NFD", "블랙박스.mp4"), "블랙박스"),
        (".hidden.mp4", "_hidden"),
        ("bad\udcff.mp4", "bad_"),
    ],
)
def test_the_stem_is_one_that_every_file_system_takes(video: str, stem: str) -> None:
    assert plain(video).endswith(stem)
    assert not set(plain(video)) & set('<>:"/\\|?*\n\t')


def test_long_names_fit_and_stay_different() -> None:
    one, other = ("블" * 80 + end for end in ("가.mp4", "나.mp4"))
    table = table_of(*range(3))
    for prefix in prefixes(Source(one, "f" * 64, 1, stream=12)):
        name = image_name(prefix, table, 2, ".jpg")
        assert len(name.encode()) <= 255
        assert parsed(name) is not None
    assert plain(one) != plain(other)


def test_a_video_is_known_by_its_content(tmp_path: Path) -> None:
    small, large = tmp_path / "a.mp4", tmp_path / "b.mp4"
    small.write_bytes(b"x" * 100)
    large.write_bytes(os.urandom(1 << 20) * 4)
    before = identify(large)
    shutil.copy(large, tmp_path / "c.mp4")
    assert identify(tmp_path / "c.mp4").key == before.key
    with open(large, "r+b") as file:
        file.seek(-1, os.SEEK_END)
        file.write(b"!")
    assert identify(large).sha256 != before.sha256
    assert identify(small, 1) == Source("a.mp4", identify(small).sha256, 100, 1)
    with pytest.raises(LabelerError, match="no_such_path"):
        identify(tmp_path / "d.mp4")


# --- one frame


def test_a_frame_is_written_once(tmp_path: Path) -> None:
    clip, folder = make_clip(tmp_path / "drive.mp4"), tmp_path / "out"
    names = capture(clip, folder, 0, 7)
    assert names == ["drive_000000.000_f0.jpg", "drive_000000.700_f7.jpg"]
    before = {name: (folder / name).stat() for name in os.listdir(folder)}
    assert capture(clip, folder, 0, 7, suffix=".png") == names
    after = {name: (folder / name).stat() for name in os.listdir(folder)}
    assert {n: (s.st_mtime_ns, s.st_ino) for n, s in before.items()} == {
        n: (s.st_mtime_ns, s.st_ino) for n, s in after.items()
    }
    assert_true(folder, [clip])
    assert {row["reason"] for row in rows_of(folder)} == {"hand"}


def test_names_of_other_scripts_go_through(tmp_path: Path) -> None:
    clips = [
        make_clip(tmp_path / name, 3, seed)
        for seed, name in enumerate(("블랙박스 앞.mp4", "🚗 50%.mp4", "#1,\"a'.mp4", "=1+1.mp4"))
    ]
    for clip in clips:
        capture(clip, tmp_path / "나온 것", 1, suffix=".png")
    assert_true(tmp_path / "나온 것", clips)
    assert {row["video"] for row in rows_of(tmp_path / "나온 것")} == {c.name for c in clips}


def test_two_videos_of_one_name_keep_apart(tmp_path: Path) -> None:
    front, rear = make_clip(tmp_path / "front/C.mp4"), make_clip(tmp_path / "rear/c.mp4", seed=1)
    folder = tmp_path / "out"
    assert capture(front, folder, 1) == ["C_000000.100_f1.jpg"]
    other = f"c~{identify(rear).sha256[:6]}"
    assert capture(rear, folder, 1) == [f"{other}_000000.100_f1.jpg"]
    assert capture(rear, folder, 2) == [f"{other}_000000.200_f2.jpg"]
    assert capture(front, folder, 2) == ["C_000000.200_f2.jpg"]
    assert_true(folder, [front, rear])
    cv2.imwrite(str(folder / "other.jpg"), np.zeros((8, 8, 3), np.uint8))
    groups = open_dataset(folder).groups
    assert set(groups.values()) == {"C.mp4", "c.mp4"}
    assert "other.jpg" not in groups


def test_a_renamed_video_keeps_its_names(tmp_path: Path) -> None:
    clip, folder = make_clip(tmp_path / "a.mp4"), tmp_path / "out"
    capture(clip, folder, 0)
    renamed = clip.rename(tmp_path / "b.mp4")
    assert capture(renamed, folder, 0, 1) == ["a_000000.000_f0.jpg", "a_000000.100_f1.jpg"]


def test_a_stream_is_not_taken_for_a_video_called_so(tmp_path: Path) -> None:
    provenance = Provenance(tmp_path)
    one = Source("a_s1.mp4", "1" * 64, 1)
    other = Source("a.mp4", "2" * 64, 1, stream=1)
    table = table_of(0, 100)
    row = Row(provenance.name_for(one, table, 0), one, 0)
    (tmp_path / FILE_NAME).write_bytes(RowFile(tmp_path / FILE_NAME).lines([row]))
    provenance.refresh()
    assert provenance.name_for(one, table, 1) == "a_s1_000000.100_f1.jpg"
    assert provenance.name_for(other, table, 1) == "a~222222_s1_000000.100_f1.jpg"


def test_a_foreign_file_is_not_overwritten(tmp_path: Path) -> None:
    clip, folder = make_clip(tmp_path / "a.mp4"), tmp_path / "out"
    folder.mkdir()
    foreign = folder / "a_000000.100_f1.jpg"
    foreign.write_bytes(b"somebody else's")
    name = f"a~{identify(clip).sha256[:6]}_000000.100_f1.jpg"
    assert capture(clip, folder, 1) == [name]
    assert foreign.read_bytes() == b"somebody else's"
    assert [row["image"] for row in rows_of(folder)] == [name]


def test_an_image_without_its_row_gets_it(tmp_path: Path) -> None:
    clip, folder = make_clip(tmp_path / "a.mp4"), tmp_path / "out"
    names = capture(clip, folder, 1)
    capture(clip, folder, 2)
    lines = (folder / FILE_NAME).read_bytes().splitlines(keepends=True)
    (folder / FILE_NAME).write_bytes(b"".join((lines[0], lines[2])))
    assert capture(clip, folder, 1) == names
    assert_true(folder, [clip])


def test_a_deleted_image_comes_back_under_its_name(tmp_path: Path) -> None:
    clip, folder = make_clip(tmp_path / "a.mp4"), tmp_path / "out"
    (name,) = capture(clip, folder, 3)
    (folder / name).unlink()
    provenance = Provenance(folder)
    assert provenance.captured(identify(clip)) == {3: name}
    assert provenance.present(identify(clip)) == {}
    assert capture(clip, folder, 3, suffix=".png") == [name]
    assert provenance.present(identify(clip)) == {3: name}
    assert_true(folder, [clip])


def test_an_image_copied_from_a_mac_is_there(tmp_path: Path) -> None:
    clip, folder = make_clip(tmp_path / "블랙박스.mp4"), tmp_path / "out"
    (name,) = capture(clip, folder, 3)
    (folder / name).rename(folder / unicodedata.normalize("NFD", name))
    capture(clip, folder, 3)
    assert len(images_in(folder)) == 1


def test_threads_that_capture_the_same_frame_write_it_once(tmp_path: Path) -> None:
    clip, folder = make_clip(tmp_path / "a.mp4"), tmp_path / "out"
    provenance = Provenance(folder)
    written = []
    with Video(clip, threads=1) as video:
        frame = video.frame(4)
        assert frame is not None

        def write() -> None:
            written.append(provenance.write(identify(clip), video.table, frame).written)

        threads = [threading.Thread(target=write) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sum(written) == 1
    assert_true(folder, [clip])


# --- images


@pytest.mark.parametrize("size", [(1, 1), (5, 3), (64, 2), (700, 500), (3, 100_000)])
def test_a_png_holds_the_very_pixels(size: tuple[int, int]) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (*size[::-1], 3), np.uint8)
    data = encoded(pixels, ".png")
    there = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert there is not None
    assert np.array_equal(there, pixels)
    assert data == encoded(pixels, ".png")
    assert not shows(data, encoded(pixels ^ 1, ".png"))


def test_a_jpeg_keeps_the_colours_of_every_pixel() -> None:
    pixels = np.zeros((32, 32, 3), np.uint8)
    pixels[:, ::2, 2] = 255
    there = cv2.imdecode(np.frombuffer(encoded(pixels, ".jpg"), np.uint8), cv2.IMREAD_COLOR)
    assert there is not None
    assert np.abs(there.astype(int) - pixels).max() < 40  # 128 with subsampling


# --- trouble


def full(_handle: int, _data: bytes) -> None:
    raise OSError(errno.ENOSPC, "full")


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clip, folder = make_clip(tmp_path / "a.mp4"), tmp_path / "out"
    capture(clip, folder, 0)
    before = sorted(os.listdir(folder)), (folder / FILE_NAME).read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(placing, "write_all", full)
        with pytest.raises(LabelerError) as caught:
            capture(clip, folder, 1)
    assert caught.value.finding.code == "disk_full"
    assert (sorted(os.listdir(folder)), (folder / FILE_NAME).read_bytes()) == before


def test_a_disk_that_is_full_before_the_row_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clip, folder = make_clip(tmp_path / "a.mp4"), tmp_path / "out"
    capture(clip, folder, 0)
    before = sorted(os.listdir(folder)), (folder / FILE_NAME).read_bytes()
    real, calls = placing.write_all, []

    def half(handle: int, data: bytes) -> None:
        calls.append(data)
        if len(calls) < 2:
            return real(handle, data)
        os.write(handle, data[: len(data) // 2])
        return full(handle, data)

    with monkeypatch.context() as patched:
        patched.setattr(placing, "write_all", half)
        with pytest.raises(LabelerError, match="disk_full"):
            capture(clip, folder, 1)
    assert (sorted(os.listdir(folder)), (folder / FILE_NAME).read_bytes()) == before
    capture(clip, folder, 1)
    assert_true(folder, [clip])


def test_a_read_only_folder_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clip, folder = make_clip(tmp_path / "a.mp4"), tmp_path / "out"
    folder.mkdir()
    real = os.open

    def refusing(path: object, flags: int, *more: object, **named: object) -> int:
        if flags & os.O_CREAT:
            raise OSError(errno.EROFS, "read-only")
        return real(path, flags, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", refusing)
    with pytest.raises(LabelerError, match="read_only"):
        capture(clip, folder, 1)
    assert not os.listdir(folder)


def test_a_disk_without_hard_links_is_never_overwritten_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(*_arguments: object) -> None:
        raise OSError(errno.EPERM, "no links")

    monkeypatch.setattr(os, "link", refusing)
    clip, folder = make_clip(tmp_path / "a.mp4"), tmp_path / "out"
    folder.mkdir()
    (folder / "a_000000.100_f1.jpg").write_bytes(b"mine")
    assert capture(clip, folder, 1)[0].startswith("a~")
    assert capture(clip, folder, 2)[0].startswith("a~")
    assert (folder / "a_000000.100_f1.jpg").read_bytes() == b"mine"


@pytest.mark.skipif(os.name == "nt", reason="no hard links to leave")
def test_what_a_killed_capture_left_is_removed(tmp_path: Path) -> None:
    clip, folder = make_clip(tmp_path / "a.mp4"), tmp_path / "out"
    folder.mkdir()
    left = folder / ".labeler-0f7a3e5012345678.tmp"
    label = temporary_for(folder / "a.txt", b"1")
    for path in (left, label):
        path.write_bytes(b"half")
    assert is_temporary(left.name)
    with placing.Prepared(folder, b"being written") as prepared, Video(clip, threads=1) as video:
        Provenance(folder).mend(video, identify(clip))
        assert not left.exists()
        assert label.exists()
        prepared.put(folder / "done")
    assert (folder / "done").read_bytes() == b"being written"
    assert sorted(os.listdir(folder)) == sorted([label.name, "done"])


def test_a_temporary_file_that_was_swept_away_is_written_again(tmp_path: Path) -> None:
    with placing.Prepared(tmp_path, b"data") as prepared:
        for name in os.listdir(tmp_path):
            (tmp_path / name).unlink()
        prepared.put(tmp_path / "done")
    assert os.listdir(tmp_path) == ["done"]


# --- frames.csv


def text_rows(*frames: int) -> str:
    return "".join(ROW.format(image=f"{n}.jpg", frame=n, time=n) + "\n" for n in frames)


def frames_read(folder: Path) -> list[int]:
    return [row.frame for row in Provenance(folder).rows]


@pytest.mark.parametrize(
    ("content", "frames"),
    [
        (f"{HEADER}\n{text_rows(1, 2)}", [1, 2]),
        (f"\ufeff{HEADER}\n{text_rows(1, 2)}", [1, 2]),
        (f"{HEADER}\n{text_rows(1, 2)}".replace("\n", "\r\n"), [1, 2]),
        (text_rows(1, 2), [1, 2]),  # the header was deleted
        (f"{HEADER[:20]}\n{text_rows(1, 2)}", [1, 2]),
        (f"{HEADER}\n{text_rows(1, 2)}"[:-1], [1, 2]),  # an editor left out the line end
        (f"{HEADER}\n{text_rows(1, 2)}"[:-30], [1]),
        (f"{HEADER}\n{text_rows(1)}" + '"torn, and \n' + text_rows(2), [1, 2]),
        (f"{HEADER}\n{text_rows(1)}\0\0\0\0\n\n,,,\nrubbish\n{text_rows(2)}", [1, 2]),
        (f"{HEADER}\n{text_rows(1, 2)}".replace(",", ";"), [1, 2]),
        ("frame,note,image,video_sha256\n5,x,a.jpg,aa\n", [5]),
        (f"{HEADER},note\n" + text_rows(1, 2).replace("\n", ',"said ""no"", later"\n'), [1, 2]),
        (f'{HEADER}\n"a, b.jpg",v.mp4,aa,5,0,7,1.0,,,,\n', [7]),
        (f"{HEADER}\n../up.jpg,v.mp4,aa,5,0,7\n/x.jpg,v,aa,5,0,8\n{text_rows(1)}", [1]),
        (f"{HEADER}\na.jpg,v.mp4,aa,many,?,{'9' * 50},soon,first,,nan,1e999\n", [-1]),
        ("", []),
        ("\n\n\n", []),
    ],
)
def test_every_row_that_can_be_read_is(tmp_path: Path, content: str, frames: list[int]) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / FILE_NAME).write_bytes(content.encode())
    assert frames_read(tmp_path / "a") == frames
    clip = make_clip(tmp_path / "c.mp4", 3)
    names = capture(clip, tmp_path / "a", 0, 1)
    after = (tmp_path / "a" / FILE_NAME).read_bytes()
    assert after.startswith(content.encode())
    assert Provenance(tmp_path / "a").captured(identify(clip)) == dict(enumerate(names))
    assert [row.frame for row in Provenance(tmp_path / "a").rows][-2:] == [0, 1]
    assert frames_read(tmp_path / "a")[: len(frames)] == frames
    capture(clip, tmp_path / "a", 0, 1)
    assert (tmp_path / "a" / FILE_NAME).read_bytes() == after


def test_columns_of_others_stay_where_they_are(tmp_path: Path) -> None:
    columns = ["note", *reversed(COLUMNS)]
    path = tmp_path / FILE_NAME
    path.write_text(",".join(columns) + "\n")
    file = RowFile(path)
    file.refresh()
    line = file.lines([Row("a.jpg", Source("v.mp4", "aa", 5), 3, 1.5, 2, "hand", 1, 2)])
    assert line == b",2.00,1.00,hand,2,1.500,3,0,5,aa,v.mp4,a.jpg\n"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200) | st.text('",;\n\r\ufeff image', max_size=60).map(str.encode))
def test_rubbish_never_loses_the_next_row(tmp_path: Path, rubbish: bytes) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes(rubbish)
    file = RowFile(path)
    file.refresh()
    row = Row('a, "b".jpg', Source("v.mp4", "ab" * 32, 5, 1), 3, 1.5, None, "hand", 1.0, 2.0)
    path.write_bytes(rubbish + file.lines([row, row]))
    file.refresh()
    assert file.rows[-2:] == [row, row]
    again = RowFile(path)
    again.refresh()
    assert again.rows[-2:] == [row, row]


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path.write_bytes(path.read_bytes() + text_rows(3).encode()),
        lambda path: path.write_bytes((HEADER + "\n" + text_rows(7)).encode()),
        lambda path: path.write_bytes((HEADER + "\n" + text_rows(7, 8, 9, 10)).encode()),
        lambda path: path.unlink(),
        lambda path: os.replace(shutil.copy(path, path.with_name("x")), path),
    ],
)
def test_a_change_by_others_is_followed(tmp_path: Path, change: Callable[[Path], object]) -> None:
    path = tmp_path / FILE_NAME
    path.write_text(HEADER + "\n" + text_rows(1, 2))
    provenance = Provenance(tmp_path)
    change(path)
    provenance.refresh()
    assert [row.frame for row in provenance.rows] == frames_read(tmp_path)
    source = Source("", "aa", 5)
    assert provenance.captured(source) == Provenance(tmp_path).captured(source)


def test_only_the_tail_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    path.write_text(HEADER + "\n" + text_rows(*range(50)))
    provenance = Provenance(tmp_path)
    first = provenance.rows[0]
    with open(path, "a") as file:
        file.write(text_rows(50)[:-10])
    provenance.refresh()
    assert len(provenance.rows) == 50
    with open(path, "a") as file:
        file.write(text_rows(50)[-10:])
    provenance.refresh()
    assert len(provenance.rows) == 51
    assert provenance.rows[0] is first


# --- mending


@pytest.mark.parametrize("suffix", [".jpg", ".png"])
def test_a_deleted_csv_is_rebuilt(tmp_path: Path, suffix: str) -> None:
    clip, folder = make_clip(tmp_path / "a.mp4"), tmp_path / "out"
    capture(clip, folder, 0, 4, 9, suffix=suffix)
    before = rows_of(folder)
    (folder / FILE_NAME).unlink()
    with Video(clip, threads=1) as video:
        provenance = Provenance(folder)
        assert provenance.mend(video, identify(clip)) == 3
        assert provenance.mend(video, identify(clip)) == 0
    assert rows_of(folder) == before


def test_the_images_of_another_video_are_not_taken_for_its_own(tmp_path: Path) -> None:
    front, rear = make_clip(tmp_path / "front/C.mp4"), make_clip(tmp_path / "rear/C.mp4", seed=1)
    folder = tmp_path / "out"
    capture(front, folder, 0, 4)
    (folder / FILE_NAME).unlink()
    (folder / "C_000000.100_f1.jpg").write_bytes(b"no picture")
    (folder / "C_000000.999_f2.jpg").write_bytes((folder / "C_000000.000_f0.jpg").read_bytes())
    for clip, mended in ((rear, 0), (front, 2)):
        with Video(clip, threads=1) as video:
            assert Provenance(folder).mend(video, identify(clip)) == mended
