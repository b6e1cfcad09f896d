// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panes/figureview.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace gabor {

/// Hands a figure its contents no quicker than it can show them: while the first picture of one analysis is on its way,
/// the next waits until that has been painted, and only the latest of those that wait counts. Otherwise a slider that is
/// dragged faster than pictures come would show none before the hand rests.
class ContentPacer : public QObject
{
    Q_OBJECT

public:
    /// @param figure  outlives the pacer
    explicit ContentPacer(FigureView& figure, QObject* parent = nullptr);

    /// Shows @p content at once, or as soon as the picture before it has been painted.
    void show(const FigureContent& content);
    /// A picture that takes longer is given up for the next.
    void setLongestWait(int milliseconds) { m_patience.setInterval(milliseconds); }
    /// Whether something waits to be shown.
    bool isWaiting() const { return m_next.has_value(); }

private:
    bool mustWaitFor(const FigureContent& content) const;
    void lookAtPicture();
    void showNext();

    FigureView& m_figure;
    std::optional<FigureContent> m_next;
    bool m_pictureComes = false; ///< of an analysis, and none of it that is complete has been painted yet
    QTimer m_patience;
};

} // namespace gabor
