// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/commands/exportcommand.h"
#include "app/commands/interruption.h"
#include "app/commands/subcommands.h"
#include "app/session/bytenames.h"
#include "app/session/heap.h"
#include "app/session/settingskeeper.h"
#include "app/window/displayguard.h"
#include "app/window/displayscale.h"
#include "app/window/windowrun.h"
#include "app/window/windowworkers.h"
#include "core/jobs/jobqueue.h"
#include "widgets/theme/icons.h"

#include <QApplication>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <optional>

namespace {

using namespace gabor;

/// From Ctrl+C on: for closing the window, and then for an image and settings that are being written.
constexpr std::chrono::milliseconds windowPatience =
    JobQueue::writingPatience + SettingsKeeper::patience + std::chrono::seconds(2);

bool hasDisplay()
{
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY")
        || !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
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
        arguments << textOfArgument(argv[i]);
    const auto parsed = parseCommandLine(arguments);
    if (const auto* const farewell = std::get_if<Farewell>(&parsed)) {
        std::fprintf(farewell->exitCode == 0 ? stdout : stderr, "%s\n", qUtf8Printable(farewell->text));
        return farewell->exitCode;
    }
    const CommandLine& commandLine = std::get<CommandLine>(parsed);
    if (!commandLine.exportPath.isEmpty())
        return runExport(commandLine);
    if (!hasDisplay())
        return complainOfNoDisplay();

    shareFewHeaps();
    startWithLargePages();
    boundDisplayScale();
    Interruption interruption(windowPatience); // before Qt starts threads
    WindowWorkers workers(commandLine);
    std::optional<DisplayGuard> guard(std::in_place);
    std::optional<QApplication> application(std::in_place, argc, argv);
    if (undoScaleOfScreens()) {
        application.reset();
        application.emplace(argc, argv);
    }
    guard.reset();
    QApplication::setWindowIcon(applicationIcon());
    const WindowRun run = runWindow(commandLine, workers, interruption.token());
    if (interruption.happened())
        return interruption.endProgram();
    if (!run.workEnded) {
        std::fflush(nullptr);
        std::_Exit(run.exitCode);
    }
    return run.exitCode;
}
