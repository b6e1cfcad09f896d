// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/decodecache.h"
#include "core/audio/interleavedreader.h"

namespace gabor {

/// Compressed sound. It is decoded once, from its beginning to its end, into a temporary file, and read from there while
/// that grows: every sample is at its exact place at any time, which seeking in compressed sound cannot promise.
/// The cache holds the samples as the decoder gave them, so that nothing is lost and 16 bits take up no more.
class CodedSource final : public SampleSource
{
public:
    /// @param samples        what the decoder gives, from byte 0 of @p cache on
    /// @param claimedLength  samples by the header, or 0
    CodedSource(SoundDescription description, const InterleavedSamples& samples, std::unique_ptr<DecodeCache> cache,
                std::int64_t claimedLength);

    const SoundDescription& description() const override { return m_description; }
    std::int64_t availableSamples() const override;
    std::int64_t expectedSamples() const override;
    bool isComplete() const override { return m_complete.load(std::memory_order_acquire); }
    std::vector<SoundNotice> notices() const override { return m_notices.all(); }
    bool isKnownSilent(SampleInterval samples) const override;
    void expect(SampleInterval samples) const override;
    ReadOutcome read(std::int64_t first, ChannelChoice channel, std::span<float> out) const override;
    ReadOutcome read(std::int64_t first, ChannelChoice channel, std::span<double> out) const override;

    /// For the one thread that decodes. Appends whole blocks; 0, or errno, after which nothing more may be appended.
    int append(std::span<const std::byte> blocks) { return m_cache->append(blocks); }
    void post(const SoundNotice& notice) { m_notices.putLargest(notice); }
    /// No more samples will come.
    void complete() { m_complete.store(true, std::memory_order_release); }

private:
    template <class Real>
    ReadOutcome readInto(std::int64_t first, ChannelChoice channel, std::span<Real> out) const;

    SoundDescription m_description;
    std::unique_ptr<DecodeCache> m_cache;
    std::int64_t m_claimedLength;
    std::atomic<bool> m_complete = false;
    InterleavedReader m_reader;
    mutable NoticeBoard m_notices;
};

} // namespace gabor
