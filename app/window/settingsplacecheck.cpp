// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/settingsplacecheck.h"

#include "app/session/session.h"
#include "widgets/panels/messagebar.h"

#include <QMetaObject>

namespace gabor {

namespace {
constexpr int lookAgainMs = 500;
} // namespace

SettingsPlaceCheck::SettingsPlaceCheck(const SettingsFile& file, const Session& session, MessageBar& messages,
                                       JobQueue& queue, QObject* parent)
    : QObject(parent), m_session(session), m_messages(messages), m_inbox(std::make_shared<Inbox<QString>>([this] {
          QMetaObject::invokeMethod(
              this,
              [this] {
                  m_fault = m_inbox->takeAll().back();
                  sayWhenNothingElseIs();
              },
              Qt::QueuedConnection);
      }))
{
    m_again.setSingleShot(true);
    m_again.setInterval(lookAgainMs);
    connect(&m_again, &QTimer::timeout, this, &SettingsPlaceCheck::sayWhenNothingElseIs);
    queue.submit(JobQueue::Urgency::Background, {}, [inbox = m_inbox, file] {
        if (const QString fault = file.placeFault(); !fault.isEmpty())
            inbox->post(fault);
    });
}

SettingsPlaceCheck::~SettingsPlaceCheck()
{
    m_inbox->close();
}

/// Another message may offer something, and a sound that comes takes those about the one before away.
void SettingsPlaceCheck::sayWhenNothingElseIs()
{
    if (m_messages.text().isEmpty() && m_session.opening().empty())
        m_messages.show(MessageBar::Kind::Warning, m_fault, MessageBar::Stay::UntilClosed);
    else
        m_again.start();
}

} // namespace gabor
