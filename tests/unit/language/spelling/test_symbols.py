from analyzer.language.spelling.symbols import UNKNOWN, Alphabet, fold


def test_folding_remembers_where_each_character_stood():
    folded, offsets = fold("收到 17 件，占 3%")
    assert folded == "收到00件，占0％"
    assert [("收到 17 件，占 3%")[o] for o in offsets] == list("收到17件，占3%")


def test_half_and_full_width_marks_fold_to_the_same_text():
    assert fold("一,二;三")[0] == fold("一，二；三")[0]


def test_characters_outside_the_alphabet_are_unknown():
    alphabet = Alphabet.of("的一是")
    assert alphabet.encode("的龘是").tolist() == [2, UNKNOWN, 4]
    assert alphabet.decode(alphabet.encode("一是")) == "一是"
