"""A corpus holds no telephones, mailboxes, names or identity numbers unless it is asked to."""

from __future__ import annotations

import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.corpus.contents import contents
from analyzer.corpus.corpus_reference import pinned
from analyzer.corpus.discreet import without_private
from analyzer.pipeline.corpus import add_to_corpus
from analyzer.settings import Settings, load_settings
from analyzer.text.source import SourceCell, SourceDocument, SourceTable
from analyzer.text.span import SourceSpan
from tests.builders.reports import report_of, source_of
from tests.unit.corpus.invented import COPIED, OWN

_PRIVATE = ("赵小禾", "0999-7654321", "gongkai@yunling.example.cn")
_TEXT = (
    "云岭县林业局2023年政府信息公开工作年度报告\n一、总体情况\n"
    f"{COPIED}。全年公开林业信息78条。{OWN['林业局']}。\n六、其他需要报告的事项\n"
    f"联系人：{_PRIVATE[0]}，电话：{_PRIVATE[1]}，邮箱：{_PRIVATE[2]}。\n"
)


def _added(folder: Path, settings: Settings | None = None) -> Path:
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(_TEXT, encoding="utf-8")
    chosen = settings or load_settings(None)
    states = [o.state for o in add_to_corpus([folder / "in"], folder / "c", settings=chosen)]
    assert states == ["new"]
    return folder / "c"


def _everything(corpus: Path) -> bytes:
    found = b""
    for path in sorted(p for p in corpus.rglob("*") if p.is_file()):
        data = path.read_bytes()
        found += data + (zlib.decompress(data) if path.suffix == ".data" else b"")
    return found


def test_nothing_private_lies_on_disk(tmp_path: Path) -> None:
    held = _everything(_added(tmp_path))
    assert "全年公开林业信息".encode("utf-32-le") in held
    for word in _PRIVATE:
        for encoding in ("utf-8", "utf-16-le", "utf-32-le"):
            assert word.encode(encoding) not in held
        assert word.encode("unicode_escape") not in held


def test_places_stay_where_they_are(tmp_path: Path) -> None:
    with pinned(_added(tmp_path)) as state:
        kept = state.open().report_at(0).source.text
    assert len(kept) == len(_TEXT)
    assert "联系人：某某某，电话：0000-0000000，邮箱：xxxxxxx@xxxxxxx.xxxxxxx.xx。" in kept
    assert kept[: kept.index("联系人")] == _TEXT[: _TEXT.index("联系人")]


def test_settings_may_keep_them(tmp_path: Path) -> None:
    chosen = load_settings(None)
    shown = replace(chosen, privacy=dict.fromkeys(chosen.privacy, True))
    with pinned(_added(tmp_path, shown)) as state:
        assert state.open().report_at(0).source.text == _TEXT


def test_report_is_known_again_though_the_corpus_holds_it_veiled(tmp_path: Path) -> None:
    corpus = _added(tmp_path)
    (tmp_path / "in" / "b.txt").write_text(_TEXT.replace("\n", "\n\n"), encoding="utf-8")
    outcomes = add_to_corpus([tmp_path / "in"], corpus, settings=load_settings(None))
    assert [o.state for o in outcomes] == ["known", "known"]
    with pinned(corpus) as state:
        assert len(list(contents(state))) == 1
        assert state.open().holds(report_of(_TEXT))
        assert state.open().passages(report_of(_TEXT)) == ()


def test_cells_of_tables_are_veiled_too() -> None:
    text = f"负责人 {_PRIVATE[1]}\n"
    cell = SourceCell(_PRIVATE[1], SourceSpan(4, 16), 0, 0)
    table = SourceTable(SourceSpan(0, 16), ((_PRIVATE[1],),), (cell,))
    found = without_private(replace(source_of(text, name="a"), tables=(table,)))
    assert found.tables[0].rows == (("0000-0000000",),)
    assert found.tables[0].cells[0].text == "0000-0000000"


def test_document_without_anything_private_stays_the_same_one() -> None:
    source = source_of(f"{COPIED}。\n", name="a")
    assert without_private(source) is source


@pytest.mark.parametrize("kind", ["phone", "mailbox", "name"])
def test_single_kinds_may_be_kept(kind: str) -> None:
    found = without_private(source_of(_TEXT, name="a"), shown={kind}).text  # type: ignore[arg-type]
    kept = [word in found for word in _PRIVATE]
    assert kept == [kind == "name", kind == "phone", kind == "mailbox"]


@given(st.text(alphabet="赵小禾局电话：0987-@a.cn，", max_size=60))
def test_length_never_changes(text: str) -> None:
    source = SourceDocument(name="a", format="text", text=text, sha256="0")
    assert len(without_private(source).text) == len(text)
