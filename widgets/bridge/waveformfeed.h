// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/inbox.h"
#include "core/jobs/jobqueue.h"
#include "core/waveform/envelopepyramid.h"

#include <QObject>

#include <functional>
#include <map>
#include <memory>
#include <stop_token>
#include <variant>
#include <vector>

namespace gabor {

/// Keeps the waveform of one channel coming: first a sketch of the whole, then the true envelopes from the beginning to
/// the end, and for what is looked at closely, its samples.
class WaveformFeed : public QObject
{
    Q_OBJECT

public:
    /// @param queue  outlives the feed
    explicit WaveformFeed(JobQueue& queue, QObject* parent = nullptr);
    ~WaveformFeed() override;

    void setChannel(std::shared_ptr<const SampleSource> source, ChannelChoice channel);
    /// The visible run of samples, and the device pixels that show it.
    void setView(double beginSample, double endSample, int pixelCount);
    /// More of the sound can be read than before, or it has started over.
    void soundGrew();
    /// Whether a sketch of a long sound comes before the truth, as it does at first.
    void setSketching(bool sketching) { m_sketching = sketching; }
    /// While paused, the pass over the whole sound does not go on where a sketch stands for it.
    void setPaused(bool paused);

    /// Samples of a block of the true envelopes.
    std::int64_t blockLength() const { return m_pyramid.blockLength(); }
    /// True envelopes of the present source and channel that somebody else came by: what is known need not be read.
    /// @param blockLength  of the run; where it is another than blockLength() the run is of no use
    void takeEnvelopes(const gabor::EnvelopeRun& run, std::int64_t blockLength);

    const SampleSource* source() const { return m_source.get(); }
    ChannelChoice channel() const { return m_channel; }

    /// What is known of samples [begin, end): exact, or reaching a little further, or (isSketch) a guess.
    /// Empty where nothing is known yet.
    Envelope over(double begin, double end) const;
    /// The extremes of all that is known.
    Envelope overAll() const;

    /// Single samples, when the view is close enough for them and they are there.
    /// firstSample + i is the position of samples[i].
    struct Samples
    {
        std::int64_t firstSample = 0;
        std::vector<float> values;
    };
    const Samples* samples() const;

    /// Samples whose true envelope is known, from the first one on.
    std::int64_t samplesDone() const { return m_pyramid.sampleCount(); }
    bool isSettled() const;

signals:
    void changed();

private:
    /// Finer envelopes of a part of the sound, or (blockLength 1) its samples.
    struct Detail
    {
        SampleInterval samples;
        std::int64_t blockLength = 0;
        EnvelopeRun run;
        Samples single;
    };
    struct Sketch
    {
        std::vector<Envelope> looks;
    };
    struct NoMemory
    { };
    using Content = std::variant<std::monostate, EnvelopeRun, Sketch, Detail, NoMemory>;
    struct Arrival
    {
        std::uint64_t generation = 0;   ///< of the sound and channel
        std::uint64_t detailNumber = 0; ///< 0: no detail
        Content content;
    };

    void submit(JobQueue::Urgency urgency, std::uint64_t detailNumber, std::function<Content()> compute);
    void startOver();
    void startSketch();
    std::int64_t nextBlock() const;
    void put(EnvelopeRun run);
    void join(const EnvelopeRun& run);
    void joinRunsAhead();
    void goOnJoining();
    void startNextRun();
    void startDetail();
    void takeArrivals();
    std::int64_t wantedBlockLength() const;
    Envelope overDetail(SampleInterval samples) const;

    JobQueue& m_queue;
    std::shared_ptr<Inbox<Arrival>> m_inbox;
    std::shared_ptr<const SampleSource> m_source;
    ChannelChoice m_channel;
    std::uint64_t m_revision = 0; ///< of the source, as the envelopes know it

    std::uint64_t m_generation = 0;
    std::stop_source m_stop;
    std::uint64_t m_detailNumber = 0;
    std::stop_source m_detailStop;
    bool m_runStarted = false;
    std::int64_t m_runBlockLength = 0; ///< of the run that has been started
    std::stop_source m_runStop;        ///< of the same: others have read its samples, or it is of an older sound
    bool m_detailPending = false;
    bool m_gaveUp = false; ///< for want of memory
    bool m_paused = false;
    bool m_sketching = true;

    EnvelopePyramid m_pyramid{64};
    std::map<std::int64_t, EnvelopeRun>
        m_runsAhead; ///< by their first block; the pyramid grows from its beginning only
    std::vector<Envelope> m_sketch;
    std::int64_t m_sketchedSamples = 0;
    Detail m_detail;
    SampleInterval m_requestedDetail;
    std::int64_t m_requestedBlockLength = 0;

    double m_beginSample = 0;
    double m_endSample = 0;
    int m_pixelCount = 0;
};

} // namespace gabor
