// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/numberspin.h"

#include "widgets/panels/lengthtext.h"
#include "widgets/panels/wheelguard.h"

#include <QFocusEvent>
#include <QKeyEvent>
#include <QLineEdit>

#include <algorithm>
#include <cmath>
#include <limits>

namespace gabor {
namespace {

/// Wide enough for everything that can be meant, and exact in a double.
constexpr double widest = 1e15;

} // namespace

NumberSpin::NumberSpin(QWidget* parent)
    : QDoubleSpinBox(parent), m_reader(readNumber), m_lowest(-std::numeric_limits<double>::infinity()),
      m_highest(std::numeric_limits<double>::infinity())
{
    setRange(-widest, widest);
    setDecimals(8); // rounding on the way out of the field would be a correction
    setButtonSymbols(NoButtons);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setKeyboardTracking(true);
    QLocale plain = locale();
    plain.setNumberOptions(QLocale::OmitGroupSeparator | QLocale::RejectGroupSeparator);
    setLocale(plain);
    guardFromWheel(*this);
    const auto report = [this] {
        if (!m_showing)
            emit edited();
    };
    connect(this, &QDoubleSpinBox::valueChanged, this, report); // steps, which write the text silently
    connect(lineEdit(), &QLineEdit::textChanged, this, report); // texts that are no number
}

void NumberSpin::setUsualRange(double lowest, double highest)
{
    m_lowest = lowest;
    m_highest = highest;
}

bool NumberSpin::hasNumber() const
{
    return hasAcceptableInput();
}

double NumberSpin::shownUnit() const
{
    return std::pow(10.0, -std::min(decimals(), m_shownDecimals));
}

double NumberSpin::numberOr(double exact) const
{
    const double unit = shownUnit();
    const bool rounding = std::abs(value() - std::round(exact / unit) * unit) < unit * 1e-6;
    return rounding ? exact : value();
}

void NumberSpin::showNumber(double number)
{
    m_known = number;
    // A rounded number stands for the exact one, as does what somebody typed in more digits than are shown.
    if (!hasNumber() || std::abs(numberOr(number) - number) > shownUnit() * 1e-6)
        rewriteNumber(number);
}

void NumberSpin::rewriteNumber(double number)
{
    m_known = number;
    m_showing = true;
    const double unit = shownUnit();
    setValue(std::round(number / unit) * unit);
    const QString text = prefix() + textFromValue(value()) + suffix();
    if (lineEdit()->text() != text) // also where unreadable text hides the same value
        lineEdit()->setText(text);
    m_showing = false;
}

QString NumberSpin::typedText() const
{
    QString text = lineEdit()->text();
    if (text.endsWith(suffix()))
        text.chop(suffix().size());
    return text.trimmed();
}

QString NumberSpin::textFromValue(double value) const
{
    QString text = locale().toString(value, 'f', decimals());
    const QString point = locale().decimalPoint();
    if (text.contains(point)) {
        while (text.endsWith(locale().zeroDigit()))
            text.chop(1);
        if (text.endsWith(point))
            text.chop(point.size());
    }
    return withMinusSign(text);
}

std::optional<double> NumberSpin::read(QString text) const
{
    const QString unit = suffix().trimmed();
    // Twice where somebody typed into an emptied field: Qt puts another one behind what is left of the first.
    for (int i = 0; i < 2 && !unit.isEmpty() && text.endsWith(unit); ++i) {
        text.chop(unit.size());
        text = text.trimmed();
    }
    return m_reader(text, locale());
}

double NumberSpin::valueFromText(const QString& text) const
{
    return read(text).value_or(value());
}

QValidator::State NumberSpin::validate(QString& text, int& /*position*/) const
{
    const std::optional<double> value = read(text);
    const bool fits = value && std::abs(*value) <= widest && (decimals() > 0 || *value == std::floor(*value));
    return fits ? QValidator::Acceptable : QValidator::Intermediate;
}

void NumberSpin::stepBy(int steps)
{
    if (!hasNumber())
        rewriteNumber(m_known);
    // A bound that a typed number already breaks does not pull: it would jump away from what stands there.
    const double low = std::min(m_lowest, value());
    const double high = std::max(m_highest, value());
    const double unit = std::pow(10.0, -decimals());
    setValue(std::clamp(std::round((value() + steps * stepSize()) / unit) * unit, low, high));
    emit edited(); // also where that is the number known, in place of a text that was none
    selectAll();
    emit confirmed();
}

double NumberSpin::stepSize() const
{
    if (stepType() == DefaultStepType)
        return singleStep();
    const double size = std::abs(value());
    return size > 0 ? std::max(shownUnit(), std::pow(10.0, std::floor(std::log10(size)) - 1)) : singleStep();
}

QAbstractSpinBox::StepEnabled NumberSpin::stepEnabled() const
{
    StepEnabled enabled = StepNone;
    if (value() > m_lowest)
        enabled |= StepDownEnabled;
    if (value() < m_highest)
        enabled |= StepUpEnabled;
    return enabled;
}

void NumberSpin::focusOutEvent(QFocusEvent* event)
{
    const bool comesBack = event->reason() == Qt::PopupFocusReason || event->reason() == Qt::ActiveWindowFocusReason;
    if (!comesBack) {
        QDoubleSpinBox::focusOutEvent(event);
        return;
    }
    // In the middle of typing: the base class would put the last number in place of what stands there.
    lineEdit()->event(event);
    QWidget::focusOutEvent(event);
}

void NumberSpin::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && !hasNumber()) {
        event->accept();
        return;
    }
    QDoubleSpinBox::keyPressEvent(event);
    if (enter)
        emit confirmed();
}

QSize NumberSpin::sizeHint() const
{
    const int text = fontMetrics().horizontalAdvance(QStringLiteral("−000.0") + suffix());
    return {text + 16, QDoubleSpinBox::sizeHint().height()};
}

QSize NumberSpin::minimumSizeHint() const
{
    return {fontMetrics().horizontalAdvance(QStringLiteral("−00.0")) + 16, QDoubleSpinBox::minimumSizeHint().height()};
}

} // namespace gabor
