// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/dataexportflow.h"

#include "app/export/dataexportdialog.h"
#include "app/session/bytenames.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMetaObject>
#include <QProgressDialog>

namespace gabor {

namespace {

constexpr int progressSteps = 1000;
/// Shorter work is not worth a window.
constexpr int progressAfterMs = 500;

/// Tells @p inbox, but not of steps that nobody could see.
template <class Message>
FrameProgress progressInto(std::shared_ptr<Inbox<Message>> inbox)
{
    return [inbox = std::move(inbox), lastStep = -1](std::int64_t done, std::int64_t total) mutable {
        const double share = static_cast<double>(done) / static_cast<double>(total);
        const int step = static_cast<int>(share * progressSteps);
        if (step != std::exchange(lastStep, step))
            inbox->post(share);
    };
}

} // namespace

DataExportFlow::DataExportFlow(JobQueue& queue, QWidget* window)
    : QObject(window), m_queue(queue), m_window(window), m_inbox(std::make_shared<Inbox<Message>>([this] {
          QMetaObject::invokeMethod(this, &DataExportFlow::takeMessages, Qt::QueuedConnection);
      }))
{ }

DataExportFlow::~DataExportFlow()
{
    m_inbox->close();
    m_stop.request_stop();
}

void DataExportFlow::exportData(const DataScope& scope, const QString& name)
{
    auto* dialog = new DataExportDialog(scope, m_lastChoice, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, scope, name] {
        m_lastChoice = dialog->choice();
        askForFile(requestOf(scope, m_lastChoice), name);
    });
    dialog->open();
}

void DataExportFlow::askForFile(const DataRequest& request, const QString& name)
{
    auto* dialog = new QFileDialog(m_window, tr("Export data"), m_directory);
    dialog->setObjectName(QStringLiteral("dataExportFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const QString npz = tr("NumPy archive with its axes (*.npz)");
    const QString csv = tr("Comma-separated text (*.csv)");
    dialog->setNameFilters({tr("NumPy array (*.npy)"), npz, csv});
    dialog->setDefaultSuffix(QStringLiteral("npy"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, npz, csv](const QString& filter) {
        dialog->setDefaultSuffix(filter == npz       ? QStringLiteral("npz")
                                     : filter == csv ? QStringLiteral("csv")
                                                     : QStringLiteral("npy"));
    });
    dialog->selectFile(name + QStringLiteral(".npy"));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, request](const QString& path) { exportTo(path, request); });
    dialog->open();
}

void DataExportFlow::exportTo(const QString& path, const DataRequest& request)
{
    m_directory = QFileInfo(path).absolutePath();
    const std::filesystem::path target = pathOf(path);
    if (m_isBusy) {
        emit failed(tr("Another array is still being written; wait for it, or cancel it."));
        return;
    }
    m_isBusy = true;
    m_stop = {};
    showProgress(path);
    // Without the stop token: a job dropped before its turn would not say that it has ended.
    m_queue.submit(JobQueue::Urgency::Visible, {}, [inbox = m_inbox, request, target, stop = m_stop.get_token()] {
        // Here, as the file system that it is on may not answer.
        const QString fault = dataTargetFault(target, request.source->description().path);
        inbox->post(fault.isEmpty() ? writeDataFile(request, target, stop, progressInto(inbox))
                                    : DataOutcome{DataOutcome::End::Failed, fault});
    });
}

void DataExportFlow::cancel()
{
    m_stop.request_stop();
}

void DataExportFlow::showProgress(const QString& path)
{
    m_progress = new QProgressDialog(tr("Writing “%1”").arg(QFileInfo(path).fileName()), tr("Cancel"), 0, progressSteps,
                                     m_window);
    m_progress->setObjectName(QStringLiteral("dataExportProgress"));
    m_progress->setWindowTitle(tr("Export data"));
    m_progress->setAutoClose(false);
    m_progress->setAutoReset(false);
    m_progress->setMinimumDuration(progressAfterMs);
    m_progress->setValue(0); // from now on it counts the time
    connect(m_progress, &QProgressDialog::canceled, this, &DataExportFlow::cancel);
}

void DataExportFlow::takeMessages()
{
    for (const Message& message : m_inbox->takeAll()) {
        if (const auto* const share = std::get_if<double>(&message)) {
            if (m_progress && !m_stop.stop_requested())
                m_progress->setValue(static_cast<int>(*share * progressSteps));
        } else {
            takeEnd(std::get<DataOutcome>(message));
        }
    }
}

void DataExportFlow::takeEnd(const DataOutcome& outcome)
{
    m_isBusy = false;
    if (m_progress) {
        m_progress->disconnect(this); // closing it counts as cancelling
        m_progress->deleteLater();
        m_progress->hide();
        m_progress = nullptr;
    }
    switch (outcome.end) {
    case DataOutcome::End::Written:
        emit done(outcome.sentence);
        break;
    case DataOutcome::End::Stopped:
        emit done(tr("The export was cancelled; nothing was written."));
        break;
    case DataOutcome::End::Failed:
        emit failed(outcome.sentence);
        break;
    }
}

} // namespace gabor
