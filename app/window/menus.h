// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QMainWindow;
class QMenu;

namespace gabor {

struct Actions;
class JobQueue;

/// Menus that others fill.
struct OwnMenus
{
    QMenu* recentFiles = nullptr;
    QMenu* pictureMemory = nullptr;
    QMenu* soundTracks = nullptr;
};

void buildMenus(QMainWindow& window, const Actions& actions, const OwnMenus& own);
/// Has the icons of @p window's tool bar drawn by a worker, as they look now, while it is on its way to the screen.
void drawToolBarAhead(const QMainWindow& window, JobQueue& queue);
/// @param recentFiles  stands behind the Open button, too
void buildToolBar(QMainWindow& window, const Actions& actions, QMenu* recentFiles);

} // namespace gabor
