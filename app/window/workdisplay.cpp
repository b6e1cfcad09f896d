// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/workdisplay.h"

#include "app/export/exportflow.h"
#include "app/session/session.h"
#include "app/window/readoutline.h"

#include <QFile>
#include <QFileInfo>

namespace gabor {

namespace {
constexpr int delayMs = 200;
}

WorkDisplay::WorkDisplay(const Session& session, const FigureView& figure, const ExportFlow& exportFlow,
                         ReadoutLine& line)
    : QObject(&line), m_session(session), m_figure(figure), m_exportFlow(exportFlow), m_line(line)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(delayMs);
    connect(&m_delay, &QTimer::timeout, this, [this] {
        m_noticeable = true;
        look();
    });
    connect(&session, &Session::openingChanged, this, &WorkDisplay::look);
    connect(&session, &Session::contentChanged, this, &WorkDisplay::look);
    connect(&session, &Session::soundGrew, this, &WorkDisplay::look);
    connect(&figure, &FigureView::progressChanged, this, &WorkDisplay::look);
    connect(&exportFlow, &ExportFlow::progress, this, &WorkDisplay::look);
    connect(&exportFlow, &ExportFlow::done, this, &WorkDisplay::look);
    connect(&exportFlow, &ExportFlow::failed, this, &WorkDisplay::look);
}

void WorkDisplay::look()
{
    QString work;
    double done = -1; // nobody knows
    if (const std::filesystem::path& opening = m_session.opening(); !opening.empty()) {
        work = tr("Opening %1").arg(QFileInfo(QFile::decodeName(opening.c_str())).fileName());
    } else if (m_exportFlow.isBusy()) {
        work = tr("Drawing the image");
    } else if (const FigureView::Progress progress = m_figure.progress(); !progress.settled) {
        work = m_session.content().source->isComplete() ? tr("Refining the sketch") : tr("Decoding");
        done = progress.done;
    }
    if (work.isEmpty()) {
        m_delay.stop();
        m_noticeable = false;
        m_line.showWork({}, 1);
    } else if (m_noticeable) {
        m_line.showWork(work, done);
    } else if (!m_delay.isActive()) {
        m_delay.start();
    }
}

} // namespace gabor
