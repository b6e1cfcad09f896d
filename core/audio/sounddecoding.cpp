// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/sounddecoding.h"

#include "core/audio/avnames.h"
#include "core/audio/avtracks.h"
#include "core/audio/metadata/avmetadata.h"
#include "core/audio/metadata/chunkmetadata.h"
#include "core/audio/oggtail.h"
#include "core/audio/pcmlayout.h"

#include <algorithm>
#include <cerrno>
#include <limits>
#include <string_view>
#include <utility>

extern "C" {
#include <libavformat/avformat.h>
}

namespace gabor {

namespace {

constexpr std::int64_t samplesAtOpening = 1 << 15;
constexpr std::size_t pendingBytes = 256 * 1024;
constexpr int oddFramesThatAreAChange = 4;

/// All that the file says besides the sound, from whoever can read it.
SoundMetadata metadataOf(const AvInput& input, int sampleRate)
{
    HeaderReader header(input.bytes(), input.stop());
    SoundMetadata metadata = chunkMetadata(header).metadata;
    addAvMetadata(input.format(), input.stream(), sampleRate, metadata);
    return metadata;
}

} // namespace

SoundDescription describe(const AvInput& input, const FrameFormat& format, std::int64_t cutOff)
{
    std::vector<SoundTrack> tracks = tracksOf(input.format());
    const std::optional<int> track = tracks.size() > 1 ? std::optional(input.track()) : std::nullopt;
    return {.path = input.bytes().path(),
            .container = containerName(input.format(), input.bytes()),
            .encoding = encodingName(*input.stream().codecpar),
            .sampleRate = static_cast<double>(format.sampleRate),
            .channelCount = format.channelCount,
            .file = input.bytes().identity(),
            .reading = {.track = track, .raw = {}},
            .tracks = std::move(tracks),
            .delay = encoderDelayOf(input.stream(), cutOff),
            .metadata = metadataOf(input, format.sampleRate)};
}

SoundDecoding::SoundDecoding(std::unique_ptr<AvDecoder> decoder, FrameFormat format)
    : m_decoder(std::move(decoder)), m_format(format),
      m_claim(lengthClaim(m_decoder->input().format(), m_decoder->input().stream(), format.sampleRate)),
      m_statedEnd(m_decoder->statedLength())
{ }

Result<std::unique_ptr<SoundDecoding>, OpenFault> SoundDecoding::start(std::unique_ptr<AvInput> opened,
                                                                       const std::stop_token& stop)
{
    auto openedDecoder = AvDecoder::open(std::move(opened));
    if (!openedDecoder)
        return openedDecoder.fault();
    std::unique_ptr<AvDecoder> decoder = std::move(openedDecoder).value();
    const AvInput& input = decoder->input();

    if (decoder->next() != AvDecoder::Step::Frame)
        return input.fault(OpenFault::Kind::NoAudio);
    const std::optional<FrameFormat> format = decoder->frameFormat();
    if (!format || !isSaneFormat(format->sampleRate, format->channelCount))
        return input.fault(OpenFault::Kind::BadFormat);
    auto cache = DecodeCache::create();
    if (!cache)
        return OpenFault{OpenFault::Kind::CannotCache, input.bytes().path(), cache.fault(), {}};

    SoundDescription description = describe(input, *format, decoder->delay());
    std::unique_ptr<SoundDecoding> decoding(new SoundDecoding(std::move(decoder), *format));
    const std::int64_t length =
        decoding->m_claim.believable(description.sampleRate, decoding->m_decoder->input().bytes().size());
    decoding->m_source =
        std::make_shared<CodedSource>(std::move(description), layoutOf(*format), std::move(cache).value(), length);
    decoding->takeFrame();
    decoding->decodeUpTo(samplesAtOpening);
    if (stop.stop_requested())
        return decoding->m_decoder->input().fault(OpenFault::Kind::Stopped);
    if (decoding->m_finished && decoding->m_source->availableSamples() == 0)
        for (const SoundNotice& notice : decoding->m_source->notices())
            if (notice.kind == SoundNotice::Kind::CacheFull)
                return OpenFault{
                    OpenFault::Kind::CannotCache, decoding->m_source->description().path, notice.errorNumber, {}};
    return decoding;
}

void SoundDecoding::finish(const std::stop_token& stop) noexcept
{
    try {
        m_decoder->input().decodeUntil(stop);
        decodeUpTo(std::numeric_limits<std::int64_t>::max());
    } catch (...) { // only memory can be short here
        endAt(SoundNotice::Kind::ReadError, ENOMEM);
    }
}

/// Goes on until the source has @p sampleCount samples or more, the sound ends, or it is stopped.
void SoundDecoding::decodeUpTo(std::int64_t sampleCount)
{
    while (!m_finished) {
        const bool enough = samplesSoFar() >= sampleCount;
        if ((enough || m_pending.size() >= pendingBytes) && !flush())
            return;
        if (enough)
            return;
        switch (m_frameWaits ? AvDecoder::Step::Frame : m_decoder->next()) {
        case AvDecoder::Step::Frame:
            takeFrame();
            if (m_frameWaits) {
                if (!m_finished)
                    flush();
                return;
            }
            break;
        case AvDecoder::Step::End:
            if (flush())
                end();
            break;
        case AvDecoder::Step::Interrupted:
            flush();
            return;
        }
    }
}

/// Appends the frame, if it is of the sound's format. A single odd one is damage, such as a turned bit in the header of
/// an MP3 frame; several in a row are another sound. The frame waits when it is interrupted.
void SoundDecoding::takeFrame()
{
    if (!std::exchange(m_frameWaits, true))
        noteMissing(m_decoder->missingBefore());
    if (m_decoder->frameFormat() == m_format) {
        if (!appendSilence())
            return;
        if (m_statedEnd && samplesSoFar() >= m_statedEnd->samples + m_statedEnd->mostBehind)
            m_statedEnd.reset(); // more comes behind it than padding
        m_decoder->appendFrame(m_pending);
        m_oddFrames += std::exchange(m_oddFramesInARow, 0);
    } else {
        noteMissing(m_decoder->frameSamples());
        if (++m_oddFramesInARow >= oddFramesThatAreAChange && flush())
            endAt(SoundNotice::Kind::FormatChanges);
    }
    m_frameWaits = false;
}

/// Silence is due for that many samples, so that the sound behind stays in its place. More than the file can have is not
/// believed: what it claims, as long as that is not a guess or proved wrong.
void SoundDecoding::noteMissing(std::int64_t sampleCount)
{
    if (sampleCount == 0)
        return;
    const std::int64_t fileBytes = m_decoder->input().bytes().size();
    const std::int64_t claimed = m_claim.isEstimate ? 0 : m_claim.believable(m_format.sampleRate, fileBytes);
    const std::int64_t so = samplesSoFar() + m_missing;
    const std::int64_t most = claimed > 0 && so <= claimed + m_claim.tolerance
        ? claimed + m_claim.tolerance
        : LengthClaim::mostBelievable(m_format.sampleRate, fileBytes);
    if (sampleCount > most - so) {
        ++m_unbelievedGaps;
        return;
    }
    m_missing += sampleCount;
    m_silenced += sampleCount;
}

/// Appends all silence that is due. False when it was interrupted, or there is no room and the sound at its end.
bool SoundDecoding::appendSilence()
{
    const int blockBytes = layoutOf(m_format).blockBytes();
    const auto zero = m_format.sample == SampleFormat::Unsigned8 ? std::byte{0x80} : std::byte{0};
    const auto most = static_cast<std::int64_t>(pendingBytes) / blockBytes + 1;
    while (m_missing > 0) {
        const std::int64_t count = std::min(m_missing, most);
        m_pending.insert(m_pending.end(), static_cast<std::size_t>(count * blockBytes), zero);
        m_missing -= count;
        if (m_missing > 0 && (!flush() || m_decoder->input().interrupted()))
            return false;
    }
    return true;
}

std::int64_t SoundDecoding::samplesSoFar() const
{
    return m_source->availableSamples() + static_cast<std::int64_t>(m_pending.size()) / layoutOf(m_format).blockBytes();
}

/// Moves what is pending into the source, but for what may lie behind the end. False, and the sound at its end, when there
/// is no room.
bool SoundDecoding::flush()
{
    std::size_t count = m_pending.size();
    if (m_statedEnd) {
        const std::int64_t room = std::max<std::int64_t>(0, m_statedEnd->samples - m_source->availableSamples());
        count =
            std::min(count, static_cast<std::size_t>(std::min(room, samplesSoFar()) * layoutOf(m_format).blockBytes()));
    }
    if (const int errorNumber = m_source->append(std::span(m_pending).first(count))) {
        endAt(SoundNotice::Kind::CacheFull, errorNumber);
        return false;
    }
    m_pending.erase(m_pending.begin(), m_pending.begin() + static_cast<std::ptrdiff_t>(count));
    return true;
}

/// The decoder has come to its end: says what was not as the file promised.
void SoundDecoding::end()
{
    const AvInput& input = m_decoder->input();
    const std::int64_t count = m_source->availableSamples();
    const bool isOgg = std::string_view(input.format().iformat->name) == "ogg";
    if (const int errorNumber = input.bytes().firstError())
        m_source->post({.kind = SoundNotice::Kind::ReadError, .count = count, .errorNumber = errorNumber});
    else if (m_decoder->lastPacketCut() || (isOgg && !oggEndsWhole(input.bytes())))
        m_source->post({.kind = SoundNotice::Kind::CutOff, .count = count});
    // A claim may leave out what was lost at the beginning.
    if (m_claim.isBelied(count) && (m_silenced == 0 || m_claim.isBelied(count - m_silenced)))
        m_source->post({.kind = SoundNotice::Kind::LengthDiffers, .count = count});
    // The library ends at another encoding in an Ogg file, which some broadcasts go on with.
    if (m_oddFramesInARow > 0 || (isOgg && m_decoder->endedEarly()))
        m_source->post({.kind = SoundNotice::Kind::FormatChanges, .count = count});
    const int leftOut = input.gaveUp() ? 1 : 0;
    const std::int64_t unplaced = m_decoder->unplacedErrorCount() + m_unbelievedGaps + leftOut;
    const std::int64_t errors = m_silenced > 0 ? unplaced : m_decoder->errorCount() + m_oddFrames + leftOut;
    if (m_silenced > 0)
        m_source->post(
            {.kind = m_decoder->hasEstimated() ? SoundNotice::Kind::EstimatedDamage : SoundNotice::Kind::SilentDamage,
             .count = m_silenced});
    if (errors > 0)
        m_source->post({.kind = SoundNotice::Kind::DamagedData, .count = errors});
    m_finished = true;
    m_source->complete();
}

/// The sound ends here, though the decoder could go on.
void SoundDecoding::endAt(SoundNotice::Kind kind, int errorNumber)
{
    m_source->post({.kind = kind, .count = m_source->availableSamples(), .errorNumber = errorNumber});
    m_finished = true;
    m_source->complete();
}

} // namespace gabor
