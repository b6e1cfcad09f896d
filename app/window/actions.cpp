// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/actions.h"

#include "widgets/theme/icons.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QWidget>

namespace gabor {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Actions", text);
}

struct Texts
{
    const char* name;
    const char* icon;
    const char* text;
    const char* toolTip;
};

QAction* make(QWidget* owner, const Texts& texts, const QList<QKeySequence>& shortcuts, bool checkable = false)
{
    auto* action = new QAction(tr(texts.text), owner);
    action->setObjectName(QLatin1String(texts.name));
    if (texts.icon != nullptr)
        action->setIcon(themedIcon(QLatin1String(texts.icon)));
    action->setShortcuts(shortcuts);
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    action->setToolTip(keys.isEmpty() ? tr(texts.toolTip) : QStringLiteral("%1 (%2)").arg(tr(texts.toolTip), keys));
    action->setStatusTip(QString());
    action->setCheckable(checkable);
    owner->addAction(action);
    return action;
}

void excludeEachOther(QWidget* owner, const QList<QAction*>& actions)
{
    auto* group = new QActionGroup(owner);
    for (QAction* const action : actions)
        group->addAction(action);
    actions.first()->setChecked(true);
}

} // namespace

Actions::Actions(QWidget* owner)
{
    const auto keys = [](auto... sequences) { return QList<QKeySequence>{QKeySequence(sequences)...}; };
    const QList<QKeySequence> none;

    open = make(owner,
                {"openAction", "open", QT_TRANSLATE_NOOP("Actions", "&Open…"),
                 QT_TRANSLATE_NOOP("Actions", "Open a sound file")},
                keys(QKeySequence::Open));
    openRaw = make(owner,
                   {"openRawAction", nullptr, QT_TRANSLATE_NOOP("Actions", "Open ra&w sound…"),
                    QT_TRANSLATE_NOOP("Actions", "Open samples without a header, and say what they are")},
                   keys("Ctrl+Shift+O"));
    openDemo = make(owner,
                    {"openDemoAction", nullptr, QT_TRANSLATE_NOOP("Actions", "Open &demo signal"),
                     QT_TRANSLATE_NOOP("Actions", "A swinging tone in fading noise, to try things on")},
                    none);
    aboutSound =
        make(owner,
             {"aboutSoundAction", "info", QT_TRANSLATE_NOOP("Actions", "About this &sound…"),
              QT_TRANSLATE_NOOP("Actions", "What the file is and what it says of itself: title, comments, markers")},
             keys("Ctrl+I"));
    exportImage =
        make(owner,
             {"exportImageAction", "export-image", QT_TRANSLATE_NOOP("Actions", "&Export image…"),
              QT_TRANSLATE_NOOP("Actions", "Save the picture as an image: PNG, JPEG, WebP, TIFF, SVG or PDF")},
             keys("Ctrl+E"));
    copyImage = make(owner,
                     {"copyImageAction", "copy", QT_TRANSLATE_NOOP("Actions", "&Copy image"),
                      QT_TRANSLATE_NOOP("Actions", "Copy the picture, and the readout as text")},
                     keys(QKeySequence::Copy));
    quit = make(
        owner,
        {"quitAction", nullptr, QT_TRANSLATE_NOOP("Actions", "&Quit"), QT_TRANSLATE_NOOP("Actions", "Leave Gabor")},
        keys("Ctrl+Q"));
    quit->setMenuRole(QAction::QuitRole);

    pan = make(owner,
               {"panAction", "pan", QT_TRANSLATE_NOOP("Actions", "&Pan"),
                QT_TRANSLATE_NOOP("Actions", "Dragging moves the picture")},
               keys("H"), true);
    select = make(owner,
                  {"selectAction", "select", QT_TRANSLATE_NOOP("Actions", "&Select"),
                   QT_TRANSLATE_NOOP("Actions", "Dragging selects a box of time and frequency")},
                  keys("S"), true);
    excludeEachOther(owner, {pan, select});
    selectionBegin = make(owner,
                          {"selectionBeginAction", nullptr, QT_TRANSLATE_NOOP("Actions", "Selection &begins at cursor"),
                           QT_TRANSLATE_NOOP("Actions", "The selection begins where the cursor stands")},
                          keys("["));
    selectionEnd = make(owner,
                        {"selectionEndAction", nullptr, QT_TRANSLATE_NOOP("Actions", "Selection &ends at cursor"),
                         QT_TRANSLATE_NOOP("Actions", "The selection ends where the cursor stands")},
                        keys("]"));
    clearSelection = make(owner,
                          {"clearSelectionAction", nullptr, QT_TRANSLATE_NOOP("Actions", "C&lear selection"),
                           QT_TRANSLATE_NOOP("Actions", "Stop opening a file, else forget the selection")},
                          keys("Esc"));

    fit = make(owner,
               {"fitAction", "fit", QT_TRANSLATE_NOOP("Actions", "&Fit"),
                QT_TRANSLATE_NOOP("Actions", "See the whole sound and all frequencies")},
               keys("F", "Ctrl+0"));
    zoomToSelection =
        make(owner,
             {"zoomToSelectionAction", "zoom-selection", QT_TRANSLATE_NOOP("Actions", "Zoom to &selection"),
              QT_TRANSLATE_NOOP("Actions", "See the selected box alone")},
             keys("Z"));
    zoomIn = make(owner,
                  {"zoomInAction", "zoom-in", QT_TRANSLATE_NOOP("Actions", "Zoom &in"),
                   QT_TRANSLATE_NOOP("Actions", "See less time, larger")},
                  keys("Ctrl+=", "Ctrl++", "+", "="));
    zoomOut = make(owner,
                   {"zoomOutAction", "zoom-out", QT_TRANSLATE_NOOP("Actions", "Zoom &out"),
                    QT_TRANSLATE_NOOP("Actions", "See more time")},
                   keys("Ctrl+-", "-"));
    zoomInFrequency = make(owner,
                           {"zoomInFrequencyAction", nullptr, QT_TRANSLATE_NOOP("Actions", "Zoom in on frequency"),
                            QT_TRANSLATE_NOOP("Actions", "See fewer frequencies, larger")},
                           keys("Ctrl+Shift+Up"));
    zoomOutFrequency = make(owner,
                            {"zoomOutFrequencyAction", nullptr, QT_TRANSLATE_NOOP("Actions", "Zoom out of frequency"),
                             QT_TRANSLATE_NOOP("Actions", "See more frequencies")},
                            keys("Ctrl+Shift+Down"));
    back = make(owner,
                {"backAction", "back", QT_TRANSLATE_NOOP("Actions", "&Previous view"),
                 QT_TRANSLATE_NOOP("Actions", "Go back to the view before")},
                keys("Backspace", "Alt+Left"));
    left = make(owner,
                {"leftAction", nullptr, QT_TRANSLATE_NOOP("Actions", "Move left"),
                 QT_TRANSLATE_NOOP("Actions", "Move a tenth of the view to the left")},
                keys("Left"));
    right = make(owner,
                 {"rightAction", nullptr, QT_TRANSLATE_NOOP("Actions", "Move right"),
                  QT_TRANSLATE_NOOP("Actions", "Move a tenth of the view to the right")},
                 keys("Right"));
    pageLeft = make(owner,
                    {"pageLeftAction", nullptr, QT_TRANSLATE_NOOP("Actions", "Page left"),
                     QT_TRANSLATE_NOOP("Actions", "Move a whole view to the left")},
                    keys("Ctrl+Left"));
    pageRight = make(owner,
                     {"pageRightAction", nullptr, QT_TRANSLATE_NOOP("Actions", "Page right"),
                      QT_TRANSLATE_NOOP("Actions", "Move a whole view to the right")},
                     keys("Ctrl+Right"));
    toBegin = make(owner,
                   {"toBeginAction", nullptr, QT_TRANSLATE_NOOP("Actions", "To the &beginning"),
                    QT_TRANSLATE_NOOP("Actions", "Move to the beginning of the sound")},
                   keys("Home"));
    toEnd = make(owner,
                 {"toEndAction", nullptr, QT_TRANSLATE_NOOP("Actions", "To the &end"),
                  QT_TRANSLATE_NOOP("Actions", "Move to the end of the sound")},
                 keys("End"));
    pauseRefining =
        make(owner,
             {"pauseRefiningAction", "pause", QT_TRANSLATE_NOOP("Actions", "Pause refinin&g"),
              QT_TRANSLATE_NOOP(
                  "Actions", "Every view still gets its sketch at once, but the exact picture waits until you go on")},
             keys("R"));
    automaticLevels = make(owner,
                           {"automaticLevelsAction", nullptr, QT_TRANSLATE_NOOP("Actions", "&Automatic levels"),
                            QT_TRANSLATE_NOOP("Actions", "Find level limits that suit what is in view")},
                           keys("A"));
    showMarkers =
        make(owner,
             {"showMarkersAction", nullptr, QT_TRANSLATE_NOOP("Actions", "Show mar&kers"),
              QT_TRANSLATE_NOOP("Actions", "Lines and names at the cue points, regions and chapters of the file")},
             none, true);
    showMarkers->setChecked(true);
    wheelScrolls = make(owner,
                        {"wheelScrollsAction", nullptr, QT_TRANSLATE_NOOP("Actions", "Wheel s&crolls"),
                         QT_TRANSLATE_NOOP("Actions", "The wheel moves through time, and Shift with it zooms")},
                        none, true);

    themeSystem = make(owner,
                       {"themeSystemAction", nullptr, QT_TRANSLATE_NOOP("Actions", "As the &system"),
                        QT_TRANSLATE_NOOP("Actions", "Light or dark as the desktop is")},
                       none, true);
    themeLight = make(owner,
                      {"themeLightAction", nullptr, QT_TRANSLATE_NOOP("Actions", "&Light"),
                       QT_TRANSLATE_NOOP("Actions", "Dark text on light ground")},
                      none, true);
    themeDark = make(owner,
                     {"themeDarkAction", nullptr, QT_TRANSLATE_NOOP("Actions", "&Dark"),
                      QT_TRANSLATE_NOOP("Actions", "Light text on dark ground")},
                     none, true);
    excludeEachOther(owner, {themeSystem, themeLight, themeDark});

    shortcuts = make(owner,
                     {"shortcutsAction", nullptr, QT_TRANSLATE_NOOP("Actions", "&Mouse and keys"),
                      QT_TRANSLATE_NOOP("Actions", "What mouse and keyboard do")},
                     keys("F1", "?"));
    about = make(owner,
                 {"aboutAction", nullptr, QT_TRANSLATE_NOOP("Actions", "&About Gabor"),
                  QT_TRANSLATE_NOOP("Actions", "Version and licence")},
                 none);
    about->setMenuRole(QAction::AboutRole);
}

QList<QAction*> Actions::all() const
{
    return {open,
            openRaw,
            openDemo,
            aboutSound,
            exportImage,
            copyImage,
            quit,
            pan,
            select,
            selectionBegin,
            selectionEnd,
            clearSelection,
            fit,
            zoomToSelection,
            zoomIn,
            zoomOut,
            zoomInFrequency,
            zoomOutFrequency,
            back,
            left,
            right,
            pageLeft,
            pageRight,
            toBegin,
            toEnd,
            pauseRefining,
            automaticLevels,
            showMarkers,
            wheelScrolls,
            themeSystem,
            themeLight,
            themeDark,
            shortcuts,
            about};
}

} // namespace gabor
