from __future__ import annotations

import pytest

from analyzer.errors import SettingsError
from analyzer.profile.peers import among_peers, grouping, read_groups, region_of
from analyzer.profile.ranking import summarise
from tests.builders.reports import record_of


def summaries(*given: tuple[str, int, str | None, float | None]):
    """Return summaries of (issuer, year, level, substance)."""
    return [
        summarise(
            record_of(
                f"{index}.txt",
                identity={
                    "title": None,
                    "issuer": issuer,
                    "year": year,
                    "level": level,
                    "era": None,
                    "scheme": None,
                },
                scores={"substance": points, "total": points},
            ),
            index=index,
        )
        for index, (issuer, year, level, points) in enumerate(given)
    ]


def peers_of(found, name="level", least=2):
    return among_peers(found, grouping(name), by="substance", least=least)


def test_reports_are_compared_within_their_level():
    found = peers_of(
        summaries(
            ("柳桥镇", 2023, "乡镇街道", 60),
            ("青溪区财政局", 2023, "县级部门", 90),
            ("望江街道办事处", 2023, "乡镇街道", 40),
        )
    )
    assert (found[0].group, found[0].place, found[0].size) == ("乡镇街道", 1, 2)
    assert found[1].size == 1


def test_reports_of_several_years_are_compared_within_their_year():
    found = peers_of(summaries(("柳桥镇", 2022, "乡镇街道", 60), ("柳桥镇", 2023, "乡镇街道", 70)))
    assert found[0].group == "乡镇街道·2022"
    assert found[1].place == 1


def test_percentile_counts_those_below_and_half_of_the_equal_ones():
    found = peers_of(summaries(*[("镇", 2023, "乡镇街道", p) for p in (10, 20, 20, 30, 40)]))
    assert found[1].percentile == 37.5
    assert (found[4].percentile, found[0].percentile) == (100.0, 0.0)


def test_group_too_small_has_a_place_and_no_percentile():
    found = peers_of(
        summaries(("甲镇", 2023, "乡镇街道", 10), ("乙镇", 2023, "乡镇街道", 20)), least=5
    )
    assert (found[0].place, found[0].percentile) == (2, None)


def test_report_without_score_or_level_stands_among_no_peers():
    found = peers_of(summaries(("甲镇", 2023, "乡镇街道", None), ("某办", 2023, None, 50)))
    assert found == {}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", ["\t", ","])
def test_groups_come_from_a_file_as_offices_save_it(tmp_path, encoding, delimiter):
    path = tmp_path / "分组.tsv"
    rows = [("单位", "组"), ("柳桥镇人民政府", "乡镇"), ("# 说明", ""), ("1.txt", "市直")]
    path.write_text("\n".join(delimiter.join(row) for row in rows), encoding=encoding)
    found = peers_of(
        summaries(("柳桥镇", 2023, None, 60), ("青溪区财政局", 2023, None, 90)), str(path)
    )
    assert [found[i].group for i in (0, 1)] == ["乡镇", "市直"]


def test_group_file_with_a_row_of_one_column_is_refused_with_its_line(tmp_path):
    path = tmp_path / "分组.tsv"
    path.write_text("柳桥镇\t乡镇\n望江街道\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="第 2 行"):
        read_groups(path)


def test_missing_group_file_says_what_peers_can_be(tmp_path):
    with pytest.raises(SettingsError, match="level、region"):
        grouping(str(tmp_path / "没有.tsv"))


def test_region_is_the_superior_as_far_as_names_tell():
    assert region_of("临澜县柳桥镇人民政府") == "临澜县"
    assert region_of("青溪区财政局") == "青溪区"
    assert region_of(None) is None
