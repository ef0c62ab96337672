"""What an auditee answered, in lines for the auditor. Knows no workbook and no YAML."""

from collections import Counter
from collections.abc import Iterator

from auditor.finding import Bilingual
from auditor.reading.answers import Answer, Answers
from auditor.reading.answers.form import ANSWERS
from auditor.report.escaping import escape_text

_COUNTS = Bilingual(
    "已答复 {count} 处：{kinds}；未答复 {unanswered} 处，不能采用 {faults} 处。",
    "answered: {count} ({kinds}); not answered: {unanswered}; cannot be used: {faults}.",
)
_PLACE = Bilingual("“{sheet}”第 {row} 行", "{sheet}, row {row}")
_PROMISED = Bilingual("承诺更正", "to be corrected")
_FAULT = Bilingual("不能采用", "cannot be used")
_UNREAD = Bilingual("没有读取的工作表：{title}", "sheet not read: {title}")


def render_answers(answers: Answers, language: str) -> str:
    """Render counts, promised corrections and what cannot be used, a line each."""
    return "".join(f"{escape_text(line)}\n" for line in _iterate_lines(answers, language))


def describe_answer(answers: Answers, answer: Answer, language: str) -> str:
    """Describe which finding an answer is about, in one line, not yet escaped."""
    place = _word_place(answers, answer.row, language)
    kind = ANSWERS[answer.kind].speak(language)
    return f"{place} · {kind} · {answer.document}: {_join_lines(answer.message)}"


def _iterate_lines(answers: Answers, language: str) -> Iterator[str]:
    counts = Counter(answer.kind for answer in answers.answers)
    kinds = ", ".join(f"{said.speak(language)} {counts[kind]}" for kind, said in ANSWERS.items())
    yield _COUNTS.speak(language).format(
        count=len(answers.answers),
        kinds=kinds,
        unanswered=answers.unanswered,
        faults=len(answers.faults),
    )
    for answer in answers.answers:
        if answer.kind == "correct":
            about = f"{answer.rule} · {answer.document}: {_join_lines(answer.message)}"
            place = _word_place(answers, answer.row, language)
            said = f" — {_join_lines(answer.explanation)}" if answer.explanation else ""
            yield f"{_PROMISED.speak(language)}: {place} · {about}{said}"
    for fault in answers.faults:
        place = _word_place(answers, fault.row, language)
        yield f"{_FAULT.speak(language)}: {place}: {fault.reason.speak(language)}"
    for title in answers.unread:
        yield _UNREAD.speak(language).format(title=title)


def _word_place(answers: Answers, row: int, language: str) -> str:
    return _PLACE.speak(language).format(sheet=answers.sheet, row=row)


def _join_lines(text: str) -> str:
    return " ".join(text.split())
