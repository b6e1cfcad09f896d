// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/interleavedreader.h"

#include <algorithm>
#include <cerrno>

namespace gabor {

void InterleavedReader::expect(const Descriptor& file, std::int64_t available, SampleInterval samples) const
{
    const std::int64_t begin = std::clamp<std::int64_t>(samples.begin, 0, available);
    const std::int64_t end = std::clamp<std::int64_t>(samples.end, begin, available);
    if (begin < end)
        fetchAhead(file, m_layout.begin + begin * m_layout.blockBytes(), (end - begin) * m_layout.blockBytes());
}

void InterleavedReader::postMissing(const PcmRead& done, NoticeBoard& board)
{
    const int errorNumber = done.outcome.errorNumber;
    if (errorNumber == ENODATA)
        board.putEarliest({.kind = SoundNotice::Kind::CutOff, .count = done.firstMissing});
    else
        board.putEarliest(
            {.kind = SoundNotice::Kind::ReadError, .count = done.firstMissing, .errorNumber = errorNumber});
}

void InterleavedReader::postNonFinite(const Descriptor& file, std::int64_t available, std::int64_t first,
                                      std::int64_t count, NoticeBoard& board) const
{
    const std::int64_t known = m_nonFinite.countAround(file, m_layout, available, first, first + count);
    board.putLargest({.kind = SoundNotice::Kind::NonFiniteSamples, .count = known});
}

} // namespace gabor
