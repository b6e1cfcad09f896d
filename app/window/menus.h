// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QMainWindow;
class QMenu;

namespace gabor {

struct Actions;

/// Menus that others fill.
struct OwnMenus
{
    QMenu* recentFiles = nullptr;
    QMenu* pictureMemory = nullptr;
    QMenu* soundTracks = nullptr;
};

void buildMenus(QMainWindow& window, const Actions& actions, const OwnMenus& own);
/// @param recentFiles  stands behind the Open button, too
void buildToolBar(QMainWindow& window, const Actions& actions, QMenu* recentFiles);

} // namespace gabor
