"""A file that makes its reader crash, hang or swell is refused by name, and it alone."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.errors import ReadingError
from auditor.reading import DEFAULT_LIMITS, Limits, Source
from auditor.reading.isolation import answers, keeper, platform_limits
from auditor.reading.isolation.answers import Answer, MalformedAnswerError
from auditor.reading.isolation.keeper import read_isolated

_HEAD = "import sys; sys.path[:] = sys.argv[1:]; from auditor.reading.isolation import child; "
_READER = (
    "from auditor.reading.source import Source\n"
    "def read(container, content, shown, limits):\n"
    "    word = content.decode()\n"
    "    {action}\n"
    "    return Source(shown, word, '')\n"
    "child.read_container = read\n"
    "child.serve_requests()\n"
)


@pytest.fixture(autouse=True)
def _fresh_process() -> Iterator[None]:
    """Leave no process of one test to the next."""
    keeper._stop_child()
    yield
    keeper._stop_child()


def plant(monkeypatch: pytest.MonkeyPatch, action: str) -> None:
    """Have the reading process do something else than reading."""
    program = _HEAD + "\n" + _READER.format(action=action)
    monkeypatch.setattr(keeper, "_START", program)


def read(word: str, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Have a word read."""
    return read_isolated("pdf", word.encode(), "a.pdf", limits)


def refuse(word: str, limits: Limits = DEFAULT_LIMITS) -> str:
    """Return the reason for which a word is refused."""
    with pytest.raises(ReadingError) as caught:
        read(word, limits)
    assert caught.value.path == "a.pdf"
    return caught.value.reason


def test_crash_costs_its_own_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files before and after one that kills its reader are read as ever."""
    plant(monkeypatch, "if word == 'bad': import os; os.abort()")

    before = read("good")
    reason = refuse("bad")
    after = read("good")

    assert before == after
    assert before.text == "good"
    assert "ended unexpectedly" in reason


def test_fault_of_a_reader_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception that no reader foresaw ends the process and is said."""
    plant(monkeypatch, "raise ZeroDivisionError")

    assert "ended unexpectedly (1)" in refuse("x")


def test_what_a_library_prints_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words on standard output do not disturb the answers."""
    plant(monkeypatch, "import os; os.write(1, b'noise'); print('noise', flush=True)")

    assert read("word").text == "word"


def test_hanging_is_stopped_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that never ends is stopped at the limit; the next file is read."""
    plant(monkeypatch, "while word == 'bad': pass")

    reason = refuse("bad", Limits(seconds=1))

    assert reason == "读取超出时间上限 1 秒 / reading exceeds the time limit of 1 seconds"
    assert read("good").text == "good"


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is the platform's")
def test_memory_is_bounded_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that wants more memory than it may have is stopped by that name."""
    plant(monkeypatch, "kept = bytearray(600_000_000) if word == 'bad' else b''")

    reason = refuse("bad", Limits(memory_bytes=512 << 20))

    assert reason == ("读取超出内存上限 512 MiB / reading exceeds the memory limit of 512 MiB")
    assert read("good", Limits(memory_bytes=512 << 20)).unenforced == ()


@pytest.mark.skipif(sys.platform != "linux", reason="the system says how much was held")
def test_crash_for_want_of_memory_is_named_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that is refused memory aborts: a process that swollen was not damaged."""
    plant(monkeypatch, "kept = b'x' * 300_000_000; import os; os.abort()")
    monkeypatch.setattr(platform_limits, "_measure_own_peak", lambda: 0)

    assert "exceeds the memory limit" in refuse("bad", Limits(memory_bytes=512 << 20))


@pytest.mark.skipif(sys.platform != "linux", reason="the system says how much was held")
def test_memory_of_who_asks_is_not_held_against_the_reader(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A process is born with the peak of the one that starts it, and has not swollen by it."""
    plant(monkeypatch, "kept = b'x' * 300_000_000; import os; os.abort()")
    monkeypatch.setattr(platform_limits, "_measure_own_peak", lambda: 1 << 40)

    assert "ended unexpectedly" in refuse("bad", Limits(memory_bytes=512 << 20))


def test_platform_without_a_limit_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the platform cannot limit memory, every file that was read so says it."""
    program = "child.limit_memory = lambda most: False\n" + _READER.format(action="pass")
    monkeypatch.setattr(keeper, "_START", _HEAD + program)

    source = read("word")

    assert source.unenforced == (
        "本系统不能限制读取所用内存 / this platform cannot limit the memory that reading takes",
    )


def test_process_that_failed_after_others_is_asked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said of a file does not depend on how many were read before it."""
    plant(monkeypatch, "import math; 1 / (not hasattr(math, 'used')); math.used = True")

    words = [read(word).text for word in ("one", "two", "three")]

    assert words == ["one", "two", "three"]


@pytest.mark.parametrize("written", [b"", b"{", b"[]", b'{"source": 1}', b"[" * 100_000])
def test_answer_that_is_none_is_a_refusal(written: bytes) -> None:
    """An answer is believed only if it is one."""
    with pytest.raises(MalformedAnswerError):
        answers.parse_answer(written, "a.pdf", "")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", None),
        ("pages", [1]),
        ("pages", [1, 0]),
        ("pages", [1, True]),
        ("pages", "12"),
        ("sheets", [1, 2]),
        ("incomplete", [["reason"]]),
        ("incomplete", [["reason", 0]]),
        ("unseen", [["spell", 1, "x"]]),
        ("unseen", [["author", 0, "x"]]),
    ],
)
def test_answer_with_a_strange_field_is_none(field: str, value: object) -> None:
    """Each field of a source is looked at."""
    source = Source("a.pdf", "a\nb\n", "0", pages=(1, 1))
    written = json.loads(answers.render_answer(Answer(source=source)))
    written["source"][field] = value

    with pytest.raises(MalformedAnswerError):
        answers.parse_answer(json.dumps(written).encode(), "a.pdf", "0")


def test_answer_comes_back_as_it_was() -> None:
    """A source goes through the pipe unchanged, odd characters included."""
    error = ReadingError("a.pdf", "坏 / bad", 2)
    source = Source("a.pdf", "a\t\ud800\nb", "0", pages=(1, 2), incomplete=(error,))

    back = answers.parse_answer(answers.render_answer(Answer(source=source)), "a.pdf", "0").source

    assert back is not None
    assert back._replace(incomplete=()) == source._replace(incomplete=())
    assert [(one.path, one.reason, one.page) for one in back.incomplete] == [
        ("a.pdf", "坏 / bad", 2)
    ]


def test_interpreter_that_cannot_start_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reading process that cannot be started is named."""
    monkeypatch.setattr(sys, "executable", os.fspath(Path("no") / "such" / "python"))

    assert "cannot be started" in refuse("x")


def test_no_process_outlives_the_program(tmp_path: Path) -> None:
    """The reading process ends with the one that started it, even when that is killed."""
    program = (
        "import os, sys; from auditor.reading.isolation import keeper; "
        "from auditor.reading import DEFAULT_LIMITS; keeper.start_reading(DEFAULT_LIMITS); "
        "print(keeper._kept[0].process.pid, flush=True); os._exit(0)"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}

    said = subprocess.run(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        check=True,
        env=environment,
        cwd=tmp_path,
        timeout=60,
    )

    assert is_gone(int(said.stdout))


def is_gone(process: int) -> bool:
    """Wait for a process to end."""
    for _ in range(200):
        try:
            os.kill(process, 0)
        except OSError:
            return True
        time.sleep(0.05)
    return False
