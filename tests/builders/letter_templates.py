"""Build the shipped letter templates: `python -m tests.builders.letter_templates`.

Layout after GB/T 9704-2012: A4, margins 37/35/28/26 mm, title 二号 小标宋, text 三号 仿宋, headings
黑体 and 楷体, line pitch 29 pt (22 lines a page), page number 四号 — 1 —. Bytes do not depend on
the day.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as Doc
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from analyzer.outputs.letters.template import timeless

TARGET = Path(__file__).resolve().parents[2] / "data" / "templates"
TITLE, BODY, HEAD, SUBHEAD = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
WESTERN = "Times New Roman"
ERHAO, SANHAO, SIHAO, XIAOSI = 22, 16, 14, 12
PITCH, INDENT = Pt(29), Pt(2 * SANHAO)
CENTRE, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


class Letter:
    """A document that grows downwards."""

    def __init__(self) -> None:
        self.document: Doc = Document()
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.footer_distance = Mm(28)
        self._normal()
        self._page_number()

    def paragraph(
        self,
        text: str = "",
        *,
        font: str = BODY,
        size: float = SANHAO,
        align: WD_ALIGN_PARAGRAPH = BOTH,
        indent: bool = True,
        loose: bool = False,
    ) -> Paragraph:
        paragraph = self.document.add_paragraph()
        form = paragraph.paragraph_format
        form.alignment = align
        form.space_before = form.space_after = Pt(0)
        form.line_spacing_rule = WD_LINE_SPACING.SINGLE if loose else WD_LINE_SPACING.EXACTLY
        if not loose:  # a chart in lines of fixed height would be cut off
            form.line_spacing = PITCH
        if indent:
            form.first_line_indent = INDENT
        write(paragraph, text, font=font, size=size)
        return paragraph

    def title(self, text: str) -> None:
        self.paragraph(text, font=TITLE, size=ERHAO, align=CENTRE, indent=False)

    def heading(self, text: str) -> None:
        self.paragraph(text, font=HEAD).paragraph_format.keep_with_next = True

    def subheading(self, text: str) -> None:
        self.paragraph(text, font=SUBHEAD)

    def tag(self, text: str) -> None:
        """Add a paragraph that holds only a statement and vanishes."""
        self.paragraph("{%p " + text + " %}", indent=False)

    def chart(self, name: str) -> None:
        self.paragraph("{{ " + name + " }}", align=CENTRE, indent=False, loose=True)

    def table(self, heads: list[str], rows: str, cells: list[str], widths: list[float]) -> None:
        """Add a table with one row per entry of `rows` (“行 in 排名”)."""
        table = self.document.add_table(rows=4, cols=len(heads))
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for row, texts in enumerate(
            (heads, ["{%tr for " + rows + " %}"], cells, ["{%tr endfor %}"])
        ):
            for at, width in enumerate(widths):
                cell = table.cell(row, at)
                cell.width = Mm(width)
                text = texts[at] if at < len(texts) else ""
                _cell(cell.paragraphs[0], text, head=row == 0, left=row and heads[at] == "图示")
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)  # LibreOffice reads the grid, Word the cells
        repeat_row(table.rows[0])

    def signature(self) -> None:
        self.paragraph(indent=False)
        self.paragraph(
            "〔印发机关〕", align=RIGHT, indent=False
        ).paragraph_format.right_indent = INDENT
        date = self.paragraph("〔　　　　〕年〔　　〕月〔　　〕日", align=RIGHT, indent=False)
        date.paragraph_format.right_indent = INDENT

    def data(self) -> bytes:
        out = BytesIO()
        self.document.save(out)
        return timeless(out.getvalue())

    def _normal(self) -> None:
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = WESTERN, Pt(SANHAO)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)

    def _page_number(self) -> None:
        paragraph = self.document.sections[0].footer.paragraphs[0]
        paragraph.alignment = CENTRE
        write(paragraph, "— ", font="宋体", size=SIHAO)
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            run = write(paragraph, "", font="宋体", size=SIHAO)
            element = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                element.set(qn("w:fldCharType"), kind)
            else:
                element.text = text
            run._r.append(element)
        write(paragraph, " —", font="宋体", size=SIHAO)


def write(paragraph: Paragraph, text: str, *, font: str, size: float):
    run = paragraph.add_run(text)
    run.font.name, run.font.size = WESTERN, Pt(size)
    run._r.rPr.rFonts.set(qn("w:eastAsia"), font)
    run._r.rPr.rFonts.set(qn("w:hint"), "eastAsia")
    return run


def _cell(paragraph: Paragraph, text: str, *, head: bool, left: bool) -> None:
    form = paragraph.paragraph_format
    form.alignment = WD_ALIGN_PARAGRAPH.LEFT if left else CENTRE
    form.space_before = form.space_after = Pt(2)
    form.line_spacing_rule = WD_LINE_SPACING.SINGLE
    write(paragraph, text, font=HEAD if head else BODY, size=XIAOSI)


def repeat_row(row) -> None:
    properties = row._tr.get_or_add_trPr()
    for name in ("w:cantSplit", "w:tblHeader"):
        properties.append(OxmlElement(name))


def feedback() -> Letter:
    letter = Letter()
    letter.title("关于{{ 单位 }}{{ 年度 }}年政府信息公开工作年度报告的反馈意见")
    letter.paragraph("〔　　　　〕〔　　　　〕　　号", align=CENTRE, indent=False)
    letter.paragraph(indent=False)
    letter.paragraph("{{ 单位 }}：", indent=False)
    letter.paragraph(
        "你单位报送的{% if 题名 %}《{{ 题名 }}》{% else %}{{ 年度 }}年政府信息公开工作年度报告{% endif %}"
        "收悉。经阅核，现将意见反馈如下，供核对和完善时参考。引文均出自该报告，【　】内为所指文字；"
        "所列事项均为疑似，以你单位核对结果为准；〔　〕处请按实际情况填写，没有的事项不必填写。"
    )
    letter.tag("if 未评原因 and not 肯定 and not 订正 and not 充实")
    letter.paragraph("该报告未能评阅：{{ 未评原因 }}。请核对后重新报送。")
    letter.tag("endif")
    letter.tag("if 复核")
    letter.paragraph("请首先核对以下情形：{{ 复核|join('；') }}。")
    letter.tag("endif")
    letter.heading("一、值得肯定之处")
    letter.tag("for 条 in 肯定")
    letter.paragraph(
        "{{ 条.序 }}“{{ 条.句 }}”{% if 条.位置 %}（{{ 条.位置 }}）{% endif %}事实具体，可以核对。"
    )
    letter.tag("endfor")
    letter.tag("if not 肯定")
    letter.paragraph("暂未找到可直接引用的、有具体事实的表述。")
    letter.tag("endif")
    letter.heading("二、请核对订正之处")
    letter.tag("for 条 in 订正")
    letter.paragraph("{{ 条.序 }}{% if 条.位置 %}{{ 条.位置 }}：{% endif %}“{{ 条.句 }}”")
    letter.paragraph("{{ 条.说明 }}{{ 条.建议 }}")
    letter.tag("endfor")
    letter.tag("if 订正未尽")
    letter.paragraph("其余各处见问题清单。")
    letter.tag("endif")
    letter.tag("if not 订正")
    letter.paragraph("未发现需要订正的明显问题。")
    letter.tag("endif")
    letter.heading("三、充实内容的建议")
    letter.tag("for 条 in 充实")
    letter.subheading("{{ 条.序 }}{{ 条.题 }}")
    letter.paragraph(
        "{% for 引 in 条.引文 %}“{{ 引.句 }}”{% if 引.位置 %}（{{ 引.位置 }}）{% endif %}"
        "{% if not loop.last %}；{% else %}。{% endif %}{% endfor %}{{ 条.缘由 }}"
        "{% if 条.缺少 %}可补充：{{ 条.缺少 }}。{% endif %}"
    )
    letter.tag("if 条.可写 or 条.表中")
    letter.paragraph(
        "{% if 条.可写 %}参考写法：{{ 条.可写 }}{% endif %}"
        "{% if 条.表中 %}报告表格中已有：{{ 条.表中 }}，请核对后采用。{% endif %}"
    )
    letter.tag("endif")
    letter.tag("endfor")
    letter.tag("if 充实未尽")
    letter.paragraph("其余建议从略。")
    letter.tag("endif")
    letter.tag("if not 充实")
    letter.paragraph("暂无进一步充实的建议。")
    letter.tag("endif")
    letter.paragraph("附件：分项得分")
    letter.signature()
    letter.paragraph("附件", font=HEAD, indent=False).paragraph_format.page_break_before = True
    letter.title("分项得分")
    letter.table(
        ["分项", "得分", "图示"],
        "行 in 得分",
        ["{{ 行.名称 }}", "{{ 行.得分 }}", "{{ 行.条 }}"],
        [40, 26, 90],
    )
    letter.paragraph(
        "实质分{{ 实质分 }}，总分{{ 总分 }}。各项满分一百分；未评不等于零分。评价方案：{{ 方案 }}；{{ 程序 }}。"
        "得分由程序按统一口径计算，供参考。",
        size=XIAOSI,
        indent=False,
        loose=True,
    )
    return letter


def circular() -> Letter:
    letter = Letter()
    letter.title("关于{{ 年度 }}年政府信息公开工作年度报告评阅情况的通报")
    letter.paragraph("（代拟稿）", font=SUBHEAD, align=CENTRE, indent=False)
    letter.paragraph("〔　　　　〕〔　　　　〕　　号", align=CENTRE, indent=False)
    letter.paragraph(indent=False)
    letter.paragraph("〔主送机关〕：", indent=False)
    letter.paragraph(
        "近期，对各单位报送的{{ 年度 }}年政府信息公开工作年度报告进行了评阅。现将有关情况通报如下。"
    )
    letter.heading("一、总体情况")
    letter.paragraph(
        "本次共收到报告{{ 份数 }}份{% if 重复 %}（另有{{ 重复 }}个文件是其中报告的其他格式，不重复计算）{% endif %}，评阅{{ 已评 }}份{% if 未评 %}，未评{{ 未评 }}份（原因见附件）{% endif %}。"
        "{% if 已评 %}{{ 依据 }}平均{{ 平均 }}分，中位数{{ 中位 }}分，最高{{ 最高 }}分，最低{{ 最低 }}分。{% endif %}"
    )
    letter.table(
        ["得分档次", "份数", "占比", "图示"],
        "行 in 档次",
        ["{{ 行.档 }}", "{{ 行.份数 }}", "{{ 行.占比 }}", "{{ 行.条 }}"],
        [36, 22, 22, 76],
    )
    letter.tag("if 已评")
    letter.chart("图_档次")
    letter.paragraph("各分项情况：", indent=True)
    letter.tag("endif")
    letter.table(
        ["分项", "平均", "最高", "最低", "评阅份数"],
        "行 in 分项",
        ["{{ 行.名称 }}", "{{ 行.平均 }}", "{{ 行.最高 }}", "{{ 行.最低 }}", "{{ 行.份数 }}"],
        [44, 28, 28, 28, 28],
    )
    letter.tag("if 已评")
    letter.chart("图_分项")
    letter.tag("endif")
    letter.heading("二、好的做法")
    letter.tag("for 条 in 好的做法")
    letter.paragraph(
        "{{ 条.序 }}{{ 条.单位 }}写道：“{{ 条.句 }}”{% if 条.位置 %}（{{ 条.位置 }}）{% endif %}"
    )
    letter.tag("endfor")
    letter.tag("if not 好的做法")
    letter.paragraph("〔请补充〕")
    letter.tag("endif")
    letter.heading("三、存在的共性问题")
    letter.tag("for 条 in 共性问题")
    letter.paragraph(
        "{{ 条.序 }}{{ 条.名称 }}。疑似涉及{{ 条.份数 }}份报告、{{ 条.处数 }}处"
        "{% if 条.例 %}，如“{{ 条.例 }}”{% endif %}。"
    )
    letter.tag("endfor")
    letter.tag("if not 共性问题")
    letter.paragraph("未发现多份报告共有的问题。")
    letter.tag("endif")
    letter.tag("if 重合")
    letter.paragraph("部分报告与其他单位报告文字重合较多，请有关单位核对（附件三）。")
    letter.tag("endif")
    letter.tag("if 复核")
    letter.paragraph("以下报告有需要人工复核的情形，复核前名次仅供参考：")
    letter.tag("for 条 in 复核")
    letter.paragraph("{{ 条.单位 }}：{{ 条.情形 }}。")
    letter.tag("endfor")
    letter.tag("endif")
    letter.heading("四、下一步工作要求")
    letter.paragraph(
        "请各单位对照反馈意见逐条核对，于〔　　〕月〔　　〕日前完成修改并报送。〔其他要求〕"
    )
    letter.paragraph("附件：一、评阅得分；二、未列入排名的报告；三、文字重合较多的报告")
    letter.signature()
    _circular_annexes(letter)
    return letter


def _circular_annexes(letter: Letter) -> None:
    letter.paragraph("附件一", font=HEAD, indent=False).paragraph_format.page_break_before = True
    letter.title("评阅得分")
    letter.table(
        ["名次", "单位", "年度", "{{ 依据 }}", "名次区间"],
        "行 in 排名",
        ["{{ 行.名次 }}", "{{ 行.单位 }}", "{{ 行.年度 }}", "{{ 行.得分 }}", "{{ 行.名次区间 }}"],
        [32, 58, 18, 24, 24],
    )
    letter.paragraph(
        "说明：名次按{{ 依据 }}由高到低，相差不足{{ 并列界限 }}分的并列；名次区间为权重和规则变动时名次的范围，"
        "区间重叠的，先后不宜作定论。权重：{{ 权重 }}。评价方案：{{ 方案 }}；{{ 程序 }}；设置 {{ 设置 }}。",
        size=XIAOSI,
        indent=False,
        loose=True,
    )
    _annex(letter, "附件二", "未列入排名的报告")
    letter.tag("if 未列入")
    letter.table(
        ["单位或文件", "状态", "原因"],
        "行 in 未列入",
        ["{{ 行.单位 }}", "{{ 行.状态 }}", "{{ 行.原因 }}"],
        [56, 20, 80],
    )
    letter.tag("else")
    letter.paragraph("无。")
    letter.tag("endif")
    _annex(letter, "附件三", "文字重合较多的报告（请核对）")
    letter.tag("if 重合")
    letter.table(
        ["单位", "与之重合的报告", "相同字数"],
        "行 in 重合",
        ["{{ 行.单位 }}", "{{ 行.对方 }}", "{{ 行.相同字数 }}"],
        [64, 64, 28],
    )
    letter.tag("else")
    letter.paragraph("无。")
    letter.tag("endif")
    letter.paragraph(
        "说明：只计单位之间的重合；法定与固定用语不计；重合不等于抄袭，请有关单位核对。",
        size=XIAOSI,
        indent=False,
        loose=True,
    )


def _annex(letter: Letter, number: str, title: str) -> None:
    letter.paragraph(indent=False)
    for paragraph in (
        letter.paragraph(number, font=HEAD, indent=False),
        letter.paragraph(title, font=TITLE, size=ERHAO, align=CENTRE, indent=False),
    ):
        paragraph.paragraph_format.keep_with_next = True


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / "feedback.docx").write_bytes(feedback().data())
    (TARGET / "circular.docx").write_bytes(circular().data())


if __name__ == "__main__":
    main()
