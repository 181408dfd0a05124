"""LibreOffice: where it is, and one guarded run of it over a batch of files."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

# What a converted file must never do: run macros, follow links, fetch pictures, ask for updates.
# The proxy leads nowhere, so that no address in a file can be called.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}
</oor:items>
"""
_SWITCHES = (
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("/org.openoffice.Office.Common/Misc", "FirstRun", "false"),
)
_ITEM = '<item oor:path="{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
_NO_PROXY = {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
_POLL = 0.05  # seconds
_PATIENCE = 5.0  # seconds a killed process has to be gone


@dataclass(frozen=True, slots=True)
class OfficeRun:
    """How a run ended. `stalled`: it was ended because nothing came for too long."""

    stalled: bool
    returncode: int | None


def find_office(setting: str = "") -> Path | None:
    """Return LibreOffice's program: the setting, else the search path, else the usual places."""
    if setting:
        named = Path(setting).expanduser()
        candidates = [named, named / "soffice", named / "soffice.exe"]
        return next((one for one in candidates if one.is_file()), None)
    for name in ("soffice", "libreoffice", "soffice.com", "soffice.exe"):
        found = shutil.which(name)
        if found is not None:
            return Path(found)
    return next((place for place in _usual_places() if place.is_file()), None)


def _usual_places() -> Iterator[Path]:
    if sys.platform == "win32":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            folder = os.environ.get(variable)
            if folder:
                yield Path(folder) / "LibreOffice" / "program" / "soffice.com"
                yield Path(folder) / "LibreOffice" / "program" / "soffice.exe"
    elif sys.platform == "darwin":
        yield Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
        yield Path.home() / "Applications/LibreOffice.app/Contents/MacOS/soffice"
    else:
        yield Path("/usr/lib/libreoffice/program/soffice")
        yield Path("/usr/lib64/libreoffice/program/soffice")
        yield Path("/snap/bin/libreoffice")
        yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)


def run_office(
    program: Path,
    files: Sequence[Path],
    out: Path,
    *,
    profile: Path,
    to: str,
    infilter: str = "",
    start_seconds: float,
    file_seconds: float,
) -> OfficeRun:
    """Convert files in one run of LibreOffice with a private profile; results lie in `out`.

    The first result may take `start_seconds` + `file_seconds`, each further one `file_seconds`;
    then the whole process group is ended. What is there by then stays.
    """
    _prepare(profile)
    out.mkdir(parents=True, exist_ok=True)
    command = [
        str(program),
        f"-env:UserInstallation={profile.resolve().as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
        *([f"--infilter={infilter}"] if infilter else []),
        *("--convert-to", to, "--outdir", str(out.resolve())),
        *(str(file.resolve()) for file in files),
    ]
    process = _start(command, profile)
    try:
        return _watch(process, out, start_seconds=start_seconds, file_seconds=file_seconds)
    finally:
        _end(process)


def _prepare(profile: Path) -> None:
    """Write the switches of a new profile."""
    registry = profile / "user" / "registrymodifications.xcu"
    if not registry.exists():
        registry.parent.mkdir(parents=True, exist_ok=True)
        items = "\n".join(_ITEM.format(*switch) for switch in _SWITCHES)
        registry.write_text(_PROFILE.format(items=items), encoding="utf-8")


def _start(command: list[str], profile: Path) -> subprocess.Popen[bytes]:
    environment: Mapping[str, str] = {
        **os.environ,
        **_NO_PROXY,
        "SAL_USE_VCLPLUGIN": "svp",
        "HOME": str(profile.resolve()),  # nothing of the user's is read or written
    }
    windows = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
        creationflags=windows,
    )


def _watch(
    process: subprocess.Popen[bytes], out: Path, *, start_seconds: float, file_seconds: float
) -> OfficeRun:
    """Wait for the end, as long as results keep coming."""
    come = 0
    until = time.monotonic() + start_seconds + file_seconds
    while True:
        try:
            return OfficeRun(stalled=False, returncode=process.wait(_POLL))
        except subprocess.TimeoutExpired:
            pass
        now = sum(1 for _ in out.iterdir())
        if now > come:
            come = now
            until = time.monotonic() + file_seconds
        elif time.monotonic() > until:
            return OfficeRun(stalled=True, returncode=None)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process with all it has started: soffice is a script that starts others."""
    if sys.platform == "win32":
        if process.poll() is None:
            kill = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(kill, capture_output=True, check=False)
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
