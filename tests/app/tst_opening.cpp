// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/recentfiles.h"
#include "tests/app/sounds.h"
#include "tests/app/windowdriver.h"

#include <QAbstractButton>
#include <QAction>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QTextDocument>
#include <QWindow>

#include <cmath>
#include <future>

using namespace gabor;

namespace {

/// Keeps every loading worker busy for as long as it lives.
class BusyLoaders
{
public:
    explicit BusyLoaders(JobQueue& queue)
    {
        const std::shared_future<void> released = m_release.get_future().share();
        for (int i = 0; i < 2; ++i)
            queue.submit(JobQueue::Urgency::Sketch, {}, [released] { released.wait(); });
    }
    ~BusyLoaders() { m_release.set_value(); }
    BusyLoaders(const BusyLoaders&) = delete;
    BusyLoaders& operator=(const BusyLoaders&) = delete;

private:
    std::promise<void> m_release;
};

} // namespace

class TestOpening : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_drive.reset(); }

    void theDemoIsThereFromTheBeginning();
    void everyFormatOpens_data();
    void everyFormatOpens();
    void aDroppedFileOpens();
    void whatIsNoFileIsNotTaken();
    void theFirstOfManyOpensAndAllAreRecent();
    void theRecentMenuOpens();
    void recentFilesOfOneNameAreToldApart();
    void missingRecentFilesAreGreyedAndTheListIsCleared();
    void aBadFileLeavesThePresentOne_data();
    void aBadFileLeavesThePresentOne();
    void aMessageGoesWhenItIsClosed();
    void theLastFileAskedForWins();
    void escapeCancelsOpening();
    void whatIsOpeningIsNamed();
    void namesArePlainText_data();
    void namesArePlainText();
    void monoHidesTheChannels();
    void aNewSoundIsShownWhole();
    void aSoundShorterThanTheWindowSaysSo();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QString shownTitle() { return m_drive->window().windowHandle()->title(); }
    bool drop(const QList<QUrl>& urls);

    QTemporaryDir m_folder;
    std::unique_ptr<test::WindowDriver> m_drive;
};

void TestOpening::initTestCase()
{
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Gabor")); // as main() does
    test::writeWav(path("stereo.wav"), test::richStereo());
    test::writeWav(path("mono.wav"), {test::sine(48000, 440, 48000, 0.5)});
    test::writeWav(path("other.wav"), {test::sine(48000, 8000, 48000, 0.5)});
    test::writeWav(path("short.wav"), {test::sine(100, 8000, 48000, 0.5)});
    test::write(path("text.txt").toStdString(), "root:x:0:0:root:/root:/bin/bash\nmail:x:8:8:mail:/var/mail:\n");
    test::write(path("text.wav").toStdString(), "root:x:0:0:root:/root:/bin/bash\n");
    test::write(path("empty.flac").toStdString(), "");
    QVERIFY(QDir().mkdir(path("folder")));
}

void TestOpening::init()
{
    m_drive = std::make_unique<test::WindowDriver>();
}

bool TestOpening::drop(const QList<QUrl>& urls)
{
    QMimeData data;
    data.setUrls(urls);
    const QPoint middle = m_drive->window().rect().center();
    QDragEnterEvent enter(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&m_drive->window(), &enter);
    if (!enter.isAccepted())
        return false;
    QDropEvent event(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&m_drive->window(), &event);
    return event.isAccepted();
}

void TestOpening::theDemoIsThereFromTheBeginning()
{
    QVERIFY(m_drive->window().session().isDemo());
    QVERIFY(m_drive->settle());
    QCOMPARE(shownTitle(), QStringLiteral("Demo signal — Gabor"));
    QCOMPARE(m_drive->message(), QString());
    QVERIFY(m_drive->display().high > 0); // it is louder than full scale, and was looked at
}

void TestOpening::everyFormatOpens_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("arguments"); // for the ffmpeg command
    QTest::addColumn<QString>("summary");
    const auto row = [](const char* name, const char* file, const char* arguments, const char* summary) {
        QTest::newRow(name) << file << arguments << summary;
    };
    row("WAV", "a.wav", "-c:a pcm_s24le", "WAV, 24-bit PCM");
    row("AIFF", "a.aiff", "-c:a pcm_s16be", "AIFF, 16-bit PCM");
    row("AU", "a.au", "-c:a pcm_s16be", "AU, 16-bit PCM");
    row("CAF", "a.caf", "-c:a pcm_s16le", "CAF, 16-bit PCM");
    row("FLAC", "a.flac", "-c:a flac", "FLAC");
    row("Vorbis", "a.ogg", "-c:a libvorbis", "Ogg, Vorbis");
    row("Opus", "a.opus", "-c:a libopus", "Ogg, Opus");
    row("MP3", "a.mp3", "-c:a libmp3lame", "MP3");
    row("AAC", "a.m4a", "-c:a aac", "MP4, AAC");
    row("ALAC", "b.m4a", "-c:a alac", "MP4, Apple Lossless");
    row("WavPack", "a.wv", "-c:a wavpack", "WavPack");
    row("Matroska", "a.mka", "-c:a flac", "Matroska, FLAC");
    row("without ending", "a", "-c:a flac -f flac", "FLAC");
}

void TestOpening::everyFormatOpens()
{
    QFETCH(QString, file);
    QFETCH(QString, arguments);
    QFETCH(QString, summary);
    QVERIFY2(test::encode(path("stereo.wav").toStdString(), arguments.toStdString(), path(file).toStdString()),
             "the ffmpeg command is needed");
    QVERIFY(m_drive->settle());
    const QImage demo = m_drive->picture();
    QVERIFY(m_drive->open(path(file)));
    QVERIFY(m_drive->picture() != demo);
    QCOMPARE(shownTitle(), file + QStringLiteral(" — Gabor"));
    const QString said = m_drive->hands->control<QAbstractButton>("soundSummary")->text();
    QVERIFY2(said.contains(QStringLiteral(" · ") + summary + QStringLiteral(" · 48 kHz · stereo · 0:0")),
             qPrintable(said));
    QCOMPARE(m_drive->message(), QString());
    // A tone of 0.4 on the left alone: half of it in the mean of both.
    const std::optional<float> level = m_drive->spectrogram().levelAt(48000, 1000);
    QVERIFY(level);
    QVERIFY2(std::abs(static_cast<double>(*level) - 20 * std::log10(0.2)) < 1.5,
             qPrintable(QString::number(static_cast<double>(*level))));
}

void TestOpening::aDroppedFileOpens()
{
    QVERIFY(drop({QUrl::fromLocalFile(path("mono.wav"))}));
    QVERIFY(m_drive->waitFor(path("mono.wav")));
}

void TestOpening::whatIsNoFileIsNotTaken()
{
    QVERIFY(!drop({QUrl("https://example.org/a.wav")}));
    QVERIFY(!drop({}));
    QVERIFY(m_drive->window().session().opening().empty());
}

void TestOpening::theFirstOfManyOpensAndAllAreRecent()
{
    QVERIFY(drop({QUrl::fromLocalFile(path("mono.wav")), QUrl::fromLocalFile(path("other.wav")),
                  QUrl::fromLocalFile(path("stereo.wav"))}));
    QVERIFY(m_drive->waitFor(path("mono.wav")));
    QCOMPARE(m_drive->window().findChild<RecentFiles*>()->paths(),
             QStringList({path("mono.wav"), path("other.wav"), path("stereo.wav")}));
}

void TestOpening::theRecentMenuOpens()
{
    QVERIFY(m_drive->open(path("mono.wav")));
    QVERIFY(m_drive->open(path("other.wav")));
    auto* menu = m_drive->hands->control<QMenu>("recentMenu");
    menu->popup(m_drive->window().mapToGlobal(QPoint(20, 40)));
    QTRY_VERIFY(menu->isVisible());
    QAction* const second = menu->actions().at(1);
    QCOMPARE(second->text(), QStringLiteral("mono.wav"));
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(second).center());
    QVERIFY(m_drive->waitFor(path("mono.wav")));
    QVERIFY(!menu->isVisible());
}

void TestOpening::recentFilesOfOneNameAreToldApart()
{
    QVERIFY(QDir().mkpath(path("R&D")));
    QVERIFY(QFile::copy(path("mono.wav"), path("R&D/mono.wav")));
    for (const char* const name : {"other.wav", "mono.wav", "R&D/mono.wav"})
        QVERIFY(m_drive->open(path(name)));
    const QList<QAction*> actions = m_drive->hands->control<QMenu>("recentMenu")->actions();
    QVERIFY2(actions.at(0)->text().startsWith("mono.wav — ") && actions.at(0)->text().endsWith("/R&&D"),
             qPrintable(actions.at(0)->text()));
    QVERIFY2(actions.at(1)->text().startsWith("mono.wav — "), qPrintable(actions.at(1)->text()));
    QCOMPARE(actions.at(2)->text(), QStringLiteral("other.wav"));
}

void TestOpening::missingRecentFilesAreGreyedAndTheListIsCleared()
{
    const QString fleeting = path("fleeting.wav");
    QVERIFY(QFile::copy(path("mono.wav"), fleeting));
    QVERIFY(m_drive->open(fleeting));
    QVERIFY(QFile::remove(fleeting));
    auto* menu = m_drive->hands->control<QMenu>("recentMenu");
    menu->popup(QPoint(20, 40));
    QTRY_VERIFY(menu->isVisible());
    QTRY_VERIFY(!menu->actions().first()->isEnabled());
    auto* clear = m_drive->hands->control<QAction>("clearRecentAction");
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(clear).center());
    QTRY_VERIFY(m_drive->window().findChild<RecentFiles*>()->paths().isEmpty());
    QVERIFY(!menu->isEnabled());
}

void TestOpening::aBadFileLeavesThePresentOne_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("why");
    QTest::newRow("text") << "text.txt"
                          << "is not audio";
    QTest::newRow("text by a sound's name") << "text.wav"
                                            << "is not audio";
    QTest::newRow("empty") << "empty.flac"
                           << "is empty";
    QTest::newRow("folder") << "folder"
                            << "is not a file but a folder";
    QTest::newRow("missing") << "missing.wav"
                             << "No such file";
}

void TestOpening::aBadFileLeavesThePresentOne()
{
    QFETCH(QString, file);
    QFETCH(QString, why);
    QVERIFY(m_drive->open(path("mono.wav")));
    const QImage before = m_drive->picture();
    m_drive->window().openFiles({path(file)});
    QTRY_VERIFY(!m_drive->message().isEmpty());
    QVERIFY2(m_drive->message().startsWith(u'“' + file + QStringLiteral("” ")), qPrintable(m_drive->message()));
    QVERIFY2(m_drive->message().contains(why), qPrintable(m_drive->message()));
    QCOMPARE(m_drive->openFile(), path("mono.wav"));
    QCOMPARE(shownTitle(), QStringLiteral("mono.wav — Gabor"));
    m_drive->hands->click("messageCloseButton"); // it takes its room from the picture
    QTRY_COMPARE(m_drive->picture(), before);
}

void TestOpening::aMessageGoesWhenItIsClosed()
{
    m_drive->window().openFiles({path("text.txt")});
    QTRY_VERIFY(!m_drive->message().isEmpty());
    m_drive->hands->click("messageCloseButton");
    QCOMPARE(m_drive->message(), QString());
}

void TestOpening::theLastFileAskedForWins()
{
    QSignalSpy sounds(&m_drive->window().session(), &Session::soundChanged);
    {
        const BusyLoaders busy(m_drive->loadQueue());
        m_drive->window().openFiles({path("mono.wav")});
        m_drive->window().openFiles({path("text.txt")});
        m_drive->window().openFiles({path("other.wav")});
    }
    QVERIFY(m_drive->waitFor(path("other.wav")));
    QVERIFY(m_drive->settle());
    QCOMPARE(sounds.count(), 1);
    QCOMPARE(m_drive->message(), QString());
}

void TestOpening::escapeCancelsOpening()
{
    QVERIFY(m_drive->open(path("mono.wav")));
    {
        const BusyLoaders busy(m_drive->loadQueue());
        m_drive->window().openFiles({path("other.wav")});
        m_drive->key(Qt::Key_Escape);
        QVERIFY(m_drive->window().session().opening().empty());
    }
    std::atomic<bool> passed = false; // whatever had been asked for before is over by now
    m_drive->loadQueue().submit(JobQueue::Urgency::Background, {}, [&passed] { passed = true; });
    QTRY_VERIFY(passed);
    QApplication::processEvents();
    QCOMPARE(m_drive->openFile(), path("mono.wav"));
    QCOMPARE(m_drive->message(), QString());
}

void TestOpening::whatIsOpeningIsNamed()
{
    auto* work = m_drive->hands->control<QLabel>("workText");
    {
        const BusyLoaders busy(m_drive->loadQueue());
        m_drive->window().openFiles({path("other.wav")});
        QTRY_COMPARE(work->text(), QStringLiteral("Opening other.wav"));
        QVERIFY(work->isVisible());
        QVERIFY(m_drive->hands->control("workProgress")->isVisible());
    }
    QTRY_VERIFY(!work->isVisible());
}

void TestOpening::namesArePlainText_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"a [*] b.wav", "%1 %2 %L3.wav", "<b>bold.wav", "two\nlines.wav", "rock & roll.wav",
                             "&amp;.wav", "ünï – 音.wav", "  .wav"})
        QTest::newRow(name) << QString::fromUtf8(name);
}

void TestOpening::namesArePlainText()
{
    QFETCH(QString, name);
    const QString whole = path(name);
    QVERIFY(QFile::copy(path("mono.wav"), whole));
    QVERIFY(m_drive->open(whole));
    const QString shown = QString(name).replace(u'\n', QChar(0x2423)); // one line, whatever it is
    QCOMPARE(shownTitle(), shown + QStringLiteral(" — Gabor"));

    auto* menu = m_drive->hands->control<QMenu>("recentMenu");
    const QAction* const entry = menu->actions().first();
    QCOMPARE(QString(entry->text()).replace("&&", "&"), name);
    QTextDocument toolTip;
    if (Qt::mightBeRichText(entry->toolTip()))
        toolTip.setHtml(entry->toolTip());
    else
        toolTip.setPlainText(entry->toolTip());
    QCOMPARE(toolTip.toPlainText(), whole);

    QVERIFY(QFile::remove(whole));
    m_drive->window().openFiles({whole});
    QTRY_VERIFY2(m_drive->message().contains(name), qPrintable(m_drive->message()));
    QCOMPARE(m_drive->hands->control<QLabel>("messageText")->textFormat(), Qt::PlainText);
}

void TestOpening::monoHidesTheChannels()
{
    QVERIFY(m_drive->open(path("stereo.wav")));
    QVERIFY(m_drive->hands->control("channelCombo")->isVisible());
    m_drive->hands->choose("channelCombo", "Right");
    QVERIFY(m_drive->open(path("mono.wav")));
    QVERIFY(!m_drive->hands->control("channelCombo")->isVisible());
    QCOMPARE(m_drive->figure().content().spec.channel, ChannelChoice());
    QVERIFY(m_drive->spectrogram().levelAt(24000, 440));
}

void TestOpening::aNewSoundIsShownWhole()
{
    QVERIFY(m_drive->open(path("stereo.wav")));
    m_drive->view().show({100, 200, 300, 400});
    m_drive->view().select(TimeFrequencyBox{100, 200, 300, 400});
    QVERIFY(m_drive->open(path("other.wav")));
    QCOMPARE(m_drive->span(), (PictureSpan{0, 48000, 0, 24000}));
    QVERIFY(!m_drive->view().selection());
    QVERIFY(!m_drive->view().canGoBack());
}

void TestOpening::aSoundShorterThanTheWindowSaysSo()
{
    QVERIFY(m_drive->open(path("short.wav")));
    const QImage nothing = m_drive->spectrogram().toImage(1);
    m_drive->hands->write("windowLengthCombo", "64");
    QVERIFY(m_drive->settle());
    QVERIFY(m_drive->spectrogram().toImage(1) != nothing);
}

QTEST_MAIN(TestOpening)
#include "tst_opening.moc"
