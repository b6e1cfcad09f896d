// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/bytesource.h"
#include "core/audio/interleavedreader.h"
#include "core/audio/pcmlayout.h"

namespace gabor {

/// What a sound that lies in @p bytes as @p layout says is. Its metadata are left empty.
SoundDescription describe(const ByteSource& bytes, const PcmLayout& layout);

/// Uncompressed sound, read where it lies in the user's file: complete at once, and in constant memory at any length.
class PcmSource final : public SampleSource
{
public:
    /// @param description  of the sound that @p layout finds in @p bytes
    PcmSource(std::shared_ptr<const ByteSource> bytes, const PcmLayout& layout, SoundDescription description);

    const SoundDescription& description() const override { return m_description; }
    std::int64_t availableSamples() const override { return m_sampleCount; }
    std::int64_t expectedSamples() const override { return m_sampleCount; }
    bool isComplete() const override { return true; }
    std::vector<SoundNotice> notices() const override { return m_notices.all(); }
    void expect(SampleInterval samples) const override;
    ReadOutcome read(std::int64_t first, ChannelChoice channel, std::span<float> out) const override;
    ReadOutcome read(std::int64_t first, ChannelChoice channel, std::span<double> out) const override;

private:
    std::shared_ptr<const ByteSource> m_bytes;
    SoundDescription m_description;
    std::int64_t m_sampleCount;
    InterleavedReader m_reader;
    mutable NoticeBoard m_notices;
};

} // namespace gabor
