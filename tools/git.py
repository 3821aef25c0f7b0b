"""Takes a new version of the course with git: a step forward or nothing, and never a merge."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import packages
from places import Places, environment
from progress import Problem

SECONDS = 300

# Tells git to look elsewhere than in the folder where it is started.
ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX")

KEEP = "git stash --include-untracked"


def fast_forward(places: Places) -> bool:
    """Fetches, and moves the checkout to what came; says whether anything did.

    What the user has changed or added is never written over: then this is a Problem.
    """
    if not shutil.which("git"):
        raise Problem("git is missing", packages.install(["git"], places.java_release()))
    if not (places.root / ".git").exists():
        raise Problem(f"{places.root} is no git checkout, so there is nothing to update it from")
    upstream = _upstream(places)
    _unchanged(places)
    _git(places, "fetch", "--quiet", failed="the new version could not be fetched")
    counted = _git(places, "rev-list", "--left-right", "--count", f"HEAD...{upstream}")
    ahead, behind = counted.split()
    if behind == "0":
        return False
    if ahead != "0":
        raise Problem(
            f"this checkout has commits that the course doesn't have ({ahead}), and the course has "
            f"new ones ({behind}); nothing was changed",
            f"git rebase {upstream}",
        )
    # An ignored file is somebody's too, and git would write over it unless it is told not to.
    step = ("merge", "--quiet", "--ff-only", "--no-overwrite-ignore", upstream)
    _git(places, *step, failed="the new version could not be put in place", command=KEEP)
    return True


def _upstream(places: Places) -> str:
    name = _git(places, "branch", "--show-current")
    if not name:
        raise Problem("git has no branch checked out here", "git switch main")
    told = _run(places, "rev-parse", "--symbolic-full-name", "@{upstream}")
    if told.returncode != 0:
        command = f"git branch --set-upstream-to=origin/{name}"
        raise Problem(f"the branch {name} has no upstream to get new versions from", command)
    return told.stdout.strip()


def _unchanged(places: Places) -> None:
    lock = Path(_git(places, "rev-parse", "--git-path", "index.lock"))
    if (places.root / lock).exists():
        what = "another git command is at work here, or one was killed and left its lock"
        raise Problem(what, f"rm '{places.root / lock}', if none is")
    changed = _git(places, "status", "--porcelain", "--untracked-files=no").splitlines()
    if changed:
        names = ", ".join(line[3:] for line in changed[:3]) + (" …" if len(changed) > 3 else "")
        what = f"files of the course itself were changed: {names}"
        raise Problem(what, f"{KEEP} sets them aside")


def _git(places: Places, *arguments: str, failed: str = "git failed", command: str = "") -> str:
    """What git prints; a Problem with its reason if it fails."""
    told = _run(places, *arguments)
    if told.returncode != 0:
        lines = [line.strip() for line in told.stderr.splitlines() if line.strip()]
        reason = " ".join(lines)[:300] or "no reason given"
        raise Problem(f"{failed}: {reason}", command)
    return told.stdout.rstrip("\n")


def _run(places: Places, *arguments: str) -> subprocess.CompletedProcess[str]:
    variables = {name: v for name, v in environment().items() if name not in ELSEWHERE}
    try:
        return subprocess.run(
            ["git", *arguments],
            cwd=places.root,
            env=variables | {"LC_ALL": "C"},
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
            # A Ctrl-C in the terminal doesn't reach it there, to end it half-way.
            start_new_session=arguments[0] == "merge",
        )
    except subprocess.TimeoutExpired as e:
        raise Problem(f"git gave no answer within {SECONDS} s") from e
