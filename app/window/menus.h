// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QMainWindow;
class QMenu;

namespace gabor {

struct Actions;

/// @param recentFiles  stands in the File menu and behind the Open button
void buildMenus(QMainWindow& window, const Actions& actions, QMenu* recentFiles);
void buildToolBar(QMainWindow& window, const Actions& actions, QMenu* recentFiles);

} // namespace gabor
