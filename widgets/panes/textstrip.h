// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPainter;

namespace gabor {

/// A text above or below a figure, as high as it needs in as many lines as its width makes of it.
class TextStrip : public QWidget
{
    Q_OBJECT

public:
    /// @param margins  around the text
    explicit TextStrip(QMargins margins, QWidget* parent = nullptr);

    void setText(const QString& text);
    /// Moves the text to the left, without breaking its lines anew: the height does not follow.
    void setTextLeft(int left);
    const QString& text() const { return m_text; }

    /// @param place  of its upper left corner, in logical pixels
    void paintOnto(QPainter& painter, QPoint place) const;

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override { return {200, heightForWidth(200)}; }
    QSize minimumSizeHint() const override { return {0, 0}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QMargins m_margins;
    int m_textLeft = 0;
    QString m_text;
};

} // namespace gabor
