// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/plantuner.h"

#include "app/session/session.h"
#include "core/dsp/planwisdom.h"

#include <QMetaObject>

namespace gabor {

namespace {
constexpr int patienceMs = 3000;
constexpr int killedPatienceMs = 500; ///< it ends at once, but where the system hangs
} // namespace

PlanTuner::PlanTuner(Session& session, FigureView& figure, JobQueue& queue, WisdomFile file, QString program,
                     QObject* parent)
    : QObject(parent), m_session(session), m_figure(figure), m_queue(queue), m_file(std::move(file)),
      m_program(std::move(program)), m_inbox(std::make_shared<Inbox<Finding>>([this] {
          QMetaObject::invokeMethod(this, &PlanTuner::takeFindings, Qt::QueuedConnection);
      }))
{
    m_figure.spectrogram().feed().setPlans(PlanChoice::Fastest);
    m_idle.setSingleShot(true);
    m_idle.setInterval(patienceMs);
    connect(&m_idle, &QTimer::timeout, this, &PlanTuner::look);
    connect(&session, &Session::contentChanged, &m_idle, qOverload<>(&QTimer::start));
    connect(&figure, &FigureView::progressChanged, &m_idle, qOverload<>(&QTimer::start));
    connect(&m_process, &QProcess::finished, this, &PlanTuner::look);
    look();
    m_idle.start();
}

PlanTuner::~PlanTuner()
{
    m_inbox->close();
    m_process.disconnect(this);
    if (isMeasuring()) {
        m_process.kill();
        m_process.waitForFinished(killedPatienceMs);
    }
}

int PlanTuner::nfft() const
{
    return m_session.content().spec.stft.nfft;
}

void PlanTuner::look()
{
    m_queue.submit(JobQueue::Urgency::Background, {}, [inbox = m_inbox, file = m_file, nfft = nfft()] {
        const std::string wisdom = file.read();
        inbox->post({nfft, !wisdom.empty() && takePlanWisdom(wisdom) && arePlansMeasured(nfft)});
    });
}

void PlanTuner::takeFindings()
{
    for (const Finding& finding : m_inbox->takeAll()) {
        emit looked(finding.nfft, finding.measured);
        // The first look comes while the program is starting and measures nothing.
        const bool isIdle = !m_idle.isActive() && m_figure.progress().settled && !isMeasuring();
        if (!finding.measured && isIdle && finding.nfft == nfft())
            measure(finding.nfft);
    }
}

void PlanTuner::measure(int nfft)
{
    if (nfft > largestMeasuredSize || m_file.path().isEmpty() || !m_tried.insert(nfft).second)
        return;
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.setStandardErrorFile(QProcess::nullDevice());
    m_process.start(m_program, {QStringLiteral("tune"), QString::number(nfft)});
}

} // namespace gabor
