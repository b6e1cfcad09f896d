// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/generation.h"
#include "core/jobs/inbox.h"
#include "core/jobs/jobqueue.h"

#include <QObject>
#include <QStringList>

#include <memory>

class QMenu;

namespace gabor {

/// The files that were opened last, as a menu. What is missing at the moment stays, greyed as soon as that is known.
class RecentFiles : public QObject
{
    Q_OBJECT

public:
    /// @param queue  for looking at files, which takes long on a dead network drive; outlives it
    RecentFiles(JobQueue& queue, QWidget* parent);
    ~RecentFiles() override;

    QMenu* menu() const { return m_menu; }
    const QStringList& paths() const { return m_paths; }
    void setPaths(const QStringList& paths);
    /// Puts @p path first.
    void add(const QString& path);

signals:
    void chosen(const QString& path);

private:
    /// What a worker found.
    struct Arrival
    {
        std::uint64_t generation = 0;
        QStringList missing;
    };

    void fill();
    void look();
    void takeArrivals();

    JobQueue& m_queue;
    std::shared_ptr<Inbox<Arrival>> m_inbox;
    Generation m_filling;
    QMenu* m_menu = nullptr;
    QStringList m_paths;
};

} // namespace gabor
