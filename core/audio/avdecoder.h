// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/avinput.h"
#include "core/audio/packetdecoder.h"
#include "core/audio/places/placedpackets.h"
#include "core/audio/statedlength.h"

namespace gabor {

/// Decodes the sound stream of an input from its beginning to its end. Encoder delay and padding are cut off as far as
/// the file tells of them. For one thread.
class AvDecoder
{
public:
    /// Faults: UnknownEncoding, NoAudio (a decoder that does not accept its header).
    static Result<std::unique_ptr<AvDecoder>, OpenFault> open(std::unique_ptr<AvInput> input);
    AvDecoder(const AvDecoder&) = delete;
    AvDecoder& operator=(const AvDecoder&) = delete;

    AvInput& input() { return *m_input; }

    enum class Step { Frame, End, Interrupted };
    /// Goes on to the next frame that has samples. What cannot be decoded is skipped and counted.
    Step next();

    /// Samples of each channel that damage has taken between the frame before and this one, as far as the file tells.
    std::int64_t missingBefore() const { return m_missingBefore; }
    /// Whether some of that was a guess.
    bool hasEstimated() const { return m_hasEstimated; }
    std::int64_t frameSamples() const; ///< of each channel
    /// Format of the frame; nothing when its numbers cannot be handled.
    std::optional<FrameFormat> frameFormat() const { return m_frameFormat; }
    /// As appendSamples() does.
    void appendFrame(std::vector<std::byte>& out) const;

    /// Samples at the beginning that the file told to be cut off, as far as its packets were read.
    std::int64_t delay() const { return m_delay; }
    std::int64_t errorCount() const { return m_errorCount; }
    /// Those of them that took samples of which nobody knows how many they were.
    std::int64_t unplacedErrorCount() const { return m_unplacedErrorCount; }
    /// Known from the first frame on.
    std::optional<StatedLength> statedLength() const { return m_statedLength; }
    /// Whether the container could not go on, though the file did.
    bool endedEarly() const { return m_endedEarly; }
    /// Whether the file ended within the last packet.
    bool lastPacketCut() const { return m_lastPacketCut; }

private:
    explicit AvDecoder(std::unique_ptr<AvInput> input);

    bool feed();
    void noteRefused();
    void noteDelay();
    void heedStatedLength();
    bool resendToAnother();

    std::unique_ptr<AvInput> m_input;
    std::unique_ptr<PlacedPackets> m_packets;
    std::unique_ptr<PacketDecoder> m_decoder;
    AvPointer<AVPacket> m_packet = newPacket();
    AvPointer<AVFrame> m_frame = newFrame();
    std::optional<StatedLength> m_statedLength;
    bool m_beganPackets = false;
    int m_othersLeft = 3; ///< to be tried on a packet that is refused, as each takes its time
    std::optional<FrameFormat> m_frameFormat;
    std::int64_t m_delay = 0;
    std::int64_t m_dropped = 0;         ///< of it, in whole packets
    bool m_beganSound = false;          ///< a packet came that is not to be cut off
    std::int64_t m_samplesOfPacket = 0; ///< that have come of the packet at hand
    std::int64_t m_missing = 0;         ///< since the last frame
    std::int64_t m_missingBefore = 0;
    bool m_hasEstimated = false;
    std::int64_t m_errorCount = 0;
    std::int64_t m_unplacedErrorCount = 0;
    int m_errorsInARow = 0;
    bool m_draining = false;
    bool m_endedEarly = false;
    bool m_lastPacketCut = false;
};

} // namespace gabor
