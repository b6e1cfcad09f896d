// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace gabor {

/// Leaves keys without Ctrl or Alt to the control that has the focus and uses them itself: letters choose in a list,
/// arrows move a slider. Without it, a window's single-key shortcuts would come first.
class PlainKeyGuard : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace gabor
