"""One report in several files counts once: the richest format, and only where the prose agrees."""

from analyzer.corpus.twins import Seen, Twin, bare_prose, find_twins, seen
from analyzer.structure.parse import parse_report
from analyzer.text.source import SourceDocument

PROSE = "".join(f"第{n}季度公开补贴名单{n * 7}条，办结申请{n}件。" for n in range(1, 30))


def one(key: int, form: str, prose: str = PROSE, *, group: str = "2023 临澜县柳桥镇") -> Seen:
    return Seen(key, f"{key}.{form}", form, group, hash_of(prose), len(prose))


def hash_of(prose: str) -> int:
    return sum(ord(c) * (i + 1) for i, c in enumerate(prose))


def twins(*reports: tuple[Seen, str]) -> tuple[Twin, ...]:
    proses = {report.key: prose for report, prose in reports}
    return find_twins([report for report, _ in reports], prose_of=proses.__getitem__, least=0.99)


def test_richest_format_counts_whatever_the_order():
    given = [(one(0, "pdf"), PROSE), (one(1, "text"), PROSE), (one(2, "docx"), PROSE)]
    assert twins(*given) == (Twin(0, 2, 1.0), Twin(1, 2, 1.0))


def test_first_file_counts_among_equals():
    assert twins((one(3, "docx"), PROSE), (one(7, "docx"), PROSE)) == (Twin(7, 3, 1.0),)


def test_form_that_was_read_slightly_otherwise_is_the_same_report():
    other = PROSE.replace("第7季度", "第 7 季度").replace(" ", "")[:-3]
    (twin,) = twins((one(0, "docx"), PROSE), (one(1, "pdf", other), other))
    assert twin.of == 0
    assert 0.99 <= twin.agreement < 1


def test_revised_draft_in_the_same_format_is_another_text():
    revised = PROSE.replace("名单49条", "名单94条")
    assert twins((one(0, "docx"), PROSE), (one(1, "docx", revised), revised)) == ()


def test_another_text_of_the_same_issuer_and_year_is_no_twin():
    other = PROSE.replace("补贴名单", "政策文件")
    assert twins((one(0, "docx"), PROSE), (one(1, "pdf", other), other)) == ()


def test_copied_report_of_another_issuer_is_no_twin():
    given = (one(0, "docx"), PROSE), (one(1, "pdf", group="2023 临澜县望江街道"), PROSE)
    assert twins(*given) == ()


def test_reports_without_a_name_are_told_by_the_file_name_alone():
    report = parse_report(source("甲.docx", "本单位" + PROSE))
    same, other = (
        seen(n, parse_report(source(name, "本单位" + PROSE)))
        for n, name in enumerate(["甲.pdf", "乙.pdf"], 1)
    )
    assert seen(0, report).group == same.group != other.group


def test_reports_of_one_issuer_and_year_are_compared():
    first, second = (
        seen(n, parse_report(source(name, text())))
        for n, name in enumerate(["a.docx", "其他/b.txt"])
    )
    assert first.group == second.group
    assert first.text == second.text
    assert first.characters == len(bare_prose(parse_report(source("a", text()))))


def test_text_of_a_few_words_is_never_a_twin():
    assert seen(0, parse_report(source("a.docx", "柳桥镇2023年报告\n见附件。\n"))).group == ""


def source(name: str, content: str) -> SourceDocument:
    return SourceDocument(name=name, format="text", text=content, sha256=name)


def text() -> str:
    return f"临澜县柳桥镇人民政府2023年政府信息公开工作年度报告\n一、总体情况\n{PROSE}\n"
