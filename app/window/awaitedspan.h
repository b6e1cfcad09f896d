// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pixels/levelgrid.h"

#include <QObject>

#include <optional>

namespace gabor {

class Session;
class ViewModel;

/// Shows a part of the open sound as soon as so much of the sound is there, unless somebody moves the view meanwhile or
/// opens another one.
class AwaitedSpan : public QObject
{
    Q_OBJECT

public:
    /// @param session, view  outlive it
    AwaitedSpan(const Session& session, ViewModel& view, QObject* parent);

    void await(const PictureSpan& span);

private:
    void show();

    const Session& m_session;
    ViewModel& m_view;
    std::optional<PictureSpan> m_awaited;
    PictureSpan m_shown; ///< what was shown in its place
};

} // namespace gabor
