"""Tests of what one pass over a video measures."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from labeler.core.video import samples as measured
from labeler.core.video.samples import Sampler, Samples, sample, sharpness_of, sketch_of
from labeler.core.video.source import Video

CLIPS = Path(__file__).resolve().parents[3].parent / "shared/data/video"


def picture(seed: int, width: int = 640, height: int = 360) -> np.ndarray:
    """A place: grey patches, the large ones the strongest, as in pictures of the world."""
    random = np.random.default_rng(seed)
    grey = np.zeros((height, width), np.float32)
    for patch, strength in ((160, 45), (40, 15), (10, 4)):
        shape = (height // patch + 3, width // patch + 3)
        coarse = random.normal(0, strength, shape).astype(np.float32)
        size = (shape[1] * patch, shape[0] * patch)
        grey += cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC)[:height, :width]
    return (125 + 50 * (grey - grey.mean()) / grey.std()).clip(0, 255).astype(np.uint8)


def encode(path: Path, pictures: Sequence[np.ndarray], times_ms: Sequence[float]) -> Path:
    height, width = pictures[0].shape
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=30, options={"crf": "18", "g": "30"})
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.codec_context.time_base = Fraction(1, 1000)
        for grey, time_ms in zip(pictures, times_ms, strict=True):
            frame = av.VideoFrame.from_ndarray(grey, format="gray").reformat(format="yuv420p")
            frame.pts, frame.time_base = round(time_ms), Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def pan(count: int) -> list[np.ndarray]:
    wide = picture(1, 640)[:36]
    return [np.ascontiguousarray(wide[:, n : n + 64]) for n in range(count)]


def taken(path: Path, **options: object) -> Samples:
    with Video(path) as video:
        return sample(video, **options)  # type: ignore[arg-type]


def noisy(grey: np.ndarray, seed: int, deviation: float = 8) -> np.ndarray:
    noise = np.random.default_rng(seed).standard_normal(grey.shape, np.float32)
    return (grey + deviation * noise).clip(0, 255).astype(np.uint8)


def apart(one: np.ndarray, other: np.ndarray) -> float:
    thumbnails = np.stack([sketch_of(one).thumbnail, sketch_of(other).thumbnail])
    return float(measured.neighbour_differences(measured.standardised(thumbnails))[1])


# --- when


@pytest.mark.parametrize(
    ("rate", "every"), [(5, 1), (10, 2), (12.5, 2), (24, 4), (25, 4), (30, 5), (60, 10)]
)
def test_about_six_a_second_are_taken(tmp_path: Path, rate: float, every: int) -> None:
    times_ms = [n * 1000 / rate for n in range(40)]
    found = taken(encode(tmp_path / "a.mkv", pan(40), times_ms))
    assert set(np.diff(found.indexes)) <= {every, every + 1}  # the file rounds to milliseconds
    assert found.indexes[0] == 0
    assert found.times_ms == pytest.approx([times_ms[n] for n in found.indexes], abs=1)


def test_time_counts_and_not_the_number_of_frames(tmp_path: Path) -> None:
    gaps = [20] * 32 + [500] * 4 + [40] * 20
    times_ms = [0, *np.cumsum(gaps)]
    found = taken(encode(tmp_path / "a.mkv", pan(len(times_ms)), times_ms))
    steps = np.diff(found.times_ms)
    assert (steps >= 100).all()
    assert [int(step) for step in steps if step >= 480] == [500] * 4
    assert found.times_ms.tolist() == [times_ms[n] for n in found.indexes]
    assert len(found) == pytest.approx(640 / 160 + 4 + 800 / 160, abs=2)


def test_only_the_part_asked_for_is_taken(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.mkv", pan(60), [n * 40 for n in range(60)])
    assert taken(path, start=17, stop=31).indexes.tolist() == [17, 21, 25, 29]
    assert len(taken(path, start=31, stop=31)) == 0
    assert taken(path, start=58, stop=999).indexes.tolist() == [58]


# --- the pass


def test_progress_is_told_and_cancelling_keeps_what_is_done(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.mkv", pan(60), [n * 40 for n in range(60)])
    told: list[tuple[int, int]] = []
    whole = taken(path, progress=lambda done, total: told.append((done, total)) is None)
    assert told[-1] == (60, 60)
    assert told == sorted(told)
    assert {total for _, total in told} == {60}
    some = taken(path, progress=lambda done, _: done < 20)
    assert 0 < len(some) < len(whole)
    assert some.indexes.tolist() == whole.indexes[: len(some)].tolist()
    assert (some.thumbnails == whole.thumbnails[: len(some)]).all()


def test_a_sampler_can_be_looked_at_meanwhile_and_gives_the_same(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.mkv", pan(60), [n * 40 for n in range(60)])
    whole = taken(path)
    with Video(path) as video:
        sampler = Sampler(frame_ms=video.table.frame_ms)
        assert len(sampler.samples()) == 0
        lengths = []
        for frame in video.frames():
            sampler.add(frame)
            lengths.append(len(sampler.samples()))
    assert lengths == [int((whole.indexes <= n).sum()) for n in range(60)]
    found = sampler.samples()
    assert found.sharpness.tolist() == whole.sharpness.tolist()
    assert (found.thumbnails == whole.thumbnails).all()


@pytest.mark.parametrize(
    "name",
    ["decord_rotate_90.mov", "dashcamigo_juscar.TS", "datumaro_video.avi", "decord_corrupted.mp4"],
)
def test_samples_are_of_the_upright_frames(name: str) -> None:
    if not (CLIPS / name).exists():
        pytest.skip("no clips here")
    with Video(CLIPS / name) as video:
        found = sample(video)
        assert len(found)
        for at, index in enumerate(found.indexes[:5]):
            frame = video.frame(int(index))
            assert frame is not None
            grey = frame.grey(640)
            expected = sketch_of(grey).thumbnail.astype(int)
            assert np.abs(found.thumbnails[at] - expected).mean() < 1
            assert found.sharpness[at] == pytest.approx(sharpness_of(grey), rel=0.05)
            assert found.brightness[at] == pytest.approx(grey.mean(), abs=1)


# --- the measures


def test_sharpness_is_the_variance_of_the_laplacian_and_falls_with_blur() -> None:
    grey = noisy(picture(3), 1)
    exact = cv2.Laplacian(grey, cv2.CV_64F).var()
    assert sharpness_of(grey) == pytest.approx(exact, rel=1e-9)
    blurred = [sharpness_of(cv2.GaussianBlur(grey, (0, 0), sigma)) for sigma in (0.7, 1.5, 3)]
    assert [exact, *blurred] == sorted([exact, *blurred], reverse=True)
    assert sharpness_of(np.full((36, 64), 9, np.uint8)) == 0


@pytest.mark.parametrize("seed", range(5))
def test_noise_and_exposure_make_no_difference_but_motion_does(seed: int) -> None:
    wide = picture(seed, 720)
    grey = wide[:, :640]
    assert apart(grey, noisy(grey, seed)) < 0.03
    assert apart(grey, (grey * 0.6 + 20).astype(np.uint8)) < 0.03
    assert 0.05 < apart(grey, wide[:, 19:659]) < 0.35  # 3 % of the width
    assert apart(grey, picture(seed + 100)) > 0.5


def test_noise_in_a_dark_or_even_picture_is_no_difference() -> None:
    for grey in (picture(1) // 12, np.full((360, 640), 30, np.uint8)):
        assert apart(noisy(grey, 1), noisy(grey, 2)) < 0.05


def test_the_hash_says_where_it_gets_brighter_to_the_right() -> None:
    ramp = np.tile(np.linspace(0, 255, 640).astype(np.uint8), (360, 1))
    assert sketch_of(ramp).dhash == 2**64 - 1
    assert sketch_of(ramp[:, ::-1].copy()).dhash == 0
    half = ramp.copy()
    half[:180] = ramp[:180, ::-1]
    assert sketch_of(half).dhash == 2**32 - 1


def test_the_hash_keeps_when_a_picture_is_noisy_saved_or_of_another_size() -> None:
    bits = []
    for seed in range(20):
        grey = picture(seed)
        _, jpeg = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, 80])
        large = cv2.resize(grey, (1920, 1080), interpolation=cv2.INTER_CUBIC)
        saved = cv2.imdecode(jpeg, cv2.IMREAD_GRAYSCALE)
        hashes = [sketch_of(p).dhash for p in (noisy(grey, seed), saved, large)]
        found = measured.distances(np.array(hashes, np.uint64), sketch_of(grey).dhash)
        bits += found.tolist()
        other = sketch_of(picture(seed + 50)).dhash
        assert measured.distances(np.array([other], np.uint64), hashes[0])[0] > 12
    assert max(bits) <= 4


@pytest.mark.parametrize("shape", [(1, 1), (5, 200), (32, 32), (18, 32), (1080, 607)])
def test_a_sketch_is_made_of_a_picture_of_any_size(shape: tuple[int, int]) -> None:
    sketch = sketch_of(np.full(shape, 77, np.uint8))
    assert sketch.thumbnail.shape == (18, 32)
    assert (sketch.thumbnail == 77).all()
    assert sketch.dhash == 0
