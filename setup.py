"""Puts resources/ inside the package that is built; everything else is in pyproject.toml."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithResources(build_py):
    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            inside = Path(self.build_lib, "labeler", "resources")
            shutil.rmtree(inside, ignore_errors=True)
            shutil.copytree("resources", inside)


setup(cmdclass={"build_py": BuildWithResources})
