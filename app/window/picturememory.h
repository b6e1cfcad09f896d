// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

class QActionGroup;
class QMenu;
class QWidget;

namespace gabor {

class FigureView;
class Session;

/// How much memory the computed parts of pictures may take: a menu to choose from. Gives what a closed sound or a smaller
/// choice leaves free back to the system.
class PictureMemory : public QObject
{
    Q_OBJECT

public:
    static constexpr int fewestMebibytes = 64;
    static constexpr int mostMebibytes = 4096;

    /// @param figure  outlives this
    PictureMemory(FigureView& figure, const Session& session, QWidget* window);

    QMenu* menu() const { return m_menu; }
    int mebibytes() const { return m_mebibytes; }
    /// Within the limits above; counts at once. The menu marks it where it has it.
    void setMebibytes(int mebibytes);

private:
    FigureView& m_figure;
    QMenu* m_menu = nullptr;
    QActionGroup* m_choices = nullptr;
    QTimer m_giveBack;
    int m_mebibytes = 0;
};

} // namespace gabor
