// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/export/datafile.h"
#include "core/jobs/inbox.h"
#include "core/jobs/jobqueue.h"

#include <QObject>
#include <QPointer>

#include <memory>
#include <stop_token>
#include <variant>

class QProgressDialog;

namespace gabor {

/// Takes the export of an array from the question to the finished file: asks what and where to, computes and writes on
/// a worker while a small window shows how far it is and offers to cancel, and says how it went.
class DataExportFlow : public QObject
{
    Q_OBJECT

public:
    /// @param queue  one of its workers is busy as long as an export lasts; outlives the flow
    DataExportFlow(JobQueue& queue, QWidget* window);
    ~DataExportFlow() override;

    const QString& directory() const { return m_directory; }
    void setDirectory(const QString& directory) { m_directory = directory; }

    /// @param scope  has frames
    /// @param name   proposed for the file, without an ending
    void exportData(const DataScope& scope, const QString& name);
    /// The same without questions.
    void exportTo(const QString& path, const DataRequest& request);
    bool isBusy() const { return m_isBusy; }
    void cancel();

signals:
    /// @p sentence says what was written where, or that it was given up as wanted.
    void done(const QString& sentence);
    void failed(const QString& sentence);

private:
    using Message = std::variant<double, DataOutcome>; ///< how far it is, and at last how it ended

    void askForFile(const DataRequest& request, const QString& name);
    void showProgress(const QString& path);
    void takeMessages();
    void takeEnd(const DataOutcome& outcome);

    JobQueue& m_queue;
    QWidget* m_window;
    std::shared_ptr<Inbox<Message>> m_inbox;
    std::stop_source m_stop;
    bool m_isBusy = false;
    QString m_directory;
    DataChoice m_lastChoice;
    QPointer<QProgressDialog> m_progress;
};

} // namespace gabor
