// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/index/soundindexing.h"
#include "core/audio/soundfile.h"
#include "tests/fuzz/fuzzfile.h"

#include <cstdlib>

using namespace gabor;

namespace {

/// Reads at the beginning, the end, beyond it and before it, by channels and their mean.
void readAround(const SampleSource& source)
{
    std::vector<float> picture(700);
    std::vector<double> exact(300);
    const std::int64_t count = source.availableSamples();
    for (const std::int64_t first : {std::int64_t{-5}, std::int64_t{0}, count / 2, count - 100, count + 5}) {
        source.read(first, {}, std::span(picture));
        source.read(first, {.index = source.description().channelCount - 1}, std::span(exact));
    }
    const bool isSound = source.description().sampleRate > 0 && source.description().channelCount > 0;
    if (!isSound || count < 0 || source.expectedSamples() < source.availableSamples())
        std::abort();
}

void open(const fuzz::File& file, bool decodesWhole, const std::stop_token& stop)
{
    const auto opened = openSound(file.path(), stop, {.indexFolder = {}, .decodesWhole = decodesWhole});
    if (!opened)
        return;
    readAround(*opened.value().source);
    if (opened.value().finishDecoding)
        opened.value().finishDecoding(stop);
    readAround(*opened.value().source);
    opened.value().source->notices();
}

/// As a long sound is opened, though what a fuzzer makes is short.
void openByIndex(const fuzz::File& file, const std::stop_token& stop)
{
    const auto bytes = ByteSource::open(file.path());
    auto input =
        bytes ? AvInput::open(bytes.value(), stop) : Result<std::unique_ptr<AvInput>, OpenFault>(bytes.fault());
    if (!input)
        return;
    const std::shared_ptr<SoundIndexing> indexing = SoundIndexing::start(std::move(input).value(), IndexStore());
    if (!indexing)
        return;
    indexing->finish(stop);
    readAround(*indexing->source());
}

} // namespace

/// A file of any content: it opens, with samples that can be read, or it does not.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const fuzz::File file(std::as_bytes(std::span(data, size)));
    const fuzz::Deadline deadline;
    open(file, false, deadline.stop());
    open(file, true, deadline.stop());
    openByIndex(file, deadline.stop());
    return 0;
}
