// SPDX-License-Identifier: GPL-3.0-or-later
// gabor-emptywindow: what a window of Qt with one empty plot of QCustomPlot takes to start, the measure of every other.
#include "tests/bench/startclock.h"

#include <qcustomplot.h>

#include <QApplication>
#include <QMainWindow>

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    QMainWindow window;
    auto* const plot = new QCustomPlot;
    window.setCentralWidget(plot);
    window.resize(1600, 900);
    bool painted = false;
    QObject::connect(plot, &QCustomPlot::afterReplot, [&] { painted = true; });
    window.show();
    // The replot comes with the first paint or after it; what was painted then has been handed over when both are done.
    while (!painted)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    QCoreApplication::processEvents();
    gabor::bench::sayTimeSinceStart();
    return 0;
}
