// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/opening/rawdialog.h"
#include "app/opening/rawfields.h"
#include "app/opening/rawpreview.h"
#include "app/session/bytenames.h"
#include "tests/app/sounds.h"
#include "tests/app/windowdriver.h"

#include <QAction>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QPushButton>

using namespace gabor;

/// Samples without a header, described in a dialog that shows what they would be.
class TestRawOpening : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { m_drive = std::make_unique<test::WindowDriver>(path("settings.json")); }
    void cleanup()
    {
        m_drive.reset();
        QFile::remove(path("settings.json"));
    }

    void aRefusedFileIsOfferedToBeDescribed();
    void theMenuAsksForAFile();
    void thePreviewFollowsTheFields();
    void theSizeIsThatOfTheSamplesAlone_data();
    void theSizeIsThatOfTheSamplesAlone();
    void theRateIsReadAsFrequenciesAre();
    void aLongFileIsLookedAtOnlyInItsBeginning();
    void wrongValuesAreSaidBesideTheirFields_data();
    void wrongValuesAreSaidBesideTheirFields();
    void anOffsetIsBoundBySizesThatAreKnown();
    void byteOrderIsNothingToASingleByte();
    void whatWasSaidReturns();
    void aNameThatIsNoTextIsOpened();
    void aFileThatIsGoneIsSaid();
    void closingWhileItIsComputedIsSafe();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    /// After the file has been refused and the offer taken.
    RawDialog* describe(const QString& file);
    double levelAt(RawDialog& dialog, double hz);

    QTemporaryDir m_folder;
    std::unique_ptr<test::WindowDriver> m_drive;
};

void TestRawOpening::initTestCase()
{
    const test::Channels channels{test::sine(48000, 1000, 48000, 0.5), test::sine(48000, 6000, 48000, 0.5)};
    test::write(path("stereo.raw").toStdString(),
                "header" + test::pcm(channels, SampleFormat::Signed24, std::endian::big));
    test::write(path("long.raw").toStdString(),
                test::pcm({test::sine(600'000, 1000, 48000, 0.5)}, SampleFormat::Signed16));
    test::write(path("other.raw").toStdString(), test::pcm({test::noise(5000, 0.4)}, SampleFormat::Signed16));
}

RawDialog* TestRawOpening::describe(const QString& file)
{
    m_drive->window().openFiles({file});
    auto* const offer = m_drive->hands->control<QPushButton>("messageOfferButton");
    if (!QTest::qWaitFor([offer] { return offer->isVisible(); }, test::patienceMs))
        return nullptr;
    QTest::mouseClick(offer, Qt::LeftButton);
    return m_drive->window().findChild<RawDialog*>("rawDialog");
}

double TestRawOpening::levelAt(RawDialog& dialog, double hz)
{
    FigureView& figure = dialog.preview().figure();
    const double middle = figure.view().sampleCount() / 2;
    return static_cast<double>(figure.spectrogram().levelAt(middle, hz).value_or(-200.0F));
}

void TestRawOpening::aRefusedFileIsOfferedToBeDescribed()
{
    RawDialog* const dialog = describe(path("stereo.raw"));
    QVERIFY(dialog && dialog->isVisible());
    test::PanelDriver hands(*dialog);
    hands.choose("rawEncodingCombo", "24-bit PCM");
    hands.click("rawBigEndianButton");
    hands.write("rawRateSpin", "48000");
    hands.write("rawChannelsSpin", "2");
    hands.write("rawOffsetSpin", "6");
    QTRY_COMPARE_WITH_TIMEOUT(
        hands.control<QLabel>("rawFacts")->text(),
        QStringLiteral("288000 bytes from byte 6 on are 48000 samples of each channel, which last 0:01.000."),
        test::patienceMs);
    hands.click("rawOpenButton");
    QVERIFY(m_drive->waitFor(path("stereo.raw")) && m_drive->settle());
    QCOMPARE(m_drive->message(), QString());
    const SoundDescription& sound = m_drive->window().session().sound();
    QCOMPARE(sound.channelCount, 2);
    QCOMPARE(sound.encoding, std::string("24-bit PCM"));
    QVERIFY(sound.reading.raw && sound.reading.raw->offset == 6);
    QVERIFY(m_drive->spectrogram().levelAt(24000, 6000).value_or(-200.0F) > -20);
    QVERIFY(m_drive->spectrogram().levelAt(24000, 3000).value_or(0.0F) < -80);
}

void TestRawOpening::theMenuAsksForAFile()
{
    m_drive->window().findChild<QAction*>("openRawAction")->trigger();
    auto* const files = m_drive->window().findChild<QFileDialog*>("openRawDialog");
    QVERIFY(files);
    emit files->fileSelected(path("long.raw"));
    auto* const dialog = m_drive->window().findChild<RawDialog*>("rawDialog");
    QVERIFY(dialog);
    QTest::keyClick(dialog->findChild<QWidget*>("rawRateSpin"), Qt::Key_Return);
    QVERIFY(m_drive->waitFor(path("long.raw")));
    QCOMPARE(m_drive->window().session().sound().sampleRate, 44100.0);
}

void TestRawOpening::thePreviewFollowsTheFields()
{
    RawDialog* const dialog = describe(path("stereo.raw"));
    test::PanelDriver hands(*dialog);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->preview().shownSamples() == 144'003, test::patienceMs); // 16 bits, mono
    hands.choose("rawEncodingCombo", "24-bit PCM");
    hands.click("rawBigEndianButton");
    hands.write("rawChannelsSpin", "2");
    hands.write("rawOffsetSpin", "6");
    QTRY_VERIFY_WITH_TIMEOUT(dialog->preview().shownSamples() == 48'000, test::patienceMs);
    FigureView& figure = dialog->preview().figure();
    QTRY_VERIFY_WITH_TIMEOUT(figure.progress().settled, test::patienceMs);
    // The rate is still said to be 44.1 kHz: the tones seem lower.
    QTRY_VERIFY_WITH_TIMEOUT(levelAt(*dialog, 6000 * 44.1 / 48) > -20, test::patienceMs);
    hands.write("rawRateSpin", "48000");
    QTRY_VERIFY_WITH_TIMEOUT(figure.view().sampleRate() == 48000 && figure.progress().settled, test::patienceMs);
    QVERIFY(levelAt(*dialog, 6000) > -20 && levelAt(*dialog, 3000) < -80);
}

void TestRawOpening::theSizeIsThatOfTheSamplesAlone_data()
{
    QTest::addColumn<QString>("offset");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("all of it") << "0"
                               << "10000 bytes are 2500 samples of each channel, which last 0:00.250.";
    QTest::newRow("a header") << "44"
                              << "9956 bytes from byte 44 on are 2489 samples of each channel, which last 0:00.249.";
    QTest::newRow("3 bytes more") << "1"
                                  << "9999 bytes from byte 1 on are 2499 samples of each channel, which last 0:00.250; "
                                     "3 bytes are left over.";
    QTest::newRow("1 byte more") << "4003"
                                 << "5997 bytes from byte 4003 on are 1499 samples of each channel, which last "
                                    "0:00.150; 1 byte is left over.";
}

void TestRawOpening::theSizeIsThatOfTheSamplesAlone()
{
    QFETCH(QString, offset);
    RawDialog* const dialog = describe(path("other.raw")); // of 10000 bytes
    QVERIFY(dialog);
    test::PanelDriver hands(*dialog);
    hands.choose("rawEncodingCombo", QString::fromUtf8(nameOf(SampleFormat::Signed16)));
    hands.write("rawRateSpin", "10000");
    hands.write("rawChannelsSpin", "2");
    hands.write("rawOffsetSpin", offset);
    QFETCH(QString, sentence);
    QTRY_COMPARE_WITH_TIMEOUT(hands.control<QLabel>("rawFacts")->text(), sentence, test::patienceMs);
}

void TestRawOpening::theRateIsReadAsFrequenciesAre()
{
    RawDialog* const dialog = describe(path("other.raw"));
    QVERIFY(dialog);
    test::PanelDriver hands(*dialog);
    dialog->activateWindow();
    QTRY_COMPARE(QApplication::activeWindow(), dialog); // else no field could lose the keys
    for (const auto& [written, rate] : {std::pair{"16 kHz", 16'000.0}, {"22.05k", 22'050.0}, {"8000 Hz", 8000.0}}) {
        hands.write("rawRateSpin", written);
        QCOMPARE(hands.said("rawRateSpin"), QString());
        const auto* const fields = dialog->findChild<RawFields*>();
        QVERIFY2(fields->raw().has_value(), written);
        QCOMPARE(fields->raw()->sampleRate, rate);
        hands.press("rawRateSpin", Qt::Key_Tab);
        QCOMPARE(hands.control<QDoubleSpinBox>("rawRateSpin")->text(), QStringLiteral("%1 Hz").arg(rate));
    }
}

void TestRawOpening::aLongFileIsLookedAtOnlyInItsBeginning()
{
    RawDialog* const dialog = describe(path("long.raw"));
    QTRY_COMPARE_WITH_TIMEOUT(dialog->preview().shownSamples(), RawPreview::mostSamples, test::patienceMs);
    const QString said = dialog->findChild<QLabel*>("rawFacts")->text();
    QVERIFY2(said.contains("600000 samples") && said.contains("first 0:05.944"), qPrintable(said));
}

void TestRawOpening::wrongValuesAreSaidBesideTheirFields_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("typed");
    const auto row = [](const char* field, const char* typed) {
        QTest::addRow("%s %s", field, typed) << field << typed;
    };
    row("rawRateSpin", "0");
    row("rawRateSpin", "fast");
    row("rawRateSpin", "");
    row("rawChannelsSpin", "0");
    row("rawChannelsSpin", "1.5");
    row("rawChannelsSpin", "2000");
    row("rawOffsetSpin", "-1");
    row("rawOffsetSpin", "10000");
    row("rawOffsetSpin", "9999"); // one byte is left, and a sample has two
}

void TestRawOpening::wrongValuesAreSaidBesideTheirFields()
{
    QFETCH(QString, field);
    QFETCH(QString, typed);
    RawDialog* const dialog = describe(path("other.raw"));
    test::PanelDriver hands(*dialog);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->preview().shownSamples() == 5000, test::patienceMs);
    const QByteArray name = field.toLatin1();
    const double right = hands.control<QDoubleSpinBox>(name.constData())->value();
    hands.write(name.constData(), typed);
    QVERIFY2(hands.said(name.constData()).endsWith(u'.'), qPrintable(hands.said(name.constData())));
    QVERIFY(!hands.control("rawOpenButton")->isEnabled());
    for (const char* const other : {"rawRateSpin", "rawChannelsSpin", "rawOffsetSpin"})
        QCOMPARE(hands.said(other).isEmpty(), field != QLatin1String(other));
    hands.write(name.constData(), QString::number(right));
    QCOMPARE(hands.said(name.constData()), QString());
    QVERIFY(hands.control("rawOpenButton")->isEnabled());
}

void TestRawOpening::anOffsetIsBoundBySizesThatAreKnown()
{
    RawFields fields(RawSound{.offset = -1});
    const test::PanelDriver hands(fields);
    QVERIFY(!fields.raw());
    QCOMPARE(hands.said("rawOffsetSpin"), QStringLiteral("The offset must be a whole number of bytes from 0 on."));
    fields.setFileBytes(1000);
    QCOMPARE(hands.said("rawOffsetSpin"),
             QStringLiteral("The offset must be from 0 to below the size of the file, 1000 bytes."));
}

void TestRawOpening::byteOrderIsNothingToASingleByte()
{
    RawDialog* const dialog = describe(path("other.raw"));
    test::PanelDriver hands(*dialog);
    QVERIFY(hands.control("rawBigEndianButton")->isEnabled());
    hands.choose("rawEncodingCombo", "8-bit signed PCM");
    QVERIFY(!hands.control("rawBigEndianButton")->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(dialog->preview().shownSamples() == 10'000, test::patienceMs);
}

void TestRawOpening::whatWasSaidReturns()
{
    {
        RawDialog* const dialog = describe(path("other.raw"));
        test::PanelDriver hands(*dialog);
        hands.choose("rawEncodingCombo", "32-bit float");
        hands.write("rawRateSpin", "8000.5");
        hands.click("rawOpenButton");
        QVERIFY(m_drive->waitFor(path("other.raw")));
    }
    QVERIFY(m_drive->close());
    m_drive = std::make_unique<test::WindowDriver>(path("settings.json"));
    // The file is known, and any other is asked for with what was said last.
    QVERIFY(m_drive->open(path("other.raw")));
    QCOMPARE(m_drive->window().session().sound().sampleRate, 8000.5);
    RawDialog* const dialog = describe(path("stereo.raw"));
    QVERIFY(dialog);
    QCOMPARE(dialog->raw().sampleRate, 8000.5);
    QCOMPARE(dialog->raw().format, SampleFormat::Float32);
}

void TestRawOpening::aNameThatIsNoTextIsOpened()
{
    const std::string file = path("na").toStdString() + "\xffme.bin";
    test::write(file, test::pcm({test::sine(48000, 1000, 48000, 0.5)}, SampleFormat::Signed16));
    RawDialog* const dialog = describe(textOfPath(file));
    QVERIFY(dialog && dialog->isVisible());
    test::PanelDriver hands(*dialog);
    QTRY_VERIFY_WITH_TIMEOUT(hands.control<QPushButton>("rawOpenButton")->isEnabled(), test::patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(hands.control<QLabel>("rawFacts")->text().startsWith("96000 bytes"), test::patienceMs);
    hands.click("rawOpenButton");
    QTRY_VERIFY_WITH_TIMEOUT(m_drive->window().session().sound().path == file, test::patienceMs);
}

void TestRawOpening::aFileThatIsGoneIsSaid()
{
    const QString file = path("going.raw");
    QVERIFY(QFile::copy(path("other.raw"), file));
    RawDialog* const dialog = describe(file);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->preview().shownSamples() == 5000, test::patienceMs);
    QVERIFY(QFile::remove(file));
    test::PanelDriver hands(*dialog);
    hands.write("rawRateSpin", "8000");
    QTRY_VERIFY_WITH_TIMEOUT(hands.control<QLabel>("rawFacts")->text().contains("going.raw"), test::patienceMs);
    QVERIFY(!hands.control("rawOpenButton")->isEnabled());
}

void TestRawOpening::closingWhileItIsComputedIsSafe()
{
    for (int i = 0; i < 5; ++i) {
        RawDialog* const dialog = describe(path("stereo.raw"));
        test::PanelDriver hands(*dialog);
        hands.write("rawChannelsSpin", QString::number(i + 1));
        QTest::qWait(i * 5);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(!dialog->isVisible());
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    QVERIFY(m_drive->drain());
    QVERIFY(m_drive->window().session().isDemo());
}

QTEST_MAIN(TestRawOpening)
#include "tst_rawopening.moc"
