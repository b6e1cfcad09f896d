// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/wisdomfile.h"
#include "core/jobs/inbox.h"
#include "core/jobs/jobqueue.h"

#include <QObject>
#include <QProcess>
#include <QTimer>

#include <memory>
#include <set>

namespace gabor {

class FigureView;
class Session;

/// Lets the window's transforms run on measured plans: takes over what is kept of them, and has those of the NFFT in use
/// measured once the picture is finished and nobody has touched anything for a while. A process of its own measures, as
/// FFTW's planner would keep this one's waiting, and ends its process when memory is short.
class PlanTuner : public QObject
{
    Q_OBJECT

public:
    /// @param program  the program itself, which has the subcommand tune
    /// @param queue    for reading the file; outlives the tuner
    PlanTuner(Session& session, FigureView& figure, JobQueue& queue, WisdomFile file, QString program,
              QObject* parent = nullptr);
    ~PlanTuner() override;

    bool isMeasuring() const { return m_process.state() != QProcess::NotRunning; }
    /// How long nothing may have happened before something is measured.
    void setPatience(int milliseconds) { m_idle.setInterval(milliseconds); }

signals:
    /// What is kept has been looked at: the plans for frames of @p nfft values are measured ones from now on, or not yet.
    void looked(int nfft, bool measured);

private:
    struct Finding
    {
        int nfft = 0;
        bool measured = false;
    };

    int nfft() const;
    void look();
    void takeFindings();
    void measure(int nfft);

    Session& m_session;
    FigureView& m_figure;
    JobQueue& m_queue;
    WisdomFile m_file;
    QString m_program;
    std::shared_ptr<Inbox<Finding>> m_inbox;
    QTimer m_idle;
    QProcess m_process;
    std::set<int> m_tried; ///< measuring them is not tried again, whatever came of it
};

} // namespace gabor
