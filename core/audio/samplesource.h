// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/fileidentity.h"
#include "core/audio/soundmetadata.h"
#include "core/audio/soundreading.h"
#include "core/audio/soundtrack.h"
#include "core/base/interval.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace gabor {

/// One channel of a sound, or the mean of all of them.
struct ChannelChoice
{
    static constexpr int mix = -1;
    int index = mix; ///< 0 = first channel

    friend bool operator==(const ChannelChoice&, const ChannelChoice&) = default;
};

/// Something about a sound that opened but is not quite as it should be; widgets put it into words.
struct SoundNotice
{
    enum class Kind {
        LengthDiffers,    ///< the header claims another length than the file holds; count = samples really there
        CutOff,           ///< the file ends in the middle of a block; what is whole is kept
        FormatChanges,    ///< rate or channels change on the way; the sound ends there; count = samples before it
        DamagedData,      ///< the decoder met errors and left out what it could not read; count = number of errors
        SilentDamage,     ///< what was lost is silent, and all behind it in its place; count = samples that are
        EstimatedDamage,  ///< the same, but how much was lost is a guess
        ReadError,        ///< the system could not read on; errorNumber says why; count = samples before it
        NonFiniteSamples, ///< NaN or infinite samples were read as 0; count = how many so far
        CacheFull         ///< the temporary file could not grow; errorNumber says why; count = samples before it
    };
    Kind kind;
    std::int64_t count = 0;
    int errorNumber = 0;

    friend bool operator==(const SoundNotice&, const SoundNotice&) = default;
};

/// What a sound is. Constant for the life of a source.
struct SoundDescription
{
    std::string path;       ///< bytes as the system has them; empty for a generated sound
    std::string container;  ///< "WAV", "FLAC", "MP4", ...
    std::string encoding;   ///< "16-bit PCM", "Vorbis", ...
    double sampleRate = 0;  ///< Hz, > 0
    int channelCount = 0;   ///< >= 1
    FileIdentity file{};    ///< the state of the file that is read; all 0 for a generated sound
    SoundReading reading{}; ///< opens the same sound of the file again; the track is set where there are several
    std::vector<SoundTrack> tracks{}; ///< of a file that the decoder library takes apart; else empty
    EncoderDelay delay{};
    SoundMetadata metadata{};
};

struct ReadOutcome
{
    int errorNumber = 0;        ///< errno of a read that failed; what it should have given is 0 in the output
    std::int64_t nonFinite = 0; ///< NaN and infinite samples that were replaced by 0
};

/// Random access to the samples of a sound. Every function may be called from any thread at any time.
/// Full scale is 1. Integer PCM is divided by 2^(bits-1); floating-point samples pass as they are and may exceed 1.
class SampleSource
{
public:
    virtual ~SampleSource() = default;

    virtual const SoundDescription& description() const = 0;

    /// Samples of each channel that can be read now. Grows while a compressed sound is looked through or decoded, and
    /// never shrinks while revision() stays the same.
    virtual std::int64_t availableSamples() const = 0;
    /// The best known length, >= availableSamples(). The same as availableSamples() once isComplete().
    virtual std::int64_t expectedSamples() const = 0;
    virtual bool isComplete() const = 0;
    /// Goes up when what was read before may have been wrong, as a file turned out to be damaged where nobody had looked
    /// yet. The sound starts over then: it is incomplete again until OpenedSound::finishDecoding has run once more.
    virtual std::uint64_t revision() const { return 0; }
    virtual std::vector<SoundNotice> notices() const = 0;
    /// Whether a few samples from anywhere are read in microseconds, as nothing has to be decoded for them.
    virtual bool isAtHand() const { return true; }

    /// Whether every channel is known to be 0 throughout @p samples without their being read. False may be wrong.
    virtual bool isKnownSilent(SampleInterval /*samples*/) const { return false; }

    /// That these will be read in a moment, in pieces that lie far apart: what comes from a disk begins to come. Not on
    /// the GUI thread, and a few at a time: where a disk has much to do it waits.
    virtual void expect(SampleInterval /*samples*/) const { }

    /// Samples [first, first + out.size()) of @p channel. What lies outside [0, availableSamples()) is 0.
    /// @param channel  index below description().channelCount, or mix (mean of all channels)
    virtual ReadOutcome read(std::int64_t first, ChannelChoice channel, std::span<float> out) const = 0;
    /// The same with every bit that a 64-bit float or 32-bit integer file holds.
    virtual ReadOutcome read(std::int64_t first, ChannelChoice channel, std::span<double> out) const = 0;
};

} // namespace gabor
