// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pixels/levelgrid.h"

#include <QObject>

#include <optional>

namespace gabor {

class Session;
class ViewModel;

/// Shows a part of a sound as soon as so much of the sound is there, unless somebody moves the view meanwhile or opens
/// another one. The sound may still have to be opened; where that fails or is given up, the view stays as it is.
class AwaitedSpan : public QObject
{
    Q_OBJECT

public:
    /// @param session, view  outlive it
    AwaitedSpan(const Session& session, ViewModel& view, QObject* parent);

    /// @param span  of the sound that is open
    void await(const PictureSpan& span);
    /// What is seen and selected when the sound that is being opened comes is so in that one, at the same times even where
    /// it has another sample rate; what shows all of the one shows all of the other.
    /// To be called after Session::open(), which gives up what was being opened before.
    void carryOver();
    /// @param span  of the sound that is being opened; nothing: it is shown as sounds usually are
    void awaitNext(const std::optional<PictureSpan>& span);

signals:
    /// Once after carryOver() or awaitNext(): the sound is there and shown so, or it could not be opened or was given up.
    void openingEnded(bool isOpen);

private:
    /// A whole sound in samples and Hz.
    struct Extent
    {
        PictureSpan whole;
        double sampleRate = 0; ///< Hz
    };
    struct Next
    {
        bool carriesOver = false;
        std::optional<PictureSpan> span{};
        std::optional<PictureSpan> selection{};
        std::optional<Extent> of{}; ///< nothing: of the sound that is being opened
        bool isOpen = false;        ///< the session has it
    };

    static PictureSpan carriedOver(PictureSpan span, const Extent& before, const Extent& now);
    Extent extent() const;
    void takeSound();
    void followOpening();
    void end();
    void show();

    const Session& m_session;
    ViewModel& m_view;
    std::optional<Next> m_next;
    std::optional<PictureSpan> m_awaited; ///< of the sound that is open
    PictureSpan m_shown;                  ///< what was shown in its place
};

} // namespace gabor
