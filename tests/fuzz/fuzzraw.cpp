// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/rawsound.h"
#include "core/audio/soundfile.h"
#include "tests/fuzz/fuzzfile.h"

#include <cstdlib>
#include <cstring>

using namespace gabor;

namespace {

/// Takes numbers off the front of what the fuzzer gives; 0 when nothing is left.
class Numbers
{
public:
    explicit Numbers(std::span<const std::uint8_t> bytes) : m_left(bytes) { }

    template <class Number>
    Number take()
    {
        Number number{};
        const std::size_t count = std::min(sizeof number, m_left.size());
        std::memcpy(&number, m_left.data(), count);
        m_left = m_left.subspan(count);
        return number;
    }
    std::span<const std::uint8_t> left() const { return m_left; }

private:
    std::span<const std::uint8_t> m_left;
};

} // namespace

/// Samples without a header, described by the first bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    Numbers numbers(std::span(data, size));
    const auto encodings = rawEncodings();
    const RawEncoding encoding = encodings[numbers.take<std::uint8_t>() % encodings.size()];
    RawSound raw{.format = encoding.format, .byteOrder = encoding.byteOrder};
    raw.sampleRate = numbers.take<double>();
    raw.channelCount = numbers.take<std::int16_t>();
    raw.offset = numbers.take<std::int64_t>();
    if (numbers.left().empty())
        return 0;
    const fuzz::File file(std::as_bytes(numbers.left()));
    const auto fileBytes = static_cast<std::int64_t>(numbers.left().size());
    const auto opened = openSound(file.path(), {}, {.reading = {.raw = raw}});
    if (static_cast<bool>(opened) == faultIn(raw, fileBytes).has_value())
        std::abort();
    if (!opened)
        return 0;
    const SampleSource& source = *opened.value().source;
    if (source.availableSamples() <= 0 || source.availableSamples() != sampleCount(raw, fileBytes))
        std::abort();
    std::vector<double> samples(500);
    for (const std::int64_t first : {std::int64_t{-7}, std::int64_t{0}, source.availableSamples() - 3})
        source.read(first, {.index = source.description().channelCount - 1}, std::span(samples));
    std::vector<float> mean(500);
    source.read(source.availableSamples() / 2, {}, std::span(mean));
    return 0;
}
