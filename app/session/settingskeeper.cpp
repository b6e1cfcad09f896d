// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/settingskeeper.h"

#include <QCoreApplication>

namespace gabor {

namespace {

void say(const QString& complaint)
{
    if (!complaint.isEmpty())
        qWarning("%s", qUtf8Printable(complaint));
}

} // namespace

SettingsKeeper::SettingsKeeper(SettingsFile file)
    : m_file(std::move(file)), m_complaints(std::make_shared<Inbox<QString>>([] {}))
{ }

SettingsKeeper::~SettingsKeeper()
{
    finish(std::chrono::hours(24));
}

SettingsFile::Loaded SettingsKeeper::load()
{
    SettingsFile::Loaded loaded = m_file.load();
    m_loaded = loaded.settings;
    return loaded;
}

void SettingsKeeper::keep(const Settings& settings)
{
    if (m_file.path().isEmpty())
        return;
    try {
        if (!m_queue)
            m_queue.emplace(1);
    } catch (...) { // no further thread can be had
        say(m_file.save(settings, m_loaded));
        return;
    }
    m_queue->submit(JobQueue::Urgency::Visible, {},
                    [complaints = m_complaints, file = m_file, settings, loaded = m_loaded] {
                        complaints->post(file.save(settings, loaded));
                    });
}

bool SettingsKeeper::finish(std::chrono::milliseconds longest)
{
    if (!m_queue)
        return true;
    const bool isWritten = m_queue->shutDown(longest, JobQueue::Waiting::StillRun);
    m_queue.reset();
    for (const QString& complaint : m_complaints->takeAll())
        say(complaint);
    if (!isWritten)
        say(QCoreApplication::translate("SettingsKeeper",
                                        "The settings may not have been kept in “%1”: its disk does not answer.")
                .arg(m_file.path()));
    return isWritten;
}

} // namespace gabor
