"""Marks in series: counted members, like-built members, ordinals, nouns of one list."""

from __future__ import annotations

import pytest

from tests.unit.signals.typos_rules.test_marks import quotes


@pytest.mark.parametrize(
    "prose",
    [
        "公开防汛类信息31条、供水类信息28条、河长类信息20条⟦，⟧其他类信息17条。",
        "做到公开有依据⟦，⟧审查有程序、责任有追究。",
        "围绕水库除险、农村供水⟦，⟧防汛抗旱等重点工作发布信息。",
        "修订了信息审核、责任追究⟦，⟧依申请公开等制度，按期执行。",
        "一是意识不强；二是更新不快。⟦二是⟧培训不足。",
        "设立查询机1台、资料架⟦2⟧，专人引导。".replace("⟦2⟧", "2个"),
    ],
)
def test_mark_that_differs_in_a_series_is_reported(prose: str) -> None:
    clean = prose.replace("⟦", "").replace("⟧", "")
    wanted = [part.partition("⟧")[0] for part in prose.split("⟦")[1:]]
    assert quotes(clean + "\n") == wanted


@pytest.mark.parametrize(
    "prose",
    [
        "全年公开信息319条，其中防汛类信息142条、供水类信息97条、其他类信息80条。",
        "全年公开防汛类信息31条，供水类信息28条，河长类信息20条。",
        "坚持先审查、后公开，做到有依据、有程序。",
        "一是意识不强；二是更新不快。改进措施：一是加强培训；二是完善制度。",
        "加强培训、完善制度，局主要负责人听取汇报，分管负责人抓好落实。",
    ],
)
def test_sound_series_is_left_alone(prose: str) -> None:
    assert quotes(prose + "\n") == []
