"""Builds the wheel with the standard library alone, so that installing it asks no registry for anything.

Where GRAFAKE_WHEEL_PROGRAM names a program, the wheel carries it, and is for this machine's kind alone.
"""

from __future__ import annotations

import base64
import hashlib
import os
import pathlib
import re
import sysconfig
import zipfile
from typing import Any, Dict, List, Optional, Tuple

HERE = pathlib.Path(__file__).parent
PACKAGE = "grafake"
ENTRY_POINTS = "[pytest11]\ngrafake = grafake.pytest_plugin\n"
Files = Dict[str, Tuple[bytes, int]]  # path in the wheel -> content, mode


def _project(key: str) -> str:
    found = re.search(rf'^{key} = "(.*)"$', (HERE / "pyproject.toml").read_text(), re.M)
    assert found is not None, key
    return found.group(1)


def _metadata() -> str:
    return (
        f"Metadata-Version: 2.1\nName: {PACKAGE}\nVersion: {_project('version')}\nSummary: {_project('description')}\n"
        f"Requires-Python: {_project('requires-python')}\nDescription-Content-Type: text/markdown\n\n"
        + (HERE / "README.md").read_text()
    )


def _tag(program: str) -> str:
    platform = re.sub(r"[-.]", "_", sysconfig.get_platform()) if program else "any"
    return f"py3-none-{platform}"


def _wheel_info(program: str) -> str:
    pure = "false" if program else "true"
    return f"Wheel-Version: 1.0\nGenerator: grafake\nRoot-Is-Purelib: {pure}\nTag: {_tag(program)}\n"


def _sources() -> Files:
    files = (path for path in sorted((HERE / PACKAGE).iterdir()) if path.suffix in (".py", ".typed"))
    return {f"{PACKAGE}/{path.name}": (path.read_bytes(), 0o644) for path in files}


def _write(wheel: pathlib.Path, files: Files, info: str) -> None:
    record = ""
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, (content, mode) in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr = (0o100000 | mode) << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            record += f"{name},sha256={digest},{len(content)}\n"
        archive.writestr(f"{info}/RECORD", f"{record}{info}/RECORD,,\n")


def _build(directory: str, files: Files, program: str) -> str:
    info = f"{PACKAGE}-{_project('version')}.dist-info"
    if program:
        files[f"{PACKAGE}/program/grafake"] = (pathlib.Path(program).read_bytes(), 0o755)
    for name, text in {"METADATA": _metadata(), "WHEEL": _wheel_info(program), "entry_points.txt": ENTRY_POINTS}.items():
        files[f"{info}/{name}"] = (text.encode(), 0o644)
    name = f"{PACKAGE}-{_project('version')}-{_tag(program)}.whl"
    _write(pathlib.Path(directory) / name, files, info)
    return name


Settings = Optional[Dict[str, Any]]


def get_requires_for_build_wheel(config_settings: Settings = None) -> List[str]:
    return []


def get_requires_for_build_editable(config_settings: Settings = None) -> List[str]:
    return []


def build_wheel(wheel_directory: str, config_settings: Settings = None, metadata_directory: Optional[str] = None) -> str:
    return _build(wheel_directory, _sources(), os.environ.get("GRAFAKE_WHEEL_PROGRAM", ""))


def build_editable(wheel_directory: str, config_settings: Settings = None, metadata_directory: Optional[str] = None) -> str:
    return _build(wheel_directory, {f"{PACKAGE}.pth": (f"{HERE}\n".encode(), 0o644)}, "")
