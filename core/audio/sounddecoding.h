// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/avdecoder.h"
#include "core/audio/codedsource.h"
#include "core/audio/lengthclaim.h"

namespace gabor {

/// What a sound of @p format that comes from @p input is.
/// @param cutOff  samples of encoder delay that the file told to be cut off
SoundDescription describe(const AvInput& input, const FrameFormat& format, std::int64_t cutOff);

/// Fills a source with what a decoder gives. For one thread at a time.
class SoundDecoding
{
public:
    /// Decodes a first bit, enough to know what the sound is.
    /// Faults: those of AvDecoder::open(), NoAudio, BadFormat, CannotCache.
    static Result<std::unique_ptr<SoundDecoding>, OpenFault> start(std::unique_ptr<AvInput> input,
                                                                   const std::stop_token& stop);

    std::shared_ptr<const SampleSource> source() const { return m_source; }
    bool isFinished() const { return m_finished; }

    /// Decodes the rest, until done or stopped. Never throws.
    void finish(const std::stop_token& stop) noexcept;

private:
    SoundDecoding(std::unique_ptr<AvDecoder> decoder, FrameFormat format);

    void decodeUpTo(std::int64_t sampleCount);
    void takeFrame();
    void noteMissing(std::int64_t sampleCount);
    bool appendSilence();
    bool flush();
    std::int64_t samplesSoFar() const;
    void end();
    void endAt(SoundNotice::Kind kind, int errorNumber = 0);

    std::unique_ptr<AvDecoder> m_decoder;
    FrameFormat m_format;
    LengthClaim m_claim;
    std::shared_ptr<CodedSource> m_source;
    std::vector<std::byte> m_pending; ///< decoded and not yet in the source
    /// Where the sound ends within its last block, by what the file says; nothing once that proved wrong.
    std::optional<StatedLength> m_statedEnd;
    bool m_frameWaits = false;   ///< the decoder's, for silence to be written before it
    std::int64_t m_missing = 0;  ///< samples of silence before the next frame
    std::int64_t m_silenced = 0; ///< samples of silence in all
    std::int64_t m_unbelievedGaps = 0;
    int m_oddFramesInARow = 0; ///< of another format than the first
    int m_oddFrames = 0;       ///< those that the sound went on after
    bool m_finished = false;
};

} // namespace gabor
