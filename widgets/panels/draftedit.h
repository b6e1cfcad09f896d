// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panels/analysisdraft.h"

#include <QString>

#include <functional>

class QWidget;

namespace gabor {

/// What stands in one control of the analysis now, to be tried against the draft from before anybody touched it.
struct DraftEdit
{
    QWidget* control = nullptr;
    QString unreadable;                         ///< why it says nothing; empty: it does
    std::function<void(AnalysisDraft&)> change; ///< what it says; not called while it says nothing
};

} // namespace gabor
