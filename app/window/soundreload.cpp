// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/soundreload.h"

#include "app/session/session.h"
#include "app/session/soundtext.h"
#include "app/session/soundwatch.h"
#include "app/window/actions.h"
#include "app/window/awaitedspan.h"

#include <QAction>
#include <QMenu>

namespace gabor {

namespace {

QString textOf(FileChange change, const QString& name)
{
    switch (change) {
    case FileChange::Grown:
        return SoundReload::tr("“%1” has grown on disk.").arg(name);
    case FileChange::Shrunk:
        return SoundReload::tr("“%1” has become shorter on disk.").arg(name);
    case FileChange::Gone:
        return SoundReload::tr("“%1” is no longer there. What is open can be seen until it is closed.").arg(name);
    case FileChange::Rewritten:
        break;
    }
    return SoundReload::tr("“%1” has changed on disk.").arg(name);
}

} // namespace

SoundReload::SoundReload(const Surroundings& surroundings, const Actions& neighbors, QWidget* window)
    : QObject(window), m_with(surroundings),
      m_span(new AwaitedSpan(surroundings.session, surroundings.figure.view(), this))
{
    makeActions(neighbors, window);
    const auto* const watch = new SoundWatch(m_with.session, m_with.queue, this);
    connect(watch, &SoundWatch::changed, this, &SoundReload::takeChange);
    connect(watch, &SoundWatch::isAsItWas, this, &SoundReload::forgetChange);
    connect(&m_with.session, &Session::soundChanged, this, &SoundReload::adaptToSound);
    connect(m_span, &AwaitedSpan::openingEnded, this, &SoundReload::endReload);
    adaptToSound();
}

void SoundReload::makeActions(const Actions& neighbors, QWidget* window)
{
    m_reload = new QAction(tr("Re&load"), window);
    m_reload->setObjectName(QStringLiteral("reloadAction"));
    m_reload->setShortcuts({QKeySequence(Qt::Key_F5), QKeySequence(QStringLiteral("Ctrl+R"))});
    m_reload->setToolTip(tr("Read the file again, and keep view and settings (F5)"));
    m_automatically = new QAction(tr("Reload changed files a&utomatically"), window);
    m_automatically->setObjectName(QStringLiteral("reloadAutomaticallyAction"));
    m_automatically->setToolTip(tr("Read the file again whenever another program has changed it"));
    m_automatically->setCheckable(true);
    connect(m_reload, &QAction::triggered, this, &SoundReload::reload);
    window->addActions({m_reload, m_automatically});
    for (QObject* const place : neighbors.openDemo->associatedObjects()) {
        auto* const menu = qobject_cast<QMenu*>(place);
        if (menu == nullptr)
            continue;
        QAction* const next = menu->actions().value(menu->actions().indexOf(neighbors.openDemo) + 1);
        menu->insertActions(next, {m_reload, m_automatically});
    }
}

bool SoundReload::isAutomatic() const
{
    return m_automatically->isChecked();
}

void SoundReload::setAutomatic(bool automatic)
{
    m_automatically->setChecked(automatic);
}

void SoundReload::reload()
{
    m_with.session.reload();
    m_span->carryOver();
    m_with.messages.withdraw(m_said); // afterwards, as it is said again when another one is given up
}

void SoundReload::takeChange(FileChange change)
{
    m_change = change;
    if (isAutomatic() && change != FileChange::Gone) {
        if (m_with.session.opening().empty()) // else somebody wants something else
            reload();
        return;
    }
    m_with.messages.withdraw(m_said);
    m_said = m_with.messages.show(MessageBar::Kind::Warning, changeText(), MessageBar::Stay::UntilClosed, offer());
}

void SoundReload::forgetChange()
{
    m_change.reset();
    m_with.messages.withdraw(m_said);
}

MessageBar::Offer SoundReload::offer()
{
    return m_change == FileChange::Gone ? MessageBar::Offer() : MessageBar::Offer{tr("Reload"), [this] { reload(); }};
}

QString SoundReload::changeText() const
{
    return textOf(*m_change, soundName(m_with.session.sound()));
}

/// Neither takes the place of what is said: that may be why it was not read, or why another file did not open.
void SoundReload::endReload(bool isOpen)
{
    if (!isOpen && m_change) { // it can be tried again
        m_with.messages.withdraw(m_said);
        m_said =
            m_with.messages.showLater(MessageBar::Kind::Warning, changeText(), MessageBar::Stay::UntilClosed, offer());
    }
    m_with.messages.withdraw(m_wasRead);
    if (isOpen && m_with.messages.text().isEmpty() && m_with.session.content().source->notices().empty())
        m_wasRead = m_with.messages.show(MessageBar::Kind::Information,
                                         tr("“%1” was read again.").arg(soundName(m_with.session.sound())));
}

void SoundReload::adaptToSound()
{
    forgetChange(); // it is of another sound, and what is offered would read the present one again
    m_reload->setEnabled(!m_with.session.isDemo());
}

} // namespace gabor
