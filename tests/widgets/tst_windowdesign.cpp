// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bridge/windowdesign.h"

#include <QSignalSpy>
#include <QTest>

using namespace gabor;

namespace {

StftParameters parametersOf(WindowKind kind, int length)
{
    StftParameters parameters;
    parameters.windowLength = parameters.nfft = length;
    parameters.window = initialWindow(kind, length);
    return parameters;
}

} // namespace

class TestWindowDesign : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_design = std::make_unique<WindowDesign>(m_queue); }
    void cleanup() { m_design.reset(); }

    void aQuickWindowIsThereAtOnce();
    void aDearWindowComesLater();
    void theSameWindowIsDesignedOnce();
    void theLastChoiceCounts();

private:
    JobQueue m_queue{1};
    std::unique_ptr<WindowDesign> m_design;
};

void TestWindowDesign::aQuickWindowIsThereAtOnce()
{
    QVERIFY(!m_design->window());
    m_design->choose(parametersOf(WindowKind::Hann, 65536));
    QVERIFY(m_design->window());
    QCOMPARE(m_design->window()->coefficients.size(), std::size_t{65536});
}

void TestWindowDesign::aDearWindowComesLater()
{
    const StftParameters parameters = parametersOf(WindowKind::Dpss, 32768);
    QSignalSpy designed(m_design.get(), &WindowDesign::designed);
    m_design->choose(parameters);
    QVERIFY(!m_design->window());
    QVERIFY(designed.wait(30'000));
    QVERIFY(m_design->window());
    QCOMPARE(m_design->window()->coefficients, makeAnalysisWindow(parameters)->coefficients);
}

void TestWindowDesign::theSameWindowIsDesignedOnce()
{
    StftParameters parameters = parametersOf(WindowKind::Hann, 1024);
    m_design->choose(parameters);
    const std::shared_ptr<const AnalysisWindow> first = m_design->window();
    parameters.hop = 100;
    parameters.nfft = 4096;
    m_design->choose(parameters);
    QCOMPARE(m_design->window(), first);
}

void TestWindowDesign::theLastChoiceCounts()
{
    QSignalSpy designed(m_design.get(), &WindowDesign::designed);
    m_design->choose(parametersOf(WindowKind::Dpss, 32768));
    m_design->choose(parametersOf(WindowKind::Chebwin, 16384));
    QVERIFY(designed.wait(30'000));
    QCOMPARE(m_design->window()->coefficients.size(), std::size_t{16384});
    m_design->choose(parametersOf(WindowKind::Dpss, 32768));
    m_design->choose(parametersOf(WindowKind::Hann, 512));
    QVERIFY(!designed.wait(300)); // what is on its way is not wanted any more
    QCOMPARE(m_design->window()->coefficients.size(), std::size_t{512});
}

QTEST_GUILESS_MAIN(TestWindowDesign)
#include "tst_windowdesign.moc"
