"""Word bodies of every kind of element, drawn by hypothesis, and what is annotated in them."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.builders import word
from tests.builders.word import deleted, ins, p, r, sdt, tbl, tc, text_box, tr

WORDS = st.text(alphabet="公开年报一二3 ,，。ab", min_size=1, max_size=6)
BOLD = '<w:b/><w:sz w:val="28"/>'
CHANGED = '<w:b/><w:rPrChange w:id="31" w:author="某科室"><w:rPr><w:i/></w:rPr></w:rPrChange>'
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def loose(text: str) -> str:
    """Return a run without xml:space, whose outer blanks do not show."""
    return f"<w:r><w:t>{text}</w:t></w:r>"


def rich(first: str, second: str) -> str:
    """Return one run with several pieces."""
    return (
        f'<w:r w:rsidR="00AB12CD"><w:rPr>{BOLD}</w:rPr><w:lastRenderedPageBreak/>'
        f'<w:t>{first}</w:t><w:tab/><w:t xml:space="preserve">{second}</w:t><w:br/>'
        f"<w:noBreakHyphen/><w:t>{first}</w:t></w:r>"
    )


def hyperlink(*runs: str) -> str:
    return f'<w:hyperlink w:anchor="x">{"".join(runs)}</w:hyperlink>'


def field(*runs: str) -> str:
    """Return a complex field with its result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{"".join(runs)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def bound(content: str) -> str:
    """Return a content control that Word fills from data."""
    options = '<w:dataBinding w:xpath="/a" w:storeItemID="x"/>'
    return f"<w:sdt><w:sdtPr>{options}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def ruby(text: str) -> str:
    return (
        "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>pin</w:t></w:r></w:rt>"
        f"<w:rubyBase><w:r><w:t>{text}</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    )


def alternative(run: str) -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{run}</mc:Choice>'
        f"<mc:Fallback>{r('旧')}</mc:Fallback></mc:AlternateContent>"
    )


def commented(run: str) -> str:
    """Return a run with a comment that was there before."""
    return (
        f'<w:commentRangeStart w:id="7"/>{run}<w:commentRangeEnd w:id="7"/>'
        '<w:r><w:commentReference w:id="7"/></w:r>'
    )


RUNS = st.one_of(
    st.builds(r, WORDS),
    st.builds(lambda text: r(text, properties=BOLD), WORDS),
    st.builds(lambda text: r(text, properties=CHANGED), WORDS),
    st.builds(loose, WORDS),
    st.builds(rich, WORDS, WORDS),
)
INLINE = st.one_of(
    RUNS,
    st.builds(lambda *runs: ins("".join(runs)), RUNS, RUNS),
    st.builds(deleted, WORDS),
    st.builds(hyperlink, RUNS, RUNS),
    st.builds(sdt, RUNS),
    st.builds(lambda run: sdt(hyperlink(ins(run))), RUNS),
    st.builds(lambda run: f'<w:smartTag w:element="a">{run}</w:smartTag>', RUNS),
    st.builds(lambda run: f'<w:fldSimple w:instr="DATE">{run}</w:fldSimple>', RUNS),
    st.builds(field, RUNS, RUNS),
    st.builds(lambda run: f'<w:moveTo w:id="4">{run}</w:moveTo>', RUNS),
    st.just('<w:bookmarkStart w:id="5" w:name="b"/>'),
    st.just('<w:proofErr w:type="spellStart"/>'),
)
WHOLE = st.one_of(
    st.just('<w:r><w:fldChar w:fldCharType="begin"/></w:r>'),
    st.builds(bound, RUNS),
    st.builds(ruby, WORDS),
    st.builds(alternative, RUNS),
    st.builds(lambda run: text_box(p(run)), RUNS),
)
PLAIN_BODIES = st.lists(st.lists(INLINE, max_size=5), min_size=1, max_size=4).map(
    lambda lines: "".join(p(*line) for line in lines)
)
PARAGRAPHS = st.lists(st.one_of(INLINE, WHOLE), max_size=5).map(lambda line: p(*line))
BODIES = st.lists(
    st.one_of(
        PARAGRAPHS,
        PARAGRAPHS.map(sdt),
        st.builds(
            lambda a, b: tbl(tr(tc(a), tc(b, p("二"))), tr(tc("三"), tc(b))), *[PARAGRAPHS] * 2
        ),
        st.builds(lambda text: word.numbered(text, num=1), WORDS),
    ),
    min_size=1,
    max_size=4,
).map("".join)
NUMBERING = word.abstract_list(0, word.level(0, "chineseCounting", "%1、")) + word.num(1, 0)
