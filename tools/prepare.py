"""Builds the jars, writes the kernelspec for the Python environment that runs this, and signs the
chapters for its user.

binder/postBuild starts it: on Binder, by the launcher, and in CI.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import aot
import chapters
import jdk
import kernelspec
import maven
import stamps
from places import HERE, Places
from progress import Problem, end_in_order, step, warn


def kernel_inputs(chosen: jdk.Jdk, places: Places, prefix: Path) -> str:
    """What the cache depends on: the JVM checks the jars' times and sizes, so these count too."""
    spec = kernelspec.spec(chosen, places, prefix)
    jars = [kernelspec.folder(prefix) / "jjava.jar", places.guard_jar]
    states = [(jar.stat().st_mtime_ns, jar.stat().st_size) for jar in jars]
    return stamps.of_parts([chosen.version, repr(spec), repr(states), repr(aot.TRAINING)])


def prepare(places: Places, prefix: Path) -> None:
    """Does each step that isn't up to date."""
    with stamps.alone(places):
        chosen = jdk.required(places)
        maven.build(chosen, places)
        kernelspec.write(chosen, places, prefix)
        content = kernel_inputs(chosen, places, prefix)
        if not cache_settled(places, content):
            _record_cache(chosen, places, prefix, content)
        _try_out(places, prefix, content)
        chapters.trust(places, Path(sys.executable), os.environ)


def cache_settled(places: Places, content: str) -> bool:
    """Whether the cache is there for this kernel, or can't be made for it."""
    recorded = places.aot_cache.is_file() and stamps.holds(places, "aot", content)
    return recorded or stamps.holds(places, "aot-failed", content)


def _record_cache(chosen: jdk.Jdk, places: Places, prefix: Path, content: str) -> None:
    """Without a cache the kernel only starts slower, so a failure here stops nothing."""
    places.aot_cache.unlink(missing_ok=True)
    try:
        with stamps.renewed(places, "aot", content), step("Making the Java kernel start faster"):
            aot.record(chosen, places, prefix)
    except aot.KernelError as e:
        stamps.write(places.stamps / "aot-failed", content)
        warn(f"went on without that: {e} (log: {places.logs / 'aot.log'})")


def _try_out(places: Places, prefix: Path, content: str) -> None:
    jar = places.netbook_jar.stat()
    content = stamps.of_parts([content, repr((jar.st_mtime_ns, jar.st_size))])
    if stamps.holds(places, "smoke", content):
        return
    with stamps.renewed(places, "smoke", content):
        try:
            with step("Trying the Java kernel out"):
                aot.smoke_test(places, prefix)
        except aot.KernelError as e:
            log = places.logs / "kernel.log"
            raise Problem(f"the Java kernel doesn't work: {e}", "./netbook doctor", log) from e


def main() -> int:
    """Prepares this checkout for the Python that runs this."""
    end_in_order()
    try:
        prepare(HERE, Path(sys.prefix))
    except Problem as problem:
        print(f"netbook: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
