// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/analysispanel.h"
#include "widgets/panels/fieldrow.h"
#include "widgets/panels/lengthedit.h"
#include "widgets/panels/numberspin.h"
#include "widgets/panels/resolutionlabel.h"

#include "tests/widgets/paneldriver.h"
#include "tests/widgets/panelwalk.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QWheelEvent>

#include <memory>

using namespace gabor;

class TestAnalysisPanel : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_panel.reset(); }

    void settingNeverEmits();
    void everyKeyStrokeOfALengthEmits();
    void lengthsAreReadInEveryForm_data();
    void lengthsAreReadInEveryForm();
    void lengthKeepsOverlapAndPadding();
    void lengthKeepsAFreeNfft();
    void offersOfTheListAreTaken();
    void sliderDragsThroughEveryStep();
    void sliderStopsAtTheLastHop();
    void percentIsTyped();
    void noverlapIsTyped();
    void aWindowOfOneSampleOverlapsByNothing();
    void everyWindowCanBeChosen();
    void symmetricIsAClick();
    void gaussianWidthFollowsTheLength();
    void detrendIsChosen();
    void channelIsHiddenForMono();
    void channelIsChosen();
    void echoLeavesTheTypedTextAlone();
    void anotherSampleRateRewritesTimes();
    void resolutionIsRight();
    void resetSetsEverythingBack();
    void sectionFolds();
    void wheelWithoutFocusScrollsThePanel();
    void aListThatIsClickedHasTheKeysButNotTheWheel();
    void everyControlIsNamed();

private:
    const StftParameters& now() const { return m_panel->parameters(); }

    std::unique_ptr<AnalysisPanel> m_panel;
    std::unique_ptr<test::PanelDriver> m_drive;
    std::unique_ptr<QSignalSpy> m_emitted;
};

void TestAnalysisPanel::init()
{
    m_panel = std::make_unique<AnalysisPanel>();
    m_panel->setSound(48000, 2);
    m_drive = std::make_unique<test::PanelDriver>(*m_panel);
    m_emitted = std::make_unique<QSignalSpy>(m_panel.get(), &AnalysisPanel::parametersChanged);
}

void TestAnalysisPanel::settingNeverEmits()
{
    StftParameters p{.window = initialWindow(WindowKind::Taylor, 1024), .windowLength = 1024, .hop = 100, .nfft = 3000};
    p.detrend = Detrend::Linear;
    QSignalSpy channel(m_panel.get(), &AnalysisPanel::channelChanged);
    m_panel->setParameters(p);
    m_panel->setChannel({1});
    m_panel->setSound(44100, 3);
    QCOMPARE(m_emitted->count(), 0);
    QCOMPARE(channel.count(), 0);
    QCOMPARE(now(), p);
    QCOMPARE(m_drive->textOf("windowCombo"), "Taylor");
    QCOMPARE(m_drive->control<NumberSpin>("noverlapSpin")->value(), 924);
    QCOMPARE(m_drive->textOf("nfftCombo"), "3000");
    QCOMPARE(m_drive->textOf("channelCombo"), "Channel 2");
}

void TestAnalysisPanel::everyKeyStrokeOfALengthEmits()
{
    m_drive->write("windowLengthCombo", "300");
    QCOMPARE(m_emitted->count(), 3); // 3, 30, 300
    QCOMPARE(now().windowLength, 300);
    QCOMPARE(now().hop, 75);
    QCOMPARE(now().nfft, 600);
}

void TestAnalysisPanel::lengthsAreReadInEveryForm_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("samples");
    QTest::newRow("samples") << "1000" << 1000;
    QTest::newRow("with a word") << "1000 samples" << 1000;
    QTest::newRow("power") << "2^11" << 2048;
    QTest::newRow("milliseconds") << "42 ms" << 2016;
    QTest::newRow("without a space") << "42ms" << 2016;
    QTest::newRow("microseconds") << "500 us" << 24;
    QTest::newRow("fraction of a second") << "1/4 s" << 12000;
    QTest::newRow("seconds") << "0.05 s" << 2400;
}

void TestAnalysisPanel::lengthsAreReadInEveryForm()
{
    QFETCH(QString, text);
    QFETCH(int, samples);
    m_drive->write("windowLengthCombo", text);
    QCOMPARE(now().windowLength, samples);
    QCOMPARE(now().nfft, 2 * samples);
    QCOMPARE(m_drive->textOf("windowLengthCombo"), text); // as written
    QCOMPARE(m_drive->said("windowLengthCombo"), QString());
}

void TestAnalysisPanel::lengthKeepsOverlapAndPadding()
{
    m_drive->write("overlapPercentSpin", "87.5");
    m_drive->write("nfftCombo", "8192");
    for (const char* text : {"1000", "3", "2048"}) // through lengths where hops round to almost nothing
        m_drive->write("windowLengthCombo", text);
    QCOMPARE(now().hop, 256);
    QCOMPARE(now().nfft, 8192);
}

void TestAnalysisPanel::lengthKeepsAFreeNfft()
{
    m_drive->write("nfftCombo", "5000");
    QCOMPARE(m_drive->control<LengthEdit>("nfftCombo")->note(), "×2.44 pad");
    m_drive->write("windowLengthCombo", "1024");
    QCOMPARE(now().nfft, 5000);
    QCOMPARE(now().windowLength, 1024);
}

void TestAnalysisPanel::offersOfTheListAreTaken()
{
    auto* combo = m_drive->control<QComboBox>("windowLengthCombo");
    combo->setFocus();
    QTest::keyClick(combo, Qt::Key_Down);
    QCOMPARE(now().windowLength, 4096);
    QCOMPARE(now().hop, 1024);
    QCOMPARE(now().nfft, 8192);
    QCOMPARE(m_drive->control<LengthEdit>("windowLengthCombo")->note(), "85.3 ms");
    QCOMPARE(combo->itemText(0), "64");
    QCOMPARE(combo->itemText(combo->count() - 1), "65536");
}

void TestAnalysisPanel::sliderDragsThroughEveryStep()
{
    auto* slider = m_drive->control<QSlider>("overlapSlider");
    slider->setFocus();
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(slider, Qt::Key_Left);
    QCOMPARE(m_emitted->count(), 5);
    QCOMPARE(m_drive->control<NumberSpin>("overlapPercentSpin")->value(), 70);
    QCOMPARE(now().noverlap(), 1434); // nearest to 1433.6
    QCOMPARE(m_drive->control<NumberSpin>("noverlapSpin")->value(), 1434);
}

void TestAnalysisPanel::sliderStopsAtTheLastHop()
{
    m_drive->write("windowLengthCombo", "64");
    m_drive->press("overlapSlider", Qt::Key_End);
    QCOMPARE(now().hop, 1);
    QCOMPARE(m_drive->said("overlapPercentSpin"), QString());
}

void TestAnalysisPanel::percentIsTyped()
{
    m_drive->write("overlapPercentSpin", "50");
    QCOMPARE(now().hop, 1024);
    QCOMPARE(m_drive->control<QSlider>("overlapSlider")->value(), 500);
    QCOMPARE(m_drive->control<QLabel>("hopLabel")->text(), "hop 1024 = 21.33 ms");
    m_drive->press("overlapPercentSpin", Qt::Key_Up);
    QCOMPARE(now().hop, 2048 - 1044); // 51 %
}

void TestAnalysisPanel::aWindowOfOneSampleOverlapsByNothing()
{
    m_drive->write("overlapPercentSpin", "75");
    m_drive->write("windowLengthCombo", "1");
    QCOMPARE(now().windowLength, 1);
    QCOMPARE(now().hop, 1);
    QCOMPARE(m_drive->control<NumberSpin>("noverlapSpin")->value(), 0);
    QCOMPARE(m_drive->control<NumberSpin>("overlapPercentSpin")->value(), 0);
    QCOMPARE(m_drive->control<QSlider>("overlapSlider")->value(), 0);
    m_drive->write("windowLengthCombo", "1024"); // what was asked for is not forgotten
    QCOMPARE(now().noverlap(), 768);
    QCOMPARE(m_drive->control<NumberSpin>("overlapPercentSpin")->value(), 75);
}

void TestAnalysisPanel::noverlapIsTyped()
{
    m_drive->write("noverlapSpin", "2000");
    QCOMPARE(now().hop, 48);
    QCOMPARE(m_drive->control<NumberSpin>("overlapPercentSpin")->value(), 97.66);
}

void TestAnalysisPanel::everyWindowCanBeChosen()
{
    const auto* combo = m_drive->control<QComboBox>("windowCombo");
    QCOMPARE(combo->count(), static_cast<int>(windowCatalog().size()));
    for (const WindowInfo& info : windowCatalog()) {
        const QString name =
            QString::fromUtf8(info.displayName.data(), static_cast<qsizetype>(info.displayName.size()));
        m_drive->choose("windowCombo", name);
        QCOMPARE(now().window.kind, info.kind);
        QCOMPARE(now().window.parameters, initialWindow(info.kind, 2048).parameters);
        const bool list = info.kind == WindowKind::GeneralCosine;
        QCOMPARE(m_drive->control("windowParametersEdit")->isVisible(), list);
        QCOMPARE(m_drive->control("windowParameter0Spin")->isVisible(), !list && !info.parameters.empty());
        QCOMPARE(m_drive->control("windowParameter1Spin")->isVisible(), !list && info.parameters.size() > 1);
    }
}

void TestAnalysisPanel::symmetricIsAClick()
{
    m_drive->check("symmetricCheck");
    QVERIFY(now().window.symmetric);
    m_drive->choose("windowCombo", "Hamming");
    QVERIFY(now().window.symmetric); // the choice outlives the window
}

void TestAnalysisPanel::gaussianWidthFollowsTheLength()
{
    m_drive->choose("windowCombo", "Gaussian");
    m_drive->write("windowLengthCombo", "1024");
    QCOMPARE(now().window, initialWindow(WindowKind::Gaussian, 1024));
    m_drive->write("windowParameter0Spin", "100");
    m_drive->write("windowLengthCombo", "512");
    QCOMPARE(now().window.parameters, std::vector<double>{100});
}

void TestAnalysisPanel::detrendIsChosen()
{
    m_drive->choose("detrendCombo", "Constant");
    QCOMPARE(now().detrend, Detrend::Constant);
}

void TestAnalysisPanel::channelIsHiddenForMono()
{
    QVERIFY(m_drive->control("channelCombo")->isVisible());
    m_panel->setSound(48000, 1);
    QVERIFY(!m_drive->control("channelCombo")->isVisible());
}

void TestAnalysisPanel::channelIsChosen()
{
    QSignalSpy emitted(m_panel.get(), &AnalysisPanel::channelChanged);
    m_drive->choose("channelCombo", "Right");
    QCOMPARE(emitted.count(), 2);
    QCOMPARE(m_panel->channel(), ChannelChoice{1});
    m_drive->choose("channelCombo", "Mix (mean of 2)");
    QCOMPARE(m_panel->channel(), ChannelChoice{});
    QCOMPARE(m_emitted->count(), 0);
}

void TestAnalysisPanel::echoLeavesTheTypedTextAlone()
{
    connect(m_panel.get(), &AnalysisPanel::parametersChanged, m_panel.get(), &AnalysisPanel::setParameters);
    m_drive->write("windowLengthCombo", "42 ms");
    QCOMPARE(m_drive->textOf("windowLengthCombo"), "42 ms");
    m_drive->write("overlapPercentSpin", "33.3333");
    QVERIFY(m_drive->control<NumberSpin>("overlapPercentSpin")->text().startsWith("33.3333"));
    const int before = m_emitted->count();
    m_drive->press("overlapPercentSpin", Qt::Key_Tab);
    QCOMPARE(m_emitted->count(), before);
    // Another value is another matter: it is shown in every field, and faults go.
    m_drive->write("nfftCombo", "x");
    m_panel->setParameters(StftParameters());
    QCOMPARE(m_drive->textOf("nfftCombo"), "4096");
    QCOMPARE(m_drive->said("nfftCombo"), QString());
    QCOMPARE(m_drive->textOf("windowLengthCombo"), "2048");
}

void TestAnalysisPanel::anotherSampleRateRewritesTimes()
{
    m_drive->write("windowLengthCombo", "42 ms");
    const int before = m_emitted->count();
    m_panel->setSound(44100, 1);
    QCOMPARE(m_drive->textOf("windowLengthCombo"), "2016");
    QCOMPARE(m_drive->control<LengthEdit>("windowLengthCombo")->note(), "45.7 ms");
    QCOMPARE(m_emitted->count(), before);
}

void TestAnalysisPanel::resolutionIsRight()
{
    // 48000 / 4096, 1.5 * 48000 / 2048, 2048 / 48000 and 512 / 48000
    const QString text = m_drive->control<ResolutionLabel>("resolutionLabel")->text();
    for (const char* part : {"11.7 Hz", "35.2 Hz", "42.7 ms", "10.7 ms"})
        QVERIFY2(text.contains(QLatin1String(part)), qPrintable(text));
}

void TestAnalysisPanel::resetSetsEverythingBack()
{
    auto* reset = m_drive->control<QPushButton>("transformReset");
    QVERIFY(!reset->isVisible());
    m_drive->choose("windowCombo", "Blackman");
    m_drive->write("windowLengthCombo", "what");
    m_drive->choose("channelCombo", "Left");
    QVERIFY(reset->isVisible());
    QTest::mouseClick(reset, Qt::LeftButton);
    QCOMPARE(now(), StftParameters());
    QCOMPARE(m_panel->channel(), ChannelChoice());
    QCOMPARE(m_drive->textOf("windowLengthCombo"), "2048");
    QCOMPARE(m_drive->said("windowLengthCombo"), QString());
    QVERIFY(!reset->isVisible());
    for (const FieldLabel* label : m_panel->findChildren<FieldLabel*>())
        QVERIFY(!label->isChanged());
}

void TestAnalysisPanel::sectionFolds()
{
    auto* title = m_drive->control<QPushButton>("transformTitle");
    QTest::mouseClick(title, Qt::LeftButton);
    QVERIFY(!m_drive->control("windowCombo")->isVisible());
    QTest::keyClick(title, Qt::Key_Space);
    QVERIFY(m_drive->control("windowCombo")->isVisible());
}

void TestAnalysisPanel::wheelWithoutFocusScrollsThePanel()
{
    m_drive->control("detrendCombo")->setFocus();
    for (const char* name :
         {"windowCombo", "windowLengthCombo", "overlapSlider", "overlapPercentSpin", "noverlapSpin"}) {
        auto* field = m_drive->control(name);
        const QPointF middle = field->rect().center();
        QWheelEvent wheel(middle, field->mapToGlobal(middle), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(field, &wheel);
        QVERIFY2(!wheel.isAccepted(), name);
    }
    QCOMPARE(m_emitted->count(), 0);
}

void TestAnalysisPanel::aListThatIsClickedHasTheKeysButNotTheWheel()
{
    m_drive->control("noverlapSpin")->setFocus();
    auto* const list = m_drive->control<QComboBox>("detrendCombo");
    list->setCurrentIndex(0);
    const int noverlap = now().noverlap();
    QTest::mouseClick(list, Qt::LeftButton);
    QTRY_VERIFY(list->view()->isVisible());
    QTest::keyClick(list->view(), Qt::Key_Return); // what is chosen already
    QTRY_VERIFY(!list->view()->isVisible());
    QVERIFY(list->hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QCOMPARE(list->currentIndex(), 1);
    QCOMPARE(now().noverlap(), noverlap);

    const QPointF middle = list->rect().center();
    QWheelEvent wheel(middle, list->mapToGlobal(middle), {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(list, &wheel);
    QVERIFY(!wheel.isAccepted());
    QCOMPARE(list->currentIndex(), 1);
}

void TestAnalysisPanel::everyControlIsNamed()
{
    for (const WindowInfo& info : windowCatalog()) {
        StftParameters p;
        p.window = initialWindow(info.kind, p.windowLength);
        m_panel->setParameters(p);
        const bool list = info.kind == WindowKind::GeneralCosine;
        const bool reset = info.kind != WindowKind::Hann;
        test::walk(*m_panel, 10 + (reset ? 1 : 0) + (list ? 1 : static_cast<int>(info.parameters.size())));
    }
}

QTEST_MAIN(TestAnalysisPanel)
#include "tst_analysispanel.moc"
