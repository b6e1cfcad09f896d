// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/readoutline.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QStyle>
#include <QToolButton>

#include <algorithm>

namespace gabor {

namespace {

/// A label that keeps its width while its text changes (and takes more, once, where a text is wider than thought), and
/// gives way in a narrow window.
class SteadyLabel : public QLabel
{
public:
    SteadyLabel(const QString& widest, QWidget* parent) : QLabel(parent), m_widest(widest) { }

    QSize sizeHint() const override
    {
        const QSize natural = QLabel::sizeHint();
        constexpr int room = 24;
        if (m_widest.isEmpty())
            return natural;
        m_width = std::max({m_width, fontMetrics().horizontalAdvance(m_widest) + room, natural.width()});
        return {m_width, natural.height()};
    }
    QSize minimumSizeHint() const override { return {0, QLabel::minimumSizeHint().height()}; }

protected:
    /// A number whose end is cut off is another number.
    void paintEvent(QPaintEvent* event) override
    {
        if (fontMetrics().horizontalAdvance(text()) <= contentsRect().width()) {
            QLabel::paintEvent(event);
            return;
        }
        QPainter painter(this);
        style()->drawItemText(&painter, contentsRect(), Qt::AlignLeft | Qt::AlignVCenter, palette(), isEnabled(),
                              QStringLiteral("…"), foregroundRole());
    }

private:
    QString m_widest;
    mutable int m_width = 0; ///< as wide as it has ever been: on some scales a level has a longer unit
};

} // namespace

/// All in one field of the status bar: with each field that it gets, a status bar lays out all of them anew, and those that
/// no style has seen yet are higher than they will be, so that the picture would be drawn twice at the start.
ReadoutLine::ReadoutLine(QWidget* parent)
    : QStatusBar(parent), m_fields(new QWidget(this)), m_row(new QHBoxLayout(m_fields))
{
    setSizeGripEnabled(false);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(6);
    addReadings();
    m_row->addStretch();
    addWork();
    addSound();
    addWidget(m_fields, 1);
}

void ReadoutLine::addReadings()
{
    // As wide as they ever get, so that nothing jumps while the pointer moves.
    m_time = addField("readoutTime", tr("Time under the cursor"), QStringLiteral("00:00:00.0000"));
    m_frequency = addField("readoutFrequency", tr("Frequency under the cursor"), QStringLiteral("000000.0 Hz"));
    m_note = addField("readoutNote", tr("Note under the cursor"), QStringLiteral("C♯10 +50 ct"));
    m_level = addField("readoutLevel", tr("Level under the cursor"), QStringLiteral("−0.0000 … −0.0000"));
    m_peak =
        addField("readoutPeak", tr("Strongest tone near the cursor"), QStringLiteral("peak 000000.00 Hz −000.00 dBFS"));
    m_selection = addField("readoutSelection", tr("Selection"), QString());
}

QLabel* ReadoutLine::addField(const char* name, const QString& accessibleName, const QString& widest)
{
    auto* label = new SteadyLabel(widest, m_fields);
    label->setObjectName(QLatin1String(name));
    label->setAccessibleName(accessibleName);
    label->setTextFormat(Qt::PlainText);
    label->setContentsMargins(6, 0, 6, 0);
    m_row->addWidget(label);
    return label;
}

/// Readings give way to what else stands in the line, those that are least missed first.
void ReadoutLine::makeRoom()
{
    int left = m_fields->width();
    const auto take = [&](const QWidget& widget) { return left -= widget.sizeHint().width() + m_row->spacing(); };
    for (const QWidget* const widget : std::initializer_list<const QWidget*>{m_work, m_progress, m_pause, m_sound})
        if (!widget->isHidden())
            take(*widget);
    for (QLabel* const label : {m_time, m_frequency, m_level, m_selection, m_note, m_peak})
        label->setVisible(take(*label) >= 0);
}

void ReadoutLine::resizeEvent(QResizeEvent* event)
{
    QStatusBar::resizeEvent(event);
    makeRoom();
}

void ReadoutLine::addWork()
{
    m_work = new QLabel(m_fields);
    m_work->setObjectName(QStringLiteral("workText"));
    m_work->setTextFormat(Qt::PlainText);
    m_progress = new QProgressBar(m_fields);
    m_progress->setObjectName(QStringLiteral("workProgress"));
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setFixedWidth(110);
    m_progress->setMaximumHeight(10);
    m_progress->setTextVisible(false);
    m_progress->setRange(0, 0);
    m_pause = new QToolButton(m_fields);
    m_pause->setObjectName(QStringLiteral("pauseButton"));
    m_pause->setAutoRaise(true);
    m_pause->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_pause->setIconSize({14, 14});
    m_pause->setFocusPolicy(Qt::NoFocus); // it comes and goes, and has a key of its own
    for (QWidget* const part : std::initializer_list<QWidget*>{m_work, m_progress, m_pause}) {
        part->hide();
        m_row->addWidget(part);
    }
}

void ReadoutLine::addSound()
{
    m_sound = new QToolButton(m_fields);
    m_sound->setObjectName(QStringLiteral("soundSummary"));
    m_sound->setAutoRaise(true);
    m_sound->setToolButtonStyle(Qt::ToolButtonTextOnly); // as high before there is a text
    m_sound->setFocusPolicy(Qt::TabFocus);
    m_sound->setToolTip(tr("What the file is and what it says of itself (%1)").arg(QStringLiteral("Ctrl+I")));
    connect(m_sound, &QToolButton::clicked, this, &ReadoutLine::soundClicked);
    m_row->addWidget(m_sound);
}

void ReadoutLine::showCursor(const CursorText& text)
{
    m_time->setText(text.time);
    m_frequency->setText(text.frequency);
    m_note->setText(text.note);
    m_level->setText(text.level);
    m_peak->setText(text.peak);
}

void ReadoutLine::showSelection(const QString& text)
{
    m_selection->setText(text);
    makeRoom();
}

void ReadoutLine::showSound(const QString& text)
{
    m_sound->setText(QString(text).replace(u'&', QStringLiteral("&&"))); // no mnemonic
    m_sound->setAccessibleName(tr("About this sound: %1").arg(text));
    makeRoom();
}

void ReadoutLine::showWork(const QString& work, Beside beside)
{
    m_work->setVisible(!work.isEmpty());
    m_progress->setVisible(beside == Beside::BusyBar);
    m_pause->setVisible(beside == Beside::PauseButton);
    m_work->setText(work);
    makeRoom();
}

void ReadoutLine::setPauseAction(QAction* action)
{
    m_pause->setDefaultAction(action);
}

} // namespace gabor
