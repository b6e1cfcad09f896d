// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/flacdecoder.h"

#include "core/audio/avframes.h"
#include "core/audio/avlibrary.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <new>
#include <vector>

extern "C" {
#include <FLAC/stream_decoder.h>
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace gabor {

namespace {

constinit const LateLibrary flac(GABOR_LIBFLAC);
GABOR_LATE(flac, FLAC__stream_decoder_new);
GABOR_LATE(flac, FLAC__stream_decoder_delete);
GABOR_LATE(flac, FLAC__stream_decoder_init_stream);
GABOR_LATE(flac, FLAC__stream_decoder_process_until_end_of_metadata);
GABOR_LATE(flac, FLAC__stream_decoder_process_single);
GABOR_LATE(flac, FLAC__stream_decoder_get_decode_position);
GABOR_LATE(flac, FLAC__stream_decoder_flush);

constexpr std::size_t streamInfoBytes = FLAC__STREAM_METADATA_STREAMINFO_LENGTH;

struct ReleaseDecoder
{
    void operator()(FLAC__StreamDecoder* decoder) const { FLAC__stream_decoder_delete(decoder); }
};

/// FFmpeg moves samples to the top of the smallest word that they fit in.
template <class Word>
void moveToTop(const FLAC__Frame& frame, const FLAC__int32* const* channels, std::vector<std::byte>& out)
{
    const std::size_t count = frame.header.channels;
    const unsigned unused = 8 * sizeof(Word) - frame.header.bits_per_sample;
    out.resize(frame.header.blocksize * count * sizeof(Word));
    for (std::size_t channel = 0; channel < count; ++channel) {
        std::byte* to = out.data() + channel * sizeof(Word);
        const std::span from(channels[channel], frame.header.blocksize);
        for (const FLAC__int32 sample : from) {
            const auto moved = static_cast<Word>(static_cast<std::uint32_t>(sample) << unused);
            std::memcpy(to, &moved, sizeof moved);
            to += count * sizeof(Word);
        }
    }
}

} // namespace

struct FlacDecoder::Library
{
    std::unique_ptr<FLAC__StreamDecoder, ReleaseDecoder> decoder;
    std::span<const std::uint8_t> bytes; ///< that it is given
    std::size_t bytesRead = 0;
    FLAC__StreamMetadata_StreamInfo stream = {}; ///< no sound has no channels
    std::vector<std::byte> samples;              ///< of the frame, those of all channels in turn
    FLAC__FrameHeader frame = {};
    int frameCount = 0; ///< that came of the bytes
    bool failed = false;

    void give(std::span<const std::uint8_t> next)
    {
        bytes = next;
        bytesRead = 0;
        frameCount = 0;
        failed = false;
    }

    /// Whether all bytes that it was given have been used.
    bool isAtEnd() const
    {
        FLAC__uint64 position = 0;
        return FLAC__stream_decoder_get_decode_position(decoder.get(), &position) != 0 && position == bytes.size();
    }

    static FLAC__StreamDecoderReadStatus read(const FLAC__StreamDecoder*, FLAC__byte buffer[], std::size_t* size,
                                              void* self)
    {
        Library& library = *static_cast<Library*>(self);
        const auto rest = library.bytes.subspan(library.bytesRead);
        *size = std::min(*size, rest.size());
        std::copy_n(rest.begin(), *size, buffer);
        library.bytesRead += *size;
        return *size > 0 ? FLAC__STREAM_DECODER_READ_STATUS_CONTINUE : FLAC__STREAM_DECODER_READ_STATUS_END_OF_STREAM;
    }

    static FLAC__StreamDecoderTellStatus tell(const FLAC__StreamDecoder*, FLAC__uint64* position, void* self)
    {
        *position = static_cast<const Library*>(self)->bytesRead;
        return FLAC__STREAM_DECODER_TELL_STATUS_OK;
    }

    static FLAC__StreamDecoderWriteStatus write(const FLAC__StreamDecoder*, const FLAC__Frame* frame,
                                                const FLAC__int32* const channels[], void* self)
    try {
        Library& library = *static_cast<Library*>(self);
        if (frame->header.channels != library.stream.channels
            || frame->header.bits_per_sample != library.stream.bits_per_sample)
            return FLAC__STREAM_DECODER_WRITE_STATUS_ABORT;
        ++library.frameCount;
        library.frame = frame->header;
        if (frame->header.bits_per_sample <= 16)
            moveToTop<std::int16_t>(*frame, channels, library.samples);
        else
            moveToTop<std::int32_t>(*frame, channels, library.samples);
        return FLAC__STREAM_DECODER_WRITE_STATUS_CONTINUE;
    } catch (const std::bad_alloc&) { // must not leave through a library in C
        return FLAC__STREAM_DECODER_WRITE_STATUS_ABORT;
    }

    static void takeStream(const FLAC__StreamDecoder*, const FLAC__StreamMetadata* metadata, void* self)
    {
        if (metadata->type == FLAC__METADATA_TYPE_STREAMINFO)
            static_cast<Library*>(self)->stream = metadata->data.stream_info;
    }

    static void fail(const FLAC__StreamDecoder*, FLAC__StreamDecoderErrorStatus, void* self)
    {
        static_cast<Library*>(self)->failed = true;
    }
};

FlacDecoder::FlacDecoder() : m_library(std::make_unique<Library>()) { }

FlacDecoder::~FlacDecoder() = default;

std::unique_ptr<FlacDecoder> FlacDecoder::open(const AVStream& stream)
{
    const AVCodecParameters& coding = *stream.codecpar;
    if (coding.codec_id != AV_CODEC_ID_FLAC || coding.extradata_size != streamInfoBytes || flac.fault())
        return nullptr;
    std::unique_ptr<FlacDecoder> decoder(new FlacDecoder());
    return decoder->begin({coding.extradata, streamInfoBytes}) ? std::move(decoder) : nullptr;
}

bool FlacDecoder::begin(std::span<const std::uint8_t> streamInfo)
{
    constexpr std::array<std::uint8_t, 8> before = {'f', 'L', 'a', 'C', 0x80, 0, 0, streamInfoBytes};
    // Without the number of all samples, behind which the library would stop, whichever they were: the lower 36 bits of
    // these bytes. Source: RFC 9639, section 8.2.
    constexpr std::size_t sampleCountBegin = 13;
    std::vector<std::uint8_t> head(before.begin(), before.end());
    head.insert(head.end(), streamInfo.begin(), streamInfo.end());
    std::uint8_t* const sampleCount = head.data() + before.size() + sampleCountBegin;
    sampleCount[0] &= 0xF0;
    std::fill_n(sampleCount + 1, 4, std::uint8_t{0});

    Library& library = *m_library;
    library.decoder.reset(FLAC__stream_decoder_new());
    if (!library.decoder)
        throw std::bad_alloc();
    if (FLAC__stream_decoder_init_stream(library.decoder.get(), Library::read, nullptr, Library::tell, nullptr, nullptr,
                                         Library::write, Library::takeStream, Library::fail, m_library.get())
        != FLAC__STREAM_DECODER_INIT_STATUS_OK)
        return false;
    library.give(head);
    const bool isTaken = FLAC__stream_decoder_process_until_end_of_metadata(library.decoder.get()) != 0
        && !library.failed && library.stream.channels > 0 && library.isAtEnd();
    library.give({});
    return isTaken;
}

bool FlacDecoder::decode(const AVPacket& packet)
{
    if (packet.data == nullptr || packet.side_data_elems != 0
        || (packet.flags & (AV_PKT_FLAG_DISCARD | AV_PKT_FLAG_CORRUPT)) != 0)
        return false;
    Library& library = *m_library;
    // What is left of a packet that failed must not count, and where frames are missing the library makes up others.
    FLAC__stream_decoder_flush(library.decoder.get());
    library.give({packet.data, static_cast<std::size_t>(packet.size)});
    return FLAC__stream_decoder_process_single(library.decoder.get()) != 0 && !library.failed && library.frameCount == 1
        && library.isAtEnd();
}

void FlacDecoder::give(AVFrame& frame)
{
    const FLAC__FrameHeader& header = m_library->frame;
    const FrameFormat format = {.sample =
                                    header.bits_per_sample <= 16 ? SampleFormat::Signed16 : SampleFormat::Signed32,
                                .channelCount = static_cast<int>(header.channels),
                                .sampleRate = static_cast<int>(header.sample_rate)};
    lendSamples(format, static_cast<int>(header.blocksize), m_library->samples.data(), frame);
}

} // namespace gabor
