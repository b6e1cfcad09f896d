// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exact/arrayfiles/npywriter.h"

#include "core/exact/arrayfiles/npyheader.h"
#include "core/exact/arrayfiles/transposition.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <functional>
#include <numeric>

namespace gabor {

static_assert(std::endian::native == std::endian::little, "numbers are written as they lie in memory");

namespace {

class NpyWriter final : public ArrayWriter
{
public:
    NpyWriter(AtomicFile file, std::int64_t arrayOffset, const ArrayDescription& description)
        : m_file(std::move(file)), m_arrayOffset(arrayOffset), m_transposition(description)
    { }

    std::optional<WriteFault> writeFrames(std::span<const double> frames) override
    {
        return m_transposition.add(frames, m_sink);
    }

    std::optional<WriteFault> finish() override
    {
        if (const std::optional<WriteFault> fault = m_transposition.flush(m_sink))
            return fault;
        return m_file.commit();
    }

private:
    AtomicFile m_file;
    std::int64_t m_arrayOffset;
    Transposition m_transposition;
    const Transposition::PieceSink m_sink = [this](std::size_t, std::int64_t offset, std::span<const std::byte> piece) {
        return m_file.write(m_arrayOffset + offset, piece);
    };
};

constexpr std::int64_t valuesAtOnce = 1 << 16;

/// A whole array whose value @p i in C order is valueAt(i).
template <class Stored>
std::optional<WriteFault> writeValues(const std::filesystem::path& target, std::string_view type,
                                      std::span<const std::int64_t> shape,
                                      const std::function<double(std::int64_t)>& valueAt)
{
    const std::int64_t count = std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>());
    const std::string header = npyHeader(type, shape);
    Result<AtomicFile, WriteFault> created = AtomicFile::create(target);
    if (!created)
        return created.fault();
    AtomicFile file = std::move(created).value();
    if (const auto fault = file.write(0, std::as_bytes(std::span(header))))
        return fault;
    std::vector<Stored> values;
    std::int64_t offset = static_cast<std::int64_t>(header.size());
    for (std::int64_t first = 0; first < count; first += valuesAtOnce) {
        values.clear();
        for (std::int64_t i = first; i < std::min(count, first + valuesAtOnce); ++i)
            values.push_back(static_cast<Stored>(valueAt(i)));
        if (const auto fault = file.write(offset, std::as_bytes(std::span(values))))
            return fault;
        offset += static_cast<std::int64_t>(values.size() * sizeof(Stored));
    }
    return file.commit();
}

} // namespace

Result<std::unique_ptr<ArrayWriter>, WriteFault> openNpyWriter(const std::filesystem::path& target,
                                                               const ArrayDescription& description)
{
    const std::array shape{static_cast<std::int64_t>(description.rows.size()), description.times.count};
    const std::string header = npyHeader(npyTypeOf(description), shape);
    Result<AtomicFile, WriteFault> file = AtomicFile::create(target);
    if (!file)
        return file.fault();
    const std::optional<std::int64_t> arrayBytes = Transposition::byteCount(description);
    if (!arrayBytes)
        return WriteFault{WriteFault::Kind::CannotWrite, EFBIG};
    const std::int64_t headerBytes = static_cast<std::int64_t>(header.size());
    AtomicFile opened = std::move(file).value();
    if (const auto fault = opened.reserve(headerBytes + *arrayBytes))
        return *fault;
    if (const auto fault = opened.write(0, std::as_bytes(std::span(header))))
        return *fault;
    return std::unique_ptr<ArrayWriter>(std::make_unique<NpyWriter>(std::move(opened), headerBytes, description));
}

std::optional<WriteFault> writeNpy(const std::filesystem::path& target, std::span<const std::int64_t> shape,
                                   std::span<const double> values, StoredPrecision precision)
{
    const auto valueAt = [values](std::int64_t i) { return values[static_cast<std::size_t>(i)]; };
    if (precision == StoredPrecision::Single)
        return writeValues<float>(target, "<f4", shape, valueAt);
    return writeValues<double>(target, "<f8", shape, valueAt);
}

std::optional<WriteFault> writeNpy(const std::filesystem::path& target, const TimeAxis& times)
{
    return writeValues<double>(target, "<f8", std::array{times.count},
                               [times](std::int64_t i) { return times.secondsAt(i); });
}

} // namespace gabor
