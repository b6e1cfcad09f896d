// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/settings.h"
#include "core/jobs/inbox.h"
#include "core/jobs/jobqueue.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace gabor {

class MessageBar;
class Session;

/// Says in the window, once and early, that settings will not be kept: when they are to be written, at the end, nobody
/// looks any more. Tries it on a worker, as the disk may be slow.
class SettingsPlaceCheck : public QObject
{
    Q_OBJECT

public:
    /// @param session, messages, queue  outlive it
    SettingsPlaceCheck(const SettingsFile& file, const Session& session, MessageBar& messages, JobQueue& queue,
                       QObject* parent = nullptr);
    ~SettingsPlaceCheck() override;

private:
    void sayWhenNothingElseIs();

    const Session& m_session;
    MessageBar& m_messages;
    std::shared_ptr<Inbox<QString>> m_inbox;
    QString m_fault;
    QTimer m_again;
};

} // namespace gabor
