// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/recentfiles.h"

#include "app/session/bytenames.h"
#include "app/session/settings.h"

#include <QMenu>
#include <QMetaObject>

#include <algorithm>
#include <system_error>

namespace gabor {

namespace {

/// The name of @p path, and its folder, too, where another one of @p paths has the same name.
QString labelOf(const QString& path, const QStringList& paths)
{
    const std::filesystem::path file = pathOf(path);
    const auto sharesItsName = [&](const QString& other) {
        return other != path && pathOf(other).filename() == file.filename();
    };
    QString label = shownName(file);
    if (std::ranges::any_of(paths, sharesItsName))
        label += QStringLiteral(" — ") + shownPath(file.parent_path());
    return label.replace(u'&', QStringLiteral("&&")); // is no mnemonic
}

} // namespace

RecentFiles::RecentFiles(JobQueue& queue, QWidget* parent)
    : QObject(parent), m_queue(queue), m_inbox(std::make_shared<Inbox<Arrival>>([this] {
          QMetaObject::invokeMethod(this, &RecentFiles::takeArrivals, Qt::QueuedConnection);
      })),
      m_menu(new QMenu(tr("Open &recent"), parent))
{
    m_menu->setObjectName(QStringLiteral("recentMenu"));
    // For somebody who looks at the menu: whether a file exists may have changed since.
    connect(m_menu, &QMenu::aboutToShow, this, [this] {
        fill();
        look();
    });
    connect(m_menu, &QMenu::aboutToHide, this, [this] { m_filling.advance(); });
    fill();
}

RecentFiles::~RecentFiles()
{
    m_inbox->close();
}

void RecentFiles::setPaths(const QStringList& paths)
{
    m_paths = paths.mid(0, SettingsFile::mostRecentFiles);
    fill();
}

void RecentFiles::look()
{
    m_queue.submit(JobQueue::Urgency::Visible, m_filling.stopToken(),
                   [inbox = m_inbox, paths = m_paths, generation = m_filling.number()] {
                       Arrival arrival{generation, {}};
                       for (const QString& path : paths) {
                           std::error_code unknown;
                           if (!std::filesystem::exists(pathOf(path), unknown))
                               arrival.missing << path;
                       }
                       inbox->post(std::move(arrival));
                   });
}

void RecentFiles::takeArrivals()
{
    for (const Arrival& arrival : m_inbox->takeAll()) {
        if (!m_filling.isCurrent(arrival.generation))
            continue;
        for (QAction* const action : m_menu->actions()) {
            if (arrival.missing.contains(action->data().toString()))
                action->setEnabled(false);
        }
    }
}

void RecentFiles::add(const QString& path)
{
    m_paths.removeAll(path);
    m_paths.prepend(path);
    setPaths(m_paths);
}

void RecentFiles::fill()
{
    m_filling.advance();
    m_menu->clear();
    for (const QString& path : m_paths) {
        QAction* const action = m_menu->addAction(labelOf(path, m_paths));
        // A tool tip is taken for HTML where it looks like it.
        action->setToolTip(
            QStringLiteral("<span style='white-space: pre'>%1</span>").arg(shownPath(pathOf(path)).toHtmlEscaped()));
        action->setData(path);
        connect(action, &QAction::triggered, this, [this, path] { emit chosen(path); });
    }
    m_menu->setToolTipsVisible(true);
    m_menu->setEnabled(!m_paths.isEmpty());
    if (m_paths.isEmpty())
        return;
    m_menu->addSeparator();
    QAction* const clear = m_menu->addAction(tr("&Clear list"));
    clear->setObjectName(QStringLiteral("clearRecentAction"));
    connect(clear, &QAction::triggered, this, [this] { setPaths({}); });
}

} // namespace gabor
