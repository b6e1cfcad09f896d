// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/dataexportdialog.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <array>
#include <limits>

namespace gabor {

namespace {

constexpr std::array parts{DataPart::Whole, DataPart::Visible, DataPart::Selection};
constexpr std::array partNames{"Whole", "Visible", "Selection"};

QWidget* columnOf(const QButtonGroup& group)
{
    auto* column = new QWidget;
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    for (QAbstractButton* const button : group.buttons())
        layout->addWidget(button);
    return column;
}

QString bytesText(double bytes)
{
    if (bytes >= static_cast<double>(std::numeric_limits<qint64>::max()))
        return DataExportDialog::tr("more than any disk holds");
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeSIFormat);
}

} // namespace

DataExportDialog::DataExportDialog(const DataScope& scope, const DataChoice& initial, QWidget* parent)
    : QDialog(parent), m_scope(scope)
{
    setObjectName(QStringLiteral("dataExportDialog"));
    setWindowTitle(tr("Export data"));
    m_times = makeParts("dataTime", {tr("&Whole sound"), tr("&Visible part"), tr("&Selection")}, initial.time);
    m_frequencies = makeParts("dataFrequency", {tr("&All frequencies"), tr("V&isible band"), tr("Selected &band")},
                              initial.frequency);
    m_quantity = makeQuantities(initial.quantity);
    m_precision = makePrecisions(initial.precision);
    m_size = new QLabel;
    m_size->setObjectName(QStringLiteral("dataSizeLabel"));
    m_size->setTextFormat(Qt::PlainText);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    auto* const accept = buttons->addButton(tr("&Export…"), QDialogButtonBox::AcceptRole);
    accept->setObjectName(QStringLiteral("dataAcceptButton"));
    accept->setDefault(true);

    auto* form = new QFormLayout(this);
    setMinimumWidth(400);
    form->addRow(tr("Time"), columnOf(*m_times));
    form->addRow(tr("Frequency"), columnOf(*m_frequencies));
    form->addRow(tr("&Quantity"), m_quantity);
    form->addRow(tr("&Numbers"), m_precision);
    form->addRow(tr("Size"), m_size);
    form->addRow(buttons);

    connect(m_times, &QButtonGroup::idClicked, this, &DataExportDialog::showSize);
    connect(m_frequencies, &QButtonGroup::idClicked, this, &DataExportDialog::showSize);
    connect(m_quantity, &QComboBox::currentIndexChanged, this, &DataExportDialog::showSize);
    connect(m_precision, &QComboBox::currentIndexChanged, this, &DataExportDialog::showSize);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    showSize();
}

DataChoice DataExportDialog::choice() const
{
    return {.time = static_cast<DataPart>(m_times->checkedId()),
            .frequency = static_cast<DataPart>(m_frequencies->checkedId()),
            .quantity = static_cast<DataQuantity>(m_quantity->currentData().toInt()),
            .precision = static_cast<StoredPrecision>(m_precision->currentData().toInt())};
}

QButtonGroup* DataExportDialog::makeParts(const char* name, const QStringList& texts, DataPart initial)
{
    auto* group = new QButtonGroup(this);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        auto* button = new QRadioButton(texts[static_cast<qsizetype>(i)]);
        button->setObjectName(QLatin1String(name) + QLatin1String(partNames[i]) + QLatin1String("Button"));
        button->setEnabled(m_scope.has(parts[i]));
        if (!button->isEnabled())
            button->setToolTip(tr("Nothing is selected"));
        group->addButton(button, static_cast<int>(parts[i]));
    }
    group->button(static_cast<int>(m_scope.has(initial) ? initial : DataPart::Whole))->setChecked(true);
    return group;
}

QComboBox* DataExportDialog::makeQuantities(DataQuantity initial)
{
    auto* combo = new QComboBox;
    combo->setObjectName(QStringLiteral("dataQuantityCombo"));
    combo->setAccessibleName(tr("Quantity"));
    combo->setToolTip(tr("Level is what the screen shows; all others are as scipy.signal.spectrogram gives them"));
    const auto add = [combo](const QString& text, DataQuantity quantity) {
        combo->addItem(text, static_cast<int>(quantity));
    };
    add(tr("Level (dBFS)"), DataQuantity::Level);
    add(tr("Power spectrum (FS²)"), DataQuantity::PowerSpectrum);
    add(tr("Power density (FS²/Hz)"), DataQuantity::PowerDensity);
    add(tr("Magnitude (FS)"), DataQuantity::Magnitude);
    add(tr("Complex (FS)"), DataQuantity::Complex);
    add(tr("Angle (rad)"), DataQuantity::Angle);
    add(tr("Phase, unwrapped (rad)"), DataQuantity::Phase);
    combo->setCurrentIndex(combo->findData(static_cast<int>(initial)));
    return combo;
}

QComboBox* DataExportDialog::makePrecisions(StoredPrecision initial)
{
    auto* combo = new QComboBox;
    combo->setObjectName(QStringLiteral("dataPrecisionCombo"));
    combo->setAccessibleName(tr("Number format"));
    combo->setToolTip(tr("How numbers are stored; they are computed in 64 bits either way"));
    combo->addItem(tr("64-bit float"), static_cast<int>(StoredPrecision::Double));
    combo->addItem(tr("32-bit float"), static_cast<int>(StoredPrecision::Single));
    combo->setCurrentIndex(combo->findData(static_cast<int>(initial)));
    return combo;
}

void DataExportDialog::showSize()
{
    const DataShape shape = shapeOf(requestOf(m_scope, choice()));
    m_size->setText(
        tr("%1 × %2, %3").arg(QString::number(shape.rows), QString::number(shape.columns), bytesText(shape.bytes)));
    m_size->setToolTip(tr("Frequencies × times; as .csv two to three times as large"));
}

} // namespace gabor
