"""Masking: what is fixed or differs by nature becomes one character, and every place is kept."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.corpus import names
from analyzer.corpus.masking import mask, mask_text
from tests.unit.corpus.invented import OWN, report

_SENTENCES = st.lists(
    st.sampled_from(
        (
            *OWN.values(),
            "2023年共收到申请17件，答复15件",
            "按照《中华人民共和国政府信息公开条例》第二十条公开规划",
            "云岭县林业局印发《苗圃台账办法》（云林〔2023〕8号）",
            "一是把账目贴在村口；二是把票据编号上网",
            "共 3,400 册，约占 12.5%",
        )
    ),
    min_size=1,
    max_size=6,
)


def masked_sentence(issuer: str, sentence: str) -> str:
    masked = mask(report(issuer, sentence))
    return masked.text(masked.units[0])


@given(_SENTENCES)
def test_every_masked_character_leads_back_to_its_place(sentences: list[str]) -> None:
    parsed = report("云岭县林业局", *sentences)
    text, masked = parsed.text.text, mask(parsed)
    assert (masked.ends > masked.starts).all()
    assert (np.diff(masked.starts.astype(np.int64)) > 0).all()
    for code, start, filler in zip(
        masked.codes.tolist(), masked.starts.tolist(), masked.placeholders(), strict=True
    ):
        assert filler or text[start] == chr(code)


@given(_SENTENCES)
def test_units_lie_in_their_sentences(sentences: list[str]) -> None:
    parsed = report("云岭县林业局", *sentences)
    for unit in mask(parsed).units:
        if unit.sentence >= 0:
            assert parsed.sentences[unit.sentence].span.contains(unit.span)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("云岭县林业局全年公开护林日志48期", "望江县民政局全年公开护林日志105期"),
        ("我局按月张贴苗木补贴名册", "本单位按月张贴苗木补贴名册"),
        ("政府信息公开栏由会计保管钥匙", "政务公开栏由会计保管钥匙"),
        ("依据《苗圃台账办法》登记苗木", "依据《水库值守规定》登记苗木"),
    ],
)
def test_names_figures_and_titles_do_not_tell_units_apart(left: str, right: str) -> None:
    assert masked_sentence("云岭县林业局", left) == masked_sentence("望江县民政局", right)


def test_statute_is_fixed_and_own_rule_is_not() -> None:
    masked = masked_sentence("云岭县林业局", "违反《中华人民共和国政府信息公开条例》的当场纠正")
    assert names.FIXED in masked
    masked = masked_sentence("云岭县林业局", "违反《苗圃看护公约》的当场纠正")
    assert names.TITLE in masked
    assert names.FIXED not in masked


def test_numbering_of_items_is_no_wording() -> None:
    masked = mask(report("云岭县林业局", "一是把采伐账目贴在村口；二是把票据编号逐张上网"))
    assert masked.text(masked.units[0]).startswith("把采伐账目")


def test_statutory_heading_is_fixed_and_own_heading_is_compared() -> None:
    parsed = report("云岭县林业局", "护林员每月交换巡山路线")
    headings = [f for f in mask(parsed).fixed if f.kind == "heading"]
    assert any("总体情况" in parsed.text.text[f.start : f.end] for f in headings)


def test_text_without_report_is_cut_into_sentences() -> None:
    masked = mask_text("粮库每仓贴出入库水分。农户可以当场复测虫口密度；不服的可以申请复核")
    assert [masked.text(unit) for unit in masked.units] == [
        "粮库每仓贴出入库水分",
        "农户可以当场复测虫口密度",
        "不服的可以申请复核",
    ]


def test_empty_text_masks_to_nothing() -> None:
    assert mask_text("").units == ()
