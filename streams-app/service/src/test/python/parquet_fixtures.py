# SPDX-License-Identifier: Apache-2.0
"""Writes the Parquet files that ParquetTableTest reads: python3 parquet_fixtures.py DIRECTORY.

Written with pyarrow 26.0.1 and pandas 3.1.1; the test says what must be found in them.
"""

import datetime
import decimal
import sys
from pathlib import Path

import pandas
import pyarrow
import pyarrow.parquet

ROWS = 20
DAY = datetime.date(2024, 2, 28)
NOON = datetime.datetime(2024, 2, 28, 12, 0, 0, 123456)


def table():
    every = range(ROWS)
    nth = lambda value: [None if i % 5 == 4 else value(i) for i in every]
    point = pyarrow.struct([("x", pyarrow.float64()), ("kind", pyarrow.string())])
    return pyarrow.table(
        {
            "int8": pyarrow.array(nth(lambda i: i - 10), pyarrow.int8()),
            "uint64": pyarrow.array(nth(lambda i: 2**64 - 1 - i), pyarrow.uint64()),
            "int64": pyarrow.array(nth(lambda i: 2**60 + i), pyarrow.int64()),
            "half": pyarrow.array(nth(lambda i: i / 4), pyarrow.float16()),
            "float": pyarrow.array(nth(lambda i: i / 8), pyarrow.float32()),
            "double": pyarrow.array(nth(lambda i: i / 10 if i else float("nan")), pyarrow.float64()),
            "flag": pyarrow.array(nth(lambda i: i % 2 == 0), pyarrow.bool_()),
            "text": pyarrow.array(nth(lambda i: "väl%d" % (i % 3)), pyarrow.string()),
            "category": pyarrow.array(nth(lambda i: "ab"[i % 2])).dictionary_encode(),
            "price": pyarrow.array(
                nth(lambda i: decimal.Decimal(i - 2).scaleb(-2)), pyarrow.decimal128(20, 2)
            ),
            "day": pyarrow.array(nth(lambda i: DAY + datetime.timedelta(i)), pyarrow.date32()),
            "at": pyarrow.array(nth(lambda i: NOON), pyarrow.timestamp("us", "UTC")),
            "list": pyarrow.array(nth(lambda i: [i]), pyarrow.list_(pyarrow.int32())),
            "raw": pyarrow.array(nth(lambda i: b"x" * 4), pyarrow.binary(4)),
            "point": pyarrow.array(nth(lambda i: {"x": i / 2, "kind": None}), point),
        }
    )


def main(directory):
    for codec in ["none", "snappy", "gzip", "zstd", "lz4", "brotli"]:
        pyarrow.parquet.write_table(
            table(), directory / f"{codec}.parquet", compression=codec, row_group_size=8
        )
    pyarrow.parquet.write_table(
        table(),
        directory / "v2.parquet",
        version="2.6",
        data_page_version="2.0",
        use_dictionary=False,
        use_deprecated_int96_timestamps=True,
        column_encoding=None,
        compression="zstd",
    )
    frame = pandas.DataFrame({"n": [1.5, None, 3.0], "c": pandas.Categorical(["u", "v", None])})
    frame.to_parquet(directory / "pandas.parquet")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
