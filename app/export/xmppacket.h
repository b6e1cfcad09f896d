// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace gabor {

/// What an image says about itself.
struct ImageRemarks
{
    QString title;
    QString description;    ///< a sentence for people
    QByteArray recipe;      ///< JSON in UTF-8; empty: none
    double dotsPerInch = 0; ///< 0: not said
};

/// "Gabor 1.2"
QString imageSoftware();

/// An rdf:RDF element with @p remarks, as SVG's metadata holds it. Source: XMP specification, part 1 (ISO 16684-1).
QByteArray rdfOf(const ImageRemarks& remarks);
/// The same as an XMP packet, as WebP, TIFF and PDF hold it.
QByteArray xmpPacketOf(const ImageRemarks& remarks);

/// The recipe in a piece of XML that holds an element made by rdfOf(), though it be cut off behind it; nothing where
/// there is none.
std::optional<QByteArray> recipeInXml(const QByteArray& xml);

} // namespace gabor
