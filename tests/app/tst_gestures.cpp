// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/gestures.h"
#include "tests/app/sounds.h"
#include "tests/app/windowdriver.h"

#include <QAction>

#include <cmath>

using namespace gabor;
using Qt::ControlModifier;
using Qt::ShiftModifier;

namespace {

bool close(double a, double b, double tolerance)
{
    return std::abs(a - b) <= tolerance;
}

} // namespace

class TestGestures : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { test::writeWav(m_folder.filePath("stereo.wav"), test::richStereo()); }
    void init();
    void cleanup() { m_drive.reset(); }

    void wheelZoomsTimeAtThePointer_data();
    void wheelZoomsTimeAtThePointer();
    void wheelEndsAtTheWholeSound();
    void fractionsOfANotchAddUp();
    void shiftWheelMovesThroughTime();
    void controlWheelZoomsFrequencyAtThePointer();
    void controlWheelZoomsAmplitudeInTheWaveform();
    void controlShiftWheelMovesThroughFrequency();
    void wheelCanScrollInstead();
    void dragMovesWhatIsUnderTheHand();
    void middleDragMovesWithTheSelectTool();
    void shiftDragSelectsABox();
    void selectToolSelectsAndPanToolMoves();
    void aBoxOverTheWaveformHoldsAllFrequencies();
    void zZoomsToTheSelection();
    void escapeAndAClickForgetTheSelection();
    void bracketsSelectFromTheCursor();
    void doubleClickFitsEverything();
    void backspaceGoesBackGestureByGesture();
    void timeAxisMovesTimeAlone();
    void frequencyAxisMovesFrequencyAlone();
    void keysZoomAndMove();
    void keysZoomAboutTheCursorOnlyWhereItIsInView();

private:
    /// A place inside a pane's frame; 0 and 1 are its left or upper and right or lower ends.
    static QPointF at(const PlotPane& pane, double x, double y)
    {
        const QRectF inside = pane.inside();
        return {inside.left() + x * inside.width(), inside.top() + y * inside.height()};
    }
    const PictureSpan& span() { return m_drive->span(); }
    double visible() { return span().endSample - span().beginSample; }
    double visibleHz() { return span().highHz - span().lowHz; }

    QTemporaryDir m_folder;
    std::unique_ptr<test::WindowDriver> m_drive;
    SpectrogramPane* m_spectrogram = nullptr;
    WaveformPane* m_waveform = nullptr;
    PictureSpan m_middle; ///< a part of the sound, from where there is somewhere to go
};

void TestGestures::init()
{
    m_drive = std::make_unique<test::WindowDriver>();
    QVERIFY(m_drive->open(m_folder.filePath("stereo.wav")));
    m_spectrogram = &m_drive->spectrogram();
    m_waveform = &m_drive->waveform();
    m_middle = {48000, 96000, 6000, 12000};
}

void TestGestures::wheelZoomsTimeAtThePointer_data()
{
    QTest::addColumn<bool>("waveform");
    QTest::addColumn<double>("place");
    QTest::addColumn<double>("steps");
    QTest::newRow("spectrogram, left, in") << false << 0.2 << 1.0;
    QTest::newRow("spectrogram, right, in") << false << 0.9 << 3.0;
    QTest::newRow("spectrogram, out") << false << 0.4 << -1.0;
    QTest::newRow("waveform, in") << true << 0.7 << 2.0;
    QTest::newRow("waveform, out") << true << 0.6 << -1.0;
}

void TestGestures::wheelZoomsTimeAtThePointer()
{
    QFETCH(bool, waveform);
    QFETCH(double, place);
    QFETCH(double, steps);
    m_drive->view().show(m_middle);
    PlotPane& pane = waveform ? static_cast<PlotPane&>(*m_waveform) : *m_spectrogram;
    const QPointF pointer = at(pane, place, 0.5);
    const double before = pane.secondsAt(pointer.x());
    const double length = visible();
    test::wheel(pane, pointer, steps);
    QVERIFY(close(pane.secondsAt(pointer.x()), before, 1e-9));
    QVERIFY(close(visible(), length * std::pow(0.8, steps), 1e-6));
    QCOMPARE(span().lowHz, m_middle.lowHz);
    QCOMPARE(span().highHz, m_middle.highHz);
}

void TestGestures::wheelEndsAtTheWholeSound()
{
    m_drive->view().show(m_middle);
    test::wheel(*m_spectrogram, at(*m_spectrogram, 0.5, 0.5), -100);
    QCOMPARE(span().beginSample, 0.0);
    QCOMPARE(span().endSample, 144000.0);
    test::wheel(*m_spectrogram, at(*m_spectrogram, 0.5, 0.5), 200);
    QCOMPARE(visible(), 16.0);
    QVERIFY(m_drive->settle()); // and what is nearly nothing can be drawn
}

void TestGestures::fractionsOfANotchAddUp()
{
    const QPointF pointer = at(*m_spectrogram, 0.3, 0.5);
    test::wheel(*m_spectrogram, pointer, 1);
    const PictureSpan whole = span();
    m_drive->view().fitAll();
    for (int i = 0; i < 8; ++i)
        test::wheel(*m_spectrogram, pointer, 1.0 / 8);
    QVERIFY(close(span().beginSample, whole.beginSample, 1e-6));
    QVERIFY(close(span().endSample, whole.endSample, 1e-6));
}

void TestGestures::shiftWheelMovesThroughTime()
{
    m_drive->view().show(m_middle);
    test::wheel(*m_spectrogram, at(*m_spectrogram, 0.2, 0.5), -1, ShiftModifier);
    QCOMPARE(span(), (PictureSpan{52800, 100800, 6000, 12000}));
    test::wheel(*m_waveform, at(*m_waveform, 0.2, 0.5), 1, ShiftModifier);
    QCOMPARE(span(), m_middle);
}

void TestGestures::controlWheelZoomsFrequencyAtThePointer()
{
    m_drive->view().show(m_middle);
    const QPointF pointer = at(*m_spectrogram, 0.2, 0.7);
    const double before = m_spectrogram->verticalAt(pointer.y());
    test::wheel(*m_spectrogram, pointer, 1, ControlModifier);
    QVERIFY(close(m_spectrogram->verticalAt(pointer.y()), before, 1e-6));
    QVERIFY(close(visibleHz(), 4800, 1e-6));
    QCOMPARE(span().beginSample, m_middle.beginSample);
    QCOMPARE(span().endSample, m_middle.endSample);
}

void TestGestures::controlWheelZoomsAmplitudeInTheWaveform()
{
    const PictureSpan before = span();
    const QPointF pointer = at(*m_waveform, 0.5, 0.25);
    const double amplitude = m_waveform->verticalAt(pointer.y());
    const QPointF top = at(*m_waveform, 0.5, 0);
    const double highest = m_waveform->verticalAt(top.y());
    test::wheel(*m_waveform, pointer, 1, ControlModifier);
    QVERIFY(close(m_waveform->verticalAt(pointer.y()), amplitude, 1e-9));
    QVERIFY(m_waveform->verticalAt(top.y()) < highest);
    QCOMPARE(span(), before);
    test::doubleClick(*m_waveform, {20, pointer.y()}); // on its axis
    QVERIFY(close(m_waveform->verticalAt(top.y()), highest, 1e-9));
}

void TestGestures::controlShiftWheelMovesThroughFrequency()
{
    m_drive->view().show(m_middle);
    test::wheel(*m_spectrogram, at(*m_spectrogram, 0.5, 0.5), 1, ControlModifier | ShiftModifier);
    QVERIFY(close(visibleHz(), 6000, 1e-6));
    QVERIFY(close(span().lowHz, 6600, 1e-6));
    QCOMPARE(span().beginSample, m_middle.beginSample);
}

void TestGestures::wheelCanScrollInstead()
{
    m_drive->window().findChild<QAction*>("wheelScrollsAction")->trigger();
    m_drive->view().show(m_middle);
    test::wheel(*m_spectrogram, at(*m_spectrogram, 0.5, 0.5), -1);
    QCOMPARE(visible(), 48000.0);
    QCOMPARE(span().beginSample, 52800.0);
    test::wheel(*m_spectrogram, at(*m_spectrogram, 0.5, 0.5), 1, ShiftModifier);
    QVERIFY(close(visible(), 38400, 1e-6));
}

void TestGestures::dragMovesWhatIsUnderTheHand()
{
    m_drive->view().show(m_middle);
    const QPointF from = at(*m_spectrogram, 0.6, 0.6);
    const QPointF to = at(*m_spectrogram, 0.4, 0.7);
    const double seconds = m_spectrogram->secondsAt(from.x());
    const double hz = m_spectrogram->verticalAt(from.y());
    test::drag(*m_spectrogram, from, to);
    QVERIFY(close(m_spectrogram->secondsAt(to.x()), seconds, 1e-9));
    QVERIFY(close(m_spectrogram->verticalAt(to.y()), hz, 1e-6));
    QCOMPARE(visible(), 48000.0);
    QVERIFY(!m_drive->view().selection());
}

void TestGestures::middleDragMovesWithTheSelectTool()
{
    m_drive->view().show(m_middle);
    m_drive->key(Qt::Key_S);
    test::drag(*m_spectrogram, at(*m_spectrogram, 0.6, 0.5), at(*m_spectrogram, 0.5, 0.5), Qt::MiddleButton);
    QVERIFY(close(span().beginSample, 52800, 50));
    QVERIFY(!m_drive->view().selection());
}

void TestGestures::shiftDragSelectsABox()
{
    const PictureSpan before = span();
    test::drag(*m_spectrogram, at(*m_spectrogram, 0.5, 0.25), at(*m_spectrogram, 0.25, 0.75), Qt::LeftButton,
               ShiftModifier);
    const auto& box = m_drive->view().selection();
    QVERIFY(box);
    QVERIFY(close(box->beginSample, 36000, 1));
    QVERIFY(close(box->endSample, 72000, 1));
    QVERIFY(close(box->lowHz, 6000, 1));
    QVERIFY(close(box->highHz, 18000, 1));
    QCOMPARE(span(), before);
    QCOMPARE(m_drive->textOf("readoutSelection"), QStringLiteral("Δt 0.7500 s · Δf 12000.0 Hz"));
}

void TestGestures::selectToolSelectsAndPanToolMoves()
{
    m_drive->view().show(m_middle);
    m_drive->key(Qt::Key_S);
    test::drag(*m_spectrogram, at(*m_spectrogram, 0.5, 0.25), at(*m_spectrogram, 0.25, 0.75));
    QVERIFY(m_drive->view().selection());
    QCOMPARE(span(), m_middle);
    m_drive->key(Qt::Key_H);
    test::drag(*m_spectrogram, at(*m_spectrogram, 0.5, 0.5), at(*m_spectrogram, 0.25, 0.5));
    QVERIFY(span() != m_middle);
}

void TestGestures::aBoxOverTheWaveformHoldsAllFrequencies()
{
    test::drag(*m_waveform, at(*m_waveform, 0.25, 0.4), at(*m_waveform, 0.5, 0.6), Qt::LeftButton, ShiftModifier);
    QVERIFY(m_drive->view().selection());
    QCOMPARE(m_drive->view().selection()->lowHz, 0.0);
    QCOMPARE(m_drive->view().selection()->highHz, 24000.0);
}

void TestGestures::zZoomsToTheSelection()
{
    auto* action = m_drive->window().findChild<QAction*>("zoomToSelectionAction");
    QVERIFY(!action->isEnabled());
    test::drag(*m_spectrogram, at(*m_spectrogram, 0.2, 0.2), at(*m_spectrogram, 0.6, 0.5), Qt::LeftButton,
               ShiftModifier);
    QVERIFY(action->isEnabled());
    m_drive->key(Qt::Key_Z);
    QCOMPARE(span(), *m_drive->view().selection());
    m_drive->key(Qt::Key_Backspace);
    QCOMPARE(span(), m_drive->view().whole());
}

void TestGestures::escapeAndAClickForgetTheSelection()
{
    m_drive->key(Qt::Key_S);
    const auto* const forget = m_drive->window().findChild<QAction*>("clearSelectionAction");
    QVERIFY(!forget->isEnabled());
    const QPointF middle = at(*m_spectrogram, 0.5, 0.5);
    test::drag(*m_spectrogram, at(*m_spectrogram, 0.2, 0.2), middle);
    QVERIFY(m_drive->view().selection());
    QVERIFY(forget->isEnabled());
    m_drive->key(Qt::Key_Escape);
    QVERIFY(!forget->isEnabled());
    QVERIFY(!m_drive->view().selection());
    QCOMPARE(m_drive->textOf("readoutSelection"), QString());
    test::drag(*m_spectrogram, at(*m_spectrogram, 0.2, 0.2), middle);
    QVERIFY(m_drive->view().selection());
    test::drag(*m_spectrogram, middle, middle + QPointF(1, 1)); // an unsteady click
    QVERIFY(!m_drive->view().selection());
}

void TestGestures::bracketsSelectFromTheCursor()
{
    test::hover(*m_spectrogram, at(*m_spectrogram, 0.25, 0.5));
    m_drive->key(Qt::Key_BracketLeft);
    test::hover(*m_spectrogram, at(*m_spectrogram, 0.75, 0.5));
    m_drive->key(Qt::Key_BracketRight);
    const auto& box = m_drive->view().selection();
    QVERIFY(box);
    QVERIFY(close(box->beginSample, 36000, 1));
    QVERIFY(close(box->endSample, 108000, 1));
}

void TestGestures::doubleClickFitsEverything()
{
    for (PlotPane* pane : {static_cast<PlotPane*>(m_spectrogram), static_cast<PlotPane*>(m_waveform)}) {
        m_drive->view().show(m_middle);
        test::doubleClick(*pane, at(*pane, 0.5, 0.5));
        QCOMPARE(span(), m_drive->view().whole());
    }
}

void TestGestures::backspaceGoesBackGestureByGesture()
{
    auto* back = m_drive->window().findChild<QAction*>("backAction");
    QVERIFY(!back->isEnabled());
    const QPointF middle = at(*m_spectrogram, 0.5, 0.5);
    test::wheel(*m_spectrogram, middle, 2);
    const PictureSpan afterWheel = span();
    test::drag(*m_spectrogram, middle, at(*m_spectrogram, 0.2, 0.5)); // many steps, one gesture
    const PictureSpan afterDrag = span();
    QVERIFY(afterDrag != afterWheel);
    m_drive->key(Qt::Key_F);
    QCOMPARE(span(), m_drive->view().whole());
    m_drive->key(Qt::Key_Backspace);
    QCOMPARE(span(), afterDrag);
    m_drive->key(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(span(), afterWheel);
    m_drive->key(Qt::Key_Backspace);
    QCOMPARE(span(), m_drive->view().whole());
    QVERIFY(!back->isEnabled());
}

void TestGestures::timeAxisMovesTimeAlone()
{
    m_drive->view().show(m_middle);
    const double below = m_spectrogram->inside().bottom() + 15.0;
    const QPointF pointer(at(*m_spectrogram, 0.25, 0).x(), below);
    const double seconds = m_spectrogram->secondsAt(pointer.x());
    test::wheel(*m_spectrogram, pointer, 1);
    QVERIFY(close(m_spectrogram->secondsAt(pointer.x()), seconds, 1e-9));
    QVERIFY(close(visible(), 38400, 1e-6));
    const QPointF to = pointer + QPointF(100, -200);
    test::drag(*m_spectrogram, pointer, to);
    QVERIFY(close(m_spectrogram->secondsAt(to.x()), seconds, 1e-9));
    QCOMPARE(span().lowHz, m_middle.lowHz);
    QCOMPARE(span().highHz, m_middle.highHz);
    test::doubleClick(*m_spectrogram, pointer);
    QCOMPARE(span(), (PictureSpan{0, 144000, m_middle.lowHz, m_middle.highHz}));
}

void TestGestures::frequencyAxisMovesFrequencyAlone()
{
    m_drive->view().show(m_middle);
    const QPointF pointer(20, at(*m_spectrogram, 0, 0.25).y());
    const double hz = m_spectrogram->verticalAt(pointer.y());
    test::wheel(*m_spectrogram, pointer, 1);
    QVERIFY(close(m_spectrogram->verticalAt(pointer.y()), hz, 1e-6));
    QVERIFY(close(visibleHz(), 4800, 1e-6));
    const QPointF to = pointer + QPointF(200, 60);
    test::drag(*m_spectrogram, pointer, to);
    QVERIFY(close(m_spectrogram->verticalAt(to.y()), hz, 1e-6));
    QCOMPARE(span().beginSample, m_middle.beginSample);
    QCOMPARE(span().endSample, m_middle.endSample);
    test::doubleClick(*m_spectrogram, pointer);
    QCOMPARE(span(), (PictureSpan{m_middle.beginSample, m_middle.endSample, 0, 24000}));
}

void TestGestures::keysZoomAndMove()
{
    m_drive->view().show(m_middle);
    m_drive->key(Qt::Key_Plus);
    QVERIFY(close(visible(), 38400, 1e-6));
    m_drive->key(Qt::Key_Equal, ControlModifier);
    QVERIFY(close(visible(), 30720, 1e-6));
    m_drive->key(Qt::Key_Minus);
    m_drive->key(Qt::Key_Minus, ControlModifier);
    QVERIFY(close(visible(), 48000, 1e-6));
    m_drive->key(Qt::Key_Home);
    QCOMPARE(span().beginSample, 0.0);
    m_drive->key(Qt::Key_Right, ControlModifier);
    QVERIFY(close(span().beginSample, 48000, 1e-6));
    m_drive->key(Qt::Key_Left, ControlModifier);
    QVERIFY(close(span().beginSample, 0, 1e-6));
    m_drive->key(Qt::Key_End);
    QVERIFY(close(span().endSample, 144000, 1e-6));
    m_drive->key(Qt::Key_Up, ControlModifier | ShiftModifier);
    QVERIFY(close(visibleHz(), 4800, 1e-6));
    m_drive->key(Qt::Key_Down, ControlModifier | ShiftModifier);
    QVERIFY(close(visibleHz(), 6000, 1e-6));
    m_drive->key(Qt::Key_0, ControlModifier);
    QCOMPARE(span(), m_drive->view().whole());
}

void TestGestures::keysZoomAboutTheCursorOnlyWhereItIsInView()
{
    ViewModel& view = m_drive->view();
    const double middle = (m_middle.beginSample + m_middle.endSample) / 2;
    const double middleHz = (m_middle.lowHz + m_middle.highHz) / 2;
    const double visibleBefore = m_middle.endSample - m_middle.beginSample;
    const double visibleHzBefore = m_middle.highHz - m_middle.lowHz;
    for (const double sample : {m_middle.beginSample - 1000, m_middle.endSample + 30'000}) {
        view.show(m_middle);
        view.setCursor(ViewModel::Cursor{.sample = sample, .hz = m_middle.highHz + 4000});
        m_drive->key(Qt::Key_Plus);
        m_drive->key(Qt::Key_Up, ControlModifier | ShiftModifier);
        QVERIFY(close((span().beginSample + span().endSample) / 2, middle, 1e-6));
        QVERIFY(close(visible(), 0.8 * visibleBefore, 1e-6));
        QVERIFY(close((span().lowHz + span().highHz) / 2, middleHz, 1e-6));
        QVERIFY(close(visibleHz(), 0.8 * visibleHzBefore, 1e-6));
        m_drive->key(Qt::Key_Minus);
        QVERIFY(close((span().beginSample + span().endSample) / 2, middle, 1e-6));
    }

    // In view it keeps its place.
    const ViewModel::Cursor inView{.sample = m_middle.beginSample + visibleBefore / 4,
                                   .hz = m_middle.lowHz + visibleHzBefore / 4};
    view.show(m_middle);
    view.setCursor(inView);
    m_drive->key(Qt::Key_Plus);
    m_drive->key(Qt::Key_Up, ControlModifier | ShiftModifier);
    QVERIFY(close((inView.sample - span().beginSample) / visible(), 0.25, 1e-6));
    QVERIFY(close((*inView.hz - span().lowHz) / visibleHz(), 0.25, 1e-6));
}

QTEST_MAIN(TestGestures)
#include "tst_gestures.moc"
