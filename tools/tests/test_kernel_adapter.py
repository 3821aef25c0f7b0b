"""The adapter in a real kernel: what it shows, and each guard beside the fault that it guards."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from kernel_folders import SET_UP, ours, stock, variables
from kernels import Kernel, KernelTimeout, running
from places import HERE


@pytest.fixture(scope="module")
def kernel() -> Iterator[Kernel]:
    """Our kernel, after the set-up cell that each notebook has."""
    with running(ours(), variables=variables()) as kernel:
        assert kernel.run(SET_UP).status == "ok"
        yield kernel


@pytest.fixture
def plain() -> Iterator[Kernel]:
    """The stock kernel without our jar: the faults are still there."""
    with running(stock(), variables=variables()) as kernel:
        yield kernel


@pytest.fixture
def visitor() -> Iterator[Kernel]:
    """The stock kernel, after the set-up cell."""
    with running(stock(), variables=variables()) as kernel:
        assert kernel.run(SET_UP).status == "ok"
        yield kernel


# --- the banner, servers


def test_start_says_one_line_that_is_the_same_everywhere(kernel: Kernel) -> None:
    started = kernel.run('Notebook.start("02-sockets", "0.1");')
    assert started.stream() == "Netbook 0.1 is ready: 02-sockets, loopback answers.\n"
    assert len(started.outputs) == 1


@pytest.mark.parametrize(
    ("version", "command"), [("0.0", "./netbook reset 02"), ("9.9", "./netbook lab")]
)
def test_start_tells_how_to_mend_another_version(
    kernel: Kernel, version: str, command: str
) -> None:
    lines = kernel.run(f'Notebook.start("02-sockets", "{version}");').stream().splitlines()
    assert len(lines) == 2
    assert f"for Netbook {version}, and the library is {HERE.version()}: {command}" in lines[1]


def test_stop_says_what_it_stopped(kernel: Kernel) -> None:
    kernel.run('var echo = TcpServer.start("echo", connection -> {});')
    assert kernel.run("Notebook.stop();").stream() == "Stopped 1 server: echo.\n"
    kernel.run('var a = TcpServer.start("a", c -> {}); var b = TcpServer.start(c -> {});')
    kernel.run("var other = TcpServer.start(c -> {});")
    assert kernel.run("Notebook.stop();").stream() == "Stopped 3 servers: a, 2 × server.\n"
    assert kernel.run("Notebook.stop();").stream() == "No server was running.\n"


# --- values and displays


def test_a_view_has_text_and_html(kernel: Kernel) -> None:
    shown = kernel.run('new View("a < b", new Html().element("b", "a < b"))')
    assert shown.data("text/plain") == ["a < b"]
    assert shown.data("text/html") == ["<b>a &lt; b</b>"]


def test_a_record_of_a_cell_can_draw_itself(kernel: Kernel) -> None:
    kernel.run(
        "record Drawn(int n) implements Viewable { public View view() {"
        ' return View.of("drawn " + n); } }'
    )
    assert kernel.run("new Drawn(3)").data("text/plain") == ["drawn 3"]


def test_a_renderer_that_fails_leaves_the_text(kernel: Kernel) -> None:
    kernel.run(
        "record Broken(int n) implements Viewable { public View view() {"
        ' throw new IllegalStateException("torn"); } }'
    )
    shown = kernel.run("new Broken(3)")
    assert shown.status == "ok"
    assert shown.data("text/plain")[0].startswith("Broken[n=3]\n")
    assert "torn" in shown.data("text/plain")[0]
    assert shown.data("text/html") == []


def test_an_output_is_bounded(kernel: Kernel) -> None:
    shown = kernel.run('View.of("x".repeat(2_000_000))')
    assert len(shown.data("text/plain")[0]) < 500_000
    assert shown.data("text/html") == []


def test_a_url_is_a_link(kernel: Kernel) -> None:
    shown = kernel.run("Notebook.url(8080)")
    assert shown.data("text/plain") == ["http://127.0.0.1:8080/"]
    assert 'href="http://127.0.0.1:8080/"' in shown.data("text/html")[0]


def test_other_addresses_are_text(kernel: Kernel) -> None:
    shown = kernel.run('java.net.URI.create("javascript:alert(1)")')
    assert "href" not in shown.data("text/html")[0]


def test_a_display_is_updated_after_its_cell_by_another_thread(kernel: Kernel) -> None:
    kernel.run("var gate = new java.util.concurrent.CountDownLatch(1);")
    cell = kernel.send(
        'var live = Notebook.live(View.of("before"));\n'
        "new Thread(() -> { try { gate.await(); } catch (InterruptedException e) {}\n"
        '  live.update(View.of("after")); }).start();'
    )
    shown = kernel.wait(cell)
    identity = shown.outputs[0]["transient"]["display_id"]
    kernel.send("gate.countDown();")
    late = kernel.late(cell, lambda messages: bool(messages))[0]
    assert late["header"]["msg_type"] == "update_display_data"
    assert late["content"]["transient"]["display_id"] == identity
    assert late["content"]["data"]["text/plain"] == "after"


def test_the_adapter_is_there_once(kernel: Kernel) -> None:
    kernel.run('Notebook.start("02-sockets", "0.1");')
    registered = "org.dflib.jjava.jupyter.kernel.BaseKernel.notebookKernel().getRenderer()"
    count = kernel.run(
        f"var renderer = {registered};\n"
        'var drawn = renderer.getClass().getDeclaredField("renderFunctions");\n'
        "drawn.setAccessible(true);\n"
        "((List<?>) ((Map<?, ?>) drawn.get(renderer)).get(View.class)).size()"
    )
    assert count.data() == ["1"]


def test_about_names_kernel_and_java(kernel: Kernel) -> None:
    about = kernel.run("Notebook.about();").data()[0]
    assert "JJava 1.0" in about
    assert f"Netbook     {HERE.version()}" in about


# --- expected failures


def test_an_expected_failure_is_a_short_box(kernel: Kernel) -> None:
    shown = kernel.run(
        'Expect.failure(IOException.class, () -> { throw new IOException("a < b",'
        ' new IllegalStateException("why")); });'
    )
    assert shown.status == "ok"
    assert shown.data()[0].splitlines() == [
        "IOException: a < b",
        "  because of IllegalStateException: why",
        "  (java.io.IOException, as expected)",
    ]
    assert "a &lt; b" in shown.data("text/html")[0]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("{}", "expected IOException, but nothing was thrown"),
        (
            '{ throw new IllegalStateException("other"); }',
            "expected IOException, but this came: IllegalStateException: other",
        ),
    ],
)
def test_a_failure_that_is_not_the_expected_one_fails_the_cell(
    kernel: Kernel, body: str, told: str
) -> None:
    failed = kernel.run(f"Expect.failure(IOException.class, () -> {body});")
    assert failed.status == "error"
    assert told in failed.error()


# --- completion and documentation


def test_completion_knows_our_types(kernel: Kernel) -> None:
    code = "TcpServer.sta"
    assert any(match.startswith("start(") for match in kernel.complete(code, len(code)))


def test_shift_tab_shows_our_javadoc_and_the_jdks(kernel: Kernel) -> None:
    shown = kernel.inspect("TcpServer.start(connection -> {})", len("TcpServer.sta"))
    assert "ConnectionHandler handler" in shown
    assert "Starts a server on 127.0.0.1 and a free port." in shown
    assert "all leading" in kernel.inspect('"a".strip()', len('"a".str'))


def test_without_our_sources_shift_tab_shows_a_bare_signature(
    plain: Kernel, tmp_path: Path
) -> None:
    lonely = shutil.copy(HERE.netbook_jar, tmp_path)
    plain.run(f"%classpath {lonely}\nimport netbook.net.*;")
    shown = plain.inspect("TcpServer.start(connection -> {})", len("TcpServer.sta"))
    assert "ConnectionHandler handler" in shown
    assert "Starts a server" not in shown


def test_new_cells_need_no_import_of_ours() -> None:
    with running(ours(), variables=variables()) as kernel:
        assert kernel.run("Servers.list()").data() == ["[]"]
        assert kernel.run("Show.class.getName()").data() == ["netbook.show.Show"]


# --- a guard each, and the fault that it guards

# Few enough that the kernel's queue, which holds a thousand messages, drops none.
INTERRUPTED = """\
var threads = new ArrayList<Thread>();
for (int t = 0; t < 10; t++) {
  int n = t;
  threads.add(Thread.ofPlatform().daemon().unstarted(() -> {
    for (int i = 0; i < 20; i++) System.out.println("<" + n + "." + i + ">");
  }));
}
threads.forEach(Thread::start);
while (threads.stream().anyMatch(Thread::isAlive)) threads.forEach(Thread::interrupt);
"""


def test_a_thread_that_is_interrupted_meanwhile_prints_each_line_once(kernel: Kernel) -> None:
    for _ in range(5):
        assert sorted(_numbers(kernel.run(INTERRUPTED).stream())) == sorted(
            f"{thread}.{line}" for thread in range(10) for line in range(20)
        )


BEFORE = """\
var interrupted = new Thread(() -> {
  for (int i = 0; i < 20; i++) {
    Thread.currentThread().interrupt();
    System.out.println("<" + i + ">");
  }
});
interrupted.start();
interrupted.join();
"""


def test_a_thread_that_is_interrupted_before_prints_each_line_once(kernel: Kernel) -> None:
    assert _numbers(kernel.run(BEFORE).stream()) == [str(line) for line in range(20)]


def test_without_the_guard_such_a_print_fails(plain: Kernel) -> None:
    try:
        told = plain.run(BEFORE)
    except ValueError as e:  # half a message
        assert "Signature" in str(e)
    else:
        assert "ZMQException" in told.stream("stderr")


def test_a_print_leaves_the_thread_interrupted(kernel: Kernel) -> None:
    told = kernel.run(
        "boolean kept() { Thread.currentThread().interrupt();"
        ' System.out.println("x"); return Thread.interrupted(); }\n'
        "kept()"
    )
    assert told.data() == ["true"]


SILENT_SOCKET = """\
var silent = new ServerSocket(0);
var client = new Socket("127.0.0.1", silent.getLocalPort());
client.getInputStream()
"""


@pytest.mark.parametrize("which", ["kernel", "visitor"])
def test_a_cell_may_end_with_a_stream(which: str, request: pytest.FixtureRequest) -> None:
    kernel: Kernel = request.getfixturevalue(which)
    shown = kernel.run(SILENT_SOCKET, timeout=20)
    assert "SocketInputStream" in shown.data()[0]
    kernel.run("client.close(); silent.close();")


def test_without_the_guard_such_a_cell_hangs(plain: Kernel) -> None:
    plain.run("1")
    with pytest.raises(KernelTimeout):
        plain.run(SILENT_SOCKET, timeout=3)


LATE = """\
var gate = new java.util.concurrent.CountDownLatch(1);
new Thread(() -> {
  try { gate.await(); } catch (InterruptedException e) {}
  System.out.println("a late line");
  System.err.println("a late complaint");
}).start();
Thread.ofPlatform().daemon().start(() -> {
  try { Thread.sleep(300); } catch (InterruptedException e) {}
  gate.countDown();
});
"""


@pytest.mark.parametrize("which", ["kernel", "visitor"])
def test_what_is_printed_between_cells_is_shown(which: str, request: pytest.FixtureRequest) -> None:
    kernel: Kernel = request.getfixturevalue(which)
    kernel.run("1")
    cell = kernel.send(LATE)
    kernel.wait(cell)
    late = kernel.late(cell, lambda messages: len(messages) == 2)
    assert [message["content"] for message in late] == [
        {"name": "stdout", "text": "a late line\n"},
        {"name": "stderr", "text": "a late complaint\n"},
    ]


def test_without_the_guard_it_goes_to_the_log(plain: Kernel) -> None:
    plain.run(LATE)
    end = time.monotonic() + 10
    while "a late line" not in plain.log():
        assert time.monotonic() < end, "neither in the log"
        time.sleep(0.05)


# --- interrupting, leaving


@pytest.mark.parametrize(
    "waiting",
    [
        "Thread.sleep(60_000);",
        "var patient = TcpClient.with().timeout(java.time.Duration.ofMinutes(1));\n"
        "patient.connectTo(deaf.address()).readAll();",
        "deaf.awaitServed(99);",
    ],
)
def test_a_cell_that_waits_can_be_interrupted(kernel: Kernel, waiting: str) -> None:
    kernel.run(
        'var deaf = TcpServer.start("deaf", connection -> connection.in().transferTo('
        "java.io.OutputStream.nullOutputStream()));"
    )
    cell = kernel.send(f'{{ System.out.println("begun");\n{waiting} }}')
    for message in kernel.messages(cell, timeout=20):
        if message["header"]["msg_type"] == "stream":
            break
    kernel.interrupt()
    assert "interrupted" in kernel.wait(cell, timeout=20).error()
    assert kernel.run("6 * 7").data() == ["42"]
    kernel.run("Notebook.stop();")


def test_it_is_gone_soon_after_it_was_asked_to_leave() -> None:
    with running(ours(), variables=variables()) as kernel:
        kernel.run(SET_UP + 'var echo = TcpServer.start("echo", connection -> {});')
        assert kernel.shutdown() < 1.5  # `./netbook bench kernel` holds the half second


def test_without_the_extension_it_stays_until_it_is_signalled(plain: Kernel) -> None:
    plain.run("1")
    assert plain.shutdown(patience=2.0) > 1.9


def test_a_server_is_stopped_in_an_orderly_way(tmp_path: Path) -> None:
    path = tmp_path / "s"
    with running(ours(), variables=variables()) as kernel:
        kernel.run(
            SET_UP
            + "var echo = TcpServer.with()"
            + f'.onUnixSocket(java.nio.file.Path.of("{path}")).start(c -> {{}});'
        )
        assert path.exists()
        kernel.shutdown()
    assert not path.exists()


def _numbers(text: str) -> list[str]:
    return [line.strip("<>") for line in text.splitlines() if line.startswith("<")]
