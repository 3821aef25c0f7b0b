"""A place where only loopback exists: a network namespace of its own, on Linux where allowed.

    python tools/loopback.py COMMAND ...

runs the command there, as the same user as before. Where the system refuses a namespace (or has
none, as macOS), the command runs all the same, after one line that says so.
"""

from __future__ import annotations

import ctypes
import errno
import os
import socket
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
SIOCGIFFLAGS = 0x8913
SIOCSIFFLAGS = 0x8914
IFF_UP = 1

# Addresses for documentation (RFC 5737, RFC 3849): nobody has them; at most there is a route.
OUTSIDE = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))


def enter() -> str | None:
    """Moves this process, which must have one thread only, to where there is only loopback.

    Returns None when that worked, and otherwise the reason why this system doesn't allow it.
    """
    if not sys.platform.startswith("linux"):
        return f"{sys.platform} has no network namespaces"
    # There is no way back from a namespace that was entered only half, so a child tries first.
    return _told_by_a_child(_enter) or _enter()


def refused() -> str | None:
    """Why this system gives no place with only loopback, found out by a process that tries."""
    probe = [sys.executable, __file__, sys.executable, "-c", ""]
    return subprocess.run(probe, stderr=subprocess.PIPE, text=True).stderr.strip() or None


def is_cut_off() -> bool:
    """Whether no address outside of this machine has a route from here."""
    return not any(_has_route(family, address) for family, address in OUTSIDE)


def _told_by_a_child(attempt: Callable[[], str | None]) -> str | None:
    """What the attempt returns in a process of its own, which then ends."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, (attempt() or "").encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with open(reading, "rb") as told:
        return told.read().decode() or None


def _enter() -> str | None:
    try:
        reason = _unshare_as_oneself() and _unshare(CLONE_NEWNET)
        if reason is None:
            _bring_up("lo")
        return reason
    except OSError as e:
        return f"the system gives a network namespace, but no rights in it ({e.strerror})"


def _unshare_as_oneself() -> str | None:
    """A namespace needs a privilege, and a user namespace gives it to anyone.

    The user keeps the own number there, so programs meet the same rights as outside: an ordinary
    user still can't take port 80.
    """
    user, group = os.getuid(), os.getgid()
    reason = _unshare(CLONE_NEWUSER | CLONE_NEWNET)
    if reason is None:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    return reason


def _unshare(flags: int) -> str | None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(flags) == 0:
        return None
    return f"the system refuses a network namespace ({os.strerror(ctypes.get_errno())})"


def _bring_up(interface: str) -> None:
    import fcntl

    request = struct.Struct("16sH14x")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        name = interface.encode()
        answer = fcntl.ioctl(control, SIOCGIFFLAGS, request.pack(name, 0))
        flags = request.unpack(answer)[1] | IFF_UP
        fcntl.ioctl(control, SIOCSIFFLAGS, request.pack(name, flags))


def _has_route(family: int, address: str) -> bool:
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((address, 9))
        return True
    except OSError as e:
        if e.errno in (
            errno.ENETUNREACH,
            errno.EHOSTUNREACH,
            errno.EADDRNOTAVAIL,
            errno.EAFNOSUPPORT,
        ):
            return False
        raise


def main(command: list[str]) -> int:
    """Runs a command where only loopback exists, in place of this process."""
    reason = enter()
    if reason:
        print(f"The network isn't cut off: {reason}.", file=sys.stderr, flush=True)
    os.execvp(command[0], command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
