from __future__ import annotations

from analyzer.outputs.html.both_sides import Piece, other_side, own_side

OWN = "名册贴到村口，由网格员念给老人听"
OTHER = "名册贴到桥头，再由网格员\n念给老人听"


def own() -> list[Piece]:
    return own_side(OWN, 0, len(OWN), [[0, 4, 0, 4], [7, len(OWN), 8, len(OTHER)]])


def test_own_side_is_cut_at_the_blocks():
    assert [(p.text, p.shared) for p in own()] == [
        ("名册贴到", True),
        ("村口，", False),
        ("由网格员念给老人听", True),
    ]


def test_other_side_shows_the_same_words_where_it_has_them():
    pieces = other_side(OTHER, own())
    assert "".join(p.text for p in pieces if p.shared) == "名册贴到由网格员念给老人听"
    assert [p.text for p in pieces if not p.shared] == ["桥头，再"]


def test_moved_clauses_are_found_on_the_other_side():
    pieces = other_side(
        "乙乙乙乙，甲甲甲甲", [Piece("甲甲甲甲", True), Piece("，", False), Piece("乙乙乙乙", True)]
    )
    assert all(piece.shared for piece in pieces)


def test_passage_without_blocks_is_shown_plain():
    assert own_side(OWN, 0, 4, []) == [Piece("名册贴到", False)]
