// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/soundwatch.h"
#include "tests/app/gestures.h"
#include "tests/app/sounds.h"
#include "tests/app/windowdriver.h"

#include <QAction>
#include <QPushButton>
#include <QSignalSpy>

#include <fcntl.h>
#include <sys/stat.h>

using namespace gabor;

namespace {

constexpr std::int64_t rate = 48000;

std::string sineFile(double hz, double seconds)
{
    const auto count = static_cast<std::int64_t>(seconds * rate);
    return test::wav({}, test::pcm({test::sine(count, hz, rate, 0.5)}, SampleFormat::Signed16));
}

/// Writes into the file that is there, as it is open.
void rewrite(const QString& path, const std::string& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite) || file.write(bytes.data(), static_cast<qint64>(bytes.size())) < 0)
        qFatal("cannot write %s", qPrintable(path));
    file.resize(static_cast<qint64>(bytes.size()));
}

/// Puts another file in its place, as programs do that save with care.
void replace(const QString& path, const std::string& bytes)
{
    test::write((path + ".new").toStdString(), bytes);
    std::filesystem::rename((path + ".new").toStdString(), path.toStdString());
}

} // namespace

/// Other programs grow, cut, replace and remove the file that is open.
class TestChangedFiles : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_drive.reset(); }

    void aLookTellsWhatBecameOfAFile();
    void everyChangeIsSaid_data();
    void everyChangeIsSaid();
    void whatWasSaidGoesWithTheSound();
    void whatWasSaidGoesWhenTheFileIsBack();
    void nothingIsSaidOfWhatDoesNotChange();
    void reloadingShowsTheNewFileAndKeepsTheView();
    void whoSawTheWholeSeesTheWhole();
    void aFileOfAnotherRateShowsTheSameTime();
    void aFileThatHasBecomeBadLeavesTheOldPicture();
    void whatIsGivenUpIsOfferedAgain();
    void whatIsSaidOfAnotherFileOutlivesAReload_data();
    void whatIsSaidOfAnotherFileOutlivesAReload();
    void reloadingByItselfFollowsTheFile();
    void automaticReloadingReturnsAtTheNextStart();
    void aCutFileEndsEarly_data();
    void aCutFileEndsEarly();
    void readingBehindACutTakesNoOfferAway();
    void theDemoHasNothingToReload();

private:
    QString path(const QString& name) const { return m_folder->filePath(name); }
    MessageBar& bar() { return *m_drive->hands->control<MessageBar>("messageBar"); }
    QAction* action(const char* name) { return m_drive->window().findChild<QAction*>(name); }
    double seconds() { return m_drive->view().sampleCount() / m_drive->view().sampleRate(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::WindowDriver> m_drive;
};

void TestChangedFiles::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_drive = std::make_unique<test::WindowDriver>();
    m_drive->window().show();
    QVERIFY(QTest::qWaitForWindowActive(&m_drive->window()));
}

void TestChangedFiles::aLookTellsWhatBecameOfAFile()
{
    const std::filesystem::path file = path("a.wav").toStdString();
    test::write(file, "1234");
    const FileIdentity before = lookAtFile(file).value().value();
    const auto now = [&] { return changeBetween(before, *lookAtFile(file)); };
    QVERIFY(!now());
    test::write(file, "123456");
    QVERIFY(now() == FileChange::Grown);
    test::write(file, "12");
    QVERIFY(now() == FileChange::Shrunk);
    test::write(file, "4321");
    QVERIFY(now() == FileChange::Rewritten);
    std::filesystem::rename(file, path("b.wav").toStdString());
    QVERIFY(now() == FileChange::Gone);
    test::write(file, "123456");
    QVERIFY(now() == FileChange::Rewritten); // another file
    QVERIFY(!lookAtFile(file / "x")->has_value());
    std::filesystem::create_symlink("loop", path("loop").toStdString());
    QVERIFY(!lookAtFile(path("loop").toStdString())); // nobody knows
}

void TestChangedFiles::everyChangeIsSaid_data()
{
    QTest::addColumn<std::function<void(const QString&)>>("change");
    QTest::addColumn<QString>("words");
    QTest::addColumn<bool>("canReload");
    using Change = std::function<void(const QString&)>;
    QTest::newRow("grown") << Change([](const QString& file) { rewrite(file, sineFile(1000, 3)); }) << "has grown"
                           << true;
    QTest::newRow("cut") << Change([](const QString& file) { QFile::resize(file, 30'000); }) << "shorter" << true;
    QTest::newRow("rewritten") << Change([](const QString& file) { rewrite(file, sineFile(3000, 2)); }) << "has changed"
                               << true;
    QTest::newRow("replaced") << Change([](const QString& file) { replace(file, sineFile(3000, 4)); }) << "has changed"
                              << true;
    QTest::newRow("removed") << Change([](const QString& file) { QFile::remove(file); }) << "no longer there" << false;
}

void TestChangedFiles::everyChangeIsSaid()
{
    QFETCH(std::function<void(const QString&)>, change);
    QFETCH(QString, words);
    QFETCH(bool, canReload);
    const QString file = path("<b>50%1 &whale.wav");
    test::write(file.toStdString(), sineFile(1000, 2));
    QVERIFY(m_drive->open(file));
    change(file);
    QTRY_VERIFY2(m_drive->message().contains(words), qPrintable(m_drive->message()));
    QVERIFY(m_drive->message().contains("“<b>50%1 &whale.wav”"));
    QCOMPARE(m_drive->hands->control<QPushButton>("messageOfferButton")->isVisible(), canReload);
    QVERIFY(m_drive->settle());
    QCOMPARE(seconds(), 2.0); // unasked, nothing else is shown
}

void TestChangedFiles::whatWasSaidGoesWithTheSound()
{
    test::write(path("a.wav").toStdString(), sineFile(1000, 2));
    test::write(path("b.wav").toStdString(), sineFile(1000, 1));
    QVERIFY(m_drive->open(path("a.wav")));
    rewrite(path("a.wav"), sineFile(1000, 3));
    QTRY_VERIFY(m_drive->message().contains("has grown"));
    QVERIFY(m_drive->open(path("b.wav")));
    QCOMPARE(m_drive->message(), QString());
}

void TestChangedFiles::whatWasSaidGoesWhenTheFileIsBack()
{
    const QString file = path("a.wav");
    test::write(file.toStdString(), sineFile(1000, 2));
    QVERIFY(m_drive->open(file));
    QVERIFY(QFile::rename(file, path("b.wav")));
    QTRY_VERIFY(m_drive->message().contains("no longer there"));
    QVERIFY(QFile::rename(path("b.wav"), file));
    QTRY_COMPARE(m_drive->message(), QString());
}

void TestChangedFiles::nothingIsSaidOfWhatDoesNotChange()
{
    const QString file = path("a.wav");
    test::write(file.toStdString(), sineFile(1000, 2));
    QVERIFY(m_drive->open(file));
    QSignalSpy changes(m_drive->window().findChild<SoundWatch*>(), &SoundWatch::changed);
    QTest::qWait(2500);
    QCOMPARE(changes.size(), 0);
    QCOMPARE(m_drive->message(), QString());
}

void TestChangedFiles::reloadingShowsTheNewFileAndKeepsTheView()
{
    const QString file = path("a.wav");
    test::write(file.toStdString(), sineFile(1000, 2));
    QVERIFY(m_drive->open(file));
    m_drive->hands->write("windowLengthCombo", "512");
    m_drive->hands->choose("colormapCombo", "Magma");
    const PictureSpan span{12'000, 60'000, 500, 8000};
    m_drive->view().show(span);
    m_drive->view().select(PictureSpan{20'000, 30'000, 600, 7000});
    const DisplayParameters display = m_drive->display();
    replace(file, sineFile(3000, 4));
    QTRY_VERIFY(m_drive->hands->control<QPushButton>("messageOfferButton")->isVisible());
    m_drive->hands->click("messageOfferButton");
    QTRY_COMPARE(seconds(), 4.0);
    QVERIFY(m_drive->settle());
    QCOMPARE(m_drive->view().span(), span);
    QCOMPARE(m_drive->view().selection(), std::optional(PictureSpan{20'000, 30'000, 600, 7000}));
    QCOMPARE(m_drive->stft().windowLength, 512);
    QCOMPARE(m_drive->display().colormap, display.colormap);
    QVERIFY2(m_drive->message().contains("read again"), qPrintable(m_drive->message()));
    std::vector<float> samples(rate / 100);
    m_drive->figure().content().source->read(0, {}, std::span(samples));
    int crossings = 0;
    for (std::size_t n = 1; n < samples.size(); ++n)
        crossings += (samples[n] < 0) != (samples[n - 1] < 0) ? 1 : 0;
    QVERIFY(crossings >= 59 && crossings <= 61); // two for each of the 30 periods
}

void TestChangedFiles::whoSawTheWholeSeesTheWhole()
{
    const QString file = path("a.wav");
    test::write(file.toStdString(), sineFile(1000, 2));
    QVERIFY(m_drive->open(file));
    rewrite(file, sineFile(1000, 5));
    m_drive->key(Qt::Key_F5);
    QTRY_COMPARE(seconds(), 5.0);
    QCOMPARE(m_drive->view().span(), m_drive->view().whole());
}

void TestChangedFiles::aFileOfAnotherRateShowsTheSameTime()
{
    const QString file = path("a.wav");
    test::write(file.toStdString(), sineFile(1000, 2));
    QVERIFY(m_drive->open(file));
    m_drive->view().show({24'000, 48'000, 500, 8000});
    m_drive->view().select(PictureSpan{30'000, 36'000, 600, 7000});
    test::writeWav(file, {test::sine(2 * 96'000, 1000, 96'000, 0.5)}, 96'000);
    m_drive->key(Qt::Key_F5);
    QTRY_COMPARE(m_drive->view().sampleRate(), 96'000.0);
    QCOMPARE(m_drive->view().span(), (PictureSpan{48'000, 96'000, 500, 8000}));
    QCOMPARE(m_drive->view().selection(), std::optional(PictureSpan{60'000, 72'000, 600, 7000}));
}

void TestChangedFiles::aFileThatHasBecomeBadLeavesTheOldPicture()
{
    const QString file = path("a.wav");
    test::write(file.toStdString(), sineFile(1000, 2));
    QVERIFY(m_drive->open(file));
    const auto before = m_drive->figure().content().source;
    replace(file, "no sound any more");
    QTRY_VERIFY(m_drive->hands->control<QPushButton>("messageOfferButton")->isVisible());
    m_drive->hands->click("messageOfferButton");
    QTRY_VERIFY2(m_drive->message().contains("is not audio"), qPrintable(m_drive->message()));
    QVERIFY(m_drive->figure().content().source == before);
    QCOMPARE(seconds(), 2.0);
}

void TestChangedFiles::whatIsGivenUpIsOfferedAgain()
{
    test::write(path("a.wav").toStdString(), sineFile(1000, 2));
    test::write(path("b.wav").toStdString(), "no sound");
    QVERIFY(m_drive->open(path("a.wav")));
    rewrite(path("a.wav"), sineFile(1000, 3));
    auto& button = *m_drive->hands->control<QPushButton>("messageOfferButton");
    auto& closes = *m_drive->hands->control<QAbstractButton>("messageCloseButton");
    QTRY_VERIFY(m_drive->message().contains("has grown"));

    button.click();
    QCOMPARE(m_drive->message(), QString());
    m_drive->window().openFiles({path("b.wav")}); // before the other one is there
    QTRY_VERIFY(m_drive->message().contains("“b.wav” is not audio"));
    QCOMPARE(seconds(), 2.0);
    closes.click();
    QVERIFY2(m_drive->message().contains("“a.wav” has grown"), qPrintable(m_drive->message()));

    replace(path("a.wav"), "no sound either");
    QTRY_VERIFY(m_drive->message().contains("“a.wav” has changed"));
    button.click();
    QTRY_VERIFY(m_drive->message().contains("“a.wav” is not audio"));
    closes.click();
    QVERIFY2(m_drive->message().contains("“a.wav” has changed"), qPrintable(m_drive->message()));

    replace(path("a.wav"), sineFile(1000, 4));
    QTRY_VERIFY(m_drive->message().contains("“a.wav” has changed"));
    button.click();
    QTRY_COMPARE(seconds(), 4.0);
    QCOMPARE(m_drive->message(), QStringLiteral("“a.wav” was read again."));
    closes.click();
    QCOMPARE(m_drive->message(), QString());
}

void TestChangedFiles::whatIsSaidOfAnotherFileOutlivesAReload_data()
{
    QTest::addColumn<bool>("automatic");
    QTest::addColumn<bool>("isCut"); // so that there is something to say of it as well
    QTest::newRow("by hand") << false << false;
    QTest::newRow("by itself") << true << false;
    QTest::newRow("by itself, with a notice") << true << true;
}

void TestChangedFiles::whatIsSaidOfAnotherFileOutlivesAReload()
{
    QFETCH(bool, automatic);
    QFETCH(bool, isCut);
    const std::string cut = test::wavThatClaims({}, std::string(4 * rate, '\x11'), 100'000'000);
    test::write(path("a.wav").toStdString(), sineFile(1000, 3));
    test::write(path("b.wav").toStdString(), "no sound");
    QVERIFY(m_drive->open(path("a.wav")));
    action("reloadAutomaticallyAction")->setChecked(automatic);
    m_drive->window().openFiles({path("b.wav")});
    QTRY_VERIFY(m_drive->message().contains("“b.wav” is not audio"));
    rewrite(path("a.wav"), isCut ? cut : sineFile(1000, 4));
    if (!automatic)
        action("reloadAction")->trigger();
    QTRY_COMPARE(seconds(), isCut ? 2.0 : 4.0);
    QVERIFY2(m_drive->message().contains("“b.wav” is not audio"), qPrintable(m_drive->message()));
    QVERIFY(m_drive->hands->control<QPushButton>("messageOfferButton")->isVisible()); // and so does what is offered
    m_drive->hands->control<QAbstractButton>("messageCloseButton")->click();
    QCOMPARE(m_drive->message().isEmpty(), !isCut);
}

void TestChangedFiles::reloadingByItselfFollowsTheFile()
{
    const QString file = path("a.wav");
    test::write(file.toStdString(), sineFile(1000, 1));
    QVERIFY(m_drive->open(file));
    action("reloadAutomaticallyAction")->trigger();
    for (const double length : {2.0, 1.5, 3.0}) {
        rewrite(file, sineFile(1000, length));
        QTRY_COMPARE(seconds(), length);
    }
    QVERIFY(QFile::remove(file));
    QTRY_VERIFY(m_drive->message().contains("no longer there"));
    test::write(file.toStdString(), sineFile(1000, 4)); // it comes back
    QTRY_COMPARE(seconds(), 4.0);
}

void TestChangedFiles::automaticReloadingReturnsAtTheNextStart()
{
    test::WindowDriver first(path("settings.json"));
    QVERIFY(!first.window().findChild<QAction*>("reloadAutomaticallyAction")->isChecked());
    first.window().findChild<QAction*>("reloadAutomaticallyAction")->trigger();
    QVERIFY(first.close());
    test::WindowDriver second(path("settings.json"));
    QVERIFY(second.window().findChild<QAction*>("reloadAutomaticallyAction")->isChecked());
}

void TestChangedFiles::aCutFileEndsEarly_data()
{
    QTest::addColumn<QString>("ending");
    for (const char* const ending : {"wav", "flac", "mp3", "ogg", "m4a"})
        QTest::newRow(ending) << ending;
}

/// What is still there is shown as it is, what is not is silence: never the noise of a wrong place.
void TestChangedFiles::aCutFileEndsEarly()
{
    QFETCH(QString, ending);
    constexpr std::int64_t count = 60 * rate; // long enough for an index
    const QString wav = path("tone.wav");
    test::writeWav(wav, {test::sine(count, 1000, rate, 0.25)}, rate);
    const QString file = path("sound." + ending);
    if (ending == "wav")
        QVERIFY(QFile::rename(wav, file));
    else if (!test::encode(wav.toStdString(), "", file.toStdString()))
        QFAIL("the ffmpeg command is needed");
    QVERIFY(m_drive->open(file));
    QTRY_VERIFY(m_drive->figure().content().source->isComplete());
    const auto source = m_drive->figure().content().source;
    QVERIFY(QFile::resize(file, QFileInfo(file).size() / 2));
    m_drive->view().show({50.0 * rate, 59.0 * rate, 0, 24000}); // nobody has looked there closely yet
    QVERIFY(m_drive->settle());
    std::vector<float> samples(rate);
    for (std::int64_t second = 1; second < 58; ++second) {
        source->read(second * rate, {}, std::span(samples));
        const auto [low, high] = std::ranges::minmax(samples);
        QVERIFY2(high <= 0.3F && low >= -0.3F, qPrintable(QString::number(second)));
        if (second < 20 && source->availableSamples() > second * rate)
            QVERIFY2(high > 0.2F, qPrintable(QString::number(second)));
        if (second > 40)
            QVERIFY2(high < 0.01F || (high > 0.2F && high < 0.3F), qPrintable(QString::number(second)));
    }
    QTRY_VERIFY2(!m_drive->message().isEmpty(), "nothing was said");
    qInfo("%s", qPrintable(m_drive->message()));
}

/// What reading has found is said when the offer to read the file again is closed.
void TestChangedFiles::readingBehindACutTakesNoOfferAway()
{
    const QString file = path("tone.wav");
    test::writeWav(file, {test::sine(60 * rate, 1000, rate, 0.25)}, rate);
    QVERIFY(m_drive->open(file));
    QVERIFY(m_drive->settle());
    QVERIFY(QFile::resize(file, QFileInfo(file).size() / 2));
    QTRY_VERIFY2(m_drive->message().contains("shorter"), qPrintable(m_drive->message()));
    m_drive->view().show({50.0 * rate, 59.0 * rate, 0, 24000}); // nobody has looked there closely yet
    const auto source = m_drive->figure().content().source;
    QTRY_VERIFY(!source->notices().empty());
    QTest::qWait(200);
    QVERIFY2(m_drive->message().contains("shorter"), qPrintable(m_drive->message()));
    QVERIFY(m_drive->hands->control<QPushButton>("messageOfferButton")->isVisible());
    m_drive->hands->click("messageCloseButton");
    QTRY_VERIFY2(m_drive->message().contains("ends in the middle"), qPrintable(m_drive->message()));
}

void TestChangedFiles::theDemoHasNothingToReload()
{
    QVERIFY(!action("reloadAction")->isEnabled());
    m_drive->window().session().reload();
    QVERIFY(m_drive->window().session().opening().empty());
}

QTEST_MAIN(TestChangedFiles)
#include "tst_changedfiles.moc"
