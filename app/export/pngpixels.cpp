// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/pngpixels.h"

#include "core/base/pages.h"

#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <new>
#include <span>
#include <vector>

namespace gabor {

namespace {

using Byte = unsigned char;

/// Of 12. Beyond it files shrink by a tenth, and take half as long again.
constexpr int effort = 1;
constexpr int rowsOfBand = 96;
constexpr int rowsOfTrial = 2;

/// What is written of a row: itself, or differences from the pixel to the left, or from the row above.
/// Source: PNG specification (W3C, second edition), 9.2.
enum class Filter : Byte { None, Sub, Up };
constexpr std::array filters{Filter::None, Filter::Sub, Filter::Up};

/// libdeflate does zlib's work in a third of its time.
class Compressor
{
public:
    Compressor() : m_compressor(libdeflate_alloc_compressor(effort), libdeflate_free_compressor)
    {
        if (!m_compressor)
            throw std::bad_alloc();
    }
    std::size_t bound(std::size_t size) { return libdeflate_zlib_compress_bound(m_compressor.get(), size); }
    /// @param out  bound() of them @return how many it takes
    std::size_t compress(std::span<const Byte> bytes, std::span<Byte> out)
    {
        return libdeflate_zlib_compress(m_compressor.get(), bytes.data(), bytes.size(), out.data(), out.size());
    }

private:
    std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> m_compressor;
};

/// A row as it is in the file: @p out has one byte more than @p row.
void putRow(Filter filter, std::span<const Byte> row, const Byte* above, std::size_t bytesOfPixel, Byte* out)
{
    *out++ = static_cast<Byte>(filter);
    switch (filter) {
    case Filter::None:
        std::memcpy(out, row.data(), row.size());
        break;
    case Filter::Sub:
        std::memcpy(out, row.data(), bytesOfPixel);
        for (std::size_t i = bytesOfPixel; i < row.size(); ++i)
            out[i] = static_cast<Byte>(row[i] - row[i - bytesOfPixel]);
        break;
    case Filter::Up:
        for (std::size_t i = 0; i < row.size(); ++i)
            out[i] = static_cast<Byte>(row[i] - above[i]);
        break;
    }
}

/// Some rows of an image, one below the other, and the one above them.
class Band
{
public:
    Band(const QImage& image, int first, int count) : m_first(first > 0 ? 1 : 0), m_count(count)
    {
        const bool hasAlpha = image.hasAlphaChannel();
        m_bytesOfPixel = hasAlpha ? 4 : 3;
        m_rows = QImage(image.constScanLine(first - m_first), image.width(), count + m_first, image.bytesPerLine(),
                        image.format())
                     .convertToFormat(hasAlpha ? QImage::Format_RGBA8888 : QImage::Format_RGB888);
        if (m_rows.isNull())
            throw std::bad_alloc();
        if (first == 0) // above the first row everything is 0
            m_zeros.resize(bytesOfRow());
    }

    int count() const { return m_count; }
    std::size_t bytesOfRow() const { return m_bytesOfPixel * static_cast<std::size_t>(m_rows.width()); }

    /// Rows from @p first on, until @p out is full.
    void put(Filter filter, int first, std::span<Byte> out) const
    {
        const std::size_t width = bytesOfRow();
        for (std::size_t at = 0; at < out.size(); at += width + 1, ++first) {
            const int row = m_first + first;
            const Byte* const above = row > 0 ? m_rows.constScanLine(row - 1) : m_zeros.data();
            putRow(filter, {m_rows.constScanLine(row), width}, above, m_bytesOfPixel, out.data() + at);
        }
    }

private:
    QImage m_rows;
    std::vector<Byte> m_zeros;
    std::size_t m_bytesOfPixel;
    int m_first; ///< place of the first row in m_rows
    int m_count;
};

/// What makes a few rows in the middle smallest.
/// @param scratch  for these rows, and for them compressed
Filter bestFilter(const Band& band, Compressor& compressor, std::vector<Byte>& scratch)
{
    const int count = std::min(rowsOfTrial, band.count());
    const std::size_t size = static_cast<std::size_t>(count) * (band.bytesOfRow() + 1);
    scratch.resize(size + compressor.bound(size));
    const std::span rows = std::span(scratch).first(size);
    std::array<std::size_t, filters.size()> sizes{};
    std::ranges::transform(filters, sizes.begin(), [&](Filter filter) {
        band.put(filter, (band.count() - count) / 2, rows);
        return compressor.compress(rows, std::span(scratch).subspan(size));
    });
    return filters[static_cast<std::size_t>(std::ranges::min_element(sizes) - sizes.begin())];
}

} // namespace

PackedBytes pngPixels(const QImage& image)
{
    Compressor compressor;
    std::vector<Byte> scratch;
    PackedBytes rows;
    std::size_t at = 0;
    for (int first = 0; first < image.height(); first += rowsOfBand) {
        const Band band(image, first, std::min(rowsOfBand, image.height() - first));
        const std::size_t width = band.bytesOfRow() + 1;
        if (!rows.bytes) {
            rows.size = static_cast<std::size_t>(image.height()) * width;
            rows.bytes.reset(new Byte[rows.size]);
            layPages(rows.bytes.get(), rows.size);
        }
        const std::span place(rows.bytes.get() + at, static_cast<std::size_t>(band.count()) * width);
        band.put(bestFilter(band, compressor, scratch), 0, place);
        at += place.size();
    }
    const std::size_t bound = compressor.bound(rows.size);
    PackedBytes packed{std::unique_ptr<Byte[]>(new Byte[bound]), 0};
    packed.size = compressor.compress({rows.bytes.get(), rows.size}, {packed.bytes.get(), bound});
    return packed;
}

} // namespace gabor
