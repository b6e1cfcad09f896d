// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exact/arrayfiles/arraywriter.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace gabor {

/// Turns frames, which come one after another, into the rows of a file: collects columns in memory, and gives away each
/// row's part of them in one piece, as long as a fixed budget allows. The file stays far larger than the memory.
class Transposition
{
public:
    /// Takes bytes that belong at @p offset from the array's begin, all of them of row @p row.
    using PieceSink = std::function<std::optional<WriteFault>(std::size_t row, std::int64_t offset,
                                                              std::span<const std::byte> piece)>;

    /// Throws std::bad_alloc.
    explicit Transposition(const ArrayDescription& description);

    /// Bytes of one stored number, or pair of numbers.
    static std::size_t elementBytes(const ArrayDescription& description);
    /// Bytes of the whole array; nothing when no file can hold it.
    static std::optional<std::int64_t> byteCount(const ArrayDescription& description);

    /// @param frames  whole frames, as ArrayWriter::writeFrames gets them
    std::optional<WriteFault> add(std::span<const double> frames, const PieceSink& sink);
    /// Gives away what is still held. All columns must have come.
    std::optional<WriteFault> flush(const PieceSink& sink);

private:
    void store(std::span<const double> frames, std::size_t count);
    std::optional<WriteFault> giveAway(const PieceSink& sink);

    std::size_t m_rows;
    std::size_t m_parts; ///< values of a row in a frame: 2 when complex
    bool m_isDouble;
    std::size_t m_elementBytes;
    std::int64_t m_columns;
    std::size_t m_capacity; ///< columns that fit
    std::size_t m_stride;   ///< bytes from one row to the next in memory
    std::vector<std::byte> m_memory;
    std::int64_t m_written = 0; ///< columns given away
    std::size_t m_held = 0;     ///< columns in memory
};

} // namespace gabor
