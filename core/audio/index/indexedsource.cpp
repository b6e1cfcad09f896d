// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/index/indexedsource.h"

#include "core/audio/pcmreader.h"
#include "core/audio/sampleconvert.h"

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <utility>

#include <sys/stat.h>

namespace gabor {

namespace {

/// Short, as a sketch reads a little here and there; who reads on pays nothing for that.
constexpr std::int64_t samplesOfBlock = 4096;

bool hasShrunk(const ByteSource& bytes)
{
    struct stat status = {};
    return fstat(bytes.file().number(), &status) == 0 && status.st_size < bytes.size();
}

} // namespace

IndexedSource::IndexedSource(SoundDescription description, std::shared_ptr<const ByteSource> bytes,
                             std::shared_ptr<const PacketIndex> index, const CodingTraits& traits,
                             std::vector<std::byte> head, std::int64_t claimedLength)
    : m_description(std::move(description)), m_claimedLength(claimedLength), m_layout(layoutOf(index->format())),
      m_rawBegin(index->rawBegin()), m_head(std::make_shared<const std::vector<std::byte>>(std::move(head))),
      m_readers(std::move(bytes), std::move(index), traits)
{
    m_state.available = static_cast<std::int64_t>(m_head->size()) / m_layout.blockBytes();
}

IndexedSource::State IndexedSource::state() const
{
    const std::lock_guard lock(m_mutex);
    return m_state;
}

std::int64_t IndexedSource::availableSamples() const
{
    const State now = state();
    return now.whole ? now.whole->availableSamples() : now.available;
}

std::int64_t IndexedSource::expectedSamples() const
{
    const State now = state();
    if (now.whole)
        return now.whole->expectedSamples();
    return now.isComplete ? now.available : std::max(now.available, m_claimedLength);
}

bool IndexedSource::isComplete() const
{
    const State now = state();
    return now.whole ? now.whole->isComplete() : now.isComplete;
}

std::vector<SoundNotice> IndexedSource::notices() const
{
    std::vector<SoundNotice> all = m_notices.all();
    if (const State now = state(); now.whole)
        for (const SoundNotice& notice : now.whole->notices()) {
            std::erase_if(all, [&](const SoundNotice& own) { return own.kind == notice.kind; });
            all.push_back(notice);
        }
    return all;
}

bool IndexedSource::readsByIndex() const
{
    return !state().isBelied;
}

bool IndexedSource::waitsForDecoding() const
{
    const State now = state();
    return now.isBelied && !now.whole;
}

void IndexedSource::growTo(std::int64_t count)
{
    const std::lock_guard lock(m_mutex);
    if (!m_state.isBelied)
        m_state.available = std::max(m_state.available, count);
}

void IndexedSource::complete()
{
    const std::lock_guard lock(m_mutex);
    m_state.isComplete = true;
}

void IndexedSource::startOver() const
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_state.isBelied)
            return;
        m_state.isBelied = true;
        m_state.isComplete = false;
        const std::int64_t head = static_cast<std::int64_t>(m_head->size()) / m_layout.blockBytes();
        const bool wasSeen = std::exchange(m_state.available, head) > head;
        if (wasSeen)
            m_revision.fetch_add(1, std::memory_order_acq_rel);
    }
    m_blocks.clear();
}

void IndexedSource::decodeInstead(std::shared_ptr<const SampleSource> whole)
{
    const std::lock_guard lock(m_mutex);
    m_state.whole = std::move(whole);
}

ReadOutcome IndexedSource::read(std::int64_t first, ChannelChoice channel, std::span<float> out) const
{
    return readInto(first, channel, out);
}

ReadOutcome IndexedSource::read(std::int64_t first, ChannelChoice channel, std::span<double> out) const
{
    return readInto(first, channel, out);
}

template <class Real>
ReadOutcome IndexedSource::readInto(std::int64_t first, ChannelChoice channel, std::span<Real> out) const
{
    assert(channel.index >= ChannelChoice::mix && channel.index < m_layout.channelCount);
    const State now = state();
    if (now.whole)
        return now.whole->read(first, channel, out);
    const SampleInterval inside = placesInside(first, static_cast<std::int64_t>(out.size()), now.available);
    std::fill(out.begin(), out.begin() + inside.begin, Real(0));
    std::fill(out.begin() + inside.end, out.end(), Real(0));
    ReadOutcome outcome;
    const auto width = static_cast<std::size_t>(m_layout.blockBytes());
    for (std::int64_t done = inside.begin; done < inside.end;) {
        const std::int64_t place = first + done;
        const std::int64_t number = place / samplesOfBlock;
        const std::int64_t end = std::min((number + 1) * samplesOfBlock, now.available);
        const auto count = static_cast<std::size_t>(std::min(end, first + inside.end) - place);
        const BlockCache::Block samples = block(number, end);
        if (!samples) {
            outcome.errorNumber = explainFailure(place);
            std::fill(out.begin() + done, out.begin() + inside.end, Real(0));
            return outcome;
        }
        const std::span bytes = std::span(*samples).subspan(
            static_cast<std::size_t>(place - number * samplesOfBlock) * width, count * width);
        const std::int64_t nonFinite =
            convertSamples(m_layout, bytes, channel, out.subspan(static_cast<std::size_t>(done), count));
        if (nonFinite > 0)
            countNonFinite(number, samples);
        outcome.nonFinite += nonFinite;
        done += static_cast<std::int64_t>(count);
    }
    return outcome;
}

/// Samples of a block from its beginning to @p end or further; null when they cannot be had.
BlockCache::Block IndexedSource::block(std::int64_t number, std::int64_t end) const
{
    const SampleInterval wanted{number * samplesOfBlock, end};
    const auto bytes = static_cast<std::size_t>(wanted.size() * m_layout.blockBytes());
    return m_blocks.get(number, bytes, [&] { return decode(wanted); });
}

BlockCache::Block IndexedSource::decode(SampleInterval wanted) const
{
    const auto width = m_layout.blockBytes();
    const auto headEnd = static_cast<std::int64_t>(m_head->size()) / width;
    if (wanted.end <= headEnd) // decoded already, and at once
        return std::make_shared<const std::vector<std::byte>>(m_head->begin() + wanted.begin * width,
                                                              m_head->begin() + wanted.end * width);
    const auto samples = std::make_shared<std::vector<std::byte>>();
    samples->reserve(static_cast<std::size_t>(wanted.size() * width));
    if (!m_readers.read({wanted.begin + m_rawBegin, wanted.end + m_rawBegin}, *samples))
        return nullptr;
    return samples;
}

/// errno for samples that could not be had. When neither the system nor whoever writes to the file is to blame, the
/// index is.
int IndexedSource::explainFailure(std::int64_t place) const
{
    if (const int errorNumber = m_readers.bytes().firstError()) {
        m_notices.putEarliest({.kind = SoundNotice::Kind::ReadError, .count = place, .errorNumber = errorNumber});
        return errorNumber;
    }
    if (hasShrunk(m_readers.bytes())) {
        m_notices.putEarliest({.kind = SoundNotice::Kind::CutOff, .count = place});
        return ENODATA;
    }
    startOver();
    return EAGAIN;
}

void IndexedSource::countNonFinite(std::int64_t number, const BlockCache::Block& block) const
{
    const std::int64_t count = gabor::countNonFinite(m_layout, *block);
    std::int64_t sum = 0;
    {
        const std::lock_guard lock(m_mutex);
        std::int64_t& known = m_nonFinite[number];
        m_nonFiniteSum += std::max<std::int64_t>(0, count - known);
        known = std::max(known, count);
        sum = m_nonFiniteSum;
    }
    m_notices.putLargest({.kind = SoundNotice::Kind::NonFiniteSamples, .count = sum});
}

} // namespace gabor
