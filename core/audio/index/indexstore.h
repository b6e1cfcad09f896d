// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/bytesource.h"
#include "core/audio/index/packetindex.h"

#include <filesystem>
#include <variant>

namespace gabor {

/// Remembers that a file has to be decoded whole.
struct NotIndexable
{ };

/// Keeps indexes of sounds in a folder from one opening to the next. A file is known again by its size, its time of
/// change and its first bytes, wherever it lies. What is kept is a help and never a promise: whatever cannot be read,
/// is damaged, foreign or out of date counts as not there, and what cannot be written is not.
class IndexStore
{
public:
    static constexpr std::int64_t folderBytes = 64 << 20; ///< what was unused longest goes first

    /// @param folder  is made when something is written; empty: nothing is kept
    explicit IndexStore(std::filesystem::path folder = {}, std::int64_t folderLimit = folderBytes);

    using Finding = std::variant<std::monostate, NotIndexable, IndexContent>;
    /// @param track  of the sound tracks of the file, each of which has an index of its own
    Finding find(const ByteSource& bytes, int track = 0) const;
    void keep(const ByteSource& bytes, const IndexContent& content, int track = 0) const;
    void keep(const ByteSource& bytes, NotIndexable, int track = 0) const;

private:
    void write(const ByteSource& bytes, int track, const std::optional<IndexContent>& content) const;
    void makeRoom() const;

    std::filesystem::path m_folder;
    std::int64_t m_folderLimit;
};

} // namespace gabor
