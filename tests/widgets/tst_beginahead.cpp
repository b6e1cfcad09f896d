// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/watchedsource.h"
#include "widgets/panes/spectrogrampane.h"
#include "widgets/panes/viewmodel.h"

#include <QTest>

#include <future>

using namespace gabor;

namespace {

constexpr std::int64_t length = 2'000'000;
constexpr int patienceMs = 30'000;

SpectrumSpec spec()
{
    SpectrumSpec made;
    made.source = 1;
    made.channel = {0};
    made.stft = {.windowLength = 1024, .hop = 256, .nfft = 1024};
    return made;
}

} // namespace

/// Tiles that are begun before a pane has its place and its view.
class TestBeginAhead : public QObject
{
    Q_OBJECT

private slots:
    void tilesStayUntilThereIsAView();
    void anotherViewHasItsOwn();

private:
    std::shared_ptr<const test::WatchedSource> m_source = std::make_shared<test::WatchedSource>(test::noise(length));
    JobQueue m_queue{1};
};

void TestBeginAhead::tilesStayUntilThereIsAView()
{
    std::promise<void> begin;
    m_queue.submit(JobQueue::Urgency::Sketch, {}, [until = begin.get_future().share()] { until.wait(); });
    ViewModel view;
    SpectrogramPane pane(view, m_queue, std::size_t{64} << 20U);
    pane.setSketching(false);
    pane.beginAhead(m_source, spec(), 700);
    const int jobs = pane.feed().runningJobs();
    QVERIFY(jobs > 0);
    const int lod = pane.feed().cover().lod;
    pane.resize(90, 200); // on the way to its place
    pane.show();
    view.setFrequencyScale(FrequencyScale::Mel);
    QCOMPARE(pane.feed().runningJobs(), jobs);
    pane.resize(800, 400);
    view.reset(static_cast<double>(length), 48'000);
    pane.setSpectrum(m_source, spec());
    QCOMPARE(pane.feed().cover().lod, lod);
    QCOMPARE(pane.feed().runningJobs(), jobs);
    begin.set_value();
    QTRY_VERIFY_WITH_TIMEOUT(pane.feed().isSettled(), patienceMs);
    QVERIFY2(m_source->samplesRead() < length + length / 10, qPrintable(QString::number(m_source->samplesRead())));
}

void TestBeginAhead::anotherViewHasItsOwn()
{
    ViewModel view;
    SpectrogramPane pane(view, m_queue, std::size_t{64} << 20U);
    pane.setSketching(false);
    pane.beginAhead(m_source, spec(), 700);
    pane.resize(800, 400);
    pane.show();
    view.reset(static_cast<double>(length), 48'000);
    view.show({0, length / 50.0, 0, 24'000});
    pane.setSpectrum(m_source, spec());
    QTRY_VERIFY_WITH_TIMEOUT(pane.feed().isSettled(), patienceMs);
    QCOMPARE(pane.feed().cover().lod, 0);
    QVERIFY(!pane.feed().mosaic().hasGaps);
}

QTEST_MAIN(TestBeginAhead)
#include "tst_beginahead.moc"
