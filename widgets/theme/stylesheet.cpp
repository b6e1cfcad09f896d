// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/stylesheet.h"

#include "widgets/theme/theme.h"

#include <QPalette>

#include <utility>

namespace gabor {
namespace {

QColor mixed(const QColor& a, const QColor& b, double shareOfB)
{
    const auto channel = [shareOfB](double x, double y) { return x + (y - x) * shareOfB; };
    return QColor::fromRgbF(static_cast<float>(channel(a.redF(), b.redF())),
                            static_cast<float>(channel(a.greenF(), b.greenF())),
                            static_cast<float>(channel(a.blueF(), b.blueF())));
}

constexpr auto fields = R"(
QComboBox, QAbstractSpinBox, QLineEdit {
    background: @field; color: @text; border: 1px solid @border; border-radius: 4px; padding: 2px 6px; min-height: 18px;
    selection-background-color: @accent; selection-color: @accentText;
}
QComboBox:hover, QAbstractSpinBox:hover, QLineEdit:hover { border-color: @hover; }
QComboBox:focus, QAbstractSpinBox:focus, QLineEdit:focus { border-color: @accent; }
QComboBox:disabled, QAbstractSpinBox:disabled, QLineEdit:disabled { color: @faded; }
QComboBox[fault="true"], QAbstractSpinBox[fault="true"], QLineEdit[fault="true"] { border-color: @error; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: none; width: 18px; }
QComboBox::down-arrow { image: url(:/gabor/icons/chevron-down-@theme.svg); width: 12px; height: 12px; }
QComboBox QLineEdit { border: none; padding: 0; background: transparent; min-height: 16px; }
QComboBox QAbstractItemView {
    background: @field; color: @text; border: 1px solid @border; outline: none; padding: 2px;
    selection-background-color: @accent; selection-color: @accentText;
}
QAbstractSpinBox { padding: 2px 4px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QSlider:horizontal { min-height: 20px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: @groove; }
QSlider::sub-page:horizontal { border-radius: 2px; background: @accent; }
QSlider::handle:horizontal {
    width: 14px; height: 14px; margin: -6px 0; border-radius: 8px; background: @knob; border: 1px solid @knobEdge;
}
QSlider::handle:horizontal:focus { border: 2px solid @accent; width: 12px; height: 12px; border-radius: 8px; }
)";

constexpr auto checks = R"(
QCheckBox { spacing: 6px; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid @edge; border-radius: 3px; background: @field; }
QCheckBox::indicator:hover { border-color: @text; }
QCheckBox::indicator:focus { border-color: @focus; }
QCheckBox::indicator:checked {
    background: @accent; border-color: @accent; image: url(:/gabor/icons/check-@theme.svg);
}
QCheckBox::indicator:checked:focus { border-color: @text; }
)";

constexpr auto buttons = R"(
QPushButton, QToolBar QToolButton {
    background: @button; color: @text; border: 1px solid @buttonEdge; border-radius: 4px; padding: 3px 8px;
}
QPushButton:hover, QToolBar QToolButton:hover { background: @buttonHover; }
QPushButton:pressed, QToolBar QToolButton:pressed { background: @field; }
QPushButton:checked, QToolBar QToolButton:checked { background: @accent; color: @accentText; border-color: @accent; }
QPushButton:disabled, QToolBar QToolButton:disabled { color: @faded; }
QToolBar QToolButton#qt_toolbar_ext_button { padding: 0; width: 16px; }
QToolBar QToolButton[popupMode="1"] { padding-right: 20px; }
QToolBar QToolButton::menu-button { border: none; width: 18px; }
QToolBar QToolButton::menu-arrow { image: url(:/gabor/icons/chevron-down-@theme.svg); width: 12px; height: 12px; }
QPushButton:focus { border-color: @focus; }
QPushButton:checked:focus { border-color: @text; }
QPushButton[tight="true"] { padding: 3px 5px; }
QPushButton[segment] { background: @field; padding: 3px 4px; border-radius: 0; border-color: @border; }
QPushButton[segment]:hover { background: @buttonHover; }
QPushButton[segment]:checked { background: @accent; border-color: @accent; }
QPushButton[segment]:focus { border-color: @focus; }
QPushButton[segment]:checked:focus { border-color: @text; }
QPushButton[segment="first"] { border-top-left-radius: 4px; border-bottom-left-radius: 4px; }
QPushButton[segment="last"] { border-top-right-radius: 4px; border-bottom-right-radius: 4px; }
QPushButton[textRole="link"] {
    background: transparent; border: 1px solid transparent; color: @link; padding: 0 3px; text-align: right;
}
QPushButton[textRole="link"]:hover { text-decoration: underline; }
QPushButton[textRole="link"]:focus { border-color: @focus; }
QPushButton[textRole="title"] {
    background: transparent; border: 1px solid transparent; color: @text; font-weight: bold; text-align: left;
    padding: 2px;
}
QPushButton[textRole="title"]:focus { border-color: @focus; }
)";

constexpr auto rest = R"(
QLabel[textRole="muted"] { color: @muted; }
QLabel[textRole="error"] { color: @error; }
QFrame[flatFrame="true"] { background: @window; border-radius: 4px; }
QFrame[separator="true"] { background: @line; border: none; min-height: 1px; max-height: 1px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QToolTip { background: @field; color: @text; border: 1px solid @border; padding: 3px; }
QToolBar { background: @window; border: none; spacing: 4px; padding: 4px; }
QStatusBar { background: @status; color: @text; }
QStatusBar::item { border: none; }
QMenuBar { background: @window; }
QMenu { background: @panel; color: @text; border: 1px solid @border; padding: 4px; }
QMenu::item { padding: 4px 24px 4px 8px; border-radius: 3px; }
QMenu::item:selected { background: @accent; color: @accentText; }
QMenu::item:disabled { color: @faded; background: transparent; }
QMenu::icon { padding-left: 4px; }
QMenu::icon:checked { background: @accent; border-radius: 3px; }
QMenu::separator { height: 1px; background: @border; margin: 4px 6px; }
QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @scroll; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 24px; }
QScrollBar::handle:horizontal { min-width: 24px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)";

} // namespace

QString themeStyleSheet(const ThemeColors& c)
{
    const QPalette palette = themePalette(c);
    const QColor button = palette.color(QPalette::Button);
    const std::pair<const char*, QColor> names[] = {{"@accentText", c.accentText},
                                                    {"@accent", c.accent},
                                                    {"@border", c.border},
                                                    {"@edge", c.mutedText},
                                                    {"@buttonEdge", c.dark ? button : c.border},
                                                    {"@buttonHover", mixed(button, c.text, 0.08)},
                                                    {"@button", button},
                                                    {"@error", c.error},
                                                    {"@faded", palette.color(QPalette::Disabled, QPalette::Text)},
                                                    {"@field", c.field},
                                                    {"@focus", c.link},
                                                    {"@groove", mixed(c.panel, c.text, 0.18)},
                                                    {"@hover", mixed(c.border, c.text, 0.3)},
                                                    {"@knobEdge", c.dark ? QColor(0xe8eaed) : c.accent},
                                                    {"@knob", c.dark ? QColor(0xe8eaed) : QColor(0xffffff)},
                                                    {"@line", mixed(c.panel, c.text, 0.1)},
                                                    {"@link", c.link},
                                                    {"@muted", c.mutedText},
                                                    {"@panel", c.panel},
                                                    {"@scroll", mixed(c.window, c.text, 0.25)},
                                                    {"@status", c.dark ? QColor(0x1b1d21) : QColor(0xe2e5e9)},
                                                    {"@text", c.text},
                                                    {"@window", c.window}};
    QString sheet = QLatin1String(fields) + QLatin1String(checks) + QLatin1String(buttons) + QLatin1String(rest);
    sheet.replace(QLatin1String("@theme"), QLatin1String(c.dark ? "dark" : "light"));
    for (const auto& [name, color] : names) // a name stands before those that it begins with
        sheet.replace(QLatin1String(name), color.name());
    return sheet;
}

} // namespace gabor
