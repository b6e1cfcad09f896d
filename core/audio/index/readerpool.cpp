// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/index/readerpool.h"

#include <algorithm>
#include <thread>

extern "C" {
#include <libavformat/avformat.h>
}

namespace gabor {

namespace {

/// MP4 and Matroska keep a list of all packets for each reader, which is long for a long sound.
constexpr std::int64_t mostEntriesOfAllReaders = 2'000'000; // at 24 bytes

int usefulReaders()
{
    return static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 2U, 8U)) + 1;
}

} // namespace

ReaderPool::ReaderPool(std::shared_ptr<const ByteSource> bytes, std::shared_ptr<const PacketIndex> index,
                       const CodingTraits& traits)
    : m_bytes(std::move(bytes)), m_index(std::move(index)), m_traits(traits), m_limit(usefulReaders())
{ }

int ReaderPool::limit() const
{
    const std::lock_guard lock(m_mutex);
    return m_limit;
}

int ReaderPool::openReaders() const
{
    const std::lock_guard lock(m_mutex);
    return m_count;
}

bool ReaderPool::read(SampleInterval raw, std::vector<std::byte>& out)
{
    Reader reader;
    try {
        reader = take(raw.begin);
        if (!reader)
            reader = PacketReader::open(m_bytes, m_index, m_traits, {});
        if (!reader || !reader->read(raw, out))
            reader.reset(); // whatever it stumbled over, the next one starts afresh
    } catch (...) {
        giveBack(nullptr);
        throw;
    }
    const bool done = reader != nullptr;
    giveBack(std::move(reader));
    return done;
}

/// A reader for @p place; null when a new one is to be opened.
ReaderPool::Reader ReaderPool::take(std::int64_t place)
{
    std::unique_lock lock(m_mutex);
    m_freed.wait(lock, [this] { return !m_idle.empty() || m_count < m_limit; });
    auto best = m_idle.end();
    for (auto reader = m_idle.begin(); reader != m_idle.end(); ++reader)
        if ((*reader)->isShortlyBefore(place) && (best == m_idle.end() || (*reader)->position() > (*best)->position()))
            best = reader;
    if (best == m_idle.end()) {
        if (m_count < m_limit) {
            ++m_count;
            return nullptr;
        }
        best = m_idle.begin();
    }
    Reader taken = std::move(*best);
    m_idle.erase(best);
    return taken;
}

void ReaderPool::giveBack(Reader reader)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!reader) {
            --m_count;
        } else {
            const std::int64_t entries = reader->containerEntries();
            if (entries > 0)
                m_limit = static_cast<int>(std::clamp<std::int64_t>(mostEntriesOfAllReaders / entries, 1, m_limit));
            m_idle.push_back(std::move(reader));
        }
    }
    m_freed.notify_one();
}

} // namespace gabor
