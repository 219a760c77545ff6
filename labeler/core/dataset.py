"""The images of a folder in natural order, and where the labels of each one live."""

import os
import re
import sys
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from labeler.core.class_files import appended_to
from labeler.core.class_sources import Candidate, ClassChoice, classes_in_xml, discover_classes
from labeler.core.classes import ClassList
from labeler.core.files import digest, natural_key, replace_files
from labeler.core.finding import Finding, LabelerError
from labeler.core.guesses import guessed_project
from labeler.core.layout import Layout, survey
from labeler.core.listing import Listing, natural_first, natural_sorted, spread, stem_of
from labeler.core.pictures import IMAGE_SUFFIXES
from labeler.core.project import FILE_NAME, Project, load_project, save_project
from labeler.core.record import Place
from labeler.core.video.groups import grouped

HAS_VOC, HAS_YOLO, HAS_KEPT = 1, 2, 4

_MARKS = ("data.yaml", "obj.names", "classes.txt")
_LEVELS_UP = 3
_MOST_XML = 1000
_LONGEST_NAME = 255
_FILENAME = re.compile(rb"<filename>([^<]*)</filename>")
_ANY_CASE = sys.platform in ("win32", "darwin")


@dataclass(frozen=True)
class Dataset:
    """An opened folder. `images` are paths relative to `root`, with "/", in natural order.

    `root` is where labeler.yaml and .labeler/ belong; `folder` is what was opened, in it.
    `choice` says where the classes come from; `complete` is False while only the first image is
    known. Labels are looked up in the folders as they were listed when the dataset was opened.
    """

    root: Path
    folder: Path
    images: Sequence[str]
    layout: Layout
    project: Project
    choice: ClassChoice
    complete: bool = True
    listing: Listing = field(default_factory=Listing, repr=False, compare=False)

    @property
    def classes(self) -> ClassList:
        return self.project.classes

    def __len__(self) -> int:
        return len(self.images)

    def path(self, rel: str) -> Path:
        return Path(self._absolute(rel))

    def relative(self, path: Path) -> str:
        """The name of an image in this dataset; raises ValueError when it lies outside."""
        return Path(os.path.abspath(path)).relative_to(self.root).as_posix()

    def index(self, rel: str) -> int | None:
        return self._numbers.get(rel)

    @property
    def clips(self) -> list[Path]:
        """The videos of the folder that was opened, in natural order."""
        names = self.listing.folder(str(self.folder)).videos
        return [self.folder / name for name in natural_sorted(names)]

    def place(self, rel: str) -> Place:
        """Where an image's labels are, or will be written."""
        folder, _slash, name = self._absolute(rel).rpartition(os.sep)
        voc, yolo = self.layout.of(folder)
        formats = self.project.formats
        own = self._has_own_name(rel, name, (voc, yolo))
        return Place(
            image=Path(folder, name),
            voc=self._label(voc, name, ".xml", own) if "voc" in formats else None,
            yolo=self._label(yolo, name, ".txt", own) if "yolo" in formats else None,
            kept=self.root / ".labeler" / "records" / _kept_name(rel),
            name=rel,
        )

    @cached_property
    def labelled(self) -> bytearray:
        """For every image, which label files there are: HAS_VOC | HAS_YOLO | HAS_KEPT."""
        found = bytearray(len(self.images))
        formats = self.project.formats
        for folder, begin, end in self._groups:
            voc, yolo = (self.listing.folder(path) for path in self.layout.of(folder))
            for number in range(begin, end):
                name = self.images[number].rpartition("/")[2]
                if "voc" in formats and voc.label_of(name, ".xml"):
                    found[number] = HAS_VOC
                if "yolo" in formats and yolo.label_of(name, ".txt"):
                    found[number] |= HAS_YOLO
        if "voc" not in formats:
            self._mark_kept(found)
        return found

    @cached_property
    def clashes(self) -> Mapping[str, tuple[str, ...]]:
        """Label files that several images would share: file without suffix -> those images."""
        sharing: dict[str, list[str]] = {}
        for images in self._by_label_folder.values():
            if len(images) == len(_stems(images)):
                continue
            for rel in images:
                sharing.setdefault(self._shared(rel), []).append(rel)
        return {stem: tuple(rels) for stem, rels in sharing.items() if len(rels) > 1}

    @cached_property
    def groups(self) -> Mapping[str, str]:
        """The video that each captured image came from; the other images are not in it.

        Images of one video must not be parted (into splits, say). By the frames.csv of the folders
        as they are when this is first asked.
        """
        folders = ((folder, self.images[begin:end]) for folder, begin, end in self._groups)
        return grouped(folders, self.project.videos)

    def findings(self) -> Iterator[Finding]:
        """What is odd about the dataset's folders and class files, by names alone."""
        for stem, rels in self.clashes.items():
            owner = self._owners[stem]
            for rel in rels:
                if rel != owner:
                    yield Finding(
                        "stem_clash",
                        self.path(rel),
                        values={"name": rel, "other": owner, "count": len(rels)},
                        severity="warning",
                    )
        if self.choice.disagreement:
            first, *others = self.choice.disagreement
            for other in others:
                names = {
                    "first": shown_source(first, self.root),
                    "second": shown_source(other, self.root),
                }
                yield Finding("classes_disagree", other.source, values=names, severity="warning")

    def label_folders(self) -> Iterator[tuple[str, tuple[str, str]]]:
        """Every folder of images, with those of its XML and of its txt; absolute."""
        for folder in dict.fromkeys(group[0] for group in self._groups):
            yield folder, self.layout.of(folder)

    def adding(self, rel: str) -> tuple["Dataset", int]:
        """The dataset with one image more, and its index; the label files of the others stay
        where they are."""
        at = self.insertion(rel)
        images = [*self.images[:at], rel, *self.images[at:]]
        return replace(self, images=images), at

    def insertion(self, rel: str) -> int:
        """Where an image would stand: among those of its folder, or last in a folder of its own."""
        folder = self._folder(rel.rpartition("/")[0])
        runs = [(begin, end) for path, begin, end in self._groups if path == folder]
        begin, end = runs[0] if runs else (len(self.images), len(self.images))
        return bisect_left(self.images, natural_key(rel), begin, end, key=natural_key)

    def with_project(self, project: Project) -> "Dataset":
        """The same images under another project: its labels' folder is looked up anew."""
        if project.labels_dir == self.project.labels_dir:
            return replace(self, project=project)
        found = survey(
            self.listing,
            str(self.folder),
            [group[0] for group in self._groups],
            str(self.root),
            project.labels_dir,
        )
        return replace(self, project=project, layout=replace(found.layout, root=str(self.root)))

    def with_classes(self, choice: ClassChoice) -> "Dataset":
        """The user's answer when class files disagree; saved by `remember`."""
        return replace(self, choice=choice, project=self.project.classed(choice.classes))

    def remember(self) -> "Dataset":
        """Write labeler.yaml."""
        return replace(self, project=save_project(self.project))

    def _absolute(self, rel: str) -> str:
        inside = rel if os.sep == "/" else rel.replace("/", os.sep)
        return os.path.join(self.root, inside)

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {rel: number for number, rel in enumerate(self.images)}

    @cached_property
    def _groups(self) -> Sequence[tuple[str, int, int]]:
        """Runs of images in the same folder: (folder, first, one past the last)."""
        groups: list[tuple[str, int, int]] = []
        begin, current = 0, None
        for number, rel in enumerate(self.images):
            folder = rel.rpartition("/")[0]
            if folder != current:
                if current is not None:
                    groups.append((self._folder(current), begin, number))
                begin, current = number, folder
        if current is not None:
            groups.append((self._folder(current), begin, len(self.images)))
        return groups

    def _folder(self, rel: str) -> str:
        return self._absolute(rel) if rel else str(self.root)

    @cached_property
    def _by_label_folder(self) -> Mapping[tuple[str, str], list[str]]:
        shared: dict[tuple[str, str], list[str]] = {}
        for folder, begin, end in self._groups:
            shared.setdefault(self.layout.of(folder), []).extend(self.images[begin:end])
        return shared

    def _shared(self, rel: str) -> str:
        folder, _sep, name = self._absolute(rel).rpartition(os.sep)
        return os.path.join(self.layout.of(folder)[0], _same(stem_of(name)))

    @cached_property
    def _owners(self) -> Mapping[str, str]:
        """Which image of a clash keeps the plain name: the one its XML names, else the first."""
        return {stem: self._owner(stem, rels) for stem, rels in self.clashes.items()}

    def _owner(self, stem: str, rels: Sequence[str]) -> str:
        named = _filename_in(stem + ".xml")
        return next((rel for rel in rels if rel.rpartition("/")[2] == named), rels[0])

    def _has_own_name(self, rel: str, name: str, folders: tuple[str, str]) -> bool:
        """True when labels are called after the whole name (a.png.xml), not the stem (a.xml)."""
        for folder, suffix in zip(folders, (".xml", ".txt"), strict=True):
            if self.listing.folder(folder).label(name + suffix):
                return True
        if not self.clashes:
            return False
        stem = self._shared(rel)
        return stem in self.clashes and self._owners[stem] != rel

    def _label(self, folder: str, name: str, suffix: str, own: bool) -> Path:
        wanted = (name if own else stem_of(name)) + suffix
        found = self.listing.folder(folder).label(wanted)
        return Path(folder, found or _fitting(wanted, suffix))

    def _mark_kept(self, found: bytearray) -> None:
        records = os.path.join(self.root, ".labeler", "records")
        if not os.path.isdir(records):
            return
        kept = Listing()
        for folder, begin, end in self._groups:
            inside = os.path.relpath(folder, self.root)
            names = kept.folder(os.path.normpath(os.path.join(records, inside)))
            for number in range(begin, end):
                if names.label(_kept_name(self.images[number]).rpartition("/")[2]):
                    found[number] |= HAS_KEPT


def shown_source(candidate: Candidate, root: Path) -> str:
    """A class file as it is named to the user."""
    if candidate.source is None:
        return "XML"
    return os.path.relpath(candidate.source, root).replace(os.sep, "/")


def _stems(images: Sequence[str]) -> set[str]:
    """The distinct stems of images, whatever folder they are in."""
    if any("/" in rel for rel in (images[0], images[-1])) or _ANY_CASE:
        return {_same(stem_of(rel.rpartition("/")[2])) for rel in images}
    return {rel[: rel.rfind(".")] for rel in images}


def _same(stem: str) -> str:
    """A stem as the disk compares names."""
    return stem.casefold() if _ANY_CASE else stem


def _fitting(name: str, suffix: str) -> str:
    """The name, shortened by a digest where it is longer than a disk allows."""
    data = os.fsencode(name)
    if len(data) <= _LONGEST_NAME:
        return name
    kept = os.fsdecode(data[:200]).encode("utf-8", "ignore").decode("utf-8", "ignore")
    return f"{kept}~{digest(data)}{suffix}"


def _kept_name(rel: str) -> str:
    folder, slash, name = rel.rpartition("/")
    return folder + slash + _fitting(name + ".xml", ".xml")


def _filename_in(path: str) -> str:
    try:
        with open(path, "rb") as file:
            match = _FILENAME.search(file.read(4096))
    except OSError:
        return ""
    return match[1].decode("utf-8", "replace") if match else ""


def scan(path: Path) -> Iterator[list[str]]:
    """The images below a folder, absolute, in batches in natural order; the first batch is one.

    The images of a folder come before those of its sub-folders.
    """
    for folder, names in _batches(Listing(), os.path.abspath(path)):
        yield [os.path.join(folder, name) for name in names]


def _batches(listing: Listing, top: str) -> Iterator[tuple[str, list[str]]]:
    started = False
    for folder in listing.walk(top):
        names = listing.folder(folder).images
        if not names:
            continue
        first = natural_first(names) if not started else None
        if first is not None:
            yield folder, [first]
            started = True
        ordered = natural_sorted(names)
        if rest := ordered[1:] if first is not None else ordered:
            yield folder, rest


def open_dataset(path: Path) -> Dataset:
    """Open a folder, or the folder of an image.

    Raises LabelerError: `no_such_path`, `not_an_image`, `cannot_read`, or what is wrong with
    labeler.yaml.
    """
    *_first, dataset = opening(path)
    return dataset


def opening(path: Path) -> Iterator[Dataset]:
    """`open_dataset` in two steps: first with one image, as soon as that is known, then all.

    That one is the image `path` itself or the first in natural order. There is no first step for
    a folder without images.
    """
    folder = _folder_of(path)
    listing = Listing()
    shown = os.path.abspath(path) if str(folder) != os.path.abspath(path) else None
    ordered: list[tuple[str, list[str]]] = []
    for place, names in _batches(listing, str(folder)):
        if not ordered:
            first = shown or os.path.join(place, names[0])
            yield _opened(listing, folder, [(os.path.dirname(first), [os.path.basename(first)])])
        ordered.append((place, names))
    dataset = _opened(listing, folder, ordered, complete=True)
    _ = dataset.clashes  # so that the first place() is as quick as the next
    yield dataset


def _folder_of(path: Path) -> Path:
    place = Path(os.path.abspath(path))
    try:
        if place.is_dir():
            with os.scandir(place):
                return place
        if not place.exists():
            raise LabelerError("no_such_path", path)
    except OSError as error:
        raise LabelerError("cannot_read", path, reason=error.strerror or "") from error
    if place.suffix.lower() not in IMAGE_SUFFIXES:
        raise LabelerError("not_an_image", path)
    return place.parent


def _opened(
    listing: Listing, folder: Path, batches: list[tuple[str, list[str]]], complete: bool = False
) -> Dataset:
    marked, is_project = _marked(folder)
    project = load_project(marked) if marked and is_project else None
    folders = list(dict.fromkeys(place for place, _names in batches)) or [str(folder)]
    chosen = project.labels_dir if project else ""
    found = survey(listing, str(folder), folders, str(marked or folder), chosen)
    root = _root(folder, marked, is_project, found.layout)
    layout = replace(found.layout, root=str(root))
    images = _relative(batches, root)
    choice = _choice(listing, root, layout, project, complete)
    if project is None:
        project = guessed_project(root, found, listing, choice.classes)
    elif not project.classes.classes:
        project = project.classed(choice.classes)
    return Dataset(root, folder, images, layout, project, choice, complete, listing)


def _relative(batches: list[tuple[str, list[str]]], root: Path) -> list[str]:
    images: list[str] = []
    for folder, names in batches:
        inside = os.path.relpath(folder, root).replace(os.sep, "/")
        if inside == ".":
            images += names
        else:
            images += [f"{inside}/{name}" for name in names]
    return images


def _marked(folder: Path) -> tuple[Path | None, bool]:
    """The nearest folder, from this one to three above, with labeler.yaml, else a class file."""
    ways = [folder]
    for above in list(folder.parents)[:_LEVELS_UP]:
        if above == Path.home() or above == above.parent:
            break
        ways.append(above)
    for place in ways:
        if os.path.isfile(place / FILE_NAME):
            return place, True
    for place in ways:
        if any(os.path.isfile(place / name) for name in _MARKS):
            return place, False
    return None, False


def _root(folder: Path, marked: Path | None, is_project: bool, layout: Layout) -> Path:
    if marked and is_project:
        return marked
    labels = {path for pair in layout.folders.values() for path in pair}
    around = Path(os.path.commonpath([str(folder), *labels]))
    if marked and (marked == around or marked in around.parents):
        return marked
    return around


def _choice(
    listing: Listing, root: Path, layout: Layout, project: Project | None, complete: bool
) -> ClassChoice:
    if project and project.classes.classes:
        return ClassChoice(project.classes, project.path)
    folders = sorted({Path(path) for pair in layout.folders.values() for path in pair})
    choice = discover_classes(root, folders[:50], listing)
    if choice.kind is not None or not complete:
        return choice
    return classes_in_xml(map(Path, spread(xml_files(listing, layout), _MOST_XML)))


def xml_files(listing: Listing, layout: Layout) -> list[str]:
    """The XML files in the folders of a dataset's labels, in the order of their names."""
    paths: list[str] = []
    for folder in sorted({pair[0] for pair in layout.folders.values()}):
        names = (name for name in listing.folder(folder).labels if name.endswith(".xml"))
        paths += [folder + os.sep + name for name in sorted(names)]
    return paths


def add_class(dataset: Dataset, name: str) -> tuple[Dataset, tuple[Finding, ...]]:
    """The dataset with a class appended to labeler.yaml, and to the class file others read.

    Raises LabelerError when labeler.yaml cannot be written; nothing is changed then. A class file
    that cannot be appended to is left as it is, with a finding.
    """
    classes = dataset.classes.adding(name)
    if classes == dataset.classes:
        return dataset, ()
    after = replace(dataset, project=dataset.project.classed(classes)).remember()
    return after, publish_classes(after)


def publish_classes(dataset: Dataset) -> tuple[Finding, ...]:
    """Append the classes that the dataset's class file lacks, where YOLO is written.

    Nothing in the file is changed but its end (in data.yaml the end of `names`, and `nc`).
    """
    if "yolo" not in dataset.project.formats:
        return ()
    choice = dataset.choice
    if choice.kind is None:
        folders = {Path(path) for pair in dataset.layout.folders.values() for path in pair}
        choice = discover_classes(dataset.root, sorted(folders)[:50])
    if choice.source is None or choice.source.name == FILE_NAME:
        return ()
    try:
        after = appended_to(choice, dataset.classes)
        if after is None:
            return (Finding("class_file_not_appended", choice.source, severity="warning"),)
        if after != choice.source.read_bytes():
            replace_files([(choice.source, after)])
    except (OSError, LabelerError):
        return (Finding("class_file_not_appended", choice.source, severity="warning"),)
    return ()


def pin_classes(dataset: Dataset) -> Dataset:
    """Write labeler.yaml before the first YOLO number is, where no file says the numbers yet.

    Numbers made from the names in XML would otherwise move with the next new name.
    """
    if dataset.project.exists or dataset.choice.source or not dataset.classes.classes:
        return dataset
    return dataset.remember()
