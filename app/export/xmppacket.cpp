// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/xmppacket.h"

#include "app/export/imagefile.h"

#include <QCoreApplication>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>

namespace gabor {

namespace {

const QString rdfSpace = QStringLiteral("http://www.w3.org/1999/02/22-rdf-syntax-ns#");
const QString dublinSpace = QStringLiteral("http://purl.org/dc/elements/1.1/");
const QString xmpSpace = QStringLiteral("http://ns.adobe.com/xap/1.0/");
const QString tiffSpace = QStringLiteral("http://ns.adobe.com/tiff/1.0/");
const QString ownSpace = QStringLiteral("urn:gabor:figure:1");

/// Elements within each other, all of which a reader remembers: more than any image has.
constexpr int deepestLook = 1000;

/// Names of files may hold what no XML may.
QString withoutControls(QString text)
{
    for (QChar& c : text) {
        if (c < u' ' || c.unicode() >= 0xfffe)
            c = QChar::ReplacementCharacter;
    }
    return text;
}

/// Two characters that JSON may hold and XML may not, by their numbers, which mean the same in JSON.
QByteArray xmlSafe(QByteArray json)
{
    return json.replace("\xEF\xBF\xBE", "\\ufffe").replace("\xEF\xBF\xBF", "\\uffff");
}

/// A text in the one language that it has.
void writeText(QXmlStreamWriter& xml, const QString& name, const QString& text)
{
    if (text.isEmpty())
        return;
    xml.writeStartElement(dublinSpace, name);
    xml.writeStartElement(rdfSpace, QStringLiteral("Alt"));
    xml.writeStartElement(rdfSpace, QStringLiteral("li"));
    xml.writeAttribute(QStringLiteral("xml:lang"), QStringLiteral("x-default"));
    xml.writeCharacters(withoutControls(text));
    for (int i = 0; i < 3; ++i)
        xml.writeEndElement();
}

} // namespace

QString imageSoftware()
{
    return (QStringLiteral("Gabor ") + QCoreApplication::applicationVersion()).trimmed();
}

QByteArray rdfOf(const ImageRemarks& remarks)
{
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.writeNamespace(rdfSpace, QStringLiteral("rdf"));
    xml.writeStartElement(rdfSpace, QStringLiteral("RDF"));
    xml.writeNamespace(dublinSpace, QStringLiteral("dc"));
    xml.writeNamespace(xmpSpace, QStringLiteral("xmp"));
    xml.writeNamespace(tiffSpace, QStringLiteral("tiff"));
    xml.writeNamespace(ownSpace, QStringLiteral("gabor"));
    xml.writeStartElement(rdfSpace, QStringLiteral("Description"));
    xml.writeAttribute(rdfSpace, QStringLiteral("about"), QString());
    writeText(xml, QStringLiteral("title"), remarks.title);
    writeText(xml, QStringLiteral("description"), remarks.description);
    xml.writeTextElement(xmpSpace, QStringLiteral("CreatorTool"), imageSoftware());
    if (remarks.dotsPerInch > 0) {
        const QString rational = QString::number(qRound64(remarks.dotsPerInch * 1000)) + QStringLiteral("/1000");
        xml.writeTextElement(tiffSpace, QStringLiteral("XResolution"), rational);
        xml.writeTextElement(tiffSpace, QStringLiteral("YResolution"), rational);
        xml.writeTextElement(tiffSpace, QStringLiteral("ResolutionUnit"), QStringLiteral("2")); // inches
    }
    if (!remarks.recipe.isEmpty())
        xml.writeTextElement(ownSpace, QStringLiteral("recipe"), QString::fromUtf8(xmlSafe(remarks.recipe)));
    xml.writeEndElement();
    xml.writeEndElement();
    return bytes;
}

QByteArray xmpPacketOf(const ImageRemarks& remarks)
{
    return "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
           "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
        + rdfOf(remarks) + "</x:xmpmeta>\n<?xpacket end=\"r\"?>";
}

std::optional<QByteArray> recipeInXml(const QByteArray& bytes)
{
    QXmlStreamReader xml(bytes);
    for (int depth = 0; !xml.atEnd() && depth < deepestLook;) {
        const QXmlStreamReader::TokenType token = xml.readNext();
        depth += token == QXmlStreamReader::StartElement ? 1 : token == QXmlStreamReader::EndElement ? -1 : 0;
        if (token != QXmlStreamReader::StartElement || xml.name() != QLatin1String("recipe")
            || xml.namespaceUri() != ownSpace)
            continue;
        const QByteArray recipe = xml.readElementText().toUtf8();
        if (xml.hasError() || recipe.isEmpty() || recipe.size() > longestRecipe)
            return std::nullopt;
        return recipe;
    }
    return std::nullopt;
}

} // namespace gabor
