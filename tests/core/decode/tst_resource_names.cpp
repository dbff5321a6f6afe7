// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/catalog/catalog.h"
#include "core/catalog/named_objects_xml.h"
#include "core/decode/fields.h"
#include "core/decode/resource_names.h"
#include "support/test_main.h"

using namespace atscope;

namespace {

const std::string Valve =
    "<?xml version=\"1.0\"?>\n<LWM2M>\n<Object ObjectType=\"MODefinition\">\n<Name> Valve </Name>\n<Description1><![CDATA[<b>]]></Description1>\n"
    "<ObjectID>32000</ObjectID>\n<Resources>\n<Item ID=\"7\"><Name>Opening</Name><Operations>RW</Operations><Type>Float</Type>"
    "<Units>%</Units></Item>\n<Item ID=\"1\"><Name>Close</Name><Operations>E</Operations><Type></Type></Item>\n</Resources>\n</Object>\n</LWM2M>\n";

} // namespace

class TstResourceNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shipped()
    {
        const auto catalog = catalog::Catalog::builtIn();
        const auto &model = catalog->model();
        QCOMPARE(decode::pathWords(model, "3303/0/5700").en, std::string("Temperature/0/Sensor value"));
        QCOMPARE(decode::pathWords(model, "/3303/0/5700").zh, std::string("温度/0/传感器值"));
        QCOMPARE(decode::pathWords(model, "5/0/3").en, std::string("Firmware update/0/State"));
        QCOMPARE(decode::pathWords(model, "3303/-1/-1").en, std::string("Temperature/*/*"));
        QCOMPARE(decode::pathWords(model, "64000/1/2").en, std::string("64000/1/2"));
        QCOMPARE(decode::pathWords(model, "").en, std::string());
        QCOMPARE(decode::resourceOf(model, "3303/0/5700").resource->type, std::string("float"));
        QVERIFY(!decode::resourceOf(model, "99999999999999999999/0/x").object);
        for (int id = 0; id <= 7; ++id)
            QVERIFY(decode::resourceOf(model, std::to_string(id)).object);
        for (const char *id : {"3200", "3203", "3300", "3306", "3308", "3310", "3313", "3350"})
            QVERIFY2(decode::resourceOf(model, id).object, id);
    }
    // The numbers of a path in a line are told by name; which they are, the catalog says by roles.
    void inLines()
    {
        const auto catalog = catalog::Catalog::builtIn();
        const catalog::CatalogView view(catalog, catalog->module("ML307R"));
        const catalog::LineContext context{&view, {}, nullptr};
        const auto words = [&](const char *line) {
            const auto parsed = catalog::parseLine(line, context);
            return parsed.commands.empty() ? catalog::Text() : decode::meaningOf(parsed.commands.front().arguments, context);
        };
        QVERIFY(words("AT+MIPLNOTIFY=0,0,3303,0,5700,4,4,\"24.5\",0,0").en.starts_with("Temperature/0/Sensor value"));
        QVERIFY(words("AT+MIPLNOTIFY=0,0,3303,0,5700,4,4,\"24.5\",0,0").zh.starts_with("温度/0/传感器值"));
        QVERIFY(words("AT+MIPLADDOBJ=0,3306,1,\"1\",1,0").en.starts_with("Actuation"));
        QVERIFY(words("AT+MIPLNOTIFY=0,0,64000,0,5700,4,4,\"24.5\",0,0").en.find("64000") == std::string::npos); // nobody knows it
        const auto parsed = catalog::parseLine("AT+MIPLNOTIFY=0,0,3303,1,5701,1,1,\"C\",0,0", context);
        const auto &arguments = parsed.commands.front().arguments;
        std::string names;
        for (const auto &argument : arguments)
            if (const auto *name = decode::nameOf(catalog->model(), arguments, argument))
                names += argument.parameter->name + '=' + name->en + ';';
        QCOMPARE(names, std::string("objid=Temperature;resid=Sensor units;"));
    }
    void values()
    {
        const auto typed = [](const char *type, const char *text) {
            decode::ObjectValue value;
            value.type = type;
            value.text = text;
            return decode::typedValue(value);
        };
        QVERIFY(typed("integer", " -12") == expr::Value(-12));
        QVERIFY(typed("float", "24.5") == expr::Value(24.5));
        QVERIFY(typed("bool", "1") == expr::Value(true));
        QVERIFY(typed("bool", "2") == expr::Value("2"));
        QVERIFY(typed("opaque", "0102") == expr::Value("0102"));
        QVERIFY(typed("integer", "x") == expr::Value("x"));
        QVERIFY(typed("", "5") == expr::Value("5"));
    }
    void fromAnObjectFile()
    {
        QTemporaryDir dir;
        QFile file(dir.filePath("valve.xml"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(Valve));
        file.close();
        QFile bad(dir.filePath("bad.xml"));
        QVERIFY(bad.open(QIODevice::WriteOnly));
        bad.write("<LWM2M>\n<Object>\n</Objet>");
        bad.close();
        std::vector<catalog::Complaint> complaints;
        const auto catalog = catalog::Catalog::withOverlay(dir.path().toStdString(), complaints);
        QCOMPARE(decode::pathWords(catalog->model(), "32000/0/7").zh, std::string("Valve/0/Opening"));
        QCOMPARE(decode::resourceOf(catalog->model(), "32000/0/7").resource->unit, std::string("%"));
        QCOMPARE(decode::pathWords(catalog->model(), "3303/0/5700").en, std::string("Temperature/0/Sensor value"));
        QCOMPARE(complaints.size(), 1u);
        QCOMPARE(complaints[0].error.place.line, 3);
        QVERIFY(QString::fromStdString(complaints[0].error.place.file).endsWith("bad.xml"));
    }
    void wrongFiles_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("empty") << QByteArray() << QByteArray("catalog-xml-broken");
        QTest::newRow("other") << QByteArray("<a><b/></a>") << QByteArray("catalog-xml-nothing");
        QTest::newRow("cut") << QByteArray::fromStdString(Valve.substr(0, 300)) << QByteArray("catalog-xml-broken");
        QTest::newRow("bytes") << QByteArray("\xff\xfe\x00\x01<", 5) << QByteArray("catalog-xml-broken");
        QTest::newRow("entities") << QByteArray("<!DOCTYPE x [<!ENTITY a \"aaaa\">]><LWM2M><Object><Name>&a;</Name></Object></LWM2M>") << QByteArray("catalog-xml-entities");
        QTest::newRow("id") << QByteArray("<LWM2M><Object><ObjectID>x</ObjectID></Object></LWM2M>") << QByteArray("catalog-xml-bad-id");
        QTest::newRow("no id") << QByteArray("<LWM2M><Object><Name>x</Name></Object></LWM2M>") << QByteArray("catalog-xml-bad-id");
        QTest::newRow("large id") << QByteArray("<LWM2M><Object><ObjectID>65536</ObjectID></Object></LWM2M>") << QByteArray("catalog-xml-bad-id");
        QTest::newRow("large") << QByteArray((4 << 20) + 1, ' ') << QByteArray("catalog-xml-too-large");
    }
    void wrongFiles()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, code);
        const auto file = catalog::readNamedObjectsXml(text.toStdString(), "f.xml");
        QCOMPARE(file.complaints.size(), 1u);
        QCOMPARE(QByteArray::fromStdString(file.complaints[0].error.message.code), code);
        QVERIFY(file.namedObjects.empty());
    }
};

ATSCOPE_TEST(TstResourceNames)
#include "tst_resource_names.moc"
