// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/avpointers.h"
#include "core/audio/sampleformat.h"

#include <optional>
#include <vector>

struct AVStream;

namespace gabor {

/// What one decoded frame is made of. The truth about a sound, where headers only claim.
struct FrameFormat
{
    SampleFormat sample = SampleFormat::Float32;
    int channelCount = 0;
    int sampleRate = 0; ///< Hz

    friend bool operator==(const FrameFormat&, const FrameFormat&) = default;
};

/// Samples as frames of @p format give them, from byte 0 on.
InterleavedSamples layoutOf(const FrameFormat& format);

/// Nothing when its numbers cannot be handled.
std::optional<FrameFormat> formatOf(const AVFrame& frame);

/// Appends the samples of a frame, those of all channels in turn, in the machine's byte order.
void appendSamples(const AVFrame& frame, std::vector<std::byte>& out);

/// Makes @p frame one of @p count samples of each channel, those of all channels in turn, which stay the property of
/// somebody else.
void lendSamples(const FrameFormat& format, int count, std::byte* samples, AVFrame& frame);

/// Samples that a container tells to be cut off.
struct Skip
{
    std::int64_t atBegin = 0;
    std::int64_t atEnd = 0;
};
Skip skipOf(const AVPacket& packet);
Skip skipOf(const AVFrame& frame);
/// Takes back that @p packet is to be cut off at its end.
void forgetSkipAtEnd(AVPacket& packet);

/// Whether the decoder cuts off what the file says is encoder delay and padding, or leaves that to its owner.
enum class Trimming { ByDecoder, ByOwner };

/// A decoder for the packets of @p stream; null when it does not accept the stream's header, or there is none.
AvPointer<AVCodecContext> openCodec(const AVStream& stream, Trimming trimming);

} // namespace gabor
