// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exact/arrayfiles/csvwriter.h"

#include <array>
#include <cassert>
#include <charconv>

namespace gabor {

namespace {

constexpr std::size_t bytesAtOnce = 1 << 20;

template <class Real>
void append(std::string& text, Real value)
{
    std::array<char, 32> digits;
    const std::to_chars_result end = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    assert(end.ec == std::errc());
    text.append(digits.data(), end.ptr);
}

class CsvWriter final : public ArrayWriter
{
public:
    CsvWriter(AtomicFile file, const ArrayDescription& description)
        : m_file(std::move(file)), m_times(description.times), m_valuesPerFrame(description.valuesPerFrame()),
          m_isDouble(description.precision == StoredPrecision::Double), m_pending("time")
    {
        for (const double row : description.rows) {
            m_pending += ',';
            append(m_pending, row);
            if (description.isComplex) {
                m_pending += " re,";
                append(m_pending, row);
                m_pending += " im";
            }
        }
        m_pending += '\n';
    }

    std::optional<WriteFault> writeFrames(std::span<const double> frames) override
    {
        for (; !frames.empty(); frames = frames.subspan(m_valuesPerFrame)) {
            assert(m_frame < m_times.count);
            append(m_pending, m_times.secondsAt(m_frame++));
            for (const double value : frames.first(m_valuesPerFrame)) {
                m_pending += ',';
                if (m_isDouble)
                    append(m_pending, value);
                else
                    append(m_pending, static_cast<float>(value));
            }
            m_pending += '\n';
            if (m_pending.size() >= bytesAtOnce) {
                if (const auto fault = flush())
                    return fault;
            }
        }
        return std::nullopt;
    }

    std::optional<WriteFault> finish() override
    {
        assert(m_frame == m_times.count);
        if (const auto fault = flush())
            return fault;
        return m_file.commit();
    }

private:
    std::optional<WriteFault> flush()
    {
        const std::optional<WriteFault> fault = m_file.write(m_size, std::as_bytes(std::span(m_pending)));
        m_size += static_cast<std::int64_t>(m_pending.size());
        m_pending.clear();
        return fault;
    }

    AtomicFile m_file;
    TimeAxis m_times;
    std::size_t m_valuesPerFrame;
    bool m_isDouble;
    std::string m_pending;
    std::int64_t m_frame = 0; ///< the next
    std::int64_t m_size = 0;  ///< bytes written
};

} // namespace

Result<std::unique_ptr<ArrayWriter>, WriteFault> openCsvWriter(const std::filesystem::path& target,
                                                               const ArrayDescription& description)
{
    Result<AtomicFile, WriteFault> file = AtomicFile::create(target);
    if (!file)
        return file.fault();
    return std::unique_ptr<ArrayWriter>(std::make_unique<CsvWriter>(std::move(file).value(), description));
}

} // namespace gabor
