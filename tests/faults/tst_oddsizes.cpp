// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/sounds.h"
#include "tests/app/windowdriver.h"
#include "tests/support/processfacts.h"
#include "widgets/panes/spectrogrampane.h"
#include "widgets/panes/waveformpane.h"

#include <QSplitter>

#include <cmath>

using namespace gabor;

/// Windows of sizes that nobody has in mind: nothing ends, no axis runs away, and the memory stays within bounds.
class TestOddSizes : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_drive.reset(); }

    void anySizeIsStood_data();
    void anySizeIsStood();
    void aPaneMayBeClosedUp();
    void minimizedWhileComputing();
    void aHugeScreenTakesLessThanAGibibyte();

private:
    void expectSoundAxes();
    QString sound() const { return m_folder.filePath("sound.wav"); }

    QTemporaryDir m_folder;
    std::unique_ptr<test::WindowDriver> m_drive;
};

void TestOddSizes::initTestCase()
{
    test::writeWav(sound(), {test::noise(20 * 48000, 0.3)});
}

void TestOddSizes::init()
{
    m_drive = std::make_unique<test::WindowDriver>();
    m_drive->window().show();
    QVERIFY(m_drive->open(sound()));
}

void TestOddSizes::expectSoundAxes()
{
    const PictureSpan& span = m_drive->span();
    for (const double number : {span.beginSample, span.endSample, span.lowHz, span.highHz})
        QVERIFY(std::isfinite(number));
    QVERIFY(span.beginSample < span.endSample && span.lowHz < span.highHz);
    const DisplayParameters& display = m_drive->display();
    QVERIFY(std::isfinite(display.low) && std::isfinite(display.high) && display.low < display.high);
}

void TestOddSizes::anySizeIsStood_data()
{
    QTest::addColumn<QSize>("size");
    for (const QSize size : {QSize(1, 1), QSize(0, 0), QSize(1, 900), QSize(1440, 1), QSize(10'000, 3)})
        QTest::addRow("%d x %d", size.width(), size.height()) << size;
}

void TestOddSizes::anySizeIsStood()
{
    QFETCH(QSize, size);
    m_drive->window().setMinimumSize(0, 0);
    m_drive->window().centralWidget()->setMinimumSize(0, 0);
    for (QWidget* const widget : m_drive->window().findChildren<QWidget*>()) // as if no layout had a say
        widget->setMinimumSize(0, 0);
    m_drive->window().resize(size);
    for (FigureView* const figure : {&m_drive->figure()}) {
        figure->resize(size);
        figure->spectrogram().resize(size);
        figure->waveform().resize(size);
    }
    QApplication::processEvents();
    m_drive->view().zoomTime(0.5, 1000);
    m_drive->view().zoomTime(3, 0);
    m_drive->window().grab();
    QVERIFY(m_drive->settle());
    expectSoundAxes();
    m_drive->window().resize(900, 700);
    QVERIFY(m_drive->settle());
    expectSoundAxes();
}

void TestOddSizes::aPaneMayBeClosedUp()
{
    auto* const splitter = m_drive->window().findChild<QSplitter*>();
    QVERIFY(splitter != nullptr);
    for (const QList<int>& heights : {QList<int>{0, 1000}, QList<int>{1000, 0}, QList<int>{0, 0}}) {
        for (int i = 0; i < splitter->count(); ++i) {
            splitter->setCollapsible(i, true);
            splitter->widget(i)->setMinimumHeight(0);
        }
        splitter->setSizes(heights);
        QApplication::processEvents();
        m_drive->view().zoomTime(0.5, 1000);
        m_drive->window().grab();
        QVERIFY(m_drive->settle());
        expectSoundAxes();
    }
}

void TestOddSizes::minimizedWhileComputing()
{
    m_drive->hands->write("windowLengthCombo", "700");
    m_drive->window().showMinimized();
    QTest::qWait(50);
    m_drive->hands->write("windowLengthCombo", "900");
    QTest::qWait(50);
    m_drive->window().showNormal();
    QVERIFY(m_drive->settle());
    QCOMPARE(m_drive->stft().windowLength, 900);
    expectSoundAxes();
}

void TestOddSizes::aHugeScreenTakesLessThanAGibibyte()
{
    m_drive->window().resize(7680, 4320);
    QVERIFY(m_drive->settle());
    QCOMPARE(m_drive->window().size(), QSize(7680, 4320));
    m_drive->view().zoomTime(0.5, 1000);
    QVERIFY(m_drive->settle());
    const std::size_t bytes = test::residentBytes();
    qInfo("%zu MiB", bytes >> 20U);
    QVERIFY(bytes < std::size_t{1} << 30U);
}

QTEST_MAIN(TestOddSizes)
#include "tst_oddsizes.moc"
