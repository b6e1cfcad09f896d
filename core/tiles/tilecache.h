// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tiles/leveltile.h"

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <unordered_map>
#include <utility>

namespace gabor {

/// Tiles of one choice of parameters that stand side by side: [begin, end) of a level of detail.
struct TileRun
{
    std::uint64_t spectrum = 0;
    int lod = 0;
    std::int64_t begin = 0;
    std::int64_t end = 0;

    bool holds(std::uint64_t ofSpectrum, TileId id) const
    {
        return ofSpectrum == spectrum && id.lod == lod && id.index >= begin && id.index < end;
    }
};

/// Tiles under a byte budget; the one looked at longest ago goes first. Two things stay beyond the budget, or they would
/// be computed again for ever: what is in view, and a tile that is larger than the whole budget until the next one
/// comes. For one thread.
class TileCache
{
public:
    /// Takes a tile that has to go. Giving back its memory takes part of a millisecond. May throw std::bad_alloc: then the
    /// tile goes at once.
    using Disposal = std::function<void(std::shared_ptr<const LevelTile>)>;

    /// @param dispose  may be nothing: then tiles go at once
    explicit TileCache(std::size_t byteBudget, Disposal dispose = {})
        : m_byteBudget(byteBudget), m_dispose(std::move(dispose))
    { }

    /// What is not to be dropped. Drops what the budget does not allow beside it.
    void setInView(const TileRun& inView);
    /// Drops at once what a smaller one does not allow.
    void setByteBudget(std::size_t byteBudget);

    /// @param spectrum  a number that stands for one SpectrumSpec
    /// @return the tile, or nothing. Looking counts as use.
    std::shared_ptr<const LevelTile> find(std::uint64_t spectrum, TileId id);

    /// A sketch never replaces a true tile, and fewer frames never replace more.
    void insert(std::uint64_t spectrum, std::shared_ptr<const LevelTile> tile);

    std::size_t byteCount() const { return m_byteCount; }
    std::size_t byteBudget() const { return m_byteBudget; }
    void clear();

private:
    struct Key
    {
        std::uint64_t spectrum;
        TileId id;
        friend bool operator==(const Key&, const Key&) = default;
    };
    struct KeyHash
    {
        std::size_t operator()(const Key& key) const
        {
            return TileIdHash()(key.id) ^ static_cast<std::size_t>(key.spectrum * 0x9e3779b97f4a7c15U);
        }
    };
    struct Entry
    {
        Key key;
        std::shared_ptr<const LevelTile> tile;
    };

    void keepBudget();
    void letGo(Entry& entry);

    std::size_t m_byteBudget;
    Disposal m_dispose;
    TileRun m_inView;
    std::size_t m_byteCount = 0;
    std::list<Entry> m_entries; // the latest used first
    std::unordered_map<Key, std::list<Entry>::iterator, KeyHash> m_places;
};

} // namespace gabor
