// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/export/figurerenderer.h"
#include "app/export/recipemaker.h"
#include "app/session/revisionwatch.h"
#include "core/audio/soundfile.h"

#include <QObject>
#include <QStringList>

#include <filesystem>
#include <functional>
#include <memory>
#include <variant>

namespace gabor {

/// One image from the file of a sound to the file of the image.
struct FigureTask
{
    std::filesystem::path sound; ///< empty: the demo
    SoundReading reading{};      ///< which of its tracks, or what its raw samples are
    /// The figure of the sound, which is complete, or the sentence that says why there is none. On the job's thread.
    std::function<Result<FigureRequest, QString>(const std::shared_ptr<const SampleSource>&)> figureOf;
    ImageFormat format = ImageFormat::Png;
    QString target; ///< empty: the image is not written
    bool mayReplace = false;
    QSize thumbnail; ///< the box that a small image shall fit into; empty: none is wanted
};

/// How a task ended.
struct FigureOutcome
{
    QString fault;       ///< one sentence; empty: it is done
    QStringList remarks; ///< about what did not stop it
    QImage thumbnail;
};

/// Draws and writes one image: opens and decodes the sound on a worker, draws it, hashes it meanwhile, writes on a
/// worker. Any number may live side by side.
class FigureJob : public QObject
{
    Q_OBJECT

public:
    /// @param tileQueue  for what figures are computed on
    /// @param fileQueue  for files, which may take long or hang; both outlive the job
    FigureJob(JobQueue& tileQueue, JobQueue& fileQueue, QObject* parent = nullptr);
    ~FigureJob() override;

    /// To be called once. Destroying the job gives it up; a file is written whole or not at all even then.
    void start(FigureTask task);

signals:
    /// @param done  of the drawing, 0 to 1
    void progress(double done);
    void finished(const gabor::FigureOutcome& outcome);

private:
    using Source = std::shared_ptr<const SampleSource>;
    /// What a worker has done.
    struct Written
    {
        QString fault;
        QImage thumbnail;
    };
    using Arrival = std::variant<SoundDescription, OpenedSound, OpenFault, Written>;

    void load();
    void hash(const SoundDescription& sound);
    void draw(OpenedSound sound);
    void paintWhenReady();
    void write(const FigurePicture& picture, const QImage& thumbnailSource);
    void takeArrivals();
    void end(const QString& fault, const QImage& thumbnail = {});

    JobQueue& m_fileQueue;
    std::shared_ptr<Inbox<Arrival>> m_inbox;
    std::stop_source m_stop;
    FigureRenderer m_renderer;
    RecipeMaker m_recipe;
    FigureTask m_task;
    std::optional<FileIdentity> m_hashed; ///< state of the file that the recipe was begun for
    Source m_source;
    RevisionWatch m_revisions;
    bool m_settled = false;
    bool m_ended = false;
};

} // namespace gabor
