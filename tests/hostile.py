"""A run in which all that is not ours wants to be markup, script, or to mislead the eye."""

from made_audits import LINES, SUM, WRONG, make_audit, make_finding, make_run

from auditor.finding import Bilingual, Evidence, Waiver
from auditor.location import locate
from auditor.report.run import Run

SCRIPT = "</script></style>-->]]><script>window.hit=1</script>"
HANDLER = "\"'><img src=x onerror=window.hit=2><svg/onload=window.hit=3>"
HIDDEN = "\u202e\u2066\x00\x07\x1b[2J\u200b\udc80"
HOSTILE = f"<!--{SCRIPT}{HANDLER}{HIDDEN}&lt;b&gt;&#x41;"
WORDS = Bilingual(HOSTILE, HOSTILE)


def make_hostile_run(language: str = "zh") -> Run:
    """Make a run of one document whose every word is hostile."""
    place = WRONG._replace(title=HOSTILE, row=HOSTILE, column=HOSTILE, table=HOSTILE)
    outcome = SUM._replace(place=place, expected=HOSTILE, found=HOSTILE, suggestion=HOSTILE)
    finding = make_finding(
        outcome,
        rule="r" + HOSTILE,
        title=WORDS,
        message=WORDS,
        cause=WORDS,
        failed=(HOSTILE, HOSTILE),
        evidence=(
            Evidence(location=locate(1, 1, 4), text=HOSTILE, role=HOSTILE),
            Evidence(location=locate(9, 1, 4), text=HOSTILE, role=HOSTILE, path=HOSTILE),
        ),
    )
    waived = make_finding(
        outcome,
        rule="r" + HOSTILE,
        waiver=Waiver("waiver", HOSTILE, HOSTILE, "2031-01-01", HOSTILE, 3),
    )
    audit = make_audit(
        path=f"甲/{HOSTILE}.txt",
        issuer=HOSTILE,
        kind=HOSTILE,
        packs_chosen=((HOSTILE, WORDS),),
        status="incomplete",
        reason=WORDS,
        findings=(finding, waived),
        not_applied=((HOSTILE, WORDS),),
        lines=(*(f"{line}{HOSTILE}" for line in LINES), f"{HOSTILE}\t{HOSTILE}"),
        sheets=(HOSTILE,) * (len(LINES) + 1),
    )
    run = make_run(audit)
    return run._replace(settings=run.settings._replace(language=language))
