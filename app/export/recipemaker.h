// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/figure/recipe.h"
#include "core/audio/filehash.h"
#include "core/jobs/generation.h"
#include "core/jobs/inbox.h"
#include "core/jobs/jobqueue.h"

#include <QObject>

#include <memory>

namespace gabor {

/// Makes the recipe of a figure: hashes its sound on a worker while the figure is drawn.
class RecipeMaker : public QObject
{
    Q_OBJECT

public:
    /// @param queue  for reading the file, which may take long or hang; outlives the maker
    explicit RecipeMaker(JobQueue& queue, QObject* parent = nullptr);
    ~RecipeMaker() override;

    /// Begins with the sound of the figure to come; what was under way is given up. The hash of the same state of the
    /// same file is not computed twice in a row.
    void start(const SoundDescription& sound);
    void cancel();
    /// Whether the hash is there, or it is known that there is none.
    bool isReady() const { return m_ready; }
    /// Why the recipe has no hash, as a sentence; empty when it has one, or needs none.
    const QString& complaint() const { return m_complaint; }

    /// To be called once it is ready.
    /// @param drawn  the request after the figure is finished: FigureRenderer::request()
    Recipe recipe(const FigureRequest& drawn) const { return recipeOf(drawn, m_sha256); }

signals:
    /// After start(), never from within it.
    void ready();

private:
    struct Arrival
    {
        std::uint64_t generation = 0;
        Result<std::string, HashFault> hash;
    };

    void takeArrivals();

    JobQueue& m_queue;
    std::shared_ptr<Inbox<Arrival>> m_inbox;
    Generation m_hashing;
    SoundDescription m_sound;
    QString m_sha256;
    QString m_complaint;
    bool m_ready = false;
};

} // namespace gabor
