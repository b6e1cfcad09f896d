// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/analysispanel.h"
#include "widgets/panels/numberspin.h"

#include "tests/widgets/paneldriver.h"

#include <QLineEdit>
#include <QSignalSpy>

#include <memory>

using namespace gabor;

/// What is impossible is said beside its field and kept there as typed, and the picture stays.
class TestAnalysisFaults : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_panel.reset(); }

    void unreadableLengthIsSaidAndKept();
    void nfftBelowTheWindowIsSaidAndKept();
    void hugeNumbersAreSaid();
    void fullOverlapIsSaid();
    void emptySpinIsSaidAndKeptAfterTab();
    void parameterOutOfRangeIsSaid();
    void halfBandwidthTooLargeIsSaid();
    void weightsAreReadAsAList();
    void derivedWindowInsistsOnSymmetry();

private:
    const StftParameters& now() const { return m_panel->parameters(); }

    std::unique_ptr<AnalysisPanel> m_panel;
    std::unique_ptr<test::PanelDriver> m_drive;
    std::unique_ptr<QSignalSpy> m_emitted;
};

void TestAnalysisFaults::init()
{
    m_panel = std::make_unique<AnalysisPanel>();
    m_panel->setSound(48000, 2);
    m_drive = std::make_unique<test::PanelDriver>(*m_panel);
    m_emitted = std::make_unique<QSignalSpy>(m_panel.get(), &AnalysisPanel::parametersChanged);
}

void TestAnalysisFaults::unreadableLengthIsSaidAndKept()
{
    m_drive->write("windowLengthCombo", "42 m");
    const int before = m_emitted->count(); // 4 and 42 were lengths
    QCOMPARE(now().windowLength, 42);
    QVERIFY(m_drive->said("windowLengthCombo").contains("42 m"));
    m_drive->press("windowLengthCombo", Qt::Key_Tab);
    QCOMPARE(m_drive->textOf("windowLengthCombo"), "42 m");
    // The rest of the panel neither emits nor tidies it away.
    m_drive->choose("detrendCombo", "Linear");
    QCOMPARE(m_emitted->count(), before);
    QCOMPARE(m_drive->textOf("windowLengthCombo"), "42 m");
    m_drive->press("windowLengthCombo", Qt::Key_End);
    QTest::keyClicks(m_drive->control("windowLengthCombo"), "s");
    QCOMPARE(m_emitted->count(), before + 1);
    QCOMPARE(now().windowLength, 2016);
    QCOMPARE(now().detrend, Detrend::Linear);
    QCOMPARE(m_drive->said("windowLengthCombo"), QString());
}

void TestAnalysisFaults::nfftBelowTheWindowIsSaidAndKept()
{
    m_drive->write("nfftCombo", "2000");
    QCOMPARE(m_emitted->count(), 0);
    QCOMPARE(m_drive->textOf("nfftCombo"), "2000");
    QVERIFY(m_drive->said("nfftCombo").contains("2,048") || m_drive->said("nfftCombo").contains("2048"));
    m_drive->write("windowLengthCombo", "1000"); // makes it possible again; 2 factors of 1000 are no accident any more
    QCOMPARE(now().windowLength, 1000);
    QCOMPARE(now().nfft, 2000);
    QCOMPARE(m_drive->said("nfftCombo"), QString());
}

void TestAnalysisFaults::hugeNumbersAreSaid()
{
    m_drive->write("windowLengthCombo", "99999999999999");
    QVERIFY(now().nfft <= maximumNfft);
    QVERIFY(!m_drive->said("nfftCombo").isEmpty());
    m_drive->write("windowLengthCombo", "0");
    QVERIFY(!m_drive->said("windowLengthCombo").isEmpty());
    m_drive->write("windowLengthCombo", "-5");
    QVERIFY(!m_drive->said("windowLengthCombo").isEmpty());
    m_drive->write("windowLengthCombo", "2048");
    QCOMPARE(now(), StftParameters());
}

void TestAnalysisFaults::fullOverlapIsSaid()
{
    m_drive->write("overlapPercentSpin", "100");
    QCOMPARE(now().hop, 2048 - 205); // of the 10 on the way
    const int before = m_emitted->count();
    QVERIFY(m_drive->said("overlapPercentSpin").contains("less than the window"));
    QVERIFY(m_drive->control<NumberSpin>("overlapPercentSpin")->text().startsWith("100"));
    m_drive->write("noverlapSpin", "5000");
    QVERIFY(!m_drive->said("overlapPercentSpin").isEmpty());
    QCOMPARE(m_drive->control<NumberSpin>("noverlapSpin")->value(), 5000);
    QVERIFY(m_emitted->count() > before); // 5, 50 and 500 are possible
    QCOMPARE(now().noverlap(), 500);
    m_drive->write("noverlapSpin", "-1");
    QCOMPARE(now().noverlap(), 500);
}

void TestAnalysisFaults::emptySpinIsSaidAndKeptAfterTab()
{
    auto* spin = m_drive->control<NumberSpin>("overlapPercentSpin");
    m_drive->write("overlapPercentSpin", "7x");
    QVERIFY(m_drive->said("overlapPercentSpin").contains("7x"));
    QCOMPARE(now().noverlap(), 143);
    const int before = m_emitted->count();
    QTest::keyClick(spin, Qt::Key_Return);
    QTest::keyClick(spin, Qt::Key_Tab);
    QVERIFY(!spin->hasFocus());
    QVERIFY(spin->text().contains("7x"));
    QVERIFY(!m_drive->said("overlapPercentSpin").isEmpty());
    QCOMPARE(m_emitted->count(), before);
}

void TestAnalysisFaults::parameterOutOfRangeIsSaid()
{
    m_drive->choose("windowCombo", "Kaiser");
    m_drive->write("windowParameter0Spin", "14.25");
    QCOMPARE(now().window.parameters, std::vector<double>{14.25});
    const int before = m_emitted->count();
    m_drive->write("windowParameter0Spin", "-3");
    QVERIFY(m_drive->said("windowParameter0Spin").contains("β"));
    QCOMPARE(m_emitted->count(), before);
    QCOMPARE(now().window.parameters, std::vector<double>{14.25});
    QCOMPARE(m_drive->control<NumberSpin>("windowParameter0Spin")->value(), -3);
}

void TestAnalysisFaults::halfBandwidthTooLargeIsSaid()
{
    m_drive->choose("windowCombo", "DPSS (Slepian)");
    m_drive->write("windowLengthCombo", "8");
    m_drive->write("windowParameter0Spin", "4");
    QVERIFY(m_drive->said("windowParameter0Spin").contains("NW"));
    m_drive->write("windowParameter0Spin", "3.5");
    QCOMPARE(now().window.parameters, std::vector<double>{3.5});
}

void TestAnalysisFaults::weightsAreReadAsAList()
{
    m_drive->choose("windowCombo", "General cosine");
    m_drive->write("windowParametersEdit", "0.5, 0.4, 0.1");
    QCOMPARE(now().window.parameters, (std::vector<double>{0.5, 0.4, 0.1}));
    m_drive->write("windowParametersEdit", "0.5, ");
    QVERIFY(!m_drive->said("windowParametersEdit").isEmpty());
    QCOMPARE(m_drive->control<QLineEdit>("windowParametersEdit")->text(), "0.5, ");
}

void TestAnalysisFaults::derivedWindowInsistsOnSymmetry()
{
    m_drive->choose("windowCombo", "Kaiser–Bessel-derived");
    QVERIFY(now().window.symmetric);
    m_drive->check("symmetricCheck");
    QVERIFY(m_drive->said("symmetricCheck").contains("symmetric"));
    QVERIFY(now().window.symmetric);
    m_drive->write("windowLengthCombo", "1001");
    m_drive->check("symmetricCheck");
    QVERIFY(m_drive->said("windowLengthCombo").contains("odd"));
    QCOMPARE(m_drive->said("symmetricCheck"), QString());
    m_drive->choose("windowCombo", "General Hamming");
    QCOMPARE(now().windowLength, 1001);
}

QTEST_MAIN(TestAnalysisFaults)
#include "tst_analysisfaults.moc"
