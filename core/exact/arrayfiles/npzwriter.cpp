// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exact/arrayfiles/npzwriter.h"

#include "core/exact/arrayfiles/npyheader.h"
#include "core/exact/arrayfiles/storedzip.h"
#include "core/exact/arrayfiles/transposition.h"

#include <algorithm>
#include <array>
#include <cerrno>

#include <zlib.h>

namespace gabor {

namespace {

constexpr std::int64_t valuesAtOnce = 1 << 16;

std::uint32_t crcOf(std::span<const std::byte> bytes, std::uint32_t before = 0)
{
    return static_cast<std::uint32_t>(
        crc32_z(before, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()));
}

std::uint32_t crcOf(const std::string& text)
{
    return crcOf(std::as_bytes(std::span(text)));
}

/// The code points of @p text in four bytes each, as NumPy keeps text. What is no UTF-8 becomes a question mark.
std::u32string codePoints(const std::string& text)
{
    std::u32string points;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xC0 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t point = length <= 1 ? lead : lead & (0xFFU >> (length + 1));
        bool whole = length > 0 && i + length <= text.size();
        for (std::size_t k = 1; whole && k < length; ++k) {
            const auto next = static_cast<unsigned char>(text[i + k]);
            whole = (next & 0xC0U) == 0x80;
            point = point << 6 | (next & 0x3FU);
        }
        points += whole ? point : U'?';
        i += whole ? length : 1;
    }
    return points;
}

/// A text without dimensions, as a whole NPY file.
std::string textMember(const std::string& text)
{
    const std::u32string points = codePoints(text);
    std::string bytes = npyHeader("<U" + std::to_string(points.size()), {});
    for (const char32_t point : points) {
        for (int i = 0; i < 4; ++i)
            bytes += static_cast<char>(point >> (8 * i) & 0xFF);
    }
    return bytes;
}

/// One-dimensional, as a whole NPY file.
std::string vectorMember(std::span<const double> values)
{
    std::string bytes = npyHeader("<f8", std::array{static_cast<std::int64_t>(values.size())});
    const auto raw = std::as_bytes(values);
    return bytes.append(reinterpret_cast<const char*>(raw.data()), raw.size());
}

class NpzWriter final : public ArrayWriter
{
public:
    /// Throws std::bad_alloc.
    NpzWriter(AtomicFile file, const ArrayDescription& description)
        : m_file(std::move(file)), m_times(description.times), m_transposition(description),
          m_rowBytes(static_cast<std::int64_t>(Transposition::elementBytes(description)) * m_times.count),
          m_rowCrcs(description.rows.size())
    { }

    std::optional<WriteFault> start(const ArrayDescription& description, std::int64_t arrayBytes)
    {
        m_arrayHeader = npyHeader(npyTypeOf(description),
                                  std::array{static_cast<std::int64_t>(description.rows.size()), m_times.count});
        m_timesHeader = npyHeader("<f8", std::array{m_times.count});
        m_small.push_back(vectorMember(description.rows));
        m_members = {{.name = "array.npy", .size = static_cast<std::int64_t>(m_arrayHeader.size()) + arrayBytes},
                     {.name = "times.npy", .size = static_cast<std::int64_t>(m_timesHeader.size()) + 8 * m_times.count},
                     {.name = description.rowsName + ".npy", .size = static_cast<std::int64_t>(m_small[0].size())}};
        if (!description.parametersJson.empty()) {
            m_small.push_back(textMember(description.parametersJson));
            m_members.push_back({.name = "parameters.npy", .size = static_cast<std::int64_t>(m_small[1].size())});
        }
        m_directoryOffset = placeMembers(m_members);
        const std::string directory = zipDirectory(m_members, m_directoryOffset);
        return m_file.reserve(m_directoryOffset + static_cast<std::int64_t>(directory.size()));
    }

    std::optional<WriteFault> writeFrames(std::span<const double> frames) override
    {
        return m_transposition.add(frames, m_sink);
    }

    std::optional<WriteFault> finish() override
    {
        if (const auto fault = m_transposition.flush(m_sink))
            return fault;
        m_members[0].crc = arrayCrc();
        if (const auto fault = write(m_members[0].contentOffset(), m_arrayHeader))
            return fault;
        if (const auto fault = writeTimes())
            return fault;
        for (std::size_t i = 0; i < m_small.size(); ++i) {
            m_members[i + 2].crc = crcOf(m_small[i]);
            if (const auto fault = write(m_members[i + 2].contentOffset(), m_small[i]))
                return fault;
        }
        for (const ZipMember& member : m_members) {
            if (const auto fault = write(member.offset, zipHeader(member)))
                return fault;
        }
        if (const auto fault = write(m_directoryOffset, zipDirectory(m_members, m_directoryOffset)))
            return fault;
        return m_file.commit();
    }

private:
    std::optional<WriteFault> write(std::int64_t offset, const std::string& bytes)
    {
        return m_file.write(offset, std::as_bytes(std::span(bytes)));
    }

    std::optional<WriteFault> writeTimes()
    {
        ZipMember& member = m_members[1];
        member.crc = crcOf(m_timesHeader);
        std::int64_t offset = member.contentOffset();
        if (const auto fault = write(offset, m_timesHeader))
            return fault;
        offset += static_cast<std::int64_t>(m_timesHeader.size());
        std::vector<double> seconds;
        for (std::int64_t first = 0; first < m_times.count; first += valuesAtOnce) {
            seconds.clear();
            for (std::int64_t i = first; i < std::min(m_times.count, first + valuesAtOnce); ++i)
                seconds.push_back(m_times.secondsAt(i));
            const std::span<const std::byte> bytes = std::as_bytes(std::span(seconds));
            member.crc = crcOf(bytes, member.crc);
            if (const auto fault = m_file.write(offset, bytes))
                return fault;
            offset += static_cast<std::int64_t>(bytes.size());
        }
        return std::nullopt;
    }

    /// The rows grew side by side, each with a sum of its own; together they are the sum of the member.
    std::uint32_t arrayCrc() const
    {
        const z_crc_t appendRow = static_cast<z_crc_t>(crc32_combine_gen64(m_rowBytes));
        uLong crc = crcOf(m_arrayHeader);
        for (const std::uint32_t row : m_rowCrcs)
            crc = m_rowBytes > 0 ? crc32_combine_op(crc, row, appendRow) : crc;
        return static_cast<std::uint32_t>(crc);
    }

    AtomicFile m_file;
    TimeAxis m_times;
    Transposition m_transposition;
    std::int64_t m_rowBytes;
    std::vector<std::uint32_t> m_rowCrcs;
    std::string m_arrayHeader;
    std::string m_timesHeader;
    std::vector<std::string> m_small; ///< members that lie in memory whole: rows, parameters
    std::vector<ZipMember> m_members; ///< array, times, rows, parameters
    std::int64_t m_directoryOffset = 0;
    const Transposition::PieceSink m_sink = [this](std::size_t row, std::int64_t offset,
                                                   std::span<const std::byte> piece) {
        m_rowCrcs[row] = crcOf(piece, m_rowCrcs[row]);
        const std::int64_t begin = m_members[0].contentOffset() + static_cast<std::int64_t>(m_arrayHeader.size());
        return m_file.write(begin + offset, piece);
    };
};

} // namespace

Result<std::unique_ptr<ArrayWriter>, WriteFault> openNpzWriter(const std::filesystem::path& target,
                                                               const ArrayDescription& description)
{
    Result<AtomicFile, WriteFault> file = AtomicFile::create(target);
    if (!file)
        return file.fault();
    const std::optional<std::int64_t> arrayBytes = Transposition::byteCount(description);
    if (!arrayBytes)
        return WriteFault{WriteFault::Kind::CannotWrite, EFBIG};
    auto writer = std::make_unique<NpzWriter>(std::move(file).value(), description);
    if (const auto fault = writer->start(description, *arrayBytes))
        return *fault;
    return std::unique_ptr<ArrayWriter>(std::move(writer));
}

} // namespace gabor
