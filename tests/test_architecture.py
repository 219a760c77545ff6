"""The rules of the house: imports and Qt per layer, docstrings, registries, translatable text."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "labeler"
MODULES = sorted(PACKAGE.rglob("*.py"))

# layer: layers of the package it may import, packages of others, Qt modules
ALL_QT = {"*"}
FREE = {"numpy", "cv2", "lxml", "yaml", "ruamel", "PIL", "av", "platformdirs"}
LAYERS: dict[str, tuple[set[str], set[str], set[str]]] = {
    "core": ({"core"}, FREE, set()),
    "tools": ({"core", "tools"}, set(), set()),
    "services": ({"core", "services"}, {"numpy"}, {"QtCore", "QtGui"}),
    "ui": ({"core", "tools", "services", "ui"}, {"numpy"}, ALL_QT),
    "cli": (
        {"core", "app", "cli_capture", "cli_rules", "cli_terminal", "cli_text", "smoke"},
        set(),
        set(),
    ),
    "cli_capture": ({"core", "cli_terminal", "cli_text"}, set(), set()),
    "cli_rules": (
        {"core", "cli_rules_survey", "cli_rules_table", "cli_terminal", "cli_text"},
        set(),
        set(),
    ),
    "cli_rules_survey": ({"core", "cli_terminal", "cli_text"}, set(), set()),
    "cli_rules_table": ({"core", "cli_rules_survey", "cli_rules_text", "cli_text"}, set(), set()),
    "cli_rules_text": (set(), set(), set()),
    "cli_terminal": ({"core", "cli_text"}, set(), set()),
    "cli_text": ({"core", "cli_rules_text"}, set(), set()),
    "app": ({"core", "tools", "services", "ui", "app", "cli"}, set(), ALL_QT),
    "smoke": (
        {"core", "services", "ui", "app", "cli", "cli_text"},
        set(),
        {"QtCore", "QtGui", "QtWidgets"},
    ),
    "__main__": ({"cli", "app"}, set(), set()),
    "__init__": (set(), set(), set()),
}
# registry: the tuple it holds, and the base module that its siblings share
REGISTRIES = {
    "tools": ("TOOLS", "tool"),
    "core/formats": ("FORMATS", "format"),
    "core/checks": ("CHECKS", "check"),
    "core/rules": ("RULES", "rule"),
    "ui/docks": ("DOCKS", "dock"),
}
BANNED_NAMES = {"utils", "common", "helper", "helpers", "manager", "base"}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def layer_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def imported(path: Path) -> Iterator[tuple[ast.stmt, str]]:
    """Every module that is imported anywhere in the file, `a.b` for `from a import b` as well."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name
        elif isinstance(node, ast.ImportFrom) and not node.level:
            for alias in node.names:
                yield node, f"{node.module}.{alias.name}"


def qt_of(name: str) -> str:
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else "PySide6"


each_module = pytest.mark.parametrize("path", MODULES, ids=name_of)


@each_module
def test_a_layer_imports_only_what_it_may(path: Path) -> None:
    layers, packages, qt = LAYERS[layer_of(path)]
    wrong = []
    for node, name in imported(path):
        top, _, rest = name.partition(".")
        if top == "PySide6":
            fine = qt == ALL_QT or qt_of(name) in qt
        elif top == "labeler":
            inner = rest.split(".")[0]
            fine = not (PACKAGE / inner).exists() and not (PACKAGE / f"{inner}.py").exists()
            fine = fine or inner in layers
        else:
            fine = top in sys.stdlib_module_names or top in packages
        if not fine:
            wrong.append(f"{name_of(path)}:{node.lineno} imports {name}")
    assert not wrong


@each_module
def test_the_command_line_imports_the_window_only_when_it_opens_one(path: Path) -> None:
    if layer_of(path) not in ("cli", "__main__"):
        return
    outside = {id(node) for node in tree_of(path).body}
    assert not [
        name for node, name in imported(path) if id(node) in outside and "labeler.app" in name
    ]


@each_module
def test_imports_are_absolute(path: Path) -> None:
    nodes = ast.walk(tree_of(path))
    assert not [n.lineno for n in nodes if isinstance(n, ast.ImportFrom) and n.level]


@each_module
def test_a_module_opens_with_a_sentence(path: Path) -> None:
    text = ast.get_docstring(tree_of(path))
    assert text, f"{name_of(path)} does not say what it is for"
    assert text.split("\n\n")[0].endswith((".", "?"))


@each_module
def test_a_module_has_a_name_that_says_something(path: Path) -> None:
    assert not BANNED_NAMES & set(path.relative_to(PACKAGE).with_suffix("").parts)


@pytest.mark.parametrize("folder", REGISTRIES)
def test_a_registry_lists_every_module_of_its_folder(folder: str) -> None:
    variable, shared = REGISTRIES[folder]
    init = PACKAGE / folder / "__init__.py"
    siblings = {path.stem for path in init.parent.glob("*.py")} - {"__init__", shared}
    listed = _listed(init, variable)
    prefix = f"labeler.{folder.replace('/', '.')}."
    found = set()
    for _, name in imported(init):
        if name.startswith(prefix):
            module, _, symbol = name.removeprefix(prefix).partition(".")
            if (symbol or module) in listed:
                found.add(module)
    assert found == siblings


def _listed(init: Path, variable: str) -> set[str]:
    """The names in the tuple, also those of `Format()` or `voc.FORMAT`."""
    for node in tree_of(init).body:
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
            continue
        target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
        if isinstance(target, ast.Name) and target.id == variable:
            return {n.id for n in ast.walk(node.value) if isinstance(n, ast.Name)}
    pytest.fail(f"{name_of(init)} has no {variable}")


@pytest.mark.parametrize("folder", REGISTRIES)
def test_siblings_in_a_registry_do_not_know_each_other(folder: str) -> None:
    _, shared = REGISTRIES[folder]
    prefix = f"labeler.{folder.replace('/', '.')}."
    wrong = []
    for path in (PACKAGE / folder).glob("*.py"):
        for _, name in imported(path):
            sibling = name.removeprefix(prefix).split(".")[0]
            if path.stem != "__init__" and name.startswith(prefix) and sibling != shared:
                wrong.append(f"{name_of(path)} imports {name}")
    assert not wrong


WITHOUT_QT = """
import importlib, pkgutil, sys
sys.modules["PySide6"] = None  # any import of it fails
for name in {names}:
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(package.__path__, name + "."):
        importlib.import_module(module.name)
assert not any(name.startswith("PySide6.") for name in sys.modules)
{more}
"""


@each_module
def test_types_of_numpy_are_imported_for_the_checker_alone(path: Path) -> None:
    """While one thread imports numpy, another may get hold of a half-made numpy by a module of it;
    `import numpy` itself waits."""
    allowed = {
        id(inner)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    early = [node for node, name in imported(path) if name.startswith("numpy.")]
    assert not [node.lineno for node in early if id(node) not in allowed]


def _runs_without_qt(names: list[str], more: str = "") -> None:
    code = WITHOUT_QT.format(names=names, more=more)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_core_and_tools_work_without_qt() -> None:
    _runs_without_qt(["labeler.core", "labeler.tools"])


def test_tools_load_nothing_heavy() -> None:
    heavy = {"numpy", "cv2", "lxml", "yaml", "ruamel.yaml", "PIL"}
    _runs_without_qt(["labeler.tools"], f"assert not {heavy} & set(sys.modules)")


@each_module
def test_translated_text_is_a_plain_literal(path: Path) -> None:
    """What lupdate cannot read is never translated."""
    tree = tree_of(path)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    called = {id(call.func) for call in calls}
    wrong = [f"{call.lineno}: not literal" for call in calls if not _literal(call)]
    for node in ast.walk(tree):
        if _translates(node) and id(node) not in called:
            wrong.append(f"{getattr(node, 'lineno', 0)}: an alias")
        if isinstance(node, ast.alias) and node.name == "QCoreApplication" and node.asname:
            wrong.append(f"{node.lineno}: QCoreApplication as {node.asname}")
    assert not wrong


def _translates(node: ast.AST) -> bool:
    if not isinstance(node, ast.Attribute):
        return False
    owner = node.value
    named = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
    by_class = node.attr == "translate" and named in ("QCoreApplication", "QApplication")
    return node.attr == "tr" or by_class


def _literal(call: ast.Call) -> bool:
    """False for a translating call whose text, context or remark is not a plain literal."""
    if not _translates(call.func):
        return True
    assert isinstance(call.func, ast.Attribute)
    texts = call.args[: 3 if call.func.attr == "translate" else 2]
    return bool(texts) and all(
        isinstance(text, ast.Constant) and isinstance(text.value, str | None) for text in texts
    )


@pytest.mark.parametrize(
    ("code", "fine"),
    [
        ('self.tr("a {b}").format(b=1)', True),
        ('self.tr("%n shape(s)", None, n)', True),
        ('self.tr("a", "remark")', True),
        ('QCoreApplication.translate("context", "text")', True),
        ("painter.translate(x, y)", True),
        ('self.tr(f"a {b}")', False),
        ("self.tr(text)", False),
        ('self.tr("a" + b)', False),
        ('QCoreApplication.translate("context", text)', False),
    ],
)
def test_the_check_of_text_finds_what_it_should(code: str, fine: bool) -> None:
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    assert all(map(_literal, calls)) == fine
