// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/plotpane.h"

#include "widgets/theme/theme.h"

#include <QFontMetrics>
#include <QImage>
#include <QPainter>
#include <QTest>

#include <memory>

using namespace gabor;

namespace {

constexpr double finest = 2; ///< device pixels a logical pixel

/// What of @p image in @p area (logical pixels) is not the ground.
int inkIn(const QImage& image, QRect area)
{
    const QRgb ground = themeColors(false).window.rgb();
    int ink = 0;
    const QRect pixels = QRect(area.topLeft() * finest, area.size() * finest).intersected(image.rect());
    for (int y = pixels.top(); y <= pixels.bottom(); ++y) {
        for (int x = pixels.left(); x <= pixels.right(); ++x)
            ink += image.pixel(x, y) != ground ? 1 : 0;
    }
    return ink;
}

} // namespace

/// Numbers and captions beside a frame of any size.
class TestPlotPane : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }

    void captionsAreNeverCut_data();
    void captionsAreNeverCut();
    void aLowPaneKeepsItsZero();
    void theNeededMarginHoldsNumbersAndCaption_data();
    void theNeededMarginHoldsNumbersAndCaption();
    void manyChangesArePaintedOnce();
    void theOverlayIsPaintedAlone();
    void whatNobodySeesIsNotPainted();

private:
    static std::unique_ptr<PlotPane> paneOf(AxisKind kind, int height);
};

std::unique_ptr<PlotPane> TestPlotPane::paneOf(AxisKind kind, int height)
{
    auto pane = std::make_unique<PlotPane>(kind);
    pane->setAttribute(Qt::WA_DontShowOnScreen);
    pane->resize(300, height);
    pane->setTimeRange(0, 8);
    if (kind == AxisKind::Frequency) {
        pane->setFrequencyAxis({}, 0, 24'000);
    } else {
        pane->setTimeAxisLabelled(false);
        pane->setVerticalRange(-1.1, 1.1);
    }
    pane->show();
    return pane;
}

void TestPlotPane::captionsAreNeverCut_data()
{
    QTest::addColumn<AxisKind>("kind");
    QTest::addColumn<int>("least"); ///< height from which on there is one
    QTest::newRow("amplitude") << AxisKind::Amplitude << 48;
    QTest::newRow("frequency") << AxisKind::Frequency << 80;
}

void TestPlotPane::captionsAreNeverCut()
{
    QFETCH(AxisKind, kind);
    QFETCH(int, least);
    for (int height = 24; height <= 220; ++height) {
        const auto pane = paneOf(kind, height);
        const QImage image = pane->toImage(finest);
        const int column = QFontMetrics(pane->font()).ascent() - 2;
        // Whatever is cut would reach an end of the pane.
        QVERIFY2(inkIn(image, {0, 0, column, 1}) == 0, qPrintable(QString::number(height)));
        QVERIFY2(inkIn(image, {0, height - 1, column, 1}) == 0, qPrintable(QString::number(height)));
        if (height >= least)
            QVERIFY2(inkIn(image, {0, 0, column, height}) > 20, qPrintable(QString::number(height)));
    }
}

void TestPlotPane::aLowPaneKeepsItsZero()
{
    for (const int height : {28, 36, 48, 60}) {
        const auto pane = paneOf(AxisKind::Amplitude, height);
        const QImage image = pane->toImage(finest);
        const QRect zero(PlotPane::leftMargin - 20, height / 2 - 6, 12, 12);
        QVERIFY2(inkIn(image, zero) > 5, qPrintable(QString::number(height)));
    }
}

void TestPlotPane::theNeededMarginHoldsNumbersAndCaption_data()
{
    QTest::addColumn<AxisKind>("kind");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::newRow("amplitude") << AxisKind::Amplitude << -1.1 << 1.1;
    QTest::newRow("small amplitude") << AxisKind::Amplitude << -0.0021 << 0.0021;
    QTest::newRow("frequency") << AxisKind::Frequency << 0.0 << 24'000.0;
    QTest::newRow("part of the frequencies") << AxisKind::Frequency << 4000.0 << 4100.0;
}

void TestPlotPane::theNeededMarginHoldsNumbersAndCaption()
{
    QFETCH(AxisKind, kind);
    QFETCH(double, low);
    QFETCH(double, high);
    const auto pane = paneOf(kind, 240);
    pane->setVerticalRange(low, high);
    const int margin = pane->neededLeftMargin();
    QVERIFY2(margin > 25 && margin <= PlotPane::leftMargin, qPrintable(QString::number(margin)));
    pane->setLeftMargin(margin);
    QCOMPARE(pane->inside().left(), margin);
    const QImage image = pane->toImage(finest);
    // Caption, gap, numbers, gap, frame: the numbers touch neither.
    QList<int> gaps;
    for (int x = 0, lastInk = 0; x < margin; ++x) {
        if (inkIn(image, {x, 12, 1, 180}) == 0)
            continue;
        if (x - lastInk > 2)
            gaps << lastInk;
        lastInk = x;
    }
    QVERIFY2(!gaps.isEmpty(), "a caption and numbers stand apart");
    QCOMPARE(inkIn(image, {0, 0, 1, 240}), 0);
}

void TestPlotPane::manyChangesArePaintedOnce()
{
    const auto pane = paneOf(AxisKind::Frequency, 240);
    int painted = 0;
    pane->setContent([&painted](QPainter&, const QRect&) { ++painted; });
    pane->refresh();
    pane->grab();
    QCOMPARE(painted, 1);
    for (int i = 1; i <= 10; ++i) {
        pane->setTimeRange(i, i + 8);
        pane->refresh();
        pane->refreshOverlay();
    }
    pane->resize(400, 300);
    QCOMPARE(painted, 1);
    pane->grab();
    QCOMPARE(painted, 2);
    pane->grab(); // nothing has changed: it is painted once more, and kept
    QCOMPARE(painted, 3);
    pane->grab();
    QCOMPARE(painted, 3);
}

void TestPlotPane::theOverlayIsPaintedAlone()
{
    const auto pane = paneOf(AxisKind::Frequency, 240);
    int contents = 0;
    QRect place;
    pane->setContent([&contents](QPainter&, const QRect&) { ++contents; });
    pane->setOverlay([&place](QPainter& painter, const QRect& inside) {
        place = inside;
        painter.fillRect(inside.adjusted(-50, -50, 50, 50), Qt::red); // is clipped
    });
    pane->refresh();
    const QImage first = pane->grab().toImage();
    QCOMPARE(place, pane->inside());
    QCOMPARE(first.pixel(place.center()), QColor(Qt::red).rgb());
    QVERIFY(first.pixel(place.left() - 2, place.center().y()) != QColor(Qt::red).rgb());
    pane->setOverlay({});
    pane->refreshOverlay();
    const QImage without = pane->grab().toImage();
    QVERIFY(without.pixel(place.center()) != QColor(Qt::red).rgb());
    const int contentsWhenKept = contents;
    for (int i = 0; i < 3; ++i) {
        pane->refreshOverlay();
        QCOMPARE(pane->grab().toImage(), without);
    }
    QCOMPARE(contents, contentsWhenKept);
}

void TestPlotPane::whatNobodySeesIsNotPainted()
{
    PlotPane pane(AxisKind::Frequency);
    int painted = 0;
    pane.setContent([&painted](QPainter&, const QRect&) { ++painted; });
    for (int width = 200; width < 240; ++width)
        pane.resize(width, 200);
    pane.refresh();
    QCoreApplication::processEvents();
    QCOMPARE(painted, 0);
}

QTEST_MAIN(TestPlotPane)
#include "tst_plotpane.moc"
