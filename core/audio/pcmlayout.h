// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/headerreader.h"
#include "core/audio/rawsound.h"
#include "core/audio/sampleformat.h"
#include "core/audio/soundfile.h"

#include <variant>

namespace gabor {

/// Uncompressed sound that can be read where it lies.
struct PcmLayout
{
    std::string container;
    InterleavedSamples samples;
    double sampleRate = 0;        ///< Hz
    std::int64_t sampleCount = 0; ///< of each channel, really in the file
    std::vector<SoundNotice> notices;
};

/// The file is of another kind, or its encoding is not plain PCM: the decoder library has to see it.
struct NotPcm
{ };

using PcmFinding = std::variant<NotPcm, PcmLayout, OpenFault::Kind>;

/// Looks for PCM in WAV (RIFF, RIFX, RF64, BW64), Wave64, AIFF, AIFC, AU and CAF. Read by ourselves, not through the
/// decoder library, which takes big-endian RIFX for noise, refuses more than 512 channels and hides where samples end.
/// Faults: NoAudio, BadFormat. A read error shows as NotPcm or NoAudio; ask the source for its first error.
PcmFinding findPcm(HeaderReader& reader);

PcmFinding findPcmInWav(HeaderReader& reader); ///< RIFF, RIFX, RF64, BW64
PcmFinding findPcmInWave64(HeaderReader& reader);
PcmFinding findPcmInAiff(HeaderReader& reader); ///< AIFF and AIFC
PcmFinding findPcmInAu(HeaderReader& reader);
PcmFinding findPcmInCaf(HeaderReader& reader);

/// What a header says of the sound, before it is weighed against the file.
struct PcmClaim
{
    std::string container;
    SampleFormat format = SampleFormat::Signed16;
    std::endian byteOrder = std::endian::little;
    std::int64_t channelCount = 0;
    double sampleRate = 0;                  ///< Hz
    std::int64_t begin = 0;                 ///< offset of the first sample in bytes
    std::optional<std::uint64_t> dataBytes; ///< nothing: the header rightly says "up to the end of the file"
};

/// Weighs a claim against the size of the file, which alone is believed: a length of less than a sample, or one
/// beyond the end, means up to the end of the file, and leaves a notice.
/// Faults: NoAudio, BadFormat.
PcmFinding weigh(const PcmClaim& claim, std::int64_t fileBytes);

/// Where the samples of a file without a header are. Bytes that do not make up one sample of each channel are left out
/// at the end, with a notice.
/// @param raw  without a fault for a file of @p fileBytes
PcmLayout layoutOf(const RawSound& raw, std::int64_t fileBytes);

/// Whether a sample rate and a channel count make sense: a finite rate from 1 mHz to 1 THz, 1 to 1024 channels.
bool isSaneFormat(double sampleRate, std::int64_t channelCount);

} // namespace gabor
