"""The sentences a user reads when something cannot be read: file, cause, next step."""

from __future__ import annotations

import errno

from analyzer.errors import UnreadableReport
from analyzer.readers.formats import FORMATS

# What to install where LibreOffice is missing, by system.
OFFICE_ADVICE = (
    "请安装 LibreOffice 后重试（Debian、Ubuntu、统信、麒麟：软件包 libreoffice-writer；"
    "Fedora、openEuler、CentOS：libreoffice-writer；Windows、macOS：LibreOffice 安装包），"
    "或另存为 .docx；装在别处时在设置 [reading] 的 office 中写明 soffice 的位置"
)


def empty_file(name: str) -> UnreadableReport:
    """Say that a file holds nothing."""
    return UnreadableReport(
        name, "文件是空的（0 字节）", "请确认文件已完整保存或下载", code="empty"
    )


def no_text(name: str) -> UnreadableReport:
    """Say that a file of a readable format holds no characters."""
    return UnreadableReport(
        name, "文件里没有文字", "请确认文件内容，换用有正文的版本", code="empty"
    )


def empty_folder(name: str) -> UnreadableReport:
    """Say that a folder or archive holds no candidate report."""
    return UnreadableReport(
        name,
        "里面没有可分析的报告",
        "请检查路径，或放入 .docx、.pdf、.html、.txt 格式的报告（也可为 .zip）",
        code="no-reports",
    )


def unsupported(name: str, kind: str) -> UnreadableReport:
    """Say what a file is and what to do, for formats without a reader."""
    found = FORMATS[kind]
    return UnreadableReport(
        name, f"这是{found.label}，暂不能直接读取", found.advice, code=f"unsupported-{kind}"
    )


def damaged(name: str) -> UnreadableReport:
    """Say that a container (docx, archive, PDF) is cut off or false."""
    return UnreadableReport(
        name,
        "文件不完整或已损坏，无法读出内容",
        "请重新下载，或从原处另存一份后重试",
        code="damaged",
    )


def encrypted(name: str, kind: str) -> UnreadableReport:
    """Say that a file asks for a password."""
    return UnreadableReport(
        name, f"{kind}已加密，需要密码才能打开", "请去掉密码后另存一份再试", code="encrypted"
    )


def pictures_only(name: str) -> UnreadableReport:
    """Say that a document holds pictures and no text."""
    return UnreadableReport(
        name,
        "文档里没有文字，只有图片（可能是扫描件）",
        "请提供可编辑的版本，或先做文字识别（OCR）",
        code="scanned",
    )


def no_office(name: str, *, setting: str = "") -> UnreadableReport:
    """Say that a format needs LibreOffice, which is not there."""
    sought = f"设置中的位置“{setting}”没有 LibreOffice" if setting else "这台计算机上没有找到它"
    return UnreadableReport(
        name,
        f"读取 .doc、.wps、.rtf 需要 LibreOffice，{sought}",
        OFFICE_ADVICE,
        code="no-libreoffice",
    )


def convert_failed(name: str) -> UnreadableReport:
    """Say that LibreOffice cannot open a file."""
    return UnreadableReport(
        name,
        "LibreOffice 打不开这个文件，文件可能已损坏或是不支持的旧格式",
        "请用 Word 或 WPS 打开，另存为 .docx 后重试",
        code="convert-failed",
    )


def convert_stalled(name: str, seconds: int) -> UnreadableReport:
    """Say that LibreOffice did not come to an end with a file."""
    return UnreadableReport(
        name,
        f"LibreOffice 转换超时（超过 {seconds} 秒）",
        "请用 Word 或 WPS 另存为 .docx 后重试；确需等待可在设置 [limits] 中调高 "
        "conversion_file_seconds",
        code="convert-stalled",
    )


def too_large(name: str, size: int, limit: int) -> UnreadableReport:
    """Say that a file exceeds what one input may cost (bytes)."""
    return UnreadableReport(
        name,
        f"文件过大（{size / 1e6:,.4g} MB，上限 {limit / 1e6:,.4g} MB）",
        "请确认是否为年度报告；确需分析可在设置 [limits] 中调高 file_bytes",
        code="too-large",
    )


def too_long(name: str, limit: int) -> UnreadableReport:
    """Say that a text has more characters than one report may have."""
    return UnreadableReport(
        name,
        f"文字过多（超过 {limit} 字）",
        "请确认是否为单份年度报告；多份报告请分成单独的文件",
        code="too-long",
    )


def too_many_pages(name: str, kind: str, count: int, limit: int) -> UnreadableReport:
    """Say that a PDF or OFD has more pages than one report may have."""
    return UnreadableReport(
        name,
        f"{kind} 页数过多（{count} 页，上限 {limit} 页）",
        "请确认是否为单份年度报告；汇编请拆成单独的文件",
        code="too-many-pages",
    )


def bomb(name: str) -> UnreadableReport:
    """Say that something unpacks to a size out of proportion."""
    return UnreadableReport(
        name,
        "压缩比异常，解开后过大，疑似压缩炸弹",
        "已跳过；请确认来源，必要时自行解压后再分析",
        code="zip-bomb",
    )


def too_many_members(name: str, count: int, limit: int) -> UnreadableReport:
    """Say that an archive lists more members than allowed."""
    return UnreadableReport(
        name,
        f"压缩包内文件过多（{count} 个，上限 {limit} 个）",
        "请分成几个压缩包，或解压后分析文件夹",
        code="too-many-members",
    )


def too_much_inside(name: str, limit: int) -> UnreadableReport:
    """Say that an archive unpacks to more bytes than allowed."""
    return UnreadableReport(
        name,
        f"压缩包解开后过大（超过 {limit / 1e6:,.4g} MB）",
        "请分成几个压缩包，或解压后分析文件夹",
        code="archive-too-large",
    )


def too_deep(name: str, limit: int) -> UnreadableReport:
    """Say that archives are nested too deeply."""
    return UnreadableReport(
        name,
        f"压缩包嵌套过深（超过 {limit} 层）",
        "请先解压，再分析解压后的文件夹",
        code="too-deep",
    )


def link_loop(name: str) -> UnreadableReport:
    """Say that a link leads back to a folder above it, or nowhere."""
    return UnreadableReport(
        name,
        "这个链接指向上级文件夹（成环）或不存在的位置",
        "已跳过；请删除该链接或改为指向真实文件",
        code="link-loop",
    )


def unopenable(name: str, error: OSError) -> UnreadableReport:
    """Put a system error into words."""
    if error.errno == errno.ELOOP:
        return link_loop(name)
    if isinstance(error, FileNotFoundError):
        cause, step, code = "没有这个文件或文件夹", "请检查路径是否正确", "missing"
    elif isinstance(error, PermissionError):
        cause, step, code = "没有读取权限", "请检查文件权限，或关闭正在占用它的程序", "permission"
    else:
        reason = error.strerror or type(error).__name__
        cause, step, code = f"无法打开（{reason}）", "请检查文件后重试", "unopenable"
    return UnreadableReport(name, cause, step, code=code)
