// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pixels/glimpse.h"
#include "tests/core/scene.h"
#include "tests/support/expectingsource.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <thread>

using namespace gabor;
using test::sampleRate;
using test::Scene;

namespace {

constexpr std::int64_t soundLength = 40'000;

StftParameters hann(int windowLength, int hop, int nfft)
{
    return {.window = {}, .windowLength = windowLength, .hop = hop, .nfft = nfft, .detrend = {}};
}

/// A glimpse of a sound, and what tiles show in the same place.
class Comparison
{
public:
    Comparison(std::vector<double> samples, const StftParameters& stft, Reduction reduction, const PictureFrame& frame,
               const GridValues& values = {})
        : m_scene(samples, stft, reduction), m_frame(frame), m_values(values)
    {
        m_request.frameCount = m_scene.frameCount();
        m_request.source = test::monoSource(std::move(samples), sampleRate);
        m_request.window = makeAnalysisWindow(stft);
        m_request.spec.stft = stft;
        m_request.spec.channel = {0};
        m_request.spec.reduction = reduction;
        m_request.cover = m_scene.cover(frame.span, frame.width);
        m_request.frame = frame;
        m_request.values = values;
    }

    LevelGrid truth() { return m_scene.picture(m_frame, m_values); }
    LevelGrid glimpse() const
    {
        Glimpse glimpse(m_request);
        for (int piece = glimpse.pieceCount() - 1; piece >= 0; --piece) {
            if ((glimpse.compute(piece, {}) == Glimpse::Outcome::Whole) != (piece == 0))
                qFatal("the last piece, and no other, makes it whole");
        }
        return glimpse.grid();
    }
    const GlimpseRequest& request() const { return m_request; }

private:
    Scene m_scene;
    PictureFrame m_frame;
    GridValues m_values;
    GlimpseRequest m_request;
};

PictureFrame wholeSound(int width, int height)
{
    return {{0, static_cast<double>(soundLength), 0, sampleRate / 2}, FrequencyScale::Linear, width, height};
}

PictureFrame zoomedIn(int width, int height)
{
    return {{10'000, 14'000, 300, 1700}, FrequencyScale::Mel, width, height};
}

/// Powers of the two ways differ by rounding; what is far below a frame's peak, by more.
bool isNear(float a, float b)
{
    return a == b || std::abs(a - b) < 0.02F || (std::isnan(a) && std::isnan(b));
}

void compareAxes(const LevelGrid& actual, const LevelGrid& expected)
{
    QCOMPARE(actual.xs, expected.xs);
    QCOMPARE(actual.ys, expected.ys);
    QCOMPARE(actual.xEdges, expected.xEdges);
    QCOMPARE(actual.yEdges, expected.yEdges);
    QCOMPARE(actual.levels.size(), expected.levels.size());
}

} // namespace

class TestGlimpse : public QObject
{
    Q_OBJECT

private slots:
    void ofSingleFramesItIsTheTruth_data();
    void ofSingleFramesItIsTheTruth();
    void ofSamplesItIsTheTruth();
    void itNeverShowsMoreThanThereIs();
    void aSteadySoundIsAsItIs();
    void silenceIsSilence();
    void longTransformsAreShared();
    void threadsShareIt();
    void whatIsStoppedIsNeverWhole();
    void whatItReadsIsExpected();
    void whatIsSlowToExpectIsLeftToTiles();
    void whatIsSlowToReadIsLeftToTiles();
    void gapsAreFilled();
};

void TestGlimpse::ofSingleFramesItIsTheTruth_data()
{
    QTest::addColumn<int>("nfft");
    QTest::addColumn<int>("reduction");
    QTest::addColumn<bool>("phases");
    for (const int nfft : {256, 375, 2048}) {
        for (const auto reduction : {Reduction::Maximum, Reduction::MeanPower, Reduction::Sample}) {
            for (const bool phases : {false, true})
                QTest::addRow("%d, %d, %s", nfft, static_cast<int>(reduction), phases ? "phases" : "levels")
                    << nfft << static_cast<int>(reduction) << phases;
        }
    }
}

void TestGlimpse::ofSingleFramesItIsTheTruth()
{
    QFETCH(int, nfft);
    QFETCH(int, reduction);
    QFETCH(bool, phases);
    Comparison both(test::noise(soundLength), hann(250, 40, nfft), static_cast<Reduction>(reduction), zoomedIn(300, 90),
                    {phases ? GridValues::Kind::Phases : GridValues::Kind::Levels, phases ? 0 : -3.01});
    QCOMPARE(both.request().cover.lod, 0);
    const LevelGrid truth = both.truth();
    const LevelGrid glimpse = both.glimpse();
    compareAxes(glimpse, truth);
    const auto differing = std::mismatch(glimpse.levels.begin(), glimpse.levels.end(), truth.levels.begin(), isNear);
    if (differing.first != glimpse.levels.end())
        QFAIL(qPrintable(QStringLiteral("%1 instead of %2").arg(*differing.first).arg(*differing.second)));
}

/// However many frames fall into a pixel: it shows its first, and the middle one of its bins.
void TestGlimpse::ofSamplesItIsTheTruth()
{
    Comparison both(test::noise(soundLength), hann(256, 10, 256), Reduction::Sample, wholeSound(200, 50));
    QVERIFY(both.request().cover.lod > 2);
    const LevelGrid truth = both.truth();
    const LevelGrid glimpse = both.glimpse();
    compareAxes(glimpse, truth);
    QVERIFY(std::equal(glimpse.levels.begin(), glimpse.levels.end(), truth.levels.begin(), isNear));
}

void TestGlimpse::itNeverShowsMoreThanThereIs()
{
    Comparison both(test::noise(soundLength), hann(256, 10, 256), Reduction::Maximum, wholeSound(200, 50));
    const LevelGrid truth = both.truth();
    const LevelGrid glimpse = both.glimpse();
    compareAxes(glimpse, truth);
    for (std::size_t i = 0; i < truth.levels.size(); ++i)
        QVERIFY(glimpse.levels[i] <= truth.levels[i] + 0.02F);
}

void TestGlimpse::aSteadySoundIsAsItIs()
{
    for (const Reduction reduction : {Reduction::Maximum, Reduction::MeanPower}) {
        Comparison both(test::sine(soundLength, 1000, sampleRate), hann(256, 10, 256), reduction, wholeSound(200, 50));
        const LevelGrid truth = both.truth();
        const LevelGrid glimpse = both.glimpse();
        for (std::size_t i = 0; i < truth.levels.size(); ++i) {
            if (truth.levels[i] > -40)
                QVERIFY(std::abs(glimpse.levels[i] - truth.levels[i]) < 0.1F);
        }
    }
}

void TestGlimpse::silenceIsSilence()
{
    const Comparison both(std::vector<double>(soundLength), hann(256, 64, 256), Reduction::Maximum, wholeSound(90, 40));
    const LevelGrid glimpse = both.glimpse();
    QVERIFY(std::all_of(glimpse.levels.begin(), glimpse.levels.end(),
                        [](float level) { return level == -std::numeric_limits<float>::infinity(); }));
}

/// A glimpse of the longest transforms is not to take longer than one of short ones by as much as a transform does.
void TestGlimpse::longTransformsAreShared()
{
    const Comparison both(test::noise(soundLength), hann(2048, 8, 65536), Reduction::Maximum, wholeSound(1600, 40));
    const LevelGrid glimpse = both.glimpse();
    std::size_t changes = 0;
    for (std::size_t x = 1; x < glimpse.columnCount(); ++x)
        changes += glimpse.levels[x] != glimpse.levels[x - 1] ? 1 : 0;
    QVERIFY2(changes > 100 && changes < glimpse.columnCount() / 2, qPrintable(QString::number(changes)));
    QVERIFY(std::none_of(glimpse.levels.begin(), glimpse.levels.end(), [](float level) { return std::isnan(level); }));
}

void TestGlimpse::threadsShareIt()
{
    const Comparison both(test::noise(soundLength), hann(1024, 16, 2048), Reduction::Maximum, wholeSound(700, 90));
    Glimpse shared(both.request());
    QVERIFY(shared.pieceCount() > 3);
    std::atomic<int> next = 0;
    std::atomic<int> wholes = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 3; ++i)
            threads.emplace_back([&] {
                for (int piece = next++; piece < shared.pieceCount(); piece = next++)
                    wholes += shared.compute(piece, {}) == Glimpse::Outcome::Whole ? 1 : 0;
            });
    }
    QCOMPARE(wholes.load(), 1);
    QCOMPARE(shared.grid().levels, both.glimpse().levels);
    QCOMPARE(shared.top(), topLevel(shared.grid()));
}

void TestGlimpse::whatIsStoppedIsNeverWhole()
{
    const Comparison both(test::noise(soundLength), hann(256, 64, 256), Reduction::Maximum, wholeSound(90, 40));
    Glimpse glimpse(both.request());
    std::stop_source stop;
    stop.request_stop();
    for (int piece = 0; piece < glimpse.pieceCount(); ++piece)
        QVERIFY(glimpse.compute(piece, stop.get_token()) == Glimpse::Outcome::Unfinished);
}

/// A disk that is asked for many places at once brings them far sooner.
void TestGlimpse::whatItReadsIsExpected()
{
    const Comparison both(test::noise(soundLength), hann(256, 64, 256), Reduction::Maximum, wholeSound(400, 40));
    const auto source = std::make_shared<test::ExpectingSource>(test::monoSource(test::noise(soundLength), sampleRate));
    GlimpseRequest request = both.request();
    request.source = source;
    Glimpse glimpse(request);
    for (int piece = 0; piece < glimpse.pieceCount(); ++piece)
        glimpse.compute(piece, {});
    QVERIFY(source->expectations() > 100);
    QCOMPARE(source->surprises(), 0);
}

/// Asking a disk that has much to do may take as long as reading.
void TestGlimpse::whatIsSlowToExpectIsLeftToTiles()
{
    const Comparison both(test::noise(soundLength), hann(256, 64, 256), Reduction::Maximum, wholeSound(400, 40));
    std::stop_source stop;
    int asked = 0;
    const auto source =
        std::make_shared<test::ExpectingSource>(test::monoSource(test::noise(soundLength), sampleRate), [&] {
            ++asked;
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            if (asked == 4)
                stop.request_stop();
        });
    GlimpseRequest request = both.request();
    request.source = source;
    QVERIFY(Glimpse(request).compute(0, stop.get_token()) == Glimpse::Outcome::Unfinished); // stopped in the middle
    QCOMPARE(source->expectations(), 4);
    Glimpse glimpse(request);
    for (int piece = 0; piece < glimpse.pieceCount(); ++piece)
        QVERIFY(glimpse.compute(piece, {}) == Glimpse::Outcome::TooSlow);
    QVERIFY2(source->expectations() < 20, qPrintable(QString::number(source->expectations())));
}

/// As on a share at the other end of the world.
void TestGlimpse::whatIsSlowToReadIsLeftToTiles()
{
    class SlowSource final : public SampleSource
    {
    public:
        const SoundDescription& description() const override { return m_near->description(); }
        std::int64_t availableSamples() const override { return m_near->availableSamples(); }
        std::int64_t expectedSamples() const override { return m_near->expectedSamples(); }
        bool isComplete() const override { return true; }
        std::vector<SoundNotice> notices() const override { return {}; }
        ReadOutcome read(std::int64_t first, ChannelChoice channel, std::span<float> out) const override
        {
            ++m_reads;
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            return m_near->read(first, channel, out);
        }
        ReadOutcome read(std::int64_t first, ChannelChoice channel, std::span<double> out) const override
        {
            return m_near->read(first, channel, out);
        }
        int reads() const { return m_reads; }

    private:
        std::shared_ptr<const SampleSource> m_near = test::monoSource(test::noise(soundLength), sampleRate);
        mutable std::atomic<int> m_reads = 0;
    };
    const Comparison both(test::noise(soundLength), hann(256, 64, 256), Reduction::Maximum, wholeSound(400, 40));
    const auto slow = std::make_shared<SlowSource>();
    GlimpseRequest request = both.request();
    request.source = slow;
    Glimpse glimpse(request);
    for (int piece = 0; piece < glimpse.pieceCount(); ++piece)
        QVERIFY(glimpse.compute(piece, {}) == Glimpse::Outcome::TooSlow);
    QVERIFY2(slow->reads() < 20, qPrintable(QString::number(slow->reads())));
}

void TestGlimpse::gapsAreFilled()
{
    LevelGrid grid;
    grid.levels = {1, std::nanf(""), 3, std::nanf("")};
    LevelGrid glimpse;
    glimpse.levels = {9, 2, 9, 4};
    fillUnknown(grid, glimpse);
    QCOMPARE(grid.levels, (std::vector<float>{1, 2, 3, 4}));
}

QTEST_GUILESS_MAIN(TestGlimpse)
#include "tst_glimpse.moc"
