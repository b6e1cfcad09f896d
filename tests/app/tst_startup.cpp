// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/exportflow.h"
#include "app/session/settingskeeper.h"
#include "app/window/mainwindow.h"
#include "app/window/windowrun.h"
#include "app/window/windowworkers.h"
#include "tests/app/sounds.h"
#include "tests/widgets/paneldriver.h"
#include "widgets/panels/analysispanel.h"
#include "widgets/panels/displaypanel.h"
#include "widgets/theme/icons.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>
#include <QToolBar>

#include <optional>

using namespace gabor;

namespace {

constexpr int patienceMs = 30'000;

/// A window whose picture comes first, and who looks at what is painted when.
class Start : public QObject
{
public:
    explicit Start(const QString& settingsPath)
        : m_keeper(SettingsFile(settingsPath)),
          m_window(std::make_unique<MainWindow>(m_tileQueue, m_loadQueue, m_keeper, MainWindow::Building::PictureFirst))
    {
        m_window->resize(1200, 800);
        qApp->installEventFilter(this);
    }

    MainWindow& window() { return *m_window; }
    AnalysisPanel* analysis() { return m_window->findChild<AnalysisPanel*>(); }
    DisplayPanel* display() { return m_window->findChild<DisplayPanel*>(); }
    QRect placeOfPicture()
    {
        SpectrogramPane& pane = m_window->figure().spectrogram();
        return {pane.mapTo(m_window.get(), QPoint(0, 0)), pane.size()};
    }
    bool panelsAreSeen() { return analysis() && display() && analysis()->isVisible() && display()->isVisible(); }
    [[nodiscard]] bool waitForPanels()
    {
        return QTest::qWaitFor([this] { return panelsAreSeen(); }, patienceMs);
    }
    void close() { m_window.reset(); }

    bool paintedWithoutPanels = false;
    std::optional<bool> pictureAtFirst; ///< whether what is painted first of all has a picture
    QRect placeAtFirst;                 ///< of what is painted first of all, with or without a picture
    QRect placeThen;

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() != QEvent::Paint || !m_window)
            return false;
        SpectrogramPane& pane = m_window->figure().spectrogram();
        auto* const widget = qobject_cast<QWidget*>(watched);
        if (widget == nullptr || !pane.isAncestorOf(widget))
            return false;
        if (!pictureAtFirst)
            pictureAtFirst = pane.isWhole() && pane.hasPicture();
        if (analysis() != nullptr)
            return false;
        if (placeAtFirst.isNull())
            placeAtFirst = placeOfPicture();
        if (pane.hasPicture()) {
            paintedWithoutPanels = true;
            placeThen = placeOfPicture();
        }
        return false;
    }

private:
    JobQueue m_tileQueue{1};
    JobQueue m_loadQueue{2};
    SettingsKeeper m_keeper;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace

/// What comes after the first picture, and what happens before it.
class TestStartup : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_start.reset(); }

    void theTilesComeBeforeTheWindow();
    void theToolBarIsDrawnBeforeTheWindow();
    void thePictureComesBeforeThePanels();
    void nothingMovesAfterTheFirstFrame();
    void nothingMovesWhenThePanelsCome();
    void thePanelsWork();
    void whatHappensBeforeIsShownByThePanels();
    void keysBeforeAreTaken();
    void withoutAPictureThePanelsComeAllTheSame();
    void closingBeforeThePanelsIsClean_data();
    void closingBeforeThePanelsIsClean();
    void anImageThatIsBeingWrittenIsWholeAfterTheEnd();

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Start> m_start;
};

void TestStartup::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    test::writeWav(m_folder.filePath("stereo.wav"), test::richStereo());
}

void TestStartup::init()
{
    const QString settings = m_folder.filePath("settings.json");
    QFile::remove(settings);
    m_start = std::make_unique<Start>(settings);
}

/// Workers compute them while the window is built, and what is painted first has them all.
void TestStartup::theTilesComeBeforeTheWindow()
{
    const TileFeed& feed = m_start->window().figure().spectrogram().feed();
    QTRY_VERIFY_WITH_TIMEOUT(feed.tileCount() > 0 && feed.isSettled(), patienceMs);
    m_start->window().show();
    QCOMPARE(feed.runningJobs(), 0); // the window as wide as it is needs no others
    QVERIFY(QTest::qWaitFor([this] { return m_start->pictureAtFirst.has_value(); }, patienceMs));
    QVERIFY(*m_start->pictureAtFirst);
}

/// As the window shows it, in every state that its buttons are in.
void TestStartup::theToolBarIsDrawnBeforeTheWindow()
{
    const auto* const bar = m_start->window().findChild<QToolBar*>("toolBar");
    const QSize pixels = (QSizeF(bar->iconSize()) * bar->devicePixelRatioF()).toSize();
    for (const QAction* const action : bar->actions()) {
        if (action->isSeparator())
            continue;
        const QColor color = iconColor(action->isEnabled() ? QIcon::Normal : QIcon::Disabled,
                                       action->isChecked() ? QIcon::On : QIcon::Off);
        QTRY_VERIFY2_WITH_TIMEOUT(isIconDrawn({action->icon().name(), pixels, color}), qPrintable(action->objectName()),
                                  patienceMs);
    }
}

void TestStartup::thePictureComesBeforeThePanels()
{
    m_start->window().show();
    QVERIFY(m_start->analysis() == nullptr);
    QVERIFY(m_start->waitForPanels());
    QVERIFY(m_start->paintedWithoutPanels);
}

void TestStartup::nothingMovesAfterTheFirstFrame()
{
    m_start->window().show();
    QVERIFY(m_start->waitForPanels());
    QTest::qWait(50); // layouts come a while later
    QVERIFY(!m_start->placeAtFirst.isNull());
    QCOMPARE(m_start->placeAtFirst, m_start->placeOfPicture());
}

void TestStartup::nothingMovesWhenThePanelsCome()
{
    m_start->window().show();
    QVERIFY(m_start->waitForPanels());
    QTest::qWait(50); // layouts come a while later
    QCOMPARE(m_start->placeOfPicture(), m_start->placeThen);
}

void TestStartup::thePanelsWork()
{
    m_start->window().show();
    QVERIFY(m_start->waitForPanels());
    const test::PanelDriver hands(m_start->window());
    hands.choose("reductionCombo", "Mean power");
    QCOMPARE(m_start->window().session().content().spec.reduction, Reduction::MeanPower);
    hands.control("reductionCombo")->setFocus();
    QTest::keyClick(hands.control("reductionCombo"), Qt::Key_Escape);
    QVERIFY(m_start->window().figure().spectrogram().hasFocus());
}

void TestStartup::whatHappensBeforeIsShownByThePanels()
{
    Session& session = m_start->window().session();
    const QString path = m_folder.filePath("stereo.wav");
    session.setStft({.windowLength = 1000, .hop = 250, .nfft = 1024});
    session.setReduction(Reduction::MeanPower);
    m_start->window().openFiles({path});
    m_start->window().show();
    QVERIFY(m_start->waitForPanels());
    QVERIFY(QTest::qWaitFor([&] { return QString::fromStdString(session.sound().path) == path; }, patienceMs));
    QCOMPARE(m_start->analysis()->parameters(), session.content().spec.stft);
    QCOMPARE(m_start->analysis()->parameters().nfft, 1024);
    QCOMPARE(m_start->display()->reduction(), Reduction::MeanPower);
    QVERIFY(QTest::qWaitFor([&] { return m_start->window().figure().progress().settled; }, patienceMs));
    QCOMPARE(m_start->display()->parameters(), session.content().display);
    QVERIFY(m_start->window().findChild<QWidget*>("channelCombo")->isVisible());
}

void TestStartup::keysBeforeAreTaken()
{
    MainWindow& window = m_start->window();
    window.show();
    QApplication::setActiveWindow(&window); // as the window system would, but before anything is painted
    SpectrogramPane& pane = window.figure().spectrogram();
    QTest::keyClick(&pane, Qt::Key_S);
    QTest::keyClick(&pane, Qt::Key_Escape);
    QTest::keyClick(&pane, Qt::Key_F9);
    QVERIFY(m_start->analysis() == nullptr);
    QVERIFY(window.findChild<QAction*>("selectAction")->isChecked());
    auto* const dock = window.findChild<QDockWidget*>("controlsDock");
    QVERIFY(!dock->isVisible());
    QVERIFY(QTest::qWaitFor([this] { return m_start->display() != nullptr; }, patienceMs));
    QTest::qWait(50);
    QVERIFY(!dock->isVisible());
    QTest::keyClick(&pane, Qt::Key_F9);
    QVERIFY(m_start->waitForPanels());
}

void TestStartup::withoutAPictureThePanelsComeAllTheSame()
{
    QVERIFY(QTest::qWaitFor([this] { return m_start->display() != nullptr; }, patienceMs));
}

void TestStartup::closingBeforeThePanelsIsClean_data()
{
    QTest::addColumn<bool>("painted");
    QTest::addColumn<bool>("begun");
    QTest::newRow("before anything is painted") << false << false;
    QTest::newRow("between the picture and the panels") << true << false;
    QTest::newRow("in the middle of the panels") << true << true;
}

void TestStartup::closingBeforeThePanelsIsClean()
{
    QFETCH(bool, painted);
    QFETCH(bool, begun);
    const QString path = m_folder.filePath("settings.json");
    m_start->window().show();
    while (painted && !m_start->paintedWithoutPanels)
        QApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    while (begun && m_start->analysis() == nullptr)
        QApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    QVERIFY(m_start->display() == nullptr);
    m_start->window().close();
    m_start->close();
    QTest::qWait(50);

    m_start.reset(); // its settings are written
    m_start = std::make_unique<Start>(path);
    m_start->window().show();
    QVERIFY(m_start->waitForPanels());
}

/// Compressing it takes far longer than a window that is closed may keep the process from ending for anything else.
void TestStartup::anImageThatIsBeingWrittenIsWholeAfterTheEnd()
{
    const QSize large(3200, 2000);
    const QString path = m_folder.filePath("large.png");
    CommandLine commandLine;
    commandLine.fresh = true;
    QTimer clock;
    const auto exportAndClose = [&](MainWindow& window) {
        auto* const flow = window.findChild<ExportFlow*>();
        connect(&clock, &QTimer::timeout, &window, [&window, flow, path, large] {
            if (flow->isWriting())
                window.close();
            if (!window.figure().progress().settled || flow->isBusy())
                return;
            FigureRequest request;
            request.content = window.session().content();
            request.content.display.automaticLevels = false;
            request.pixels = large;
            flow->exportTo(path, request, {});
        });
        clock.start(1);
    };
    WindowWorkers workers(commandLine);
    const WindowRun run = runWindow(commandLine, workers, {}, exportAndClose);
    QCOMPARE(run.exitCode, 0);
    const QImage image(path);
    QCOMPARE(image.size(), large);
    QVERIFY(image.pixel(large.width() / 2, large.height() / 2) != image.pixel(0, 0)); // whole, down to the picture
}

QTEST_MAIN(TestStartup)
#include "tst_startup.moc"
