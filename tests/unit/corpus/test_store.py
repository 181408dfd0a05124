"""A corpus on disk: added in steps, read while written, complete whenever a writer is killed."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from analyzer.corpus.contents import contents, faults, summary
from analyzer.corpus.corpus_reference import pinned
from analyzer.corpus.lock import NAME as LOCK
from analyzer.corpus.masking import mask
from analyzer.corpus.run_reference import reference_of
from analyzer.corpus.store import open_for_writing
from analyzer.errors import CorpusError
from analyzer.pipeline.corpus import add_to_corpus
from analyzer.settings import load_settings
from analyzer.structure.report import Report
from tests.builders.reports import report_of
from tests.unit.corpus.invented import COPIED, OWN

_PLACES = "安昌长德丰福广海和恒洪华惠吉嘉建江金锦靖康乐灵龙隆明南宁平"
_OFFICES = list(OWN)


def text_of(place: str, office: str, *sentences: str, year: int = 2023) -> str:
    return (
        f"{place}岭县{office}{year}年政府信息公开工作年度报告\n一、总体情况\n"
        f"{OWN[office]}。{''.join(f'{s}。' for s in sentences)}"
        f"{place}岭县把登记簿放在门厅里供人翻看，翻看的人在末页签名。\n"
        "五、存在的主要问题及改进情况\n门厅里的登记簿字太小。改进措施：换成大字本。\n"
    )


def files(folder: Path, texts: list[str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number:04d}.txt").write_text(text, encoding="utf-8")
    return folder


def many(count: int, *, year: int = 2023) -> list[str]:
    chance = random.Random(count)
    return [
        text_of(
            _PLACES[n % len(_PLACES)] + _PLACES[n // len(_PLACES)],
            chance.choice(_OFFICES),
            *([COPIED] if n % 3 == 0 else []),
            year=year,
        )
        for n in range(count)
    ]


def add(corpus: Path, *paths: Path, step: int = 1000) -> list[str]:
    found = add_to_corpus(paths, corpus, settings=load_settings(None), step=step)
    return [outcome.state for outcome in found]


def shown(corpus: Path, report: Report) -> list[tuple[object, ...]]:
    with pinned(corpus) as state:
        return [
            (p.span, p.own_last_year, p.reports_sharing, p.other_text)
            for p in state.open().passages(report)
        ]


def test_passage_is_found_in_the_corpus_with_its_place(tmp_path: Path) -> None:
    add(tmp_path / "c", files(tmp_path / "in", [text_of("望江", "民政局", COPIED)]))
    own = report_of(text_of("云平", "林业局", COPIED))
    with pinned(tmp_path / "c") as state:
        passages = [p for p in state.open().passages(own) if p.span.of(own.text.text) == COPIED]
    assert [(p.other_issuer, p.other_text) for p in passages] == [("望江岭县民政局", COPIED)]


def test_corpus_says_what_a_run_of_the_same_reports_says(tmp_path: Path) -> None:
    texts = many(30)
    add(tmp_path / "c", files(tmp_path / "in", texts))
    reports = [report_of(text, name=f"{n:04d}.txt") for n, text in enumerate(texts)]
    run = reference_of(reports, tmp_path / "run")
    with pinned(tmp_path / "c") as state:
        corpus = state.open()
        assert corpus.reports == run.reports
        assert corpus.issuers(2023) == run.issuers(2023)
        for report in reports:
            masked = mask(report)
            assert [(p.span, p.reports_sharing) for p in corpus.passages(report)] == [
                (p.span, p.reports_sharing) for p in run.passages(report)
            ]
            for length in (4, 8):
                assert corpus.users_of_blocks(masked, length=length) == run.users_of_blocks(
                    masked, length=length
                )


def test_steps_of_adding_do_not_change_the_answers(tmp_path: Path) -> None:
    folder = files(tmp_path / "in", many(40))
    add(tmp_path / "once", folder)
    add(tmp_path / "often", folder, step=3)
    own = report_of(text_of("云平", "林业局", COPIED))
    masked = mask(own)
    with pinned(tmp_path / "once") as once, pinned(tmp_path / "often") as often:
        assert 1 < len(often.generation.segments) < 8
        assert len(once.generation.segments) == 1
        for length in (4, 8):
            assert once.open().users_of_blocks(
                masked, length=length
            ) == often.open().users_of_blocks(masked, length=length)
    assert shown(tmp_path / "once", own) == shown(tmp_path / "often", own)


def test_same_report_added_twice_counts_once(tmp_path: Path) -> None:
    folder = files(tmp_path / "in", many(5))
    assert add(tmp_path / "c", folder) == ["new"] * 5
    assert add(tmp_path / "c", folder) == ["known"] * 5
    again = tmp_path / "other name.txt"
    again.write_text((folder / "0001.txt").read_text() + "\n\n", encoding="utf-8")
    assert add(tmp_path / "c", again) == ["known"]
    with pinned(tmp_path / "c") as state:
        assert summary(state)["reports"] == 5


def test_corrected_version_takes_the_place_of_the_first(tmp_path: Path) -> None:
    add(tmp_path / "c", files(tmp_path / "in", many(20)))
    wrong = text_of("云平", "林业局", COPIED)
    right = text_of("云平", "林业局", "采伐许可改为每周一张贴")
    assert add(tmp_path / "c", files(tmp_path / "wrong", [wrong])) == ["new"]
    assert add(tmp_path / "c", files(tmp_path / "right", [right])) == ["superseding"]
    with pinned(tmp_path / "c") as state:
        assert summary(state)["reports"] == 21
        issuers = [entry.issuer for entry in contents(state)]
        assert issuers.count("云平岭县林业局") == 1
    fresh = tmp_path / "fresh"
    add(fresh, files(tmp_path / "in", many(20)))
    add(fresh, files(tmp_path / "right", [right]))
    own = report_of(text_of("望江", "民政局", COPIED))
    masked = mask(own)
    assert shown(tmp_path / "c", own) == shown(fresh, own)
    with pinned(tmp_path / "c") as state, pinned(fresh) as other:
        for length in (4, 8):
            assert state.open().users_of_blocks(
                masked, length=length
            ) == other.open().users_of_blocks(masked, length=length)


def test_office_without_a_place_never_replaces_another(tmp_path: Path) -> None:
    texts = [text_of("云平", "林业局").replace("云平岭县林业局", "林业局")]
    texts.append(texts[0].replace("大字本", "有大字的本子"))
    assert add(tmp_path / "c", files(tmp_path / "in", texts)) == ["new", "new"]


def test_removed_report_is_found_no_more_and_leaves_the_disk(tmp_path: Path) -> None:
    texts = [text_of("望江", "民政局", COPIED), *many(4)[1:3]]
    add(tmp_path / "c", files(tmp_path / "in", texts))
    with open_for_writing(tmp_path / "c") as writer:
        writer.remove([1])
    own = report_of(text_of("云平", "林业局", COPIED))
    assert COPIED not in {text for *_, text in shown(tmp_path / "c", own)}
    for length in ("utf-8", "utf-32-le"):
        piece = "望江岭县民政局".encode(length)
        kept = [p for p in (tmp_path / "c").rglob("*") if p.is_file() and piece in p.read_bytes()]
        assert kept == []


def test_last_year_comes_from_the_corpus(tmp_path: Path) -> None:
    before = text_of("云平", "林业局", COPIED, year=2022)
    add(tmp_path / "c", files(tmp_path / "in", [before]))
    own = report_of(text_of("云平", "林业局", COPIED, year=2023))
    with pinned(tmp_path / "c") as state:
        last_year = state.open().last_year(own)
        assert last_year is not None
        assert last_year.identity.year == 2022
        assert any(p.own_last_year for p in state.open().passages(own))


def test_reader_keeps_its_state_while_others_write(tmp_path: Path) -> None:
    corpus = tmp_path / "c"
    add(corpus, files(tmp_path / "a", many(4)))
    own = report_of(text_of("云平", "林业局", COPIED))
    with pinned(corpus) as state:
        before = [p.other_text for p in state.open().passages(own)]
        add(corpus, files(tmp_path / "b", [text_of("望江", "民政局", COPIED)]))
        with open_for_writing(corpus) as writer:
            writer.remove([1, 2])
        reopened = pickle.loads(pickle.dumps(state.open()))
        assert [p.other_text for p in reopened.passages(own)] == before
    with open_for_writing(corpus):
        pass
    assert len(list((corpus / "segments").iterdir())) == len(_generation(corpus).segments)


def _generation(corpus: Path):
    with pinned(corpus) as state:
        return state.generation


def test_second_writer_is_refused_with_the_name_of_the_first(tmp_path: Path) -> None:
    add(tmp_path / "c", files(tmp_path / "in", many(2)))
    with (
        open_for_writing(tmp_path / "c"),
        pytest.raises(CorpusError, match=rf"进程 {os.getpid()} 自 .*起正在写入"),
        open_for_writing(tmp_path / "c"),
    ):
        pass


def test_lock_of_a_killed_writer_stops_nobody(tmp_path: Path) -> None:
    corpus = tmp_path / "c"
    add(corpus, files(tmp_path / "in", many(2)))
    holder = multiprocessing.get_context("spawn").Process(target=_hold, args=(corpus,))
    holder.start()
    while str(holder.pid) not in (corpus / LOCK).read_text():
        time.sleep(0.05)
    with pytest.raises(CorpusError), open_for_writing(corpus):
        pass
    holder.kill()
    holder.join()
    assert str(holder.pid) in (corpus / LOCK).read_text()
    with open_for_writing(corpus) as writer:
        assert len(writer.catalogue) == 2


def _hold(corpus: Path) -> None:
    with open_for_writing(corpus):
        time.sleep(60)


def test_corpus_is_complete_whenever_its_writer_is_killed(tmp_path: Path) -> None:
    corpus, folder = tmp_path / "c", files(tmp_path / "in", many(60))
    add(corpus, files(tmp_path / "first", [text_of("望江", "民政局", COPIED)]))
    code = (
        "import sys; from pathlib import Path; from analyzer.pipeline.corpus import add_to_corpus;"
        "from analyzer.settings import load_settings;"
        "print('ready', flush=True);"
        "list(add_to_corpus([sys.argv[1]], Path(sys.argv[2]), settings=load_settings(None), step=4))"
    )
    chance = random.Random(3)
    sizes = []
    for _ in range(8):
        writer = subprocess.Popen(
            [sys.executable, "-c", code, folder, corpus], stdout=subprocess.PIPE
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        while not (corpus / "staging").exists() and writer.poll() is None:
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.6))
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        with pinned(corpus) as state:
            assert faults(state) == []
            held = [entry.key for entry in contents(state)]
            assert held == sorted(set(held))
            assert (len(held) - 1) % 4 == 0 or len(held) == 61
            sizes.append(len(held))
    assert sizes == sorted(sizes)
    assert add(corpus, folder, step=4).count("known") == sizes[-1] - 1
    with pinned(corpus) as state:
        assert faults(state) == []
        assert summary(state)["reports"] == 61
    assert not list((corpus / "staging").glob("*"))


def test_altered_file_is_told(tmp_path: Path) -> None:
    add(tmp_path / "c", files(tmp_path / "in", many(3)))
    target = next((tmp_path / "c").rglob("units.npy"))
    data = bytearray(target.read_bytes())
    data[-1] ^= 1
    target.write_bytes(data)
    with pinned(tmp_path / "c") as state:
        assert [fault.split("：")[1] for fault in faults(state)] == ["缺失或被改动"]


def test_folder_that_is_no_corpus_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("x")
    with pytest.raises(CorpusError, match="不是语料库"), pinned(tmp_path / "letters"):
        pass
    with pytest.raises(CorpusError, match="文件夹不空"):
        add(tmp_path / "letters", files(tmp_path / "in", many(1)))


def test_report_of_the_corpus_is_not_its_own_company(tmp_path: Path) -> None:
    texts = many(12)
    add(tmp_path / "c", files(tmp_path / "in", texts))
    own = report_of(texts[0])
    masked = mask(own)
    with pinned(tmp_path / "c") as state:
        users = np.array(state.open().users_of_blocks(masked, length=8))
    assert users.max() <= 11


def test_executor_changes_no_byte_of_the_corpus(tmp_path: Path) -> None:
    folder = files(tmp_path / "in", many(70))
    for jobs in (1, 2):
        found = add_to_corpus(
            [folder], tmp_path / str(jobs), settings=load_settings(None), jobs=jobs, step=40
        )
        assert {outcome.state for outcome in found} == {"new"}
    one, two = (
        {p.relative_to(tmp_path / jobs): p.read_bytes() for p in sorted(_kept(tmp_path / jobs))}
        for jobs in ("1", "2")
    )
    assert one == two


def _kept(corpus: Path) -> list[Path]:
    return [p for p in corpus.rglob("*") if p.is_file() and p.parent.name != "readers"]


def test_report_that_is_in_the_corpus_itself_finds_what_it_shares(tmp_path: Path) -> None:
    # Its own sentences have the rarest grams; they must not keep others from being asked for.
    long = f"{OWN['水利局']}，{COPIED}，{OWN['粮食局']}"
    texts = [text_of("望江", "民政局", COPIED), text_of("云平", "林业局", long)]
    add(tmp_path / "c", files(tmp_path / "in", texts))
    own = report_of(texts[1])
    with pinned(tmp_path / "c") as state:
        found = [p for p in state.open().passages(own) if own.slice(p.span) == COPIED]
        assert [p.other_issuer for p in found] == ["望江岭县民政局"]


def test_near_copies_of_other_years_do_not_hide_what_peers_share(tmp_path: Path) -> None:
    long = f"{OWN['水利局']}，{COPIED}，{OWN['粮食局']}"
    before = [
        text_of("云平", "林业局", long.replace("六小时", f"{hours}小时"), year=year)
        for year, hours in ((2018, "七"), (2019, "八"), (2020, "九"))
    ]
    texts = [text_of("望江", "民政局", COPIED), *before, text_of("云平", "林业局", long)]
    add(tmp_path / "c", files(tmp_path / "in", texts))
    own = report_of(texts[-1])
    with pinned(tmp_path / "c") as state:
        found = [p for p in state.open().passages(own) if own.slice(p.span) == COPIED]
        assert [p.other_issuer for p in found] == ["望江岭县民政局"]
