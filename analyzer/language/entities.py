"""What annotation finds: typed values with their spans, and the accessor that reads them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from analyzer.text.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

DocumentKind = Literal["statute", "superior", "document", "number"]
DateKind = Literal["day", "month", "quarter", "half", "range"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with a unit. `object` is the text nearest to what is counted, "" if none."""

    span: Span
    value: float
    unit: str
    unit_kind: str  # count, people, time, size, share
    object: str = ""
    high: float | None = None  # upper end of a range
    approximate: bool = False
    indefinite: bool = False  # 一个, 一项: an article rather than a count
    ordinal: bool = False  # 第三次, 第二批


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount; `value` in yuan."""

    span: Span
    value: float
    unit: str = "元"
    object: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Percent:
    """A share or rate; `value` in percent."""

    span: Span
    value: float
    unit: str = "%"


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A date finer than the year. Fields not written are None; a range keeps both ends."""

    span: Span
    kind: DateKind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    half: int | None = None
    end_year: int | None = None
    end_month: int | None = None
    end_day: int | None = None
    whole_year: bool = False  # 1 January to 31 December: the reporting period


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A year that stands alone."""

    span: Span
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A title in 《》 or a document number."""

    span: Span
    kind: DocumentKind
    title: str
    brackets_wrong: bool = False  # a document number whose year is not in 〔〕


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words in quotation marks; the span covers the marks."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A division of the gazetteer. Several codes: several places of this name."""

    span: Span
    name: str
    level: int  # 1 province, 2 prefecture, 3 county, 4 township; 0 a place known from its company
    codes: str  # six digits each, space separated; for a township its county's


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A named office or body, e.g. 县档案馆, 望川市财政局."""

    span: Span
    name: str
    kind: str  # office, body, generic; tagged: a body in no list


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person named beside a title or as 同志."""

    span: Span
    name: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """A place of publication; `named` when it carries a proper name."""

    span: Span
    name: str
    kind: str  # website, wechat, weibo, video, app, press, broadcast, gazette, system, hotline
    named: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A web address, telephone number or mailbox."""

    span: Span
    kind: Literal["url", "phone", "email"]
    text: str


Entity = (
    Quantity
    | Money
    | Percent
    | Date
    | Year
    | Document
    | Quotation
    | Place
    | Organisation
    | Person
    | Platform
    | Contact
)
E = TypeVar("E")

# name of the SpanGroup → class of its entities
KINDS: dict[str, type[Any]] = {
    "quantity": Quantity,
    "money": Money,
    "percent": Percent,
    "date": Date,
    "year": Year,
    "document": Document,
    "quotation": Quotation,
    "place": Place,
    "organisation": Organisation,
    "person": Person,
    "platform": Platform,
    "url": Contact,
    "phone": Contact,
    "email": Contact,
}
_FIELDS = {
    cls: tuple(f.name for f in fields(cls) if f.name != "span") for cls in set(KINDS.values())
}


def group_of(entity: Any) -> str:
    """Return the name of the SpanGroup an entity belongs to."""
    return entity.kind if isinstance(entity, Contact) else type(entity).__name__.lower()


def pack(entity: Any) -> dict[str, Any]:
    """Return the values of an entity without its span, ready for SpanGroup.attrs."""
    return {name: getattr(entity, name) for name in _FIELDS[type(entity)]}


def entities(doc: Doc, of: type[E]) -> tuple[E, ...]:
    """Return a document's entities of a class in order of place.

    The span counts code points of `doc.text`. Contacts come from three groups, ordered together.
    """
    found: list[Any] = []
    make: Any = of
    for group, cls in KINDS.items():
        if cls is not of or group not in doc.spans:
            continue
        spans = doc.spans[group]
        for span, values in zip(spans, spans.attrs["values"], strict=True):
            found.append(make(span=Span(span.start_char, span.end_char), **values))
    return tuple(sorted(found, key=lambda e: e.span))


def all_entities(doc: Doc) -> tuple[Entity, ...]:
    """Return a document's entities of every class, in order of place, longest first."""
    found: list[Any] = []
    for group, cls in KINDS.items():
        spans = doc.spans.get(group)
        if spans is None:
            continue
        for span, values in zip(spans, spans.attrs["values"], strict=True):
            found.append(cls(span=Span(span.start_char, span.end_char), **values))
    found.sort(key=lambda e: (e.span.start, -e.span.end, group_of(e)))
    return tuple(found)
