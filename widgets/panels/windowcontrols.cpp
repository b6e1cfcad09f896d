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

bool isInDecibels(const WindowParameterInfo& info)
{
    return info.symbol == "dB";
}

/// "Half bandwidth NW", "Attenuation", as other names of a panel are written.
QString fullName(const WindowParameterInfo& info)
{
    QString name = text(info.name);
    name[0] = name[0].toUpper();
    return isInDecibels(info) ? name : QStringLiteral("%1 %2").arg(name, text(info.symbol));
}

/// The same for the narrow column of the names.
QString shortName(const WindowParameterInfo& info)
{
    if (info.name == "half bandwidth")
        return WindowControls::tr("Width NW");
    if (info.name == "near sidelobes")
        return WindowControls::tr("Sidelobes %1").arg(text(info.symbol));
    if (info.name == "sidelobe level")
        return WindowControls::tr("Lobe level");
    return fullName(info);
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
        if (m_showing)
            return;
        const auto kind = static_cast<WindowKind>(m_kindCombo->currentData().toInt());
        emit edited({m_kindCombo, {}, [kind](AnalysisDraft& draft) { setWindowKind(draft, kind); }});
        emit confirmed();
    });
    for (std::size_t i = 0; i < m_spins.size(); ++i) {
        connect(m_spins[i], &NumberSpin::edited, this, [this, i] { takeParameter(i); });
        connect(m_spins[i], &NumberSpin::confirmed, this, &WindowControls::confirmed);
    }
    connect(m_listEdit, &QLineEdit::textChanged, this, [this] {
        if (!m_showing)
            takeList();
    });
    connect(m_listEdit, &QLineEdit::returnPressed, this, &WindowControls::confirmed);
    connect(m_symmetricCheck, &QCheckBox::toggled, this, [this](bool on) {
        if (m_showing)
            return;
        emit edited({m_symmetricCheck, {}, [on](AnalysisDraft& draft) { setSymmetric(draft, on); }});
        emit confirmed();
    });
}

void WindowControls::takeParameter(std::size_t index)
{
    NumberSpin* const spin = m_spins[index];
    QString unreadable;
    if (!spin->hasNumber())
        unreadable = spin->decimals() == 0 ? notWholeText(spin->typedText()) : unreadableNumberText(spin->typedText());
    emit edited({spin, unreadable, [index, number = spin->value()](AnalysisDraft& draft) {
                     std::vector<double> parameters = draft.parameters.window.parameters;
                     parameters.at(index) = number;
                     setWindowParameters(draft, std::move(parameters));
                 }});
}

void WindowControls::takeList()
{
    const auto list = readNumberList(m_listEdit->text(), QLocale());
    emit edited({m_listEdit, list ? QString() : unreadableListText(m_listEdit->text()),
                 [list](AnalysisDraft& draft) { setWindowParameters(draft, *list); }});
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
        m_spinRows[i]->label()->setText(shortName(info));
        NumberSpin& spin = *m_spins[i];
        spin.setSuffix(isInDecibels(info) ? QStringLiteral(" dB") : QString());
        spin.setDecimals(info.whole ? 0 : 8);
        spin.setStepType(info.whole ? QAbstractSpinBox::DefaultStepType : QAbstractSpinBox::AdaptiveDecimalStepType);
        spin.setSingleStep(info.whole ? 1 : 0.1);
        spin.setUsualRange(info.minimumExcluded ? info.minimum + 1e-6 : info.minimum, info.maximum);
        spin.setAccessibleName(fullName(info));
        spin.setToolTip(tr("Moves the balance between thin lines and little haze around them (%1 of the window).")
                            .arg(fullName(info)));
    }
}

void WindowControls::showWindow(const WindowSpec& window, const QWidget* edited)
{
    m_showing = true;
    if (m_kindCombo != edited)
        m_kindCombo->setCurrentIndex(m_kindCombo->findData(static_cast<int>(window.kind)));
    if (m_symmetricCheck != edited)
        m_symmetricCheck->setChecked(window.symmetric);
    if (window.kind != m_kind || !m_rowsReady) {
        m_kind = window.kind;
        m_rowsReady = true;
        showParameterRows(window.kind);
    }
    showParameters(window.parameters, edited);
    m_showing = false;
}

void WindowControls::showParameters(const std::vector<double>& parameters, const QWidget* edited)
{
    if (!takesList(m_kind)) {
        for (std::size_t i = 0; i < std::min(parameters.size(), m_spins.size()); ++i) {
            if (m_spins[i] != edited)
                m_spins[i]->showNumber(parameters[i]);
        }
        return;
    }
    if (m_listEdit == edited)
        return;
    if (readNumberList(m_listEdit->text(), QLocale()) != parameters)
        m_listEdit->setText(numberListText(parameters, QLocale()));
    m_listEdit->setCursorPosition(0); // the first weights are the ones that matter most
}

int WindowControls::widestName(const Section& section)
{
    FieldLabel label({});
    label.setFont(section.font());
    int width = 0;
    for (const WindowInfo& window : windowCatalog()) {
        for (const WindowParameterInfo& parameter : window.parameters) {
            label.setText(shortName(parameter));
            width = std::max(width, label.sizeHint().width());
        }
    }
    return width;
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
