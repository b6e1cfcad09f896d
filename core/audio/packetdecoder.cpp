// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/packetdecoder.h"

#include "core/audio/avlibrary.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace gabor {

PacketDecoder::PacketDecoder(const AVStream& stream, AvPointer<AVCodecContext> codec)
    : m_codec(std::move(codec)), m_flac(FlacDecoder::open(stream)), m_silence(stream)
{ }

std::unique_ptr<PacketDecoder> PacketDecoder::open(const AVStream& stream, Trimming trimming)
{
    AvPointer<AVCodecContext> codec = openCodec(stream, trimming);
    if (!codec)
        return nullptr;
    return std::unique_ptr<PacketDecoder>(new PacketDecoder(stream, std::move(codec)));
}

int PacketDecoder::send(const AVPacket* packet)
{
    m_silentSamples = packet ? m_silence.samplesIn(*packet) : 0;
    if (m_silentSamples > 0)
        m_turn = Turn::Silence;
    else if (packet && m_flac && m_flac->decode(*packet))
        m_turn = Turn::Flac;
    else
        m_turn = Turn::Library;
    return m_turn == Turn::Library ? avcodec_send_packet(m_codec.get(), packet) : 0;
}

bool PacketDecoder::resend(const AVPacket& packet, AvPointer<AVCodecContext> other)
{
    if (avcodec_send_packet(other.get(), &packet) != 0)
        return false;
    m_codec = std::move(other);
    m_turn = Turn::Library;
    return true;
}

int PacketDecoder::receive(AVFrame& frame)
{
    switch (m_turn) {
    case Turn::Nobody:
        av_frame_unref(&frame);
        return AVERROR(EAGAIN);
    case Turn::Silence:
        m_turn = Turn::Nobody;
        m_zeros.resize(static_cast<std::size_t>(m_silentSamples * layoutOf(*m_format).blockBytes()));
        lendSamples(*m_format, m_silentSamples, m_zeros.data(), frame);
        return 0;
    case Turn::Flac:
        m_turn = Turn::Nobody;
        m_flac->give(frame);
        break;
    case Turn::Library:
        if (const int result = avcodec_receive_frame(m_codec.get(), &frame); result != 0)
            return result;
        break;
    }
    m_silence.learn(frame);
    m_format = formatOf(frame);
    return 0;
}

void PacketDecoder::flush()
{
    avcodec_flush_buffers(m_codec.get());
    m_turn = Turn::Library;
}

} // namespace gabor
