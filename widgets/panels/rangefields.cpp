// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/rangefields.h"

#include "widgets/panels/numberspin.h"

#include <utility>

namespace gabor {

RangeFields::RangeFields(NumberSpin& low, NumberSpin& high, Faults faults, QObject* parent)
    : QObject(parent), m_low(&low), m_high(&high), m_faults(std::move(faults))
{
    for (NumberSpin* field : {m_low, m_high}) {
        connect(field, &NumberSpin::edited, this, [this, field] { tryField(*field); });
        connect(field, &NumberSpin::confirmed, this, [this] {
            if (!m_faulty)
                finish();
        });
    }
}

void RangeFields::setEnds(const RangeEnds& ends)
{
    if (ends == m_ends)
        return;
    m_ends = ends;
    // An owner may widen a band that is too narrow to be shown; whoever types 1 on the way to 1000 must not notice.
    const bool goesOn = m_edited != nullptr && (m_offering || m_faulty);
    if (!goesOn)
        closeEdit();
    if (!goesOn || m_faulty)
        m_standing = ends;
    showEnds();
}

void RangeFields::tryField(NumberSpin& field)
{
    if (m_edited != &field) { // the keyboard need not have left the other one, as where the wheel turns this one
        closeEdit();
        m_standing = m_ends;
        m_edited = &field;
        showEnds();
    }
    RangeEnds wanted = m_standing;
    QString sentence;
    if (field.hasNumber()) {
        double& end = &field == m_low ? wanted.low : wanted.high;
        end = field.numberOr(end); // a field shows a rounded number; only an edited one stands for what it shows
        wanted.automatic = false;
        sentence = m_faults.impossible(wanted);
    } else {
        sentence = m_faults.unreadable(field.typedText());
    }
    m_faulty = !sentence.isEmpty();
    emit faultChanged(sentence, &field);
    offer(m_faulty ? m_standing : wanted);
}

void RangeFields::offer(const RangeEnds& ends)
{
    if (ends == m_ends)
        return;
    m_ends = ends;
    m_offering = true;
    emit endsChanged(ends);
    m_offering = false;
}

void RangeFields::finish()
{
    if (m_edited == nullptr)
        return;
    closeEdit();
    m_standing = m_ends;
    showEnds();
}

void RangeFields::discard()
{
    if (m_edited == nullptr)
        return;
    closeEdit();
    offer(m_standing);
    showEnds();
}

void RangeFields::closeEdit()
{
    m_edited = nullptr;
    m_faulty = false;
    emit faultChanged({}, nullptr);
}

void RangeFields::showEnds()
{
    if (m_low != m_edited)
        m_low->showNumber(m_ends.low);
    if (m_high != m_edited)
        m_high->showNumber(m_ends.high);
}

} // namespace gabor
