// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/filechange.h"
#include "widgets/panels/messagebar.h"

#include <QObject>

#include <optional>

class QAction;
class QWidget;

namespace gabor {

struct Actions;
class AwaitedSpan;
class FigureView;
class JobQueue;
class Session;

/// Says when the file of the open sound has changed, and reads it again: on request, or by itself where that is wished.
/// View, selection and parameters stay. Puts its actions into the menus.
class SoundReload : public QObject
{
    Q_OBJECT

public:
    /// What is worked on; everything outlives it.
    struct Surroundings
    {
        Session& session;
        FigureView& figure;
        MessageBar& messages;
        JobQueue& queue; ///< for looking at files
    };

    /// To be made after all else that listens to the session, which has to know a sound before its view is restored.
    SoundReload(const Surroundings& surroundings, const Actions& neighbors, QWidget* window);

    bool isAutomatic() const;
    void setAutomatic(bool automatic);

private:
    void makeActions(const Actions& neighbors, QWidget* window);
    void reload();
    void takeChange(FileChange change);
    void forgetChange();
    /// What there is to say of the file of the open sound.
    MessageBar::Offer offer();
    QString changeText() const;
    void endReload(bool isOpen);
    void adaptToSound();

    Surroundings m_with;
    AwaitedSpan* m_span;
    QAction* m_reload = nullptr;
    QAction* m_automatically = nullptr;
    std::optional<FileChange> m_change; ///< of the open sound's file, which was not read again since
    MessageBar::Ticket m_said = 0;      ///< of that change
    MessageBar::Ticket m_wasRead = 0;   ///< said last, of a file that was read again
};

} // namespace gabor
