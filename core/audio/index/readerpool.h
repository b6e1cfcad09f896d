// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/index/packetreader.h"

#include <condition_variable>
#include <deque>
#include <mutex>

namespace gabor {

/// The readers of one compressed sound: about one for each thread that the machine has, so that several threads which
/// each walk through a part of the sound decode side by side without ever seeking. Any thread.
class ReaderPool
{
public:
    ReaderPool(std::shared_ptr<const ByteSource> bytes, std::shared_ptr<const PacketIndex> index,
               const CodingTraits& traits);

    const ByteSource& bytes() const { return *m_bytes; }
    const PacketIndex& index() const { return *m_index; }

    /// Appends raw samples as PacketReader::read() does, with the reader that is nearest before them. Waits where all
    /// are in use.
    bool read(SampleInterval raw, std::vector<std::byte>& out);

    /// How many readers there may be at once.
    int limit() const;
    int openReaders() const;

private:
    using Reader = std::unique_ptr<PacketReader>;

    Reader take(std::int64_t place);
    void giveBack(Reader reader);

    std::shared_ptr<const ByteSource> m_bytes;
    std::shared_ptr<const PacketIndex> m_index;
    CodingTraits m_traits;
    mutable std::mutex m_mutex;
    std::condition_variable m_freed;
    std::deque<Reader> m_idle; ///< longest unused first
    int m_limit;
    int m_count = 0; ///< idle or in use
};

} // namespace gabor
