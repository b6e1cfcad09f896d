// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <set>
#include <span>
#include <unordered_map>
#include <vector>

namespace gabor {

/// Blocks of decoded samples under a budget in bytes; those unused longest go first. Who asks for a block that somebody
/// else is just making waits for it instead of making it twice. Any thread.
class BlockCache
{
public:
    using Block = std::shared_ptr<const std::vector<std::byte>>;

    explicit BlockCache(std::size_t budgetBytes) : m_budget(budgetBytes) { }

    /// Block @p number of at least @p bytes. Where there is none, or a shorter one, @p make makes it; it may give null,
    /// which is not kept, or throw.
    Block get(std::int64_t number, std::size_t bytes, const std::function<Block()>& make);
    void clear();
    std::size_t bytes() const;

private:
    struct Entry
    {
        std::int64_t number;
        Block block;
    };

    class Claim;

    Block find(std::int64_t number, std::size_t bytes);
    void put(std::int64_t number, const Block& block);

    mutable std::mutex m_mutex;
    std::condition_variable m_made;
    std::size_t m_budget;
    std::size_t m_bytes = 0;
    std::list<Entry> m_entries; ///< longest unused first
    std::unordered_map<std::int64_t, std::list<Entry>::iterator> m_places;
    std::set<std::int64_t> m_inTheMaking;
};

} // namespace gabor
