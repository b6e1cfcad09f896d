// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/helptexts.h"

#include <QAction>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QKeySequence>
#include <QLabel>
#include <QMessageBox>
#include <QVBoxLayout>

#include <utility>

namespace gabor {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Help", text);
}

QString row(const QString& what, const QString& how)
{
    return QStringLiteral("<tr><td>%1&nbsp;&nbsp;&nbsp;</td><td>%2</td></tr>")
        .arg(what.toHtmlEscaped(), how.toHtmlEscaped());
}

QString mouseRows()
{
    QString rows;
    for (const auto& [gesture, effect] : std::initializer_list<std::pair<QString, QString>>{
             {tr("Wheel"), tr("zoom time at the pointer")},
             {tr("Shift + wheel"), tr("move through time")},
             {tr("Ctrl + wheel"), tr("zoom frequency (in the waveform: amplitude) at the pointer")},
             {tr("Ctrl + Shift + wheel"), tr("move through frequency")},
             {tr("Wheel or drag on an axis"), tr("that axis alone")},
             {tr("Drag"), tr("move, or select with the Select tool")},
             {tr("Shift + drag"), tr("select a box")},
             {tr("Middle drag"), tr("move, whatever the tool")},
             {tr("Double click"), tr("see the whole; on an axis, that axis; on the color bar, automatic levels")},
             {tr("Color bar grips"), tr("limits of the levels")},
         })
        rows += row(gesture, effect);
    return rows;
}

QString keyRows(const QList<QAction*>& actions)
{
    QString rows = row(tr("Arrows in a plot"), tr("move the cursor; with Shift ten times as far"));
    for (const QAction* const action : actions) {
        if (action->shortcuts().isEmpty())
            continue;
        rows += row(QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText),
                    action->text().remove(u'&').remove(QStringLiteral("…")));
    }
    return rows;
}

} // namespace

void showShortcutSheet(QWidget* parent, const QList<QAction*>& actions)
{
    auto* dialog = new QDialog(parent);
    dialog->setObjectName(QStringLiteral("shortcutSheet"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Mouse and keys"));
    auto* text = new QLabel(QStringLiteral("<table><tr><td valign=top><table>%1</table></td><td>&nbsp;&nbsp;&nbsp;</td>"
                                           "<td valign=top><table>%2</table></td></tr></table>")
                                .arg(mouseRows(), keyRows(actions)));
    text->setTextFormat(Qt::RichText);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto* layout = new QVBoxLayout(dialog);
    layout->addWidget(text);
    layout->addWidget(buttons);
    dialog->show();
}

void showAboutBox(QWidget* parent)
{
    auto* box = new QMessageBox(parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Gabor"));
    box->setTextFormat(Qt::RichText);
    box->setText(tr("<h3>Gabor %1</h3><p>Looks at sound.</p><p>Named for Dennis Gabor: a spectrogram with a Gaussian "
                    "window is the Gabor transform, with the least possible blur in time times frequency.</p>"
                    "<p>Free software under the GNU General Public License, version 3 or later. Built with Qt, "
                    "QCustomPlot, FFTW and FFmpeg.</p>")
                     .arg(QCoreApplication::applicationVersion()));
    box->open();
}

} // namespace gabor
