"""What goes into the spool comes out of it, whoever wrote it."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.corpus.spool import Spool, SpoolWriter
from analyzer.text.source import SourceCell, SourceDocument, SourceParagraph, SourceTable
from analyzer.text.span import SourceSpan

_DOCUMENT = SourceDocument(
    name="云岭县/报告\udcff.docx",
    format="docx",
    text="题目\n甲\t乙\n正文\f第二页",
    sha256="0" * 64,
    encoding="gb18030",
    tables=(
        SourceTable(
            span=SourceSpan(3, 6),
            rows=(("甲", "乙"),),
            cells=(SourceCell("甲", SourceSpan(3, 4), 0, 0),),
        ),
    ),
    paragraphs=(SourceParagraph(SourceSpan(0, 2), 0, "Heading 1", (SourceSpan(0, 2),)),),
    page_starts=(0, 10),
    title="题目",
    notices=("编码按 GB18030 读取",),
)


def test_document_comes_back_equal(tmp_path: Path) -> None:
    with SpoolWriter(tmp_path, shard="0") as writer:
        writer.put(7, _DOCUMENT)
    assert Spool(tmp_path).get(7) == _DOCUMENT


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.lists(st.text(), max_size=5))
def test_any_text_comes_back(tmp_path: Path, texts: list[str]) -> None:
    with SpoolWriter(tmp_path, shard="0") as writer:
        for key, text in enumerate(texts):
            writer.put(key, SourceDocument(name="a", format="text", text=text, sha256="x"))
    spool = Spool(tmp_path)
    assert [spool.get(key).text for key in range(len(texts))] == texts


def test_shards_of_several_writers_are_one_spool(tmp_path: Path) -> None:
    with SpoolWriter(tmp_path, shard="a") as first, SpoolWriter(tmp_path, shard="b") as second:
        for key in range(6):
            writer = first if key % 2 else second
            writer.put(key, SourceDocument(name=str(key), format="text", text=str(key), sha256="x"))
    spool = pickle.loads(pickle.dumps(Spool(tmp_path)))
    assert spool.keys() == tuple(range(6))
    assert [spool.get(key).name for key in range(6)] == list("012345")


def test_unknown_key_is_refused(tmp_path: Path) -> None:
    with SpoolWriter(tmp_path, shard="0"):
        pass
    with pytest.raises(KeyError):
        Spool(tmp_path).get(1)
