// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace gabor {

/// One of the sound tracks of a file, by what its header says.
struct SoundTrack
{
    std::string encoding{}; ///< "AAC", "16-bit PCM", ...
    std::string language{}; ///< as the file has it, such as "deu"; empty where it does not say. Clean, see cleanText().
    std::string title{};    ///< empty where it has none. Clean.
    double sampleRate = 0;  ///< Hz; 0 = not known before it is decoded
    int channelCount = 0;   ///< 0 = not known before it is decoded
    bool canBeDecoded = true; ///< false: there is no decoder for its encoding

    friend bool operator==(const SoundTrack&, const SoundTrack&) = default;
};

/// What is known of the samples that an encoder puts before the sound itself: some milliseconds of next to nothing,
/// which make everything stand late unless they are cut off.
struct EncoderDelay
{
    enum class Knowledge {
        None,   ///< the encoding has none: sample 0 is the first one that was recorded
        CutOff, ///< the file tells of it, and it has been cut off: sample 0 is the first one that was recorded
        Unknown ///< the encoding has one that the file does not tell of: everything may stand some 50 ms off, mostly late
    };
    Knowledge knowledge = Knowledge::None;
    std::int64_t samples = 0; ///< CutOff: how many

    friend bool operator==(const EncoderDelay&, const EncoderDelay&) = default;
};

} // namespace gabor
