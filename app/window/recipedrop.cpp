// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/recipedrop.h"

#include "app/export/imagefile.h"
#include "app/session/bytenames.h"
#include "app/session/session.h"
#include "app/window/awaitedspan.h"
#include "app/window/openfilter.h"
#include "app/window/recentfiles.h"
#include "widgets/panels/messagebar.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMetaObject>
#include <QTimer>

namespace gabor {

RecipeDrop::RecipeDrop(const Surroundings& surroundings, QWidget* window)
    : QObject(window), m_with(surroundings), m_window(window),
      m_span(new AwaitedSpan(surroundings.session, surroundings.figure.view(), this)),
      m_inbox(std::make_shared<Inbox<Arrival>>(
          [this] { QMetaObject::invokeMethod(this, &RecipeDrop::takeArrivals, Qt::QueuedConnection); }))
{
    connect(&m_with.session, &Session::openingChanged, this, &RecipeDrop::followOpening);
    connect(&m_with.session, &Session::soundChanged, this, [this] {
        m_isOpen = m_opening.has_value();
        if (!m_opening)
            m_looking.advance(); // somebody has chosen another sound meanwhile: that counts
    });
}

RecipeDrop::~RecipeDrop()
{
    m_inbox->close();
}

bool RecipeDrop::take(const QStringList& paths)
{
    m_looking.advance();
    m_opening.reset();
    if (paths.isEmpty() || !imageFormatOf(paths.first()))
        return false;
    look(absoluteName(paths.first()), paths.mid(1));
    return true;
}

void RecipeDrop::look(const QString& image, const QStringList& others)
{
    m_image = QFileInfo(image).fileName();
    const QStringList folders{QFileInfo(image).path(), m_with.lastDirectory};
    const QStringList files = others + m_with.recentFiles.paths();
    m_with.queue.submit(
        JobQueue::Urgency::Visible, m_looking.stopToken(),
        [inbox = m_inbox, image, folders, files, generation = m_looking.number(), stop = m_looking.stopToken()] {
            Arrival arrival;
            arrival.generation = generation;
            try {
                const Result<QByteArray, QString> json = recipeInImage(image);
                const Result<Recipe, QString> recipe = json ? recipeFromJson(json.value()) : json.fault();
                if (recipe) {
                    arrival.recipe = recipe.value();
                    const Recipe::Sound& sound = arrival.recipe.sound;
                    if (!sound.name.isEmpty())
                        arrival.sound = findSound(sound, placesOf(sound, folders, files), stop);
                } else {
                    arrival.fault = recipe.fault();
                }
            } catch (...) { // nothing but a lack of memory throws there
                arrival.fault = tr("There is not enough memory to read the picture.");
            }
            inbox->post(std::move(arrival));
        });
}

void RecipeDrop::takeArrivals()
{
    for (Arrival& arrival : m_inbox->takeAll()) {
        if (!m_looking.isCurrent(arrival.generation))
            continue;
        if (!arrival.fault.isEmpty()) {
            m_with.messages.show(MessageBar::Kind::Warning, arrival.fault);
            continue;
        }
        m_recipe = std::move(arrival.recipe);
        if (m_recipe->sound.name.isEmpty()) {
            m_with.session.openDemo();
            m_opening = FoundSound{{}, SoundMatch::Same};
            restore();
        } else if (arrival.sound) {
            open(*arrival.sound);
        } else {
            askOnceSeen();
        }
    }
}

/// A dialog that comes before its window is under it.
void RecipeDrop::askOnceSeen()
{
    constexpr int lookAgainMs = 50;
    if (m_window->isVisible()) {
        askForSound();
        return;
    }
    QTimer::singleShot(lookAgainMs, this, [this, generation = m_looking.number()] {
        if (m_looking.isCurrent(generation))
            askOnceSeen();
    });
}

void RecipeDrop::askForSound()
{
    m_with.messages.show(
        MessageBar::Kind::Information,
        tr("“%1” was made of “%2”, which is not beside it nor among the recent files. Show where it is.")
            .arg(m_image, m_recipe->sound.name));
    auto* dialog =
        new QFileDialog(m_window, tr("Where is “%1”?").arg(m_recipe->sound.name), m_with.lastDirectory, openFilter());
    dialog->setObjectName(QStringLiteral("recipeSoundDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this, generation = m_looking.number()](const QString& path) {
        if (m_looking.isCurrent(generation))
            compare(path);
    });
    dialog->open();
    dialog->raise();
    dialog->activateWindow();
}

void RecipeDrop::compare(const QString& path)
{
    m_with.queue.submit(
        JobQueue::Urgency::Visible, m_looking.stopToken(),
        [inbox = m_inbox, path, recipe = *m_recipe, generation = m_looking.number(), stop = m_looking.stopToken()] {
            Arrival arrival{generation, {}, recipe, FoundSound{path, SoundMatch::Uncompared}};
            try {
                arrival.sound = compared(path, recipe.sound, stop);
            } catch (...) { // nothing but a lack of memory throws there
                arrival.sound->why = tr("There is not enough memory to compare the file.");
            }
            inbox->post(std::move(arrival));
        });
}

void RecipeDrop::open(const FoundSound& sound)
{
    m_with.session.open(pathOf(sound.path), m_recipe->sound.reading);
    m_opening = sound; // afterwards, as opening gives up what was being opened
    m_isOpen = false;
}

void RecipeDrop::followOpening()
{
    if (!m_opening || !m_with.session.opening().empty())
        return;
    if (m_isOpen)
        restore();
    m_opening.reset(); // also where it could not be opened, or was given up
}

void RecipeDrop::restore()
{
    const FigureContent& content = m_recipe->figure.content;
    Session& session = m_with.session;
    session.setChannel(content.spec.channel);
    session.setStft(content.spec.stft);
    session.setReduction(content.spec.reduction);
    session.setDisplay(content.display);
    m_span->await(*m_recipe->figure.span);

    const QString name = QFileInfo(m_opening->path).fileName();
    switch (m_opening->match) {
    case SoundMatch::Same:
        m_with.messages.show(MessageBar::Kind::Information, tr("The view of “%1” is restored.").arg(m_image));
        break;
    case SoundMatch::Differs:
        m_with.messages.show(
            MessageBar::Kind::Warning,
            tr("“%1” is not what “%2” was made of: its content differs. The view is restored nevertheless.")
                .arg(name, m_image));
        break;
    case SoundMatch::Uncompared:
        m_with.messages.show(MessageBar::Kind::Warning,
                             tr("%1 Whether “%2” was made of it is not known. The view is restored nevertheless.")
                                 .arg(m_opening->why, m_image));
        break;
    case SoundMatch::Unknown:
        m_with.messages.show(
            MessageBar::Kind::Warning,
            tr("The view of “%1” is restored, but the picture does not say whether “%2” is what it was made of.")
                .arg(m_image, name));
        break;
    }
    m_opening.reset();
}

} // namespace gabor
