"""What is known of every object of the dataset, gathered when asked and then kept up to date."""

import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from labeler.core import grading
from labeler.core.annotation import Answer
from labeler.core.revision import delete_images
from labeler.core.rules import size as size_module
from labeler.core.rules.rule import Measured, View
from labeler.services.session import Session
from tests.services.conftest import saved
from tests.services.test_grader import LARGE, RULES, TINY, draw, labelled, put_limit
from tests.services.test_session import contents

Opened = Callable[[Path], Session]


@pytest.fixture(autouse=True)
def _nothing_measured_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LABELER_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def ruled(folder: Path) -> Path:
    """0 and 2 have one object that is too small, 3 has none, 1 and 4 are not labelled."""
    (folder / "labeler.yaml").write_text(RULES + "formats: [voc]\n")
    labelled(folder, "0", LARGE, TINY)
    labelled(folder, "2", TINY, LARGE)
    labelled(folder, "3", LARGE)
    return folder


def sizes(session: Session, name: str) -> list[str]:
    """The grades of the objects of an image."""
    found = session.gradebook.of_image(f"{name}.png")
    return [said["size"].grade for row, said in found if row.shape is not None]


def failing(session: Session) -> list[int]:
    return [session.gradebook.failing(f"{n}.png") for n in range(5)]


def gathered(session: Session, qtbot: QtBot) -> None:
    session.gradebook.begin()
    qtbot.waitUntil(lambda: session.gradebook.complete)


def test_nobody_asked_and_nothing_is_gathered(opened: Opened, ruled: Path, qtbot: QtBot) -> None:
    session = opened(ruled)
    qtbot.wait(50)
    book = session.gradebook
    assert (book.active, book.complete, book.done) == (False, False, 0)
    assert book.of_image("2.png") == ()
    assert book.failing("2.png") == 0


def test_without_a_dataset_there_is_nothing_to_ask(session: Session) -> None:
    session.gradebook.begin()
    assert not session.gradebook.active
    assert session.gradebook.graded() == []
    assert session.gradebook.total == 0


def test_all_that_has_labels_is_gathered(opened: Opened, ruled: Path, qtbot: QtBot) -> None:
    before = contents(ruled)
    session = opened(ruled)
    gathered(session, qtbot)
    book = session.gradebook
    assert (book.done, book.total) == (3, 3)
    assert [(row.image, bool(row.shape)) for row, _ in book.graded()] == [
        ("0.png", False),
        ("0.png", True),
        ("0.png", True),
        ("2.png", False),
        ("2.png", True),
        ("2.png", True),
        ("3.png", False),
        ("3.png", True),
    ]
    assert sizes(session, "2") == ["tiny", "large"]
    assert failing(session) == [1, 0, 1, 0, 0]
    assert contents(ruled) == before


def test_it_is_told_where_it_fails(opened: Opened, ruled: Path, qtbot: QtBot) -> None:
    session = opened(ruled)
    ranges: list[tuple[int, int]] = []
    session.gradebook.marks_changed.connect(lambda first, last: ranges.append((first, last)))
    with qtbot.waitSignal(session.gradebook.changed):
        gathered(session, qtbot)
    marked = {n for first, last in ranges for n in range(first, last + 1)}
    assert {0, 2, 3} <= marked


def test_the_open_image_is_followed(opened: Opened, ruled: Path, qtbot: QtBot) -> None:
    session = opened(ruled)
    gathered(session, qtbot)
    id = draw(session, 150, TINY)
    qtbot.waitUntil(lambda: failing(session)[0] == 2)
    assert sizes(session, "0") == ["large", "tiny", "tiny"]
    session.grader.answer([id], "size", "large")
    qtbot.waitUntil(lambda: failing(session)[0] == 1)
    session.workspace.commit(session.workspace.annotation.removing([id, 2]), "delete")
    qtbot.waitUntil(lambda: failing(session)[0] == 0)
    session.history.undo()
    session.history.undo()
    session.history.undo()
    qtbot.waitUntil(lambda: failing(session)[0] == 1)
    saved(session)
    assert failing(session) == [1, 0, 1, 0, 0]


def test_an_image_without_labels_comes_in_when_it_gets_some(
    opened: Opened, ruled: Path, qtbot: QtBot
) -> None:
    session = opened(ruled)
    gathered(session, qtbot)
    session.step(1)
    assert session.name == "1.png"
    draw(session, 30, TINY)
    qtbot.waitUntil(lambda: sizes(session, "1") == ["tiny"])
    assert failing(session) == [1, 1, 1, 0, 0]
    session.history.undo()
    qtbot.waitUntil(lambda: session.gradebook.of_image("1.png") == ())
    assert failing(session) == [1, 0, 1, 0, 0]


def test_what_was_drawn_before_walking_on_is_known_too(
    opened: Opened, ruled: Path, qtbot: QtBot
) -> None:
    session = opened(ruled)
    gathered(session, qtbot)
    session.step(1)
    qtbot.waitUntil(lambda: session.grader.known(0))
    draw(session, 30, TINY)
    session.step(1)
    qtbot.waitUntil(lambda: sizes(session, "1") == ["tiny"])
    assert failing(session) == [1, 1, 1, 0, 0]


@pytest.mark.parametrize("pause", [0, 5, 45, 300])
def test_walking_by_leaves_it_as_it_was(
    opened: Opened, ruled: Path, qtbot: QtBot, pause: int
) -> None:
    """Images that are left before they were measured again are not forgotten for that."""
    session = opened(ruled)
    gathered(session, qtbot)
    before = said(session)
    for by in (1, 1, 1, 1, -1, -1, -1, 1):
        session.step(by)
        qtbot.wait(pause)
        assert failing(session) == [1, 0, 1, 0, 0]
    qtbot.wait(400)
    assert said(session) == before


def said(session: Session) -> list[tuple[str, dict[str, str]]]:
    found = session.gradebook.graded()
    return [(row.image, {id: one.grade for id, one in each.items()}) for row, each in found]


def test_another_limit_judges_all_anew(opened: Opened, ruled: Path, qtbot: QtBot) -> None:
    session = opened(ruled)
    gathered(session, qtbot)
    put_limit(session, 100)
    qtbot.waitUntil(lambda: failing(session) == [2, 0, 2, 1, 0])
    assert session.gradebook.complete
    session.history.undo()
    qtbot.waitUntil(lambda: failing(session) == [1, 0, 1, 0, 0])


def test_limits_in_quick_succession_end_with_the_last(
    opened: Opened, ruled: Path, qtbot: QtBot
) -> None:
    session = opened(ruled)
    gathered(session, qtbot)
    for limit in range(21, 41):
        put_limit(session, limit)
        qtbot.wait(limit % 4)
    put_limit(session, 100)
    qtbot.waitUntil(lambda: failing(session) == [2, 0, 2, 1, 0])
    qtbot.wait(350)
    assert failing(session) == [2, 0, 2, 1, 0]
    assert sizes(session, "3") == ["tiny"]


def test_another_input_size_measures_all_anew(opened: Opened, ruled: Path, qtbot: QtBot) -> None:
    session = opened(ruled)
    gathered(session, qtbot)
    session.ruling.set_model_input(48)
    qtbot.waitUntil(lambda: session.gradebook.complete and failing(session) == [2, 0, 2, 1, 0])


def test_rules_that_change_while_it_gathers(
    opened: Opened, ruled: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    slowly(monkeypatch)
    session = opened(ruled)
    session.gradebook.begin()
    qtbot.wait(30)
    put_limit(session, 100)
    assert not session.gradebook.complete
    qtbot.waitUntil(lambda: session.gradebook.complete)
    qtbot.waitUntil(lambda: failing(session) == [2, 0, 2, 1, 0])


def slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = size_module.measured

    def measured(view: View) -> dict[str, Measured]:
        time.sleep(0.03)
        return honest(view)

    monkeypatch.setattr(size_module, "measured", measured)


def test_drawing_while_it_gathers(
    opened: Opened, ruled: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    slowly(monkeypatch)
    session = opened(ruled)
    session.gradebook.begin()
    draw(session, 150, TINY)
    qtbot.waitUntil(lambda: session.gradebook.complete)
    qtbot.waitUntil(lambda: failing(session) == [2, 0, 1, 0, 0])


def other(tmp_path: Path) -> Path:
    root = tmp_path / "other"
    root.mkdir()
    (root / "labeler.yaml").write_text(RULES + "formats: [voc]\n")
    for number in range(2):
        picture = np.full((160, 240, 3), 7 * number, np.uint8)
        cv2.imwrite(str(root / f"{number}.png"), picture)
        labelled(root, str(number), TINY, TINY)
    return root


def test_another_dataset_while_it_gathers(
    opened: Opened, ruled: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    slowly(monkeypatch)
    session = opened(ruled)
    session.gradebook.begin()
    qtbot.wait(30)
    opened(other(tmp_path))
    qtbot.waitUntil(lambda: session.gradebook.complete)
    assert failing(session)[:3] == [2, 2, 0]
    assert {row.image for row, _ in session.gradebook.graded()} == {"0.png", "1.png"}


def test_another_dataset_after_it_has_gathered(
    opened: Opened, ruled: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    """Who asked once is told of the next dataset too."""
    session = opened(ruled)
    gathered(session, qtbot)
    opened(other(tmp_path))
    qtbot.waitUntil(lambda: failing(session)[:3] == [2, 2, 0])
    assert session.gradebook.complete


def test_files_that_somebody_changed_are_read_by_refreshing(
    opened: Opened, ruled: Path, qtbot: QtBot
) -> None:
    session = opened(ruled)
    gathered(session, qtbot)
    labelled(ruled, "2", LARGE)
    labelled(ruled, "4", TINY)
    session.refresh()
    qtbot.waitUntil(lambda: failing(session) == [1, 0, 0, 0, 1])
    assert sizes(session, "2") == ["large"]
    qtbot.waitUntil(lambda: session.gradebook.complete)
    assert session.gradebook.total == 4


def test_images_that_were_deleted_are_gone(opened: Opened, ruled: Path, qtbot: QtBot) -> None:
    session = opened(ruled)
    gathered(session, qtbot)
    assert session.dataset is not None
    session.apply_revision(delete_images(session.dataset, ["2.png"]))
    qtbot.waitUntil(lambda: session.dataset is not None and len(session.dataset.images) == 4)
    qtbot.waitUntil(lambda: session.gradebook.complete)
    assert session.gradebook.failing("2.png") == 0
    assert session.gradebook.of_image("2.png") == ()
    session.history.undo()
    qtbot.waitUntil(lambda: failing(session) == [1, 0, 1, 0, 0])


def test_answers_by_hand_count(opened: Opened, ruled: Path, qtbot: QtBot) -> None:
    text = (ruled / "3.xml").read_text()
    pair = "<attribute><name>rule.blur</name><value>blurred</value></attribute>"
    (ruled / "3.xml").write_text(
        text.replace("</object>", f"<attributes>{pair}</attributes></object>")
    )
    session = opened(ruled)
    gathered(session, qtbot)
    assert failing(session) == [1, 0, 1, 1, 0]
    row = session.gradebook.of_image("3.png")[1][0]
    assert row.grades == (Answer("blur", "blurred", True, 1),)


def test_closing_while_it_gathers(
    opened: Opened, ruled: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    slowly(monkeypatch)
    session = opened(ruled)
    session.gradebook.begin()
    qtbot.wait(20)
    session.jobs.close()
    qtbot.wait(20)
    assert not session.gradebook.complete


def test_a_label_file_that_cannot_be_read_is_no_reason_to_stop(
    opened: Opened, ruled: Path, qtbot: QtBot
) -> None:
    (ruled / "2.xml").write_text("<annotation><object>")
    (ruled / "3.png").write_bytes(b"no picture")
    session = opened(ruled)
    gathered(session, qtbot)
    assert failing(session) == [1, 0, 0, 0, 0]
    assert sizes(session, "3") == [""]


def test_a_folder_that_goes_away_while_it_gathers(
    opened: Opened, ruled: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ends, with what could be known: nobody waits for ever for the rest."""

    def gone(*args: object, **values: object) -> object:
        raise OSError(116, "Stale file handle")
        yield

    monkeypatch.setattr(grading, "survey", gone)
    session = opened(ruled)
    gathered(session, qtbot)
    assert session.gradebook.graded() == []
