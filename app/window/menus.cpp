// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/menus.h"

#include "app/window/actions.h"
#include "core/jobs/jobqueue.h"
#include "widgets/theme/icons.h"

#include <QAction>
#include <QCoreApplication>
#include <QDockWidget>
#include <QMainWindow>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>

#include <vector>

namespace gabor {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Menus", text);
}

/// Has texts beside its icons where there is room for them.
class AdaptiveToolBar : public QToolBar
{
public:
    using QToolBar::QToolBar;

protected:
    void resizeEvent(QResizeEvent* event) override
    {
        constexpr int narrowestForTexts = 1000;
        setToolButtonStyle(width() < narrowestForTexts ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
        QToolBar::resizeEvent(event);
    }
};

} // namespace

void buildToolBar(QMainWindow& window, const Actions& actions, QMenu* recentFiles)
{
    auto* bar = new AdaptiveToolBar(tr("Tools"));
    window.addToolBar(bar);
    bar->setObjectName(QStringLiteral("toolBar"));
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize({18, 18});
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->addActions({actions.open, actions.exportImage, actions.copyImage});
    bar->addSeparator();
    bar->addActions({actions.pan, actions.select});
    bar->addSeparator();
    bar->addActions({actions.fit, actions.zoomToSelection, actions.zoomIn, actions.zoomOut, actions.back});
    for (QAction* const action : {actions.zoomIn, actions.zoomOut, actions.back}) {
        if (auto* const button = qobject_cast<QToolButton*>(bar->widgetForAction(action)))
            button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    }
    if (auto* const open = qobject_cast<QToolButton*>(bar->widgetForAction(actions.open))) {
        open->setMenu(recentFiles);
        open->setPopupMode(QToolButton::MenuButtonPopup);
    }
}

void drawToolBarAhead(const QMainWindow& window, JobQueue& queue)
{
    const auto* const bar = window.findChild<QToolBar*>(QStringLiteral("toolBar"));
    const QSize pixels = (QSizeF(bar->iconSize()) * bar->devicePixelRatioF()).toSize();
    std::vector<IconLook> looks;
    for (const QAction* const action : bar->actions()) {
        if (!action->isSeparator())
            looks.push_back({action->icon().name(), pixels,
                             iconColor(action->isEnabled() ? QIcon::Normal : QIcon::Disabled,
                                       action->isChecked() ? QIcon::On : QIcon::Off)});
    }
    queue.submit(JobQueue::Urgency::Visible, {}, [looks = std::move(looks)] {
        for (const IconLook& look : looks) {
            if (!isIconDrawn(look))
                drawIconAhead(look);
        }
    });
}

void buildMenus(QMainWindow& window, const Actions& actions, const OwnMenus& own)
{
    QMenu* const file = window.menuBar()->addMenu(tr("&File"));
    file->addAction(actions.open);
    file->addMenu(own.recentFiles);
    file->addActions({actions.openRaw, actions.openDemo});
    file->addSeparator();
    file->addMenu(own.soundTracks);
    file->addAction(actions.aboutSound);
    file->addSeparator();
    file->addAction(actions.exportImage);
    file->addSeparator();
    file->addAction(actions.quit);

    QMenu* const edit = window.menuBar()->addMenu(tr("&Edit"));
    edit->setToolTipsVisible(true); // they say why an entry is grey
    edit->addAction(actions.copyImage);
    edit->addSeparator();
    edit->addActions({actions.pan, actions.select});
    edit->addSeparator();
    edit->addActions({actions.selectionBegin, actions.selectionEnd, actions.clearSelection});

    QMenu* const view = window.menuBar()->addMenu(tr("&View"));
    view->addActions({actions.fit, actions.zoomToSelection, actions.zoomIn, actions.zoomOut, actions.zoomInFrequency,
                      actions.zoomOutFrequency, actions.back});
    view->addSeparator();
    view->addActions(
        {actions.left, actions.right, actions.pageLeft, actions.pageRight, actions.toBegin, actions.toEnd});
    view->addSeparator();
    view->addAction(actions.automaticLevels);
    view->addAction(actions.pauseRefining);
    view->addSeparator();
    view->addAction(actions.showMarkers);
    view->addAction(actions.wheelScrolls);
    view->addAction(window.findChild<QDockWidget*>(QStringLiteral("controlsDock"))->toggleViewAction());
    view->addMenu(own.pictureMemory);
    QMenu* const theme = view->addMenu(themedIcon(QStringLiteral("theme")), tr("&Theme"));
    theme->addActions({actions.themeSystem, actions.themeLight, actions.themeDark});

    QMenu* const help = window.menuBar()->addMenu(tr("&Help"));
    help->addActions({actions.shortcuts, actions.about});
}

} // namespace gabor
