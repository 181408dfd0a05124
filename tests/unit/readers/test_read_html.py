import base64
import quopri

import pytest

from tests.builders import samples

PARAGRAPHS = [
    "一、总体情况",
    "2023年，柳桥镇公开信息326条，其中补贴名单48期、招标结果9条。每月10日由包村干部在村务公开栏张贴并拍照上传，"
    "镇纪委每季度抽查，全年抽查40次，发现漏贴3次，均在2日内补贴。",
    "二、存在的主要问题及改进情况",
    "4个村的补贴名单未隐去身份证号。改进措施是由镇财政所统一制作脱敏名单，自2024年3月起不再由各村自行制作。",
]


def lines(document) -> list[str]:
    return document.text.rstrip("\n").split("\n")


def article(content: str) -> str:
    """Wrap content as a page of an invented site, with menus and a footer."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8">
<title>柳桥镇2023年政府信息公开工作年度报告_临澜县人民政府</title></head><body>
<div class="top"><a href="/">首页</a> <a href="/a">政务公开</a> <a href="/b">互动交流</a></div>
<div class="main"><div class="position">当前位置：<a>首页</a> &gt; <a>年报</a></div>
<h1>柳桥镇2023年政府信息公开工作年度报告</h1>
{content}
</div><div class="foot"><p>主办单位：临澜县人民政府办公室，承办单位：临澜县大数据中心，技术支持：某某公司，备案号略。</p></div>
</body></html>"""


def paragraphs(tag: str = "p") -> str:
    return "\n".join(f"<{tag}>{text}</{tag}>" for text in PARAGRAPHS)


TITLE = "柳桥镇2023年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    "wrapper",
    [
        '<div class="TRS_Editor">{}</div>',
        '<div class="view TRS_UEDITOR trs_paper_default">{}</div>',
        '<div id="zoom">{}</div>',
        "<UCAPCONTENT>{}</UCAPCONTENT>",
        '<div class="article-content"><div class="inner">{}</div></div>',
        '<div class="content"><div id="vsb_content"><div class="v_news_content">{}</div></div></div>',
        '<div class="no-known-name"><div>{}</div></div>',
        "<table><tr><td>{}</td></tr></table>",
        "{}",
    ],
)
def test_article_is_found_whatever_its_container(read_bytes, wrapper):
    document = read_bytes(article(wrapper.format(paragraphs())).encode())
    assert lines(document) == [TITLE, *PARAGRAPHS]
    assert document.title == "柳桥镇2023年政府信息公开工作年度报告_临澜县人民政府"


def test_article_title_of_the_metadata_comes_before_the_page_title(read_bytes):
    page = article(f'<div id="zoom">{paragraphs()}</div>').replace(
        "</head>", f'<meta name="ArticleTitle" content="{TITLE}"></head>'
    )
    assert read_bytes(page.encode()).title == TITLE


def test_name_of_the_site_is_not_taken_for_the_title(read_bytes):
    page = article(f'<div id="zoom">{paragraphs()}</div>').replace(
        "<h1>", '<h1>临澜县人民政府</h1><p class="title">'
    )
    assert lines(read_bytes(page.encode()))[0] == TITLE


def test_furniture_around_the_article_is_left_out(read_bytes):
    content = (
        '<div class="content"><p>发布时间：2024-01-20 09:30 来源：党政办 浏览次数：126</p>'
        f"<p>【字体：大 中 小】</p>{paragraphs()}"
        '<div class="share">分享到：微信 微博</div><p>【打印本页】 【关闭窗口】</p>'
        "<p>上一篇：柳桥镇2022年年报</p><p>扫一扫在手机打开当前页</p></div>"
    )
    assert lines(read_bytes(article(content).encode())) == [TITLE, *PARAGRAPHS]


def test_prose_that_looks_like_furniture_stays_inside_the_article(read_bytes):
    middle = "来源：县财政局下达的补贴资金。"
    content = f'<div id="zoom">{paragraphs()}<p>{middle}</p>{paragraphs()}</div>'
    assert middle in lines(read_bytes(article(content).encode()))


def test_hidden_elements_and_scripts_are_left_out(read_bytes):
    hidden = (
        '<p style="DISPLAY : none">隐藏的草稿</p><p hidden>隐藏的备注</p><!-- 注释 -->'
        "<script>var a = '脚本';</script><style>.a{}</style><noscript>请启用脚本</noscript>"
        '<div style="visibility:hidden">不可见</div><select><option>选项</option></select>'
    )
    document = read_bytes(article(f'<div id="zoom">{hidden}{paragraphs()}</div>').encode())
    assert lines(document) == [TITLE, *PARAGRAPHS]


def test_line_breaks_divide_lines_and_source_breaks_do_not(read_bytes):
    content = (
        "全年公开信息\n    326条，<b>其中</b>\n补贴名单48期。<br/>&nbsp;&nbsp;每月10日<br>张贴。"
    )
    document = read_bytes(f"<html><body><p>{content}</p></body></html>".encode())
    assert lines(document) == [
        "全年公开信息 326条，其中补贴名单48期。",
        "\xa0\xa0每月10日",
        "张贴。",
    ]


def test_headings_keep_their_tag_as_style(read_bytes):
    document = read_bytes(f"<html><body><h2>一、总体情况</h2>{paragraphs()}</body></html>".encode())
    assert document.paragraphs[0].style == "h2"
    assert document.paragraphs[1].style == ""


def test_numbers_of_ordered_lists_are_written_out(read_bytes):
    content = '<ol start="3"><li>加强培训</li><li>完善制度</li></ol>'
    document = read_bytes(f"<html><body><p>下一步：</p>{content}</body></html>".encode())
    assert lines(document)[1:] == ["3.加强培训", "4.完善制度"]


def test_merged_cells_keep_their_place(read_bytes):
    table = (
        '<table><tr><td rowspan="2">项目</td><th colspan="2">数量</th></tr>'
        "<tr><td>本年</td><td>上年</td></tr><tr><td>规章</td><td>1</td><td>0</td></tr></table>"
    )
    document = read_bytes(article(f'<div id="zoom">{paragraphs()}{table}</div>').encode())
    (found,) = document.tables
    assert found.rows == (("项目", "数量", ""), ("", "本年", "上年"), ("规章", "1", "0"))
    for cell in found.cells:
        assert cell.span.of(document.text) == cell.text
        assert found.span.contains(cell.span)
    assert found.span.end == len(document.text)


def test_catalogue_record_above_the_article_is_left_out(read_bytes):
    record = (
        "<table><tr><td>索引号：</td><td>LQ-2024-001</td><td>发布机构：</td><td>柳桥镇</td></tr>"
        "<tr><td>信息名称：</td><td>年报</td><td>主题词：</td><td></td></tr></table>"
    )
    document = read_bytes(article(f'<div class="content">{record}{paragraphs()}</div>').encode())
    assert document.tables == ()
    assert lines(document) == [TITLE, *PARAGRAPHS]


def test_short_article_beside_a_long_footer_is_found_by_its_container(read_bytes):
    short = '<div id="zoom"><p>本机关2023年度没有收到政府信息公开申请，没有收取费用。</p></div>'
    assert lines(read_bytes(article(short).encode()))[1:] == [
        "本机关2023年度没有收到政府信息公开申请，没有收取费用。"
    ]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("gb2312", "gb18030"), ("utf-8", "gb18030"), ("gbk", "utf-8"), ("big5", "utf-8")],
)
def test_false_declarations_of_encoding_do_no_harm(read_bytes, declared, encoding):
    page = article(f'<div id="zoom">{paragraphs()}</div>').replace(
        'charset="utf-8"', f'charset="{declared}"'
    )
    document = read_bytes(page.encode(encoding))
    assert document.encoding == encoding
    assert lines(document) == [TITLE, *PARAGRAPHS]


def test_article_in_several_pages_gets_a_notice(read_bytes):
    page = article(
        f'<div id="zoom">{paragraphs()}</div><script>createPageHTML(3, 0, "t1", "html")</script>'
    )
    assert "分为 3 页" in read_bytes(page.encode()).notices[0]


@pytest.mark.parametrize(
    "pager",
    [
        '<a href="/t1_1.html">下一页</a>',
        '<a href="t1_1.html">下一页 &gt;</a>',
        "<script>var countPage = 4;</script>",
    ],
)
def test_pagers_of_other_sites_get_a_notice_too(read_bytes, pager):
    page = article(f'<div id="zoom">{paragraphs()}</div><div class="pager">{pager}</div>')
    (notice,) = read_bytes(page.encode()).notices
    assert "其余各页" in notice


@pytest.mark.parametrize(
    "link",
    ['<a href="/next.html">下一篇：通知</a>', '<a href="javascript:void(0)">下一页</a>'],
)
def test_links_to_other_articles_are_no_pager(read_bytes, link):
    page = article(f'<div id="zoom">{paragraphs()}</div>{link}')
    assert read_bytes(page.encode()).notices == ()


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
def test_page_saved_in_one_file_is_read(read_bytes, encoding):
    page = (
        article(f'<div id="zoom">{paragraphs()}</div>').replace("utf-8", "gb2312").encode("gb18030")
    )
    encode = base64.encodebytes if encoding == "base64" else quopri.encodestring
    data = (
        b"From: <saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        b'\ttype="text/html"; boundary="edge"\r\n\r\n--edge\r\nContent-Type: text/html;\r\n'
        b'\tcharset="gb2312"\r\nContent-Transfer-Encoding: %s\r\n\r\n%s\r\n--edge\r\n'
        b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBOR\r\n--edge--\r\n"
    ) % (encoding.encode(), encode(page))
    document = read_bytes(data, name="a.mht")
    assert document.format == "html"
    assert lines(document)[-len(PARAGRAPHS) :] == PARAGRAPHS


def test_fragment_without_a_page_is_read(read_bytes):
    document = read_bytes(paragraphs().encode())
    assert document.format == "html"
    assert lines(document) == PARAGRAPHS


def test_broken_markup_is_read_as_browsers_do(read_bytes):
    page = f"<html><body><div id=zoom><p>{PARAGRAPHS[0]}<p>{PARAGRAPHS[1]}<table><tr><td>规章<td>1"
    document = read_bytes(page.encode())
    assert lines(document)[:2] == PARAGRAPHS[:2]
    assert document.tables[0].rows == (("规章", "1"),)


def test_nesting_beyond_reason_is_contained(read_bytes):
    page = f"<html><body>{'<div>' * 5000}{paragraphs()}{'</div>' * 5000}</body></html>"
    assert PARAGRAPHS[1] in read_bytes(page.encode()).text


def test_spans_beyond_reason_are_contained(read_bytes):
    page = f'<html><body>{paragraphs()}<table><tr><td colspan="99999999" rowspan="0">规章</td><td rowspan="x">1</td></tr></table></body></html>'
    (table,) = read_bytes(page.encode()).tables
    assert [cell.text for cell in table.cells] == ["规章", "1"]


def test_sample_page_equals_its_source(read_bytes):
    text = (samples.TEXTS / "qingxi-2021.txt").read_text("utf-8")
    parts = list(samples.blocks(text))
    document = read_bytes(samples.as_html(parts, site="青溪区人民政府网").encode())
    prose = [p.span.of(document.text) for p in document.paragraphs if not _in_table(document, p)]
    assert prose == [block.text for block in parts if not block.rows]


def _in_table(document, paragraph) -> bool:
    return any(table.span.contains(paragraph.span) for table in document.tables)


def test_preformatted_text_keeps_its_lines(read_bytes):
    page = f"<html><body><pre>{PARAGRAPHS[0]}\n  {PARAGRAPHS[1]}\n</pre></body></html>"
    assert lines(read_bytes(page.encode())) == [PARAGRAPHS[0], "  " + PARAGRAPHS[1]]


def test_article_set_in_nested_layout_tables_is_prose(read_bytes):
    rows = "".join(f"<tr><td>{text}</td></tr>" for text in PARAGRAPHS)
    inner = f"<table><tr><td>{'长段落，本年公开信息326条。' * 40}</td></tr></table><table>{rows}</table>"
    page = f"<html><body><table><tr><td>左栏</td><td>{inner}</td><td>右栏</td></tr></table></body></html>"
    document = read_bytes(page.encode())
    assert document.tables == ()
    assert [line for line in PARAGRAPHS if line not in lines(document)] == []


SITE = """<!DOCTYPE html><html ms-controller="root"><head>
<meta charset="utf-8" name="viewport" content="width=device-width, initial-scale=1.0">
<meta name="SiteName" content="临澜县人民政府"/><meta name="ColumnName" content="政府信息公开年报"/>
<meta name="ArticleTitle" content="{title}"/><meta name="PubDate" content="2024-01-20 15:37"/>
<title>
    政府信息公开年报_
    临澜县人民政府
</title><style>.article_content table{{margin: 0 auto}}</style></head><body><div class="wrap">
<div class="header menu_hov"><div class="row"><div class="header_link"><a href="/">国务院</a><a href="/">省政府</a>
<em ms-visible="isLogin" style="display:none;"><a>你好，<font ms-text="name"></font></a></em></div>
<span>网站支持IPV6</span></div><div class="menu_base"><ul role="navigation"><li><a href="/">首页</a></li>
<li><a href="/zwgk/">政务公开</a></li><li><a href="/jdhy/">解读回应</a></li></ul></div></div>
<div class="banner_header"><form><input type="text" placeholder="请输入搜索内容"><button>搜索</button></form>
<div class="search_top"><span>热门搜索：</span><a>医保</a></div></div>
<div class="main"><div class="content mar_t_large"><div class="row content_bg">
<div class="breadcrumb"><span>当前位置：</span><ul><li><a href="../">首页</a></li><li><a>年报</a></li></ul></div>
<div class="trt-row"><div class="trt-col-24"><div class="article_component">
<div class="article_title_group"><div class="article_title text_align_center">
    {title}
</div><div class="article_title_sec"></div></div>
<div class="article_extend"><span class="article_time">时间：2024-01-20 15:37</span>
<span class="article_views" ms-text="pv"></span><span onclick="$print()"><i class="icon"></i></span>
<span class="share"><i></i><div class="share_box"><a>微信</a><a>微博</a></div></span></div>
<div class="article_area"><div class="article_content font_family_cn">
<div class="detail_video" ms-include-src="video"></div>{body}</div></div>
<div class="article_attachment"><p>附件下载</p><ul><li><a href="P02024.docx">年报.docx</a></li></ul></div>
<div class="article_other"><a>打印</a><a>关闭</a></div></div></div>
<div class="trt-col-6"><div class="related">相关阅读<ul><li><a>2022年年报</a></li></ul></div></div>
</div></div></div></div>
<div class="footer"><p>主办：临澜县人民政府办公室　承办：县大数据中心</p><p>网站标识码：0000000000　备案号略</p></div>
</div><script>var pv = 1;</script></body></html>"""


def test_page_as_content_management_systems_write_it(read_bytes):
    body = (
        '<p style="text-indent: 32pt;"><!--[if !supportLists]--><span style="font-family: 黑体">'
        "<span>一、</span></span><!--[endif]--><span><font face=黑体>总体情况</font></span></p>"
        f"<p>&nbsp;<span>{PARAGRAPHS[1][:20]}</span><span><font>{PARAGRAPHS[1][20:]}</font></span></p>"
        "<p>&nbsp;</p><p><span>二、</span><b>存在的主要问题</b></p><p></p>"
    )
    document = read_bytes(SITE.format(title=TITLE, body=body).encode())
    assert [line.strip("\xa0") for line in lines(document)] == [
        TITLE,
        "一、总体情况",
        PARAGRAPHS[1],
        "二、存在的主要问题",
    ]
    assert document.title == TITLE


def test_report_in_an_attachment_of_such_a_page_is_named(read_bytes):
    from analyzer.errors import UnreadableReport

    with pytest.raises(UnreadableReport) as caught:
        read_bytes(SITE.format(title=TITLE, body="").encode())
    assert "年报.docx" in caught.value.cause
