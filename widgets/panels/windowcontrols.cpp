// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/windowcontrols.h"

#include "widgets/panels/faulttext.h"
#include "widgets/panels/fieldrow.h"
#include "widgets/panels/numberlist.h"
#include "widgets/panels/numberspin.h"
#include "widgets/panels/section.h"
#include "widgets/panels/wheelguard.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>

#include <algorithm>
#include <utility>

namespace gabor {
namespace {

QString text(std::string_view words)
{
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

/// The one window whose parameters are a list without a given length.
bool takesList(WindowKind kind)
{
    return kind == WindowKind::GeneralCosine;
}

std::size_t mostParameters()
{
    std::size_t most = 0;
    for (const WindowInfo& info : windowCatalog()) {
        if (!takesList(info.kind))
            most = std::max(most, info.parameters.size());
    }
    return most;
}

} // namespace

WindowControls::WindowControls(Section& section, QObject* parent)
    : QObject(parent), m_kindCombo(new QComboBox(&section)), m_listEdit(new QLineEdit(&section)),
      m_symmetricCheck(new QCheckBox(tr("S&ymmetric"), &section))
{
    m_kindCombo->setObjectName(QStringLiteral("windowCombo"));
    m_kindCombo->setAccessibleName(tr("Window"));
    m_kindCombo->setToolTip(
        tr("How each piece of sound is faded in and out: thinner lines, or less haze around loud ones "
           "(window function)."));
    m_kindCombo->setMaxVisibleItems(30);
    m_kindCombo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_kindCombo->setMinimumContentsLength(10);
    guardFromWheel(*m_kindCombo);
    for (const WindowInfo& info : windowCatalog())
        m_kindCombo->addItem(text(info.displayName), static_cast<int>(info.kind));
    m_kindRow = new FieldRow(tr("&Window"), m_kindCombo, nullptr, &section);
    section.addRow(m_kindRow);

    buildParameterRows(section);

    m_symmetricCheck->setObjectName(QStringLiteral("symmetricCheck"));
    m_symmetricCheck->setAccessibleName(tr("Symmetric window"));
    m_symmetricCheck->setToolTip(
        tr("Hardly visible: ends the window as it begins, as filters want it. Off: it continues "
           "into itself, as spectra want it (periodic)."));
    m_symmetricRow = new FieldRow(QString(), m_symmetricCheck, nullptr, &section);
    section.addRow(m_symmetricRow);
    connectControls();
}

void WindowControls::buildParameterRows(Section& section)
{
    for (std::size_t i = 0; i < mostParameters(); ++i) {
        auto* spin = new NumberSpin(&section);
        spin->setObjectName(QStringLiteral("windowParameter%1Spin").arg(i));
        spin->setShownDecimals(6);
        spin->setSingleStep(0.1);
        m_spins.push_back(spin);
        m_spinRows.push_back(new FieldRow(QString(), spin, nullptr, &section));
        m_spinRows.back()->label()->setWordWrap(true);
        section.addRow(m_spinRows.back());
    }
    m_listEdit->setObjectName(QStringLiteral("windowParametersEdit"));
    m_listEdit->setAccessibleName(tr("Weights of the cosines"));
    m_listEdit->setToolTip(tr("Shapes the window from cosines, and with it the haze around loud lines: their weights, "
                              "separated by %1 (general cosine window).")
                               .arg(listSeparator(QLocale())));
    m_listRow = new FieldRow(tr("Wei&ghts"), m_listEdit, nullptr, &section);
    section.addRow(m_listRow);
}

void WindowControls::connectControls()
{
    connect(m_kindCombo, &QComboBox::currentIndexChanged, this, [this] {
        if (!m_showing)
            emit kindChosen(static_cast<WindowKind>(m_kindCombo->currentData().toInt()));
    });
    for (NumberSpin* spin : m_spins)
        connect(spin, &NumberSpin::edited, this, &WindowControls::takeParameters);
    connect(m_listEdit, &QLineEdit::textChanged, this, [this] {
        if (!m_showing)
            takeParameters();
    });
    connect(m_symmetricCheck, &QCheckBox::toggled, this, [this](bool on) {
        if (!m_showing)
            emit symmetricChosen(on);
    });
}

void WindowControls::takeParameters()
{
    std::vector<double> parameters;
    if (takesList(m_kind)) {
        if (auto list = readNumberList(m_listEdit->text(), QLocale()))
            parameters = std::move(*list);
        else
            return emit unreadable();
    } else {
        for (std::size_t i = 0; i < windowInfo(m_kind).parameters.size(); ++i) {
            if (!m_spins[i]->hasNumber())
                return emit unreadable();
            parameters.push_back(m_spins[i]->value());
        }
    }
    emit parametersEdited(parameters);
}

void WindowControls::showParameterRows(WindowKind kind)
{
    const auto infos = takesList(kind) ? std::span<const WindowParameterInfo>() : windowInfo(kind).parameters;
    m_listRow->setVisible(takesList(kind));
    for (std::size_t i = 0; i < m_spins.size(); ++i) {
        m_spinRows[i]->setVisible(i < infos.size());
        if (i >= infos.size())
            continue;
        const WindowParameterInfo& info = infos[i];
        const QString name = text(info.name);
        const QString symbol = text(info.symbol.empty() ? info.name : info.symbol);
        const bool inDecibels = symbol == QLatin1String("dB");
        m_spinRows[i]->label()->setText(inDecibels ? name : QStringLiteral("%1 %2").arg(name, symbol));
        NumberSpin& spin = *m_spins[i];
        spin.setSuffix(inDecibels ? QStringLiteral(" dB") : QString());
        spin.setDecimals(info.whole ? 0 : 8);
        spin.setStepType(info.whole ? QAbstractSpinBox::DefaultStepType : QAbstractSpinBox::AdaptiveDecimalStepType);
        spin.setSingleStep(info.whole ? 1 : 0.1);
        spin.setUsualRange(info.minimumExcluded ? info.minimum + 1e-6 : info.minimum, info.maximum);
        spin.setAccessibleName(name);
        spin.setToolTip(
            tr("Moves the balance between thin lines and little haze around them (%1 of the window).").arg(name));
    }
}

void WindowControls::showWindow(const WindowSpec& window, bool keepUnreadable)
{
    m_showing = true;
    const bool sameKind = window.kind == m_kind && m_rowsReady;
    m_kind = window.kind;
    m_kindCombo->setCurrentIndex(m_kindCombo->findData(static_cast<int>(window.kind)));
    m_symmetricCheck->setChecked(window.symmetric);
    if (!sameKind)
        showParameterRows(window.kind); // would write the texts anew
    m_rowsReady = true;
    const bool keep = keepUnreadable && sameKind;
    if (takesList(window.kind)) {
        const auto shown = readNumberList(m_listEdit->text(), QLocale());
        if (shown != window.parameters && (shown || !keep))
            m_listEdit->setText(numberListText(window.parameters, QLocale()));
    } else {
        for (std::size_t i = 0; i < std::min(window.parameters.size(), m_spins.size()); ++i) {
            if (!keep || m_spins[i]->hasNumber())
                m_spins[i]->showNumber(window.parameters[i]);
        }
    }
    m_showing = false;
}

bool WindowControls::showUnreadable()
{
    bool readable = true;
    m_kindRow->setFault({});
    m_symmetricRow->setFault({});
    const bool list = takesList(m_kind);
    const std::size_t count = list ? 0 : windowInfo(m_kind).parameters.size();
    for (std::size_t i = 0; i < m_spins.size(); ++i) {
        const NumberSpin& spin = *m_spins[i];
        const bool bad = i < count && !spin.hasNumber();
        QString sentence;
        if (bad)
            sentence = spin.decimals() == 0 ? notWholeText(spin.typedText()) : unreadableNumberText(spin.typedText());
        m_spinRows[i]->setFault(sentence);
        readable = readable && !bad;
    }
    const bool badList = list && !readNumberList(m_listEdit->text(), QLocale());
    m_listRow->setFault(badList ? unreadableListText(m_listEdit->text()) : QString());
    return readable && !badList;
}

void WindowControls::showFault(const WindowFault& fault, const QString& sentence)
{
    FieldRow* row = m_kindRow;
    const auto parameter = static_cast<std::size_t>(std::max(fault.parameter, 0));
    if (fault.rule == WindowFault::Rule::PeriodicUnknown)
        row = m_symmetricRow;
    else if (takesList(m_kind))
        row = m_listRow;
    else if (!windowInfo(m_kind).parameters.empty() && parameter < m_spinRows.size())
        row = m_spinRows[parameter];
    row->setFault(sentence);
}

void WindowControls::showDifferences(const WindowSpec& window, const WindowSpec& standard, int windowLength)
{
    const std::vector<double> first = initialWindow(window.kind, std::max(windowLength, 1)).parameters;
    m_kindRow->setChanged(window.kind != standard.kind);
    m_symmetricRow->setChanged(window.symmetric != standard.symmetric);
    m_listRow->setChanged(window.parameters != first);
    for (std::size_t i = 0; i < m_spinRows.size(); ++i) {
        const bool both = i < window.parameters.size() && i < first.size();
        m_spinRows[i]->setChanged(both && window.parameters[i] != first[i]);
    }
}

} // namespace gabor
