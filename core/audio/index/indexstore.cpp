// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/index/indexstore.h"

#include "core/audio/filehash.h"
#include "core/audio/index/indexformat.h"
#include "core/base/atomicfile.h"

#include <algorithm>
#include <string_view>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>

namespace gabor {

namespace {

constexpr std::int64_t headBytes = 64 * 1024;
constexpr std::int64_t mostBytes = 8 << 20; ///< of one index, with some to spare
constexpr std::string_view ending = ".packets";

std::vector<std::byte> contentOf(const std::filesystem::path& path)
{
    const Descriptor file = openForReading(path);
    struct stat status = {};
    if (!file.isOpen() || fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode) || status.st_size > mostBytes)
        return {};
    std::vector<std::byte> bytes(static_cast<std::size_t>(status.st_size));
    const BytesRead done = readAt(file, 0, bytes);
    return done.count == bytes.size() ? bytes : std::vector<std::byte>();
}

/// Tells a track of a state of a file from all others; empty when the file cannot be read or hashed.
std::string keyOf(const ByteSource& bytes, int track)
{
    std::vector<std::byte> head(static_cast<std::size_t>(std::min(bytes.size(), headBytes)));
    if (bytes.read(0, head).count < head.size())
        return {};
    const std::optional<std::string> hash = sha256Of(head);
    if (!hash)
        return {};
    return *hash + ' ' + std::to_string(bytes.size()) + ' ' + std::to_string(bytes.identity().modifiedNs) + ' '
        + std::to_string(track) + '\n';
}

std::filesystem::path placeOf(const std::filesystem::path& folder, std::string_view key)
{
    constexpr std::size_t enough = 32;
    return folder / (sha256Of(std::as_bytes(std::span(key))).value().substr(0, enough) + std::string(ending));
}

struct Kept
{
    std::filesystem::path path;
    std::filesystem::file_time_type lastUsed;
    std::int64_t bytes = 0;
};

std::vector<Kept> allIn(const std::filesystem::path& folder)
{
    std::vector<Kept> all;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        std::error_code skipped;
        if (entry->path().extension() != ending || !entry->is_regular_file(skipped))
            continue;
        const auto bytes = static_cast<std::int64_t>(entry->file_size(skipped));
        const auto lastUsed = entry->last_write_time(skipped);
        if (!skipped)
            all.push_back({entry->path(), lastUsed, bytes});
    }
    return all;
}

} // namespace

IndexStore::IndexStore(std::filesystem::path folder, std::int64_t folderLimit)
    : m_folder(std::move(folder)), m_folderLimit(folderLimit)
{ }

IndexStore::Finding IndexStore::find(const ByteSource& bytes, int track) const
{
    if (m_folder.empty())
        return {};
    const std::string key = keyOf(bytes, track);
    if (key.empty())
        return {};
    const std::filesystem::path place = placeOf(m_folder, key);
    KeptIndex kept = keptIndexFrom(contentOf(place), key, bytes.size());
    if (!kept.isGood)
        return {};
    utimensat(AT_FDCWD, place.c_str(), nullptr, 0); // used just now
    if (!kept.content)
        return NotIndexable{};
    return *std::move(kept.content);
}

void IndexStore::keep(const ByteSource& bytes, const IndexContent& content, int track) const
{
    write(bytes, track, content);
}

void IndexStore::keep(const ByteSource& bytes, NotIndexable, int track) const
{
    write(bytes, track, std::nullopt);
}

void IndexStore::write(const ByteSource& bytes, int track, const std::optional<IndexContent>& content) const
{
    const std::string key = m_folder.empty() ? std::string() : keyOf(bytes, track);
    if (key.empty())
        return;
    std::error_code error;
    std::filesystem::create_directories(m_folder, error);
    const std::string kept = toBytes(key, content);
    if (writeWholeFile(placeOf(m_folder, key), std::as_bytes(std::span(kept))))
        return;
    makeRoom();
}

void IndexStore::makeRoom() const
{
    std::vector<Kept> all = allIn(m_folder);
    std::ranges::sort(all, {}, &Kept::lastUsed);
    std::int64_t sum = 0;
    for (const Kept& kept : all)
        sum += kept.bytes;
    for (const Kept& kept : all) {
        if (sum <= m_folderLimit)
            return;
        std::error_code error;
        std::filesystem::remove(kept.path, error);
        sum -= kept.bytes;
    }
}

} // namespace gabor
