// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/contentpacer.h"

#include "tests/support/signals.h"

#include <QTest>

#include <algorithm>
#include <future>

using namespace gabor;

namespace {

constexpr int patienceMs = 30'000;

FigureContent contentOf(const std::shared_ptr<const SampleSource>& source, int windowLength)
{
    FigureContent content;
    content.source = source;
    content.spec.source = 1;
    content.spec.channel = {0};
    content.spec.stft = {
        .window = {}, .windowLength = windowLength, .hop = windowLength / 4, .nfft = windowLength, .detrend = {}};
    return content;
}

} // namespace

class TestContentPacer : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_queue = std::make_unique<JobQueue>(1);
        m_figure = std::make_unique<FigureView>(*m_queue, std::size_t{64} << 20);
        m_figure->resize(600, 400);
        m_pacer = std::make_unique<ContentPacer>(*m_figure);
        m_source = test::monoSource(test::noise(200'000), 48000);
    }
    void cleanup()
    {
        m_pacer.reset();
        m_figure.reset();
        m_queue.reset();
    }

    void theLatestWaitsForThePictureBeforeIt()
    {
        showFirst();
        m_pacer->setLongestWait(patienceMs);
        std::promise<void> begin; // no picture comes before
        m_queue->submit(JobQueue::Urgency::Sketch, {}, [until = begin.get_future().share()] { until.wait(); });
        m_pacer->show(contentOf(m_source, 512));
        QCOMPARE(shownLength(), 512);
        m_pacer->show(contentOf(m_source, 600));
        m_pacer->show(contentOf(m_source, 700));
        QCOMPARE(shownLength(), 512);
        QVERIFY(m_pacer->isWaiting());
        QVERIFY(!m_figure->progress().settled);

        std::vector<int> painted;
        connect(&m_figure->spectrogram(), &PlotPane::painted, this, [&] {
            if (m_figure->spectrogram().isWhole())
                painted.push_back(shownLength());
        });
        begin.set_value();
        QVERIFY(QTest::qWaitFor([&] { return m_figure->progress().settled; }, patienceMs));
        QCOMPARE(shownLength(), 700);
        QVERIFY(!m_pacer->isWaiting());
        QVERIFY(!painted.empty());
        QCOMPARE(painted.front(), 512); // the picture that was on its way has been seen
        QVERIFY(std::find(painted.begin(), painted.end(), 600) == painted.end());
    }

    void aPictureThatTakesTooLongIsGivenUp()
    {
        showFirst();
        std::promise<void> begin;
        m_queue->submit(JobQueue::Urgency::Sketch, {}, [until = begin.get_future().share()] { until.wait(); });
        m_pacer->show(contentOf(m_source, 512));
        m_pacer->show(contentOf(m_source, 700));
        QVERIFY(QTest::qWaitFor([&] { return shownLength() == 700; }, patienceMs));
        begin.set_value();
    }

    void colorsDoNotWait()
    {
        showFirst();
        std::promise<void> begin;
        m_queue->submit(JobQueue::Urgency::Sketch, {}, [until = begin.get_future().share()] { until.wait(); });
        FigureContent content = contentOf(m_source, 512);
        m_pacer->show(content);
        content.display.low = -77;
        m_pacer->show(content);
        QCOMPARE(m_figure->content().display.low, -77.0);
        QVERIFY(!m_pacer->isWaiting());
        begin.set_value();
    }

    void colorsTakeWhatWaitsWithThem()
    {
        showFirst();
        std::promise<void> begin;
        m_queue->submit(JobQueue::Urgency::Sketch, {}, [until = begin.get_future().share()] { until.wait(); });
        m_pacer->show(contentOf(m_source, 512));
        FigureContent content = contentOf(m_source, 700);
        m_pacer->show(content);
        QVERIFY(m_pacer->isWaiting());
        content.display.low = -77;
        m_pacer->show(content); // or limits that are found meanwhile would be those of the display before
        QVERIFY(!m_pacer->isWaiting());
        QCOMPARE(shownLength(), 700);
        QCOMPARE(m_figure->content().display.low, -77.0);
        begin.set_value();
    }

    void anotherSoundDoesNotWait()
    {
        showFirst();
        std::promise<void> begin;
        m_queue->submit(JobQueue::Urgency::Sketch, {}, [until = begin.get_future().share()] { until.wait(); });
        m_pacer->show(contentOf(m_source, 512));
        m_pacer->show(contentOf(m_source, 700));
        const auto other = test::monoSource(test::noise(100'000), 44100);
        m_pacer->show(contentOf(other, 256));
        QCOMPARE(m_figure->content().source, std::shared_ptr<const SampleSource>(other));
        QVERIFY(!m_pacer->isWaiting());
        begin.set_value();
        QVERIFY(QTest::qWaitFor([&] { return m_figure->progress().settled; }, patienceMs));
        QCOMPARE(shownLength(), 256);
    }

    void hiddenFiguresDoNotWait()
    {
        m_pacer->show(contentOf(m_source, 1024));
        for (const int length : {512, 600, 700}) {
            m_pacer->show(contentOf(m_source, length));
            QCOMPARE(shownLength(), length);
        }
    }

private:
    int shownLength() const { return m_figure->content().spec.stft.windowLength; }
    void showFirst()
    {
        m_pacer->show(contentOf(m_source, 1024));
        m_figure->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_figure.get()));
        QVERIFY(QTest::qWaitFor([&] { return m_figure->progress().settled; }, patienceMs));
        QCoreApplication::processEvents();
    }

    std::unique_ptr<JobQueue> m_queue;
    std::unique_ptr<FigureView> m_figure;
    std::unique_ptr<ContentPacer> m_pacer;
    std::shared_ptr<const SampleSource> m_source;
};

QTEST_MAIN(TestContentPacer)
#include "tst_contentpacer.moc"
