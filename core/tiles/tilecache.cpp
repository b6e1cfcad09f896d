// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tiles/tilecache.h"

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
        m_byteCount -= present.byteCount();
        m_entries.erase(place->second);
        m_places.erase(place);
    }
    m_byteCount += tile->byteCount();
    m_entries.push_front({key, std::move(tile)});
    m_places.emplace(key, m_entries.begin());
    while (m_byteCount > m_byteBudget && m_entries.size() > 1)
        dropOldest();
}

void TileCache::clear()
{
    m_places.clear();
    m_entries.clear();
    m_byteCount = 0;
}

void TileCache::dropOldest()
{
    const Entry& oldest = m_entries.back();
    m_byteCount -= oldest.tile->byteCount();
    m_places.erase(oldest.key);
    m_entries.pop_back();
}

} // namespace gabor
