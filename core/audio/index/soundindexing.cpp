// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/index/soundindexing.h"

#include "core/audio/oggtail.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace gabor {

namespace {

constexpr std::int64_t leastSeconds = 30;    ///< shorter sounds are decoded sooner than their index is tried
constexpr std::int64_t leastBytes = 1 << 20; ///< where the length is not known
constexpr std::int64_t secondsBeforeGrowth = 8;
constexpr std::int64_t leastSecondsToKeep = 60;
constexpr std::int64_t comparedSamples = 4096;

/// Whether entering shortly before @p place gives, bit by bit, what entering much further back gives.
bool entersWellAt(std::int64_t place, int preroll, int farPreroll, PacketReader& reader)
{
    const SampleInterval compared{place, place + comparedSamples};
    std::vector<std::byte> near;
    std::vector<std::byte> far;
    return reader.readAnew(compared, preroll, near) && reader.readAnew(compared, farPreroll, far) && near == far;
}

} // namespace

SoundIndexing::SoundIndexing(std::unique_ptr<PacketScan> scan, std::shared_ptr<const ByteSource> bytes,
                             IndexStore store)
    : m_store(std::move(store)), m_bytes(std::move(bytes)), m_traits(scan->traits()), m_scan(std::move(scan)),
      m_claim(lengthClaim(m_scan->input().format(), m_scan->input().stream(), m_scan->index()->format().sampleRate)),
      m_index(m_scan->index())
{ }

bool SoundIndexing::isWorthTrying(const AvInput& input)
{
    const int rate = input.stream().codecpar->sample_rate;
    if (rate <= 0 || !codingTraitsOf(input))
        return false;
    const std::int64_t claimed = lengthClaim(input.format(), input.stream(), rate).samples;
    return claimed > 0 ? claimed >= leastSeconds * rate : input.bytes().size() >= leastBytes;
}

std::unique_ptr<SoundIndexing> SoundIndexing::start(std::unique_ptr<AvInput> input, const IndexStore& store)
{
    const std::optional<CodingTraits> traits = codingTraitsOf(*input);
    if (!traits)
        return nullptr;
    std::shared_ptr<const ByteSource> bytes = input->sharedBytes();
    const IndexStore::Finding kept = store.find(*bytes, traits->track);
    if (std::holds_alternative<NotIndexable>(kept))
        return nullptr;
    std::unique_ptr<PacketScan> scan = PacketScan::begin(std::move(input), *traits);
    if (!scan)
        return nullptr;
    std::unique_ptr<SoundIndexing> indexing(new SoundIndexing(std::move(scan), std::move(bytes), store));
    if (const auto* const content = std::get_if<IndexContent>(&kept))
        indexing->useKept(*content);
    indexing->makeSource();
    return indexing;
}

/// Takes an index from an earlier opening, if it is one of this very sound.
void SoundIndexing::useKept(const IndexContent& content)
{
    const PacketIndex& index = *m_index;
    if (content.format == index.format() && content.rawBegin == index.rawBegin()
        && content.samplesOfPacket == index.samplesOfPacket())
        m_index = std::make_shared<PacketIndex>(content);
}

void SoundIndexing::makeSource()
{
    const FrameFormat& format = m_index->format();
    m_source = std::make_shared<IndexedSource>(describe(m_scan->input(), format, m_index->rawBegin()), m_bytes, m_index,
                                               m_traits, m_scan->takeHead(),
                                               m_claim.believable(format.sampleRate, m_bytes->size()));
    if (m_index->length().rawSamples < 0)
        return;
    m_scan.reset();
    m_source->growTo(sampleCount());
    m_source->complete();
}

void SoundIndexing::finish(const std::stop_token& stop) noexcept
{
    try {
        if (m_scan)
            lookThrough(stop);
        if (m_decoding || m_source->waitsForDecoding())
            decodeWhole(stop);
    } catch (...) { // only memory can be short here
        m_source->post(
            {.kind = SoundNotice::Kind::ReadError, .count = m_source->availableSamples(), .errorNumber = ENOMEM});
        m_source->complete();
    }
}

void SoundIndexing::lookThrough(const std::stop_token& stop)
{
    m_scan->input().decodeUntil(stop);
    while (m_scan) {
        bool good = true;
        switch (m_scan->next()) {
        case PacketScan::Step::Packet:
            good = grow(stop);
            break;
        case PacketScan::Step::End:
            good = conclude(stop);
            break;
        case PacketScan::Step::Stopped:
            return;
        case PacketScan::Step::Doubt:
            good = false;
            break;
        }
        if (stop.stop_requested())
            return;
        if (good)
            continue;
        m_scan.reset();
        m_source->startOver();
        // Where the file could not be read as it is, that may be different the next time.
        if (isWorthKeeping() && m_bytes->firstError() == 0 && !m_failedToOpen)
            m_store.keep(*m_bytes, NotIndexable{}, m_traits.track);
    }
}

/// Makes readable what was looked through, a little behind it, as what is cut off at the end is seen only there. Before
/// that, entering on the way is tried once; where that proves little, everything waits for the trials at the end.
bool SoundIndexing::grow(const std::stop_token& stop)
{
    const std::int64_t raw = m_scan->rawSamples();
    const std::int64_t second = m_index->format().sampleRate;
    if (!m_traits.isExact || raw < std::max(m_growAt, secondsBeforeGrowth * second))
        return true;
    m_growAt = raw + second;
    if (!m_growing) {
        m_index->setPreroll(m_scan->preroll());
        const std::unique_ptr<PacketReader> reader = openReader(stop);
        const std::array places{2 * second, 4 * second};
        if (!reader || !entersWell(*reader, places))
            return false;
        m_growing = true;
    }
    m_source->growTo(raw - second - m_index->rawBegin());
    return true;
}

/// All packets were looked at: measures how long the sound really is and tries entering it everywhere.
bool SoundIndexing::conclude(const std::stop_token& stop)
{
    if (std::string_view(m_scan->input().format().iformat->name) == "ogg" && !oggEndsWhole(*m_bytes))
        return false;
    const std::unique_ptr<PacketReader> reader = openReader(stop);
    if (!reader || !measureLength(*reader))
        return false;
    std::vector<std::int64_t> places;
    const std::int64_t room = m_index->length().rawSamples - comparedSamples;
    for (int i = 0; i < m_traits.checks; ++i)
        places.push_back(m_index->rawBegin() + (room - m_index->rawBegin()) * (i + 1) / m_traits.checks);
    m_index->setPreroll(std::max(m_index->preroll(), m_scan->preroll()));
    if (room <= m_index->rawBegin() || !entersWell(*reader, places))
        return false;
    m_source->growTo(sampleCount());
    m_source->complete();
    m_scan.reset();
    if (isWorthKeeping())
        m_store.keep(*m_bytes, m_index->content(), m_traits.track);
    return true;
}

/// Decodes the end, which alone tells how many samples the last packet gives.
bool SoundIndexing::measureLength(PacketReader& reader)
{
    const std::int64_t byClock = m_scan->rawSamples();
    const std::int64_t raw = reader.decodeToEnd(std::max<std::int64_t>(0, byClock - m_index->format().sampleRate));
    const std::int64_t padded = m_scan->rawEnd();
    if (raw < 0 || raw > byClock || (padded >= 0 && raw != byClock))
        return false;
    m_index->setLength({.rawSamples = raw, .rawEnd = padded >= 0 ? padded : raw});
    return !m_claim.isBelied(sampleCount()) && sampleCount() >= m_source->availableSamples();
}

/// Where the preroll that is needed is not known, the first that does everywhere is doubled and taken.
bool SoundIndexing::entersWell(PacketReader& reader, std::span<const std::int64_t> places)
{
    const int second = m_index->format().sampleRate;
    const int least = m_index->preroll();
    const auto isEnough = [&](int preroll) {
        return std::ranges::all_of(
            places, [&](std::int64_t place) { return entersWellAt(place, preroll, preroll + 4 * second, reader); });
    };
    if (m_traits.isExact)
        return isEnough(least);
    for (const int preroll : {least, second, 4 * second})
        if (isEnough(preroll)) {
            m_index->setPreroll(2 * preroll);
            return true;
        }
    return false;
}

std::unique_ptr<PacketReader> SoundIndexing::openReader(const std::stop_token& stop)
{
    std::unique_ptr<PacketReader> reader = PacketReader::open(m_bytes, m_index, m_traits, stop);
    m_failedToOpen = reader == nullptr;
    return reader;
}

std::int64_t SoundIndexing::sampleCount() const
{
    return m_index->length().rawEnd - m_index->rawBegin();
}

bool SoundIndexing::isWorthKeeping() const
{
    return m_claim.samples >= leastSecondsToKeep * m_index->format().sampleRate;
}

void SoundIndexing::decodeWhole(const std::stop_token& stop)
{
    if (!m_decoding) {
        auto input = AvInput::open(m_bytes, stop, m_traits.track);
        auto decoding = input ? SoundDecoding::start(std::move(input).value(), stop)
                              : Result<std::unique_ptr<SoundDecoding>, OpenFault>(input.fault());
        if (!decoding) {
            if (decoding.fault().kind == OpenFault::Kind::Stopped)
                return;
            const bool noRoom = decoding.fault().kind == OpenFault::Kind::CannotCache;
            m_source->post({.kind = noRoom ? SoundNotice::Kind::CacheFull : SoundNotice::Kind::ReadError,
                            .count = m_source->availableSamples(),
                            .errorNumber = decoding.fault().errorNumber});
            m_source->complete();
            return;
        }
        m_decoding = std::move(decoding).value();
        m_source->decodeInstead(m_decoding->source());
    }
    m_decoding->finish(stop);
}

} // namespace gabor
