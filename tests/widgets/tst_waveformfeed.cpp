// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bridge/waveformfeed.h"

#include "tests/widgets/watchedsource.h"

#include <QSignalSpy>

#include <future>

using namespace gabor;
using test::WatchedSource;

namespace {

constexpr std::int64_t length = 3'000'000;

Envelope truth(const std::vector<double>& samples, std::int64_t begin, std::int64_t end)
{
    std::vector<float> run(samples.begin() + begin, samples.begin() + end);
    return envelopeOf(run);
}

} // namespace

class TestWaveformFeed : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_samples = test::noise(length, 0.25); }
    void init();
    void cleanup();

    void envelopesAreExactOnBlocks();
    void envelopesNeverHideAClick();
    void nearViewsHaveTheSamplesThemselves();
    void aFarViewHasNoSamples();
    void nothingOfAnOlderSoundIsShown();
    void anotherChannelIsAnotherWaveform();
    void aGrowingSoundGrows();
    void whatOthersHaveReadIsNotReadAgain();
    void aQueuedRunThatOthersHaveReadIsNotBegun();
    void runsOfNoUseAreLeftOut();
    void whatIsOutsideIsEmpty();
    void pausedWaveformsAreSketches();
    void aShortWaveformDoesNotWaitForResuming();
    void theLongestSoundTakesAFewMegabytes();
    void dyingWhileWorkRunsIsHarmless();

private:
    [[nodiscard]] bool settle()
    {
        return QTest::qWaitFor([this] { return m_feed->isSettled(); }, 30'000);
    }

    std::vector<double> m_samples;
    std::unique_ptr<JobQueue> m_queue;
    std::unique_ptr<WaveformFeed> m_feed;
};

void TestWaveformFeed::init()
{
    m_queue = std::make_unique<JobQueue>(1);
    m_feed = std::make_unique<WaveformFeed>(*m_queue);
    m_feed->setView(0, length, 1000);
}

void TestWaveformFeed::cleanup()
{
    m_feed.reset();
    m_queue.reset();
}

void TestWaveformFeed::envelopesAreExactOnBlocks()
{
    m_feed->setChannel(std::make_shared<WatchedSource>(m_samples), {});
    QVERIFY(!m_feed->isSettled());
    QVERIFY(settle());
    QCOMPARE(m_feed->samplesDone(), length);
    for (const std::int64_t block : {std::int64_t{4096}, std::int64_t{65'536}}) {
        const Envelope known = m_feed->over(static_cast<double>(3 * block), static_cast<double>(4 * block));
        const Envelope right = truth(m_samples, 3 * block, 4 * block);
        QCOMPARE(known.minimum, right.minimum);
        QCOMPARE(known.maximum, right.maximum);
        QVERIFY(std::abs(known.rms() - right.rms()) < 1e-6);
    }
    QCOMPARE(m_feed->overAll().maximum, truth(m_samples, 0, length).maximum);
}

void TestWaveformFeed::envelopesNeverHideAClick()
{
    std::vector<double> samples(length, 0.0);
    for (const std::int64_t place : {std::int64_t{0}, std::int64_t{1'234'567}, length - 1})
        samples[static_cast<std::size_t>(place)] = 1;
    m_feed->setChannel(std::make_shared<WatchedSource>(samples), {});
    QVERIFY(settle());
    const double pixel = length / 777.0;
    int clicks = 0;
    for (int x = 0; x < 777; ++x)
        clicks += m_feed->over(x * pixel, (x + 1) * pixel).maximum > 0.9F;
    QVERIFY2(clicks >= 3 && clicks <= 6, qPrintable(QString::number(clicks))); // a neighbor may see it, too
    QVERIFY(m_feed->over(0, pixel).maximum > 0.9F);
    QVERIFY(m_feed->over(776 * pixel, length).maximum > 0.9F);
}

void TestWaveformFeed::nearViewsHaveTheSamplesThemselves()
{
    m_feed->setChannel(std::make_shared<WatchedSource>(m_samples), {});
    m_feed->setView(1'000'000, 1'000'500, 1000);
    QVERIFY(settle());
    const WaveformFeed::Samples* const samples = m_feed->samples();
    QVERIFY(samples);
    QVERIFY(samples->firstSample <= 1'000'000);
    QVERIFY(samples->firstSample + static_cast<std::int64_t>(samples->values.size()) >= 1'000'501);
    for (std::int64_t n = 1'000'000; n < 1'000'500; ++n)
        QCOMPARE(samples->values[static_cast<std::size_t>(n - samples->firstSample)],
                 static_cast<float>(m_samples[static_cast<std::size_t>(n)]));
}

void TestWaveformFeed::aFarViewHasNoSamples()
{
    m_feed->setChannel(std::make_shared<WatchedSource>(m_samples), {});
    QVERIFY(settle());
    QVERIFY(!m_feed->samples());
}

void TestWaveformFeed::nothingOfAnOlderSoundIsShown()
{
    const auto loud = std::make_shared<WatchedSource>(m_samples);
    m_feed->setChannel(loud, {});
    QTRY_VERIFY(loud->readCount() > 0);
    m_feed->setChannel(std::make_shared<WatchedSource>(std::vector<double>(length, 0.0)), {});
    float highest = 0;
    connect(m_feed.get(), &WaveformFeed::changed, this, [&] {
        if (const Envelope all = m_feed->overAll(); !all.empty())
            highest = std::max(highest, all.maximum);
    });
    QVERIFY(settle());
    QVERIFY(test::drain(*m_queue));
    QCOMPARE(highest, 0.0F);
    QCOMPARE(m_feed->overAll().maximum, 0.0F);
    m_feed->disconnect(this);
}

void TestWaveformFeed::anotherChannelIsAnotherWaveform()
{
    const auto stereo = std::make_shared<const test::MemorySource>(
        std::vector<std::vector<double>>{test::sine(48'000, 440, 48'000, 0.5), test::sine(48'000, 440, 48'000, 0.125)},
        48'000);
    m_feed->setView(0, 48'000, 100);
    m_feed->setChannel(stereo, {0});
    QVERIFY(settle());
    QVERIFY(std::abs(m_feed->overAll().maximum - 0.5F) < 0.001F);
    m_feed->setChannel(stereo, {1});
    QVERIFY(settle());
    QVERIFY(std::abs(m_feed->overAll().maximum - 0.125F) < 0.001F);
    m_feed->setChannel(stereo, {});
    QVERIFY(settle());
    QVERIFY(std::abs(m_feed->overAll().maximum - 0.3125F) < 0.001F);
}

void TestWaveformFeed::aGrowingSoundGrows()
{
    const auto growing = std::make_shared<WatchedSource>(m_samples, 0);
    m_feed->setChannel(growing, {});
    QVERIFY(m_feed->isSettled());
    QVERIFY(m_feed->overAll().empty());
    for (const std::int64_t available : {std::int64_t{1000}, std::int64_t{100'001}, std::int64_t{2'000'003}, length}) {
        growing->grow(available);
        m_feed->soundGrew();
        QVERIFY(settle());
        QCOMPARE(m_feed->samplesDone(), available);
        const Envelope right = truth(m_samples, 0, available);
        QCOMPARE(m_feed->overAll().maximum, right.maximum);
        QCOMPARE(m_feed->overAll().minimum, right.minimum);
        QCOMPARE(m_feed->overAll().sampleCount, available);
    }
}

void TestWaveformFeed::whatOthersHaveReadIsNotReadAgain()
{
    const std::vector<double> samples = test::noise(9'000'000, 0.25); // long enough for a sketch
    const auto source = std::make_shared<WatchedSource>(samples);
    std::promise<void> begin; // keeps the worker from reading before the runs are there
    m_queue->submit(JobQueue::Urgency::Sketch, {}, [until = begin.get_future().share()] { until.wait(); });
    m_feed->setChannel(source, {0});
    const std::int64_t blockLength = m_feed->blockLength();
    const std::int64_t blocks = source->availableSamples() / blockLength;
    const auto run = [&](std::int64_t first, std::int64_t end) {
        return computeEnvelopes(*test::monoSource(samples), {0}, blockLength, first, end, source->availableSamples(),
                                {});
    };
    // In no order, and overlapping; the first is not there, nor the last one, which is cut.
    m_feed->takeEnvelopes(run(blocks / 2, blocks), blockLength);
    m_feed->takeEnvelopes(run(blocks / 4, blocks / 2 + 10), blockLength);
    m_feed->takeEnvelopes(run(2, blocks / 4), blockLength);
    QCOMPARE(m_feed->samplesDone(), std::int64_t{0});
    begin.set_value();
    QVERIFY(settle());
    QVERIFY(test::drain(*m_queue));
    QCOMPARE(m_feed->samplesDone(), source->availableSamples());
    for (const std::int64_t block : {std::int64_t{0}, blocks / 4 - 1, blocks / 2 + 5, blocks - 1}) {
        const Envelope right = truth(samples, block * blockLength, (block + 1) * blockLength);
        const Envelope known =
            m_feed->over(static_cast<double>(block * blockLength), static_cast<double>((block + 1) * blockLength));
        QVERIFY(known.minimum <= right.minimum && known.maximum >= right.maximum);
    }
    QCOMPARE(m_feed->overAll().maximum, truth(samples, 0, 9'000'000).maximum);
    // Sketch, the first run, which had been asked for before, and what is missing.
    constexpr std::int64_t sketchAndFirstRun = 2048 * 256 + (1 << 22);
    QVERIFY2(source->samplesRead() <= sketchAndFirstRun + 3 * blockLength,
             qPrintable(QString::number(source->samplesRead())));
}

void TestWaveformFeed::aQueuedRunThatOthersHaveReadIsNotBegun()
{
    const auto source = std::make_shared<WatchedSource>(m_samples);
    std::promise<void> begin;
    m_queue->submit(JobQueue::Urgency::Visible, {}, [until = begin.get_future().share()] { until.wait(); });
    m_feed->setSketching(false); // as for an image that nobody watches growing
    m_feed->setChannel(source, {0});
    QCoreApplication::processEvents(); // the run stands in the queue
    const std::int64_t blockLength = m_feed->blockLength();
    const std::int64_t blocks = length / blockLength;
    m_feed->takeEnvelopes(computeEnvelopes(*test::monoSource(m_samples), {0}, blockLength, 0, blocks, length, {}),
                          blockLength);
    QCOMPARE(m_feed->samplesDone(), length); // not only when its turn has come
    begin.set_value();
    QVERIFY(settle());
    QCOMPARE(m_feed->samplesDone(), length);
    QVERIFY2(source->samplesRead() <= 2 * blockLength, qPrintable(QString::number(source->samplesRead())));
}

void TestWaveformFeed::runsOfNoUseAreLeftOut()
{
    m_feed->setChannel(std::make_shared<WatchedSource>(m_samples), {0});
    EnvelopeRun wrong{0, std::vector<Envelope>(10)};
    for (Envelope& envelope : wrong.blocks)
        envelope = {-100, 100, 1e6, 2 * m_feed->blockLength()};
    m_feed->takeEnvelopes(wrong, 2 * m_feed->blockLength());
    m_feed->takeEnvelopes({}, m_feed->blockLength());
    QVERIFY(settle());
    m_feed->takeEnvelopes(wrong, m_feed->blockLength()); // known already
    QVERIFY(m_feed->overAll().maximum < 2);
    QCOMPARE(m_feed->samplesDone(), length);
}

void TestWaveformFeed::whatIsOutsideIsEmpty()
{
    QVERIFY(m_feed->over(0, 100).empty()); // without any sound
    m_feed->setChannel(std::make_shared<WatchedSource>(m_samples), {});
    QVERIFY(settle());
    QVERIFY(m_feed->over(-500, -100).empty());
    QVERIFY(m_feed->over(length + 10.0, length + 500.0).empty());
}

void TestWaveformFeed::pausedWaveformsAreSketches()
{
    constexpr std::int64_t longLength = 12'000'000;
    const auto sound = std::make_shared<WatchedSource>(std::vector<double>(longLength, 0.5));
    m_feed->setPaused(true);
    m_feed->setView(0, longLength, 1000);
    m_feed->setChannel(sound, {});
    QVERIFY(test::drain(*m_queue));
    QVERIFY(!m_feed->isSettled());
    QCOMPARE(m_feed->samplesDone(), 0);
    QCOMPARE(m_feed->over(11'000'000, 11'012'000).maximum, 0.5F); // of the sketch
    m_feed->setView(1'000'000, 1'000'500, 1000);                  // what is looked at closely comes all the same
    QVERIFY(test::drain(*m_queue));
    QVERIFY(m_feed->samples() != nullptr);
    m_feed->setPaused(false);
    QVERIFY(settle());
    QCOMPARE(m_feed->samplesDone(), longLength);
}

void TestWaveformFeed::aShortWaveformDoesNotWaitForResuming()
{
    m_feed->setPaused(true);
    m_feed->setChannel(std::make_shared<WatchedSource>(m_samples), {});
    QVERIFY(settle()); // there is no sketch of it
}

void TestWaveformFeed::theLongestSoundTakesAFewMegabytes()
{
    // Of 24 hours at 192 kHz: blocks are longer, not more.
    const std::int64_t samples = std::int64_t{24} * 3600 * 192'000;
    const std::int64_t blocks = samples / EnvelopePyramid::blockLengthFor(samples);
    QVERIFY(2 * blocks * static_cast<std::int64_t>(sizeof(Envelope)) < std::int64_t{16} << 20U);
}

void TestWaveformFeed::dyingWhileWorkRunsIsHarmless()
{
    const auto sound = std::make_shared<WatchedSource>(m_samples);
    for (int i = 0; i < 20; ++i) {
        WaveformFeed brief(*m_queue);
        brief.setView(0, 1000.0 + i, 500);
        brief.setChannel(sound, {});
        QCoreApplication::processEvents();
    }
    QVERIFY(test::drain(*m_queue));
}

QTEST_GUILESS_MAIN(TestWaveformFeed)
#include "tst_waveformfeed.moc"
