"""Compare wheels, file by file: the one made from the source distribution must be the one made from the checkout.

``python .ci/same_wheel.py FIRST.whl SECOND.whl [SOURCE]`` prints each difference and leaves with status 1 if there is one. With
SOURCE, the folder of the package in the checkout, it also holds the wheel against the files that git knows there.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path


def contents(wheel: Path) -> dict[str, bytes]:
    """Each file of a wheel by its name, with its bytes."""
    with zipfile.ZipFile(wheel) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}


def tracked(source: Path) -> dict[str, bytes]:
    """The files of the package that are under version control, named as in a wheel."""
    listed = subprocess.run(["git", "ls-files", "-z", "."], cwd=source, capture_output=True, check=True)  # noqa: S607 - git of the user's PATH
    names = [name for name in listed.stdout.decode().split("\0") if name]
    return {f"{source.name}/{name}": (source / name).read_bytes() for name in names}


def differences(first: dict[str, bytes], second: dict[str, bytes], named: tuple[str, str]) -> list[str]:
    """What is only in one of them, or not the same in both."""
    found = [f"only in {named[0]}: {name}" for name in sorted(first.keys() - second.keys())]
    found += [f"only in {named[1]}: {name}" for name in sorted(second.keys() - first.keys())]
    found += [f"not the same: {name}" for name in sorted(first.keys() & second.keys()) if first[name] != second[name]]
    return found


def main(arguments: list[str]) -> int:
    """Compare what was named; say what differs, or how many files are the same."""
    if len(arguments) not in {2, 3}:
        print(__doc__, file=sys.stderr)
        return 2
    first, second = (contents(Path(name)) for name in arguments[:2])
    found = differences(first, second, ("the first wheel", "the second wheel"))
    if len(arguments) > 2:
        source = Path(arguments[2]).resolve()
        packed = {name: data for name, data in first.items() if name.startswith(f"{source.name}/")}
        found += differences(packed, tracked(source), ("the wheel", "the checkout"))
    print("\n".join(found) if found else f"both wheels hold the same {len(first)} files")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
