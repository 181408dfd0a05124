"""Fill a Word template with values. Templates may come from an office: they run in a sandbox.

Values are text, never template: `{{ }}` in a report stays `{{ }}`, `<` becomes `&lt;`.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from analyzer.assets import asset
from analyzer.errors import WenzhiError
from analyzer.outputs.letters.chart import Bars, Chart
from analyzer.outputs.safe_text import without_controls

FEEDBACK, CIRCULAR = "反馈意见.docx", "通报.docx"
_SHIPPED = {FEEDBACK: "feedback.docx", CIRCULAR: "circular.docx"}
_MADE = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say; a date of today would change the bytes
_ADVICE = "可用 --export-templates 取出随附的模板和说明，从那里改起"


class TemplateFault(WenzhiError):  # noqa: N818 - a fault of a file, told to whoever made it
    """A template that cannot be used; the message names the template and what is wrong."""


def template_bytes(name: str, folder: Path | None) -> bytes:
    """Return a template: the office's own where `folder` has one, else the shipped one.

    Raises TemplateFault when the folder does not exist or holds neither template.
    """
    if folder is not None:
        if not folder.is_dir():
            raise TemplateFault(f"{folder}：没有这个模板文件夹；请检查 --templates 的路径")
        if not any((folder / one).is_file() for one in _SHIPPED):
            raise TemplateFault(f"{folder}：其中没有 {'、'.join(_SHIPPED)}；{_ADVICE}")
        own = folder / name
        if own.is_file():
            try:
                return own.read_bytes()
            except OSError as error:
                cause = error.strerror or type(error).__name__
                raise TemplateFault(f"{own}：读不了模板（{cause}）；请检查权限") from error
    return asset("data", "templates", _SHIPPED[name]).read_bytes()


def shipped_templates() -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the shipped templates and of the page that explains them."""
    for name, shipped in (*_SHIPPED.items(), ("说明.md", "README.md")):
        yield name, asset("data", "templates", shipped).read_bytes()


def fill(template: bytes, name: str, values: Mapping[str, Any]) -> bytes:
    """Return the document. `Bars` among the values become charts. Raises TemplateFault."""
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined
    from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError, UndefinedError
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        document = DocxTemplate(BytesIO(template))
        document.render_init()
        told = {key: _plain(value, document) for key, value in values.items()}
        document.render(told, environment, autoescape=True)
        out = BytesIO()
        document.save(out)
    except TemplateSyntaxError as error:
        raise _fault(name, f"{{{{ }}}} 或 {{% %}} 写得不对（{error.message}）") from error
    except UndefinedError as error:
        raise _fault(name, _unknown(error, values)) from error
    except SecurityError as error:
        raise _fault(name, "用了不允许的写法，模板中只能取用占位的值") from error
    except TemplateError as error:
        raise _fault(name, str(error)) from error
    except Exception as error:
        # python-docx and lxml raise what they like for files that are no Word documents.
        raise _fault(name, f"不是完好的 .docx，或内容有误（{type(error).__name__}）") from error
    return timeless(out.getvalue())


def _fault(name: str, cause: str) -> TemplateFault:
    return TemplateFault(f"模板 {name}：{cause}；{_ADVICE}")


def _unknown(error: Exception, values: Mapping[str, Any]) -> str:
    named = re.search(r"'([^']+)' is undefined|attribute '([^']+)'", str(error))
    word = (named[1] or named[2]) if named else str(error)
    return f"没有“{word}”这个占位；可用的有 {'、'.join(values)}"


def _plain(value: Any, document: Any) -> Any:
    """Return a value that XML can hold, in one line; charts bound to the document."""
    if isinstance(value, str):
        return re.sub(r"[\n\t]+", " ", without_controls(value))
    if isinstance(value, Bars):
        return Chart(document, value)
    if isinstance(value, Mapping):
        return {key: _plain(part, document) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part, document) for part in value]
    return value


def timeless(data: bytes) -> bytes:
    """Return a zip with the same members and no times."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as given, zipfile.ZipFile(out, "w") as made:
        for member in given.infolist():
            info = zipfile.ZipInfo(member.filename, _MADE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            made.writestr(info, given.read(member))
    return out.getvalue()
