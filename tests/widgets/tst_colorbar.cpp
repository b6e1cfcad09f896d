// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/colorbar.h"

#include "tests/app/gestures.h"
#include "widgets/plot/plotpainter.h"

#include <QImage>
#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <QThreadPool>

#include <chrono>
#include <cmath>
#include <memory>
#include <semaphore>

using namespace gabor;

namespace {

constexpr int frameTop = 10;
constexpr int frameHeight = 400;
constexpr double barMiddle = 19;

DisplayParameters displayOn(LevelScale scale)
{
    DisplayParameters display;
    display.levelScale = scale;
    display.calibrationDb = 94;
    display.automaticLevels = true;
    const bool isAmplitude = scale == LevelScale::Magnitude;
    display.low = isAmplitude ? 0 : -80;
    display.high = isAmplitude ? 0.5 : 0;
    return display;
}

} // namespace

/// The bar alone, by mouse and keys, on every scale.
class TestColorBar : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_bar.reset(); }

    void gripsAreDragged_data() { movableScales(); }
    void gripsAreDragged();
    void gripsStopAtEachOther_data() { movableScales(); }
    void gripsStopAtEachOther();
    void bothAreDraggedTogether_data() { movableScales(); }
    void bothAreDraggedTogether();
    void wheelIsTakenBackByTheWheel_data() { movableScales(); }
    void wheelIsTakenBackByTheWheel();
    void keysStep_data() { movableScales(); }
    void keysStep();
    void amplitudesDoNotGoBelowZero();
    void phasesHaveNothingToMove();
    void everyScaleIsDescribed();
    void colorsOfPhasesFillTheBar();
    void histogramStandsWhereTheValuesAre();
    void histogramIsPaintedByOneThread();
    void figuresHaveNoHistogramAndNoGrips();

private:
    void movableScales();
    QPointF place(double value) const;
    const DisplayParameters& now() const { return m_bar->display(); }

    std::unique_ptr<ColorBar> m_bar;
    std::unique_ptr<QSignalSpy> m_emitted;
};

void TestColorBar::init()
{
    QLocale::setDefault(QLocale::c());
    m_bar = std::make_unique<ColorBar>();
    m_bar->resize(m_bar->sizeHint().width(), frameTop + frameHeight + 40);
    m_bar->setFrame(frameTop, frameHeight);
    m_bar->show();
    m_emitted = std::make_unique<QSignalSpy>(m_bar.get(), &ColorBar::displayChanged);
}

void TestColorBar::movableScales()
{
    QTest::addColumn<int>("scale");
    for (const LevelScaleInfo& info : levelScaleCatalog()) {
        if (info.scale != LevelScale::Phase)
            QTest::newRow(info.name.data()) << static_cast<int>(info.scale);
    }
}

QPointF TestColorBar::place(double value) const
{
    const LevelAxis axis = axisAround(now());
    const double share = (axis.range.high - value) / (axis.range.high - axis.range.low);
    return {barMiddle, frameTop + share * frameHeight};
}

void TestColorBar::gripsAreDragged()
{
    QFETCH(int, scale);
    const DisplayParameters before = displayOn(static_cast<LevelScale>(scale));
    m_bar->setDisplay(before);
    const double span = before.high - before.low;
    test::hover(*m_bar, place(before.high));
    QCOMPARE(m_bar->cursor().shape(), Qt::SizeVerCursor);
    test::drag(*m_bar, place(before.high), place(before.high - span / 4));
    QVERIFY(std::abs(now().high - (before.high - span / 4)) < span / 200);
    QCOMPARE(now().low, before.low);
    QVERIFY(!now().automaticLevels);
    QVERIFY(m_emitted->count() > 1); // live

    const double high = now().high;
    test::drag(*m_bar, place(now().low), place(now().low + span / 4));
    QVERIFY(std::abs(now().low - (before.low + span / 4)) < span / 200);
    QCOMPARE(now().high, high);
    QVERIFY(!faultIn(now()));
}

void TestColorBar::gripsStopAtEachOther()
{
    QFETCH(int, scale);
    const DisplayParameters before = displayOn(static_cast<LevelScale>(scale));
    m_bar->setDisplay(before);
    test::drag(*m_bar, place(before.high), QPointF(barMiddle, 5000));
    QCOMPARE(now().low, before.low);
    QVERIFY(now().high > now().low);
    QVERIFY(now().high - now().low < (before.high - before.low) / 40);
}

void TestColorBar::bothAreDraggedTogether()
{
    QFETCH(int, scale);
    const DisplayParameters before = displayOn(static_cast<LevelScale>(scale));
    m_bar->setDisplay(before);
    const double span = before.high - before.low;
    const double middle = (before.high + before.low) / 2;
    test::drag(*m_bar, place(middle), place(middle + span / 8));
    QVERIFY(std::abs(now().high - before.high - span / 8) < span / 200);
    QVERIFY(std::abs(now().high - now().low - span) < span / 200);
}

void TestColorBar::wheelIsTakenBackByTheWheel()
{
    QFETCH(int, scale);
    const DisplayParameters before = displayOn(static_cast<LevelScale>(scale));
    m_bar->setDisplay(before);
    test::wheel(*m_bar, place(before.high), 3);
    QVERIFY(now().high > before.high);
    QVERIFY(now().low >= before.low);
    test::wheel(*m_bar, place(before.high), -3);
    QVERIFY(std::abs(now().high - before.high) <= (before.high - before.low) / 200);
    QVERIFY(std::abs(now().low - before.low) <= (before.high - before.low) / 200);
}

void TestColorBar::keysStep()
{
    QFETCH(int, scale);
    const DisplayParameters before = displayOn(static_cast<LevelScale>(scale));
    m_bar->setDisplay(before);
    const double step = axisAround(before).step();
    QTest::keyClick(m_bar.get(), Qt::Key_Up);
    QVERIFY(std::abs(now().high - before.high - step) < step / 100);
    QCOMPARE(now().low, before.low);
    QTest::keyClick(m_bar.get(), Qt::Key_Up, Qt::ControlModifier);
    QVERIFY(std::abs(now().low - before.low - step) < step / 100);
    const double high = now().high;
    QTest::keyClick(m_bar.get(), Qt::Key_PageDown);
    QVERIFY(now().high < high);
    QSignalSpy automatic(m_bar.get(), &ColorBar::automaticRequested);
    QTest::keyClick(m_bar.get(), Qt::Key_Home);
    test::doubleClick(*m_bar, place(now().high));
    QCOMPARE(automatic.count(), 2);
}

void TestColorBar::amplitudesDoNotGoBelowZero()
{
    m_bar->setDisplay(displayOn(LevelScale::Magnitude));
    test::drag(*m_bar, place(0), QPointF(barMiddle, 5000));
    QCOMPARE(now().low, 0.0);
    QTest::keyClick(m_bar.get(), Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(now().low, 0.0);
    test::drag(*m_bar, place(0.25), QPointF(barMiddle, 5000));
    QCOMPARE(now().low, 0.0);
    QCOMPARE(now().high, 0.5);
}

void TestColorBar::phasesHaveNothingToMove()
{
    const DisplayParameters before = displayOn(LevelScale::Phase);
    m_bar->setDisplay(before);
    QSignalSpy automatic(m_bar.get(), &ColorBar::automaticRequested);
    for (int y = 0; y < m_bar->height(); ++y) {
        test::hover(*m_bar, QPointF(barMiddle, y));
        QCOMPARE(m_bar->cursor().shape(), Qt::ArrowCursor);
    }
    for (double y = frameTop; y < frameTop + frameHeight; y += 13)
        test::drag(*m_bar, QPointF(barMiddle, y), QPointF(barMiddle, y + 50));
    test::wheel(*m_bar, QPointF(barMiddle, 100), 4);
    test::doubleClick(*m_bar, QPointF(barMiddle, 100));
    for (const Qt::Key key : {Qt::Key_Up, Qt::Key_PageDown, Qt::Key_Home})
        QTest::keyClick(m_bar.get(), key);
    QCOMPARE(m_emitted->count() + automatic.count(), 0);
    QVERIFY(now() == before);
}

void TestColorBar::everyScaleIsDescribed()
{
    const auto described = [this](LevelScale scale) {
        m_bar->setDisplay(displayOn(scale));
        return m_bar->accessibleDescription();
    };
    QCOMPARE(described(LevelScale::FullScale), QStringLiteral("From -80.0 to 0.0 dBFS"));
    QCOMPARE(described(LevelScale::Density), QStringLiteral("From -80.0 to 0.0 dB re FS²/Hz"));
    QCOMPARE(described(LevelScale::SoundPressure), QStringLiteral("From -80.0 to 0.0 dB SPL"));
    QCOMPARE(described(LevelScale::Magnitude), QStringLiteral("From 0 to 0.5"));
    QCOMPARE(described(LevelScale::Phase), QStringLiteral("From −π to π rad"));
    QVERIFY(m_bar->accessibleName().contains("Phase (rad)"));
    QVERIFY(m_bar->toolTip().size() <= 200);
}

void TestColorBar::colorsOfPhasesFillTheBar()
{
    DisplayParameters display = displayOn(LevelScale::Phase);
    display.phaseColormap = {ColormapKind::Twilight, false};
    m_bar->setDisplay(display);
    const QImage image = m_bar->grab().toImage();
    const ColorTable& table = colorTable(display.phaseColormap);
    for (const int entry : {5, 64, 128, 200, 250}) {
        const int y = frameTop + static_cast<int>((255.5 - entry) / 256 * frameHeight);
        const QColor shown = image.pixelColor(static_cast<int>(barMiddle), y);
        const QColor meant(table[static_cast<std::size_t>(entry)]);
        QVERIFY(std::abs(shown.red() - meant.red()) + std::abs(shown.green() - meant.green())
                    + std::abs(shown.blue() - meant.blue())
                < 12);
    }
}

void TestColorBar::histogramStandsWhereTheValuesAre()
{
    m_bar->setDisplay(displayOn(LevelScale::FullScale));
    const QImage without = m_bar->grab().toImage();
    const std::vector<float> values(5000, -40);
    m_bar->setValueSource([&values] { return values; });
    const QImage with = m_bar->grab().toImage();
    const int x = 32; // beside the bar
    const int peak = static_cast<int>(place(-40).y());
    QVERIFY(with.pixel(x, peak) != without.pixel(x, peak));
    for (const double value : {-70.0, -20.0})
        QCOMPARE(with.pixel(x, static_cast<int>(place(value).y())),
                 without.pixel(x, static_cast<int>(place(value).y())));
    m_bar->setValueSource({});
    QCOMPARE(m_bar->grab().toImage(), without);
}

/// Those that Qt would have fill a part of it are not there, and nobody waits for them.
void TestColorBar::histogramIsPaintedByOneThread()
{
    m_bar->resize(m_bar->width(), 1200);
    m_bar->setFrame(frameTop, 1100);
    m_bar->setDisplay(displayOn(LevelScale::FullScale));
    std::vector<float> values; // all over the bar, so that its edge is as long as it comes
    for (int i = 0; i < 20000; ++i)
        values.push_back(static_cast<float>(-90 + (i * i) % 9001 * 0.01));
    m_bar->setValueSource([&values] { return values; });
    QThreadPool& pool = *QThreadPool::globalInstance();
    pool.setMaxThreadCount(1);
    std::binary_semaphore painted(0);
    bool isPainted = false;
    pool.start([&] { isPainted = painted.try_acquire_for(std::chrono::seconds(2)); });
    m_bar->grab();
    painted.release();
    pool.waitForDone();
    pool.setMaxThreadCount(QThread::idealThreadCount());
    QVERIFY(isPainted);
}

void TestColorBar::figuresHaveNoHistogramAndNoGrips()
{
    m_bar->setDisplay(displayOn(LevelScale::FullScale));
    const auto figure = [this] {
        QImage image(m_bar->size(), QImage::Format_RGB32);
        image.fill(Qt::white);
        PlotPainter painter(image);
        m_bar->paintOnto(painter, QPoint(0, 0));
        return image;
    };
    const QImage without = figure();
    m_bar->setValueSource([] { return std::vector<float>(5000, -40); });
    QCOMPARE(figure(), without);
    const ColorTable& table = colorTable({});
    // The bar is as high as its frame: there is nothing to drag beyond the limits.
    QCOMPARE(without.pixel(static_cast<int>(barMiddle), frameTop + 1), QRgb(table[255]));
}

QTEST_MAIN(TestColorBar)
#include "tst_colorbar.moc"
