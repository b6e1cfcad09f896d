// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <functional>

namespace gabor {

class SpectrogramPane;

/// Does what can wait until the first picture has been painted, so that the picture comes sooner: step by step, with the
/// event loop in between. Where no picture comes, it waits no longer than a person would for it.
class AfterFirstPicture : public QObject
{
    Q_OBJECT

public:
    static constexpr int longestWaitMs = 400;

    /// @param step    does a part of the work; @return whether there is more
    /// @param parent  goes before anything that @p step works on
    AfterFirstPicture(SpectrogramPane& pane, std::function<bool()> step, QObject* parent);

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void begin();
    void goOn();

    SpectrogramPane& m_pane;
    std::function<bool()> m_step;
    QTimer m_next;
    bool m_begun = false;
};

} // namespace gabor
