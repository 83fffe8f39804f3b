"""The project's own modules, loaded once by the warm parent and lent to each notebook that imports them.

A fork takes them out of sys.modules, so that a notebook has what it imports and no more, in the order it imports it. Then
each import puts the loaded module back, with those that it imports itself. Where an ordinary import would find another
copy of the package, or one of its files has changed since, nothing is lent and everything is imported again.
"""

from __future__ import annotations

import builtins
import importlib
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

from bluebook.kernels import inheritance

PACKAGE = "bluebook"
APART = f"{PACKAGE}.kernels"  # the parent's own code: a notebook that imports it gets it anew


class Lender(MetaPathFinder, Loader):
    """Finds and loads what the parent has loaded already."""

    def __init__(self) -> None:
        """Note the state of the files before any is loaded."""
        self.code = inheritance.code()
        self.imports: dict[str, list[str]] = {}
        self.modules: dict[str, ModuleType] = {}

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Note meanwhile, of each module that is loaded, which others of the package it imports."""
        ordinary = builtins.__import__

        def note(name: str, globals: dict | None = None, locals: dict | None = None, fromlist: Sequence[str] | None = (),
                 level: int = 0) -> ModuleType:  # fmt: skip
            found = ordinary(name, globals, locals, fromlist, level)
            around = globals or {}
            importer = around.get("__name__") or ""
            if own(importer) and getattr(around["__spec__"], "_initializing", False):  # not inside a function, called later
                asked = (name, *(f"{name}.{part}" for part in fromlist or ()))
                self.imports.setdefault(importer, []).extend(filter(sys.modules.__contains__, filter(own, asked)))
            return found

        builtins.__import__ = note  # type: ignore[assignment]
        try:
            yield
        finally:
            builtins.__import__ = ordinary

    def take_back(self) -> None:
        """Take all modules of the package out of use; from now on an import asks here first."""
        for name in [name for name in sys.modules if own(name)]:
            module = sys.modules.pop(name)
            if not f"{name}.".startswith(f"{APART}."):
                self.modules[name] = module
        for name in self.modules:
            package, _, part = name.rpartition(".")
            vars(self.modules[package]).pop(part, None) if package else None
        sys.meta_path.insert(0, self)

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Return where a module comes from: from here, if it is one of the package and still as it was."""
        if name == PACKAGE and not self._is_current():
            sys.meta_path.remove(self)
        elif name in self.modules and self in sys.meta_path:
            return ModuleSpec(name, self, is_package=hasattr(self.modules[name], "__path__"))
        return None

    def _is_current(self) -> bool:
        found = PathFinder.find_spec(PACKAGE)
        return found is not None and found.origin == self.modules[PACKAGE].__file__ and inheritance.code() == self.code

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Return the module that was loaded, with its own account of where it comes from."""
        self.lent = self.modules[spec.name].__spec__
        return self.modules[spec.name]

    def exec_module(self, module: ModuleType) -> None:
        """Import what the module imports, instead of running its code again."""
        module.__spec__ = self.lent
        for name in dict.fromkeys(self.imports.get(module.__name__, ())):
            importlib.import_module(name)


def own(name: str) -> bool:
    """Tell whether a module is the project's."""
    return name.partition(".")[0] == PACKAGE
