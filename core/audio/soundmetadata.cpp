// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/soundmetadata.h"

#include <algorithm>
#include <array>

namespace gabor {

namespace {

/// What people look for first.
constexpr std::array<std::string_view, 8> foremost{"title",   "artist",      "album",      "date",
                                                   "comment", "description", "originator", "genre"};

std::size_t rankOf(const SoundTag& tag)
{
    return static_cast<std::size_t>(std::ranges::find(foremost, tag.name) - foremost.begin());
}

std::string inLowerCase(std::string text)
{
    for (char& letter : text)
        letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    return text;
}

} // namespace

std::string_view SoundMetadata::text(std::string_view name) const
{
    const auto found = std::ranges::find(tags, name, &SoundTag::name);
    return found == tags.end() ? std::string_view() : found->text;
}

void SoundMetadata::addTag(std::string_view name, std::string_view text)
{
    SoundTag tag{.name = inLowerCase(cleanText(name.substr(0, 64))), .text = cleanText(text)};
    const bool isKnown = std::ranges::find(tags, tag) != tags.end();
    if (tags.size() < mostTags && !tag.name.empty() && !tag.text.empty() && !isKnown)
        tags.push_back(std::move(tag));
}

void SoundMetadata::addMarker(const SoundMarker& marker)
{
    if (markers.size() < mostMarkers && marker.span.begin >= 0)
        markers.push_back(marker);
}

void SoundMetadata::sort()
{
    std::ranges::stable_sort(tags, {}, rankOf);
    std::ranges::stable_sort(markers, {}, [](const SoundMarker& marker) { return marker.span.begin; });
}

} // namespace gabor
