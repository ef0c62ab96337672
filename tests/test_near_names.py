"""Kind `wording`, near names: slips in the issuer's own name are found, other bodies' are not."""

import pytest
from judging import list_faults

_ISSUER = "预算主管部门：临江市虹湾区规划和自然资源局\n\n"


@pytest.mark.parametrize(
    "name",
    [
        "临江市虹湾区规划与自然资源局",  # one word for the other
        "临江市虹湾区规划和自资然源局",  # two signs swapped
        "临江市虹湾区区规划和自然资源局",  # one doubled
    ],
)
def test_a_slip_in_the_name_is_found(name: str) -> None:
    """A name that is one slip off is not exact, and may be read as another body's."""
    text = f"{_ISSUER}{name}没有政府性基金预算支出。"

    found = list_faults("issuer-misspelt", text)

    assert found == [(3, name)]


@pytest.mark.parametrize(
    "text",
    [
        "临江市虹湾区规划和自然资源局局长负责全面工作。",
        "临江市虹湾区农业和自然资源局参加会议。",
        "根据临江市规划和自然资源局的通知编制预算。",
        "虹湾区规划和自然资源局2025年部门预算",
    ],
)
def test_other_words_are_no_slip(text: str) -> None:
    """A title, another body, the body above in a sentence and a short name are all right."""
    assert list_faults("issuer-misspelt", _ISSUER + text) == []


def test_a_title_names_the_body_above() -> None:
    """Without its district a name in a title is that of the city's own bureau."""
    text = f"{_ISSUER}临江市规划和自然资源局2025年部门预算\n\n收支平衡。"

    found = list_faults("issuer-misspelt", text)

    assert found == [(3, "临江市规划和自然资源局")]


def test_a_street_needs_no_district() -> None:
    """The name of a street or town says by itself whose it is."""
    issuer = "预算主管部门：临江市虹湾区云溪街道办事处\n\n"
    text = f"{issuer}临江市云溪街道办事处2025年部门预算\n\n收支平衡。"

    assert list_faults("issuer-misspelt", text) == []
