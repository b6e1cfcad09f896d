// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/gestures.h"
#include "tests/app/sounds.h"
#include "tests/app/windowdriver.h"

#include <cmath>

using namespace gabor;

namespace {

constexpr double toneHz = 880;
constexpr double binHz = 48000.0 / 4096;

double numberIn(const QString& text)
{
    return QLocale::c().toDouble(QString(text).replace(QChar(0x2212), u'-').section(u' ', 0, 0));
}

} // namespace

/// What the line below the pictures reads, by mouse and by keyboard alone.
class TestCursor : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_drive.reset(); }

    void keyboardReadsAKnownSine();
    void theLoudestRowIsTheSine();
    void arrowsMoveTheCursorAPixelAndShiftTen();
    void arrowsAtTheEdgeTakeTheViewAlong();
    void bothPanesShareTheCursor();
    void aNarrowWindowCutsNoNumber();
    void leavingForgetsTheCursor();
    void waveformReadsAmplitudesAndNoFrequency();
    void hoveringComputesAndPaintsNothingAnew();
    void panningWhereEverythingIsKnownComputesNothing();
    void framesStandExactlyUnderEachOther_data();
    void framesStandExactlyUnderEachOther();

private:
    double hz() { return numberIn(m_drive->textOf("readoutFrequency")); }
    /// Once it has been read at the cursor's place.
    double level()
    {
        const bool read = m_drive->drain();
        return read ? numberIn(m_drive->textOf("readoutLevel")) : 1e9;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<test::WindowDriver> m_drive;
};

void TestCursor::initTestCase()
{
    test::writeWav(m_folder.filePath("tone.wav"), {test::sine(2 * 48000, toneHz, 48000, 0.5)});
    test::writeWav(m_folder.filePath("long.wav"), {test::noise(40 * 48000, 0.5)});
}

void TestCursor::init()
{
    m_drive = std::make_unique<test::WindowDriver>();
    QVERIFY(m_drive->open(m_folder.filePath("tone.wav")));
    m_drive->hands->write("highFrequencySpin", "960");
    m_drive->hands->write("lowFrequencySpin", "800");
    QVERIFY(m_drive->settle());
    m_drive->spectrogram().setFocus();
}

void TestCursor::keyboardReadsAKnownSine()
{
    m_drive->key(Qt::Key_Right); // brings the cursor, in the middle
    QVERIFY2(m_drive->textOf("readoutTime").startsWith("0:01.000"), qPrintable(m_drive->textOf("readoutTime")));
    QVERIFY(std::abs(hz() - toneHz) < 1);
    const QStringList note = m_drive->textOf("readoutNote").split(u' ');
    QCOMPARE(note.first(), QStringLiteral("A5"));
    QVERIFY(std::abs(note.at(1).toDouble()) <= 5);
    QVERIFY2(std::abs(level() - 20 * std::log10(0.5)) < 0.5, qPrintable(m_drive->textOf("readoutLevel")));
    QVERIFY(m_drive->textOf("readoutLevel").endsWith(QStringLiteral(" dBFS")));
    const QStringList peak = m_drive->textOf("readoutPeak").split(u' ');
    QVERIFY2(peak.size() == 5, qPrintable(m_drive->textOf("readoutPeak")));
    QVERIFY(std::abs(peak.at(1).toDouble() - toneHz) < 0.1);
    QVERIFY(std::abs(numberIn(peak.at(3)) - 20 * std::log10(0.5)) < 0.05);
}

void TestCursor::theLoudestRowIsTheSine()
{
    double loudest = -1000;
    double loudestHz = 0;
    m_drive->key(Qt::Key_Right);
    for (int i = 0; i < 24; ++i)
        m_drive->key(Qt::Key_Up, Qt::ShiftModifier);
    for (int i = 0; i < 48; ++i) {
        m_drive->key(Qt::Key_Down, Qt::ShiftModifier);
        if (level() > loudest) {
            loudest = level();
            loudestHz = hz();
        }
    }
    QVERIFY2(std::abs(loudestHz - toneHz) <= binHz, qPrintable(QString::number(loudestHz)));
    QVERIFY(level() < loudest - 30); // at the bottom, far from it
}

void TestCursor::arrowsMoveTheCursorAPixelAndShiftTen()
{
    const PictureSpan view = m_drive->span();
    const double pixel = (view.endSample - view.beginSample) / m_drive->spectrogram().inside().width();
    m_drive->key(Qt::Key_Right);
    const double begin = m_drive->view().cursor()->sample;
    m_drive->key(Qt::Key_Right);
    QVERIFY(std::abs(m_drive->view().cursor()->sample - begin - pixel) < 1e-6);
    m_drive->key(Qt::Key_Left, Qt::ShiftModifier);
    QVERIFY(std::abs(m_drive->view().cursor()->sample - begin + 9 * pixel) < 1e-6);
    const double low = hz();
    m_drive->key(Qt::Key_Up, Qt::ShiftModifier);
    QVERIFY(hz() > low);
    QCOMPARE(m_drive->span(), view);
}

void TestCursor::arrowsAtTheEdgeTakeTheViewAlong()
{
    m_drive->view().show({24000, 48000, 800, 960});
    m_drive->spectrogram().setFocus();
    m_drive->key(Qt::Key_Right);
    for (int i = 0; i < 200 && m_drive->span().endSample <= 48000; ++i)
        m_drive->key(Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(m_drive->span().endSample > 48000);
    QVERIFY(m_drive->view().cursor()->sample <= m_drive->span().endSample + 1e-6);
}

void TestCursor::bothPanesShareTheCursor()
{
    const QImage spectrogram = m_drive->spectrogram().grab().toImage();
    const QImage waveform = m_drive->waveform().grab().toImage();
    test::hover(m_drive->spectrogram(), QRectF(m_drive->spectrogram().inside()).center());
    QVERIFY(m_drive->spectrogram().grab().toImage() != spectrogram);
    QVERIFY(m_drive->waveform().grab().toImage() != waveform);
    QTRY_VERIFY(!m_drive->textOf("readoutLevel").isEmpty());
}

/// "139" of 13,900 Hz is another frequency.
void TestCursor::aNarrowWindowCutsNoNumber()
{
    const auto labels = {"readoutTime", "readoutFrequency", "readoutLevel", "readoutNote", "readoutPeak"};
    for (const int width : {1440, 640, 420}) {
        m_drive->window().resize(width, 420);
        m_drive->key(Qt::Key_Right);
        QVERIFY(m_drive->drain());
        int visible = 0;
        for (const char* const name : labels) {
            const auto* const label = m_drive->hands->control<QLabel>(name);
            if (!label->isVisible())
                continue;
            ++visible;
            QVERIFY2(label->contentsRect().width() >= label->fontMetrics().horizontalAdvance(label->text()),
                     qPrintable(QString("%1 at %2: %3").arg(name).arg(width).arg(label->text())));
        }
        QVERIFY(visible >= 1);
        QVERIFY(visible == 5 || width < 1440);
    }
}

void TestCursor::leavingForgetsTheCursor()
{
    const QImage before = m_drive->figure().grab().toImage();
    test::hover(m_drive->spectrogram(), QRectF(m_drive->spectrogram().inside()).center());
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(&m_drive->spectrogram(), &leave);
    QCOMPARE(m_drive->textOf("readoutTime"), QString());
    QCOMPARE(m_drive->figure().grab().toImage(), before);
}

void TestCursor::waveformReadsAmplitudesAndNoFrequency()
{
    test::hover(m_drive->waveform(), QRectF(m_drive->waveform().inside()).center());
    QVERIFY(!m_drive->textOf("readoutTime").isEmpty());
    QCOMPARE(m_drive->textOf("readoutFrequency"), QString());
    const QString amplitude = m_drive->textOf("readoutLevel"); // lowest and highest sample of the pixel
    QVERIFY2(amplitude.contains("…") && amplitude.contains("0.5000"), qPrintable(amplitude));
}

void TestCursor::hoveringComputesAndPaintsNothingAnew()
{
    QVERIFY(m_drive->drain());
    TileFeed& feed = m_drive->spectrogram().feed();
    const std::uint64_t version = feed.version();
    const QImage picture = m_drive->picture();
    const QRectF inside = m_drive->spectrogram().inside();
    for (int i = 0; i < 50; ++i)
        test::hover(m_drive->spectrogram(), inside.topLeft() + QPointF(10 * i, 5 * i));
    QVERIFY(m_drive->drain());
    QCOMPARE(feed.version(), version);
    QCOMPARE(m_drive->picture(), picture);
}

void TestCursor::panningWhereEverythingIsKnownComputesNothing()
{
    QVERIFY(m_drive->open(m_folder.filePath("long.wav")));
    m_drive->view().show({10 * 48000, 16 * 48000, 0, 24000});
    QVERIFY(m_drive->drain()); // the margins beside the picture, too
    TileFeed& feed = m_drive->spectrogram().feed();
    const QRectF inside = m_drive->spectrogram().inside();
    test::press(m_drive->spectrogram(), inside.center());
    for (int i = 1; i <= 20; ++i) {
        test::pull(m_drive->spectrogram(), inside.center() - QPointF(i * inside.width() / 50, 0));
        QVERIFY(feed.isSettled()); // at once, without an event loop: nothing in view has to be computed
        QVERIFY(!feed.mosaic().isProvisional);
    }
    test::release(m_drive->spectrogram(), inside.center());
}

void TestCursor::framesStandExactlyUnderEachOther_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("as it opens") << QSize();
    QTest::newRow("small") << QSize(900, 600);
    QTest::newRow("odd") << QSize(1237, 811);
}

void TestCursor::framesStandExactlyUnderEachOther()
{
    QFETCH(QSize, size);
    if (size.isValid())
        m_drive->window().resize(size);
    QApplication::processEvents();
    const auto frame = [this](const PlotPane& pane) {
        return QRect(pane.mapTo(&m_drive->window(), pane.inside().topLeft()), pane.inside().size());
    };
    const QRect waveform = frame(m_drive->waveform());
    const QRect spectrogram = frame(m_drive->spectrogram());
    QCOMPARE(waveform.left(), spectrogram.left());
    QCOMPARE(waveform.width(), spectrogram.width());
    QVERIFY(waveform.bottom() < spectrogram.top());
    for (const double seconds : {0.1, 0.9, 1.7})
        QCOMPARE(m_drive->waveform().xOfSeconds(seconds), m_drive->spectrogram().xOfSeconds(seconds));
}

QTEST_MAIN(TestCursor)
#include "tst_cursor.moc"
