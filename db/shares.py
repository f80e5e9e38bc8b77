"""Whether a folder lies on a network share, where SQLite's locks cannot be relied on."""

from __future__ import annotations

import sys
from pathlib import Path

SHARES = frozenset({"nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "ncpfs", "webdav"})
_OVER_FUSE = ("fuse.sshfs", "fuse.rclone", "fuse.glusterfs", "fuse.davfs", "fuse.s3fs")
_MOUNTS = Path("/proc/self/mounts")


def kind_in(mounts: str, folder: Path) -> str:
    """The kind of share that `folder` lies on by a table of mounts as Linux writes it; "" for a disk of this computer."""
    found = ("", "")
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        place = _plain(fields[1])
        if folder.is_relative_to(place) and len(place) >= len(found[0]):
            found = (place, fields[2])
    return found[1] if found[1] in SHARES or found[1] in _OVER_FUSE else ""


def _plain(place: str) -> str:
    """A mount's place; the kernel writes a space as "\\040"."""
    for code, sign in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        place = place.replace(code, sign)
    return place


if sys.platform == "win32":
    import ctypes

    _REMOTE = 4

    def share_of(folder: Path) -> str:
        """The kind of share that `folder` lies on, "" for a disk of this computer."""
        place = folder.resolve()
        is_remote = ctypes.windll.kernel32.GetDriveTypeW(place.anchor) == _REMOTE
        return "SMB" if is_remote or place.drive.startswith("\\\\") else ""
else:

    def share_of(folder: Path) -> str:
        """The kind of share that `folder` lies on, "" for a disk of this computer or where nobody can tell."""
        try:
            return kind_in(_MOUNTS.read_text(encoding="utf-8", errors="surrogateescape"), folder.resolve())
        except OSError:  # a system that has no such table
            return ""
