// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/rawsound.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QPushButton;

namespace gabor {

class FieldRow;
class NumberSpin;

/// The fields that say what raw samples are. What cannot be is said below the field that it stands in.
class RawFields : public QWidget
{
    Q_OBJECT

public:
    explicit RawFields(const RawSound& initial, QWidget* parent = nullptr);

    /// Nothing while a field says what cannot be.
    const std::optional<RawSound>& raw() const { return m_raw; }
    /// Of the file that the samples lie in, once it is known: what may stand in the fields depends on it.
    void setFileBytes(std::int64_t bytes);

signals:
    /// At every edit, and where the size of the file makes a difference.
    void changed();

private:
    void addEncoding(SampleFormat initial);
    void addByteOrder(std::endian initial);
    void addNumbers(const RawSound& initial);
    FieldRow* addRow(const QString& name, QWidget* field, QWidget* buddy = nullptr);
    SampleFormat format() const;
    /// Reads the fields, and says what is wrong with them.
    void check();

    std::optional<std::int64_t> m_fileBytes; ///< nothing: not known yet
    std::optional<RawSound> m_raw;
    QComboBox* m_encoding = nullptr;
    QPushButton* m_littleEndian = nullptr;
    QPushButton* m_bigEndian = nullptr;
    NumberSpin* m_rate = nullptr;
    NumberSpin* m_channels = nullptr;
    NumberSpin* m_offset = nullptr;
    FieldRow* m_orderRow = nullptr;
    FieldRow* m_rateRow = nullptr;
    FieldRow* m_channelsRow = nullptr;
    FieldRow* m_offsetRow = nullptr;
};

} // namespace gabor
