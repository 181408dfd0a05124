"""OpenDocument, OFD and old Word files that are bombs, locked, cut off or rubbish."""

import pytest

from tests.builders import compound, odt, ofd, word, zips
from tests.regressions.bad_input.conftest import TEXT, outcome


@pytest.mark.parametrize("form", ["odt", "ofd"])
def test_document_that_is_a_bomb_is_refused(refusal, form):
    bomb = {"Doc_0/Pages/Page_9/Content.xml": bytes(30_000_000), "styles.xml": bytes(30_000_000)}
    data = odt.odt("", members=bomb) if form == "odt" else ofd.ofd([TEXT], members=bomb)
    assert refusal(data).code == "zip-bomb"


@pytest.mark.parametrize("form", ["odt", "ofd"])
def test_document_of_many_large_parts_is_refused(refusal, form):
    parts = {f"Doc_0/{n}.xml": bytes(range(256)) * 400 for n in range(30)}
    data = odt.odt("", members=parts) if form == "odt" else ofd.ofd([TEXT], members=parts)
    assert refusal(data, file_bytes=len(data) + 1000).code == "zip-bomb"


@pytest.mark.parametrize("form", ["odt", "ofd"])
def test_xml_bomb_in_other_documents_is_contained(refusal, form):
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    prolog = f'<!DOCTYPE x [<!ENTITY e0 "爆">{entities}]>'
    if form == "odt":
        data = odt.odt(odt.p("公开&e9;信息"), prolog=prolog)
    else:
        page = f'<?xml version="1.0"?>{prolog}<Page>&e9;</Page>'.encode()
        data = ofd.ofd([TEXT], members={"Doc_0/Pages/Page_0/Content.xml": page})
    assert refusal(data).code == "damaged"


@pytest.mark.parametrize("form", ["odt", "ofd"])
def test_external_entity_in_other_documents_is_never_read(tmp_path, refusal, form):
    secret = tmp_path / "secret.txt"
    secret.write_text("机密内容", encoding="utf-8")
    prolog = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    if form == "odt":
        data = odt.odt(odt.p("公开&e;信息"), prolog=prolog)
    else:
        page = f'<?xml version="1.0"?>{prolog}<Page>&e;</Page>'.encode()
        data = ofd.ofd([TEXT], members={"Doc_0/Pages/Page_0/Content.xml": page})
    assert refusal(data).code == "damaged"


@pytest.mark.parametrize("form", ["odt", "ofd", "doc"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_truncated_document(refusal, form, share):
    data = {
        "odt": odt.odt(odt.p(TEXT) * 50),
        "ofd": ofd.ofd([TEXT] * 50),
        "doc": compound.word_97(filling=TEXT.encode("utf-16-le")),
    }[form]
    error = refusal(data[: int(len(data) * share)])
    assert error.code == "damaged"
    assert "不完整" in error.cause


@pytest.mark.parametrize("form", ["odt", "docx"])
def test_deeply_nested_lists_and_controls_are_contained(refusal, form):
    if form == "odt":
        body = "<text:list><text:list-item>" * 3000 + odt.p(TEXT)
        data = odt.odt(body + "</text:list-item></text:list>" * 3000)
    else:
        data = word.docx("<w:sdt><w:sdtContent>" * 3000 + "</w:sdtContent></w:sdt>" * 3000)
    assert refusal(data).code == "damaged"


def test_word_file_with_a_password(refusal):
    assert refusal(compound.word_97(encrypted=True), name="a.doc").code == "encrypted"


def test_office_file_encrypted_as_a_whole(refusal):
    streams = {"EncryptionInfo": bytes(4096), "EncryptedPackage": bytes(8192)}
    error = refusal(compound.compound(streams))
    assert error.code == "encrypted"
    assert "密码" in error.cause


def test_archive_member_whose_name_climbs_writes_nothing(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    data = zips.archive({"../../escaped.txt": TEXT.encode(), "/abs.txt": TEXT.encode()})
    (folder / "a.zip").write_bytes(data)
    found = outcome(folder / "a.zip")
    assert found == [TEXT, TEXT]
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "a.zip"]


@pytest.mark.office
@pytest.mark.parametrize("form", ["doc", "rtf"])
def test_rubbish_that_libreoffice_cannot_open_is_refused(refusal, form):
    data = {
        "doc": compound.word_97(filling=bytes(range(256)) * 8),
        "rtf": b"{\\rtf1" + bytes(range(256)) * 20,
    }[form]
    assert refusal(data).code in {"convert-failed", "empty", "damaged", "not-chinese", "mojibake"}
