// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/index/blockcache.h"

namespace gabor {

/// That a block is in the making, taken back whatever happens.
class BlockCache::Claim
{
public:
    Claim(BlockCache& cache, std::int64_t number) : m_cache(cache), m_number(number) { }
    Claim(const Claim&) = delete;
    Claim& operator=(const Claim&) = delete;
    ~Claim()
    {
        {
            const std::lock_guard lock(m_cache.m_mutex);
            m_cache.m_inTheMaking.erase(m_number);
        }
        m_cache.m_made.notify_all();
    }

private:
    BlockCache& m_cache;
    std::int64_t m_number;
};

BlockCache::Block BlockCache::get(std::int64_t number, std::size_t bytes, const std::function<Block()>& make)
{
    {
        std::unique_lock lock(m_mutex);
        m_made.wait(lock, [&] { return !m_inTheMaking.contains(number); });
        if (Block block = find(number, bytes))
            return block;
        m_inTheMaking.insert(number);
    }
    const Claim claim(*this, number);
    Block block = make();
    if (block) {
        const std::lock_guard lock(m_mutex);
        put(number, block);
    }
    return block;
}

/// Under the lock.
BlockCache::Block BlockCache::find(std::int64_t number, std::size_t bytes)
{
    const auto place = m_places.find(number);
    if (place == m_places.end() || place->second->block->size() < bytes)
        return nullptr;
    m_entries.splice(m_entries.end(), m_entries, place->second);
    return place->second->block;
}

/// Under the lock.
void BlockCache::put(std::int64_t number, const Block& block)
{
    if (const auto old = m_places.find(number); old != m_places.end()) {
        m_bytes -= old->second->block->size();
        m_entries.erase(old->second);
        m_places.erase(old);
    }
    if (block->size() > m_budget)
        return;
    m_places[number] = m_entries.insert(m_entries.end(), {number, block});
    m_bytes += block->size();
    while (m_bytes > m_budget) {
        m_bytes -= m_entries.front().block->size();
        m_places.erase(m_entries.front().number);
        m_entries.pop_front();
    }
}

void BlockCache::clear()
{
    const std::lock_guard lock(m_mutex);
    m_entries.clear();
    m_places.clear();
    m_bytes = 0;
}

std::size_t BlockCache::bytes() const
{
    const std::lock_guard lock(m_mutex);
    return m_bytes;
}

} // namespace gabor
