// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/bytesource.h"
#include "core/audio/flacheader.h"

#include <vector>

struct AVPacket;

namespace gabor {

/// Takes the frames of a FLAC file apart, as packets of the decoder library: the same bytes at the same places as the
/// library finds, which copies all of them three times over and takes more than twice as long.
/// A frame ends where the header of the next one stands, whose number must follow. Where it does not, the file is damaged
/// or not as simple as it seemed, and nobody guesses. For one thread.
class FlacPackets
{
public:
    /// @param first  byte at which a frame begins
    /// @param end    byte at which the last frame ends
    FlacPackets(std::shared_ptr<const ByteSource> bytes, std::int64_t first, std::int64_t end);

    /// Goes on at a byte at which a frame begins.
    void seek(std::int64_t byte);
    /// The next frame, with its place and its bytes and no times: 0 or a negative AVERROR.
    int next(AVPacket& packet);

private:
    std::span<const std::uint8_t> window() const;
    bool readOn();
    std::size_t frameBytes(const FlacHeader& header);

    std::shared_ptr<const ByteSource> m_bytes;
    std::int64_t m_position; ///< of the next frame
    std::int64_t m_end;
    std::vector<std::byte> m_read; ///< of the file, from m_readBegin on
    std::int64_t m_readBegin = 0;
};

} // namespace gabor
