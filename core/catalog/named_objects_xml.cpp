// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/named_objects_xml.h"

#include <QXmlStreamReader>

#include <algorithm>

#include "core/base/text.h"

namespace atscope::catalog {

namespace {

constexpr std::size_t MostBytes = std::size_t{4} << 20U;
constexpr std::size_t MostObjects = 256;
constexpr std::size_t MostResources = 1024;
constexpr qsizetype MostName = 200;
constexpr int MostId = 65'535;

class XmlFile final
{
public:
    XmlFile(std::string_view text, const std::string &file) : m_file(file)
    {
        m_xml.addData(QByteArray(text.data(), static_cast<qsizetype>(text.size())));
        m_out.complaints.reserve(1);
    }

    CompiledFile read()
    {
        while (!m_failed && !m_xml.atEnd()) {
            const auto token = m_xml.readNext();
            if (token == QXmlStreamReader::DTD || token == QXmlStreamReader::EntityReference)
                fail("catalog-xml-entities"); // such files have none; entities of entities are how XML is made to swell
            else if (token == QXmlStreamReader::StartElement && m_xml.name() == QLatin1String("Object"))
                readObject();
        }
        if (!m_failed && m_xml.hasError())
            fail("catalog-xml-broken", {{"reason", m_xml.errorString().toStdString()}});
        if (!m_failed && m_out.namedObjects.empty())
            fail("catalog-xml-nothing");
        return std::move(m_out);
    }

private:
    void fail(const char *code, std::vector<std::pair<std::string, std::string>> args = {})
    {
        m_failed = true;
        m_out.namedObjects.clear();
        const base::SourcePlace place{m_file, static_cast<int>(m_xml.lineNumber()), static_cast<int>(m_xml.columnNumber()) + 1};
        m_out.complaints.push_back({base::Error(base::Message(code, std::move(args)), place), Severity::Error});
    }
    std::string text()
    {
        return m_xml.readElementText(QXmlStreamReader::SkipChildElements).simplified().left(MostName).toStdString();
    }
    bool id(const std::string &text, int &out)
    {
        const auto number = base::toInteger(text);
        if (!number || *number < 0 || *number > MostId) {
            fail("catalog-xml-bad-id", {{"value", text}});
            return false;
        }
        out = static_cast<int>(*number);
        return true;
    }
    void readObject()
    {
        NamedObject object;
        object.file = m_file;
        object.line = static_cast<int>(m_xml.lineNumber());
        bool hasId = false;
        while (!m_failed && m_xml.readNextStartElement()) {
            if (m_xml.name() == QLatin1String("Name"))
                object.title.en = text();
            else if (m_xml.name() == QLatin1String("ObjectID"))
                hasId = id(text(), object.id);
            else if (m_xml.name() == QLatin1String("Resources"))
                readResources(object);
            else
                m_xml.skipCurrentElement();
        }
        if (m_failed || m_xml.hasError())
            return;
        if (!hasId) {
            fail("catalog-xml-bad-id", {{"value", ""}});
            return;
        }
        auto &resources = object.resources;
        std::stable_sort(resources.begin(), resources.end(), [](const auto &a, const auto &b) { return a.id < b.id; });
        const auto twice = std::adjacent_find(resources.begin(), resources.end(), [](const auto &a, const auto &b) { return a.id == b.id; });
        const bool again = std::any_of(m_out.namedObjects.begin(), m_out.namedObjects.end(), [&](const auto &o) { return o.id == object.id; });
        if (twice != resources.end() || again)
            fail("catalog-double-value", {{"value", base::fromInteger(again ? object.id : twice->id)}});
        else if (m_out.namedObjects.size() >= MostObjects)
            fail("catalog-xml-too-large");
        else
            m_out.namedObjects.push_back(std::move(object));
    }
    void readResources(NamedObject &object)
    {
        while (!m_failed && m_xml.readNextStartElement()) {
            if (m_xml.name() != QLatin1String("Item")) {
                m_xml.skipCurrentElement();
                continue;
            }
            if (object.resources.size() >= MostResources) {
                fail("catalog-xml-too-large");
                return;
            }
            NamedResource resource;
            if (!id(m_xml.attributes().value(QLatin1String("ID")).toString().toStdString(), resource.id))
                return;
            while (m_xml.readNextStartElement()) {
                if (m_xml.name() == QLatin1String("Name"))
                    resource.title.en = text();
                else if (m_xml.name() == QLatin1String("Type"))
                    resource.type = typeOf(base::lower(text()));
                else if (m_xml.name() == QLatin1String("Units"))
                    resource.unit = text();
                else
                    m_xml.skipCurrentElement();
            }
            object.resources.push_back(std::move(resource));
        }
    }
    static std::string typeOf(const std::string &word)
    {
        if (word == "boolean")
            return "bool";
        if (word == "unsigned integer")
            return "integer";
        for (const char *known : {"string", "integer", "float", "opaque", "time", "objlnk"})
            if (word == known)
                return word == "objlnk" ? "objlink" : word;
        return {};
    }

    const std::string m_file;
    QXmlStreamReader m_xml;
    CompiledFile m_out;
    bool m_failed = false;
};

} // namespace

CompiledFile readNamedObjectsXml(std::string_view text, const std::string &file)
{
    if (text.size() > MostBytes) {
        CompiledFile out;
        out.complaints.push_back({base::Error(base::Message("catalog-xml-too-large"), {file, 0, 0}), Severity::Error});
        return out;
    }
    return XmlFile(text, file).read();
}

} // namespace atscope::catalog
