// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/avframes.h"
#include "core/audio/flacdecoder.h"
#include "core/audio/flacsilence.h"

namespace gabor {

/// Decodes the packets of a stream, by whatever gives the same samples in the least time. For one thread.
class PacketDecoder
{
public:
    /// Null when no decoder accepts the header of @p stream, or there is none.
    static std::unique_ptr<PacketDecoder> open(const AVStream& stream, Trimming trimming);

    /// Hands over the next packet; null: there is none. All frames of those before have to be received first.
    /// @return 0 or a negative AVERROR
    int send(const AVPacket* packet);
    /// Whether @p other takes a packet that was refused, and decodes those behind it, too.
    bool resend(const AVPacket& packet, AvPointer<AVCodecContext> other);
    /// The next frame of what was handed over, until the next call: 0, AVERROR(EAGAIN) when another packet has to be
    /// handed over first, AVERROR_EOF behind the end, or another negative AVERROR.
    int receive(AVFrame& frame);
    /// Forgets what was handed over, to go on elsewhere.
    void flush();

private:
    PacketDecoder(const AVStream& stream, AvPointer<AVCodecContext> codec);

    /// Who has frames that were not yet received. The library need not hear of packets that others take.
    enum class Turn { Library, Silence, Flac, Nobody };

    AvPointer<AVCodecContext> m_codec;
    std::unique_ptr<FlacDecoder> m_flac;
    FlacSilence m_silence;
    Turn m_turn = Turn::Library;
    std::optional<FrameFormat> m_format; ///< of the last frame
    int m_silentSamples = 0;
    std::vector<std::byte> m_zeros;
};

} // namespace gabor
