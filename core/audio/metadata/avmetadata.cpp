// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/metadata/avmetadata.h"

#include "core/audio/avlibrary.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

extern "C" {
#include <libavformat/avformat.h>
}

namespace gabor {

namespace {

/// What containers keep for programs, or what is shown elsewhere: by how its name begins.
bool isTechnical(std::string_view name)
{
    constexpr std::array<std::string_view, 14> beginnings{
        "major_brand", "minor_version", "compatible_brands", "handler_name", "vendor_id",   "language",   "duration",
        "bps",         "number_of_",    "time_reference",    "umid",         "_statistics", "id3v2_priv", "itunsmpb"};
    std::string lower(name);
    std::ranges::transform(lower, lower.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return std::ranges::any_of(beginnings,
                               [&lower](std::string_view beginning) { return lower.starts_with(beginning); });
}

void addTags(const AVDictionary* dictionary, SoundMetadata& metadata)
{
    const AVDictionaryEntry* entry = nullptr;
    while ((entry = av_dict_get(dictionary, "", entry, AV_DICT_IGNORE_SUFFIX)) != nullptr)
        if (!isTechnical(entry->key))
            metadata.addTag(entry->key, entry->value);
}

void addTimeReference(const AVDictionary* dictionary, SoundMetadata& metadata)
{
    const AVDictionaryEntry* const entry = av_dict_get(dictionary, "time_reference", nullptr, 0);
    if (!entry || metadata.samplesSinceMidnight)
        return;
    const std::string_view text = entry->value;
    std::int64_t samples = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), samples);
    if (error == std::errc() && end == text.data() + text.size() && samples >= 0)
        metadata.samplesSinceMidnight = samples;
}

/// Samples by which a sound begins later than its container, from whose beginning chapters count: in a film.
std::int64_t latenessOf(const AVFormatContext& format, const AVStream& stream, int sampleRate)
{
    if (stream.start_time == AV_NOPTS_VALUE || format.start_time == AV_NOPTS_VALUE)
        return 0;
    const AVRational sample{1, sampleRate};
    const auto placeOf = [&sample](std::int64_t time, AVRational unit) {
        constexpr std::int64_t farthest = std::int64_t{1} << 60; // what does not fit comes as the least number of all
        return std::clamp(av_rescale_q(time, unit, sample), -farthest, farthest);
    };
    return std::max<std::int64_t>(
        0, placeOf(stream.start_time, stream.time_base) - placeOf(format.start_time, AVRational{1, AV_TIME_BASE}));
}

/// @param late  samples, as latenessOf() gives them
void addChapter(const AVChapter& chapter, std::int64_t late, int sampleRate, SoundMetadata& metadata)
{
    const AVRational sample{1, sampleRate};
    const auto placeOf = [&](std::int64_t time) {
        // Beyond all numbers it is the least of them, and to be left out.
        const std::int64_t place =
            time == AV_NOPTS_VALUE || time < 0 ? 0 : av_rescale_q(time, chapter.time_base, sample);
        return place < 0 ? std::int64_t{-1} : std::max<std::int64_t>(0, place - late);
    };
    SoundMarker marker{.kind = SoundMarker::Kind::Chapter, .span = {placeOf(chapter.start), placeOf(chapter.end)}};
    marker.span.end = std::max(marker.span.begin, marker.span.end);
    if (const AVDictionaryEntry* const title = av_dict_get(chapter.metadata, "title", nullptr, 0))
        marker.label = cleanText(title->value);
    metadata.addMarker(marker);
}

} // namespace

void addAvMetadata(const AVFormatContext& format, const AVStream& stream, int sampleRate, SoundMetadata& metadata)
{
    addTags(format.metadata, metadata);
    if (std::string_view(format.iformat->name) == "ogg") // elsewhere they are of the track
        addTags(stream.metadata, metadata);
    addTimeReference(format.metadata, metadata);
    if (!metadata.markers.empty()) // those are what the library would take for chapters
        return metadata.sort();
    const std::int64_t late = latenessOf(format, stream, sampleRate);
    for (const AVChapter* const chapter : std::span(format.chapters, format.nb_chapters))
        if (chapter->time_base.num > 0 && chapter->time_base.den > 0)
            addChapter(*chapter, late, sampleRate, metadata);
    metadata.sort();
}

} // namespace gabor
