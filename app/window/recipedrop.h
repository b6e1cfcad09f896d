// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/soundsearch.h"
#include "core/jobs/generation.h"
#include "core/jobs/inbox.h"
#include "core/jobs/jobqueue.h"

#include <QObject>
#include <QStringList>

#include <memory>
#include <optional>

class QWidget;

namespace gabor {

class AwaitedSpan;
class FigureView;
class MessageBar;
class RecentFiles;
class Session;

/// Takes images of Gabor where sounds are opened: finds the sound that an image was made of, opens it and restores the
/// very view by the recipe in the image.
class RecipeDrop : public QObject
{
    Q_OBJECT

public:
    /// What is worked on; everything outlives it.
    struct Surroundings
    {
        Session& session;
        FigureView& figure;
        MessageBar& messages;
        const RecentFiles& recentFiles;
        const QString& lastDirectory;
        JobQueue& queue; ///< for files, which may take long or hang
    };

    /// To be made after all else that listens to the session, which has to know a sound before its view is restored.
    RecipeDrop(const Surroundings& surroundings, QWidget* window);
    ~RecipeDrop() override;

    /// Begins with the first of @p paths if it is named as an image is; the others are looked at when its sound is
    /// looked for. @return whether it is; if not, nothing is done, and what was under way is given up
    bool take(const QStringList& paths);

private:
    /// What a worker found: why there is nothing to restore, or a recipe and perhaps its sound.
    struct Arrival
    {
        std::uint64_t generation = 0;
        QString fault;
        Recipe recipe;
        std::optional<FoundSound> sound;
    };

    void look(const QString& image, const QStringList& others);
    void takeArrivals();
    void askOnceSeen();
    void askForSound();
    void compare(const QString& path);
    void open(const FoundSound& sound);
    void followOpening();
    void restore();

    Surroundings m_with;
    QWidget* m_window;
    AwaitedSpan* m_span;
    std::shared_ptr<Inbox<Arrival>> m_inbox;
    Generation m_looking;
    QString m_image; ///< without folders
    std::optional<Recipe> m_recipe;
    std::optional<FoundSound> m_opening; ///< the sound that is being opened for the recipe
    bool m_isOpen = false;               ///< the session has it
};

} // namespace gabor
