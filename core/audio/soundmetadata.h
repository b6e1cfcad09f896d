// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/interval.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gabor {

/// Something that a file says of its sound in words. Both are clean, see cleanText().
struct SoundTag
{
    /// In lower case, the same for every kind of file: "title", "artist", "album", "date", "comment", "description",
    /// "originator", "genre", "track", "copyright", "encoder", ...; else the file's own name for it.
    std::string name;
    std::string text; ///< not empty

    friend bool operator==(const SoundTag&, const SoundTag&) = default;
};

/// A place or a run of samples that a file gives a name to.
struct SoundMarker
{
    enum class Kind {
        Cue,    ///< one place
        Region, ///< a run of samples
        Chapter ///< a run of samples, one of those that the whole is divided into
    };
    Kind kind = Kind::Cue;
    SampleInterval span; ///< begin >= 0; empty for a Cue. May lie beyond the end of the sound.
    std::string label{}; ///< may be empty. Clean.
    std::string note{};  ///< may be empty. Clean.

    friend bool operator==(const SoundMarker&, const SoundMarker&) = default;
};

/// What a file says besides the sound. Nobody vouches for any of it: it is bounded in number and size, and that is all.
struct SoundMetadata
{
    static constexpr std::size_t mostTags = 200;
    static constexpr std::size_t mostMarkers = 5000;
    static constexpr std::size_t mostTextBytes = 8192; ///< of one text; longer ones are cut and end in "…"

    std::vector<SoundTag> tags;       ///< those of the greatest interest first, then in the order of the file
    std::vector<SoundMarker> markers; ///< by begin
    /// Samples from midnight to the first one, as broadcast WAV has it.
    std::optional<std::int64_t> samplesSinceMidnight;

    bool isEmpty() const { return tags.empty() && markers.empty() && !samplesSinceMidnight; }
    /// Text of the first tag of that name; empty when there is none.
    std::string_view text(std::string_view name) const;

    /// Adds a tag, unless there are too many, it says nothing, or the same is there already.
    /// @param name, text  raw bytes of a file
    void addTag(std::string_view name, std::string_view text);
    /// Adds a marker, unless there are too many or it begins before the sound.
    void addMarker(const SoundMarker& marker);
    /// Brings tags and markers into their order. To be called once, when all are there.
    void sort();

    friend bool operator==(const SoundMetadata&, const SoundMetadata&) = default;
};

/// @p bytes of a file as text for people: UTF-8 as it is, but for a last character that is cut in two, anything else taken
/// as Windows-1252; up to the first NUL;
/// every run of control characters, line breaks and marks that turn the direction of text is one space; no space at
/// either end; not longer than SoundMetadata::mostTextBytes.
std::string cleanText(std::string_view bytes);

} // namespace gabor
