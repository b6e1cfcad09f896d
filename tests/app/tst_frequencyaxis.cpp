// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/pitch.h"
#include "tests/app/gestures.h"
#include "tests/app/sounds.h"
#include "tests/app/windowdriver.h"

#include <QDoubleSpinBox>

#include <cmath>

using namespace gabor;
using Qt::ControlModifier;
using Qt::ShiftModifier;

namespace {

constexpr double toneHz = 880;

} // namespace

/// The axis of frequencies in the window, on every scale, by real mouse, wheel and keys.
class TestFrequencyAxis : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_drive.reset(); }
    void init();

    void hertzAndHeightsGoBothWays_data() { everyScale(); }
    void hertzAndHeightsGoBothWays();
    void wheelOnTheAxisZoomsAtThePointer_data() { everyScale(); }
    void wheelOnTheAxisZoomsAtThePointer();
    void dragOnTheAxisMovesWhatIsUnderTheHand_data() { everyScale(); }
    void dragOnTheAxisMovesWhatIsUnderTheHand();
    void dragInThePictureKeepsTheSizeOnTheScale_data() { everyScale(); }
    void dragInThePictureKeepsTheSizeOnTheScale();
    void doubleClickShowsAllFrequencies_data() { everyScale(); }
    void doubleClickShowsAllFrequencies();
    void keysZoomAtTheMiddleOfTheScale_data() { everyScale(); }
    void keysZoomAtTheMiddleOfTheScale();
    void aBoxHoldsTheFrequenciesUnderIt_data() { everyScale(); }
    void aBoxHoldsTheFrequenciesUnderIt();
    void aToneStandsAtItsFrequency_data();
    void aToneStandsAtItsFrequency();
    void theScaleIsChosenInThePanel();
    void typedEndsAreThoseOfTheView();
    void boxesOverAllFrequenciesArePaintedOnALogScale();
    void keysAreInExportedFiguresToo();
    void keysTakeNoRoomFromThePicture();
    void theReadoutFollowsTheConcertPitch();

private:
    static void everyScale();
    void setAxis(const FrequencyAxis& axis)
    {
        DisplayParameters display = m_drive->display();
        display.frequencyAxis = axis;
        m_drive->window().session().setDisplay(display);
    }
    void setScale(FrequencyScale scale) { setAxis({.scale = scale}); }
    /// A part of the frequencies from where there is somewhere to go.
    void showMiddle() { m_drive->view().show({0, 96'000, 300, 6000}); }
    double size() { return m_drive->view().highPlace() - m_drive->view().lowPlace(); }
    double yAt(double share) const
    {
        const QRectF inside = m_pane->inside();
        return inside.top() + share * inside.height();
    }
    QPointF onAxis(double share) const { return {20, yAt(share)}; }
    QPointF inPicture(double x, double y) const
    {
        const QRectF inside = m_pane->inside();
        return {inside.left() + x * inside.width(), yAt(y)};
    }

    QTemporaryDir m_folder;
    std::unique_ptr<test::WindowDriver> m_drive;
    SpectrogramPane* m_pane = nullptr;
};

void TestFrequencyAxis::initTestCase()
{
    test::writeWav(m_folder.filePath("tone.wav"), {test::sine(2 * 48000, toneHz, 48000, 0.5)});
    m_drive = std::make_unique<test::WindowDriver>();
    QVERIFY(m_drive->open(m_folder.filePath("tone.wav")));
    m_pane = &m_drive->spectrogram();
}

void TestFrequencyAxis::init()
{
    m_drive->window().session().setDisplay({});
    m_drive->view().select(std::nullopt);
    m_drive->view().setCursor(std::nullopt);
    m_drive->view().fitAll();
    m_pane->setFocus();
}

void TestFrequencyAxis::everyScale()
{
    QTest::addColumn<FrequencyScale>("scale");
    for (const FrequencyScaleInfo& info : frequencyScaleCatalog())
        QTest::newRow(info.name.data()) << info.scale;
}

void TestFrequencyAxis::hertzAndHeightsGoBothWays()
{
    QFETCH(FrequencyScale, scale);
    setScale(scale);
    for (const bool whole : {true, false}) {
        if (!whole)
            showMiddle();
        const PictureSpan& span = m_drive->span();
        QVERIFY(std::abs(m_pane->verticalAt(yAt(0)) - span.highHz) < 1e-6);
        QVERIFY(std::abs(m_pane->verticalAt(yAt(1)) - span.lowHz) < 1e-6);
        for (const double hz : {310.0, 440.0, 1000.0, 5999.0}) {
            const double y = m_pane->yOfVertical(hz);
            QVERIFY(std::abs(m_pane->verticalAt(y) / hz - 1) < 1e-9);
            const double place = scaleFromHz(hz, scale);
            const double share = (m_drive->view().highPlace() - place) / size();
            QVERIFY(std::abs(y - yAt(share)) < 1e-6);
        }
    }
}

void TestFrequencyAxis::wheelOnTheAxisZoomsAtThePointer()
{
    QFETCH(FrequencyScale, scale);
    setScale(scale);
    showMiddle();
    const PictureSpan before = m_drive->span();
    const double sizeBefore = size();
    for (const double share : {0.25, 0.8}) {
        const double hz = m_pane->verticalAt(yAt(share));
        test::wheel(*m_pane, onAxis(share), 1);
        QVERIFY(std::abs(m_pane->verticalAt(yAt(share)) / hz - 1) < 1e-9);
        test::wheel(*m_pane, inPicture(0.5, share), 1, ControlModifier);
        QVERIFY(std::abs(m_pane->verticalAt(yAt(share)) / hz - 1) < 1e-9);
    }
    QVERIFY(std::abs(size() / sizeBefore - std::pow(0.8, 4)) < 1e-9);
    QCOMPARE(m_drive->span().beginSample, before.beginSample);
    QCOMPARE(m_drive->span().endSample, before.endSample);
    test::wheel(*m_pane, onAxis(0.5), -100);
    QCOMPARE(m_drive->span(), m_drive->view().whole());
}

void TestFrequencyAxis::dragOnTheAxisMovesWhatIsUnderTheHand()
{
    QFETCH(FrequencyScale, scale);
    setScale(scale);
    showMiddle();
    const double sizeBefore = size();
    const double hz = m_pane->verticalAt(yAt(0.4));
    test::drag(*m_pane, onAxis(0.4), onAxis(0.55) + QPointF(300, 0));
    QVERIFY(std::abs(m_pane->verticalAt(yAt(0.55)) / hz - 1) < 1e-9);
    QVERIFY(std::abs(size() / sizeBefore - 1) < 1e-9);
    test::drag(*m_pane, onAxis(0.1), onAxis(0.1) - QPointF(0, 5000)); // as far as there is anything
    QCOMPARE(m_drive->span().lowHz, m_drive->view().lowestHz());
    QVERIFY(std::abs(size() / sizeBefore - 1) < 1e-9);
    QCOMPARE(m_drive->span().endSample, 96'000.0);
}

void TestFrequencyAxis::dragInThePictureKeepsTheSizeOnTheScale()
{
    QFETCH(FrequencyScale, scale);
    setScale(scale);
    m_drive->view().show({10'000, 40'000, 300, 6000});
    const double sizeBefore = size();
    const QPointF from = inPicture(0.6, 0.6);
    const QPointF to = inPicture(0.5, 0.7);
    const double seconds = m_pane->secondsAt(from.x());
    const double hz = m_pane->verticalAt(from.y());
    test::drag(*m_pane, from, to);
    QVERIFY(std::abs(m_pane->secondsAt(to.x()) - seconds) < 1e-9);
    QVERIFY(std::abs(m_pane->verticalAt(to.y()) / hz - 1) < 1e-9);
    QVERIFY(std::abs(size() / sizeBefore - 1) < 1e-9);
    const double low = m_drive->view().lowPlace();
    test::wheel(*m_pane, inPicture(0.5, 0.5), 1, ControlModifier | ShiftModifier);
    QVERIFY(std::abs((m_drive->view().lowPlace() - low) / sizeBefore - 0.1) < 1e-9);
}

void TestFrequencyAxis::doubleClickShowsAllFrequencies()
{
    QFETCH(FrequencyScale, scale);
    setScale(scale);
    m_drive->view().show({10'000, 40'000, 300, 6000});
    test::doubleClick(*m_pane, onAxis(0.5));
    QCOMPARE(m_drive->span(), (PictureSpan{10'000, 40'000, m_drive->view().lowestHz(), 24'000}));
    m_drive->key(Qt::Key_Backspace);
    QCOMPARE(m_drive->span(), (PictureSpan{10'000, 40'000, 300, 6000}));
}

void TestFrequencyAxis::keysZoomAtTheMiddleOfTheScale()
{
    QFETCH(FrequencyScale, scale);
    setScale(scale);
    showMiddle();
    const double sizeBefore = size();
    const double middle = m_pane->verticalAt(yAt(0.5));
    m_drive->key(Qt::Key_Up, ControlModifier | ShiftModifier);
    QVERIFY(std::abs(m_pane->verticalAt(yAt(0.5)) / middle - 1) < 1e-9);
    QVERIFY(std::abs(size() / sizeBefore - 0.8) < 1e-9);
    // The cursor moves by pixels and takes the view along at the edge.
    m_drive->key(Qt::Key_Up);
    const double hz = *m_drive->view().cursor()->hz;
    m_drive->key(Qt::Key_Up, ShiftModifier);
    QVERIFY(std::abs(m_pane->yOfVertical(hz) - m_pane->yOfVertical(*m_drive->view().cursor()->hz) - 10) < 1e-6);
    const double low = m_drive->view().lowPlace();
    for (int i = 0; i < 60; ++i)
        m_drive->key(Qt::Key_Up, ShiftModifier);
    QVERIFY(m_drive->view().lowPlace() > low);
    QVERIFY(std::abs(size() / sizeBefore - 0.8) < 1e-9);
}

void TestFrequencyAxis::aBoxHoldsTheFrequenciesUnderIt()
{
    QFETCH(FrequencyScale, scale);
    setScale(scale);
    showMiddle();
    const double high = m_pane->verticalAt(yAt(0.25));
    const double low = m_pane->verticalAt(yAt(0.75));
    test::drag(*m_pane, inPicture(0.2, 0.25), inPicture(0.6, 0.75), Qt::LeftButton, ShiftModifier);
    const auto& box = m_drive->view().selection();
    QVERIFY(box);
    QVERIFY(std::abs(box->lowHz / low - 1) < 1e-9 && std::abs(box->highHz / high - 1) < 1e-9);
    m_drive->key(Qt::Key_Z);
    QCOMPARE(m_drive->span(), *box);
}

void TestFrequencyAxis::aToneStandsAtItsFrequency_data()
{
    QTest::addColumn<FrequencyScale>("scale");
    QTest::addColumn<Shading>("shading");
    for (const FrequencyScaleInfo& info : frequencyScaleCatalog()) {
        QTest::addRow("%s, smooth", info.name.data()) << info.scale << Shading::Gouraud;
        QTest::addRow("%s, flat", info.name.data()) << info.scale << Shading::Flat;
    }
}

/// What is seen, the number beside it and the pixel agree, in both shadings.
void TestFrequencyAxis::aToneStandsAtItsFrequency()
{
    QFETCH(FrequencyScale, scale);
    QFETCH(Shading, shading);
    DisplayParameters display;
    display.frequencyAxis.scale = scale;
    display.shading = shading;
    display.colormap.kind = ColormapKind::Gray;
    display.automaticLevels = false;
    display.low = -60;
    display.high = -5; // above the tone, so that only the middle of its line has the last color
    m_drive->window().session().setDisplay(display);
    m_drive->view().show({0, 96'000, 700, 1100});
    QVERIFY(m_drive->settle());
    const QImage image = m_pane->toImage(1);
    const int x = m_pane->inside().center().x();
    const auto lightAt = [&](int y) { return static_cast<double>(image.pixelColor(x, y).lightnessF()); };
    // All of the line that has the last color.
    int first = m_pane->inside().top() + 1;
    int last = first;
    for (int y = first; y < m_pane->inside().bottom(); ++y) {
        if (lightAt(y) > lightAt(first))
            first = y;
        if (lightAt(y) == lightAt(first))
            last = y;
    }
    const double middle = (first + last + 1) / 2.0;
    constexpr double binHz = 48000.0 / 4096;
    QVERIFY2(std::abs(m_pane->verticalAt(middle) - toneHz) <= binHz, qPrintable(QString::number(middle)));
    const std::optional<float> level = m_pane->levelAt(48'000, toneHz);
    QVERIFY(level && *level > -10);
    QVERIFY(*m_pane->levelAt(48'000, 720) < -60);
}

void TestFrequencyAxis::theScaleIsChosenInThePanel()
{
    m_drive->hands->choose("frequencyScaleCombo", "Log");
    QCOMPARE(m_drive->display().frequencyAxis.scale, FrequencyScale::Log);
    QCOMPARE(m_drive->span(), (PictureSpan{0, 96'000, 10, 24'000}));
    QCOMPARE(m_drive->hands->control<QDoubleSpinBox>("lowFrequencySpin")->value(), 10.0);
    m_drive->hands->choose("frequencyScaleCombo", "Mel");
    QCOMPARE(m_drive->span(), m_drive->view().whole());
    QCOMPARE(m_drive->span().lowHz, 0.0);
    m_drive->hands->check("noteNamesCheck");
    QVERIFY(m_drive->display().frequencyAxis.noteNames);
    m_drive->hands->click("frequencyReset");
    QCOMPARE(m_drive->display().frequencyAxis, FrequencyAxis());
}

void TestFrequencyAxis::typedEndsAreThoseOfTheView()
{
    setScale(FrequencyScale::Log);
    m_drive->hands->write("highFrequencySpin", "8000");
    m_drive->hands->write("lowFrequencySpin", "50");
    QCOMPARE(m_drive->span().lowHz, 50.0);
    QCOMPARE(m_drive->span().highHz, 8000.0);
    QVERIFY(std::abs(m_pane->verticalAt(yAt(0.5)) - std::sqrt(50.0 * 8000)) < 1e-6);
}

void TestFrequencyAxis::boxesOverAllFrequenciesArePaintedOnALogScale()
{
    setScale(FrequencyScale::Log);
    QVERIFY(m_drive->settle());
    const QImage before = m_pane->grab().toImage();
    m_drive->view().select(TimeFrequencyBox{20'000, 40'000, 0, 24'000});
    QTest::qWait(50);
    const QImage after = m_pane->grab().toImage();
    const int x = static_cast<int>(m_pane->xOfSeconds(20'000 / 48'000.0));
    int changed = 0;
    for (int y = m_pane->inside().top() + 5; y < m_pane->inside().bottom() - 5; ++y) {
        if (before.pixel(x, y) != after.pixel(x, y))
            ++changed;
    }
    QVERIFY(changed > m_pane->inside().height() * 0.9); // its side, all along
}

void TestFrequencyAxis::keysAreInExportedFiguresToo()
{
    QVERIFY(m_drive->settle());
    const QImage without = m_drive->picture();
    setAxis({.scale = FrequencyScale::Log, .pianoStrip = true});
    showMiddle();
    QVERIFY(m_drive->settle());
    const QImage with = m_drive->picture();
    QCOMPARE(with.size(), without.size());
    const QPoint origin =
        m_pane->mapTo(m_pane->window(), QPoint()) - m_drive->waveform().mapTo(m_pane->window(), QPoint());
    const int x = m_pane->inside().left() - PlotPane::pianoWidth + 3 + origin.x();
    const auto lightAt = [&](double note) {
        const double y = m_pane->yOfVertical(hzOfNote(note)) + origin.y();
        return static_cast<double>(with.pixelColor(x, static_cast<int>(y)).lightnessF());
    };
    for (int note = noteOfA4 - 4; note < noteOfA4 + 24; ++note)
        QVERIFY2(isSharp(note) ? lightAt(note) < 0.35 : lightAt(note + (note % 12 == 0 ? 0.3 : 0.0)) > 0.5,
                 noteName(note).c_str());
}

void TestFrequencyAxis::keysTakeNoRoomFromThePicture()
{
    const QRect before = m_pane->inside();
    setAxis({.pianoStrip = true});
    QCOMPARE(m_pane->inside(), before);
    QCOMPARE(m_drive->waveform().inside().left(), before.left());
}

void TestFrequencyAxis::theReadoutFollowsTheConcertPitch()
{
    const auto noteAt = [](double a4Hz) {
        DisplayParameters display;
        display.frequencyAxis.a4Hz = a4Hz;
        return cursorText({0, 440.0}, 48'000, 0.001, {}, display).note;
    };
    QCOMPARE(noteAt(440), QStringLiteral("A4 +0 ct"));
    QVERIFY2(noteAt(415.3047).startsWith("A♯4 "), qPrintable(noteAt(415.3047)));
}

QTEST_MAIN(TestFrequencyAxis)
#include "tst_frequencyaxis.moc"
