// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/avinput.h"
#include "core/audio/sampleformat.h"

#include <optional>
#include <vector>

struct AVCodecContext;
struct AVFrame;
struct AVPacket;

namespace gabor {

/// What one decoded frame is made of. The truth about a sound, where headers only claim.
struct FrameFormat
{
    SampleFormat sample = SampleFormat::Float32;
    int channelCount = 0;
    int sampleRate = 0; ///< Hz

    friend bool operator==(const FrameFormat&, const FrameFormat&) = default;
};

/// Decodes the sound stream of an input from its beginning to its end. Encoder delay and padding are cut off as far as
/// the file tells of them. For one thread.
class AvDecoder
{
public:
    /// Faults: UnknownEncoding, NoAudio (a decoder that does not accept its header).
    static Result<std::unique_ptr<AvDecoder>, OpenFault> open(std::unique_ptr<AvInput> input);
    AvDecoder(const AvDecoder&) = delete;
    AvDecoder& operator=(const AvDecoder&) = delete;
    ~AvDecoder();

    AvInput& input() { return *m_input; }

    enum class Step { Frame, End, Interrupted };
    /// Goes on to the next frame that has samples. What cannot be decoded is skipped and counted.
    Step next();

    /// Format of the frame; nothing when its numbers cannot be handled.
    std::optional<FrameFormat> frameFormat() const;
    /// Appends the samples of the frame, those of all channels in turn, in the machine's byte order.
    void appendFrame(std::vector<std::byte>& out) const;

    std::int64_t errorCount() const { return m_errorCount; }
    /// Whether the file ended within the last packet.
    bool lastPacketCut() const { return m_lastPacketCut; }

private:
    explicit AvDecoder(std::unique_ptr<AvInput> input);

    bool feed();

    std::unique_ptr<AvInput> m_input;
    AVCodecContext* m_codec = nullptr;
    AVPacket* m_packet = nullptr;
    AVFrame* m_frame = nullptr;
    std::int64_t m_errorCount = 0;
    int m_errorsInARow = 0;
    bool m_draining = false;
    bool m_lastPacketCut = false;
};

} // namespace gabor
