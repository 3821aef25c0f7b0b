"""The programs of programs/, started as a learner starts them and spoken to from outside."""

from __future__ import annotations

import json
import re
import signal
import socket
import struct
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import chapters
import jdk
import pytest
from places import HERE, environment

PROGRAMS = HERE.root / "programs"
EVERY_BYTE = bytes(range(256))
SECONDS = 60

MARKED = re.compile(r"^ *// chapter (\d\d), cell ([\w-]+)\n(.*?)^ *// end$", re.DOTALL | re.M)
LISTENING = re.compile(r"Listening on 127\.0\.0\.1 port (\d+); Ctrl-C ends it\n")

Answers = Callable[[bytes], list[bytes]]

TIED = {
    "EchoServer": ["right-server", "right-server", "right-one"],
    "BasicClient": ["client-connect", "right-one", "right-one"],
    "RawDns": ["build", "mended"],
    "Resolve": ["ask"],
}


def start(program: str, *arguments: str) -> subprocess.Popen[bytes]:
    library = ["-cp", HERE.netbook_jar] if program == "Resolve" else []
    argv = [jdk.required(HERE).java, *library, f"programs/{program}.java", *arguments]
    return subprocess.Popen(
        argv,
        cwd=HERE.root,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def run(program: str, *arguments: str, typed: bytes = b"") -> tuple[int, bytes, str]:
    """Runs a program to its end: its exit code, what it printed, and what it complained about."""
    process = start(program, *arguments)
    try:
        out, err = process.communicate(typed, timeout=SECONDS)
    finally:
        process.kill()
        process.wait(SECONDS)
    return process.returncode, out, err.decode()


@contextmanager
def echo_server(*arguments: str) -> Iterator[int]:
    """Runs the server and gives its port; Ctrl-C must end it without a word."""
    process = start("EchoServer", *arguments)
    killer = threading.Timer(10 * SECONDS, process.kill)
    killer.start()
    try:
        assert process.stdout
        said = LISTENING.fullmatch(process.stdout.readline().decode())
        assert said, process.communicate(timeout=SECONDS)[1].decode()
        yield int(said[1])
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=SECONDS) == (b"", b"")
        assert process.returncode == 128 + signal.SIGINT
    finally:
        killer.cancel()
        process.kill()
        process.wait(SECONDS)
    with pytest.raises(ConnectionRefusedError):
        connected(int(said[1]))


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with echo_server() as number:
        yield number


def connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=10)


def read_all(connection: socket.socket) -> bytes:
    return b"".join(iter(lambda: connection.recv(65536), b""))


def says_in_one_line(program: str, said: str, err: str) -> bool:
    return re.fullmatch(rf"{program}: [^\n]*{said}[^\n]*\n", err) is not None


@pytest.mark.parametrize("program", TIED)
def test_it_compiles_without_a_warning(program: str, tmp_path: Path):
    javac = jdk.required(HERE).home / "bin" / "javac"
    argv = [javac, "-Xlint:all,-classfile", "-Werror", "-cp", HERE.netbook_jar, "-d", tmp_path]
    argv += [PROGRAMS / f"{program}.java"]
    done = subprocess.run(argv, capture_output=True, text=True, env=environment(), check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_every_program_is_tied_to_its_chapter():
    assert sorted(TIED) == sorted(path.stem for path in PROGRAMS.iterdir())


@pytest.mark.parametrize("program", TIED)
def test_what_it_marks_is_the_code_of_the_chapters_cell(program: str):
    text = (PROGRAMS / f"{program}.java").read_text("utf-8")
    marked = MARKED.findall(text)
    assert [cell for _, cell, _ in marked] == TIED[program]
    assert text.count("// chapter ") == text.count("// end\n") == len(marked)
    for chapter, cell, code in marked:
        there, wanted = plain(source_of(chapter, cell)), plain(code)
        assert wanted and f"\n{wanted}\n" in f"\n{there}\n", f"{program} and cell {cell} differ"


def plain(code: str) -> str:
    """Code without its indentation and its blank lines."""
    return "\n".join(line.strip() for line in code.splitlines() if line.strip())


def source_of(chapter: str, cell: str) -> str:
    pages = [json.loads(path.read_text("utf-8")) for path in chapters.chapter(HERE, chapter)]
    (found,) = [there for page in pages for there in page["cells"] if there["id"] == cell]
    return "".join(found["source"])


def test_every_byte_comes_back_and_the_end_is_answered(port: int):
    with closing(connected(port)) as client:
        client.sendall(EVERY_BYTE)
        client.shutdown(socket.SHUT_WR)
        assert read_all(client) == EVERY_BYTE


def test_a_reset_ends_nobody_else(port: int):
    with closing(connected(port)) as other:
        for _ in range(10):
            rude = connected(port)
            rude.sendall(b"bye")
            rude.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            rude.close()
        for client in (other, connected(port)):
            client.sendall(b"still there?")
            client.shutdown(socket.SHUT_WR)
            assert read_all(client) == b"still there?"
            client.close()


def test_fifty_are_served_at_once(port: int):
    with ExitStack() as stack:
        clients = [stack.enter_context(closing(connected(port))) for _ in range(51)]
        silent, *clients = clients
        for number, client in enumerate(clients):
            client.sendall(b"I am %d" % number)
        for number, client in enumerate(clients):
            client.shutdown(socket.SHUT_WR)
            assert read_all(client) == b"I am %d" % number
        silent.sendall(b"me too")
        assert silent.recv(100) == b"me too"


def test_a_port_that_is_taken_is_said_in_one_line(port: int):
    code, out, err = run("EchoServer", str(port))
    assert (code, out) == (1, b"")
    assert says_in_one_line("EchoServer", f"port {port}: Address already in use", err), err


def test_it_takes_the_port_that_is_asked_for():
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        wanted = free.getsockname()[1]
    with echo_server(str(wanted)) as number:
        assert number == wanted


@pytest.mark.parametrize(
    ("program", "arguments", "said"),
    [
        ("EchoServer", ["abc"], "'abc' is no port"),
        ("EchoServer", ["65536"], "'65536' is no port"),
        ("EchoServer", ["-1"], "'-1' is no port"),
        ("EchoServer", ["1", "2"], "takes one argument"),
        ("BasicClient", [], "takes a host, a port"),
        ("BasicClient", ["localhost", "0"], "'0' is no port"),
        ("BasicClient", ["localhost", "1", "a", "b"], "takes a host, a port"),
        ("RawDns", ["localhost", "53"], "takes a server, its port, a name"),
        ("Resolve", ["localhost", "53", "example.com", "MXX"], "'MXX' is no type"),
        ("Resolve", ["localhost", "53", "a..b"], "'a..b' is no name"),
        ("RawDns", ["localhost", "1", "example.com", "MXX"], "'MXX' is no type"),
        ("RawDns", ["localhost", "1", "bücher.example"], "'b.cher' is no label"),
        ("RawDns", ["localhost", "1", "a." * 128], "takes 257 bytes"),
    ],
)
def test_a_wrong_argument_is_said_in_one_line(program: str, arguments: list[str], said: str):
    code, out, err = run(program, *arguments)
    assert (code, out) == (1, b"")
    assert says_in_one_line(program, said, err), err


def test_the_client_sends_its_argument_and_prints_the_answer(port: int):
    assert run("BasicClient", "localhost", str(port), "héllo") == (0, "héllo\n".encode(), "")


def test_the_client_sends_a_file_that_is_bigger_than_all_buffers(port: int):
    data = EVERY_BYTE * 40_000
    assert run("BasicClient", "127.0.0.1", str(port), typed=data) == (0, data, "")


@contextmanager
def listening() -> Iterator[tuple[socket.socket, str]]:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        server.settimeout(SECONDS)
        yield server, str(server.getsockname()[1])


def test_a_line_is_sent_when_it_is_typed_and_the_end_when_the_client_is_done():
    with listening() as (server, number):
        client = start("BasicClient", "localhost", number)
        try:
            assert client.stdin and client.stdout
            with closing(server.accept()[0]) as connection:
                connection.settimeout(SECONDS)
                client.stdin.write(b"one\n")
                client.stdin.flush()
                assert connection.recv(100) == b"one\n"
                connection.sendall(b"two\n")
                assert client.stdout.readline() == b"two\n"
                client.stdin.close()
                assert connection.recv(100) == b""
                connection.sendall(b"three\n")
            assert client.stdout.read() == b"three\n"
            assert client.wait(SECONDS) == 0
        finally:
            client.kill()
            client.wait(SECONDS)


def test_the_client_ends_when_the_server_does():
    with listening() as (server, number):
        client = start("BasicClient", "localhost", number)
        try:
            server.accept()[0].close()
            assert client.wait(SECONDS) == 0
        finally:
            client.kill()
            client.communicate(timeout=SECONDS)


@pytest.mark.parametrize("typed", [b"hello?\n", bytes(20_000_000)])
def test_the_client_does_not_wait_for_ever_for_a_server_that_is_silent(typed: bytes):
    with listening() as (_, number):
        code, out, err = run("BasicClient", "localhost", number, typed=typed)
    assert (code, out) == (1, b"")
    assert says_in_one_line("BasicClient", "nothing came from the server", err), err


def test_the_client_says_why_it_cannot_connect():
    with listening() as (_, number):
        pass
    code, out, err = run("BasicClient", "localhost", number, "hello")
    assert (code, out) == (1, b"")
    assert says_in_one_line("BasicClient", f"port {number}: Connection refused", err), err


QUESTION = b"\7example\3com\0\0\1\0\1"
RECORD = b"\xc0\x0c\0\1\0\1\0\0\1\x2c\0\4\xc0\0\2\xc8"


def response(query: bytes, records: bytes = RECORD, count: int = 1, flags: int = 0x8500) -> bytes:
    head = struct.pack(">HHHHHH", int.from_bytes(query[:2]), flags, 1, count, 0, 0)
    return head + query[12 : 12 + len(QUESTION)] + records


def on_one_port() -> tuple[socket.socket, socket.socket]:
    """A socket for datagrams and one to listen, bound to a port that was free for both."""
    for _ in range(50):
        datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        listening = socket.socket()
        try:
            listening.bind(("127.0.0.1", 0))
            datagrams.bind(listening.getsockname())
        except OSError:
            datagrams.close()
            listening.close()
        else:
            return datagrams, listening
    raise AssertionError("no port was free for both")


@contextmanager
def name_server(udp: Answers, tcp: Answers | None = None) -> Iterator[int]:
    """Answers the first query by UDP with some datagrams, and the first by TCP with some messages."""
    datagrams, listening = on_one_port()
    with closing(datagrams), closing(listening):
        port = datagrams.getsockname()[1]
        listening.listen()
        for each in (datagrams, listening):
            each.settimeout(SECONDS)

        def serve() -> None:
            query, client = datagrams.recvfrom(1000)
            for answer in udp(query):
                datagrams.sendto(answer, client)
            if tcp is None:
                return
            connection = listening.accept()[0]
            with closing(connection):
                size = int.from_bytes(connection.recv(2, socket.MSG_WAITALL))
                query = connection.recv(size, socket.MSG_WAITALL)
                for answer in tcp(query):
                    connection.sendall(len(answer).to_bytes(2) + answer)

        thread = threading.Thread(target=serve)
        thread.start()
        yield port
        thread.join(SECONDS)
        assert not thread.is_alive()


def resolved(
    udp: Answers, tcp: Answers | None = None, kind: str = "A", program: str = "RawDns"
) -> tuple[int, str, str]:
    with name_server(udp, tcp) as port:
        code, out, err = run(program, "127.0.0.1", str(port), "example.com", kind)
        return code, out.decode(), err


def test_a_query_by_hand_is_answered_by_records():
    asked: list[bytes] = []

    def answers(query: bytes) -> list[bytes]:
        asked.append(query)
        return [response(query)]

    assert resolved(answers) == (0, "example.com. 300 A 192.0.2.200\n", "")
    assert asked[0][2:] == b"\1\0\0\1\0\0\0\0\0\0" + QUESTION


def test_the_library_gives_the_same_records_and_says_what_is_wrong():
    def answers(query: bytes) -> list[bytes]:
        return [response(query)]

    def none(query: bytes) -> list[bytes]:
        return [response(query, b"", 0, 0x8503)]

    assert resolved(answers, program="Resolve") == (0, "example.com. 300 A 192.0.2.200\n", "")
    assert resolved(none, program="Resolve") == (1, "", "Resolve: NXDOMAIN\n")


def test_each_type_is_read_or_shown_as_it_is():
    at = b"\xc0\x0c"
    rest = b"\0\1\0\0\1\x2c"
    records = (
        at + b"\0\x0f" + rest + b"\0\x09\0\x0a\4mail" + at
        + at + b"\0\2" + rest + b"\0\5\2ns" + at
        + at + b"\0\x1c" + rest + b"\0\x10" + bytes(15) + b"\1"
        + at + b"\x80\1" + rest + b"\0\2\xfe\xff"
        + b"\4a\x1b[b" + at + b"\0\1" + rest + b"\0\4\1\2\3\4"
    )  # fmt: skip
    assert resolved(lambda query: [response(query, records, 5)], kind="MX") == (
        0,
        (
            "example.com. 300 MX 10 mail.example.com.\n"
            "example.com. 300 NS ns.example.com.\n"
            "example.com. 300 AAAA 0:0:0:0:0:0:0:1\n"
            "example.com. 300 TYPE32769 0xfeff\n"
            "a?[b.example.com. 300 A 1.2.3.4\n"
        ),
        "",
    )


def test_only_its_own_answer_counts():
    forged = RECORD[:-1] + b"\x42"

    def answers(query: bytes) -> list[bytes]:
        other = response(query, forged).replace(b"example", b"elbmaxe")
        wrong = response(bytes([query[0] ^ 1]) + query[1:], forged)
        return [b"", b"x", wrong, other, query, response(query)]

    assert resolved(answers) == (0, "example.com. 300 A 192.0.2.200\n", "")


def test_what_was_truncated_is_asked_for_by_tcp():
    cut = resolved(
        lambda query: [response(query, b"", 0, 0x8700)],
        lambda query: [response(query)],
    )
    assert cut == (0, "example.com. 300 A 192.0.2.200\n", "")


@pytest.mark.parametrize(
    ("records", "flags", "said"),
    [
        (b"", 0x8503, "NXDOMAIN: there is no such name"),
        (b"\xc0\x1d" + RECORD[2:], 0x8500, "a pointer to 29 from 29"),
        (b"\1a\xc0\x1d" + RECORD[2:], 0x8500, "a pointer to 29 from 29"),
        (b"\x40" + RECORD[1:], 0x8500, "a label of 64 B at 29"),
        (RECORD[:-1], 0x8500, "the answer ends at 44, inside of a record"),
        (RECORD[:-6] + b"\xff\xff", 0x8500, "the answer ends at 41, inside of a record"),
        ((b"\x3f" + b"x" * 63) * 4 + b"\0" + RECORD[2:], 0x8500, "has over 255 bytes"),
    ],
)
def test_what_is_wrong_with_an_answer_is_said_in_one_line(records: bytes, flags: int, said: str):
    count = 0 if flags & 0xF else 1
    code, out, err = resolved(lambda query: [response(query, records, count, flags)])
    assert (code, out) == (1, "")
    assert says_in_one_line("RawDns", said, err), err


def test_where_nobody_answers_that_is_said():
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as deaf:
        deaf.bind(("127.0.0.1", 0))
        silent = deaf.getsockname()[1]
        code, out, err = run("RawDns", "127.0.0.1", str(silent), "example.com")
        assert (code, out, err) == (1, b"", "RawDns: no answer came in time\n")
        assert len({deaf.recv(1000) for _ in range(3)}) == 1
    code, out, err = run("RawDns", "127.0.0.1", str(silent), "example.com")
    assert (code, out) == (1, b"")
    assert says_in_one_line("RawDns", f"nobody listens at 127.0.0.1 port {silent}", err), err
