// SPDX-License-Identifier: GPL-3.0-or-later
// gabor-demowindow: the program itself, which ends as soon as the whole picture of the demo has been painted.
#include "app/session/heap.h"
#include "app/window/mainwindow.h"
#include "app/window/windowrun.h"
#include "app/window/windowworkers.h"
#include "tests/bench/startclock.h"
#include "widgets/panes/spectrogrampane.h"

#include <QApplication>

#include <cstdlib>

namespace {

/// Emits nothing and is asked nothing: it waits for a replot after which the picture is there.
class PictureWatch : public QObject
{
    Q_OBJECT

public:
    explicit PictureWatch(gabor::MainWindow& window)
        : QObject(&window), m_window(window), m_pane(window.figure().spectrogram())
    {
        window.resize(1600, 900); // as gabor-emptywindow
        // Known by its name alone, as only widgets/plot knows QCustomPlot.
        for (QWidget* const child : m_pane.findChildren<QWidget*>()) {
            if (child->inherits("QCustomPlot"))
                connect(child, SIGNAL(afterReplot()), this, SLOT(look()));
        }
    }

private slots:
    void look()
    {
        const gabor::TileFeed& feed = m_pane.feed();
        if (!m_window.isVisible() || m_pane.feed().mosaic().hasGaps || feed.cover().columns.size() == 0
            || m_pane.isDrawing())
            return;
        // What is painted in this round of the event loop is handed over before the next.
        QMetaObject::invokeMethod(this, &PictureWatch::say, Qt::QueuedConnection);
    }
    void say()
    {
        gabor::bench::sayTimeSinceStart();
        std::_Exit(EXIT_SUCCESS); // the end is not measured
    }

private:
    gabor::MainWindow& m_window;
    gabor::SpectrogramPane& m_pane;
};

} // namespace

int main(int argc, char* argv[])
{
    gabor::CommandLine commandLine;
    commandLine.fresh = true;
    gabor::shareFewHeaps();
    gabor::startWithLargePages();
    gabor::WindowWorkers workers(commandLine);
    const QApplication application(argc, argv);
    const auto watch = [](gabor::MainWindow& window) { new PictureWatch(window); };
    return gabor::runWindow(commandLine, workers, {}, watch).exitCode;
}

#include "demowindow.moc"
