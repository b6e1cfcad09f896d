// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

class QObject;
class QWidget;

namespace gabor {

/// Calls @p over whenever the keyboard leaves one of the controls that are inside @p panel now. A menu, a list or another
/// window takes it only for a while, so who types there may go on.
/// @returns  the watch, to be kept as a member of the panel: it ends before the controls do, the last of which loses the
///           focus on its way out
[[nodiscard]] std::unique_ptr<QObject> watchForLeaving(QWidget& panel, std::function<void()> over);

} // namespace gabor
