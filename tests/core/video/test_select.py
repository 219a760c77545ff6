"""Tests of which frames of a video are chosen."""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytest

from labeler.core.video import samples as measured
from labeler.core.video.likeness import changing
from labeler.core.video.quota import BLURRED, SHARP, SOFT, Quota
from labeler.core.video.samples import (
    Samples,
    Sketch,
    neighbour_differences,
    sample,
    sharpness_of,
    sketch_of,
    standardised,
)
from labeler.core.video.select import (
    Choice,
    Tally,
    choose,
    novelty,
    scenes,
    tally,
)
from labeler.core.video.source import Video
from tests.core.video.test_samples import CLIPS, encode, noisy, picture

ROAD = (
    "ahmetozlu_input_video.mp4",
    "intel_car-detection.mp4",
    "udacity_solidWhiteRight.mp4",
    "xanylabeling_demo_video.mp4",
)
WIDTH, HEIGHT = 320, 180
WIDE = cv2.resize(picture(1, 4800, 360), (4800 // 2, HEIGHT), interpolation=cv2.INTER_AREA)


def samples_of(pictures: Iterable[np.ndarray], step_ms: float = 125) -> Samples:
    """As if each picture were a sample."""
    greys = list(pictures)
    return Samples(
        np.arange(len(greys)) * 4,
        np.arange(len(greys)) * float(step_ms),
        np.array([sketch_of(grey).thumbnail for grey in greys], np.uint8).reshape(-1, 18, 32),
        np.array([sharpness_of(grey) for grey in greys], np.float64),
    )


@cache
def place(seed: int) -> np.ndarray:
    return picture(seed, WIDTH, HEIGHT)


@cache
def at(x: int) -> np.ndarray:
    """A view of one long place."""
    return np.ascontiguousarray(WIDE[:, x : x + WIDTH])


def drive(count: int, px: int = 5, blurred: Sequence[int] = ()) -> list[np.ndarray]:
    """A pan with some noise; every view that is not `blurred` has about the same sharpness."""
    views = [noisy(at(n * px), n, 3) for n in range(count)]
    return [cv2.GaussianBlur(v, (0, 0), 2) if n in blurred else v for n, v in enumerate(views)]


def still(count: int, seed: int = 1, deviation: float = 5) -> list[np.ndarray]:
    return [noisy(place(seed), 1000 * seed + n, deviation) for n in range(count)]


def rows(samples: Samples, choices: Sequence[Choice]) -> list[int]:
    return [int(np.flatnonzero(samples.indexes == choice.index)[0]) for choice in choices]


def sketches(samples: Samples, at: Sequence[int]) -> list[Sketch]:
    return [Sketch(samples.thumbnails[n], int(samples.hashes[n])) for n in at]


def distances(samples: Samples, at: Sequence[int]) -> np.ndarray:
    """D of each to each, 9 to itself."""
    standard = measured.standardised(samples.thumbnails[at], changing(samples))
    apart = np.abs(standard[:, None] - standard[None]).mean(axis=2)
    np.fill_diagonal(apart, 9)
    return apart


def near_duplicates(samples: Samples, choices: Sequence[Choice]) -> int:
    """Pairs with D ≤ 0.10 and at most 4 bits between their hashes; by D alone if even."""
    found = rows(samples, choices)
    bits = np.array(
        [measured.distances(samples.hashes[found], int(samples.hashes[n])) for n in found]
    )
    even = samples.thumbnails[found].std(axis=(1, 2)) < 16
    near = (distances(samples, found) <= 0.10) & ((bits <= 4) | even[:, None] | even[None])
    return int(near.sum()) // 2


# --- segments


def test_a_drive_is_chosen_about_once_a_second_and_never_twice() -> None:
    samples = samples_of(drive(160))
    choices = choose(samples)
    assert 16 <= len(choices) <= 20
    assert [c.index for c in choices] == sorted({c.index for c in choices})
    assert near_duplicates(samples, choices) == 0
    for choice, row in zip(choices, rows(samples, choices), strict=True):
        assert choice.sharpness == samples.sharpness[row]
        assert choice.brightness == samples.brightness[row]


def test_the_sharp_frames_of_a_drive_are_chosen() -> None:
    blurred = [n for n in range(160) if n % 8 not in (1, 4, 6)]
    samples = samples_of(drive(160, blurred=blurred))
    for choices in (choose(samples), choose(samples, 6), choose(samples, 30)):
        assert len(choices) >= 6
        sharp = [
            row for row, c in zip(rows(samples, choices), choices, strict=True) if c.reason == SHARP
        ]
        assert not set(sharp) & set(blurred)


@pytest.mark.parametrize("deviation", [1, 5, 12])
def test_where_nothing_changes_one_frame_is_enough(deviation: float) -> None:
    samples = samples_of(still(60, deviation=deviation), 500)
    assert len(choose(samples)) == 1
    assert len(choose(samples, 50)) == 1
    assert scenes(samples).max() == 0


def test_a_stop_at_a_light_is_not_chosen_again_and_again() -> None:
    waiting = [noisy(at(40 * 5), n, 3) for n in range(240)]
    before, after = drive(40), drive(80)[40:]
    samples = samples_of([*before, *waiting, *after])
    found = np.array(rows(samples, choose(samples)))
    assert ((found >= 44) & (found < 276)).sum() <= 1
    assert (found < 44).sum() >= 4
    assert (found >= 276).sum() >= 4


def test_a_cut_ends_segment_and_scene() -> None:
    samples = samples_of([*still(5, 1), *still(5, 2), *still(30, 3), *still(4, 4)])
    assert scenes(samples).tolist() == [0] * 5 + [1] * 5 + [2] * 30 + [3] * 4
    assert [c.scene for c in choose(samples)] == [0, 1, 2, 3]
    curve = novelty(samples)
    assert np.flatnonzero(curve > 0.3).tolist() == [5, 10, 40]
    assert curve[[0, 1, 4, 6, 30]].max() < 0.1


def test_fast_motion_is_no_cut_and_a_drive_has_several_scenes() -> None:
    samples = samples_of(drive(100, px=20))
    assert np.median(neighbour_differences(standardised(samples.thumbnails))) > 0.3
    assert 2 <= scenes(samples).max() + 1 <= 4  # in 12.5 s
    slow = samples_of(drive(240, px=8))
    assert 4 <= scenes(slow).max() + 1 <= 8  # in 30 s


# --- what does not count


def stamped(grey: np.ndarray, number: int) -> np.ndarray:
    """With a bright stamp above and a dark bonnet below, that cover a quarter."""
    grey = grey.copy()
    grey[:20, 20:300] = 250
    cv2.putText(grey, "2026-05-01", (24, 16), cv2.FONT_HERSHEY_SIMPLEX, 0.5, 0)
    grey[-30:] = 15
    return grey


def test_what_never_changes_is_masked() -> None:
    plain = samples_of(drive(120))
    covered = samples_of([stamped(grey, n) for n, grey in enumerate(drive(120))])
    cells = changing(covered)
    assert changing(plain).all()
    assert not cells[-3:].any()
    assert not cells[0, 3:29].any()
    assert cells[3:14].all()
    inside = measured.standardised(plain.thumbnails, cells)
    exact = measured.neighbour_differences(inside)[1:]
    found = measured.neighbour_differences(measured.standardised(covered.thumbnails, cells))[1:]
    assert found == pytest.approx(exact, rel=0.1)  # cells that it covers in part
    diluted = measured.neighbour_differences(measured.standardised(covered.thumbnails))[1:]
    assert diluted.mean() < 0.75 * exact.mean()
    assert len(choose(covered)) == pytest.approx(len(choose(plain)), abs=2)


def test_a_bright_stamp_at_night_hides_nothing() -> None:
    dark = [grey // 5 for grey in drive(120)]
    plain, covered = samples_of(dark), samples_of([stamped(g, n) for n, g in enumerate(dark)])
    assert len(choose(plain)) > 8
    assert len(choose(covered)) == pytest.approx(len(choose(plain)), abs=3)


def test_of_a_camera_that_stands_still_half_is_looked_at() -> None:
    def passing(n: int) -> np.ndarray:
        grey = noisy(place(7), n, 2)
        x = (n % 40) * 10 - 60
        cv2.rectangle(grey, (x, 90), (x + 60, 130), 240, -1)
        return grey

    samples = samples_of(passing(n) for n in range(120))
    cells = changing(samples)
    assert cells.mean() == 0.5
    assert cells[9:13].all()
    choices = choose(samples)
    assert 3 <= len(choices) <= 15  # and not one for each second
    assert near_duplicates(samples, choices) == 0


def test_exposure_outliers_are_not_chosen() -> None:
    pictures = drive(120)
    odd = [20, 21, 50, 51, 52, 90]
    for n in odd:
        bright = (pictures[n] * 0.5 + 120) if n < 60 else pictures[n] * 0.3
        pictures[n] = noisy(bright, n, 20)  # the sharpest of all
    samples = samples_of(pictures)
    assert samples.sharpness[odd].min() > np.delete(samples.sharpness, odd).max()
    for count in (None, 10, 50):
        assert not set(rows(samples, choose(samples, count))) & set(odd)


def test_a_tunnel_is_no_outlier() -> None:
    pictures = [grey // 3 if 40 <= n < 80 else grey for n, grey in enumerate(drive(120))]
    samples = samples_of(pictures)
    assert sum(40 <= row < 80 for row in rows(samples, choose(samples))) >= 4


@pytest.mark.parametrize("level", [0, 128, 255])
def test_where_there_is_nothing_to_see_nothing_is_chosen(level: int) -> None:
    empty = np.full((HEIGHT, WIDTH), level, np.uint8)
    assert choose(samples_of([empty] * 50)) == []
    assert choose(samples_of(noisy(empty, n, 3) for n in range(50)), 5) == []
    between = samples_of([*still(10, 1), *[empty] * 30, *still(10, 2)])
    assert [row // 10 for row in rows(between, choose(between))] == [0, 4]


# --- how many


def test_soft_and_blurred_frames_have_their_quota() -> None:
    blurred = [n for n in range(440) if n % 5 == 0]
    samples = samples_of(drive(440, px=4, blurred=blurred))
    for count in (None, 20, 40):
        choices = choose(samples, count)
        found = tally(choices)
        assert found.frames == len(choices) == (count or found.frames) >= 20
        assert found.blurred == found.frames // 20
        assert found.soft == found.frames // 7
        assert near_duplicates(samples, choices) == 0
        by_reason = {
            reason: {
                n
                for n, c in zip(rows(samples, choices), choices, strict=True)
                if c.reason == reason
            }
            for reason in (SHARP, SOFT, BLURRED)
        }
        assert by_reason[BLURRED] <= set(blurred)
        assert not by_reason[SHARP] & set(blurred)


def test_a_count_is_the_most_there_will_be() -> None:
    samples = samples_of(drive(80, px=3))
    assert [len(choose(samples, count)) for count in (0, 1, 5, 9)] == [0, 1, 5, 9]
    most = choose(samples, 1000)
    assert 9 < len(most) < 80
    assert near_duplicates(samples, most) == 0


def test_the_most_different_are_chosen() -> None:
    samples = samples_of([*drive(24, px=1), *still(8, 2), *still(8, 3), *still(8, 4)])
    found = rows(samples, choose(samples, 4))
    assert len({max(row - 16, 0) // 8 for row in found}) == 4


def test_the_tally_counts() -> None:
    reasons = [SHARP, SHARP, SOFT, BLURRED, SHARP]
    choices = [Choice(n, n // 2, reason, 1.0, 2.0) for n, reason in enumerate(reasons)]
    assert tally(choices) == Tally(sharp=3, soft=1, blurred=1, scenes=3)
    assert tally(choices).frames == 5
    assert tally([]) == Tally(0, 0, 0, 0)


# --- a quota


GRAIN = np.random.default_rng(5).normal(0, 12, WIDE.shape)
ROUGH = (WIDE + GRAIN).clip(0, 255).astype(np.uint8)  # with fine detail, as roads and trees have


def rough_drive(count: int, blurred: Iterable[int] = (), path_px: int = 7) -> list[np.ndarray]:
    """A pan over rough ground; what is `blurred` by motion along the rows is as noisy as all."""
    there = set(blurred)
    views = [np.ascontiguousarray(ROUGH[:, n * 5 : n * 5 + WIDTH]) for n in range(count)]
    moved = [cv2.blur(v, (path_px, 1)) if n in there else v for n, v in enumerate(views)]
    return [noisy(v, n, 1) for n, v in enumerate(moved)]


def shaken(count: int, every: int = 16, lasts: int = 5) -> list[int]:
    """Which views of a drive are blurred: bursts, as a bump or a rough road gives."""
    return [n for n in range(count) if n % every < lasts]


def chosen_for(samples: Samples, choices: Sequence[Choice], reason: str) -> set[int]:
    return {n for n, c in zip(rows(samples, choices), choices, strict=True) if c.reason == reason}


@pytest.mark.parametrize("wanted", [5, 12, 30])
def test_a_quota_brings_so_many_blurred_frames(wanted: int) -> None:
    blurred = shaken(400)
    samples = samples_of(rough_drive(400, blurred))
    choices = choose(samples, quota=Quota(blurred=wanted))
    found = tally(choices)
    assert found.blurred == wanted
    assert found.sharp >= found.blurred + found.soft
    assert chosen_for(samples, choices, BLURRED) <= set(blurred)
    assert not chosen_for(samples, choices, SHARP) & set(blurred)
    assert near_duplicates(samples, choices) == 0
    assert choose(samples, quota=Quota(blurred=wanted)) == choices


def test_a_greater_quota_names_those_of_a_smaller_one_again() -> None:
    samples = samples_of(rough_drive(400, shaken(400)))
    for count in (None, 60):
        found = [
            chosen_for(samples, choose(samples, count, quota=Quota(blurred=n)), BLURRED)
            for n in (6, 14, 25)
        ]
        assert found[0] < found[1] < found[2]


def test_where_there_are_fewer_blurred_frames_there_are_fewer() -> None:
    blurred = [40, 41, 120, 121, 122, 200]
    samples = samples_of(rough_drive(300, blurred))
    choices = choose(samples, quota=Quota(blurred=30))
    assert 3 <= tally(choices).blurred <= 6
    assert chosen_for(samples, choices, BLURRED) <= set(blurred)
    sharp = samples_of(rough_drive(300))
    assert tally(choose(sharp, quota=Quota(soft=30, blurred=30))).sharp == len(choose(sharp))


def test_blurred_frames_are_half_at_most() -> None:
    samples = samples_of(rough_drive(240, shaken(240, every=12, lasts=7)))
    for count in (None, 20, 7, 1):
        found = tally(choose(samples, count, quota=Quota(soft=100, blurred=100)))
        assert found.soft + found.blurred <= found.sharp
        assert found.blurred >= 0.7 * found.sharp - 1
        assert found.frames == (count or found.frames)


def test_soft_frames_are_told_from_blurred_ones() -> None:
    soft, blurred = shaken(400, every=32), [n + 16 for n in shaken(384, every=32)]
    views = rough_drive(400, blurred)
    for n in soft:
        views[n] = cv2.GaussianBlur(views[n], (3, 3), 0.42)
    samples = samples_of(views)
    choices = choose(samples, quota=Quota(soft=15, blurred=15))
    assert (tally(choices).soft, tally(choices).blurred) == (15, 15)
    assert chosen_for(samples, choices, SOFT) <= set(soft)
    assert chosen_for(samples, choices, BLURRED) <= set(blurred)
    usual = choose(samples, quota=Quota(blurred=15))
    assert tally(usual).soft >= tally(usual).sharp // 7


def test_without_a_quota_there_are_the_usual_shares() -> None:
    samples = samples_of(rough_drive(300, shaken(300)))
    assert choose(samples, quota=Quota()) == choose(samples)


def test_blurred_pictures_that_the_dataset_has_are_not_proposed_again() -> None:
    samples = samples_of(rough_drive(400, shaken(400)))
    first = choose(samples, quota=Quota(blurred=20))
    known = sketches(samples, rows(samples, first))
    again = choose(samples, known=known, quota=Quota(blurred=20))
    assert tally(again).sharp == 0
    assert near_duplicates(samples, [*first, *again]) == 0


def test_what_shows_less_is_not_blurred() -> None:
    views = [
        cv2.addWeighted(v, 0.4, np.full_like(v, 150), 0.6, 0) if n % 16 < 5 else v
        for n, v in enumerate(rough_drive(300))
    ]
    samples = samples_of(views)
    assert samples.sharpness.min() < 0.4 * samples.sharpness.max()
    assert tally(choose(samples, quota=Quota(soft=50, blurred=50))).blurred == 0


# --- what the dataset has


def test_what_was_chosen_is_not_chosen_again() -> None:
    samples = samples_of(drive(160))
    first = rows(samples, choose(samples))
    assert choose(samples, known=sketches(samples, first)) == []
    half = choose(samples, known=sketches(samples, first[: len(first) // 2]))
    assert abs(len(half) - len(first) / 2) <= 1
    assert min(rows(samples, half)) > first[len(first) // 2 - 1]


def test_a_saved_picture_is_known_again() -> None:
    samples = samples_of([*still(20, 1), *still(20, 2), *still(20, 3)])
    _, jpeg = cv2.imencode(".jpg", noisy(place(2), 5), [cv2.IMWRITE_JPEG_QUALITY, 90])
    known = sketch_of(cv2.imdecode(jpeg, cv2.IMREAD_GRAYSCALE))
    assert [c.scene for c in choose(samples)] == [0, 1, 2]
    assert [c.scene for c in choose(samples, known=[known])] == [0, 2]
    assert [c.scene for c in choose(samples, 3, [known])] == [0, 2]
    assert len(choose(samples, known=[sketch_of(place(9))])) == 3


def test_an_even_picture_is_known_by_its_difference_alone() -> None:
    even = np.full((HEIGHT, WIDTH), 90, np.float32)
    cv2.rectangle(even, (100, 60), (220, 130), 110, -1)
    pictures = [noisy(even, n, 12) for n in range(40)]
    samples = samples_of(pictures)
    assert measured.has_little_texture(samples.thumbnails).all()
    assert len(choose(samples)) == 1
    assert choose(samples, known=[sketch_of(noisy(even, 99, 12))]) == []


# --- odd videos


def test_the_same_video_gives_the_same_choice(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.mkv", drive(60, px=5), [n * 100 for n in range(60)])
    found = []
    for _ in range(2):
        with Video(path) as video:
            samples = sample(video)
        found.append(
            [choose(samples), choose(samples, 5), choose(samples, 4, sketches(samples, [0]))]
        )
    assert found[0] == found[1]
    assert all(found[0])


def test_times_may_be_uneven(tmp_path: Path) -> None:
    gaps = [20] * 100 + [400] * 10 + [33] * 60
    times_ms = [0, *np.cumsum(gaps)]
    path = encode(tmp_path / "a.mkv", [at(round(t / 25)) for t in times_ms], times_ms)
    with Video(path) as video:
        samples = sample(video)
        found = [video.table.time_ms(choice.index) for choice in choose(samples)]
    assert near_duplicates(samples, choose(samples)) == 0
    assert 6 <= len(found) <= 9  # in 8 s
    assert np.diff(found).max() < 2500


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_very_short_video_gives_what_it_has(tmp_path: Path, count: int) -> None:
    path = encode(
        tmp_path / "a.mkv", [place(n) for n in range(count)], [n * 1100 for n in range(count)]
    )
    with Video(path) as video:
        samples = sample(video)
    assert len(choose(samples)) == len(choose(samples, 10)) == count
    assert len(novelty(samples)) == len(scenes(samples)) == count


def test_of_nothing_nothing_is_chosen() -> None:
    samples = samples_of([])
    assert choose(samples) == choose(samples, 3, [sketch_of(place(1))]) == []
    assert len(novelty(samples)) == len(scenes(samples)) == 0
    assert changing(samples).all()


# --- the road


@pytest.fixture(scope="module")
def road() -> dict[str, Samples]:
    found = {}
    for name in ROAD:
        if not (CLIPS / name).exists():
            pytest.skip("no clips here")
        with Video(CLIPS / name) as video:
            found[name] = sample(video)
    return found


@pytest.mark.parametrize("count", [8, 12])
def test_on_the_road_it_finds_more_different_frames_than_every_n(
    road: dict[str, Samples], count: int
) -> None:
    better = 0
    for samples in road.values():
        chosen = rows(samples, choose(samples, count))
        every = np.linspace(0, len(samples) - 1, len(chosen)).round().astype(int).tolist()
        ours, theirs = (distances(samples, at).min(axis=1).mean() for at in (chosen, every))
        assert len(chosen) == count
        assert ours > 0.8 * theirs  # a steady drive is best cut in even steps
        better += ours > 1.2 * theirs
    assert better >= 3


@pytest.mark.parametrize("name", ROAD)
def test_on_the_road_no_frame_is_chosen_twice(road: dict[str, Samples], name: str) -> None:
    samples = road[name]
    for count in (None, 20, 1000):
        choices = choose(samples, count)
        assert len(choices) >= 5
        assert near_duplicates(samples, choices) == 0
    seconds = samples.times_ms[-1] / 1000
    assert len(choose(samples)) <= seconds + 1


def test_pictures_saved_from_the_road_are_not_proposed_again(road: dict[str, Samples]) -> None:
    name = "udacity_solidWhiteRight.mp4"
    known = []
    with Video(CLIPS / name) as video:
        for frame in video.some([choice.index for choice in choose(road[name])]):
            _, jpeg = cv2.imencode(".jpg", frame.bgr(), [cv2.IMWRITE_JPEG_QUALITY, 95])
            known.append(sketch_of(cv2.imdecode(jpeg, cv2.IMREAD_GRAYSCALE)))
    assert choose(road[name], known=known) == []


@pytest.mark.parametrize("name", ROAD)
def test_on_the_road_nothing_sharp_is_called_blurred(road: dict[str, Samples], name: str) -> None:
    found = tally(choose(road[name], quota=Quota(soft=100, blurred=100)))
    assert (found.soft, found.blurred) == (0, 0)
    assert found.sharp >= 5


@pytest.mark.parametrize("name", ROAD[2:])
def test_on_the_road_blur_is_found(name: str) -> None:
    if not (CLIPS / name).exists():
        pytest.skip("no clips here")
    with Video(CLIPS / name) as video:
        greys = [frame.grey(640) for frame in video.some(range(0, len(video.table), 5))]
    blurred = shaken(len(greys), every=9, lasts=3)
    moved = [cv2.blur(g, (5, 1)) if n in blurred else g for n, g in enumerate(greys)]
    samples = samples_of(moved, 160)
    choices = choose(samples, quota=Quota(blurred=10))
    assert tally(choices).blurred >= 3
    assert chosen_for(samples, choices, BLURRED) <= set(blurred)
    assert not chosen_for(samples, choices, SHARP) & set(blurred)
