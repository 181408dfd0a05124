"""How a reference lies on disk: file names, record types, ranges of hashes."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

Table = npt.NDArray[np.void]

SHARDS: Final = "shards"  # folder of what the writers leave
REPORTS_TEXT: Final = "reports.jsonl"
REPORTS: Final = "reports.npy"
ALIASES: Final = "aliases.npy"  # names of issuers that are one, sorted by the shorter
UNITS: Final = "units.npy"
UNIQUE: Final = "unique.npy"  # sorted hashes of the different sentences
UNIQUE_FIRST: Final = "unique_first.npy"  # where each one's occurrences begin in OCCURRENCES
OCCURRENCES: Final = "occurrences.npy"  # rows of UNITS in order of their sentence
HOLDERS: Final = "holders.npy"  # row of the report of each occurrence
GRAMS: Final = "grams.npy"
GRAM_FIRST: Final = "gram_first.npy"
GRAM_STARTS: Final = "gram_starts.npy"  # where grams with the same highest bits begin in GRAMS
POSTINGS: Final = "postings.npy"
BLOCK_HASHES: Final = "block{length}_hashes.npy"
BLOCK_USERS: Final = "block{length}_users.npy"

BLOCK_LENGTHS: Final = (4, 8)  # at which shares of prose are given
GRAM_LENGTH: Final = 5  # by which candidates for alignment are found
MOST_POSTINGS: Final = 256  # a gram in more sentences than this tells nothing (design brief)
FEWEST_USERS: Final = 3  # a block used by fewer issuers is never stock wording, so is not kept
RANGES: Final = 16  # powers of two only
RANGE_SHIFT: Final = np.uint64(60)

UNIT: Final = np.dtype(
    [
        ("hash", "<u8"),
        ("first", "<u8"),  # place of the first masked character in the shard's arrays
        ("key", "<u4"),
        ("ordinal", "<u4"),
        ("length", "<u4"),
        ("section", "<u1"),  # index into the report's list of section keys
        ("shard", "<u2"),
    ]
)
REPORT: Final = np.dtype(
    [
        ("key", "<u4"),
        ("issuer", "<u8"),  # hash of the comparable name; made from the file's hash where unknown
        ("superior", "<u8"),  # hash of the superior's comparable name, 0 where the name tells none
        ("named", "?"),  # the issuer is known
        ("year", "<i4"),  # 0 where unknown
        ("sha", "<u8"),  # of the file, to know copies by
        ("text", "<u8"),  # of the cleaned text without white space, to know them in other formats
        ("text_offset", "<u8"),  # of its line in REPORTS_TEXT
        ("text_length", "<u4"),
        ("shard", "<u2"),
    ]
)
ALIAS: Final = np.dtype([("short", "<u8"), ("long", "<u8")])
USER: Final = np.dtype([("hash", "<u8"), ("issuer", "<u8")])
POSTING: Final = np.dtype([("hash", "<u8"), ("sentence", "<u4")])
