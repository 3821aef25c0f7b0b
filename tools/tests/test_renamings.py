"""What is renamed before outputs are compared, and what each renaming must not hide."""

from __future__ import annotations

import pytest
from renamings import rename


def same(one: list[str], other: list[str]) -> bool:
    return rename(one) == rename(other)


# Ports


@pytest.mark.parametrize(
    "text",
    [
        "listening on 127.0.0.1:40123",
        "localhost/127.0.0.1:40123",
        "http://localhost:40123/a",
        "/[0:0:0:0:0:0:0:1]:40123",
        "[::1]:40123",
        "[fe80::1%eth0]:40123",
        "port 40123 is taken",
        "Socket[addr=/127.0.0.1,port=40123,localport=40123]",
        "Port: 40123",
        '<td class="nb-port">40123</td>',
        "127.0.0.1:40123 ← 40123, 40123.\n",
    ],
)
def test_port_is_renamed_where_its_place_tells_it(text: str):
    other = text.replace("40123", "51234")
    assert same([text], [other])
    assert "40123" not in rename([text])[0]


def test_port_is_renamed_wherever_it_stands_once_it_is_known():
    assert same(
        ["on 127.0.0.1:40123", "40123", "<td>40123</td>"],
        ["on 127.0.0.1:51234", "51234", "<td>51234</td>"],
    )


def test_exchanged_ports_differ():
    assert not same(
        ["client 127.0.0.1:40001, server 127.0.0.1:40002", "from 40001"],
        ["client 127.0.0.1:40001, server 127.0.0.1:40002", "from 40002"],
    )


def test_two_ports_are_never_one_and_one_never_two():
    two, one = ["127.0.0.1:40001 127.0.0.1:40002"], ["127.0.0.1:40001 127.0.0.1:40001"]
    assert not same(two, one)
    assert not same(one, two)


@pytest.mark.parametrize(
    "text, other",
    [
        ("65507 bytes sent", "65506 bytes sent"),
        ("127.0.0.1:40123 took 65507 bytes", "127.0.0.1:40123 took 65506 bytes"),
        ("127.0.0.1:8080", "127.0.0.1:8081"),
        ("port 443", "port 80"),
        ("port 31999", "port 31998"),
        ("127.0.0.1:40123 and 127.0.0.1", "127.0.0.1:40123 and 127.0.0.2"),
        ("offset 40123", "offset 40124"),
        ("127.0.0.1:40123 took 140123", "127.0.0.1:51234 took 151234"),
        ("127.0.0.1:40123 took 40123.5", "127.0.0.1:51234 took 51234.5"),
        ("127.0.0.1:40123 id a40123", "127.0.0.1:51234 id a51234"),
        ("a.b.c.d:40123", "a.b.c.d:40124"),
        ("RFC 40123", "RFC 40124"),
        ("the year 2026", "the year 2027"),
        ("127.0.0.1:40123", "127.0.0.1:401234"),
        ("‹port 1›", "127.0.0.1:8080"),
    ],
)
def test_port_renaming_hides_nothing_else(text: str, other: str):
    assert not same([text], [other])


def test_text_that_counts_for_nothing_may_introduce_a_port():
    assert rename(["40123"], introduced_by=["127.0.0.1:40123"]) == ["‹port 1›"]
    assert rename(["40123"]) == ["40123"]


# Temporary files


def test_temporary_names_are_renamed_on_both_systems():
    linux = ["/tmp/netbook-6789012345/echo.sock", "netbook-6789012345"]
    macos = ["/private/var/folders/x1/abc_d/T/netbook-111111/echo.sock", "netbook-111111"]
    assert same(linux, macos)


@pytest.mark.parametrize(
    "text, other",
    [
        ("/tmp/netbook-123456/echo.sock", "/tmp/netbook-123456/time.sock"),
        ("/tmp/netbook-123456/a", "/tmp/other-123456/a"),
        ("/tmp/a-123456 /tmp/a-654321", "/tmp/a-123456 /tmp/a-123456"),
        ("/tmp/fixed/a", "/tmp/fixed/b"),
        ("/tmp/fixed", "/var/fixed"),
        ("/run/a-123456", "/run/a-123457"),
        ("/tmp/a-12", "/tmp/a-13"),
    ],
)
def test_temporary_renaming_hides_nothing_else(text: str, other: str):
    assert not same([text], [other])


# Process ids, hashes, lambdas


def test_process_ids_are_renamed_in_their_place_only():
    assert same(["pid 7, pid=8, PID: 7"], ["pid 100, pid=99, PID: 100"])
    assert not same(["pid 7 and pid 8"], ["pid 7 and pid 7"])
    assert not same(["pid 7 sent 7 bytes"], ["pid 8 sent 8 bytes"])
    assert not same(["process 7"], ["process 8"])
    assert not same(["stupid 7"], ["stupid 8"])


@pytest.mark.parametrize(
    "text",
    ["java.lang.Object@1a2b3c", "[B@1a2b3c", "Echo@1a2b3c", "a.b$C@1a2b3c", "[LEcho;@1a2b3c"],
)
def test_hash_behind_a_class_is_renamed(text: str):
    assert same([text], [text.replace("1a2b3c", "77aa01f")])
    assert not same([f"{text} {text}"], [f"{text} {text.replace('1a2b3c', '77aa01f')}"])


@pytest.mark.parametrize(
    "text, other",
    [
        ("alice@cafe.example", "alice@beef.example"),
        ("alice@facade", "alice@decade"),
        ("java.lang.Object@1a2b3c", "java.lang.String@1a2b3c"),
        ("Echo@1a2b3cxyz", "Echo@1a2b3dxyz"),
        ("1a2b3c", "1a2b3d"),
    ],
)
def test_hash_renaming_hides_nothing_else(text: str, other: str):
    assert not same([text], [other])


def test_address_of_a_lambda_is_renamed():
    assert same(["A$$Lambda/0x00007f001a@1a2b3c"], ["A$$Lambda/0x00007fff2b@4d5e6f"])
    assert not same(["0x00007f001a"], ["0x00007f001b"])


# Dates and times


@pytest.mark.parametrize(
    "text, other",
    [
        ("2026-11-21", "2027-01-02"),
        ("2026-11-21T12:14:59.123456Z", "2027-01-02T00:00:01Z"),
        ("2026-11-21T12:14:59+01:00", "2026-11-21T12:15:00+01:00"),
        ("Sat, 21 Nov 2026 12:14:59 GMT", "Fri, 1 Jan 2027 01:00:00 GMT"),
        ("Sat Nov 21 12:14:59 UTC 2026", "Fri Jan  1 01:00:00 UTC 2027"),
        ("at 12:14:59", "at 01:00:00.5"),
    ],
)
def test_dates_and_times_of_the_run_are_renamed(text: str, other: str):
    assert same([text], [other])


@pytest.mark.parametrize(
    "text, other",
    [
        ("1987-11-01", "1987-11-02"),
        ("2026-13-01", "2026-13-02"),
        ("RFC 1034 of 1987", "RFC 1034 of 1988"),
        ("Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 07 Nov 1994 08:49:37 GMT"),
        ("00:15:59:1a:2b:3c", "00:15:58:1a:2b:3c"),
        ("2001:db8:10:20:30::1", "2001:db8:10:20:31::1"),
        ("25:00:00", "26:00:00"),
        ("2026-11-21", "Sat, 21 Nov 2026"),
        ("2026-11-21T12:14:59Z", "2026-11-21 and 12:14:59Z"),
        ("2026-11-21T12:14:59Z", "2026-11-21T12:14:59+01:00"),
    ],
)
def test_date_and_time_renaming_hides_nothing_else(text: str, other: str):
    assert not same([text], [other])


@pytest.mark.parametrize(
    "text, other",
    [
        ("took 0.412 ms", "took 1234.000 ms"),
        ("|   0.412 ms |", "|  10.412 ms |"),
        ("0.412&nbsp;ms", "0.413&nbsp;ms"),
        ('<td class="a nb-ms">0.412</td>', '<td class="a nb-ms">  9.000</td>'),
        ('<text x="1" class="nb-ms">0.412</text>', '<text x="1" class="nb-ms">9.412</text>'),
        ('<span class="nb-ms">0.412 ms</span>', '<span class="nb-ms">1.412 ms</span>'),
    ],
)
def test_measured_durations_are_renamed(text: str, other: str):
    assert same([text], [other])


@pytest.mark.parametrize(
    "text, other",
    [
        ("after 200 ms", "after 300 ms"),
        ("0.412 s", "0.413 s"),
        ("0.41 ms", "0.42 ms"),
        ("v1.0.412 ms", "v1.0.413 ms"),
        ("0.412 msg", "0.413 msg"),
        ("0.412", "0.413"),
        ("took 0.412 ms", "took"),
        ("took\n0.412 ms", "took 0.412 ms"),
        ('<td class="nb-ms">0.412</td>', '<td class="nb-ms">none</td>'),
        ('<td class="nb-msg">0.412</td>', '<td class="nb-msg">0.413</td>'),
        ('<td class="nb-ms">0.412</td>', '<td class="nb-ms">0.412</td><td>1</td>'),
    ],
)
def test_duration_renaming_hides_nothing_else(text: str, other: str):
    assert not same([text], [other])
