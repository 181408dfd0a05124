"""LAN04: blended constructions, missing and superfluous function words, mismatched collocations."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.signals.rule import Context, Example, Hit, Rule, Subject
from analyzer.signals.typos.evidence import LanguageEvidence
from analyzer.signals.typos.grammar import collocation, particles
from analyzer.signals.typos.templates import template_hits


def check(subject: Subject, context: Context, evidence: LanguageEvidence) -> Iterable[Hit]:
    """Yield what the templates find, then rare collocations and 的 for 地 elsewhere."""
    found = list(template_hits("LAN04", evidence.prose, evidence.index))
    taken = [hit.place for hit in found]
    yield from found
    for hit in (*collocation.find(evidence.prose), *particles.find(evidence.prose, subject.doc)):
        if not any(p.start < hit.place.end and hit.place.start < p.end for p in taken):
            yield hit


RULE: Rule[LanguageEvidence] = Rule(
    id="LAN04",
    name="blended-phrase",
    title="杂糅、残缺与搭配",
    severity="warning",
    source="《现代汉语词典》；校对惯例",
    page="""
查找句式杂糅（“存在…有待…”“加强对…进行…”“本报告由…编制此报告”）、成分残缺（“现…总结如下”缺“将”、
“成立了…组成的”缺“由”、“按照…的，”缺中心语、“加大…公开”缺“力度”）、多余成分、“的”“地”混用和动宾搭配不当。

为什么：这类病句词词皆对，拼写检查不报，却最容易被读者看出。

已知局限：只收固定模板，不作一般语法分析；能安全改写的才给建议，其余只提示核对。
""",
    check=check,
    examples=(
        Example(text="⟦现⟧全年工作总结如下。"),
        Example(text="本局⟦成立了⟧中心主任和科室负责人组成的督导小组。"),
        Example(text="⟦按照网络安全管理的⟧，定期检查系统漏洞。"),
        Example(text="本镇⟦加大医疗卫生领域信息公开⟧，方便群众查询。"),
        Example(text="现将全年工作总结如下：成立了由镇长任组长的领导小组，加大了信息公开力度。"),
    ),
)
