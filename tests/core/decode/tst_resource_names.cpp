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
    // The numbers of a line by their names: in what a URC means, and in a command that is explained.
    void inLines()
    {
        const auto catalog = catalog::Catalog::builtIn();
        const decode::Dialect dialect(catalog, catalog->module("MN316"), "v4");
        const catalog::LineContext context{&dialect.view(), dialect.name(), nullptr};
        const auto meaning = [&](std::string_view line) {
            const auto match = dialect.urcOf(line);
            return decode::meaningOf(decode::fieldsOf(dialect, {decode::NoEntry, match.urc, match.shape}, line, nullptr), context);
        };
        QCOMPARE(meaning("+MIPLREAD: 0,1,3303,0,5700").en, std::string("Temperature/0/Sensor value"));
        QCOMPARE(meaning("+MIPLREAD: 0,1,3303,0,-1").zh, std::string("温度/0/*；全部资源"));
        QCOMPARE(meaning("+MIPLDISCOVER: 0,1,3303").en, std::string("Temperature"));
        QCOMPARE(meaning("+MIPLDISCOVER: 0,1,32001").en, std::string());
        QCOMPARE(meaning("+MIPLWRITE: 0,1,3303,0,5701,1,3,Cel,0").en, std::string("Temperature/0/Sensor units; text; last or only one"));

        const auto named = [&](const char *line, const char *parameter, std::string_view spoken) {
            const decode::Dialect other(catalog, catalog->module("MN316"), std::string(spoken));
            const catalog::LineContext here{&other.view(), other.name(), nullptr};
            const auto parsed = catalog::parseLine(line, here);
            const auto &command = parsed.commands.front();
            return decode::nameOf(catalog->model(), *command.argument(parameter), command.arguments).en;
        };
        const char *list = "AT+MIPLDISCOVERRSP=0,3303,1,14,\"5700;5701;9999\"";
        QCOMPARE(named(list, "data", "v4"), std::string("Sensor value; Sensor units"));
        QCOMPARE(named(list, "objid", "v4"), std::string("Temperature"));
        QCOMPARE(named(list, "objid", "classic"), std::string()); // a message id there
        const char *notify = "AT+MIPLNOTIFY=0,0,3303,1,5700,4,4,24.5,0,0";
        QCOMPARE(named(notify, "resid", "v4"), std::string("Sensor value"));
        QCOMPARE(named(notify, "insid", "v4"), std::string());
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
