// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/fieldleave.h"

#include <QFocusEvent>
#include <QWidget>

#include <utility>

namespace gabor {
namespace {

class LeaveWatch : public QObject
{
public:
    explicit LeaveWatch(std::function<void()> over) : m_over(std::move(over)) { }

    bool eventFilter(QObject* /*watched*/, QEvent* event) override
    {
        if (event->type() != QEvent::FocusOut)
            return false;
        const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
        if (reason != Qt::PopupFocusReason && reason != Qt::ActiveWindowFocusReason && reason != Qt::MenuBarFocusReason)
            m_over();
        return false;
    }

private:
    std::function<void()> m_over;
};

} // namespace

std::unique_ptr<QObject> watchForLeaving(QWidget& panel, std::function<void()> over)
{
    auto watch = std::make_unique<LeaveWatch>(std::move(over));
    for (QWidget* control : panel.findChildren<QWidget*>()) {
        const bool inList = control->window() != panel.window(); // of a combo box, a window of its own
        if (control->focusPolicy() != Qt::NoFocus && control->focusProxy() == nullptr && !inList)
            control->installEventFilter(watch.get());
    }
    return watch;
}

} // namespace gabor
