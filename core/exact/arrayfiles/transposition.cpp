// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exact/arrayfiles/transposition.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace gabor {

namespace {

constexpr std::size_t memoryBudget = 64 << 20;
/// Rows of this many bytes of a frame are turned at a time: a cache line.
constexpr std::size_t valuesPerLine = 8;

/// Copies value @p row of every frame to out[column], converted; both walk so that cache lines are used whole.
/// @param frames  @p count frames of rows * Parts values
/// @param out     row r begins at r * stride bytes
template <class Stored, std::size_t Parts>
void transpose(const double* frames, std::size_t count, std::size_t rows, std::byte* out, std::size_t stride)
{
    for (std::size_t first = 0; first < rows; first += valuesPerLine) {
        const std::size_t last = std::min(rows, first + valuesPerLine);
        for (std::size_t column = 0; column < count; ++column) {
            const double* const frame = frames + column * rows * Parts;
            for (std::size_t row = first; row < last; ++row) {
                Stored stored[Parts];
                for (std::size_t part = 0; part < Parts; ++part)
                    stored[part] = static_cast<Stored>(frame[row * Parts + part]);
                std::memcpy(out + row * stride + column * sizeof stored, stored, sizeof stored);
            }
        }
    }
}

/// Columns that are held at once.
std::size_t capacityFor(std::size_t rows, std::size_t elementBytes, std::int64_t columns)
{
    const std::size_t fitting = std::max<std::size_t>(1, memoryBudget / std::max<std::size_t>(1, rows * elementBytes));
    return static_cast<std::size_t>(std::min(static_cast<std::int64_t>(fitting), std::max<std::int64_t>(columns, 1)));
}

/// Bytes from one row to the next in memory. A little more than a long row needs, so that a power of two does not bring
/// all rows to the same lines of the cache.
std::size_t strideFor(std::size_t rowBytes)
{
    constexpr std::size_t page = 4096;
    constexpr std::size_t cacheLine = 64;
    return rowBytes + (rowBytes >= page ? cacheLine : 0);
}

} // namespace

Transposition::Transposition(const ArrayDescription& description)
    : m_rows(description.rows.size()), m_parts(description.isComplex ? 2 : 1),
      m_isDouble(description.precision == StoredPrecision::Double), m_elementBytes(elementBytes(description)),
      m_columns(description.times.count), m_capacity(capacityFor(m_rows, m_elementBytes, m_columns)),
      m_stride(strideFor(m_capacity * m_elementBytes)), m_memory(m_rows * m_stride)
{ }

std::size_t Transposition::elementBytes(const ArrayDescription& description)
{
    const std::size_t part = description.precision == StoredPrecision::Double ? sizeof(double) : sizeof(float);
    return part * (description.isComplex ? 2 : 1);
}

std::optional<std::int64_t> Transposition::byteCount(const ArrayDescription& description)
{
    std::int64_t bytes = static_cast<std::int64_t>(description.rows.size() * elementBytes(description));
    if (__builtin_mul_overflow(bytes, description.times.count, &bytes) || bytes > INT64_MAX / 2)
        return std::nullopt;
    return bytes;
}

std::optional<WriteFault> Transposition::add(std::span<const double> frames, const PieceSink& sink)
{
    const std::size_t frameValues = m_rows * m_parts;
    assert(frameValues == 0 || frames.size() % frameValues == 0);
    while (!frames.empty()) {
        const std::size_t count = std::min(m_capacity - m_held, frames.size() / frameValues);
        store(frames, count);
        frames = frames.subspan(count * frameValues);
        if (m_held == m_capacity) {
            if (const std::optional<WriteFault> fault = giveAway(sink))
                return fault;
        }
    }
    return std::nullopt;
}

std::optional<WriteFault> Transposition::flush(const PieceSink& sink)
{
    const std::optional<WriteFault> fault = giveAway(sink);
    assert(fault || m_rows == 0 || m_written == m_columns);
    return fault;
}

void Transposition::store(std::span<const double> frames, std::size_t count)
{
    std::byte* const out = m_memory.data() + m_held * m_elementBytes;
    if (m_isDouble && m_parts == 1)
        transpose<double, 1>(frames.data(), count, m_rows, out, m_stride);
    else if (m_isDouble)
        transpose<double, 2>(frames.data(), count, m_rows, out, m_stride);
    else if (m_parts == 1)
        transpose<float, 1>(frames.data(), count, m_rows, out, m_stride);
    else
        transpose<float, 2>(frames.data(), count, m_rows, out, m_stride);
    m_held += count;
}

std::optional<WriteFault> Transposition::giveAway(const PieceSink& sink)
{
    assert(m_written + static_cast<std::int64_t>(m_held) <= m_columns);
    const std::int64_t element = static_cast<std::int64_t>(m_elementBytes);
    for (std::size_t row = 0; row < m_rows && m_held > 0; ++row) {
        const std::int64_t offset = (static_cast<std::int64_t>(row) * m_columns + m_written) * element;
        const std::span<const std::byte> piece = std::span(m_memory).subspan(row * m_stride, m_held * m_elementBytes);
        if (const std::optional<WriteFault> fault = sink(row, offset, piece))
            return fault;
    }
    m_written += static_cast<std::int64_t>(m_held);
    m_held = 0;
    return std::nullopt;
}

} // namespace gabor
