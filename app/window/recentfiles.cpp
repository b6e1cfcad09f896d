// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/recentfiles.h"

#include "app/session/settings.h"

#include <QFileInfo>
#include <QMenu>

namespace gabor {

RecentFiles::RecentFiles(QWidget* parent) : QObject(parent), m_menu(new QMenu(tr("Open &recent"), parent))
{
    m_menu->setObjectName(QStringLiteral("recentMenu"));
    // Filled when it opens: whether a file exists may have changed since.
    connect(m_menu, &QMenu::aboutToShow, this, [this] { fill(Look::AtFiles); });
    fill(Look::None);
}

void RecentFiles::setPaths(const QStringList& paths)
{
    m_paths = paths.mid(0, SettingsFile::mostRecentFiles);
    fill(Look::None);
}

void RecentFiles::add(const QString& path)
{
    m_paths.removeAll(path);
    m_paths.prepend(path);
    setPaths(m_paths);
}

void RecentFiles::fill(Look look)
{
    m_menu->clear();
    for (const QString& path : m_paths) {
        const QFileInfo file(path);
        // An ampersand in a name is no mnemonic.
        QAction* const action = m_menu->addAction(file.fileName().replace(u'&', QStringLiteral("&&")));
        // A tool tip is taken for HTML where it looks like it.
        action->setToolTip(QStringLiteral("<span style='white-space: pre'>%1</span>").arg(path.toHtmlEscaped()));
        action->setEnabled(look == Look::None || file.exists());
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
