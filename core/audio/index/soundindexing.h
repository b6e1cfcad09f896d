// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/index/indexedsource.h"
#include "core/audio/index/indexstore.h"
#include "core/audio/index/packetscan.h"
#include "core/audio/lengthclaim.h"
#include "core/audio/sounddecoding.h"

namespace gabor {

/// Makes a compressed sound readable anywhere: looks through its packets, tries whether entering on the way gives the
/// very samples that decoding from further back gives, and decodes it from beginning to end where that is not so.
/// For one thread at a time.
class SoundIndexing
{
public:
    /// Whether the coding of the sound allows it, and its length rewards it.
    static bool isWorthTrying(const AvInput& input);
    /// Decodes a first bit. Null where something about it is odd, so that it is to be decoded whole.
    /// @param input  isWorthTrying()
    static std::unique_ptr<SoundIndexing> start(std::unique_ptr<AvInput> input, const IndexStore& store);

    std::shared_ptr<const SampleSource> source() const { return m_source; }

    /// Does what is left to do, until done or stopped. Never throws.
    void finish(const std::stop_token& stop) noexcept;

private:
    SoundIndexing(std::unique_ptr<PacketScan> scan, std::shared_ptr<const ByteSource> bytes, IndexStore store);

    void useKept(const IndexContent& content);
    void makeSource();
    void lookThrough(const std::stop_token& stop);
    bool grow(const std::stop_token& stop);
    bool conclude(const std::stop_token& stop);
    bool measureLength(PacketReader& reader);
    bool entersWell(PacketReader& reader, std::span<const std::int64_t> places);
    std::unique_ptr<PacketReader> openReader(const std::stop_token& stop);
    std::int64_t sampleCount() const;
    bool isWorthKeeping() const;
    void decodeWhole(const std::stop_token& stop);

    IndexStore m_store;
    std::shared_ptr<const ByteSource> m_bytes;
    CodingTraits m_traits;
    std::unique_ptr<PacketScan> m_scan; ///< gone when all packets were looked at
    LengthClaim m_claim;
    std::shared_ptr<PacketIndex> m_index;
    std::shared_ptr<IndexedSource> m_source;
    std::unique_ptr<SoundDecoding> m_decoding; ///< where the index does not hold
    bool m_growing = false;                    ///< since entering on the way was tried for the first time
    bool m_failedToOpen = false;               ///< the last reader, though it was sound to the ears of the first
    std::int64_t m_growAt = 0;                 ///< raw samples
};

} // namespace gabor
