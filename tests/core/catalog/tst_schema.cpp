// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include "core/catalog/compiler.h"
#include "core/catalog/messages.h"
#include "core/catalog/yaml.h"
#include "support/test_main.h"

using namespace atscope;
using catalog::yaml::Node;

namespace {

// As much of JSON Schema as docs/catalog.schema.json uses. A YAML scalar is text here, as it is to the compiler; where the schema
// names a type, one of string, number, integer, boolean does.
class Schema
{
public:
    explicit Schema(QJsonObject root) : m_root(std::move(root)) {}
    // Why the node does not fit; empty: it does.
    QString check(const Node &node) const { return check(node, m_root); }

private:
    static QString at(const Node &node, const QString &why) { return QStringLiteral("line %1: %2").arg(node.line).arg(why); }
    static QString text(const Node &node) { return QString::fromStdString(node.text); }

    QString check(const Node &node, const QJsonObject &schema) const
    {
        static const QStringList s_known{"$schema", "$defs", "$ref", "title", "description", "type", "enum", "pattern", "properties",
                                         "additionalProperties", "required", "items", "anyOf", "minProperties", "maxProperties"};
        for (const QString &key : schema.keys())
            if (!s_known.contains(key))
                return "the test does not know the keyword " + key;
        if (const QString ref = schema["$ref"].toString(); !ref.isEmpty()) {
            const QString name = ref.mid(QStringLiteral("#/$defs/").size());
            const auto target = m_root["$defs"].toObject()[name];
            if (!target.isObject())
                return "no definition " + ref;
            return check(node, target.toObject());
        }
        if (const auto any = schema["anyOf"].toArray(); !any.isEmpty()) {
            QString first;
            for (const auto &one : any) {
                const QString why = check(node, one.toObject());
                if (why.isEmpty())
                    return {};
                // The branch of the same kind says best what is wrong.
                if (first.isEmpty() || (node.isMap() && one.toObject().contains("properties")))
                    first = why;
            }
            return first;
        }
        if (schema.contains("type") && !isOfType(node, schema["type"]))
            return at(node, "wrong type");
        if (const auto values = schema["enum"].toArray(); !values.isEmpty()) {
            const bool there = std::any_of(values.begin(), values.end(), [&](const QJsonValue &value) {
                return node.isScalar() && value.toVariant().toString() == text(node);
            });
            if (!there)
                return at(node, "not one of the values: " + text(node));
        }
        if (schema.contains("pattern") && node.isScalar()
            && !QRegularExpression(schema["pattern"].toString()).match(text(node)).hasMatch())
            return at(node, "does not match: " + text(node));
        if (schema["items"].isObject() && node.isSequence())
            for (const Node *item : node.items)
                if (const QString why = check(*item, schema["items"].toObject()); !why.isEmpty())
                    return why;
        return node.isMap() ? checkMap(node, schema) : QString();
    }
    QString checkMap(const Node &node, const QJsonObject &schema) const
    {
        const auto properties = schema["properties"].toObject();
        for (const auto &[key, value] : node.entries) {
            const QString name = text(*key);
            QString why;
            if (properties.contains(name))
                why = check(*value, properties[name].toObject());
            else if (schema["additionalProperties"].isObject())
                why = check(*value, schema["additionalProperties"].toObject());
            else if (schema["additionalProperties"].isBool() && !schema["additionalProperties"].toBool())
                why = at(*key, "unknown key " + name);
            if (!why.isEmpty())
                return why;
        }
        for (const auto &name : schema["required"].toArray())
            if (std::none_of(node.entries.begin(), node.entries.end(), [&](const auto &e) { return text(*e.first) == name.toString(); }))
                return at(node, "missing " + name.toString());
        const auto size = static_cast<int>(node.entries.size());
        if (size < schema["minProperties"].toInt(0) || size > schema["maxProperties"].toInt(1 << 20))
            return at(node, "wrong number of keys");
        return {};
    }
    static bool isOfType(const Node &node, const QJsonValue &type)
    {
        const auto one = [&](const QString &name) {
            if (name == "object")
                return node.isMap();
            if (name == "array")
                return node.isSequence();
            if (name == "null")
                return node.isNull();
            if (name == "integer") {
                bool good = false;
                text(node).toLongLong(&good);
                return node.isScalar() && good;
            }
            return node.isScalar();
        };
        if (!type.isArray())
            return one(type.toString());
        const auto all = type.toArray();
        return std::any_of(all.begin(), all.end(), [&](const QJsonValue &name) { return one(name.toString()); });
    }

    QJsonObject m_root;
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

// docs/catalog.schema.json, for editors: every shipped file fits it, and what the compiler refuses because of its keys does not.
class TstSchema : public QObject
{
    Q_OBJECT

    std::unique_ptr<Schema> m_schema;

    QString check(const QByteArray &yaml)
    {
        const auto document = catalog::yaml::Document::read(yaml.toStdString(), "f.yaml");
        return document ? m_schema->check(document->root()) : QStringLiteral("no YAML");
    }

private slots:
    void initTestCase()
    {
        QJsonParseError error;
        const auto document = QJsonDocument::fromJson(contentOf(ATSCOPE_SOURCE_DIR "/docs/catalog.schema.json"), &error);
        QVERIFY2(document.isObject(), qPrintable(error.errorString()));
        m_schema = std::make_unique<Schema>(document.object());
    }

    void files_data()
    {
        QTest::addColumn<QString>("path");
        for (const char *folder : {ATSCOPE_SOURCE_DIR "/resources/catalogs", ATSCOPE_SOURCE_DIR "/docs/examples/catalog", ATSCOPE_TEST_DATA "/catalog"})
            for (const QFileInfo &file : QDir(folder).entryInfoList({"*.yaml"}))
                QTest::newRow(qPrintable(file.fileName())) << file.filePath();
    }
    void files()
    {
        QFETCH(QString, path);
        const QString why = check(contentOf(path));
        QVERIFY2(why.isEmpty(), qPrintable(why));
    }

    void language()
    {
        const QByteArray text = contentOf(ATSCOPE_TEST_DATA "/catalog/language.yaml");
        auto file = catalog::compileFile(text.toStdString(), "language.yaml", {.shipped = true, .base = nullptr});
        catalog::Model model;
        for (const auto &complaint : file.complaints)
            if (complaint.severity == catalog::Severity::Error)
                QFAIL(catalog::Messages::render(complaint.error, catalog::Language::English).c_str());
        model.families = std::move(file.families);
        model.platforms = std::move(file.platforms);
        const std::string table = catalog::toTable(model);
        auto again = catalog::fromTable(table);
        QVERIFY(again.ok());
        QCOMPARE(catalog::toTable(*again), table);
        for (const auto &complaint : catalog::link(model))
            QFAIL(catalog::Messages::render(complaint.error, catalog::Language::English).c_str());
        QCOMPARE(model.families.size(), std::size_t(1));
    }

    void wrong_data()
    {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *text) { QTest::newRow(text) << QByteArray("atscope: 1\nfamily: f\n") + text + "\n"; };
        row("titel: {en: a}");
        row("title: {english: a}");
        row("commands: [{title: {en: a}}]");
        row("commands: [{name: at+x}]");
        row("commands: [{name: AT+X, forms: [{form: sett}]}]");
        row("commands: [{name: AT+X, forms: [{form: set, params: [{name: A}]}]}]");
        row("commands: [{name: AT+X, forms: [{form: set, params: [{name: a, type: number}]}]}]");
        row("commands: [{name: AT+X, forms: [{form: set, params: [{name: a, quoting: never}]}]}]");
        row("commands: [{name: AT+X, forms: [{form: set, effects: [{fact: a, put: 1}]}]}]");
        row("commands: [{name: AT+X, forms: [{form: set, danger: some}]}]");
        row("urcs: [{name: +X, counted: {unit: bits}}]");
        row("facts: [{name: a, type: set}]");
        row("modules: [{module: a, baud: fast}]");
        row("platforms: [{title: {en: a}}]");
    }
    void wrong()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!check(text).isEmpty());
        QVERIFY(!catalog::compileFile(text.toStdString(), "f.yaml", {}).usable());
    }
};

ATSCOPE_TEST(TstSchema)
#include "tst_schema.moc"
