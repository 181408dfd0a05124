import pytest

from analyzer import correct


def _edits(sentence: str) -> list[tuple[str, str, str]]:
    return [(e.wrong, e.right, e.kind) for e in correct([sentence])[0].edits]


@pytest.mark.parametrize(
    ("sentence", "edit"),
    [
        ("本年度深入褪尽政务公开工作。", ("褪尽", "推进", "word")),
        ("解决群众反应突出的问题。", ("应", "映", "char")),
        ("全面加强政府信息公开工作工作的组织领导。", ("工作", "", "doubled")),
    ],
)
def test_slip_is_corrected(sentence, edit):
    assert edit in _edits(sentence)


def test_answers_stand_in_the_order_of_the_sentences():
    sentences = ["本年度深入褪尽政务公开工作。", "", "全镇认真落实各项规定。", "。"]
    found = correct(sentences)
    assert [c.text for c in found] == ["本年度深入推进政务公开工作。", *sentences[1:]]


def test_offsets_count_the_characters_of_the_sentence_as_given():
    sentence = "2023 年 , 本 局深入 褪尽 政务公开工作"
    (found,) = correct([sentence])
    for edit in found.edits:
        assert sentence[edit.start : edit.end] == edit.wrong
    assert found.text == "2023 年 , 本 局深入 推进 政务公开工作"


def test_one_sentence_gets_the_same_answer_alone_and_among_others():
    sentences = ["本年度深入褪尽政务公开工作。", "解决群众反应突出的问题。"] * 80
    together = correct(sentences)
    assert together[0] == correct(sentences[:1])[0]
    assert together[-1] == correct(sentences[1:2])[0]


def test_confidence_is_a_probability():
    found = correct(["本年度深入褪尽政务公开工作。"])[0]
    assert all(0 < e.confidence <= 1 for e in found.edits)
