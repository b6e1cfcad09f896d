// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/figurejob.h"

#include "app/session/openingoptions.h"
#include "app/session/soundtext.h"
#include "core/audio/demosignal.h"
#include "core/audio/filechange.h"

#include <QFileInfo>
#include <QMetaObject>

#include <cerrno>
#include <new>
#include <utility>

namespace gabor {

namespace {

/// @p image made so small that it fits into @p box; never larger than it is.
QImage fitted(const QImage& image, QSize box)
{
    if (image.width() <= box.width() && image.height() <= box.height())
        return image;
    return image.scaled(box, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

/// What can be said of a file before it is opened, which takes a while where a decoder has to be loaded for it.
std::optional<SoundDescription> fileAt(const std::filesystem::path& path)
{
    const std::optional<FileLook> look = lookAtFile(path);
    if (!look || !*look)
        return std::nullopt;
    SoundDescription file;
    file.path = path.native();
    file.file = **look;
    return file;
}

} // namespace

FigureJob::FigureJob(JobQueue& tileQueue, JobQueue& fileQueue, QObject* parent)
    : QObject(parent), m_fileQueue(fileQueue), m_inbox(std::make_shared<Inbox<Arrival>>([this] {
          QMetaObject::invokeMethod(this, &FigureJob::takeArrivals, Qt::QueuedConnection);
      })),
      m_renderer(tileQueue), m_recipe(fileQueue), m_revisions(fileQueue)
{
    connect(&m_renderer, &FigureRenderer::progress, this, [this](double done) {
        m_revisions.look(); // what is decoded in another way makes the figure grow once more
        emit progress(done);
    });
    connect(&m_renderer, &FigureRenderer::failed, this, [this](const QString& fault) { end(fault); });
    connect(&m_renderer, &FigureRenderer::settled, this, [this] {
        m_settled = true;
        paintWhenReady();
    });
    connect(&m_recipe, &RecipeMaker::ready, this, &FigureJob::paintWhenReady);
}

FigureJob::~FigureJob()
{
    m_inbox->close();
    m_stop.request_stop();
}

void FigureJob::start(FigureTask task)
{
    m_task = std::move(task);
    if (!m_task.sound.empty()) {
        load();
        return;
    }
    OpenedSound demo{demoSignal(), {}};
    m_inbox->post(demo.source->description());
    m_inbox->post(std::move(demo));
}

void FigureJob::load()
{
    m_fileQueue.submit(JobQueue::Urgency::Visible, m_stop.get_token(),
                       [inbox = m_inbox, path = m_task.sound, reading = m_task.reading, stop = m_stop.get_token()] {
                           try {
                               if (std::optional<SoundDescription> file = fileAt(path))
                                   inbox->post(*std::move(file));
                               Result<OpenedSound, OpenFault> opened =
                                   openSound(path, stop, openingOptionsOfUser(reading));
                               if (!opened) {
                                   inbox->post(opened.fault());
                                   return;
                               }
                               inbox->post(opened.value().source->description());
                               if (opened.value().finishDecoding)
                                   opened.value().finishDecoding(stop);
                               inbox->post(std::move(opened).value());
                           } catch (...) { // nothing but a lack of memory throws there
                               inbox->post(OpenFault{OpenFault::Kind::CannotRead, path.string(), ENOMEM, {}});
                           }
                       });
}

void FigureJob::draw(OpenedSound sound)
{
    m_revisions.follow(sound, m_stop.get_token());
    m_source = std::move(sound.source);
    const Result<FigureRequest, QString> figure = m_task.figureOf(m_source);
    if (!figure) {
        end(figure.fault());
        return;
    }
    m_renderer.start(figure.value());
}

void FigureJob::paintWhenReady()
{
    if (!m_settled || !m_recipe.isReady())
        return;
    FigurePicture picture;
    QImage small;
    try {
        picture = m_renderer.paint(m_task.format, toJson(m_recipe.recipe(m_renderer.request())));
        if (!m_task.thumbnail.isEmpty())
            small = isVectorFormat(m_task.format) ? m_renderer.paint(ImageFormat::Png, {}).pixels : picture.pixels;
    } catch (const std::bad_alloc&) {
        m_renderer.finish();
        end(tr("There is not enough memory to draw the image."));
        return;
    }
    write(picture, small);
    m_renderer.finish(); // while it is encoded
}

void FigureJob::write(const FigurePicture& picture, const QImage& thumbnailSource)
{
    // Without the stop token: whoever gives the job up waits for the file that is being written.
    m_fileQueue.submit(
        JobQueue::Urgency::Sketch, {},
        [inbox = m_inbox, picture, thumbnailSource, target = m_task.target, mayReplace = m_task.mayReplace,
         box = m_task.thumbnail] {
            Written written;
            try {
                if (!thumbnailSource.isNull())
                    written.thumbnail = fitted(thumbnailSource, box);
                if (!target.isEmpty() && !mayReplace && QFileInfo::exists(target))
                    written.fault =
                        tr("“%1” is there already and was not written over.").arg(QFileInfo(target).fileName());
                else if (!target.isEmpty())
                    written.fault = writeFigure(picture, target);
            } catch (...) {
                written.fault = tr("There is not enough memory to write the image.");
            }
            inbox->post(written);
        });
}

/// Begins with the recipe, unless it is begun for this very state of the file.
void FigureJob::hash(const SoundDescription& sound)
{
    if (m_hashed && *m_hashed == sound.file)
        return;
    m_hashed = sound.file;
    m_recipe.start(sound);
}

void FigureJob::takeArrivals()
{
    for (Arrival& arrival : m_inbox->takeAll()) {
        if (const auto* const description = std::get_if<SoundDescription>(&arrival))
            hash(*description); // a compressed sound is looked through by one core for a while
        else if (auto* const sound = std::get_if<OpenedSound>(&arrival))
            draw(std::move(*sound));
        else if (const auto* const fault = std::get_if<OpenFault>(&arrival))
            end(openFaultText(*fault));
        else if (const auto* const written = std::get_if<Written>(&arrival))
            end(written->fault, written->thumbnail);
    }
}

void FigureJob::end(const QString& fault, const QImage& thumbnail)
{
    if (std::exchange(m_ended, true))
        return;
    FigureOutcome outcome{fault, {}, thumbnail};
    if (fault.isEmpty()) {
        for (const SoundNotice& notice : m_source->notices())
            outcome.remarks << noticeText(notice, m_source->description());
        if (!m_recipe.complaint().isEmpty())
            outcome.remarks << m_recipe.complaint();
    }
    m_recipe.cancel();
    emit finished(outcome);
}

} // namespace gabor
