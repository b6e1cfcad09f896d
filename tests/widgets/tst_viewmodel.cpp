// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/viewmodel.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace gabor;

class TestViewModel : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void beginsWithTheWhole();
    void neverLeavesTheSound_data();
    void neverLeavesTheSound();
    void zoomKeepsItsCenter();
    void zoomingBackIsExact();
    void theClosestZoomDoesNotCreep();
    void movingKeepsTheLength();
    void oneGestureIsOneStepBack();
    void whatChangesNothingIsNoStep();
    void historyHasAnEnd();
    void growingIsFollowedByAViewOfTheWholeAlone();
    void resetForgets();
    void selectionIsZoomedTo();
    void selectionGrowsFromTheCursor();
    void aSoundOfOneSampleCanBeShown();
    void allFrequenciesStayAllOnEveryScale_data() { everyScale(); }
    void allFrequenciesStayAllOnEveryScale();
    void anotherViewStaysWhereItIs_data() { everyScale(); }
    void anotherViewStaysWhereItIs();
    void zoomKeepsThePlaceOnTheScale_data() { everyScale(); }
    void zoomKeepsThePlaceOnTheScale();
    void panKeepsTheSizeOnTheScale_data() { everyScale(); }
    void panKeepsTheSizeOnTheScale();
    void theClosestZoomIsAFewHertz_data() { everyScale(); }
    void theClosestZoomIsAFewHertz();
    void noScaleIsLeft_data() { everyScale(); }
    void noScaleIsLeft();
    void goingBackFindsTheSameOnAnotherScale();
    void aSelectionOfAllFrequenciesCanBeZoomedToOnALogScale();

private:
    static void everyScale();
    double place(double hz) const { return scaleFromHz(hz, m_view->frequencyScale()); }
    double size() const { return m_view->highPlace() - m_view->lowPlace(); }

    std::unique_ptr<ViewModel> m_view;
};

void TestViewModel::init()
{
    m_view = std::make_unique<ViewModel>();
    m_view->reset(100'000, 48'000);
}

void TestViewModel::beginsWithTheWhole()
{
    QVERIFY(m_view->span() == (PictureSpan{0, 100'000, 0, 24'000}));
    QVERIFY(!m_view->canGoBack());
    QVERIFY(!m_view->selection());
    QVERIFY(!m_view->cursor());
    QCOMPARE(m_view->endSeconds(), 100'000 / 48'000.0);
}

void TestViewModel::neverLeavesTheSound_data()
{
    QTest::addColumn<double>("begin");
    QTest::addColumn<double>("end");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::newRow("beyond both ends") << -5e9 << 5e9 << -1e6 << 1e6;
    QTest::newRow("before the begin") << -5000.0 << -1000.0 << -10.0 << -5.0;
    QTest::newRow("behind the end") << 200'000.0 << 300'000.0 << 30'000.0 << 40'000.0;
    QTest::newRow("empty") << 500.0 << 500.0 << 100.0 << 100.0;
    QTest::newRow("backwards") << 900.0 << 500.0 << 200.0 << 100.0;
}

void TestViewModel::neverLeavesTheSound()
{
    QFETCH(double, begin);
    QFETCH(double, end);
    QFETCH(double, low);
    QFETCH(double, high);
    m_view->show({begin, end, low, high});
    const PictureSpan& span = m_view->span();
    QVERIFY(span.beginSample >= 0 && span.endSample <= 100'000 && span.endSample - span.beginSample >= 15.999);
    QVERIFY(span.lowHz >= 0 && span.highHz <= 24'000 && span.highHz > span.lowHz);
}

void TestViewModel::zoomKeepsItsCenter()
{
    m_view->show({20'000, 60'000, 1000, 9000});
    m_view->zoomTime(0.25, 30'000);
    QVERIFY(m_view->span() == (PictureSpan{27'500, 37'500, 1000, 9000}));
    m_view->zoomFrequency(0.5, 3000);
    QVERIFY(m_view->span() == (PictureSpan{27'500, 37'500, 2000, 6000}));
}

void TestViewModel::zoomingBackIsExact()
{
    m_view->show({20'000, 60'000, 1000, 9000});
    for (int i = 0; i < 20; ++i)
        m_view->zoomTime(0.8, 33'333);
    for (int i = 0; i < 20; ++i)
        m_view->zoomTime(1 / 0.8, 33'333);
    QVERIFY(std::abs(m_view->span().beginSample - 20'000) < 1e-6);
    QVERIFY(std::abs(m_view->span().endSample - 60'000) < 1e-6);
}

void TestViewModel::theClosestZoomDoesNotCreep()
{
    m_view->zoomTime(1e-9, 70'000);
    const PictureSpan closest = m_view->span();
    QVERIFY(std::abs(closest.endSample - closest.beginSample - 16) < 1e-6);
    for (int i = 0; i < 50; ++i) {
        m_view->zoomTime(0.5, closest.beginSample + 3);
        m_view->zoomFrequency(0.5, 100);
    }
    QVERIFY(std::abs(m_view->span().beginSample - closest.beginSample) < 1e-6);
    const double width = m_view->span().highHz - m_view->span().lowHz;
    QVERIFY(width > 0 && width <= 2.4 + 1e-9);
}

void TestViewModel::movingKeepsTheLength()
{
    m_view->show({20'000, 60'000, 1000, 9000});
    m_view->moveBy(1e9, 1e9);
    QVERIFY(m_view->span() == (PictureSpan{60'000, 100'000, 16'000, 24'000}));
    m_view->moveBy(-1e9, -1e9);
    QVERIFY(m_view->span() == (PictureSpan{0, 40'000, 0, 8000}));
}

void TestViewModel::oneGestureIsOneStepBack()
{
    m_view->beginGesture();
    for (int i = 0; i < 10; ++i)
        m_view->zoomTime(0.9, 50'000);
    const PictureSpan zoomed = m_view->span();
    m_view->beginGesture();
    m_view->moveBy(100, 0);
    m_view->moveBy(100, 0);
    m_view->goBack();
    QVERIFY(m_view->span() == zoomed);
    m_view->goBack();
    QVERIFY(m_view->span() == m_view->whole());
    QVERIFY(!m_view->canGoBack());
    m_view->goBack(); // where there is nothing before
    QVERIFY(m_view->span() == m_view->whole());
}

void TestViewModel::whatChangesNothingIsNoStep()
{
    QSignalSpy changes(m_view.get(), &ViewModel::spanChanged);
    m_view->beginGesture();
    m_view->fitAll();
    m_view->zoomTime(2, 500);
    m_view->moveBy(-100, 100);
    QCOMPARE(changes.count(), 0);
    QVERIFY(!m_view->canGoBack());
}

void TestViewModel::historyHasAnEnd()
{
    for (int i = 0; i < 1000; ++i) {
        m_view->beginGesture();
        m_view->show({i * 10.0, i * 10.0 + 1000, 0, 24'000});
    }
    int steps = 0;
    for (; m_view->canGoBack(); ++steps)
        m_view->goBack();
    QVERIFY2(steps >= 50 && steps <= 200, qPrintable(QString::number(steps)));
}

void TestViewModel::growingIsFollowedByAViewOfTheWholeAlone()
{
    m_view->setLimits(150'000, 48'000);
    QVERIFY(m_view->span() == (PictureSpan{0, 150'000, 0, 24'000}));
    m_view->show({20'000, 60'000, 1000, 9000});
    m_view->setLimits(200'000, 48'000);
    QVERIFY(m_view->span() == (PictureSpan{20'000, 60'000, 1000, 9000}));
    m_view->setLimits(30'000, 48'000); // it was shorter than it claimed
    QVERIFY(m_view->span().endSample <= 30'000);
}

void TestViewModel::resetForgets()
{
    m_view->show({20'000, 60'000, 1000, 9000});
    m_view->select(TimeFrequencyBox{1, 2, 3, 4});
    m_view->setCursor(ViewModel::Cursor{10, 20.0});
    m_view->reset(5000, 8000);
    QVERIFY(m_view->span() == (PictureSpan{0, 5000, 0, 4000}));
    QVERIFY(!m_view->canGoBack());
    QVERIFY(!m_view->selection());
    QVERIFY(!m_view->cursor());
}

void TestViewModel::selectionIsZoomedTo()
{
    const PictureSpan before = m_view->span();
    m_view->zoomToSelection();
    QVERIFY(m_view->span() == before);
    m_view->select(TimeFrequencyBox{500, 900, 100, 200});
    m_view->zoomToSelection();
    QVERIFY(m_view->span() == (PictureSpan{500, 900, 100, 200}));
    m_view->goBack();
    QVERIFY(m_view->span() == before);
}

void TestViewModel::selectionGrowsFromTheCursor()
{
    m_view->selectFromCursor(true); // without a cursor: nothing
    QVERIFY(!m_view->selection());
    m_view->setCursor(ViewModel::Cursor{3000, std::nullopt});
    m_view->selectFromCursor(true);
    QVERIFY(m_view->selection() == (TimeFrequencyBox{3000, 100'000, 0, 24'000}));
    m_view->setCursor(ViewModel::Cursor{5000, std::nullopt});
    m_view->selectFromCursor(false);
    QVERIFY(m_view->selection() == (TimeFrequencyBox{3000, 5000, 0, 24'000}));
    m_view->setCursor(ViewModel::Cursor{8000, std::nullopt});
    m_view->selectFromCursor(true); // past the other end
    QVERIFY(m_view->selection() == (TimeFrequencyBox{8000, 100'000, 0, 24'000}));
}

void TestViewModel::aSoundOfOneSampleCanBeShown()
{
    for (const double count : {0.0, 1.0, 2.0}) {
        m_view->reset(count, 48'000);
        m_view->zoomTime(0.5, 0.5);
        m_view->zoomTime(3, 0.5);
        m_view->moveBy(10, 10);
        const PictureSpan& span = m_view->span();
        QVERIFY(span.endSample > span.beginSample);
        QVERIFY(std::isfinite(span.beginSample) && std::isfinite(span.endSample));
    }
}

void TestViewModel::everyScale()
{
    QTest::addColumn<FrequencyScale>("scale");
    for (const FrequencyScaleInfo& info : frequencyScaleCatalog())
        QTest::newRow(info.name.data()) << info.scale;
}

void TestViewModel::allFrequenciesStayAllOnEveryScale()
{
    QFETCH(FrequencyScale, scale);
    m_view->setFrequencyScale(scale);
    QCOMPARE(m_view->span().lowHz, scale == FrequencyScale::Log ? 10.0 : 0.0);
    QCOMPARE(m_view->span().highHz, 24'000.0);
    m_view->zoomFrequency(0.5, 1000);
    m_view->zoomFrequency(4, 1000);
    QVERIFY(m_view->span() == m_view->whole());
    m_view->reset(5000, 8000);
    QVERIFY(m_view->span() == m_view->whole());
    m_view->setFrequencyScale(FrequencyScale::Linear);
    QVERIFY(m_view->span() == (PictureSpan{0, 5000, 0, 4000}));
}

void TestViewModel::anotherViewStaysWhereItIs()
{
    QFETCH(FrequencyScale, scale);
    QSignalSpy changes(m_view.get(), &ViewModel::spanChanged);
    m_view->show({20'000, 60'000, 1000, 9000});
    const auto before = changes.count();
    m_view->setFrequencyScale(scale);
    QVERIFY(m_view->span() == (PictureSpan{20'000, 60'000, 1000, 9000}));
    QCOMPARE(changes.count() - before, scale == FrequencyScale::Linear ? 0 : 1);
    m_view->setFrequencyScale(FrequencyScale::Linear);
    m_view->show({20'000, 60'000, 0, 9000});
    m_view->setFrequencyScale(scale);
    QVERIFY(m_view->span() == (PictureSpan{20'000, 60'000, m_view->lowestHz(), 9000}));
}

void TestViewModel::zoomKeepsThePlaceOnTheScale()
{
    QFETCH(FrequencyScale, scale);
    m_view->setFrequencyScale(scale);
    m_view->show({0, 100'000, 100, 9000});
    const double before = size();
    const double share = (place(500) - m_view->lowPlace()) / before;
    for (int i = 0; i < 10; ++i)
        m_view->zoomFrequency(0.8, 500);
    QVERIFY(std::abs(size() - before * std::pow(0.8, 10)) < before * 1e-9);
    QVERIFY(std::abs((place(500) - m_view->lowPlace()) / size() - share) < 1e-9);
    for (int i = 0; i < 10; ++i)
        m_view->zoomFrequency(1 / 0.8, 500);
    QVERIFY(std::abs(m_view->span().lowHz - 100) < 1e-6 && std::abs(m_view->span().highHz - 9000) < 1e-6);
}

void TestViewModel::panKeepsTheSizeOnTheScale()
{
    QFETCH(FrequencyScale, scale);
    m_view->setFrequencyScale(scale);
    m_view->show({0, 100'000, 100, 9000});
    const double before = size();
    const double low = m_view->lowPlace();
    m_view->moveBy(0, before / 10);
    QVERIFY(std::abs(m_view->lowPlace() - low - before / 10) < before * 1e-9);
    QVERIFY(std::abs(size() - before) < before * 1e-9);
    m_view->moveBy(0, 1e9);
    QCOMPARE(m_view->span().highHz, 24'000.0);
    QVERIFY(std::abs(size() - before) < before * 1e-9);
    m_view->moveBy(0, -1e9);
    QCOMPARE(m_view->span().lowHz, m_view->lowestHz());
    QVERIFY(std::abs(size() - before) < before * 1e-9);
    const PictureSpan atBottom = m_view->span();
    m_view->moveBy(1, 0); // time alone leaves the frequencies as they are to the last digit
    QCOMPARE(m_view->span().lowHz, atBottom.lowHz);
    QCOMPARE(m_view->span().highHz, atBottom.highHz);
}

void TestViewModel::theClosestZoomIsAFewHertz()
{
    QFETCH(FrequencyScale, scale);
    m_view->setFrequencyScale(scale);
    for (const double hz : {20.0, 440.0, 10'000.0}) {
        m_view->fitAll();
        m_view->zoomFrequency(1e-9, hz);
        const PictureSpan closest = m_view->span();
        QVERIFY(closest.lowHz <= hz && closest.highHz >= hz);
        QVERIFY(closest.highHz - closest.lowHz <= 10);
        for (int i = 0; i < 50; ++i)
            m_view->zoomFrequency(0.5, hz);
        QVERIFY(std::abs(m_view->span().lowHz - closest.lowHz) < 1e-6);
    }
}

void TestViewModel::noScaleIsLeft()
{
    QFETCH(FrequencyScale, scale);
    m_view->setFrequencyScale(scale);
    const std::vector<PictureSpan> wishes{{0, 1000, -1e6, 1e6},      {0, 1000, -10, -5}, {0, 1000, 30'000, 40'000},
                                          {0, 1000, 0, 500},         {0, 1000, 5, 5},    {0, 1000, 900, 100},
                                          {0, 1000, 23'999, 50'000}, {0, 1000, 0, 0}};
    for (const PictureSpan& wish : wishes) {
        m_view->show(wish);
        const PictureSpan& span = m_view->span();
        QVERIFY(span.lowHz >= m_view->lowestHz() && span.highHz <= 24'000 && span.highHz > span.lowHz);
        QVERIFY(std::isfinite(m_view->lowPlace()) && std::isfinite(m_view->highPlace()));
        m_view->zoomFrequency(3, span.lowHz);
        m_view->moveBy(0, -size() / 3);
        QVERIFY(span.lowHz >= m_view->lowestHz() && span.highHz <= 24'000 && span.highHz > span.lowHz);
    }
}

void TestViewModel::goingBackFindsTheSameOnAnotherScale()
{
    m_view->beginGesture();
    m_view->show({0, 100'000, 300, 9000});
    m_view->beginGesture();
    m_view->show({0, 100'000, 400, 500});
    m_view->setFrequencyScale(FrequencyScale::Log);
    m_view->goBack();
    QVERIFY(m_view->span() == (PictureSpan{0, 100'000, 300, 9000}));
    m_view->setFrequencyScale(FrequencyScale::Linear);
    m_view->goBack();
    QVERIFY(m_view->span() == (PictureSpan{0, 100'000, 0, 24'000}));
    QVERIFY(!m_view->canGoBack());
}

void TestViewModel::aSelectionOfAllFrequenciesCanBeZoomedToOnALogScale()
{
    m_view->setFrequencyScale(FrequencyScale::Log);
    m_view->select(TimeFrequencyBox{500, 900, 0, 24'000});
    m_view->zoomToSelection();
    QVERIFY(m_view->span() == (PictureSpan{500, 900, 10, 24'000}));
    QCOMPARE(m_view->selection()->lowHz, 0.0); // still all there is
}

QTEST_GUILESS_MAIN(TestViewModel)
#include "tst_viewmodel.moc"
