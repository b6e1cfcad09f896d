// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/avinput.h"

#include "core/audio/avlibrary.h"
#include "core/audio/avnames.h"
#include "core/audio/avtracks.h"
#include "core/audio/strangers.h"
#include "core/audio/trailingtags.h"

#include <algorithm>
#include <cerrno>
#include <mutex>
#include <new>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/avstring.h>
}

namespace gabor {

namespace {

// Containers of sound, alone or beside pictures. Nothing that names other files (concat, hls, dash, sdp, image2), no
// devices, no raw AMR, which takes any text for speech.
constexpr const char* containers =
    "aac,ac3,adx,aiff,amr,ape,asf,au,avi,caf,dsf,dts,dtshd,eac3,flac,flv,iff,ircam,loas,matroska,mlp,mov,mp3,mpc,mpc8,"
    "mpeg,mpegts,mxf,nistsphere,nut,ogg,oma,qcp,rm,sox,tak,truehd,tta,voc,w64,wav,wtv,wv,xwma";

constexpr int ioBufferBytes = 64 * 1024;
constexpr int probeBytes = 5'000'000;
constexpr std::int64_t analyzeMicroseconds = 5'000'000;
constexpr unsigned maximumStreams = 64;
constexpr int mostFlacBitsOfLibrary = 24; ///< in whose packets FFmpeg 5 believes

void silenceLibrary()
{
    // A damaged file can draw a hundred thousand lines, which take longer than the decoding.
    static std::once_flag once;
    std::call_once(once, [] { av_log_set_callback([](void*, int, const char*, va_list) {}); });
}

/// Index of the best sound stream of those that can be decoded or, when none can be, of all. There is one.
int bestStream(AVFormatContext* format)
{
    const AVCodec* decoder = nullptr; // asking for it leaves out what there is none for
    const int decodable = av_find_best_stream(format, AVMEDIA_TYPE_AUDIO, -1, -1, &decoder, 0);
    return decodable >= 0 ? decodable : soundStreamsOf(*format).front()->index;
}

/// Of an encoding without a decoder; empty where the container has no name for it either.
std::string nameIfKnown(const AVCodecParameters& parameters)
{
    const bool isKnown = parameters.codec_id != AV_CODEC_ID_NONE || parameters.codec_tag != 0;
    return isKnown ? encodingName(parameters) : std::string();
}

bool isFlacFile(const AVFormatContext& format)
{
    return std::string_view(format.iformat->name) == "flac";
}

/// Bits of a sample, as the header of a FLAC file says; 0 where there is none. Source: RFC 9639, section 8.2.
int flacBitsOf(const AVCodecParameters& coding)
{
    constexpr int place = 12;
    if (coding.extradata_size <= place + 1)
        return 0;
    const unsigned bits = (coding.extradata[place] & 1U) << 4U | coding.extradata[place + 1] >> 4U;
    return static_cast<int>(bits) + 1;
}

/// Files that name other files do not get them.
int refuseToOpen(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**)
{
    return AVERROR(EPERM);
}

} // namespace

AvInput::AvInput(std::shared_ptr<const ByteSource> bytes, const std::stop_token& stop, Deadline deadline)
    : m_bytes(std::move(bytes)), m_stop(stop), m_deadline(deadline), m_end(m_bytes->size())
{ }

AvInput::~AvInput()
{
    avformat_close_input(&m_format);
    if (m_io)
        av_freep(&m_io->buffer); // may no longer be the one that we gave
    avio_context_free(&m_io);
}

Result<std::unique_ptr<AvInput>, OpenFault> AvInput::open(std::shared_ptr<const ByteSource> bytes,
                                                          const std::stop_token& stop, std::optional<int> track,
                                                          Deadline deadline)
{
    if (std::optional<std::string> why = avLibraryFault())
        return OpenFault{.kind = OpenFault::Kind::NoLibrary, .path = bytes->path(), .detail = *std::move(why)};
    silenceLibrary();
    std::unique_ptr<AvInput> input(new AvInput(std::move(bytes), stop, deadline));
    if (std::optional<OpenFault> fault = input->openContainer())
        return *std::move(fault);
    if (std::optional<OpenFault> fault = input->pickStream(track))
        return *std::move(fault);
    return input;
}

std::optional<OpenFault> AvInput::openContainer()
{
    auto* const buffer = static_cast<unsigned char*>(av_malloc(ioBufferBytes));
    m_io = buffer ? avio_alloc_context(buffer, ioBufferBytes, 0, this, readBytes, nullptr, seek) : nullptr;
    if (!m_io) {
        av_free(buffer);
        throw std::bad_alloc();
    }
    HeaderReader reader(*m_bytes, m_stop);
    if (isStranger(reader))
        return fault(OpenFault::Kind::NotSound);
    const AVInputFormat* container = nullptr;
    const int score = av_probe_input_buffer2(m_io, &container, "", nullptr, 0, probeBytes);
    if (score == AVERROR(ENOMEM)) // where what is asked for is bounded, so that the file has no say in it
        throw std::bad_alloc();
    if (score < 0 || !container || av_match_list(container->name, containers, ',') <= 0)
        return fault(OpenFault::Kind::NotSound);

    m_format = avformat_alloc_context();
    if (!m_format)
        throw std::bad_alloc();
    m_format->pb = m_io;
    m_format->flags |= AVFMT_FLAG_CUSTOM_IO;
    m_format->io_open = refuseToOpen;
    m_format->interrupt_callback = {[](void* self) { return static_cast<AvInput*>(self)->interrupted() ? 1 : 0; },
                                    this};
    m_format->probesize = probeBytes;
    m_format->max_analyze_duration = analyzeMicroseconds;
    m_format->max_streams = maximumStreams;
    m_format->format_whitelist = av_strdup(containers); // also for a container within this one
    m_format->protocol_whitelist = av_strdup("none");
    // On failure this frees and clears m_format.
    const int result = avformat_open_input(&m_format, "", container, nullptr);
    if (result < 0)
        return fault(result == AVERROR_PATCHWELCOME ? OpenFault::Kind::UnknownEncoding : OpenFault::Kind::NoAudio);
    m_firstPacketByte = m_io->pos - (m_io->buf_end - m_io->buf_ptr);
    endAt(trailingTagsBegin(reader));
    constexpr const char* bare = "aac,ac3,adx,amr,dts,dtshd,eac3,flac,loas,mlp,mp3,truehd";
    m_fruitless.emplace(av_match_list(container->name, bare, ',') > 0);
    return std::nullopt;
}

/// The library has read the tags by now, and shall not take them for sound.
void AvInput::endAt(std::int64_t byte)
{
    m_end = byte;
    const std::int64_t behind = std::clamp<std::int64_t>(m_io->pos - byte, 0, m_io->buf_end - m_io->buf_ptr);
    m_io->buf_end -= behind; // what it has read ahead
    m_io->pos -= behind;
    m_position = m_io->pos;
}

std::optional<OpenFault> AvInput::pickStream(std::optional<int> track)
{
    for (AVStream* const stream :
         std::span(m_format->streams, m_format->nb_streams)) // or the first pictures are decoded only to describe them
        if (stream->codecpar->codec_type != AVMEDIA_TYPE_AUDIO
            && stream->codecpar->codec_type != AVMEDIA_TYPE_UNKNOWN) // of which a transport stream says too little
            stream->discard = AVDISCARD_ALL;
    if (avformat_find_stream_info(m_format, nullptr) < 0)
        return fault(OpenFault::Kind::NoAudio);
    if (interrupted())
        return fault(OpenFault::Kind::CannotRead);
    const std::vector<const AVStream*> tracks = soundStreamsOf(*m_format);
    if (tracks.empty())
        return fault(OpenFault::Kind::NoAudio);
    if (track && (*track < 0 || *track >= std::ssize(tracks))) {
        OpenFault missing = fault(OpenFault::Kind::NoSuchTrack);
        missing.trackCount = static_cast<int>(tracks.size());
        return missing;
    }
    m_stream = m_format->streams[track ? tracks[static_cast<std::size_t>(*track)]->index : bestStream(m_format)];
    if (!avcodec_find_decoder(m_stream->codecpar->codec_id))
        return fault(OpenFault::Kind::UnknownEncoding, nameIfKnown(*m_stream->codecpar));
    for (AVStream* const stream : std::span(m_format->streams, m_format->nb_streams)) // more may have turned up
        if (stream != m_stream)
            stream->discard = AVDISCARD_ALL;
    if (av_match_list(m_format->iformat->name, "mp3,ac3,eac3,dts", ',') > 0)
        m_evenPackets.emplace();
    if (isFlacFile(*m_format) && flacBitsOf(*m_stream->codecpar) > mostFlacBitsOfLibrary)
        findFramesFrom(m_firstPacketByte);
    HeaderReader reader(*m_bytes, m_stop);
    m_padding = statedPaddingOf(*m_format, *m_stream, reader, this->track());
    return std::nullopt;
}

int AvInput::track() const
{
    const std::vector<const AVStream*> tracks = soundStreamsOf(*m_format);
    return static_cast<int>(std::ranges::find(tracks, m_stream) - tracks.begin());
}

int AvInput::readPacket(AVPacket& packet)
{
    if (m_flacPackets) {
        const int result = interrupted() ? AVERROR_EXIT : m_flacPackets->next(packet);
        if (result == 0)
            packet.stream_index = m_stream->index;
        return result;
    }
    while (!interrupted()) {
        const int result = av_read_frame(m_format, &packet);
        if (result >= 0)
            m_fruitless->packetCame();
        if (result >= 0 && packet.stream_index == m_stream->index) {
            markPadding(m_padding, packet);
            if (m_evenPackets)
                m_evenPackets->markIfCut(packet, m_end);
        }
        if (result < 0 || packet.stream_index == m_stream->index)
            return result;
        av_packet_unref(&packet); // of a stream that turned up late
    }
    return AVERROR_EXIT;
}

void AvInput::forgetPlaces()
{
    m_format->max_index_size = 0;
}

void AvInput::findFramesFrom(std::int64_t byte)
{
    if (isFlacFile(*m_format))
        m_flacPackets = std::make_unique<FlacPackets>(m_bytes, byte, m_end);
}

bool AvInput::seekToByte(std::int64_t offset)
{
    if (m_flacPackets) {
        m_flacPackets->seek(offset);
        return true;
    }
    return av_seek_frame(m_format, m_stream->index, offset, AVSEEK_FLAG_BYTE) >= 0;
}

bool AvInput::seekToTime(std::int64_t time)
{
    return av_seek_frame(m_format, m_stream->index, time, AVSEEK_FLAG_BACKWARD) >= 0;
}

void AvInput::decodeUntil(const std::stop_token& stop)
{
    m_stop = stop;
    m_deadline = Deadline::max();
}

bool AvInput::interrupted() const
{
    return m_stop.stop_requested() || std::chrono::steady_clock::now() > m_deadline;
}

OpenFault AvInput::fault(OpenFault::Kind kind, std::string detail) const
{
    int errorNumber = 0;
    if (m_stop.stop_requested())
        kind = OpenFault::Kind::Stopped;
    else if ((errorNumber = m_bytes->firstError()) != 0)
        kind = OpenFault::Kind::CannotRead;
    else if (interrupted()) {
        kind = OpenFault::Kind::CannotRead;
        errorNumber = ETIMEDOUT;
    }
    return {.kind = kind, .path = m_bytes->path(), .errorNumber = errorNumber, .detail = std::move(detail)};
}

int AvInput::readBytes(void* self, unsigned char* out, int size)
{
    auto& input = *static_cast<AvInput*>(self);
    if (input.interrupted())
        return AVERROR_EXIT;
    const auto count = static_cast<std::size_t>(std::clamp<std::int64_t>(input.m_end - input.m_position, 0, size));
    const BytesRead done = input.m_bytes->read(input.m_position, std::as_writable_bytes(std::span(out, count)));
    if (input.m_fruitless && !input.m_fruitless->goesOn(input.m_position, std::as_bytes(std::span(out, done.count)))) {
        input.m_end = input.m_fruitless->begin();
        input.m_gaveUp = true;
        return AVERROR_EOF;
    }
    input.m_position += static_cast<std::int64_t>(done.count);
    if (done.count > 0)
        return static_cast<int>(done.count);
    return done.errorNumber != 0 ? AVERROR(done.errorNumber) : AVERROR_EOF;
}

std::int64_t AvInput::seek(void* self, std::int64_t offset, int whence)
{
    auto& input = *static_cast<AvInput*>(self);
    const std::int64_t size = input.m_bytes->size();
    std::int64_t target = 0;
    switch (whence & ~AVSEEK_FORCE) {
    case AVSEEK_SIZE:
        return size;
    case SEEK_SET:
        target = offset;
        break;
    case SEEK_CUR:
        if (__builtin_add_overflow(input.m_position, offset, &target))
            return AVERROR(EINVAL);
        break;
    case SEEK_END:
        if (__builtin_add_overflow(size, offset, &target))
            return AVERROR(EINVAL);
        break;
    default:
        return AVERROR(EINVAL);
    }
    if (target < 0)
        return AVERROR(EINVAL);
    return input.m_position = target;
}

} // namespace gabor
