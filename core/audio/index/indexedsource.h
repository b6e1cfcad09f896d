// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/index/blockcache.h"
#include "core/audio/index/readerpool.h"
#include "core/audio/noticeboard.h"

#include <atomic>

namespace gabor {

/// Compressed sound that is decoded where it is read, by an index of its packets. No length costs memory or disk.
/// Should the file prove not to be what its index says, the sound starts over: revision() goes up, only the first bit is
/// there again, and what decoding from the beginning gives takes the index's place.
class IndexedSource final : public SampleSource
{
public:
    static constexpr std::size_t cacheBytes = std::size_t{16} << 20U; ///< of decoded blocks

    /// @param head           the first samples, in the format of the index
    /// @param claimedLength  samples by the header, or 0
    IndexedSource(SoundDescription description, std::shared_ptr<const ByteSource> bytes,
                  std::shared_ptr<const PacketIndex> index, const CodingTraits& traits, std::vector<std::byte> head,
                  std::int64_t claimedLength);

    const SoundDescription& description() const override { return m_description; }
    std::int64_t availableSamples() const override;
    std::int64_t expectedSamples() const override;
    bool isComplete() const override;
    bool isAtHand() const override { return false; }
    std::uint64_t revision() const override { return m_revision.load(std::memory_order_acquire); }
    std::vector<SoundNotice> notices() const override;
    ReadOutcome read(std::int64_t first, ChannelChoice channel, std::span<float> out) const override;
    ReadOutcome read(std::int64_t first, ChannelChoice channel, std::span<double> out) const override;

    /// Whether samples are decoded where they are read, and not from beginning to end.
    bool readsByIndex() const;
    /// Whether the index was found wrong, and no whole decoding has taken its place yet.
    bool waitsForDecoding() const;
    std::size_t cachedBytes() const { return m_blocks.bytes(); }

    /// For the one thread that indexes: samples up to @p count can be read.
    void growTo(std::int64_t count);
    /// No more samples will come.
    void complete();
    /// Drops the index.
    void startOver() const;
    /// From now on everything comes from @p whole.
    void decodeInstead(std::shared_ptr<const SampleSource> whole);
    void post(const SoundNotice& notice) { m_notices.putLargest(notice); }

private:
    struct State
    {
        std::int64_t available = 0;
        bool isComplete = false;
        bool isBelied = false;
        std::shared_ptr<const SampleSource> whole;
    };

    State state() const;
    template <class Real>
    ReadOutcome readInto(std::int64_t first, ChannelChoice channel, std::span<Real> out) const;
    BlockCache::Block block(std::int64_t number, std::int64_t end) const;
    BlockCache::Block decode(SampleInterval wanted) const;
    int explainFailure(std::int64_t place) const;
    void countNonFinite(std::int64_t number, const BlockCache::Block& block) const;

    SoundDescription m_description;
    std::int64_t m_claimedLength;
    InterleavedSamples m_layout;
    std::int64_t m_rawBegin;
    BlockCache::Block m_head;
    mutable ReaderPool m_readers;
    mutable BlockCache m_blocks{cacheBytes};
    mutable NoticeBoard m_notices;
    mutable std::mutex m_mutex; ///< guards the rest
    mutable State m_state;
    mutable std::unordered_map<std::int64_t, std::int64_t> m_nonFinite; ///< in all channels, by block
    mutable std::int64_t m_nonFiniteSum = 0;
    mutable std::atomic<std::uint64_t> m_revision = 0;
};

} // namespace gabor
