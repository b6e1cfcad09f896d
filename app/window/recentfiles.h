// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

class QMenu;

namespace gabor {

/// The files that were opened last, as a menu. What is missing at the moment stays, greyed.
class RecentFiles : public QObject
{
    Q_OBJECT

public:
    explicit RecentFiles(QWidget* parent);

    QMenu* menu() const { return m_menu; }
    const QStringList& paths() const { return m_paths; }
    void setPaths(const QStringList& paths);
    /// Puts @p path first.
    void add(const QString& path);

signals:
    void chosen(const QString& path);

private:
    /// Files are looked at only for somebody who looks at the menu: on a dead network drive that takes long.
    enum class Look { None, AtFiles };
    void fill(Look look);

    QMenu* m_menu = nullptr;
    QStringList m_paths;
};

} // namespace gabor
