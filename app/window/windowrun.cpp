// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/windowrun.h"

#include "app/session/fontrules.h"
#include "app/session/plantuner.h"
#include "app/session/settingskeeper.h"
#include "app/session/stalelock.h"
#include "app/window/displayguard.h"
#include "app/window/mainwindow.h"
#include "app/window/plainkeyguard.h"
#include "app/window/recovery.h"
#include "app/window/settingsplacecheck.h"
#include "app/window/windowworkers.h"
#include "widgets/theme/icons.h"

#include <QApplication>
#include <QFontDatabase>
#include <QTimer>

namespace gabor {

namespace {

/// With a file the window waits for it a moment, so that the demo does not flash up before.
void showWhenReady(MainWindow& window, const QStringList& files, const SoundReading& reading)
{
    if (files.isEmpty()) {
        window.show();
        return;
    }
    constexpr int longestWaitMs = 150;
    auto* const waiting = new QTimer(&window);
    waiting->setSingleShot(true);
    QObject::connect(waiting, &QTimer::timeout, &window, &QWidget::show);
    // Only while it waits: a window that was closed meanwhile does not come back.
    QObject::connect(&window.session(), &Session::openingChanged, waiting, [&window, waiting] {
        if (!waiting->isActive() || !window.session().opening().empty())
            return;
        waiting->stop();
        window.show();
    });
    waiting->start(longestWaitMs);
    window.openFiles(files, reading);
}

/// A dialog in front does not keep the settings from being written.
void closeWhateverIsOpen(MainWindow& window)
{
    window.closeUnasked();
    QApplication::exit();
}

} // namespace

WindowRun runWindow(const CommandLine& commandLine, WindowWorkers& workers, const std::stop_token& closing,
                    const std::function<void(MainWindow&)>& built)
{
    PlainKeyGuard guard;
    qApp->installEventFilter(&guard);
    JobQueue& loadQueue = workers.loading;
    JobQueue& tileQueue = workers.drawing;
    // Finding the system's fonts is long: what a window has before its first text goes on meanwhile.
    loadQueue.submit(JobQueue::Urgency::Visible, {}, [] {
        awaitFontRules();
        QFontDatabase::families();
        loadIconFormats();
    });
    loadQueue.submit(JobQueue::Urgency::Background, {}, removeStaleDialogLock);
    SettingsKeeper keeper(commandLine.fresh ? SettingsFile({}) : SettingsFile::ofUser());
    WindowRun run;
    {
        MainWindow window(tileQueue, loadQueue, keeper, MainWindow::Building::PictureFirst);
        const PlanTuner tuner(window.session(), window.figure(), loadQueue,
                              commandLine.fresh ? WisdomFile({}) : WisdomFile::ofUser(),
                              QApplication::applicationFilePath());
        const Recovery recovery({window.session(), window.figure(), window.messages(), loadQueue},
                                commandLine.fresh ? std::filesystem::path() : RecoveryNote::folderOfUser());
        const SettingsPlaceCheck placeCheck(keeper.file(), window.session(), window.messages(), loadQueue);
        if (built)
            built(window);
        showWhenReady(window, commandLine.files, commandLine.reading);
        const std::stop_callback close(closing, [&window] {
            QMetaObject::invokeMethod(
                &window, [&window] { closeWhateverIsOpen(window); }, Qt::QueuedConnection);
        });
        const DisplayLossGuard displayLoss([&recovery] { return recovery.notesWhatIsOpen(); },
                                           [&loadQueue, &keeper] {
                                               loadQueue.shutDown(JobQueue::writingPatience,
                                                                  JobQueue::Waiting::StillRun, {});
                                               keeper.finish();
                                           });
        run.exitCode = QApplication::exec();
    }
    // Nobody sees any more that the process is still there. What loads has been told to stop; what writes has not.
    const bool loadersEnded =
        loadQueue.shutDown(JobQueue::writingPatience, JobQueue::Waiting::StillRun, JobQueue::closingPatience);
    const bool drawersEnded = tileQueue.shutDown(JobQueue::closingPatience);
    run.workEnded = keeper.finish() && drawersEnded && loadersEnded;
    return run;
}

} // namespace gabor
