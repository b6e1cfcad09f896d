// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/metadata/chunkmetadata.h"
#include "core/audio/metadata/longmarkers.h"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

namespace gabor {

namespace {

using Name = std::pair<std::string_view, std::string_view>;

/// Names of the INFO list, as the decoder library translates them.
constexpr Name infoNames[] = {{"INAM", "title"},    {"IART", "artist"},  {"IPRD", "album"},     {"ICRD", "date"},
                              {"ICMT", "comment"},  {"IGNR", "genre"},   {"ICOP", "copyright"}, {"ISFT", "encoder"},
                              {"ITRK", "track"},    {"IPRT", "track"},   {"ILNG", "language"},  {"ITCH", "encoded_by"},
                              {"IENG", "engineer"}, {"ISBJ", "subject"}, {"IKEY", "keywords"},  {"ISRC", "source"},
                              {"IMED", "medium"}};

/// A cue point, until all that is said of it is known.
struct Cue
{
    SoundMarker marker;
    bool hasPlace = false; ///< else only words were found, which say nothing alone
};

class WavMetadata
{
public:
    WavMetadata(HeaderReader& reader, const ChunkStyle& style) : m_reader(reader), m_style(style) { }

    void take(const Chunk& chunk)
    {
        if (chunk.id.starts_with("cue "))
            takeCues(chunk);
        else if (chunk.id.starts_with("LIST") || chunk.id.starts_with("list"))
            takeList(chunk);
        else if (chunk.id.starts_with("bext"))
            takeBroadcast(chunk);
        else if (chunk.id.starts_with("id3 ") || chunk.id.starts_with("ID3 "))
            m_found.hasId3 = true;
        else if (chunk.id == "r64m")
            m_longMarkers = rf64Markers(m_reader, chunk);
        else if (isWave64Markers(chunk))
            for (const SoundMarker& marker : wave64Markers(m_reader, chunk))
                m_found.metadata.addMarker(marker);
    }
    ChunkMetadata found()
    {
        for (const auto& [name, cue] : m_cues)
            if (cue.hasPlace)
                m_found.metadata.addMarker(cue.marker);
        for (const Rf64Marker& entry : m_longMarkers)
            addLongMarker(entry);
        return std::move(m_found);
    }

private:
    std::uint64_t number32(std::int64_t offset)
    {
        const auto bytes = m_reader.bytes<4>(offset);
        return bytes ? number(*bytes, 0, 4, m_style.byteOrder) : 0;
    }
    /// Null where there are too many to keep another.
    Cue* cueNamed(std::uint64_t name)
    {
        const auto known = m_cues.find(name);
        if (known != m_cues.end())
            return &known->second;
        return m_cues.size() < SoundMetadata::mostMarkers ? &m_cues[name] : nullptr;
    }

    void addLongMarker(const Rf64Marker& entry);
    void takeCues(const Chunk& chunk);
    void takeList(const Chunk& chunk);
    void takeNote(const Chunk& chunk);
    void takeBroadcast(const Chunk& chunk);

    HeaderReader& m_reader;
    ChunkStyle m_style;
    ChunkMetadata m_found;
    std::map<std::uint64_t, Cue> m_cues; ///< by their numbers
    std::vector<Rf64Marker> m_longMarkers;
};

/// By the name of a cue point where it has none of its own, but not beside the cue point itself.
void WavMetadata::addLongMarker(const Rf64Marker& entry)
{
    SoundMarker marker = entry.marker;
    const auto named = entry.labelNumber == 0 ? m_cues.end() : m_cues.find(entry.labelNumber);
    if (named != m_cues.end()) {
        if (named->second.hasPlace && named->second.marker.span.begin == marker.span.begin)
            return;
        if (marker.label.empty())
            marker.label = named->second.marker.label;
        marker.note = named->second.marker.note;
    }
    m_found.metadata.addMarker(marker);
}

/// A count, and for each point its number, place in play order, chunk, begin of chunk and block, and place in the block.
/// Source: Multimedia Programming Interface and Data Specifications 1.0 (IBM and Microsoft, 1991), chapter 3.
void WavMetadata::takeCues(const Chunk& chunk)
{
    constexpr std::uint64_t countBytes = 4;
    constexpr std::uint64_t pointBytes = 24;
    if (chunk.size < countBytes)
        return;
    const std::uint64_t room = (chunk.size - countBytes) / pointBytes;
    const std::uint64_t count = std::min<std::uint64_t>({number32(chunk.body), room, SoundMetadata::mostMarkers});
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto point =
            m_reader.bytes<pointBytes>(chunk.body + static_cast<std::int64_t>(countBytes + i * pointBytes));
        if (!point)
            return;
        Cue* const cue = cueNamed(number(*point, 0, 4, m_style.byteOrder));
        if (!cue)
            return;
        // In plain sound both places are the same, unless a playlist turns the order round, which nobody writes.
        const auto place = static_cast<std::int64_t>(number(*point, 20, 4, m_style.byteOrder));
        cue->marker.span = {place, place + cue->marker.span.size()}; // a length may have come first
        cue->hasPlace = true;
    }
}

void WavMetadata::takeList(const Chunk& chunk)
{
    constexpr std::int64_t typeBytes = 4;
    const bool isInfo = m_reader.hasText(chunk.body, "INFO");
    if (!isInfo && !m_reader.hasText(chunk.body, "adtl"))
        return;
    ChunkStyle plain{.byteOrder = m_style.byteOrder}; // lists in Wave64 are of the old kind
    ChunkWalk walk(m_reader, plain, chunk.body + typeBytes);
    const auto bytes = static_cast<std::int64_t>(std::min<std::uint64_t>(chunk.size, std::uint64_t{1} << 32));
    const std::int64_t end = chunk.body + bytes;
    for (int i = 0; i < mostListEntries && walk.position() < end; ++i) {
        const std::optional<Chunk> entry = walk.next();
        if (!entry || !isChunkId(entry->id))
            return;
        if (!isInfo) {
            takeNote(*entry);
            continue;
        }
        const auto* const known = std::ranges::find(infoNames, entry->id, &Name::first);
        m_found.metadata.addTag(known != std::end(infoNames) ? known->second : std::string_view(entry->id),
                                textAt(m_reader, entry->body, entry->size));
    }
}

/// Of the associated data list: labl and note give a cue point words, ltxt a length.
void WavMetadata::takeNote(const Chunk& chunk)
{
    constexpr std::uint64_t nameBytes = 4;
    constexpr std::uint64_t lengthBytes = 20;
    if (chunk.size < nameBytes || (chunk.id != "labl" && chunk.id != "note" && chunk.id != "ltxt"))
        return;
    Cue* const cue = cueNamed(number32(chunk.body));
    if (!cue)
        return;
    SoundMarker& marker = cue->marker;
    const bool hasLength = chunk.id == "ltxt";
    const std::uint64_t headBytes = hasLength ? lengthBytes : nameBytes;
    if (chunk.size < headBytes)
        return;
    const std::string text =
        cleanText(textAt(m_reader, chunk.body + static_cast<std::int64_t>(headBytes), chunk.size - headBytes));
    if (hasLength) {
        marker.span.end = marker.span.begin + static_cast<std::int64_t>(number32(chunk.body + nameBytes));
        marker.kind = marker.span.empty() ? SoundMarker::Kind::Cue : SoundMarker::Kind::Region;
    }
    std::string& words = chunk.id == "labl" ? marker.label : marker.note;
    if (!text.empty())
        words = text;
}

/// Source: EBU Tech 3285, Specification of the Broadcast Wave Format, version 2.
void WavMetadata::takeBroadcast(const Chunk& chunk)
{
    struct Field
    {
        const char* name;
        std::int64_t offset;
        std::uint64_t bytes;
    };
    static constexpr Field fields[] = {{"description", 0, 256},
                                       {"originator", 256, 32},
                                       {"originator_reference", 288, 32},
                                       {"origination_date", 320, 10},
                                       {"origination_time", 330, 8}};
    constexpr std::uint64_t fixedBytes = 602;
    constexpr std::int64_t timePlace = 338;
    if (chunk.size < fixedBytes)
        return;
    for (const Field& field : fields)
        m_found.metadata.addTag(field.name, textAt(m_reader, chunk.body + field.offset, field.bytes));
    m_found.metadata.addTag(
        "coding_history",
        textAt(m_reader, chunk.body + static_cast<std::int64_t>(fixedBytes), chunk.size - fixedBytes));
    const std::uint64_t samples = number32(chunk.body + timePlace) | number32(chunk.body + timePlace + 4) << 32U;
    if (samples <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        m_found.metadata.samplesSinceMidnight = static_cast<std::int64_t>(samples);
}

} // namespace

ChunkMetadata wavMetadata(HeaderReader& reader, const ChunkStyle& style, std::int64_t first)
{
    WavMetadata metadata(reader, style);
    std::optional<std::uint64_t> longDataBytes;
    ChunkWalk walk(reader, style, first);
    for (int i = 0; i < mostChunks; ++i) {
        const std::optional<Chunk> chunk = walk.next();
        const bool isNamedByLetters = style.idBytes == 4;
        if (!chunk || (isNamedByLetters && !isChunkId(chunk->id)))
            break;
        if (const auto bytes = longDataBytesIn(reader, *chunk, style))
            longDataBytes = bytes;
        if (chunk->id == "data" && chunk->size == sizeIsInDs64 && longDataBytes)
            walk.correctSize(*longDataBytes);
        metadata.take(*chunk);
    }
    return metadata.found();
}

} // namespace gabor
