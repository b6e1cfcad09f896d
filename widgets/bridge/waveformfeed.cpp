// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bridge/waveformfeed.h"

#include <QMetaObject>

#include <algorithm>
#include <bit>
#include <cmath>
#include <new>

namespace gabor {

namespace {

/// One job's share of the pass over the sound: a few milliseconds, so that tiles do not wait long behind it.
constexpr std::int64_t samplesPerRun = 1 << 22;
/// Envelopes that are taken over in one go: about a millisecond.
constexpr std::size_t mostBlocksAtOnce = 1 << 14;
constexpr int looksPerSketch = 2048;
/// An envelope over a pixel may reach one block too far on each side: a quarter of a pixel hardly shows.
constexpr double blocksPerPixel = 4;
/// A longer view is read without what stands beside it.
constexpr double longestGenerousView = 1 << 23;
/// Below so many samples a pixel the waveform is drawn from the samples themselves.
constexpr double closeSamplesPerPixel = 4;

} // namespace

WaveformFeed::WaveformFeed(JobQueue& queue, QObject* parent)
    : QObject(parent), m_queue(queue), m_inbox(std::make_shared<Inbox<Arrival>>([this] {
          QMetaObject::invokeMethod(this, &WaveformFeed::takeArrivals, Qt::QueuedConnection);
      }))
{ }

WaveformFeed::~WaveformFeed()
{
    m_inbox->close();
    m_stop.request_stop();
    m_runStop.request_stop();
    m_detailStop.request_stop();
}

void WaveformFeed::setChannel(std::shared_ptr<const SampleSource> source, ChannelChoice channel)
{
    if (source == m_source && channel == m_channel)
        return;
    m_source = std::move(source);
    m_channel = channel;
    startOver();
}

void WaveformFeed::startOver()
{
    m_stop.request_stop();
    m_stop = {};
    m_runStop.request_stop();
    m_detailStop.request_stop();
    ++m_generation;
    m_revision = m_source->revision();
    m_pyramid = EnvelopePyramid(EnvelopePyramid::blockLengthFor(m_source->expectedSamples()));
    try {
        m_pyramid.reserve(m_source->expectedSamples());
    } catch (const std::bad_alloc&) { // it may not come to that many
    }
    m_runsAhead.clear();
    m_sketch.clear();
    m_sketchedSamples = 0;
    m_detail = {};
    m_requestedDetail = {};
    m_requestedBlockLength = 0;
    m_detailPending = false;
    m_gaveUp = false;
    m_runStarted = false;
    startSketch();
    if (m_sketching)
        startNextRun();
    else // nobody waits for it: first the tiles are queued, which read most of the sound for it
        QMetaObject::invokeMethod(this, &WaveformFeed::startNextRun, Qt::QueuedConnection);
    startDetail();
    emit changed();
}

void WaveformFeed::setView(double beginSample, double endSample, int pixelCount)
{
    m_beginSample = beginSample;
    m_endSample = endSample;
    m_pixelCount = pixelCount;
    startDetail();
}

void WaveformFeed::soundGrew()
{
    if (!m_source)
        return;
    if (m_source->revision() != m_revision) {
        startOver();
        return;
    }
    startNextRun();
    startDetail();
}

void WaveformFeed::setPaused(bool paused)
{
    m_paused = paused;
    if (m_source)
        startNextRun();
}

bool WaveformFeed::isSettled() const
{
    return !m_source || m_gaveUp || (!m_detailPending && samplesDone() >= m_source->availableSamples());
}

void WaveformFeed::startSketch()
{
    const std::int64_t sampleCount = m_source->availableSamples();
    if (!m_sketching || sampleCount <= 2 * samplesPerRun)
        return; // the truth is there as soon
    m_sketchedSamples = sampleCount;
    submit(JobQueue::Urgency::Sketch, 0,
           [source = m_source, channel = m_channel, sampleCount, stop = m_stop.get_token()]() -> Content {
               return Sketch{sketchEnvelopes(*source, channel, sampleCount, looksPerSketch, stop)};
           });
}

/// Lets a worker compute and posts what comes of it; nothing where there is no memory.
void WaveformFeed::submit(JobQueue::Urgency urgency, std::uint64_t detailNumber, std::function<Content()> compute)
{
    const std::stop_token stop = detailNumber == 0 ? m_stop.get_token() : m_detailStop.get_token();
    m_queue.submit(urgency, stop,
                   [inbox = m_inbox, generation = m_generation, detailNumber, compute = std::move(compute)] {
                       Arrival arrival{generation, detailNumber, {}};
                       try {
                           arrival.content = compute();
                       } catch (...) {
                           arrival.content = NoMemory{};
                       }
                       inbox->post(std::move(arrival));
                   });
}

void WaveformFeed::startNextRun()
{
    const std::int64_t available = m_source->availableSamples();
    const std::int64_t known = m_pyramid.sampleCount();
    if (m_runStarted || m_gaveUp || known >= available)
        return;
    if (m_paused && available <= m_sketchedSamples)
        return;
    const std::int64_t blockLength = m_pyramid.blockLength();
    const std::int64_t firstBlock = nextBlock();
    std::int64_t endBlock = std::min((available - 1) / blockLength + 1,
                                     firstBlock + std::max<std::int64_t>(1, samplesPerRun / blockLength));
    if (!m_runsAhead.empty())
        endBlock = std::min(endBlock, m_runsAhead.begin()->first);
    if (endBlock <= firstBlock)
        return; // what comes next is there and about to be joined
    m_runStarted = true;
    m_runBlockLength = blockLength;
    m_runStop = {};
    // After the tiles, most of whose samples need not be read again then.
    const bool somethingIsShown = known > 0 || m_sketchedSamples > 0 || !m_sketching;
    const auto urgency = somethingIsShown ? JobQueue::Urgency::Background : JobQueue::Urgency::Sketch;
    submit(urgency, 0,
           [source = m_source, channel = m_channel, blockLength, firstBlock, endBlock, available,
            stop = m_runStop.get_token()]() -> Content {
               return computeEnvelopes(*source, channel, blockLength, firstBlock, endBlock, available, stop);
           });
}

void WaveformFeed::takeEnvelopes(const EnvelopeRun& run, std::int64_t blockLength)
{
    const std::int64_t endBlock = run.firstBlock + static_cast<std::int64_t>(run.blocks.size());
    if (blockLength != m_pyramid.blockLength() || endBlock <= m_pyramid.blockCount() || run.blocks.empty())
        return;
    const std::int64_t before = m_pyramid.sampleCount();
    if (run.firstBlock <= nextBlock() && run.blocks.size() <= mostBlocksAtOnce)
        join(run);
    else
        put(run);
    joinRunsAhead();
    if (m_runStarted && m_pyramid.sampleCount() > before) // it was to begin where the pyramid ended
        m_runStop.request_stop();
    startNextRun();
    emit changed();
}

/// Keeps @p run until the pyramid reaches it.
void WaveformFeed::put(EnvelopeRun run)
{
    EnvelopeRun& place = m_runsAhead[run.firstBlock];
    if (run.blocks.size() > place.blocks.size())
        place = std::move(run);
}

/// The first that the pyramid lacks; a block that was cut counts as missing.
std::int64_t WaveformFeed::nextBlock() const
{
    return m_pyramid.sampleCount() / m_pyramid.blockLength();
}

/// Takes what is new of @p run, which does not begin behind nextBlock(), into the pyramid.
void WaveformFeed::join(const EnvelopeRun& run)
{
    const std::int64_t blockLength = m_pyramid.blockLength();
    const std::int64_t next = nextBlock();
    const auto known = std::min(static_cast<std::size_t>(next - run.firstBlock), run.blocks.size());
    m_pyramid.append(next, std::span(run.blocks).subspan(known));
    if (m_pyramid.blockLength() != blockLength)
        m_runsAhead.clear(); // the sound is far longer than was expected
}

/// Takes runs into the pyramid as far as they follow on what it holds; where they are many, only some of them, and the
/// rest with the next round of the event loop.
void WaveformFeed::joinRunsAhead()
{
    std::size_t joined = 0;
    while (!m_runsAhead.empty()) {
        if (m_runsAhead.begin()->first > nextBlock())
            return;
        if (joined >= mostBlocksAtOnce) {
            QMetaObject::invokeMethod(this, &WaveformFeed::goOnJoining, Qt::QueuedConnection);
            return;
        }
        const EnvelopeRun run = std::move(m_runsAhead.begin()->second);
        m_runsAhead.erase(m_runsAhead.begin());
        joined += run.blocks.size();
        join(run);
    }
}

void WaveformFeed::goOnJoining()
{
    joinRunsAhead();
    if (m_source)
        startNextRun();
    emit changed();
}

std::int64_t WaveformFeed::wantedBlockLength() const
{
    const double samplesPerPixel = (m_endSample - m_beginSample) / std::max(1, m_pixelCount);
    if (samplesPerPixel < closeSamplesPerPixel)
        return 1;
    return static_cast<std::int64_t>(
        std::bit_floor(static_cast<std::uint64_t>(std::max(1.0, samplesPerPixel / blocksPerPixel))));
}

void WaveformFeed::startDetail()
{
    if (!m_source || m_pixelCount <= 0 || m_endSample <= m_beginSample)
        return;
    const std::int64_t blockLength = wantedBlockLength();
    if (blockLength >= m_pyramid.blockLength()) {
        m_detailPending = false; // the pyramid is fine enough
        return;
    }
    const double viewLength = m_endSample - m_beginSample;
    const double reach = viewLength > longestGenerousView ? 0 : viewLength / 2;
    const auto aligned = [blockLength](double sample) {
        return static_cast<std::int64_t>(std::floor(sample / static_cast<double>(blockLength))) * blockLength;
    };
    const std::int64_t available = m_source->availableSamples();
    const SampleInterval view =
        intersection({aligned(m_beginSample), static_cast<std::int64_t>(std::ceil(m_endSample)) + 1}, {0, available});
    const bool covers = intersection(view, m_requestedDetail) == view && m_requestedBlockLength == blockLength;
    if (covers || view.empty())
        return;
    m_requestedDetail =
        intersection({aligned(m_beginSample - reach), aligned(m_endSample + reach) + blockLength}, {0, available});
    m_requestedBlockLength = blockLength;
    m_detailPending = true;
    m_detailStop.request_stop();
    m_detailStop = {};
    submit(JobQueue::Urgency::Sketch, ++m_detailNumber,
           [source = m_source, channel = m_channel, wanted = m_requestedDetail, blockLength,
            stop = m_detailStop.get_token()]() -> Content {
               Detail detail{wanted, blockLength, {}, {}};
               if (blockLength == 1) {
                   detail.single.firstSample = wanted.begin;
                   detail.single.values.resize(static_cast<std::size_t>(wanted.size()));
                   source->read(wanted.begin, channel, detail.single.values);
               } else {
                   detail.run = computeEnvelopes(*source, channel, blockLength, wanted.begin / blockLength,
                                                 (wanted.end - 1) / blockLength + 1, wanted.end, stop);
               }
               return detail;
           });
}

void WaveformFeed::takeArrivals()
{
    for (Arrival& arrival : m_inbox->takeAll()) {
        if (arrival.generation != m_generation)
            continue;
        if (auto* const run = std::get_if<EnvelopeRun>(&arrival.content)) {
            m_runStarted = false;
            if (!run->blocks.empty() && m_runBlockLength == m_pyramid.blockLength())
                put(std::move(*run));
            joinRunsAhead();
        } else if (auto* const sketch = std::get_if<Sketch>(&arrival.content)) {
            m_sketch = std::move(sketch->looks);
        } else if (auto* const detail = std::get_if<Detail>(&arrival.content)) {
            if (arrival.detailNumber != m_detailNumber)
                continue;
            m_detail = std::move(*detail);
            m_detailPending = false;
        } else if (std::holds_alternative<NoMemory>(arrival.content)) {
            m_gaveUp = true;
            m_runStarted = m_detailPending = false;
        }
    }
    if (m_source)
        startNextRun();
    emit changed();
}

Envelope WaveformFeed::overDetail(SampleInterval samples) const
{
    Envelope envelope;
    if (m_detail.blockLength == 1) {
        const auto first = static_cast<std::size_t>(samples.begin - m_detail.single.firstSample);
        return envelopeOf(
            std::span<const float>(m_detail.single.values).subspan(first, static_cast<std::size_t>(samples.size())));
    }
    const std::int64_t firstBlock = samples.begin / m_detail.blockLength;
    const std::int64_t endBlock = (samples.end - 1) / m_detail.blockLength + 1;
    for (std::int64_t block = firstBlock; block < endBlock; ++block) {
        const auto at = static_cast<std::size_t>(block - m_detail.run.firstBlock);
        if (at < m_detail.run.blocks.size())
            envelope.add(m_detail.run.blocks[at]);
    }
    return envelope;
}

Envelope WaveformFeed::over(double begin, double end) const
{
    if (!m_source)
        return {};
    const auto first = static_cast<std::int64_t>(std::floor(begin));
    const SampleInterval wanted = intersection({first, std::max(first + 1, static_cast<std::int64_t>(std::ceil(end)))},
                                               {0, m_source->availableSamples()});
    if (wanted.empty())
        return {};
    const bool pyramidIsFine = end - begin >= blocksPerPixel * static_cast<double>(m_pyramid.blockLength());
    if (!pyramidIsFine && intersection(wanted, m_detail.samples) == wanted)
        return overDetail(wanted);
    if (wanted.end <= m_pyramid.sampleCount())
        return m_pyramid.over(wanted);
    Envelope envelope = m_pyramid.over(wanted);
    const SampleInterval sketched = intersection(wanted, {0, m_sketchedSamples});
    if (!m_sketch.empty() && !sketched.empty()) {
        const auto looks = static_cast<double>(m_sketch.size());
        const auto lookAt = [&](std::int64_t sample) {
            const double look = static_cast<double>(sample) / static_cast<double>(m_sketchedSamples) * looks;
            return static_cast<std::size_t>(std::clamp(look, 0.0, looks - 1));
        };
        for (std::size_t look = lookAt(sketched.begin); look <= lookAt(sketched.end - 1); ++look)
            envelope.add(m_sketch[look]);
    }
    return envelope;
}

Envelope WaveformFeed::overAll() const
{
    Envelope all = m_pyramid.over({0, m_pyramid.sampleCount()});
    for (const Envelope& look : m_sketch)
        all.add(look);
    return all;
}

const WaveformFeed::Samples* WaveformFeed::samples() const
{
    const bool close = m_detail.blockLength == 1 && wantedBlockLength() == 1;
    const SampleInterval view{static_cast<std::int64_t>(std::max(0.0, m_beginSample)),
                              static_cast<std::int64_t>(std::ceil(m_endSample))};
    const SampleInterval existing = m_source ? intersection(view, {0, m_source->availableSamples()}) : SampleInterval{};
    return close && intersection(existing, m_detail.samples) == existing ? &m_detail.single : nullptr;
}

} // namespace gabor
