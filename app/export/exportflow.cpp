// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/exportflow.h"

#include "app/export/exportdialog.h"
#include "app/export/imagefile.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMetaObject>
#include <QMimeData>

namespace gabor {

namespace {

QString busySentence()
{
    return ExportFlow::tr("Another image is still being drawn. Try again when it is finished.");
}

} // namespace

ExportFlow::ExportFlow(JobQueue& tileQueue, JobQueue& writeQueue, QWidget* window)
    : QObject(window), m_writeQueue(writeQueue), m_window(window), m_inbox(std::make_shared<Inbox<Written>>([this] {
          QMetaObject::invokeMethod(this, &ExportFlow::takeWritten, Qt::QueuedConnection);
      })),
      m_renderer(tileQueue)
{
    connect(&m_renderer, &FigureRenderer::progress, this, &ExportFlow::progress);
    connect(&m_renderer, &FigureRenderer::failed, this, &ExportFlow::failed);
    connect(&m_renderer, &FigureRenderer::finished, this, &ExportFlow::takeImage);
}

ExportFlow::~ExportFlow()
{
    m_inbox->close();
}

void ExportFlow::exportImage(const FigureRequest& request, const QString& name, const QStringList& inputs)
{
    auto* dialog = new ExportDialog(request, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, name, inputs] { askForFile(dialog->request(), name, inputs); });
    dialog->open();
}

void ExportFlow::askForFile(const FigureRequest& request, const QString& name, const QStringList& inputs)
{
    auto* dialog = new QFileDialog(m_window, tr("Export image"), m_directory, tr("PNG images (*.png)"));
    dialog->setObjectName(QStringLiteral("exportFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("png"));
    dialog->selectFile(name + QStringLiteral(".png"));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, request, inputs](const QString& path) { exportTo(path, request, inputs); });
    dialog->open();
}

void ExportFlow::exportTo(const QString& path, const FigureRequest& request, const QStringList& inputs)
{
    m_directory = QFileInfo(path).absolutePath();
    QString fault = isBusy() ? busySentence() : faultIn(request);
    if (fault.isEmpty())
        fault = targetFault(path, inputs);
    if (!fault.isEmpty()) {
        emit failed(fault);
        return;
    }
    m_path = path;
    m_renderer.start(request);
}

void ExportFlow::copyImage(const FigureRequest& request, const QString& text)
{
    if (const QString fault = isBusy() ? busySentence() : faultIn(request); !fault.isEmpty()) {
        emit failed(fault);
        return;
    }
    m_path.clear();
    m_text = text;
    m_renderer.start(request);
}

void ExportFlow::takeImage(const QImage& image)
{
    if (m_path.isEmpty()) {
        auto* content = new QMimeData;
        content->setImageData(image);
        content->setText(m_text);
        QGuiApplication::clipboard()->setMimeData(content);
        emit done(tr("The picture is on the clipboard."));
        return;
    }
    m_writing = true;
    m_writeQueue.submit(JobQueue::Urgency::Visible, {}, [inbox = m_inbox, image, path = m_path] {
        QString fault;
        try {
            fault = writePng(image, path);
        } catch (...) {
            fault = tr("There is not enough memory to write the image.");
        }
        inbox->post({path, fault});
    });
}

void ExportFlow::takeWritten()
{
    for (const Written& written : m_inbox->takeAll()) {
        m_writing = false;
        if (written.fault.isEmpty())
            emit done(tr("The picture was written to “%1”.").arg(QDir::toNativeSeparators(written.path)));
        else
            emit failed(written.fault);
    }
}

} // namespace gabor
