"""Tables printed without marked cells: columns kept by blanks, or cells one after another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from statistics import median

from analyzer.structure.forms import VALUE, Form, Layout, normal
from analyzer.structure.lines import Line
from analyzer.structure.tables.cells import Grid, Printed, joined
from analyzer.structure.tables.evidence import is_number
from analyzer.structure.tables.tokens import ValueRow

Row = tuple[str, ...]
_LABEL_BEFORE, _PIECE_BEFORE, _RIGHT_COUNT = 4.0, 2.0, 0.5
_BEGINNING = 8  # characters of a label that stand together however it is wrapped
_ROW_UNPRINTED, _VALUES_UNPLACED = -0.05, -0.4


def fill_form(
    lines: Sequence[tuple[Line, list[Printed]]],
    rows: Sequence[ValueRow],
    form: Form,
    layout: Layout,
) -> Grid:
    """Give each printed row of values its row of the form, in order, by the words around it."""
    text = normal("".join(joined(tokens) for _, tokens in lines))
    slots = [i for i, row in enumerate(layout.rows) if VALUE in row]
    given = dict(_align(rows, [layout.rows[i] for i in slots]))
    owner = {slots[j]: i for i, j in given.items()}
    grid = Grid(form.columns)
    labels = _Labels(lines)
    for number, labels_of_row in enumerate(layout.rows):
        if number not in owner and not _is_printed(labels_of_row, text):
            continue
        index = grid.open_row()
        for column, label in enumerate(labels_of_row):
            if label not in ("", VALUE):
                grid.rows[index][column] = label
                for piece in labels.take(label):
                    grid.put(piece, index, column, show=False)
        if number in owner:
            _put_values(grid, index, rows[owner[number]], labels_of_row, rows)
    _keep_rest(grid, labels, rows, set(given))
    return grid


def _is_printed(labels: Row, text: str) -> bool:
    wanted = [normal(label) for label in labels if label not in ("", VALUE)]
    return any(label[:_BEGINNING] in text for label in wanted[-1:])


def _align(rows: Sequence[ValueRow], wanted: Sequence[Row]) -> list[tuple[int, int]]:
    """Pair printed rows with rows of the form so that the order holds and the words fit best."""
    n, m = len(rows), len(wanted)
    fit = _fits(rows, wanted)
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            best[i][j] = max(
                best[i + 1][j + 1] + fit[i][j],
                best[i + 1][j] + _VALUES_UNPLACED,
                best[i][j + 1] + _ROW_UNPRINTED,
            )
    pairs = []
    i = j = 0
    while i < n and j < m:
        if best[i][j] == best[i + 1][j + 1] + fit[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i][j + 1] + _ROW_UNPRINTED:
            j += 1
        else:
            i += 1
    return pairs


def _fits(rows: Sequence[ValueRow], wanted: Sequence[Row]) -> list[list[float]]:
    """Return, for each printed row and each row of the form, how well the words agree."""
    leaves = [[normal(c) for c in labels if c not in ("", VALUE)][-1:] for labels in wanted]
    counts = [labels.count(VALUE) for labels in wanted]
    table = []
    for row in rows:
        before = [normal(word.text) for word in row.before]
        after = [normal(word.text) for word in row.after]
        joined_before = "".join(before)
        line = []
        for leaf, count in zip(leaves, counts, strict=True):
            points = _RIGHT_COUNT if len(row.values) == count else 0.0
            if leaf and leaf[0] in joined_before:
                points += _LABEL_BEFORE
            elif leaf:
                points += max(_share(before, leaf[0]) * _PIECE_BEFORE, _share(after, leaf[0]))
            line.append(points)
        table.append(line)
    return table


def _share(words: Sequence[str], label: str) -> float:
    longest = max((len(word) for word in words if len(word) > 1 and word in label), default=0)
    return longest / len(label)


def _put_values(
    grid: Grid, index: int, row: ValueRow, labels: Row, rows: Sequence[ValueRow]
) -> None:
    slots = [column for column, label in enumerate(labels) if label == VALUE]
    values = row.values
    if len(values) < len(slots):
        columns = _columns_by_place(row, slots, rows)
        if columns is None:
            grid.unsure.append(index)
            columns = slots[: len(values)]
    else:
        columns = slots
        if len(values) > len(slots):
            grid.unsure.append(index)
            values = values[-len(slots) :]
    for column, value in zip(columns, values, strict=True):
        grid.put(value, index, column)


def _columns_by_place(
    row: ValueRow, slots: Sequence[int], rows: Sequence[ValueRow]
) -> list[int] | None:
    """Find the columns of an incomplete row by where the complete rows of its page print theirs."""
    full = [r for r in rows if r.page == row.page and len(r.values) == len(slots)]
    if not full or not any(v.x for v in row.values):
        return None
    middles = [median(r.values[k].x for r in full) for k in range(len(slots))]
    if len(set(middles)) < len(middles):
        return None
    nearest = [
        min(range(len(slots)), key=lambda k: abs(middles[k] - value.x)) for value in row.values
    ]
    return [slots[k] for k in nearest] if len(set(nearest)) == len(nearest) else None


class _Labels:
    """The printed words of a table, handed out to the labels they are pieces of, in order."""

    def __init__(self, lines: Sequence[tuple[Line, list[Printed]]]) -> None:
        self._words = [t for _, tokens in lines for t in tokens if not is_number(t.text)]
        self._same = [normal(word.text) for word in self._words]
        self._free = [True] * len(self._words)

    def take(self, label: str) -> list[Printed]:
        """Take the words that make up a label: the whole label, or its pieces in order."""
        wanted = normal(label)
        for i, same in enumerate(self._same):
            if self._free[i] and same == wanted:
                self._free[i] = False
                return [self._words[i]]
        taken = []
        for i, same in enumerate(self._same):
            if self._free[i] and same and wanted.startswith(same) and len(same) > 1:
                self._free[i] = False
                taken.append(self._words[i])
                wanted = wanted[len(same) :]
            if not wanted:
                break
        return taken

    def rest(self) -> list[Printed]:
        """Return the words no label took."""
        return [w for w, free in zip(self._words, self._free, strict=True) if free]


def _keep_rest(grid: Grid, labels: _Labels, rows: Sequence[ValueRow], given: set[int]) -> None:
    """Keep words and values without a row of their own: at the row printed next to them."""
    if not grid.rows:
        return
    placed = sorted((cell.span.start, cell.row) for cell in grid.cells)
    starts = [start for start, _ in placed]
    loose = labels.rest() + [v for i, row in enumerate(rows) if i not in given for v in row.values]
    for cell in loose:
        above = bisect_right(starts, cell.start) - 1
        grid.put(cell, placed[above][1] if above >= 0 else 0, 0, show=False)


def read_freely(lines: Sequence[tuple[Line, list[Printed]]]) -> Grid:
    """Read a table of no known form: a printed line is a row, or a run of words and figures is."""
    printed = [tokens for _, tokens in lines if tokens]
    if sum(len(tokens) > 1 for tokens in printed) * 3 < len(printed):
        printed = _regrouped([token for tokens in printed for token in tokens])
    columns = max((len(tokens) for tokens in printed), default=0)
    grid = Grid(columns)
    for tokens in printed:
        index = grid.open_row()
        figures = sum(is_number(token.text) for token in tokens)
        words = len(tokens) - figures
        shift = columns - len(tokens) if words <= 1 and figures else 0
        for column, token in enumerate(tokens):
            grid.put(token, index, column + (shift if column >= words else 0))
    return grid


def _regrouped(tokens: Sequence[Printed]) -> list[list[Printed]]:
    """Start a row at the first words behind figures."""
    rows: list[list[Printed]] = []
    figures = True
    for token in tokens:
        if figures and not is_number(token.text):
            rows.append([])
            figures = False
        elif not rows:
            rows.append([])
        figures = figures or is_number(token.text)
        rows[-1].append(token)
    return rows
