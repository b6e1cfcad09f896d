// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pixels/automaticlimits.h"
#include "tests/app/gestures.h"
#include "tests/app/sounds.h"
#include "tests/app/windowdriver.h"

#include <QPushButton>

#include <cmath>

using namespace gabor;

namespace {

constexpr double toneHz = 3000; // on a bin

double numberIn(const QString& text)
{
    return QLocale::c().toDouble(QString(text).replace(QChar(0x2212), u'-').section(u' ', 0, 0));
}

} // namespace

/// Scales of the levels and their limits in the window: what changes, and what stays.
class TestLevelChoice : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_drive.reset(); }

    void scalesInDecibelsKeepThePicture();
    void calibratingKeepsThePicture();
    void noScaleCostsATransform();
    void amplitudesFindTheirLimits();
    void phasesLeaveTheLimitsOfLevelsAlone();
    void lockedLimitsStayForEveryChannelAndFile();
    void automaticLimitsFollowTheFile();
    void automaticLimitsAreThoseOfTheFinishedPicture();
    void readoutFollowsTheScale();
    void histogramFollowsTheView();
    void everythingReturnsAtTheNextStart();

private:
    const DisplayParameters& now() { return m_drive->display(); }
    /// At once, as by mouse: on their way there the arrow keys try every scale between.
    void choose(const char* scale)
    {
        auto* combo = m_drive->hands->control<QComboBox>("levelScaleCombo");
        combo->setFocus();
        combo->setCurrentIndex(combo->findText(QLatin1String(scale)));
    }
    void calibrate()
    {
        choose("dB SPL");
        m_drive->hands->write("calibrationSpin", "94");
    }
    QImage heatmap() { return m_drive->spectrogram().toImage(1).copy(m_drive->spectrogram().inside()); }

    QTemporaryDir m_folder;
    QString m_tone;
    QString m_stereo;
    std::unique_ptr<test::WindowDriver> m_drive;
};

void TestLevelChoice::initTestCase()
{
    m_tone = m_folder.filePath("tone.wav");
    m_stereo = m_folder.filePath("stereo.wav");
    test::writeWav(m_tone, {test::sine(2 * 48000, toneHz, 48000, 0.25)});
    test::writeWav(m_stereo, test::richStereo());
}

void TestLevelChoice::init()
{
    m_drive = std::make_unique<test::WindowDriver>();
    QVERIFY(m_drive->open(m_tone));
}

void TestLevelChoice::scalesInDecibelsKeepThePicture()
{
    QVERIFY(m_drive->open(m_stereo));
    for (const bool locked : {false, true}) {
        choose("dBFS");
        m_drive->hands->click(locked ? "lockedLevelsButton" : "autoLevelsButton");
        QVERIFY(m_drive->settle());
        const QImage picture = heatmap();
        const DisplayParameters before = now();
        choose("Power");
        QVERIFY(m_drive->settle());
        QVERIFY(std::abs(now().high - before.high + 10 * std::log10(2.0)) < 1e-9);
        QCOMPARE(now().automaticLevels, !locked);
        // But for the lowest and highest bin, which have no mirror image.
        const QRect inner = picture.rect().adjusted(0, 8, 0, -8);
        QCOMPARE(heatmap().copy(inner), picture.copy(inner));
        choose("PSD");
        QVERIFY(m_drive->settle());
        QVERIFY(now().high < before.high - 10);
        QCOMPARE(heatmap().copy(inner), picture.copy(inner));
        choose("dBFS");
        QVERIFY(std::abs(now().high - before.high) < 1e-9 && std::abs(now().low - before.low) < 1e-9);
        QCOMPARE(heatmap(), picture);
    }
}

void TestLevelChoice::calibratingKeepsThePicture()
{
    m_drive->hands->click("lockedLevelsButton");
    const QImage picture = heatmap();
    const DisplayParameters before = now();
    calibrate(); // by way of 9 dB
    QVERIFY(std::abs(now().high - before.high - 94) < 1e-9);
    QVERIFY(std::abs(now().low - before.low - 94) < 1e-9);
    QCOMPARE(heatmap(), picture);
}

void TestLevelChoice::noScaleCostsATransform()
{
    QVERIFY(m_drive->drain());
    TileFeed& feed = m_drive->spectrogram().feed();
    const std::uint64_t version = feed.version();
    for (const char* scale : {"PSD", "Power", "Amplitude", "Phase", "dBFS"}) {
        const QImage before = m_drive->figure().grab().toImage();
        choose(scale);
        QVERIFY(feed.isSettled());
        QCOMPARE(feed.version(), version);
        QVERIFY(m_drive->figure().grab().toImage() != before);
    }
}

void TestLevelChoice::amplitudesFindTheirLimits()
{
    choose("Amplitude");
    QVERIFY(m_drive->settle());
    QVERIFY(now().automaticLevels);
    QCOMPARE(now().low, 0.0);
    QVERIFY2(now().high > 0.05 && now().high <= 0.26, qPrintable(QString::number(now().high)));
    m_drive->hands->write("highDbSpin", "0.125");
    QCOMPARE(now().high, 0.125);
    choose("dBFS");
    QVERIFY(std::abs(now().high - 20 * std::log10(0.125)) < 1e-9);
    QVERIFY(now().low < now().high);
}

void TestLevelChoice::phasesLeaveTheLimitsOfLevelsAlone()
{
    const DisplayParameters before = now();
    choose("Phase");
    QVERIFY(m_drive->settle());
    QVERIFY(now().automaticLevels);
    m_drive->spectrogram().setFocus();
    m_drive->key(Qt::Key_A);
    choose("dBFS");
    QVERIFY(m_drive->settle());
    QVERIFY(now() == before);
    // A sound that was opened meanwhile has its own.
    choose("Phase");
    QVERIFY(m_drive->open(m_stereo));
    choose("dBFS");
    QVERIFY(m_drive->settle());
    QVERIFY(now() != before);
}

void TestLevelChoice::lockedLimitsStayForEveryChannelAndFile()
{
    for (const char* scale : {"dBFS", "PSD", "Amplitude"}) {
        QVERIFY(m_drive->open(m_tone));
        choose(scale);
        m_drive->hands->click("autoLevelsButton");
        QVERIFY(m_drive->settle());
        m_drive->hands->click("lockedLevelsButton");
        const DisplayParameters locked = now();
        QVERIFY(m_drive->open(m_stereo));
        QVERIFY(now() == locked);
        m_drive->hands->choose("channelCombo", "Right");
        QVERIFY(m_drive->settle());
        QVERIFY(now() == locked);
        m_drive->hands->choose("windowCombo", "Blackman");
        QVERIFY(m_drive->settle());
        QVERIFY(now() == locked);
        QCOMPARE(m_drive->figure().colorBar().display(), locked);
    }
}

void TestLevelChoice::automaticLimitsFollowTheFile()
{
    choose("PSD");
    const double high = now().high;
    QVERIFY(m_drive->open(m_stereo));
    QVERIFY(now().automaticLevels);
    QVERIFY(now().high != high);
    QCOMPARE(now().high, std::ceil(now().high));
    QCOMPARE(now().high - now().low, 80.0);
}

/// A click in one of two frames, of which a glimpse sees but one, and in the tile that comes last; and so many bins that a
/// worker gathers the picture while that tile arrives.
void TestLevelChoice::automaticLimitsAreThoseOfTheFinishedPicture()
{
    StftParameters stft = m_drive->stft();
    stft.hop = stft.windowLength = 2048;
    stft.nfft = 16384;
    m_drive->window().session().setStft(stft);
    for (const int frame : {2, 3, 1871, 1872}) {
        std::vector<double> sound = test::sine(1875 * 2048, toneHz, 48000, 0.001);
        for (int i = 0; i < 200; ++i)
            sound[static_cast<std::size_t>(frame * 2048 + 900 + i)] = i % 2 == 0 ? 0.9 : -0.9;
        const QString click = m_drive->path(QStringLiteral("click%1.wav").arg(frame));
        test::writeWav(click, {sound});
        QVERIFY(m_drive->open(click));
        QVERIFY(m_drive->drain());
        const DisplayParameters expected =
            withAutomaticLimits(now(), double{*m_drive->spectrogram().highLevel()}, m_drive->spectrogram().reference());
        QCOMPARE(now().high, expected.high);
        QCOMPARE(now().low, expected.low);
    }
}

void TestLevelChoice::readoutFollowsTheScale()
{
    m_drive->hands->write("highFrequencySpin", "3060");
    m_drive->hands->write("lowFrequencySpin", "2940");
    QVERIFY(m_drive->settle());
    m_drive->spectrogram().setFocus();
    m_drive->key(Qt::Key_Right); // brings the cursor, in the middle
    QVERIFY(m_drive->drain());
    const double level = 20 * std::log10(0.25);
    const auto reads = [this](double expected, double tolerance, const QString& unit) {
        const QString text = m_drive->textOf("readoutLevel");
        return text.endsWith(unit) && std::abs(numberIn(text) - expected) < tolerance;
    };
    QVERIFY2(reads(level, 0.2, " dBFS"), qPrintable(m_drive->textOf("readoutLevel")));
    choose("Power");
    QVERIFY2(reads(level - 3.01, 0.2, " dB re FS²"), qPrintable(m_drive->textOf("readoutLevel")));
    choose("PSD"); // Hann: 1.5 bins of a transform of the window's length
    const double density = level - 3.01 - 10 * std::log10(1.5 * 48000 / 2048);
    QVERIFY2(reads(density, 0.2, " dB re FS²/Hz"), qPrintable(m_drive->textOf("readoutLevel")));
    calibrate();
    QVERIFY2(reads(level + 94, 0.2, " dB SPL"), qPrintable(m_drive->textOf("readoutLevel")));
    QVERIFY(m_drive->textOf("readoutPeak").endsWith("dB SPL"));
    choose("Amplitude");
    QVERIFY2(reads(0.25, 0.005, {}), qPrintable(m_drive->textOf("readoutLevel")));
    choose("Phase");
    QVERIFY2(m_drive->textOf("readoutLevel").endsWith(" rad"), qPrintable(m_drive->textOf("readoutLevel")));
    QVERIFY(std::abs(numberIn(m_drive->textOf("readoutLevel"))) <= 3.142);
    QVERIFY(m_drive->textOf("readoutPeak").endsWith("dBFS"));
}

void TestLevelChoice::histogramFollowsTheView()
{
    m_drive->hands->click("lockedLevelsButton"); // so that the bar itself stays
    const std::vector<float> all = m_drive->spectrogram().pictureValues();
    QVERIFY(!all.empty());
    QApplication::processEvents();
    const QImage before = m_drive->figure().colorBar().grab().toImage();
    m_drive->view().show({20'000, 30'000, toneHz - 100, toneHz + 100});
    QVERIFY(m_drive->settle());
    QApplication::processEvents();
    QVERIFY(m_drive->spectrogram().pictureValues() != all);
    QVERIFY(m_drive->figure().colorBar().grab().toImage() != before);
    const float loudest = *std::max_element(all.begin(), all.end());
    QVERIFY(std::abs(static_cast<double>(loudest) - 20 * std::log10(0.25)) < 0.5);
}

void TestLevelChoice::everythingReturnsAtTheNextStart()
{
    const QString settings = m_folder.filePath("settings.json");
    DisplayParameters before;
    {
        test::WindowDriver first(settings);
        first.hands->choose("levelScaleCombo", "dB SPL");
        first.hands->write("calibrationSpin", "94.5");
        first.hands->write("lowDbSpin", "20");
        first.hands->choose("reductionCombo", "Sample");
        before = first.display();
        QCOMPARE(before.levelScale, LevelScale::SoundPressure);
        QVERIFY(first.settle());
        QVERIFY(first.close());
    }
    test::WindowDriver second(settings);
    QCOMPARE(second.message(), QString());
    QVERIFY(second.display() == before);
    QCOMPARE(second.figure().content().spec.reduction, Reduction::Sample);
    QCOMPARE(second.hands->textOf("levelScaleCombo"), QStringLiteral("dB SPL"));
    QVERIFY(second.settle());
    QVERIFY(second.display() == before);
}

QTEST_MAIN(TestLevelChoice)
#include "tst_levelchoice.moc"
