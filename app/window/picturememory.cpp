// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/picturememory.h"

#include "app/session/heap.h"
#include "app/session/session.h"
#include "app/session/settings.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>

namespace gabor {

namespace {

/// By then the jobs of what was closed have ended and the first picture of the next is there.
constexpr int giveBackAfterMs = 500;

} // namespace

PictureMemory::PictureMemory(FigureView& figure, const Session& session, QWidget* window)
    : QObject(window), m_figure(figure), m_menu(new QMenu(tr("&Memory for pictures"), window)),
      m_choices(new QActionGroup(this))
{
    m_menu->setObjectName(QStringLiteral("pictureMemoryMenu"));
    m_menu->setToolTipsVisible(true);
    for (int mebibytes = fewestMebibytes; mebibytes <= mostMebibytes; mebibytes *= 2) {
        QAction* const choice = m_menu->addAction(tr("%1 MiB").arg(mebibytes));
        choice->setObjectName(QStringLiteral("pictureMemory%1Action").arg(mebibytes));
        choice->setToolTip(tr("More memory keeps more of what was looked at before, so that going back is free"));
        choice->setCheckable(true);
        choice->setData(mebibytes);
        m_choices->addAction(choice);
    }
    connect(m_choices, &QActionGroup::triggered, this,
            [this](const QAction* choice) { setMebibytes(choice->data().toInt()); });
    m_giveBack.setSingleShot(true);
    m_giveBack.setInterval(giveBackAfterMs);
    connect(&m_giveBack, &QTimer::timeout, this, [] { returnFreeMemory(); });
    connect(&session, &Session::soundChanged, &m_giveBack, qOverload<>(&QTimer::start));
    setMebibytes(defaultPictureMemoryMebibytes);
}

void PictureMemory::setMebibytes(int mebibytes)
{
    const bool smaller = mebibytes < m_mebibytes;
    m_mebibytes = std::clamp(mebibytes, fewestMebibytes, mostMebibytes);
    m_figure.setByteBudget(static_cast<std::size_t>(m_mebibytes) << 20U);
    for (QAction* const choice : m_choices->actions())
        choice->setChecked(choice->data().toInt() == m_mebibytes);
    if (smaller)
        m_giveBack.start();
}

} // namespace gabor
