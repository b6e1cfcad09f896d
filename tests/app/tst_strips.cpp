// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/gestures.h"
#include "tests/app/sounds.h"
#include "tests/app/windowdriver.h"

#include <QDoubleSpinBox>

#include <cmath>

using namespace gabor;

namespace {

bool close(double a, double b, double tolerance)
{
    return std::abs(a - b) <= tolerance;
}

} // namespace

/// The overview above and the color bar beside the panes.
class TestStrips : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { test::writeWav(m_folder.filePath("stereo.wav"), test::richStereo()); }
    void init();
    void cleanup() { m_drive.reset(); }

    void gripsMoveOneLimitEach();
    void gripsStopAtEachOther();
    void theBarBetweenThemMovesBoth();
    void wheelShiftsBothLimits();
    void keysMoveLimits();
    void doubleClickIsAutomatic();
    void gripsCostNoTransform();
    void limitsStayUntilAskedFor();

    void frameIsDragged();
    void endsOfTheFrameAreDragged();
    void anEndStopsAtTheEndOfTheSound();
    void clickBesideTheFrameMovesItThere();
    void overviewKeysMoveAndResize();
    void overviewWheelZoomsAtThePointer();
    void overviewDoubleClickFitsTime();

private:
    ColorBar& bar() { return m_drive->figure().colorBar(); }
    Overview& overview() { return m_drive->figure().overview(); }
    const DisplayParameters& display() { return m_drive->display(); }
    const PictureSpan& span() { return m_drive->span(); }
    QPointF grip(bool high);
    /// Where a place in the sound stands in the overview.
    QPointF at(double sample)
    {
        const double width = overview().width() - PlotPane::leftMargin - PlotPane::rightMargin;
        return {PlotPane::leftMargin + sample / 144000 * width, overview().height() / 2.0};
    }

    QTemporaryDir m_folder;
    std::unique_ptr<test::WindowDriver> m_drive;
    PictureSpan m_middle;
};

void TestStrips::init()
{
    m_drive = std::make_unique<test::WindowDriver>();
    QVERIFY(m_drive->open(m_folder.filePath("stereo.wav")));
    m_middle = {48000, 96000, 0, 24000};
}

/// Found as a user finds it: where the pointer becomes a double arrow.
QPointF TestStrips::grip(bool high)
{
    double first = -1;
    double last = -1;
    for (int y = 0; y < bar().height(); ++y) {
        test::hover(bar(), QPointF(19, y));
        if (bar().cursor().shape() == Qt::SizeVerCursor) {
            if (first < 0)
                first = y;
            else if (high && last >= 0 && y > last + 1)
                break;
            if (!high && last >= 0 && y > last + 1)
                first = y;
            last = y;
        }
    }
    return {19, (first + last) / 2};
}

void TestStrips::gripsMoveOneLimitEach()
{
    const DisplayParameters before = display();
    QVERIFY(before.automaticLevels);
    const QImage picture = m_drive->spectrogram().toImage(1);
    const QPointF high = grip(true);
    test::drag(bar(), high, high + QPointF(0, 60));
    QVERIFY(display().high < before.high - 3);
    QCOMPARE(display().low, before.low);
    QVERIFY(!display().automaticLevels);
    QVERIFY(m_drive->spectrogram().toImage(1) != picture);

    const double movedHigh = display().high;
    const QPointF low = grip(false);
    test::drag(bar(), low, low - QPointF(0, 60));
    QVERIFY(display().low > before.low + 3);
    QCOMPARE(display().high, movedHigh);
    QVERIFY(bar().accessibleDescription().contains(QLocale().toString(display().low, 'f', 1)));
    QCOMPARE(m_drive->hands->control<QDoubleSpinBox>("lowDbSpin")->value(), display().low);
}

void TestStrips::gripsStopAtEachOther()
{
    const double low = display().low;
    test::drag(bar(), grip(true), QPointF(19, 2000));
    QCOMPARE(display().low, low);
    QVERIFY(display().high > low);
    QVERIFY(display().high < low + 2);
}

void TestStrips::theBarBetweenThemMovesBoth()
{
    const DisplayParameters before = display();
    const QPointF between = (grip(true) + grip(false)) / 2;
    test::drag(bar(), between, between - QPointF(0, 50));
    QVERIFY(display().high > before.high + 3);
    QVERIFY(close(display().high - display().low, before.high - before.low, 0.11));
}

void TestStrips::wheelShiftsBothLimits()
{
    const DisplayParameters before = display();
    test::wheel(bar(), QRectF(bar().rect()).center(), 3);
    QCOMPARE(display().high, before.high + 3);
    QCOMPARE(display().low, before.low + 3);
}

void TestStrips::keysMoveLimits()
{
    bar().setFocus();
    const DisplayParameters before = display();
    m_drive->key(Qt::Key_Up);
    QCOMPARE(display().high, before.high + 1);
    QCOMPARE(display().low, before.low);
    m_drive->key(Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(display().low, before.low - 1);
    m_drive->key(Qt::Key_PageDown);
    QCOMPARE(display().high, before.high - 4);
    QCOMPARE(display().low, before.low - 6);
    const PictureSpan view = span();
    m_drive->key(Qt::Key_Home);
    QVERIFY(display() == before);
    QCOMPARE(span(), view);
}

void TestStrips::doubleClickIsAutomatic()
{
    const DisplayParameters before = display();
    test::wheel(bar(), QRectF(bar().rect()).center(), -7);
    QVERIFY(display() != before);
    test::doubleClick(bar(), QRectF(bar().rect()).center());
    QVERIFY(display() == before);
}

void TestStrips::gripsCostNoTransform()
{
    QVERIFY(m_drive->drain());
    const std::uint64_t version = m_drive->spectrogram().feed().version();
    const QPointF high = grip(true);
    test::drag(bar(), high, high + QPointF(0, 80));
    QVERIFY(m_drive->drain());
    QCOMPARE(m_drive->spectrogram().feed().version(), version);
}

void TestStrips::limitsStayUntilAskedFor()
{
    m_drive->hands->write("highDbSpin", "-33");
    m_drive->view().show(m_middle);
    m_drive->hands->choose("windowCombo", "Blackman");
    QVERIFY(m_drive->settle());
    QCOMPARE(display().high, -33.0);
    m_drive->spectrogram().setFocus();
    m_drive->key(Qt::Key_A);
    QVERIFY(display().automaticLevels);
    QVERIFY(display().high > -33);
}

void TestStrips::frameIsDragged()
{
    m_drive->view().show(m_middle);
    test::drag(overview(), at(72000), at(96000));
    QVERIFY(close(span().beginSample, 72000, 10));
    QVERIFY(close(span().endSample, 120000, 10));
    test::drag(overview(), at(96000), at(1e6)); // beyond the end of the sound
    QVERIFY(close(span().endSample, 144000, 1e-6));
    QVERIFY(close(span().beginSample, 96000, 1e-6));
}

void TestStrips::endsOfTheFrameAreDragged()
{
    m_drive->view().show(m_middle);
    test::drag(overview(), at(48000), at(24000));
    QVERIFY(close(span().beginSample, 24000, 200));
    QCOMPARE(span().endSample, 96000.0);
    const double begin = span().beginSample;
    test::drag(overview(), at(96000), at(120000));
    QVERIFY(close(span().endSample, 120000, 200));
    QCOMPARE(span().beginSample, begin);
}

void TestStrips::anEndStopsAtTheEndOfTheSound()
{
    m_drive->view().show(m_middle);
    test::drag(overview(), at(96000), at(1e6));
    QCOMPARE(span().endSample, 144000.0);
    QCOMPARE(span().beginSample, 48000.0);
}

void TestStrips::clickBesideTheFrameMovesItThere()
{
    m_drive->view().show(m_middle);
    test::press(overview(), at(24000));
    test::release(overview(), at(24000));
    QVERIFY(close((span().beginSample + span().endSample) / 2, 24000, 10));
    QVERIFY(close(span().endSample - span().beginSample, 48000, 1e-6));
}

void TestStrips::overviewKeysMoveAndResize()
{
    m_drive->view().show(m_middle);
    overview().setFocus();
    m_drive->key(Qt::Key_Right);
    QVERIFY(close(span().beginSample, 52800, 1e-6));
    m_drive->key(Qt::Key_Left);
    QVERIFY(close(span().beginSample, 48000, 1e-6));
    m_drive->key(Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(close(span().beginSample, 48000, 1e-6));
    QVERIFY(close(span().endSample, 100800, 1e-6));
    m_drive->key(Qt::Key_Left, Qt::ShiftModifier);
    QVERIFY(span().endSample < 100800);
}

void TestStrips::overviewWheelZoomsAtThePointer()
{
    m_drive->view().show(m_middle);
    test::wheel(overview(), at(60000), 1);
    QVERIFY(close(span().beginSample, 60000 - 0.8 * 12000, 1));
    QVERIFY(close(span().endSample, 60000 + 0.8 * 36000, 1));
}

void TestStrips::overviewDoubleClickFitsTime()
{
    m_drive->view().show({48000, 96000, 1000, 2000});
    test::doubleClick(overview(), at(72000));
    QCOMPARE(span(), (PictureSpan{0, 144000, 1000, 2000}));
}

QTEST_MAIN(TestStrips)
#include "tst_strips.moc"
