"""Files are replaced whole or not at all, and what is thrown away can be put back."""

import errno
import os
import stat
from pathlib import Path

import pytest

from labeler.core.files import (
    digest,
    is_temporary,
    natural_key,
    replace_files,
    temporary_for,
    to_trash,
    write_error,
)
from labeler.core.finding import LabelerError


def test_numbers_in_names_sort_as_numbers() -> None:
    names = ["a10.jpg", "A2.jpg", "a1.jpg", "b.jpg", "10.jpg", "9.jpg", "가10", "가9"]
    expected = ["9.jpg", "10.jpg", "a1.jpg", "A2.jpg", "a10.jpg", "b.jpg", "가9", "가10"]
    assert sorted(names, key=natural_key) == expected


def test_composed_and_decomposed_names_sort_together() -> None:
    assert natural_key("e\u0301")[0] == natural_key("\u00e9")[0]


def test_a_name_of_five_thousand_digits_is_sorted() -> None:
    assert sorted(["9" * 5000, "1"], key=natural_key)[0] == "1"


def test_both_files_are_written(tmp_path: Path) -> None:
    a, b = tmp_path / "a.xml", tmp_path / "a.txt"
    a.write_bytes(b"old")
    replace_files([(a, b"new"), (b, b"0 1")])
    assert (a.read_bytes(), b.read_bytes()) == (b"new", b"0 1")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "a.xml"]


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
def test_permissions_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"")
    path.chmod(0o640)
    replace_files([(path, b"x")])
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_read_only_file_is_refused_and_nothing_else_is_written(tmp_path: Path) -> None:
    a, b = tmp_path / "a.xml", tmp_path / "a.txt"
    a.write_bytes(b"old a")
    b.write_bytes(b"old b")
    b.chmod(0o444)
    with pytest.raises(LabelerError) as refused:
        replace_files([(a, b"new"), (b, b"new")])
    assert (refused.value.finding.code, refused.value.finding.where) == ("read_only", b)
    assert (a.read_bytes(), b.read_bytes()) == (b"old a", b"old b")
    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(LabelerError) as refused:
        replace_files([(tmp_path / "gone" / "a.txt", b"")])
    assert refused.value.finding.code == "folder_gone"


def test_the_first_file_gets_its_content_back_when_the_second_cannot_be_renamed(
    tmp_path: Path,
) -> None:
    a, b = tmp_path / "a.xml", tmp_path / "a.txt"
    a.write_bytes(b"old")
    b.mkdir()  # renaming over a folder fails, after the first file was renamed
    with pytest.raises(LabelerError):
        replace_files([(a, b"new"), (b, b"new")])
    assert a.read_bytes() == b"old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "a.xml"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_is_named() -> None:
    with pytest.raises(OSError, match="No space") as refused, open("/dev/full", "wb", 0) as file:
        file.write(b"x")
    assert write_error(refused.value, Path("a")).finding.code == "disk_full"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EROFS, "read_only"),
        (errno.EBUSY, "file_locked"),
        (errno.ENOENT, "folder_gone"),
        (errno.EIO, "cannot_write"),
    ],
)
def test_reasons_are_told_apart(number: int, code: str) -> None:
    assert write_error(OSError(number, "why"), Path("a")).finding.code == code


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    (real / "a.txt").write_bytes(b"old")
    link = tmp_path / "a.txt"
    link.symlink_to(real / "a.txt")
    replace_files([(link, b"new")])
    assert link.is_symlink()
    assert (real / "a.txt").read_bytes() == b"new"


@pytest.mark.parametrize("name", ["a" * 251 + ".txt", "번호판 #1 100%.txt", "🚗.v2.txt"])
def test_any_name_works(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    replace_files([(path, b"1")])
    replace_files([(path, b"2")])
    assert path.read_bytes() == b"2"
    assert is_temporary(temporary_for(path, b"2").name)
    assert not is_temporary(name)


def test_trash_keeps_folders_and_restores(tmp_path: Path) -> None:
    path = tmp_path / "s1" / "a.txt"
    path.parent.mkdir()
    path.write_bytes(b"x")
    trashed = to_trash(tmp_path, [path, tmp_path / "missing.txt"])
    assert not path.exists()
    [(was, now)] = trashed.moves
    assert was == path
    assert now.relative_to(tmp_path / ".labeler" / "trash").parts[1:] == ("s1", "a.txt")
    trashed.restore()
    assert path.read_bytes() == b"x"


def test_restoring_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x")
    trashed = to_trash(tmp_path, [path])
    path.write_bytes(b"newer")
    with pytest.raises(LabelerError) as refused:
        trashed.restore()
    assert refused.value.finding.code == "already_there"
    assert path.read_bytes() == b"newer"


def test_files_of_one_second_and_of_other_folders_do_not_meet_in_the_trash(tmp_path: Path) -> None:
    root = tmp_path / "set"
    root.mkdir()
    for content in (b"1", b"2", b"3"):
        path = tmp_path / "a.txt"
        path.write_bytes(content)
        to_trash(root, [path])
    kept = sorted(p.read_bytes() for p in (root / ".labeler" / "trash").rglob("a.txt"))
    assert kept == [b"1", b"2", b"3"]


def test_digests_tell_contents_apart() -> None:
    assert digest(b"a") != digest(b"b")
    assert len(digest(b"")) == 16
