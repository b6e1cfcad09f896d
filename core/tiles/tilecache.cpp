// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tiles/tilecache.h"

#include <new>

namespace gabor {

std::shared_ptr<const LevelTile> TileCache::find(std::uint64_t spectrum, TileId id)
{
    const auto place = m_places.find({spectrum, id});
    if (place == m_places.end())
        return nullptr;
    m_entries.splice(m_entries.begin(), m_entries, place->second);
    return place->second->tile;
}

void TileCache::insert(std::uint64_t spectrum, std::shared_ptr<const LevelTile> tile)
{
    const Key key{spectrum, tile->id()};
    if (const auto place = m_places.find(key); place != m_places.end()) {
        const LevelTile& present = *place->second->tile;
        const bool worse =
            present.isSketch() == tile->isSketch() ? tile->frameCount() < present.frameCount() : tile->isSketch();
        if (worse)
            return;
        letGo(*place->second);
        m_entries.erase(place->second);
        m_places.erase(place);
    }
    m_byteCount += tile->byteCount();
    m_entries.push_front({key, std::move(tile)});
    m_places.emplace(key, m_entries.begin());
    keepBudget();
}

void TileCache::setInView(const TileRun& inView)
{
    m_inView = inView;
    keepBudget();
}

void TileCache::setByteBudget(std::size_t byteBudget)
{
    m_byteBudget = byteBudget;
    keepBudget();
}

void TileCache::clear()
{
    for (Entry& entry : m_entries)
        letGo(entry);
    m_places.clear();
    m_entries.clear();
}

void TileCache::letGo(Entry& entry)
{
    m_byteCount -= entry.tile->byteCount();
    if (!m_dispose)
        return;
    try {
        m_dispose(std::move(entry.tile));
    } catch (const std::bad_alloc&) {
        // Then it goes here: an entry that stayed behind would have no tile.
    }
}

/// The latest one stays in any case.
void TileCache::keepBudget()
{
    auto entry = m_entries.end();
    while (m_byteCount > m_byteBudget && entry != m_entries.begin()) {
        --entry;
        if (entry == m_entries.begin() || m_inView.holds(entry->key.spectrum, entry->key.id))
            continue;
        letGo(*entry);
        m_places.erase(entry->key);
        entry = m_entries.erase(entry);
    }
}

} // namespace gabor
