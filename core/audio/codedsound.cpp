// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/codedsound.h"

#include "core/audio/index/soundindexing.h"
#include "core/base/oneatatime.h"

namespace gabor {

namespace {

/// While it is finishing the sound may turn out to need finishing in another way, and somebody else may ask for that.
template <class Coded>
std::function<void(std::stop_token)> finishing(std::shared_ptr<Coded> coded)
{
    return [coded = std::move(coded), turns = std::make_shared<OneAtATime>()](const std::stop_token& stop) {
        turns->run([&]() noexcept { coded->finish(stop); });
    };
}

} // namespace

Result<OpenedSound, OpenFault> openCodedSound(std::shared_ptr<const ByteSource> bytes, const std::stop_token& stop,
                                              const OpeningOptions& options)
{
    const AvInput::Deadline deadline = AvInput::openingDeadline();
    auto opened = AvInput::open(bytes, stop, options.reading.track, deadline);
    if (!opened)
        return opened.fault();
    std::unique_ptr<AvInput> input = std::move(opened).value();
    if (!options.decodesWhole && SoundIndexing::isWorthTrying(*input)) {
        if (const std::shared_ptr<SoundIndexing> indexing =
                SoundIndexing::start(std::move(input), IndexStore(options.indexFolder)))
            return OpenedSound{.source = indexing->source(), .finishDecoding = finishing(indexing)};
        // What was read and decoded of it cannot be taken back: once more from the beginning.
        auto reopened = AvInput::open(std::move(bytes), stop, options.reading.track, deadline);
        if (!reopened)
            return reopened.fault();
        input = std::move(reopened).value();
    }
    auto started = SoundDecoding::start(std::move(input), stop);
    if (!started)
        return started.fault();
    const std::shared_ptr<SoundDecoding> decoding = std::move(started).value();
    OpenedSound sound{.source = decoding->source(), .finishDecoding = {}};
    if (!decoding->isFinished())
        sound.finishDecoding = finishing(decoding);
    return sound;
}

} // namespace gabor
