"""Cameras, real sizes and the model's input are set, each an undoable step, or left as they are."""

import math
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from labeler.core.annotation import Shape
from labeler.core.cameras import Camera
from labeler.core.finding import LabelerError
from labeler.core.project import load_project
from labeler.core.rules.pose import focal_of
from labeler.services.session import Session
from labeler.ui.dialogs.cameras import CamerasDialog
from labeler.ui.rules.camera_form import sources_of
from labeler.ui.rules.field_of_view import Photo, along_longer_side, calibrated, field_of
from labeler.ui.rules.size_rows import own_sizes

Opened = Callable[[Path], Session]
SIZE = (240, 160)


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LABELER_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Owns the dialogs, as the window does: they delete themselves when they are closed."""
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def dialog(folder: Path, opened: Opened, window: QWidget, qtbot: QtBot) -> CamerasDialog:
    """Over images in two folders, the first of which is open, and frames of a video."""
    for name in ("left", "right/deep"):
        (folder / name).mkdir(parents=True)
        (folder / name / "a.png").write_bytes((folder / "1.png").read_bytes())
    (folder / "drive_000001.000_f30.png").write_bytes((folder / "1.png").read_bytes())
    session = opened(folder)
    return shown(CamerasDialog(session, window), qtbot)


def shown(dialog: CamerasDialog, qtbot: QtBot) -> CamerasDialog:
    dialog.open()
    qtbot.waitUntil(lambda: bool(dialog.cameras.form._sources))
    return dialog


def plate(hfov_deg: float, metres: float, **how: object) -> Shape:
    """A Korean plate that faces a camera, in the middle of the picture."""
    scale = focal_of(hfov_deg, SIZE) / (1000 * metres)
    w, h = 520 * scale / 2, 110 * scale / 2
    x, y = SIZE[0] / 2, SIZE[1] / 2
    corners = ((x - w, y - h), (x + w, y - h), (x + w, y + h), (x - w, y + h))
    return replace(Shape(1, "quad", corners, "plate"), **how)  # type: ignore[arg-type]


def select(session: Session, shape: Shape) -> None:
    session.workspace.commit(session.workspace.annotation.adding(shape), "draw")
    session.workspace.select([shape.id])


def again(dialog: CamerasDialog, session: Session, window: QWidget, qtbot: QtBot) -> CamerasDialog:
    dialog.reject()
    return shown(CamerasDialog(session, window), qtbot)


def metres(dialog: CamerasDialog) -> float:
    found = re.search(r"about ([0-9.]+)", dialog.preview.text())
    assert found, dialog.preview.text()
    return float(found[1])


def tick(dialog: CamerasDialog, name: str) -> None:
    """Click the box of a video or folder."""
    items = dialog.cameras.form.list
    row = next(
        n for n in range(items.count()) if items.item(n).data(Qt.ItemDataRole.UserRole)[1] == name
    )
    item = items.item(row)
    on = item.checkState() is Qt.CheckState.Checked
    item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)


def test_everything_is_written_and_each_part_undone(
    dialog: CamerasDialog, session: Session, folder: Path
) -> None:
    dialog.cameras.first.click()
    dialog.cameras.form.name.setText("")
    dialog.cameras.form.name.textEdited.emit("Phone")
    dialog.cameras.form.field.degrees.setValue(72.5)
    dialog.sizes.rows["plate"]._on_ticked("kr_520x110", True)
    dialog.input.setValue(1280)
    dialog.accept()
    project = load_project(folder)
    assert project is not None
    assert project.cameras == (Camera("Phone", 72.5),)
    assert project.real_sizes == {"plate": ("kr_520x110",)}
    assert project.model_input == 1280
    seen = []
    for _ in range(3):
        session.history.undo()
        now = session.dataset.project
        seen.append((len(now.cameras), len(now.real_sizes), now.model_input))
    assert seen == [(1, 1, 640), (1, 0, 640), (0, 0, 640)]


def test_cancel_leaves_everything(dialog: CamerasDialog, session: Session, folder: Path) -> None:
    before = session.dataset.project
    dialog.cameras.first.click()
    dialog.input.setValue(320)
    dialog.sizes.rows["car"]._on_ticked("kr_520x110", True)
    dialog.reject()
    assert session.dataset.project == before
    assert not (folder / "labeler.yaml").exists()


def test_only_what_changed_is_a_step(
    dialog: CamerasDialog, session: Session, window: QWidget, qtbot: QtBot
) -> None:
    session.ruling.set_cameras((Camera("Old", 61.234567, (), ("left", "gone")),))
    session.ruling.set_real_sizes({"plate": ("400x120", "kr_520x110")})
    kept = session.dataset.project
    same = again(dialog, session, window, qtbot)
    same.accept()
    assert session.dataset.project == kept
    changed = again(same, session, window, qtbot)
    changed.input.setValue(960)
    changed.accept()
    session.history.undo()
    assert session.dataset.project == replace(kept, digest=session.dataset.project.digest)


def test_videos_and_folders_are_offered_with_their_images(dialog: CamerasDialog) -> None:
    items = dialog.cameras.form.list
    assert [items.item(n).text() for n in range(items.count())] == [
        "drive · 1 image(s)",
        "left · 1 image(s)",
        "right · 1 image(s)",
        "right/deep · 1 image(s)",
    ]


def test_a_camera_of_chosen_images(dialog: CamerasDialog, session: Session) -> None:
    cameras = dialog.cameras
    cameras.first.click()
    assert cameras.form.list.isHidden()
    cameras.form.only.click()
    assert not cameras.form.list.isHidden()
    assert not dialog.ok.isEnabled()
    assert "Camera 1" in dialog.problem.text()
    tick(dialog, "drive")
    tick(dialog, "right/deep")
    assert dialog.ok.isEnabled()
    assert not dialog.problem.text()
    dialog.accept()
    assert session.dataset.project.cameras == (Camera("Camera 1", 60, ("drive",), ("right/deep",)),)


def test_a_folder_is_taken_from_the_camera_that_had_it(dialog: CamerasDialog) -> None:
    cameras = dialog.cameras
    cameras.first.click()
    cameras.form.only.click()
    tick(dialog, "left")
    tick(dialog, "drive")
    cameras.add.click()
    cameras.form.only.click()
    texts = [cameras.form.list.item(n).text() for n in range(2)]
    assert all(text.endswith("now of Camera 1") for text in texts)
    tick(dialog, "left")
    assert [camera.folders for camera in cameras.cameras] == [(), ("left",)]
    assert [camera.videos for camera in cameras.cameras] == [("drive",), ()]


def test_a_second_camera_begins_without_images_and_says_so(dialog: CamerasDialog) -> None:
    dialog.cameras.first.click()
    dialog.cameras.add.click()
    assert "Camera 2" in dialog.problem.text()
    assert not dialog.ok.isEnabled()
    dialog.cameras.form.all.click()
    assert dialog.ok.isEnabled()  # but one of the two is of no use
    assert "Camera 2" in dialog.problem.text()
    dialog.cameras.remove.click()
    assert not dialog.problem.text()
    dialog.cameras.remove.click()
    assert dialog.cameras.stack.currentIndex() == 0
    assert dialog.cameras.cameras == ()


@pytest.mark.parametrize("name", ["", "  ", "Camera 1"])
def test_a_name_is_needed_and_once(dialog: CamerasDialog, name: str) -> None:
    dialog.cameras.first.click()
    dialog.cameras.add.click()
    tick(dialog, "left")
    assert dialog.ok.isEnabled()
    dialog.cameras.form.name.textEdited.emit(name)
    assert not dialog.ok.isEnabled()
    assert dialog.problem.text()


def test_several_plates_are_ticked_in_a_menu_that_stays(
    dialog: CamerasDialog, qtbot: QtBot
) -> None:
    row = dialog.sizes.rows["plate"]
    row.menu.popup(row.mapToGlobal(row.rect().bottomLeft()))
    for place in (1, 3):
        middle = row.menu.actionGeometry(row.menu.actions()[place]).center()
        qtbot.mouseMove(row.menu, middle)
        qtbot.mouseClick(row.menu, Qt.MouseButton.LeftButton, pos=middle)
    assert row.menu.isVisible()
    row.menu.close()
    assert dialog.wanted().real_sizes == {"plate": ("kr_520x110", "kr_335x170")}
    assert row.plates.text() == "Korea, 520 × 110 and 1 more"
    row._on_ticked("kr_335x170", False)
    row._on_ticked("kr_520x110", False)
    assert dialog.wanted().real_sizes == {}


def test_a_size_is_typed_beside_the_plates(dialog: CamerasDialog, qtbot: QtBot) -> None:
    row = dialog.sizes.rows["car"]
    row._on_ticked("us_305x152", True)
    qtbot.keyClicks(row.own, "1800 x 15")
    assert dialog.wanted().real_sizes == {"car": ("us_305x152", "1800x15")}
    qtbot.keyClicks(row.own, "00, 1700×")
    assert not dialog.ok.isEnabled()
    assert "1700×" in dialog.problem.text()
    qtbot.keyClicks(row.own, "1400")
    assert dialog.ok.isEnabled()
    assert dialog.wanted().real_sizes == {"car": ("us_305x152", "1800x1500", "1700x1400")}


def test_sizes_are_read_as_they_are_written() -> None:
    assert own_sizes(" 520 x 110.5 ; 3×4 ") == ("520x110.5", "3x4")
    assert own_sizes("") == ()
    assert own_sizes("0 x 5") is None
    assert own_sizes("520") is None


def test_many_classes_are_found_by_name(
    opened: Opened, folder: Path, window: QWidget, qtbot: QtBot
) -> None:
    (folder / "classes.txt").write_text("\n".join(f"kind {n}" for n in range(500)))
    session = opened(folder)
    session.ruling.set_real_sizes({"kind 400": ("us_305x152",)})
    dialog = CamerasDialog(session, window)
    dialog.open()
    rows = dialog.sizes.rows
    assert len(rows) < 100
    assert not rows["kind 400"].isHidden()
    dialog.sizes.search.setText("kind 499")
    assert [name for name, row in rows.items() if not row.isHidden()] == ["kind 499"]


@pytest.mark.parametrize("hfov", [35.0, 60.0, 110.0])
def test_a_photo_gives_the_field_of_view(
    dialog: CamerasDialog, session: Session, window: QWidget, qtbot: QtBot, hfov: float
) -> None:
    select(session, plate(hfov, 2.0))
    dialog = again(dialog, session, window, qtbot)
    dialog.cameras.first.click()
    field = dialog.cameras.form.field
    field.by_photo.click()
    assert field.tape.isHidden()  # its size is not known
    assert "plate" in field.photo_words.text()
    dialog.sizes.rows["plate"]._on_ticked("kr_520x110", True)
    assert not field.tape.isHidden()
    field.tape.setValue(2.0)
    field.take_photo.click()
    assert field.degrees.value() == pytest.approx(hfov, abs=0.1)
    assert metres(dialog) == pytest.approx(2, rel=0.06)


def test_which_plate_it_is_decides(
    dialog: CamerasDialog, session: Session, window: QWidget, qtbot: QtBot
) -> None:
    session.ruling.set_real_sizes({"plate": ("kr_335x170", "kr_520x110")})
    select(session, plate(60, 2.0))
    dialog = again(dialog, session, window, qtbot)
    dialog.cameras.first.click()
    field = dialog.cameras.form.field
    field.by_photo.click()
    field.tape.setValue(2.0)
    assert not field.which.isHidden()
    field.which.setCurrentIndex(1)
    field.which.activated.emit(1)
    field.take_photo.click()
    assert field.degrees.value() == pytest.approx(60, abs=0.1)


def test_a_plate_type_of_its_own_goes_before_the_class(
    dialog: CamerasDialog, session: Session, window: QWidget, qtbot: QtBot
) -> None:
    session.ruling.set_real_sizes({"plate": ("kr_335x170",)})
    select(session, plate(60, 2.0, attributes=(("plate_type", "kr_520x110"),)))
    dialog = again(dialog, session, window, qtbot)
    assert dialog.cameras.form.field._photo.sizes == ("kr_520x110",)


@pytest.mark.parametrize("kind", ["nothing", "box", "truncated"])
def test_without_a_quad_it_says_what_to_do(
    dialog: CamerasDialog, session: Session, window: QWidget, qtbot: QtBot, kind: str
) -> None:
    session.ruling.set_real_sizes({"plate": ("kr_520x110",)})
    if kind == "box":
        select(session, Shape(1, "box", ((50, 50), (100, 61)), "plate"))
    elif kind == "truncated":
        select(session, plate(60, 2.0, truncated=True))
    dialog = again(dialog, session, window, qtbot)
    dialog.cameras.first.click()
    field = dialog.cameras.form.field
    field.by_photo.click()
    assert field.photo_words.text().startswith("Draw a quad on the four corners")
    assert field.take_photo.isHidden()


def test_no_camera_shows_it_so(
    dialog: CamerasDialog, session: Session, window: QWidget, qtbot: QtBot
) -> None:
    session.ruling.set_real_sizes({"plate": ("kr_520x110",)})
    select(session, plate(60, 2.0))
    dialog = again(dialog, session, window, qtbot)
    dialog.cameras.first.click()
    field = dialog.cameras.form.field
    field.by_photo.click()
    field.tape.setValue(1000)
    assert "check the distance" in field.photo_result.text()
    assert not field.take_photo.isEnabled()
    field.tape.setValue(2)
    assert field.take_photo.isEnabled()


def test_corners_that_span_nothing_are_no_photo() -> None:
    flat = Photo("plate", ((0, 0), (10, 0), (20, 0), (30, 0)), ("kr_520x110",), SIZE)
    with pytest.raises(LabelerError, match="no_focal"):
        calibrated(flat, "kr_520x110", 5)


def test_a_small_plate_is_less_sure() -> None:
    near, far = (
        calibrated(Photo("plate", plate(60, m).points, (), SIZE), "kr_520x110", m)
        for m in (1.5, 6.0)
    )
    assert near[0] == pytest.approx(far[0])
    assert far[1] > 3 * near[1] > 0


def test_the_diagonal_is_larger() -> None:
    # of a 4:3 picture with a field of view of 60 degrees along its longer side
    across = 2 * math.degrees(math.atan(math.tan(math.radians(30)) * 5 / 4))
    assert along_longer_side(across, (4, 3)) == pytest.approx(60)
    assert along_longer_side(across, (3, 4)) == pytest.approx(60)
    assert field_of(focal_of(47, SIZE), SIZE) == pytest.approx(47)


def test_the_diagonal_is_taken(dialog: CamerasDialog) -> None:
    dialog.cameras.first.click()
    field = dialog.cameras.form.field
    field.by_photo.click()
    field.by_diagonal.click()
    assert not field.by_photo.isChecked()
    assert field.photo_panel.isHidden()
    field.diagonal.setValue(80)
    field.take_diagonal.click()
    assert field.degrees.value() == pytest.approx(along_longer_side(80, SIZE), abs=0.06)
    assert dialog.cameras.cameras[0].hfov_deg == field.degrees.value()


def test_the_preview_follows_what_is_set(
    dialog: CamerasDialog, session: Session, window: QWidget, qtbot: QtBot
) -> None:
    assert dialog.preview.text().startswith("Select one shape")
    select(session, plate(60, 3.0))
    dialog = again(dialog, session, window, qtbot)
    assert dialog.preview.text().startswith("No distance yet: choose the real size of “plate”")
    dialog.sizes.rows["plate"]._on_ticked("kr_520x110", True)
    assert dialog.preview.text().startswith("No distance yet: no camera")
    dialog.cameras.first.click()
    assert metres(dialog) == pytest.approx(3, rel=0.06)
    dialog.cameras.form.field.degrees.setValue(100)
    assert metres(dialog) == pytest.approx(
        3 * math.tan(math.radians(30)) / math.tan(math.radians(50)), rel=0.06
    )
    dialog.input.setValue(1280)
    double = dialog.preview.text()
    dialog.input.setValue(640)
    assert dialog.preview.text() != double
    dialog.cameras.form.only.click()
    tick(dialog, "left")
    assert dialog.preview.text().startswith("No distance yet: no camera")


def test_the_video_of_the_open_image_decides_its_camera(
    dialog: CamerasDialog, session: Session, window: QWidget, qtbot: QtBot
) -> None:
    session.ruling.set_real_sizes({"plate": ("kr_520x110",)})
    session.ruling.set_cameras((Camera("Dashcam", 60, ("drive",)), Camera("Other", 100)))
    session.show(session.dataset.index("drive_000001.000_f30.png"))
    select(session, plate(60, 3.0))
    dialog = again(dialog, session, window, qtbot)
    assert metres(dialog) == pytest.approx(3, rel=0.06)


def test_what_cannot_be_written_is_said_and_stays_open(
    dialog: CamerasDialog, session: Session, folder: Path
) -> None:
    (folder / "labeler.yaml").write_text("classes: [plate, [\n")
    dialog.input.setValue(960)
    dialog.accept()
    assert dialog.isVisible()
    assert "labeler.yaml" in dialog.problem.text()
    assert session.dataset.project.model_input == 640


def test_the_sources_of_a_flat_folder(opened: Opened, folder: Path, window: QWidget) -> None:
    session = opened(folder)
    assert sources_of(session.dataset) == {}
    dialog = CamerasDialog(session, window)
    dialog.cameras.first.click()
    assert not dialog.cameras.form.only.isEnabled()
    assert not dialog.cameras.form.none.isHidden()
    dialog.reject()


def test_closed_at_once_nothing_answers_to_it(
    opened: Opened, folder: Path, window: QWidget, qtbot: QtBot
) -> None:
    session = opened(folder)
    dialog = CamerasDialog(session, window)
    gone: list[bool] = []
    dialog.destroyed.connect(lambda: gone.append(True))
    dialog.open()
    dialog.reject()
    qtbot.waitUntil(lambda: bool(gone))
    assert session.jobs.wait(5)
    session.ruling.set_model_input(320)  # is told to whoever listens


def test_enter_in_a_field_is_not_ok(dialog: CamerasDialog, session: Session, qtbot: QtBot) -> None:
    dialog.cameras.first.click()
    for field in (dialog.cameras.form.name, dialog.cameras.form.field.degrees, dialog.input):
        field.setFocus()
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.ok.setFocus()
    qtbot.keyClick(dialog.ok, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert len(session.dataset.project.cameras) == 1
