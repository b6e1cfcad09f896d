// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/exportdialog.h"

#include "app/export/figurepreview.h"
#include "app/export/figuresizecontrols.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <array>

namespace gabor {

namespace {

struct PartText
{
    bool FigureParts::*part;
    const char* name;
    const char* text;
    const char* toolTip;
};

constexpr std::array parts{
    PartText{&FigureParts::title, "exportTitleCheck", QT_TRANSLATE_NOOP("ExportDialog", "&Title"),
             QT_TRANSLATE_NOOP("ExportDialog", "The name of the sound, above the figure")},
    PartText{&FigureParts::waveform, "exportWaveformCheck", QT_TRANSLATE_NOOP("ExportDialog", "Wa&veform"),
             QT_TRANSLATE_NOOP("ExportDialog", "The waveform, above the spectrogram")},
    PartText{
        &FigureParts::axes, "exportAxesCheck", QT_TRANSLATE_NOOP("ExportDialog", "&Axes"),
        QT_TRANSLATE_NOOP("ExportDialog", "Numbers, captions and frame; without them the picture fills the image")},
    PartText{&FigureParts::colorBar, "exportColorBarCheck", QT_TRANSLATE_NOOP("ExportDialog", "&Color bar"),
             QT_TRANSLATE_NOOP("ExportDialog", "What color stands for what level")},
    PartText{&FigureParts::grid, "exportGridCheck", QT_TRANSLATE_NOOP("ExportDialog", "&Grid"),
             QT_TRANSLATE_NOOP("ExportDialog", "Lines across the picture at the numbers of the axes")},
    PartText{&FigureParts::markers, "exportMarkersCheck", QT_TRANSLATE_NOOP("ExportDialog", "&Markers"),
             QT_TRANSLATE_NOOP("ExportDialog", "Cue points, regions and chapters of the file, with their names")},
    PartText{&FigureParts::description, "exportDescriptionCheck", QT_TRANSLATE_NOOP("ExportDialog", "&Description"),
             QT_TRANSLATE_NOOP("ExportDialog", "A line below that says how the picture was made")},
};

/// The size of the image in words: pixels, and what they are on paper.
QString factsText(const FigureRequest& request)
{
    const double millimetersPerPixel = 25.4 / request.dotsPerInch;
    return ExportDialog::tr("%1 × %2 pixels, %3 × %4 mm at %5 dpi")
        .arg(QString::number(request.pixels.width()), QString::number(request.pixels.height()),
             QString::number(request.pixels.width() * millimetersPerPixel, 'f', 0),
             QString::number(request.pixels.height() * millimetersPerPixel, 'f', 0),
             QString::number(request.dotsPerInch, 'f', 0));
}

} // namespace

ExportDialog::ExportDialog(JobQueue& queue, const FigureRequest& asWindow, const ExportChoice& initial, QWidget* parent)
    : QDialog(parent), m_asWindow(asWindow)
{
    setWindowTitle(tr("Export image"));
    setObjectName(QStringLiteral("exportDialog"));
    auto* choices = new QWidget;
    auto* form = new QFormLayout(choices);
    form->setContentsMargins(0, 0, 0, 0);
    addFormats(*form, initial.format);
    m_size = new FigureSizeControls({.pixels = asWindow.pixels, .textScale = asWindow.scale}, *form);
    addThemes(*form, initial.dark);
    form->addRow(tr("Show"), makeParts(initial.parts));
    m_facts = new QLabel;
    m_facts->setObjectName(QStringLiteral("exportFactsLabel"));
    m_facts->setProperty("textRole", QStringLiteral("muted"));
    m_fault = new QLabel;
    m_fault->setObjectName(QStringLiteral("exportFaultLabel"));
    m_fault->setProperty("textRole", QStringLiteral("error"));
    m_fault->setWordWrap(true);
    m_preview = new FigurePreview(queue);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_accept = buttons->addButton(tr("&Export…"), QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(QStringLiteral("exportAcceptButton"));
    m_accept->setDefault(true);

    auto* left = new QVBoxLayout;
    left->addWidget(choices);
    left->addWidget(m_fault);
    left->addStretch(1);
    auto* right = new QVBoxLayout;
    right->addWidget(m_preview, 1);
    right->addWidget(m_facts, 0, Qt::AlignHCenter);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(18);
    columns->addLayout(left);
    columns->addLayout(right, 1);
    auto* all = new QVBoxLayout(this);
    all->addLayout(columns, 1);
    all->addWidget(buttons);
    choices->setFixedWidth(330);

    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::showChoice);
    connect(m_size, &FigureSizeControls::changed, this, &ExportDialog::showChoice);
    connect(m_theme, &QComboBox::currentIndexChanged, this, &ExportDialog::showChoice);
    for (QCheckBox* const part : m_parts)
        connect(part, &QCheckBox::toggled, this, &ExportDialog::showChoice);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_size->setSize(initial.size);
}

ExportDialog::~ExportDialog() = default;

void ExportDialog::addFormats(QFormLayout& form, ImageFormat initial)
{
    m_format = new QComboBox;
    m_format->setObjectName(QStringLiteral("exportFormatCombo"));
    m_format->setToolTip(
        tr("In SVG and PDF text and lines are sharp at every size; PNG, WebP and TIFF keep every pixel "
           "as it is; JPEG does not"));
    m_format->setAccessibleName(tr("Image format"));
    for (const ImageFormatInfo& info : imageFormatCatalog())
        m_format->addItem(QString::fromLatin1(info.name.data(), static_cast<qsizetype>(info.name.size())),
                          static_cast<int>(info.format));
    m_format->setCurrentIndex(m_format->findData(static_cast<int>(initial)));
    form.addRow(tr("&Format"), m_format);
}

void ExportDialog::addThemes(QFormLayout& form, bool dark)
{
    m_theme = new QComboBox;
    m_theme->setObjectName(QStringLiteral("exportThemeCombo"));
    m_theme->setToolTip(tr("Whatever theme the program has"));
    m_theme->setAccessibleName(tr("Theme of the image"));
    m_theme->addItem(tr("Light"));
    m_theme->addItem(tr("Dark"));
    m_theme->setCurrentIndex(dark ? 1 : 0);
    form.addRow(tr("T&heme"), m_theme);
}

QWidget* ExportDialog::makeParts(const FigureParts& initial)
{
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    for (const PartText& part : parts) {
        auto* check = new QCheckBox(tr(part.text));
        check->setObjectName(QLatin1String(part.name));
        check->setToolTip(tr(part.toolTip));
        check->setChecked(initial.*part.part);
        const auto index = static_cast<int>(m_parts.size());
        grid->addWidget(check, index / 2, index % 2);
        m_parts << check;
    }
    return box;
}

ExportChoice ExportDialog::choice() const
{
    ExportChoice choice{.format = static_cast<ImageFormat>(m_format->currentData().toInt()),
                        .size = m_size->size(),
                        .dark = m_theme->currentIndex() == 1,
                        .parts = {}};
    for (std::size_t i = 0; i < parts.size(); ++i)
        choice.parts.*parts[i].part = m_parts[static_cast<qsizetype>(i)]->isChecked();
    return choice;
}

FigureRequest ExportDialog::request() const
{
    const ExportChoice chosen = choice();
    FigureRequest request = inSize(m_asWindow, chosen.size);
    request.dark = chosen.dark;
    request.parts = chosen.parts;
    return request;
}

void ExportDialog::showChoice()
{
    const FigureRequest chosen = request();
    const QString fault = faultIn(chosen);
    m_fault->setText(fault);
    m_facts->setText(factsText(chosen));
    m_accept->setEnabled(fault.isEmpty());
    if (fault.isEmpty())
        m_preview->setFigure(chosen);
}

} // namespace gabor
