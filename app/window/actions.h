// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QAction;
class QObject;
class QWidget;

namespace gabor {

/// Everything that can be done from a menu, the tool bar or the keyboard, made once and shown in several places.
struct Actions
{
    /// @param owner  of the actions; their shortcuts count in its window
    explicit Actions(QWidget* owner);

    QAction* open = nullptr;
    QAction* openRaw = nullptr;
    QAction* openDemo = nullptr;
    QAction* aboutSound = nullptr;
    QAction* exportImage = nullptr;
    QAction* copyImage = nullptr;
    QAction* quit = nullptr;

    QAction* pan = nullptr; ///< exclusive with select
    QAction* select = nullptr;
    QAction* selectionBegin = nullptr;
    QAction* selectionEnd = nullptr;
    QAction* clearSelection = nullptr;

    QAction* fit = nullptr;
    QAction* zoomToSelection = nullptr;
    QAction* zoomIn = nullptr;
    QAction* zoomOut = nullptr;
    QAction* zoomInFrequency = nullptr;
    QAction* zoomOutFrequency = nullptr;
    QAction* back = nullptr;
    QAction* left = nullptr;
    QAction* right = nullptr;
    QAction* pageLeft = nullptr;
    QAction* pageRight = nullptr;
    QAction* toBegin = nullptr;
    QAction* toEnd = nullptr;
    QAction* pauseRefining = nullptr; ///< the work display says whether it pauses or goes on
    QAction* automaticLevels = nullptr;
    QAction* showMarkers = nullptr;
    QAction* wheelScrolls = nullptr;

    QAction* themeSystem = nullptr; ///< the three themes exclude each other
    QAction* themeLight = nullptr;
    QAction* themeDark = nullptr;

    QAction* shortcuts = nullptr;
    QAction* about = nullptr;

    /// All of them, in the order of the menus.
    QList<QAction*> all() const;
};

} // namespace gabor
