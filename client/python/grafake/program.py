"""Where the program is."""

from __future__ import annotations

import os
import pathlib
import shutil

_CARRIED = pathlib.Path(__file__).parent / "program" / "grafake"


class ProgramNotFound(Exception):
    """There is no grafake to start."""


def find_program() -> str:
    """What GRAFAKE names, else what this package carries, which fits it best, else what is in PATH."""
    named = os.environ.get("GRAFAKE")
    if named:
        return named
    if _CARRIED.exists():
        return str(_CARRIED)
    found = shutil.which("grafake")
    if found is None:
        raise ProgramNotFound(
            "there is no program grafake: this wheel carries none, and PATH has none; say where it is by GRAFAKE=/path/of/grafake"
        )
    return found
