"""Every picture opens upright or says why not, and `probe` and `decode` agree."""

import os
import struct
import subprocess
import sys
import time
import zlib
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from labeler.core.finding import LabelerError
from labeler.core.geometry import Points
from labeler.core.pictures import IMAGE_SUFFIXES, Reduce, baked, decode, probe, turned

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "images"
ODD = sorted(
    p
    for p in DATA.glob("*/*")
    if p.is_file() and (p.suffix == ".apng" or p.suffix in IMAGE_SUFFIXES)
)
REASONS = {
    "badwidth.bmp": "picture_too_large",
    "broken.png": "picture_damaged",
    "broken_data_stream.png": "picture_damaged",
    "decompression_bomb.gif": "picture_too_large",
    "hopper.heif": "picture_unsupported",
    "png_decompression_dos.png": "picture_damaged",
    "shortfile.bmp": "picture_damaged",
    "truncated_image.png": "picture_damaged",
    "truncated_jpeg.jpg": "picture_damaged",
    "ultrahdr.jpg": "picture_damaged",
    "zero_width.gif": "picture_damaged",
}
TURNS = {
    1: lambda a: a,
    2: lambda a: a[:, ::-1],
    3: lambda a: a[::-1, ::-1],
    4: lambda a: a[::-1],
    5: lambda a: a.swapaxes(0, 1),
    6: lambda a: np.rot90(a, -1),
    7: lambda a: a.swapaxes(0, 1)[::-1, ::-1],
    8: lambda a: np.rot90(a, 1),
}


def reason(path: Path) -> str:
    with pytest.raises(LabelerError) as caught:
        decode(path)
    assert caught.value.finding.where == path
    return caught.value.finding.code


def scene(width: int = 60, height: int = 40) -> "np.ndarray":
    """RGB, smooth, different in every corner."""
    random = np.random.default_rng(7).integers(0, 255, (4, 6, 3), dtype=np.uint8)
    return cv2.resize(random, (width, height), interpolation=cv2.INTER_CUBIC)


def saved(path: Path, pixels: "np.ndarray", orientation: int = 1, **options: object) -> Path:
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.fromarray(pixels).save(path, exif=exif, **options)
    return path


def shown(path: Path) -> "np.ndarray":
    """RGB as integers, to be compared."""
    return decode(path)[:, :, 2::-1].astype(int)


# --- real files -----------------------------------------------------------------------------------


@pytest.mark.skipif(not ODD, reason="the odd pictures are not here")
@pytest.mark.parametrize("path", ODD, ids=lambda p: p.name)
def test_odd_picture_opens_or_says_why(path: Path) -> None:
    if path.name in REASONS:
        assert reason(path) == REASONS[path.name]
        return
    info, pixels = probe(path), decode(path)
    assert pixels.shape == (info.height, info.width, 4)
    assert pixels.dtype == np.uint8
    assert pixels.flags.c_contiguous
    assert pixels[:, :, 3].min() == 255
    for reduce in (2, 4, 8):
        small = decode(path, reduce)
        assert small.shape == (-(-info.height // reduce), -(-info.width // reduce), 4)


@pytest.mark.skipif(not ODD, reason="the odd pictures are not here")
@pytest.mark.parametrize("path", ODD, ids=lambda p: p.name)
def test_frame_is_the_one_of_opencv(path: Path) -> None:
    """A trainer that reads with OpenCV sees the pixel that was labelled where it was labelled."""
    theirs = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_COLOR)
    if theirs is None or path.name in REASONS:
        return
    ours = decode(path)
    assert ours.shape[:2] == theirs.shape[:2]
    if path.suffix in (".jpg", ".jpeg", ".mpo", ".ppm"):
        assert np.array_equal(ours[:, :, :3], theirs)


@pytest.mark.skipif(not ODD, reason="the odd pictures are not here")
def test_eight_orientations_show_the_same_scene() -> None:
    files = [DATA / "exif-orientation" / f"Landscape_{n}.jpg" for n in range(1, 9)]
    assert [probe(f).orientation for f in files] == list(range(1, 9))
    first, *others = (
        cv2.resize(decode(f), (180, 120), interpolation=cv2.INTER_AREA) for f in files
    )
    for other in others:
        assert np.abs(first.astype(int) - other.astype(int)).mean() < 6  # but for the number in it


# --- orientation ----------------------------------------------------------------------------------


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".tif"])
def test_orientation_is_applied_as_opencv_does(
    tmp_path: Path, suffix: str, orientation: int
) -> None:
    options = {".jpg": {"quality": 100, "subsampling": 0}, ".webp": {"lossless": True}}
    path = saved(tmp_path / f"a{suffix}", scene(), orientation, **options.get(suffix, {}))
    info = probe(path)
    assert info.orientation == orientation
    assert (info.width, info.height) == ((40, 60) if orientation > 4 else (60, 40))
    assert np.abs(shown(path) - TURNS[orientation](scene()).astype(int)).max() < 12
    theirs = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_COLOR)
    assert np.array_equal(decode(path)[:, :, :3], theirs)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_of_a_picture_with_transparency_and_16_bits(
    tmp_path: Path, orientation: int
) -> None:
    alpha = np.dstack([scene(), np.full((40, 60), 255, np.uint8)])
    path = saved(tmp_path / "a.png", alpha, orientation)
    assert np.array_equal(shown(path), TURNS[orientation](scene()).astype(int))
    deep = saved(tmp_path / "b.png", scene()[:, :, 0].astype(np.uint16) * 256, orientation)
    assert decode(deep).shape[:2] == TURNS[orientation](scene()).shape[:2]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_points_turn_with_the_picture(orientation: int) -> None:
    stored = np.zeros((40, 60), np.uint8)
    stored[5:9, 10:30] = 1  # x 10..30, y 5..9
    upright = TURNS[orientation](stored)
    points: Points = ((10, 5), (30, 9))
    (x1, y1), (x2, y2) = turned(points, orientation, 60, 40)
    ys, xs = np.nonzero(upright)
    assert (min(x1, x2), max(x1, x2)) == (xs.min(), xs.max() + 1)
    assert (min(y1, y2), max(y1, y2)) == (ys.min(), ys.max() + 1)


# --- baking ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("orientation", range(2, 9))
@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".tif"])
def test_baked_file_shows_the_same_without_an_orientation(
    tmp_path: Path, suffix: str, orientation: int
) -> None:
    options = {".jpg": {"quality": 95}, ".webp": {"lossless": True}}.get(suffix, {})
    path = saved(tmp_path / f"a{suffix}", scene(600, 400), orientation, **options)
    before = shown(path)
    path.write_bytes(baked(path))
    assert probe(path).orientation == 1
    difference = np.abs(shown(path) - before)
    assert difference.max() == 0 if suffix != ".jpg" else difference.mean() < 1


def test_baking_keeps_metadata_and_drops_only_the_orientation(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "A maker"
    path = tmp_path / "a.jpg"
    Image.fromarray(scene()).save(path, exif=exif, icc_profile=b"a profile", dpi=(300, 300))
    path.write_bytes(baked(path))
    with Image.open(path) as after:
        assert after.getexif()[0x010F] == "A maker"
        assert after.getexif()[0x0112] == 1
        assert after.info["icc_profile"] == b"a profile"
        assert after.info["dpi"] == (300, 300)


def test_baking_keeps_16_bits(tmp_path: Path) -> None:
    deep = (scene().astype(np.uint16) * 257)[:, :, ::-1]
    whole = cv2.imencode(".png", deep)[1].tobytes()
    exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"
    chunk = struct.pack(">I", len(exif)) + b"eXIf" + exif
    chunk += struct.pack(">I", zlib.crc32(chunk[4:]))
    path = tmp_path / "a.png"
    path.write_bytes(whole[:33] + chunk + whole[33:])  # behind the header
    assert probe(path).orientation == 6
    path.write_bytes(baked(path))
    after = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_UNCHANGED)
    assert np.array_equal(after, np.rot90(deep, -1))


def test_upright_file_is_baked_to_itself(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.jpg", scene())
    assert baked(path) == path.read_bytes()


def test_animation_is_not_baked_to_its_first_frame(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    frames = [Image.fromarray(scene()), Image.fromarray(255 - scene())]
    path = tmp_path / "a.png"
    frames[0].save(path, save_all=True, append_images=frames[1:], exif=exif)
    with pytest.raises(LabelerError, match="cannot_bake"):
        baked(path)


# --- depths and transparency ----------------------------------------------------------------------


def test_16_bit_picture_is_stretched(tmp_path: Path) -> None:
    ramp = np.linspace(1000, 1400, 100 * 100).astype(np.uint16).reshape(100, 100)
    path = tmp_path / "a.tif"
    Image.fromarray(ramp).save(path)
    grey = shown(path)[:, :, 0]
    assert grey.min() == 0
    assert grey.max() == 255
    assert 120 < np.median(grey) < 135


@pytest.mark.parametrize("value", [0, 1000, 65535])
def test_16_bit_picture_of_one_colour(tmp_path: Path, value: int) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(cv2.imencode(".png", np.full((9, 9), value, np.uint16))[1].tobytes())
    assert np.ptp(shown(path)) == 0


def test_float_picture_with_holes(tmp_path: Path) -> None:
    field = np.linspace(-1, 1, 10000, dtype=np.float32).reshape(100, 100)
    field[0, 0], field[0, 1], field[0, 2] = np.nan, np.inf, -np.inf
    path = tmp_path / "a.tif"
    path.write_bytes(cv2.imencode(".tif", field)[1].tobytes())
    assert shown(path)[50, 50, 0] in range(120, 136)


def test_transparent_is_grey_and_half_transparent_half(tmp_path: Path) -> None:
    pixels = np.zeros((2, 3, 4), np.uint8)
    pixels[:, :, 0] = 200
    pixels[:, 1, 3], pixels[:, 2, 3] = 128, 255
    path = saved(tmp_path / "a.png", pixels)
    assert shown(path)[0].tolist() == [[128, 128, 128], [164, 64, 64], [200, 0, 0]]


def test_cmyk_keeps_its_colours(tmp_path: Path) -> None:
    cmyk = Image.new("CMYK", (32, 32), (0, 255, 255, 0))
    for name in ("a.jpg", "a.tif"):
        cmyk.save(tmp_path / name)
        r, g, b = shown(tmp_path / name)[16, 16]
        assert r > 240
        assert max(g, b) < 15


def test_depth_is_the_number_of_channels(tmp_path: Path) -> None:
    assert probe(saved(tmp_path / "a.jpg", scene())).depth == 3
    assert probe(saved(tmp_path / "b.jpg", scene()[:, :, 0])).depth == 1


def test_name_that_is_not_ascii(tmp_path: Path) -> None:
    assert shown(saved(tmp_path / "번호판 é.jpg", scene())).shape == (40, 60, 3)


def test_pixels_go_into_the_array_that_is_given(tmp_path: Path) -> None:
    given: list[np.ndarray] = []

    def into(width: int, height: int) -> "np.ndarray":
        given.append(np.zeros((height, width, 4), np.uint8))
        return given[0]

    for suffix in (".jpg", ".png"):
        given.clear()
        path = saved(tmp_path / f"a{suffix}", scene())
        assert np.shares_memory(decode(path, 1, into), given[0])
        assert np.array_equal(given[0], decode(path))


# --- what is no picture ---------------------------------------------------------------------------


def test_things_that_are_no_picture(tmp_path: Path) -> None:
    empty, text, folder = tmp_path / "a.jpg", tmp_path / "b.jpg", tmp_path / "c.jpg"
    empty.write_bytes(b"")
    text.write_text("this is a text, called .jpg")
    folder.mkdir()
    assert reason(empty) == "picture_empty"
    assert reason(text) == "not_a_picture"
    assert reason(folder) == "not_a_file"
    assert reason(tmp_path / "gone.jpg") == "picture_missing"
    assert reason(text / "x.jpg") == "picture_missing"
    assert reason(tmp_path / "nul\0.jpg") == "cannot_read"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.jpg")
    assert reason(tmp_path / "a.jpg") == "not_a_file"
    assert reason(Path("/dev/zero")) == "not_a_file"


def test_postscript_is_not_run(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n")
    assert reason(path) == "not_a_picture"


@pytest.mark.parametrize("share", [0.3, 0.7, 0.99])
def test_cut_off_picture_says_so(tmp_path: Path, share: float) -> None:
    for suffix in (".png", ".webp", ".tif", ".bmp", ".gif"):
        whole = saved(tmp_path / f"a{suffix}", scene(300, 200)).read_bytes()
        path = tmp_path / f"cut{suffix}"
        path.write_bytes(whole[: int(len(whole) * share)])
        assert reason(path) in ("picture_damaged", "not_a_picture")


def test_65536_pixels_wide(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(cv2.imencode(".png", np.zeros((2, 65536, 3), np.uint8))[1].tobytes())
    assert probe(path).width == 65536
    assert decode(path).shape == (2, 65536, 4)
    assert decode(path, 8).shape == (1, 8192, 4)


def test_bomb_is_refused_before_memory_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    whole = bytearray(cv2.imencode(".png", np.zeros((2, 2, 3), np.uint8))[1].tobytes())
    whole[16:24] = struct.pack(">II", 60000, 60000)
    whole[29:33] = struct.pack(">I", zlib.crc32(bytes(whole[12:29])))
    path.write_bytes(bytes(whole))
    start = time.perf_counter()
    with pytest.raises(LabelerError) as caught:
        decode(path)
    assert caught.value.finding.code == "picture_too_large"
    assert caught.value.finding.values == {"width": 60000, "height": 60000}
    assert time.perf_counter() - start < 0.5


@pytest.mark.skipif(not ODD, reason="the odd pictures are not here")
def test_frame_larger_than_the_file_says_takes_no_memory() -> None:
    path = DATA / "pillow" / "decompression_bomb.gif"
    start = time.perf_counter()
    with pytest.raises(LabelerError) as caught:
        decode(path)
    assert caught.value.finding.values == {"width": 65535, "height": 66601}
    assert time.perf_counter() - start < 0.5


def _seeds() -> list[tuple[str, bytes]]:
    found = []
    for suffix in ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF", "AVIF", "PPM"):
        out = BytesIO()
        exif = Image.Exif()
        exif[0x0112] = 6
        Image.fromarray(scene(48, 32)).save(out, suffix, exif=exif)
        found.append((suffix.lower(), out.getvalue()))
    return found


@settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    seed=st.sampled_from(_seeds()),
    changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=12),
    cut=st.floats(0.05, 1),
    early=st.booleans(),
    reduce=st.sampled_from((1, 2, 8)),
)
def test_broken_bytes_never_do_worse_than_a_reason(
    tmp_path: Path,
    seed: tuple[str, bytes],
    changes: list[tuple[float, int]],
    cut: float,
    early: bool,
    reduce: Reduce,
) -> None:
    broken = bytearray(seed[1])
    for place, value in changes:  # most of what matters stands at the beginning
        broken[int(place * (min(200, len(broken)) if early else len(broken)) * 0.999)] = value
    path = tmp_path / f"a.{seed[0]}"
    path.write_bytes(bytes(broken[: max(1, int(len(broken) * cut))] if cut < 0.7 else broken))
    start = time.perf_counter()
    try:
        info, pixels = probe(path), decode(path, reduce)
    except LabelerError:
        pass
    else:
        assert pixels.shape == (-(-info.height // reduce), -(-info.width // reduce), 4)
    assert time.perf_counter() - start < 4


def test_chunk_longer_than_the_file_takes_no_memory(tmp_path: Path) -> None:
    """OpenCV 5.0 takes as many gigabytes as the chunk claims to have."""
    whole = cv2.imencode(".png", scene()[:, :, ::-1])[1].tobytes()
    at = whole.index(b"IDAT") - 4
    text = b"\xf0\0\0\0tEXta\0b\0\0\0\0"
    path = tmp_path / "a.png"
    path.write_bytes(whole[:at] + text + whole[at:])
    start = time.perf_counter()
    assert reason(path) == "picture_damaged"
    assert time.perf_counter() - start < 0.5


# --- what it costs --------------------------------------------------------------------------------


def test_nothing_heavy_is_imported_before_the_first_picture() -> None:
    code = (
        "import sys, labeler.core.pictures;"
        "sys.exit(any(m in sys.modules for m in ('cv2', 'PIL', 'numpy')))"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_opencv_leaves_the_environment_of_qt_alone() -> None:
    code = (
        "import os; os.environ['QT_QPA_FONTDIR'] = 'mine';"
        "from labeler.core import opencv; opencv.load(); import cv2;"
        "assert os.environ['QT_QPA_FONTDIR'] == 'mine';"
        "assert 'QT_QPA_PLATFORM_PLUGIN_PATH' not in os.environ"
    )
    clean = {k: v for k, v in os.environ.items() if k != "QT_QPA_PLATFORM_PLUGIN_PATH"}
    assert subprocess.run([sys.executable, "-c", code], env=clean).returncode == 0


def test_more_pixels_than_a_file_can_hold_are_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    whole = bytearray(cv2.imencode(".png", np.zeros((2, 2, 3), np.uint8))[1].tobytes())
    whole[16:24] = struct.pack(">II", 16000, 16000)
    whole[29:33] = struct.pack(">I", zlib.crc32(bytes(whole[12:29])))
    path.write_bytes(bytes(whole))
    start = time.perf_counter()
    assert reason(path) == "picture_damaged"
    assert time.perf_counter() - start < 0.2


@pytest.mark.parametrize("suffix", [".png", ".jpg"])
def test_large_empty_picture_is_not_taken_for_damaged(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    smallest = {"optimize": True, "progressive": True, "quality": 1} if suffix == ".jpg" else {}
    Image.new("1" if suffix == ".png" else "L", (8000, 6000)).save(path, **smallest)
    assert decode(path, 8).shape == (750, 1000, 4)
