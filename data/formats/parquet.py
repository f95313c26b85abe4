"""Parquet: the tables that analysts and warehouses hand over, with real dates and nested columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from data.errors import UnreadableFile
from data.formats import limits, records
from data.formats.content import Content
from data.formats.wire import Piece

if TYPE_CHECKING:
    import pyarrow
    from pyarrow import parquet

_BATCH = 5000

_UNREADABLE = "\ufffd"

SIGNATURE = b"PAR1"


def read(content: Content) -> Iterator[Piece]:
    """The pieces of a Parquet file: one table named "".

    Raises UnreadableFile: ``file_unreadable``, ``file_bomb``, ``too_many_rows``, ``too_many_columns`` and what
    ``records.table`` raises. What its directory says is looked at before anything is unpacked.
    """
    # Here and not above: only this format pays for loading it.
    import pyarrow
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(pyarrow.BufferReader(content.raw))
        _look_at(file)
        yield from records.table("", _records(file))
    except pyarrow.ArrowMemoryError as error:
        raise MemoryError from error
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as error:  # the last: names of columns
        raise UnreadableFile("file_unreadable") from error


def _look_at(file: parquet.ParquetFile) -> None:
    about = file.metadata
    if about.num_rows > limits.ROWS:
        raise UnreadableFile("too_many_rows", limit=limits.ROWS)
    if about.num_columns > limits.COLUMNS:
        raise UnreadableFile("too_many_columns", columns=about.num_columns, limit=limits.COLUMNS)
    if sum(about.row_group(number).total_byte_size for number in range(about.num_row_groups)) > limits.EXPANDED:
        raise UnreadableFile("file_bomb")


def _records(file: parquet.ParquetFile) -> Iterator[tuple[int, object]]:
    number = 0
    for batch in file.iter_batches(batch_size=_BATCH, use_threads=False):
        columns = [_values(_plain(column)) for column in batch.columns]
        for cells in zip(*columns, strict=True):
            number += 1
            yield number, dict(zip(batch.schema.names, cells, strict=True))


def _values(column: pyarrow.Array) -> list[object]:
    try:
        values: list[object] = column.to_pylist()
    except (ValueError, OverflowError):
        return [_value(value) for value in column]
    return values


def _value(value: pyarrow.Scalar) -> object:
    """A value, or what stands for one that Python has no such value for: it costs its cell, not the file."""
    import pyarrow

    try:
        return value.as_py()
    except UnicodeDecodeError:
        return value.cast(pyarrow.binary()).as_py() if pyarrow.types.is_string(value.type) else _UNREADABLE
    except (ValueError, OverflowError):  # a day beyond the year 9999, in a list or by itself
        return str(value.cast(pyarrow.string())) if pyarrow.types.is_temporal(value.type) else _UNREADABLE


def _plain(column: pyarrow.Array) -> pyarrow.Array:
    """The column with times in microseconds, which Python has; for nanoseconds pyarrow would load pandas."""
    target = _in_microseconds(column.type)
    return column if target == column.type else column.cast(target, safe=False)


def _in_microseconds(kind: pyarrow.DataType) -> pyarrow.DataType:
    import pyarrow

    if pyarrow.types.is_timestamp(kind):
        return pyarrow.timestamp("us", kind.tz)
    if pyarrow.types.is_time64(kind):
        return pyarrow.time64("us")
    if pyarrow.types.is_duration(kind):
        return pyarrow.duration("us")
    if pyarrow.types.is_list(kind):
        return pyarrow.list_(_in_microseconds(kind.value_type))
    if pyarrow.types.is_struct(kind):
        return pyarrow.struct([field.with_type(_in_microseconds(field.type)) for field in kind])
    return kind
