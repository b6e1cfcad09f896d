// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

#include <cstddef>
#include <memory>

namespace gabor {

/// Bytes that nobody sets to 0 first.
struct PackedBytes
{
    std::unique_ptr<unsigned char[]> bytes;
    std::size_t size = 0;
};

/// The pixels of @p image as a PNG's IDAT chunk has them: rows of 8 bits a channel, red, green, blue, and alpha where the
/// image has it, each behind the number of its filter, compressed by zlib's format. Any thread. Throws std::bad_alloc.
///
/// A heatmap holds a few hundred colors that recur without being alike to their neighbors, and is smallest as it is. Only
/// where it is zoomed in far, and where lines are drawn, are differences of neighbors smaller. Which of these a few rows
/// of the picture favor is tried, band by band: the search by sums of differences that is usual takes longer than all the
/// rest, and makes heatmaps half as large again.
PackedBytes pngPixels(const QImage& image);

} // namespace gabor
