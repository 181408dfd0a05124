"""PRM01: a problem that no measure answers."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.signals.problems.evidence import ProblemEvidence
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject

# Links agree with an annotator's in about four of five cases (reports/quality/problems.md), so a
# missing one is a question, not an error.
_CONFIDENCE = 0.6


def check(
    subject: Subject,
    context: Context,
    evidence: ProblemEvidence,
) -> Iterable[Hit]:
    """Yield the problems without a measure on the same theme."""
    for problem in evidence.problems:
        if problem.id not in evidence.answered:
            yield Hit(
                place=problem.span,
                message="这一问题未见对应的改进措施，请核对",
                hint="可补写针对这一问题的措施：由〔责任科室〕于〔时间〕前，对〔栏目或事项〕〔做什么〕",
                confidence=_CONFIDENCE,
                evidence={"problem": problem.id, "themes": sorted(problem.themes)},
            )


RULE: Rule[ProblemEvidence] = Rule(
    id="PRM01",
    name="unanswered-problem",
    title="问题没有对应措施",
    severity="warning",
    source="A3；固镇",
    page="""
把“存在的主要问题及改进情况”一章逐条切成问题与措施，按主题（意识、内容、时效、形式、平台、查阅、解读、
互动、申请办理、制度、人员、能力、监督、宣传等）和用词重合配对；没有任何措施与之配对的问题列出来。

为什么：通报明确要求逐条提出改进措施；写了问题而不说怎么办，等于没有回应。

例：问题写“依申请公开答复不够规范”，措施只有“加强宣传”，则提示该问题没有对应措施。

已知局限：措施换了说法、主题又没有共同用词时会误提，所以只作提示（可信度 0.6）；
一条措施可以回应几个问题。主题词在 data/lexicons/problem_topics.tsv。
""",
    check=check,
    examples=(
        Example(
            text="存在的主要问题：一是信息公开时效性不强；二是⟦政策解读形式单一⟧。"
            "改进措施：一是严格落实信息发布时限，及时更新信息。",
            section="problems",
        ),
        Example(
            text="存在的主要问题：一是信息公开时效性不强；二是政策解读形式单一。"
            "改进措施：一是严格落实信息发布时限，及时更新信息；二是采用图解、短视频等方式解读政策。",
            section="problems",
        ),
    ),
)
