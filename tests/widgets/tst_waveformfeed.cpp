// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bridge/waveformfeed.h"

#include "tests/widgets/watchedsource.h"

#include <QSignalSpy>

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
    void whatIsOutsideIsEmpty();
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

void TestWaveformFeed::whatIsOutsideIsEmpty()
{
    QVERIFY(m_feed->over(0, 100).empty()); // without any sound
    m_feed->setChannel(std::make_shared<WatchedSource>(m_samples), {});
    QVERIFY(settle());
    QVERIFY(m_feed->over(-500, -100).empty());
    QVERIFY(m_feed->over(length + 10.0, length + 500.0).empty());
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
