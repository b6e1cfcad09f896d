// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/nonfinitetally.h"
#include "core/audio/noticeboard.h"
#include "core/audio/pcmreader.h"

namespace gabor {

/// Reads interleaved samples of a file, be it the user's or the cache of a decoder, and posts what it meets to a board:
/// ReadError, CutOff (the file has shrunk) and NonFiniteSamples. Any thread.
class InterleavedReader
{
public:
    explicit InterleavedReader(const InterleavedSamples& layout) : m_layout(layout) { }

    const InterleavedSamples& layout() const { return m_layout; }

    /// As SampleSource::expect().
    void expect(const Descriptor& file, std::int64_t available, SampleInterval samples) const;

    /// As SampleSource::read(), from @p file, of which @p available samples can be read.
    template <class Real>
    ReadOutcome read(const Descriptor& file, std::int64_t available, std::int64_t first, ChannelChoice channel,
                     std::span<Real> out, NoticeBoard& board) const
    {
        const PcmRead done = readPcm(file, m_layout, available, first, channel, out);
        if (done.firstMissing >= 0)
            postMissing(done, board);
        if (done.outcome.nonFinite > 0)
            postNonFinite(file, available, first, static_cast<std::int64_t>(out.size()), board);
        return done.outcome;
    }

private:
    static void postMissing(const PcmRead& done, NoticeBoard& board);
    void postNonFinite(const Descriptor& file, std::int64_t available, std::int64_t first, std::int64_t count,
                       NoticeBoard& board) const;

    InterleavedSamples m_layout;
    mutable NonFiniteTally m_nonFinite;
};

} // namespace gabor
