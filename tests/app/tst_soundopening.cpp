// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/opening/aboutsound.h"
#include "app/opening/soundfacts.h"
#include "app/opening/soundopening.h"
#include "app/session/bytenames.h"
#include "app/session/metadatatext.h"
#include "app/window/recentfiles.h"
#include "tests/app/sounds.h"
#include "tests/app/windowdriver.h"
#include "widgets/panes/soundmarks.h"

#include <QAbstractButton>
#include <QAction>
#include <QClipboard>
#include <QMenu>
#include <QPushButton>
#include <QScreen>
#include <QScrollBar>
#include <QTextEdit>
#include <QTreeWidget>

#include <algorithm>
#include <cmath>
#include <future>

using namespace gabor;

namespace {

test::Bytes cuePoint(unsigned name, unsigned sample)
{
    return test::number(name, 4) + test::number(sample, 4) + "data" + test::number(0, 4) + test::number(0, 4)
        + test::number(sample, 4);
}

/// A text of a chunk ends with a NUL.
test::Bytes text(const char* words)
{
    return words + test::Bytes(1, '\0');
}

/// Two seconds with a title, a cue point and a region of half a second.
test::Bytes markedWav(unsigned regionBegin = 48000)
{
    const test::Bytes cues = test::chunk("cue ", test::number(2, 4) + cuePoint(1, 24000) + cuePoint(2, regionBegin));
    const test::Bytes names = test::chunk(
        "LIST",
        "adtl" + test::chunk("labl", test::number(1, 4) + text("here"))
            + test::chunk("labl", test::number(2, 4) + text("there"))
            + test::chunk("note", test::number(2, 4) + text("of it"))
            + test::chunk("ltxt", test::number(2, 4) + test::number(24000, 4) + "rgn " + test::Bytes(8, '\0')));
    const test::Bytes info = test::chunk("LIST", "INFO" + test::chunk("INAM", text("Dawn")));
    const test::Bytes samples = test::pcm({test::sine(96000, 1000, 48000, 0.5)}, SampleFormat::Signed16);
    return test::wav({}, samples, {}, cues + names + info);
}

/// A sound whose length is estimated ever better, with much that is said of it.
class EstimatedSource final : public SampleSource
{
public:
    EstimatedSource()
    {
        m_description.sampleRate = 48000;
        m_description.channelCount = 1;
        for (int i = 1; i <= 60; ++i)
            m_description.metadata.tags.push_back({"tag " + std::to_string(i), "words"});
    }

    const SoundDescription& description() const override { return m_description; }
    std::int64_t availableSamples() const override { return samples; }
    std::int64_t expectedSamples() const override { return samples; }
    bool isComplete() const override { return false; }
    std::vector<SoundNotice> notices() const override
    {
        return isCut ? std::vector<SoundNotice>{{SoundNotice::Kind::CutOff}} : std::vector<SoundNotice>();
    }
    ReadOutcome read(std::int64_t, ChannelChoice, std::span<float>) const override { return {}; }
    ReadOutcome read(std::int64_t, ChannelChoice, std::span<double>) const override { return {}; }

    std::int64_t samples = 48000;
    bool isCut = false;

private:
    SoundDescription m_description;
};

} // namespace

/// Tracks to choose from, and what the window tells of a sound.
class TestSoundOpening : public QObject
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

    void severalTracksAreSaidAndChosenFrom();
    void anotherTrackKeepsTheView();
    void aTrackOfAnotherRateShowsTheSameTime();
    void aTrackThatIsGivenUpMovesNothing();
    void theChosenTrackReturnsAtTheNextStart();
    void theTrackOfANameThatIsNoTextReturns();
    void aTrackThatIsGoneIsForgotten();
    void aTrackIsAskedForAtTheStart();
    void oneTrackIsNoChoice();
    void theMessageOfAnotherStays();
    void whatIsKnownAlreadyIsNotSaidAgain();
    void tracksAreDescribed();

    void theFileNameLeadsToWhatIsKnown();
    void whatIsKnownFollowsTheSound();
    void whatIsBeingReadStaysInPlace();
    void textsOfFilesArePlain();
    void theStartIsSaidToBeExactOrNot();
    void aMarkerIsGoneTo();
    void markersAreSwitchedOff();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QMenu* tracks() { return m_drive->window().findChild<QMenu*>("trackMenu"); }
    QAction* action(const char* name) { return m_drive->window().findChild<QAction*>(name); }
    QString summary() { return m_drive->hands->control<QAbstractButton>("soundSummary")->text(); }
    double strongestHz();
    AboutSound* about();

    QTemporaryDir m_folder;
    std::unique_ptr<test::WindowDriver> m_drive;
};

void TestSoundOpening::initTestCase()
{
    test::writeWav(path("low.wav"), {test::sine(96000, 1000, 48000, 0.5)});
    const std::vector<double> high = test::sine(96000, 5000, 48000, 0.5);
    test::writeWav(path("high.wav"), {high, high});
    test::write(path("marked.wav").toStdString(), markedWav());
    QVERIFY2(test::encode(path("low.wav").toStdString(),
                          "-i " + path("high.wav").toStdString()
                              + " -map 0:a -map 1:a -c:a flac -metadata:s:a:0 language=eng"
                                " -metadata:s:a:1 language=ger -metadata:s:a:1 title=Kommentar",
                          path("two.mka").toStdString()),
             "the ffmpeg command is needed");
}

/// Of the two that are in the tracks.
double TestSoundOpening::strongestHz()
{
    const auto level = [this](double hz) {
        return static_cast<double>(m_drive->spectrogram().levelAt(48000, hz).value_or(-200.0F));
    };
    return level(1000) > level(5000) ? 1000 : 5000;
}

AboutSound* TestSoundOpening::about()
{
    action("aboutSoundAction")->trigger();
    return m_drive->window().findChild<AboutSound*>("aboutSound");
}

void TestSoundOpening::severalTracksAreSaidAndChosenFrom()
{
    QVERIFY(!tracks()->isEnabled());
    QVERIFY(m_drive->open(path("two.mka")));
    QVERIFY2(m_drive->message().contains("2 sound tracks"), qPrintable(m_drive->message()));
    QVERIFY2(summary().contains("track 1 of 2"), qPrintable(summary()));
    QCOMPARE(strongestHz(), 1000.0);

    auto* const offer = m_drive->hands->control<QPushButton>("messageOfferButton");
    QVERIFY(offer->isVisible() && tracks()->isEnabled());
    const QRect button(offer->mapToGlobal(QPoint()), offer->size());
    QTest::mouseClick(offer, Qt::LeftButton);
    QTRY_VERIFY(tracks()->isVisible());
    QCOMPARE(tracks()->actions().size(), 2);
    // At the button, as far as the screen goes.
    const QRect menu(tracks()->mapToGlobal(QPoint()), tracks()->size());
    const int farthest = tracks()->screen()->availableGeometry().right() - menu.width();
    QVERIFY(std::abs(menu.left() - std::min(button.left(), farthest)) <= button.width());
    QVERIFY(std::abs(menu.top() - button.bottom()) <= button.height());
    QVERIFY(tracks()->actions().at(0)->isChecked());
    QTest::mouseClick(tracks(), Qt::LeftButton, {}, tracks()->actionGeometry(tracks()->actions().at(1)).center());

    QTRY_VERIFY_WITH_TIMEOUT(summary().contains("track 2 of 2"), test::patienceMs);
    QVERIFY(m_drive->settle());
    QVERIFY(summary().contains("stereo"));
    QCOMPARE(strongestHz(), 5000.0);
    QVERIFY(tracks()->actions().at(1)->isChecked());
    QCOMPARE(m_drive->message(), QString()); // who has chosen knows
}

void TestSoundOpening::anotherTrackKeepsTheView()
{
    QVERIFY(m_drive->open(path("two.mka")));
    const PictureSpan span{12000, 36000, 500, 6000};
    m_drive->view().show(span);
    tracks()->actions().at(1)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(summary().contains("track 2 of 2"), test::patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_drive->span() == span, test::patienceMs);
}

void TestSoundOpening::aTrackOfAnotherRateShowsTheSameTime()
{
    test::writeWav(path("long.wav"), {test::sine(4 * 48000, 1000, 48000, 0.5)});
    test::writeWav(path("slow.wav"), {test::sine(3 * 44100, 1000, 44100, 0.5)}, 44100);
    QVERIFY(test::encode(path("long.wav").toStdString(),
                         "-i " + path("slow.wav").toStdString() + " -map 0:a -map 1:a -c:a flac",
                         path("rates.mka").toStdString()));
    QVERIFY(m_drive->open(path("rates.mka")));
    m_drive->view().show({48000, 96000, 500, 6000});
    m_drive->view().select(PictureSpan{60000, 72000, 0, 24000});
    tracks()->actions().at(1)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(summary().contains("track 2 of 2"), test::patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT((m_drive->span() == PictureSpan{44100, 88200, 500, 6000}), test::patienceMs);
    QCOMPARE(m_drive->view().selection(), std::optional(PictureSpan{55125, 66150, 0, 22050}));

    m_drive->view().fitAll();
    tracks()->actions().at(0)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(summary().contains("track 1 of 2"), test::patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_drive->span(), (PictureSpan{0, 4 * 48000, 0, 24000}), test::patienceMs);
}

void TestSoundOpening::aTrackThatIsGivenUpMovesNothing()
{
    QVERIFY(m_drive->open(path("two.mka")));
    m_drive->view().show({12000, 36000, 500, 6000});
    tracks()->actions().at(1)->trigger();
    const PictureSpan span{48000, 60000, 1000, 2000};
    m_drive->view().show(span);
    m_drive->key(Qt::Key_Escape);
    QVERIFY(m_drive->window().session().opening().empty() && summary().contains("track 1 of 2"));
    QCOMPARE(m_drive->span(), span);
}

void TestSoundOpening::theChosenTrackReturnsAtTheNextStart()
{
    QVERIFY(m_drive->open(path("two.mka")));
    tracks()->actions().at(1)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(summary().contains("track 2 of 2"), test::patienceMs);
    QVERIFY(m_drive->close());
    m_drive = std::make_unique<test::WindowDriver>(path("settings.json"));
    QVERIFY(m_drive->open(path("two.mka")));
    QVERIFY2(summary().contains("track 2 of 2"), qPrintable(summary()));
}

void TestSoundOpening::theTrackOfANameThatIsNoTextReturns()
{
    const std::filesystem::path file = path("two").toStdString() + "\xff.mka";
    std::filesystem::copy_file(path("two.mka").toStdString(), file);
    const QString name = textOfPath(file);
    QCOMPARE(pathOf(name), file);
    m_drive->window().openFiles({name});
    QTRY_VERIFY_WITH_TIMEOUT(summary().contains("track 1 of 2"), test::patienceMs);
    tracks()->actions().at(1)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(summary().contains("track 2 of 2"), test::patienceMs);
    QCOMPARE(m_drive->window().findChild<RecentFiles*>()->paths(), QStringList{name});
    QVERIFY(m_drive->close());

    m_drive = std::make_unique<test::WindowDriver>(path("settings.json"));
    auto* const menu = m_drive->hands->control<QMenu>("recentMenu");
    QCOMPARE(menu->actions().first()->text(), QStringLiteral("two\uFFFD.mka"));
    menu->popup(QPoint(20, 40));
    QVERIFY(m_drive->drain());
    QVERIFY(menu->actions().first()->isEnabled());
    menu->hide();
    menu->actions().first()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(summary().contains("track 2 of 2"), test::patienceMs);
    QVERIFY(m_drive->window().session().sound().path == file.native());
}

void TestSoundOpening::aTrackThatIsGoneIsForgotten()
{
    const QString file = path("changing.mka");
    QVERIFY(QFile::copy(path("two.mka"), file));
    QVERIFY(m_drive->open(file));
    tracks()->actions().at(1)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(summary().contains("track 2 of 2"), test::patienceMs);
    QVERIFY(m_drive->open(path("low.wav")));
    QVERIFY(QFile::remove(file) && QFile::copy(path("low.wav"), file));
    QVERIFY(m_drive->open(file));
    QCOMPARE(m_drive->message(), QString());
    QCOMPARE(strongestHz(), 1000.0);
}

void TestSoundOpening::aTrackIsAskedForAtTheStart()
{
    m_drive->window().openFiles({path("two.mka")}, {.track = 1, .raw = {}});
    QVERIFY(m_drive->waitFor(path("two.mka")) && m_drive->settle());
    QCOMPARE(strongestHz(), 5000.0);
    m_drive->window().openFiles({path("two.mka")}, {.track = 7, .raw = {}});
    QTRY_VERIFY_WITH_TIMEOUT(m_drive->message().endsWith("has 2 sound tracks only."), test::patienceMs);
    QVERIFY(summary().contains("track 2 of 2"));
}

void TestSoundOpening::oneTrackIsNoChoice()
{
    QVERIFY(m_drive->open(path("low.wav")));
    QVERIFY(!tracks()->isEnabled());
    QCOMPARE(m_drive->message(), QString());
    QVERIFY(!summary().contains("track"));
}

void TestSoundOpening::theMessageOfAnotherStays()
{
    QVERIFY(m_drive->open(path("two.mka")));
    QVERIFY(m_drive->message().contains("2 sound tracks"));
    m_drive->window().messages().show(MessageBar::Kind::Warning, "The export failed.");
    QVERIFY(m_drive->open(path("low.wav")));
    QCOMPARE(m_drive->message(), QStringLiteral("The export failed."));
}

void TestSoundOpening::whatIsKnownAlreadyIsNotSaidAgain()
{
    constexpr std::size_t count = 1'000'000; // several blocks that are looked through one by one
    test::Bytes samples(count * 4, '\0');
    for (const std::size_t place : {std::size_t{100}, count / 2, count - 100})
        samples.replace(place * 4, 4, test::number(0x7FC00000, 4));
    test::write(path("holes.wav").toStdString(), test::wav({.format = SampleFormat::Float32}, samples));
    std::promise<void> release; // nothing but the test itself reads
    m_drive->tileQueue().submit(JobQueue::Urgency::Glimpse, {}, [wait = release.get_future().share()] { wait.wait(); });
    m_drive->window().openFiles({path("holes.wav")});
    QVERIFY(m_drive->waitFor(path("holes.wav")));
    const auto source = m_drive->window().session().content().source;
    auto* const opening = m_drive->window().findChild<SoundOpening*>();
    const auto readAt = [&](std::size_t place) {
        std::vector<float> some(10);
        source->read(static_cast<std::int64_t>(place), {}, std::span(some));
        opening->look();
    };
    readAt(100);
    QVERIFY2(m_drive->message().startsWith("One sample is not a number"), qPrintable(m_drive->message()));
    readAt(count / 2);
    QVERIFY2(m_drive->message().startsWith("2 samples are not numbers"), qPrintable(m_drive->message()));
    m_drive->hands->click("messageCloseButton");
    readAt(count - 100);
    QCOMPARE(source->notices().size(), std::size_t{1});
    QCOMPARE(source->notices().front().count, std::int64_t{3});
    QCOMPARE(m_drive->message(), QString());
    release.set_value();
}

void TestSoundOpening::tracksAreDescribed()
{
    SoundDescription sound;
    sound.tracks = {
        {.encoding = "AC-4", .canBeDecoded = false},
        {.encoding = "AAC", .language = "ger", .title = "<b>%1</b>", .sampleRate = 44100, .channelCount = 6}};
    QCOMPARE(numberedTrackText(sound, 0), QStringLiteral("1: AC-4, no decoder for it"));
    QCOMPARE(numberedTrackText(sound, 1), QStringLiteral("2: AAC, <b>%1</b>, German, 44100 Hz, 6 channels"));
    QCOMPARE(languageText("deu"), QStringLiteral("German"));
    QCOMPARE(languageText("de"), QStringLiteral("German"));
    QCOMPARE(languageText("und"), QString());
    QCOMPARE(languageText("xq?"), QStringLiteral("xq?"));
}

void TestSoundOpening::theFileNameLeadsToWhatIsKnown()
{
    QVERIFY(m_drive->open(path("two.mka")));
    QTest::mouseClick(m_drive->hands->control<QAbstractButton>("soundSummary"), Qt::LeftButton);
    auto* const dialog = m_drive->window().findChild<AboutSound*>("aboutSound");
    QVERIFY(dialog && dialog->isVisible());
    const QString text = dialog->findChild<QTextEdit*>("soundFacts")->toPlainText();
    for (const char* const expected : {"two.mka", "Matroska, FLAC", "1: FLAC, English", "48000 Hz", "mono",
                                       "0:02.000, 96000 samples of each channel", "exact to the sample"})
        QVERIFY2(text.contains(QLatin1String(expected)), qPrintable(text));

    QTest::mouseClick(dialog->findChild<QPushButton*>("copySoundFactsButton"), Qt::LeftButton);
    QVERIFY(QGuiApplication::clipboard()->text().contains("Channels: mono\n"));
}

void TestSoundOpening::whatIsKnownFollowsTheSound()
{
    AboutSound* const dialog = about();
    auto* const facts = dialog->findChild<QTextEdit*>("soundFacts");
    QVERIFY(facts->toPlainText().contains("Demo signal"));
    QVERIFY(m_drive->open(path("high.wav")));
    QVERIFY2(facts->toPlainText().contains("high.wav"), qPrintable(facts->toPlainText()));
    QCOMPARE(about(), dialog); // the same one comes to the front
}

void TestSoundOpening::whatIsBeingReadStaysInPlace()
{
    const auto source = std::make_shared<EstimatedSource>();
    AboutSound dialog(nullptr);
    dialog.setSound(source);
    dialog.resize(400, 300);
    dialog.show();
    auto* const facts = dialog.findChild<QTextEdit*>("soundFacts");
    QVERIFY(facts->find(QStringLiteral("tag 30")));
    const int scrolled = facts->verticalScrollBar()->value();
    QVERIFY(scrolled > 0);

    source->samples = 480'000;
    dialog.setSound(source);
    QVERIFY2(facts->toPlainText().contains("0:10.000, 480000 samples"), qPrintable(facts->toPlainText()));
    QVERIFY(!facts->toPlainText().contains("48000 samples"));
    QCOMPARE(facts->textCursor().selectedText(), QStringLiteral("Tag 30"));
    QCOMPARE(facts->verticalScrollBar()->value(), scrolled);

    source->isCut = true; // a line more
    dialog.setSound(source);
    QVERIFY(facts->toPlainText().contains("ends in the middle"));
    QCOMPARE(facts->verticalScrollBar()->value(), scrolled);
}

void TestSoundOpening::textsOfFilesArePlain()
{
    auto source = std::make_shared<test::MemorySource>(test::Channels{test::sine(100, 1000, 48000)}, 48000.0);
    source->metadata().tags = {{"title", "<b>bold</b> %1 &amp;"}, {"comment", "two"}, {"x-own", "mine"}};
    source->metadata().samplesSinceMidnight = 48000LL * 3600;
    AboutSound dialog(nullptr);
    dialog.setSound(source);
    const QString text = dialog.findChild<QTextEdit*>("soundFacts")->toPlainText();
    for (const char* const expected :
         {"Title\n<b>bold</b> %1 &amp;", "Comment\ntwo", "X-own\nmine", "Begins at\n1:00:00.000 after midnight"})
        QVERIFY2(text.contains(QLatin1String(expected)), qPrintable(text));
    QVERIFY(soundFactsText(*source).contains("Title: <b>bold</b> %1 &amp;\n"));
}

void TestSoundOpening::theStartIsSaidToBeExactOrNot()
{
    QVERIFY(test::encode(path("low.wav").toStdString(), "-c:a libmp3lame", path("a.mp3").toStdString()));
    QVERIFY(test::encode(path("low.wav").toStdString(), "-c:a libmp3lame -write_xing 0", path("b.mp3").toStdString()));
    auto* const facts = about()->findChild<QTextEdit*>("soundFacts");
    QVERIFY(m_drive->open(path("a.mp3")));
    QVERIFY2(facts->toPlainText().contains("are cut off"), qPrintable(facts->toPlainText()));
    QVERIFY(m_drive->open(path("b.mp3")));
    QVERIFY2(facts->toPlainText().contains("may be up to some 50 ms late"), qPrintable(facts->toPlainText()));
}

void TestSoundOpening::aMarkerIsGoneTo()
{
    QVERIFY(m_drive->open(path("low.wav")));
    AboutSound* const dialog = about();
    auto* const list = dialog->findChild<QTreeWidget*>("soundMarkers");
    QVERIFY(list->isHidden());

    QVERIFY(m_drive->open(path("marked.wav")));
    QVERIFY(list->isVisible());
    QCOMPARE(list->topLevelItem(0)->text(0), QStringLiteral("0:00.500"));
    QCOMPARE(list->topLevelItem(1)->text(1), QStringLiteral("0:01.500"));
    QCOMPARE(list->topLevelItem(1)->text(2), QStringLiteral("there"));
    QVERIFY(dialog->findChild<QTextEdit*>("soundFacts")->toPlainText().contains("Dawn"));
    QVERIFY(soundFactsText(*m_drive->window().session().content().source)
                .endsWith("Region\t0:01.000\t0:01.500\tthere\tof it\n"));

    list->setFocus();
    list->setCurrentItem(list->topLevelItem(1));
    QTest::keyClick(list, Qt::Key_Return);
    QVERIFY(dialog->isVisible()); // Return has closed nothing
    const auto selection = m_drive->view().selection();
    QVERIFY(selection && selection->beginSample == 48000 && selection->endSample == 72000);
    QVERIFY(m_drive->span().beginSample > 40000 && m_drive->span().endSample < 80000);

    list->setCurrentItem(list->topLevelItem(0));
    QTest::keyClick(list, Qt::Key_Return);
    QVERIFY(std::abs((m_drive->span().beginSample + m_drive->span().endSample) / 2 - 24000) < 1);
    QCOMPARE(m_drive->view().cursor()->sample, 24000.0);

    // A region beyond the end of the sound: as near to it as there is something.
    test::write(path("beyond.wav").toStdString(), markedWav(200'000));
    QVERIFY(m_drive->open(path("beyond.wav")));
    list->setCurrentItem(list->topLevelItem(1));
    QTest::keyClick(list, Qt::Key_Return);
    QVERIFY(!m_drive->view().selection());
    QCOMPARE(m_drive->view().cursor()->sample, 96000.0);
    QCOMPARE(m_drive->message(), QStringLiteral("The marker at 0:04.167 lies beyond the end of the sound."));
}

void TestSoundOpening::markersAreSwitchedOff()
{
    QVERIFY(m_drive->figure().marks().areShown());
    action("showMarkersAction")->trigger();
    QVERIFY(!m_drive->figure().marks().areShown());
    QVERIFY(m_drive->close());
    m_drive = std::make_unique<test::WindowDriver>(path("settings.json"));
    QVERIFY(!m_drive->figure().marks().areShown() && !action("showMarkersAction")->isChecked());
}

QTEST_MAIN(TestSoundOpening)
#include "tst_soundopening.moc"
