// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/exportflow.h"

#include "app/export/exportdialog.h"
#include "app/export/imagefile.h"
#include "app/session/soundtext.h"
#include "widgets/theme/theme.h"

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

FigureRequest withTitle(FigureRequest request)
{
    if (request.title.isEmpty())
        request.title = soundName(request.content.source->description());
    return request;
}

} // namespace

ExportFlow::ExportFlow(JobQueue& tileQueue, JobQueue& writeQueue, QWidget* window)
    : QObject(window), m_tileQueue(tileQueue), m_writeQueue(writeQueue), m_window(window),
      m_inbox(std::make_shared<Inbox<Arrival>>(
          [this] { QMetaObject::invokeMethod(this, &ExportFlow::takeArrivals, Qt::QueuedConnection); })),
      m_renderer(tileQueue), m_recipe(writeQueue)
{
    connect(&m_renderer, &FigureRenderer::progress, this, &ExportFlow::progress);
    connect(&m_renderer, &FigureRenderer::failed, this, [this](const QString& sentence) {
        m_drawing = false;
        m_recipe.cancel();
        emit failed(sentence);
    });
    connect(&m_renderer, &FigureRenderer::settled, this, [this] {
        m_settled = true;
        takeFigure();
    });
    connect(&m_renderer, &FigureRenderer::painted, this, &ExportFlow::takePicture);
    connect(&m_recipe, &RecipeMaker::ready, this, &ExportFlow::takeFigure);
}

ExportFlow::~ExportFlow()
{
    m_inbox->close();
}

void ExportFlow::exportImage(const FigureRequest& request, const QString& name, const QStringList& inputs)
{
    const ExportChoice asWindow{.format = ImageFormat::Png,
                                .size = {.pixels = request.pixels, .textScale = request.scale},
                                .dark = themeColors(m_window->palette()).dark,
                                .parts = request.parts};
    ExportChoice initial = m_lastChoice.value_or(asWindow);
    initial.parts.markers = request.parts.markers; // as they are shown now
    auto* dialog = new ExportDialog(m_tileQueue, withTitle(request), initial, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, name, inputs] {
        m_lastChoice = dialog->choice();
        askForFile(dialog->request(), m_lastChoice->format, name, inputs);
    });
    dialog->open();
}

void ExportFlow::askForFile(const FigureRequest& request, ImageFormat format, const QString& name,
                            const QStringList& inputs)
{
    auto* dialog = new QFileDialog(m_window, tr("Export image"), m_directory);
    dialog->setObjectName(QStringLiteral("exportFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    QStringList filters;
    for (const ImageFormatInfo& info : imageFormatCatalog())
        filters << nameFilterOf(info.format);
    dialog->setNameFilters(filters);
    dialog->selectNameFilter(nameFilterOf(format));
    dialog->setDefaultSuffix(suffixOf(format));
    dialog->selectFile(name + u'.' + suffixOf(format));
    // The name goes with the filter; who writes another ending means that one.
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        for (const ImageFormatInfo& info : imageFormatCatalog()) {
            if (nameFilterOf(info.format) != filter)
                continue;
            dialog->setDefaultSuffix(suffixOf(info.format));
            const QStringList chosen = dialog->selectedFiles();
            if (!chosen.isEmpty() && imageFormatOf(chosen.first()))
                dialog->selectFile(QFileInfo(chosen.first()).completeBaseName() + u'.' + suffixOf(info.format));
        }
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this, request, inputs](const QString& path) {
        if (const auto written = imageFormatOf(path); written && m_lastChoice)
            m_lastChoice->format = *written;
        exportTo(path, request, inputs);
    });
    dialog->open();
}

void ExportFlow::exportTo(const QString& path, const FigureRequest& request, const QStringList& inputs)
{
    m_directory = QFileInfo(path).absolutePath();
    if (const QString fault = isBusy() ? busySentence() : faultIn(request); !fault.isEmpty()) {
        emit failed(fault);
        return;
    }
    m_checking.advance(); // a target that does not answer is given up for another one
    m_writeQueue.submit(JobQueue::Urgency::Visible, m_checking.stopToken(),
                        [inbox = m_inbox, generation = m_checking.number(), path, request, inputs] {
                            inbox->post(Checked{generation, path, targetFault(path, inputs), request});
                        });
}

void ExportFlow::takeChecked(const Checked& checked)
{
    if (!m_checking.isCurrent(checked.generation))
        return;
    if (const QString fault = isBusy() ? busySentence() : checked.fault; !fault.isEmpty()) {
        emit failed(fault);
        return;
    }
    m_path = checked.path;
    draw(checked.request);
}

void ExportFlow::copyImage(const FigureRequest& request, const QString& text)
{
    if (const QString fault = isBusy() ? busySentence() : faultIn(request); !fault.isEmpty()) {
        emit failed(fault);
        return;
    }
    m_path.clear();
    m_text = text;
    FigureRequest likeWindow = request;
    likeWindow.dark = themeColors(m_window->palette()).dark;
    draw(likeWindow);
}

void ExportFlow::draw(const FigureRequest& request)
{
    m_drawing = true;
    m_settled = false;
    if (!m_path.isEmpty())
        m_recipe.start(request.content.source->description());
    m_renderer.start(withTitle(request));
}

/// Once both the figure and its recipe are there.
void ExportFlow::takeFigure()
{
    if (!m_settled || (!m_path.isEmpty() && !m_recipe.isReady()))
        return;
    m_settled = false;
    const ImageFormat format = m_path.isEmpty() ? ImageFormat::Png : *imageFormatOf(m_path);
    const QByteArray recipe = m_path.isEmpty() ? QByteArray() : toJson(m_recipe.recipe(m_renderer.request()));
    m_renderer.paintByAndBy(format, recipe);
}

void ExportFlow::takePicture(const FigurePicture& picture)
{
    m_renderer.finish();
    m_drawing = false;
    if (picture.pixels.isNull() && picture.document.isEmpty()) {
        emit failed(tr("There is not enough memory to draw the image. A smaller one needs less."));
        return;
    }
    if (m_path.isEmpty()) {
        copy(picture.pixels);
        return;
    }
    m_writing = true;
    m_writeQueue.submit(JobQueue::Urgency::Visible, {}, [inbox = m_inbox, picture, path = m_path] {
        QString fault;
        try {
            fault = writeFigure(picture, path);
        } catch (...) {
            fault = tr("There is not enough memory to write the image.");
        }
        inbox->post(Written{path, fault});
    });
}

void ExportFlow::copy(const QImage& image)
{
    auto* content = new QMimeData;
    content->setImageData(image);
    content->setText(m_text);
    QGuiApplication::clipboard()->setMimeData(content);
    emit done(tr("The picture is on the clipboard."));
}

void ExportFlow::takeArrivals()
{
    for (const Arrival& arrival : m_inbox->takeAll()) {
        if (const auto* const checked = std::get_if<Checked>(&arrival))
            takeChecked(*checked);
        else
            takeWritten(std::get<Written>(arrival));
    }
}

void ExportFlow::takeWritten(const Written& written)
{
    m_writing = false;
    if (written.fault.isEmpty())
        emit done(tr("The picture was written to “%1”.").arg(QDir::toNativeSeparators(written.path))
                  + (m_recipe.complaint().isEmpty() ? QString() : u' ' + m_recipe.complaint()));
    else
        emit failed(written.fault);
}

} // namespace gabor
