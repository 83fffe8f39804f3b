"""Writing files safely: a reader sees either all old or all new ones, even if the run is killed on the way.

A single file changes by a rename. The files of a figure change together: all are written into a hidden folder beside their
places, which is then renamed from `making` to `made`. A run killed before the renaming has changed nothing; after it, the
next run first moves the remaining files to their places. Only hidden names that this module made are ever deleted.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from bluebook.ground.phrases import shown
from bluebook.ground.refusals import Refused

MAKING, MADE, NEW = ".bluebook-making-", ".bluebook-made-", ".bluebook-new"
GOING = ".going"  # in a tree to be put in place: the names of the files that go
HELD: set[Path] = set()  # the folders that this process holds


def put(file: Path, content: bytes) -> bool:
    """Write a file in one step if its bytes differ; return whether it changed."""
    beside = file.with_name(f".{file.name}{NEW}")  # on the same disk, so that the rename is one step
    with explained(file), alone(file.parent):
        try:
            if _holds(file, content):
                return False
            beside.write_bytes(content)
            os.replace(beside, file)
        finally:
            beside.unlink(missing_ok=True)  # also what a killed run had left
    return True


def together(contents: Mapping[str, bytes], folder: Path, name: str) -> list[str]:
    """Put files into a folder, all of them or none; return the names of those whose bytes changed."""
    making, made = folder / f"{MAKING}{name}", folder / f"{MADE}{name}"
    with explained(folder / name), alone(folder):
        settle(folder)
        changed = {file: content for file, content in contents.items() if not _holds(folder / file, content)}
        if changed:
            try:
                making.mkdir()
                for file, content in changed.items():
                    (making / file).write_bytes(content)
                making.rename(made)
            finally:
                shutil.rmtree(making, ignore_errors=True)
            _finish(made)
    return list(changed)


def tree(written: Mapping[str, bytes], removed: Collection[str], folder: Path, name: str) -> None:
    """Put files into a folder and its subfolders and remove others, all or nothing. Names are paths in the folder.

    What has the same bytes already stays as it is.
    """
    making, made = folder / f"{MAKING}{name}", folder / f"{MADE}{name}"
    with explained(folder), alone(folder):
        settle(folder)
        try:
            making.mkdir()
            for path, content in written.items():
                if _holds(folder / path, content):
                    continue
                (making / path).parent.mkdir(parents=True, exist_ok=True)
                (making / path).write_bytes(content)
            (making / GOING).write_text("".join(f"{path}\n" for path in removed), encoding="utf-8")
            making.rename(made)
        finally:
            shutil.rmtree(making, ignore_errors=True)
        _finish(made)


def _holds(file: Path, content: bytes) -> bool:
    return file.exists() and file.read_bytes() == content


def settle(folder: Path) -> None:
    """Finish what a killed run had decided to put into a folder, and remove what it had not."""
    with explained(folder):
        for half in folder.glob(f".*{NEW}"):
            half.unlink()
        for half in folder.glob(f"{MAKING}*"):
            shutil.rmtree(half)
        for made in folder.glob(f"{MADE}*"):
            _finish(made)


def _finish(made: Path) -> None:
    going = made / GOING
    for path in going.read_text(encoding="utf-8").splitlines() if going.exists() else ():
        _take_away(made.parent / path)
    for file in sorted(file for file in made.rglob("*") if file.is_file() and file != going):
        place = made.parent / file.relative_to(made)
        place.parent.mkdir(parents=True, exist_ok=True)
        os.replace(file, place)  # takes no room on the disk, so a full one does not stop it half-way
    shutil.rmtree(made)


def _take_away(file: Path) -> None:
    """Remove a file, and its folder if that is then empty."""
    file.unlink(missing_ok=True)
    with suppress(OSError):
        file.parent.rmdir()


@contextmanager
def made(folder: Path) -> Iterator[None]:
    """Make a folder if it is missing, and remove it again if what is done meanwhile fails and leaves it empty."""
    new = not folder.exists()
    try:
        with explained(folder):
            folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        if new:
            with suppress(OSError):
                folder.rmdir()
        raise


@contextmanager
def entered(*folders: Path, tell: Callable[[str], object]) -> Iterator[None]:
    """Make missing folders, settle them first, and hold them meanwhile."""
    with ExitStack() as held:
        for folder in folders:
            with explained(folder):
                folder.mkdir(parents=True, exist_ok=True)
            held.enter_context(alone(folder, tell))
            settle(folder)
        yield


@contextmanager
def alone(folder: Path, tell: Callable[[str], object] = lambda line: None) -> Iterator[None]:
    """Hold a folder meanwhile, so that no other run writes into it; wait, and say so, while one does.

    The lock is on the folder itself: it needs no file, and the system releases it when the process ends.
    """
    place = folder.resolve()
    if place in HELD:
        yield
        return
    descriptor = os.open(place, os.O_RDONLY)
    try:
        _lock(descriptor, lambda: tell(f"another run is writing to {shown(place)}; waiting for it to finish"))
        HELD.add(place)
        yield
    finally:
        HELD.discard(place)
        os.close(descriptor)


def _lock(descriptor: int, tell: Callable[[], object] = lambda: None) -> None:
    """Wait for the lock of an open folder. Some disks have no locks; then don't wait."""
    with suppress(OSError):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell()
            fcntl.flock(descriptor, fcntl.LOCK_EX)


@contextmanager
def workshop(file: Path, tell: Callable[[str], object]) -> Iterator[Path]:
    """Yield a temporary folder beside a file to make it in; first remove what a killed run left there.

    If two runs make the same file at once, the second waits for the first.
    """
    folder = file.with_name(f".bluebook-{file.name}")
    descriptor = _owned(folder, lambda: tell(f"another run is making {file.name}; waiting for it to finish"))
    try:
        for left in folder.iterdir():
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(descriptor)


def _owned(folder: Path, tell: Callable[[], object]) -> int:
    """Return the descriptor of a folder that was made where it was missing, and is locked."""
    while True:
        with suppress(FileNotFoundError):  # whoever had it has removed it at its end
            folder.mkdir(exist_ok=True)
            descriptor = os.open(folder, os.O_RDONLY)
            _lock(descriptor, tell)
            if os.path.samestat(os.fstat(descriptor), folder.stat()):
                return descriptor


@contextmanager
def temporary() -> Iterator[Path]:
    """Yield a new temporary folder to work in; first remove those of killed runs."""
    home = Path(tempfile.gettempdir()) / f"bluebook-{os.getuid()}"
    home.mkdir(mode=0o700, exist_ok=True)
    if home.is_symlink() or home.stat().st_uid != os.getuid():
        raise Refused(f"{home}: belongs to another user")
    with alone(home):
        for left in home.iterdir():
            if _is_free(left):
                shutil.rmtree(left, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(dir=home))
        descriptor = os.open(folder, os.O_RDONLY)
        _lock(descriptor)  # held as long as this process lives
        HELD.add(folder.resolve())
    try:
        yield folder
    finally:
        HELD.discard(folder.resolve())
        shutil.rmtree(folder, ignore_errors=True)
        os.close(descriptor)


def _is_free(folder: Path) -> bool:
    """Tell whether no running process works in a folder."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True


@contextmanager
def explained(place: Path) -> Iterator[None]:
    """Turn an error of the disk into a refusal."""
    try:
        yield
    except OSError as error:
        raise Refused(f"{shown(place)}: can't be written ({error.strerror})") from None
