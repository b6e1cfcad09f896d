// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/commands/exportcommand.h"
#include "app/commands/subcommands.h"
#include "app/session/heap.h"
#include "app/session/plantuner.h"
#include "app/window/mainwindow.h"
#include "app/window/plainkeyguard.h"
#include "widgets/theme/icons.h"

#include <QApplication>
#include <QTimer>

#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace {

using namespace gabor;

bool hasDisplay()
{
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY")
        || !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

/// With a file the window waits for it a moment, so that the demo does not flash up before.
void showWhenReady(MainWindow& window, const QStringList& files)
{
    if (files.isEmpty()) {
        window.show();
        return;
    }
    constexpr int longestWaitMs = 150;
    QObject::connect(&window.session(), &Session::openingChanged, &window, [&window] {
        if (window.session().opening().empty())
            window.show();
    });
    QTimer::singleShot(longestWaitMs, &window, [&window] { window.show(); });
    window.openFiles(files);
}

int runWindow(QApplication& app, const CommandLine& commandLine)
{
    PlainKeyGuard guard;
    app.installEventFilter(&guard);
    JobQueue tileQueue(JobQueue::usefulWorkerCount(), 1, JobQueue::Priority::Low);
    // So that neither a file on a dead file system nor an export of data keeps the next one from opening.
    JobQueue loadQueue(5);
    int exitCode = 0;
    {
        const SettingsFile settingsFile = commandLine.fresh ? SettingsFile({}) : SettingsFile::ofUser();
        MainWindow window(tileQueue, loadQueue, settingsFile, MainWindow::Building::PictureFirst);
        const PlanTuner tuner(window.session(), window.figure(), loadQueue,
                              commandLine.fresh ? WisdomFile({}) : WisdomFile::ofUser(),
                              QApplication::applicationFilePath());
        showWhenReady(window, commandLine.files);
        exitCode = QApplication::exec();
    }
    const bool loadersEnded = loadQueue.shutDown(JobQueue::closingPatience);
    if (!tileQueue.shutDown(JobQueue::closingPatience) || !loadersEnded) {
        std::fflush(nullptr);
        std::_Exit(exitCode);
    }
    return exitCode;
}

} // namespace

int main(int argc, char* argv[])
{
    // A full disk or a closed pipe is reported by the call that meets it, not by the end of the program.
    std::signal(SIGXFSZ, SIG_IGN);
    std::signal(SIGPIPE, SIG_IGN);
    QCoreApplication::setApplicationName(QStringLiteral("gabor"));
    QCoreApplication::setApplicationVersion(QStringLiteral(GABOR_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Gabor"));
    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.gabor.gabor"));

    if (const std::optional<int> exitCode = runSubcommand(argc, argv))
        return *exitCode;
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    const auto parsed = parseCommandLine(arguments);
    if (const auto* const farewell = std::get_if<Farewell>(&parsed)) {
        std::fprintf(farewell->exitCode == 0 ? stdout : stderr, "%s\n", qUtf8Printable(farewell->text));
        return farewell->exitCode;
    }
    const CommandLine& commandLine = std::get<CommandLine>(parsed);
    if (!commandLine.exportPath.isEmpty())
        return runExport(commandLine);
    if (!hasDisplay()) {
        std::fputs("gabor: There is no display to open a window on. 'gabor render FILE --output OUT.png' draws without "
                   "one.\n",
                   stderr);
        return EXIT_FAILURE;
    }

    shareOneHeap();
    QApplication app(argc, argv);
    QApplication::setWindowIcon(applicationIcon());
    return runWindow(app, commandLine);
}
