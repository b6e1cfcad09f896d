// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/export/figurerenderer.h"
#include "core/jobs/inbox.h"

#include <QObject>

#include <memory>

namespace gabor {

class ExportDialog;

/// Takes an export from the question to the finished file: asks for size and name, draws, writes on a worker, and says
/// how it went.
class ExportFlow : public QObject
{
    Q_OBJECT

public:
    /// @param tileQueue, writeQueue  outlive the flow
    ExportFlow(JobQueue& tileQueue, JobQueue& writeQueue, QWidget* window);
    ~ExportFlow() override;

    const QString& directory() const { return m_directory; }
    void setDirectory(const QString& directory) { m_directory = directory; }

    /// Asks for the size and then for the file, beginning with the size of @p request, which is that of the window.
    /// @param name    proposed for the file, without an ending
    /// @param inputs  files that must not be written over
    void exportImage(const FigureRequest& request, const QString& name, const QStringList& inputs);
    /// The same without questions.
    void exportTo(const QString& path, const FigureRequest& request, const QStringList& inputs);
    /// Draws @p request and puts it on the clipboard, together with @p text.
    void copyImage(const FigureRequest& request, const QString& text);
    bool isBusy() const { return m_renderer.isBusy() || m_writing; }

signals:
    void progress(double done);
    /// @p sentence says what was written where, or copied.
    void done(const QString& sentence);
    void failed(const QString& sentence);

private:
    struct Written
    {
        QString path;
        QString fault;
    };

    void askForFile(const FigureRequest& request, const QString& name, const QStringList& inputs);
    void takeImage(const QImage& image);
    void takeWritten();

    JobQueue& m_writeQueue;
    QWidget* m_window;
    std::shared_ptr<Inbox<Written>> m_inbox;
    FigureRenderer m_renderer;
    QString m_directory;
    QString m_path; ///< of the export under way; empty: the clipboard
    QString m_text; ///< for the clipboard
    bool m_writing = false;
};

} // namespace gabor
