// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/sounds.h"
#include "tests/app/windowdriver.h"
#include "widgets/panes/progressstrip.h"
#include "widgets/theme/theme.h"

#include <QMenu>
#include <QStatusBar>
#include <QToolButton>

#include <future>

using namespace gabor;

namespace {

/// Holds the one worker that computes, until it is let go.
class BusyWorker
{
public:
    explicit BusyWorker(JobQueue& queue)
    {
        queue.submit(JobQueue::Urgency::Sketch, {}, [held = m_let.get_future().share()] { held.wait(); });
    }
    ~BusyWorker() { letGo(); }
    void letGo()
    {
        if (!std::exchange(m_gone, true))
            m_let.set_value();
    }

private:
    std::promise<void> m_let;
    bool m_gone = false;
};

} // namespace

class TestProgress : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        m_sound = m_folder.filePath(QStringLiteral("long.wav"));
        test::writeLongWav(m_sound, 1200);
    }
    void init() { m_drive = std::make_unique<test::WindowDriver>(); }
    void cleanup() { m_drive.reset(); }

    void nothingIsSaidWhenNothingIsDone();
    void refiningIsShownWithoutMovingAnything();
    void shortWorkIsNotShown();
    void pausingByTheButton();
    void pausingByTheKeyAndTheMenu();
    void anExportDoesNotWaitForResuming();
    void theStripIsSeenInBothThemes();
    void aPauseEndsWithTheProgram();
    void memoryIsChosenFromTheMenu();
    void memoryReturnsAtTheNextStart();
    void strangeMemoryBecomesSensible();

private:
    /// The sound is open and nothing of its picture has been computed yet.
    [[nodiscard]] bool openHeld()
    {
        m_drive->window().openFiles({m_sound});
        return m_drive->waitFor(m_sound);
    }
    QToolButton* button() const { return m_drive->hands->control<QToolButton>("pauseButton"); }
    ProgressStrip* strip() const { return m_drive->hands->control<ProgressStrip>("progressStrip"); }
    QLabel* text() const { return m_drive->hands->control<QLabel>("workText"); }
    QAction* pause() const { return m_drive->window().findChild<QAction*>(QStringLiteral("pauseRefiningAction")); }
    QAction* memory(int mebibytes) const
    {
        return m_drive->window().findChild<QAction*>(QStringLiteral("pictureMemory%1Action").arg(mebibytes));
    }

    QTemporaryDir m_folder;
    QString m_sound;
    std::unique_ptr<test::WindowDriver> m_drive;
};

void TestProgress::nothingIsSaidWhenNothingIsDone()
{
    QVERIFY(m_drive->settle());
    QTRY_VERIFY(!strip()->isVisible());
    QVERIFY(!button()->isVisible());
    QVERIFY(!text()->isVisible());
}

void TestProgress::refiningIsShownWithoutMovingAnything()
{
    QVERIFY(m_drive->settle());
    const QRect before = m_drive->figure().geometry();
    const QRect pane = m_drive->spectrogram().geometry();
    const int line = m_drive->window().statusBar()->height();
    BusyWorker busy(m_drive->tileQueue());
    QVERIFY(openHeld());
    QTRY_COMPARE(text()->text(), QStringLiteral("refining, 0 %"));
    QVERIFY(strip()->isVisible());
    QVERIFY(button()->isVisible());
    QVERIFY(!m_drive->hands->control("workProgress")->isVisible());
    QCOMPARE(strip()->height(), ProgressStrip::thickness);
    QCOMPARE(m_drive->figure().geometry(), before);
    QCOMPARE(m_drive->spectrogram().geometry(), pane);
    QCOMPARE(m_drive->window().statusBar()->height(), line);
    m_drive->window().resize(1100, 800); // the strip goes along
    QTRY_COMPARE(strip()->geometry().bottom(), m_drive->figure().overview().rect().bottom());
    QVERIFY(m_drive->figure().overview().rect().contains(strip()->geometry()));

    busy.letGo();
    QVERIFY(m_drive->settle());
    QTRY_VERIFY(!strip()->isVisible());
    QVERIFY(!button()->isVisible());
    QVERIFY(!text()->isVisible());
}

void TestProgress::shortWorkIsNotShown()
{
    QVERIFY(m_drive->settle());
    QVERIFY(m_drive->drain());
    BusyWorker busy(m_drive->tileQueue());
    StftParameters other = m_drive->stft();
    other.hop = 300;
    m_drive->window().session().setStft(other);
    QVERIFY(!m_drive->figure().progress().settled);
    QVERIFY(!strip()->isVisible());
    QVERIFY(!text()->isVisible());
}

void TestProgress::pausingByTheButton()
{
    QVERIFY(m_drive->settle());
    BusyWorker busy(m_drive->tileQueue());
    QVERIFY(openHeld());
    QTRY_VERIFY(button()->isVisible());
    QVERIFY(button()->toolTip().contains(QStringLiteral("sketch")));
    m_drive->hands->click("pauseButton");
    QCOMPARE(text()->text(), QStringLiteral("paused at 0 %"));
    QCOMPARE(pause()->text(), QStringLiteral("Go on refinin&g"));
    busy.letGo();

    TileFeed& feed = m_drive->spectrogram().feed();
    QVERIFY(QTest::qWaitFor([this] { return m_drive->spectrogram().isWhole(); }, test::patienceMs));
    QTRY_COMPARE(feed.runningJobs(), 0);
    QVERIFY(feed.mosaic().isProvisional);
    QCOMPARE(feed.tilesDone(), 0);
    QTRY_VERIFY(!m_drive->waveform().amplitudeAt(1e6, 1000).empty()); // a sketch of it, too
    // Another choice gets its sketch, and no more.
    StftParameters other = m_drive->stft();
    other.hop = 300;
    m_drive->window().session().setStft(other);
    QVERIFY(!m_drive->spectrogram().isWhole());
    QVERIFY(QTest::qWaitFor([this] { return m_drive->spectrogram().isWhole(); }, test::patienceMs));
    QTRY_COMPARE(feed.runningJobs(), 0);
    QVERIFY(!m_drive->figure().progress().settled);
    QVERIFY(strip()->isVisible());

    m_drive->hands->click("pauseButton");
    QCOMPARE(pause()->text(), QStringLiteral("Pause refinin&g"));
    QVERIFY(m_drive->settle());
    QVERIFY(!feed.mosaic().isProvisional);
    QTRY_VERIFY(!button()->isVisible());
}

void TestProgress::pausingByTheKeyAndTheMenu()
{
    QVERIFY(m_drive->settle());
    m_drive->key(Qt::Key_R);
    QVERIFY(m_drive->figure().isPaused());
    const QList<QObject*> places = pause()->associatedObjects();
    QVERIFY(std::any_of(places.begin(), places.end(),
                        [](const QObject* place) { return qobject_cast<const QMenu*>(place) != nullptr; }));
    m_drive->window().openFiles({m_sound});
    QVERIFY(m_drive->waitFor(m_sound));
    QTRY_VERIFY(text()->text().startsWith(QStringLiteral("paused at ")));
    pause()->trigger();
    QVERIFY(!m_drive->figure().isPaused());
    QVERIFY(m_drive->settle());
}

void TestProgress::anExportDoesNotWaitForResuming()
{
    QVERIFY(m_drive->settle());
    m_drive->key(Qt::Key_R);
    m_drive->window().openFiles({m_sound});
    QVERIFY(m_drive->waitFor(m_sound));
    m_drive->window().findChild<QAction*>(QStringLiteral("copyImageAction"))->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_drive->message(), QStringLiteral("The picture is on the clipboard."), test::patienceMs);
    QVERIFY(!m_drive->figure().progress().settled);
}

void TestProgress::theStripIsSeenInBothThemes()
{
    QVERIFY(m_drive->settle());
    BusyWorker busy(m_drive->tileQueue());
    QVERIFY(openHeld());
    QTRY_VERIFY(strip()->isVisible());
    for (const char* theme : {"themeLightAction", "themeDarkAction"}) {
        m_drive->window().findChild<QAction*>(QLatin1String(theme))->trigger();
        QApplication::processEvents();
        const ThemeColors colors = themeColors(strip()->palette());
        ProgressStrip half(0, 0, &m_drive->figure().overview());
        half.showProgress(0.5, false);
        const QImage image = half.grab().toImage();
        QCOMPARE(image.pixelColor(image.width() / 4, 1), colors.accent);
        QCOMPARE(image.pixelColor(3 * image.width() / 4, 1), colors.border);
        half.showProgress(0.5, true);
        QCOMPARE(half.grab().toImage().pixelColor(image.width() / 4, 1), colors.mutedText);
    }
}

void TestProgress::aPauseEndsWithTheProgram()
{
    const QString settings = m_folder.filePath(QStringLiteral("paused.json"));
    m_drive = std::make_unique<test::WindowDriver>(settings);
    m_drive->key(Qt::Key_R);
    QVERIFY(m_drive->figure().isPaused());
    QVERIFY(m_drive->close());
    m_drive = std::make_unique<test::WindowDriver>(settings);
    QVERIFY(!m_drive->figure().isPaused());
}

void TestProgress::memoryIsChosenFromTheMenu()
{
    QVERIFY(memory(128)->isChecked());
    QVERIFY(m_drive->open(m_sound));
    StftParameters fine = m_drive->stft();
    fine.windowLength = fine.nfft = 8192;
    TileFeed& feed = m_drive->spectrogram().feed();
    m_drive->view().show({0, 48'000.0 * 60, 0, 24'000});
    for (int hop = 1000; hop < 1010; ++hop) { // many pictures, which all could be gone back to
        fine.hop = hop;
        m_drive->window().session().setStft(fine);
        QVERIFY(m_drive->settle());
    }
    QVERIFY(m_drive->drain());
    constexpr std::size_t mebibyte = 1U << 20U;
    QVERIFY(feed.bytesKept() > 64 * mebibyte);
    QVERIFY(feed.bytesKept() <= 128 * mebibyte);
    const QImage before = m_drive->picture();
    memory(64)->trigger();
    QVERIFY(feed.bytesKept() <= 64 * mebibyte);
    QVERIFY(memory(64)->isChecked());
    QVERIFY(!memory(128)->isChecked());
    QCOMPARE(m_drive->picture(), before);
    QVERIFY(m_drive->drain());
    QVERIFY(feed.bytesKept() <= 64 * mebibyte);
}

void TestProgress::memoryReturnsAtTheNextStart()
{
    const QString settings = m_folder.filePath(QStringLiteral("memory.json"));
    m_drive = std::make_unique<test::WindowDriver>(settings);
    memory(512)->trigger();
    QVERIFY(m_drive->close());
    m_drive = std::make_unique<test::WindowDriver>(settings);
    QVERIFY(memory(512)->isChecked());
}

void TestProgress::strangeMemoryBecomesSensible()
{
    const QString settings = m_folder.filePath(QStringLiteral("strange.json"));
    for (const auto& [written, marked] : {std::pair{"1", 64}, std::pair{"100000000", 4096}, std::pair{"-5", 128}}) {
        QFile file(settings);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(QByteArray("{\"version\": 1, \"pictureMemoryMebibytes\": ") + written + "}");
        file.close();
        m_drive = std::make_unique<test::WindowDriver>(settings);
        QVERIFY2(memory(marked)->isChecked(), written);
    }
}

QTEST_MAIN(TestProgress)
#include "tst_progress.moc"
