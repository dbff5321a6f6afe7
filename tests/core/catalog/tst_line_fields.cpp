// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/catalog/line.h"
#include "line_fixture.h"
#include "support/test_main.h"

using namespace atscope;
using namespace atscope::catalog;

// Fields of answers, typed values, secrets.
class TstLineFields : public QObject
{
    Q_OBJECT

private slots:
    void fields_data();
    void fields();
    void countedData();
    void variantsByField();
    void values_data();
    void values();
    void json();
    void secrets_data();
    void secrets();
};

namespace {

Parameter field(const char *name, TypeKind kind)
{
    Parameter parameter;
    parameter.name = name;
    parameter.type.kind = kind;
    return parameter;
}

const LineContext &context()
{
    static const LineContext s_context{&test::lineView(), {}, nullptr};
    return s_context;
}

std::string text(const std::vector<Argument> &fields)
{
    base::JsonWriter out;
    out.beginArray();
    for (const Argument &argument : fields) {
        if (!argument.given)
            out.value("-");
        else
            writeJson(out, argument.shown());
        if (argument.parameter == nullptr)
            out.value("surplus");
    }
    out.endArray();
    return out.take();
}

} // namespace

void TstLineFields::fields_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("types"); // i integer, s string, r rest, j json, k key-values, h hex
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *line, const char *types, const char *expected) {
        QTest::newRow(line) << line << types << expected;
    };
    row("+MIPLEVENT:0,6", "iii", R"([0,6,"-"])");
    row("+MIPLEVENT: 0, 26, 1", "iii", "[0,26,1]");
    row("+MIPLREAD: 0,39123,3,0,-1,0", "iiiii", R"([0,39123,3,0,-1,"0","surplus"])");
    row("+MIPLEXECUTE: 0,51131,3303,0, 5605,5, \"reset\"", "iiiiiis", R"([0,51131,3303,0,5605,5,"reset"])");
    row("+MIPLWRITE: 0,1,2,,0", "iiisi", R"([0,1,2,"-",0])");
    row("+CIOTID: (null)", "i", "[\"(null)\"]");
    row("+X: \"a,b\",c", "ss", R"(["a,b","c"])");
    row("+X: \"a\"b\",c", "ss", R"(["a\"b","c"])");
    row("+X: \"abc", "ss", R"(["abc","-"])");
    row("+X: a b , c ", "ss", R"(["a b","c"])");
    row("+X: a,b,c", "s", R"(["a","b","surplus","c","surplus"])");
    row("+X: a,b,c", "sr", R"(["a","b,c"])");
    row("+X:", "ss", R"(["-","-"])");
    row("+X", "s", R"(["-"])");
    row("+X: ,", "s", R"(["-"])");
    row("+IDMGPR:15,200,{},success", "iijs", R"([15,200,{},"success"])");
    row("+IDMPS:1,2,{\"a\":[1,2],\"b\":{}}", "iij", R"([1,2,{"a":[1,2],"b":{}}])");
    row("+IDMGPR:15,200,,success", "iijs", R"([15,200,"-","success"])");
    row("+IMQTTPARA:timeout=5,tls=1", "k", R"([{"timeout":"5","tls":"1"}])");
    row("+GET: 0A0b,1", "hi", R"(["0A0b",1])");
}

void TstLineFields::fields()
{
    QFETCH(QString, line);
    QFETCH(QString, types);
    QFETCH(QString, expected);
    std::vector<Parameter> declared;
    for (const QChar type : types) {
        const TypeKind kind = type == 'i' ? TypeKind::Integer
            : type == 'r'                 ? TypeKind::Rest
            : type == 'j'                 ? TypeKind::Json
            : type == 'k'                 ? TypeKind::KeyValues
            : type == 'h'                 ? TypeKind::Hex
                                          : TypeKind::String;
        declared.push_back(field("f", kind));
        if (kind == TypeKind::KeyValues) {
            declared.back().type.separator = ",";
            declared.back().type.itemSeparator = "=";
        }
    }
    const std::string bytes = line.toStdString();
    const auto colon = bytes.find(':');
    const std::vector<Argument> read =
        parseFields(bytes, colon == std::string::npos ? bytes.size() : colon + 1, declared, context());
    QCOMPARE(QString::fromStdString(text(read)), expected);
    for (const Argument &argument : read) {
        QVERIFY(argument.span.end() <= bytes.size());
        if (argument.given && argument.raw.empty())
            QCOMPARE(bytes.substr(argument.inner.offset, argument.inner.length), argument.text);
    }
}

// The value by its count: it holds a comma, and what looks like a flag.
void TstLineFields::countedData()
{
    const std::string line = "+MIPLWRITE: 0,1,4,a,\"0,0,2";
    const std::vector<Parameter> declared{field("ref", TypeKind::Integer),  field("mid", TypeKind::Integer),
                                          field("len", TypeKind::Integer),  field("value", TypeKind::String),
                                          field("flag", TypeKind::Integer), field("index", TypeKind::Integer)};
    FieldOwner owner;
    owner.hasData = true;
    owner.data = {18, 4};
    owner.fieldsAfter = 2;
    const auto read = parseFields(line, 11, declared, context(), owner);
    QCOMPARE(QString::fromStdString(text(read)), QString(R"([0,1,4,"a,\"0",0,2])"));

    // Quotes round it, and a blank before it where the module puts one everywhere, are not of the value.
    const auto value = [&](const std::string &bytes, base::Span data) {
        owner.data = data;
        return QString::fromStdString(parseFields(bytes, 11, declared, context(), owner).at(3).text);
    };
    QCOMPARE(value("+MIPLWRITE:0,1,4,\"a,b\",0", {17, 5}), QString("a,b"));
    QCOMPARE(value("+MIPLWRITE:0, 1, 4, \"a,b\", 0", {19, 6}), QString("a,b"));
    QCOMPARE(value("+MIPLWRITE:0, 1, 4, abcd, 0", {19, 5}), QString("abcd"));
    QCOMPARE(value("+MIPLWRITE:0,1,4, abc,0", {17, 4}), QString(" abc"));
}

// A field's type by another field, and by a parameter of the command.
void TstLineFields::variantsByField()
{
    const Found<Command> found = test::lineView().command("AT+MIPLREADRSP");
    const Form &form = found->forms.at(1);
    FieldOwner owner;
    owner.form = &form;
    const auto read = parseFields("x: 12", 2, {form.parameters.at(8)}, context(), owner, {{"type", "3"}});
    QVERIFY(read.at(0).value.isInteger());
    const auto other = parseFields("x: 12", 2, {form.parameters.at(8)}, context(), owner, {{"type", "1"}});
    QVERIFY(other.at(0).value.isText());
}

void TstLineFields::values_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("json");
    const auto row = [](TypeKind kind, const char *text, const char *json) {
        QTest::addRow("%d %s", static_cast<int>(kind), text) << static_cast<int>(kind) << QByteArray(text) << json;
    };
    row(TypeKind::Integer, "5", "5");
    row(TypeKind::Integer, "-5", "-5");
    row(TypeKind::Integer, "9007199254740992", "9007199254740992");
    row(TypeKind::Integer, "9007199254740993", "\"9007199254740993\"");
    row(TypeKind::Integer, "1.5", "\"1.5\"");
    row(TypeKind::Float, "1.5", "1.5");
    row(TypeKind::Float, "1,5", "\"1,5\""); // whatever the locale says
    row(TypeKind::Flags, "0x200", "512");
    row(TypeKind::Enumeration, "0x200", "\"0x200\"");
    row(TypeKind::Enumeration, "1", "1");
    row(TypeKind::Hex, "0123", "\"0123\"");
    row(TypeKind::String, "12", "\"12\"");
    row(TypeKind::Bitmap, "11", "\"11\"");
    row(TypeKind::String, "\xff", "\"\\\\xff\"");
    row(TypeKind::DateTime, "2026-11-21 10:22:31", "\"2026-11-21T10:22:31.000000000Z\"");
    row(TypeKind::Json, "{\"b\":1,\"a\":null,}", R"({"b":1,"a":null})");
    row(TypeKind::Json, "[\"\\u00e9\\ud83d\\ude00\\n\"]", "[\"\xc3\xa9\xf0\x9f\x98\x80\\u000a\"]");
    row(TypeKind::Json, "{", "\"{\"");
    row(TypeKind::List, "1;b;", R"(["1","b"])");
    row(TypeKind::List, "", "[]");
    row(TypeKind::KeyValues, "a=1;b", R"({"a":"1","b":""})");
}

void TstLineFields::values()
{
    QFETCH(int, kind);
    QFETCH(QByteArray, text);
    QFETCH(QString, json);
    TypeSpec type;
    type.kind = static_cast<TypeKind>(kind);
    base::JsonWriter out;
    writeJson(out, toValue(text.toStdString(), type, context()));
    QCOMPARE(QString::fromStdString(out.take()), json);
}

void TstLineFields::json()
{
    base::JsonWriter out;
    expr::Value::Record record{
        {"a", expr::Value()}, {"b", expr::Value(true)}, {"c", expr::Value(expr::Value::List{expr::Value(2.5)})}};
    writeJson(out, expr::Value(record));
    QCOMPARE(out.take(), std::string(R"({"a":null,"b":true,"c":[2.5]})"));
    TypeSpec pairs; // stp is another spelling of st
    pairs.kind = TypeKind::KeyValues;
    pairs.separator = ";";
    pairs.items.push_back(field("st", TypeKind::Float));
    pairs.items.back().aliases = {"stp"};
    base::JsonWriter spelt;
    writeJson(spelt, toValue("stp=2.5;st=1;x=2", pairs, context()));
    QCOMPARE(spelt.take(), std::string(R"({"st":2.5,"st":1,"x":"2"})"));
    TypeSpec clock;
    clock.kind = TypeKind::DateTime;
    clock.format = "YY/MM/DD,hh:mm:sszz";
    const expr::Value time = toValue("26/11/21,18:22:31+32", clock, context());
    QVERIFY(time.isTime());
    QCOMPARE(base::toRfc3339(time.time()), std::string("2026-11-21T10:22:31.000000000Z"));
}

void TstLineFields::secrets_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("expected"); // secret bytes as *
    const auto row = [](const char *line, const char *expected) { QTest::newRow(line) << line << expected; };
    row("AT+CIOTMKEY=\"abc\"", "AT+CIOTMKEY=\"***\"");
    row("AT+CIOTMKEY?", "AT+CIOTMKEY?");
    row("AT^ONENETPOST=\"{\"title\":\"x\",\"auth_info\":\"abc\"}\",\"api-key: xyz\"",
        "AT^ONENETPOST=\"{\"title\":\"x\",\"auth_info\":\"***\"}\",\"api-key: ***\"");
    row("AT^ONENETPOST=\"{\\\"auth_info\\\":\\\"abc\\\",\\\"b\\\":1}\",\"api-key:xyz\"",
        "AT^ONENETPOST=\"{\\\"auth_info\\\":\\\"***\\\",\\\"b\\\":1}\",\"api-key:***\"");
    row("AT^ONENETPOST=\"{\"a\":[{\"auth_info\": 123}]}\",\"nothing\"",
        "AT^ONENETPOST=\"{\"a\":[{\"auth_info\": ***}]}\",\"nothing\"");
    row("AT+HDR=\"key=ab;x=1;key=cd;key=;key=e\"", "AT+HDR=\"key=**;x=1;key=**;key=;key=*\"");
    row("AT+KV=\"pmin=1;psk=xyz\"", "AT+KV=\"pmin=1;psk=***\"");
    row("AT+MIPLCREATEEX=\"h\",0,,abcd1234", "AT+MIPLCREATEEX=\"h\",0,,********");
    row("AT+IMQTTAUTH=k,n,s1,s2", "AT+IMQTTAUTH=k,n,**,**");
}

void TstLineFields::secrets()
{
    QFETCH(QString, line);
    QFETCH(QString, expected);
    std::string bytes = line.toStdString();
    const ParsedLine parsed = parseLine(bytes, context());
    for (const base::Span &span : secretSpans(parsed.commands.at(0), context()))
        for (std::uint64_t i = span.offset; i < span.end(); ++i)
            bytes[i] = '*';
    QCOMPARE(QString::fromStdString(bytes), expected);
}

ATSCOPE_TEST(TstLineFields)
#include "tst_line_fields.moc"
