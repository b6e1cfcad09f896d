// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/fieldrow.h"

#include "widgets/theme/icons.h"

#include <QAccessible>
#include <QGridLayout>
#include <QPainter>
#include <QStyle>

#include <cassert>

namespace gabor {
namespace {

constexpr int dotRoom = 11;
constexpr int signSize = 15;

/// A style sheet looks at properties only while it polishes.
void polishAgain(QWidget& widget)
{
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
    widget.update();
}

void mark(QWidget& control, const QString& sentence)
{
    control.setAccessibleDescription(sentence);
    control.setProperty("fault", !sentence.isEmpty());
    polishAgain(control);
}

} // namespace

FieldLabel::FieldLabel(const QString& text, QWidget* parent) : QLabel(text, parent)
{
    setProperty("textRole", "muted");
    setContentsMargins(0, 0, dotRoom, 0);
}

void FieldLabel::setChanged(bool changed)
{
    if (m_changed == changed)
        return;
    m_changed = changed;
    setAccessibleDescription(changed ? tr("changed from its default") : QString());
    update();
}

void FieldLabel::paintEvent(QPaintEvent* event)
{
    QLabel::paintEvent(event);
    if (!m_changed)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().color(QPalette::Link));
    painter.drawEllipse(QRectF(width() - 6, height() / 2.0 - 2.5, 5, 5));
}

FieldNote::FieldNote(QWidget* parent) : QLabel(parent)
{
    setProperty("textRole", "error");
    setTextFormat(Qt::PlainText); // it may quote what somebody typed
    setWordWrap(true);
    setContentsMargins(signSize + 5, 0, 0, 2);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setFocusPolicy(Qt::NoFocus);
    hide();
}

void FieldNote::setSentence(const QString& sentence)
{
    if (sentence == text())
        return;
    setText(sentence);
    setVisible(!sentence.isEmpty());
    if (!sentence.isEmpty() && isVisible()) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void FieldNote::paintEvent(QPaintEvent* event)
{
    QLabel::paintEvent(event);
    QPainter painter(this);
    const double top = (fontMetrics().height() - signSize) / 2.0;
    paintIcon(painter, QStringLiteral("warning"), QRectF(0, top, signSize, signSize),
              palette().color(QPalette::WindowText));
}

FieldRow::FieldRow(const QString& name, QWidget* field, QWidget* buddy, QWidget* parent)
    : QWidget(parent), m_buddy(buddy != nullptr ? buddy : field), m_label(new FieldLabel(name, this)),
      m_note(new FieldNote(this))
{
    m_label->setBuddy(m_buddy);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(4);
    grid->setVerticalSpacing(3);
    grid->addWidget(m_label, 0, 0, Qt::AlignTop);
    grid->addWidget(field, 0, 1);
    grid->addWidget(m_note, 1, 0, 1, 2);
    grid->setColumnStretch(1, 1);
    m_label->setMinimumHeight(m_buddy->sizeHint().height()); // on the line of the first of several controls
}

void FieldRow::setFault(const QString& sentence, QWidget* control)
{
    QWidget* const faulty = sentence.isEmpty() ? nullptr : control != nullptr ? control : m_buddy;
    if (sentence == m_note->text() && faulty == m_faulty)
        return;
    m_note->setSentence(sentence);
    if (m_faulty != nullptr)
        mark(*m_faulty, {});
    if (faulty != nullptr)
        mark(*faulty, sentence);
    m_faulty = faulty;
}

FieldRow& rowOf(const QWidget& control)
{
    QWidget* ancestor = control.parentWidget();
    while (ancestor != nullptr && qobject_cast<FieldRow*>(ancestor) == nullptr)
        ancestor = ancestor->parentWidget();
    assert(ancestor != nullptr);
    return static_cast<FieldRow&>(*ancestor);
}

} // namespace gabor
