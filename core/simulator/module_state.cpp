// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/module_state.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/simulator/random.h"

namespace atscope::simulator {

namespace {

constexpr int StateVersion = 1;
constexpr std::size_t LongestValue = 65536;
const QString VersionKey = QStringLiteral("atscope-simulator");

expr::Value fromText(const std::string &text)
{
    const auto number = base::toInteger(text);
    return number ? expr::Value(*number) : expr::Value(text);
}

bool hasControls(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

// "text", or {"hex": "…"} for what is no clean text.
bool storedText(const QJsonValue &value, std::string &out)
{
    if (value.isString()) {
        out = value.toString().toStdString();
        return out.size() <= LongestValue && !hasControls(out);
    }
    const std::string digits = value.toObject().value(QLatin1String("hex")).toString().toStdString();
    if (!value.isObject() || digits.size() % 2 != 0 || digits.size() > 2 * LongestValue
        || !std::all_of(digits.begin(), digits.end(), base::isHexDigit))
        return false;
    for (std::size_t i = 0; i < digits.size(); i += 2)
        out += static_cast<char>(static_cast<unsigned char>(*base::toInteger(std::string_view(digits).substr(i, 2), 16)));
    return true;
}

// A fact whose listed values are numbers holds numbers, with the others texts, whatever set it.
expr::Value fitted(const catalog::Fact &fact, const expr::Value &value)
{
    if (fact.values.empty() || !value.known())
        return value;
    const bool numbers =
        std::all_of(fact.values.begin(), fact.values.end(), [](const std::string &v) { return base::toInteger(v).has_value(); });
    return numbers ? fromText(value.toText()) : expr::Value(value.toText());
}

char luhnDigit(std::string_view digits)
{
    int sum = 0;
    bool twice = true; // the digit right before the check digit counts twice
    for (auto it = digits.rbegin(); it != digits.rend(); ++it) {
        int n = base::isDigit(*it) ? *it - '0' : 0;
        if (twice)
            n = n * 2 > 9 ? n * 2 - 9 : n * 2;
        sum += n;
        twice = !twice;
    }
    return static_cast<char>('0' + (10 - sum % 10) % 10);
}

} // namespace

ModuleState::ModuleState(std::shared_ptr<const Behaviour> behaviour, std::uint64_t seed)
    : m_behaviour(std::move(behaviour)), m_seed(seed)
{
    factory();
}

void ModuleState::factory()
{
    const auto &all = m_behaviour->variables();
    m_variables.assign(all.size(), std::nullopt);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!all[i].generate.empty())
            m_variables[i] = generated(all[i]);
        else if (all[i].hasInitial)
            m_variables[i] = all[i].initial;
    }
    resetFacts(true);
}

void ModuleState::powerCycle()
{
    const auto &all = m_behaviour->variables();
    for (std::size_t i = 0; i < all.size(); ++i)
        if (!all[i].kept && all[i].generate.empty())
            m_variables[i] = all[i].hasInitial ? std::optional(all[i].initial) : std::nullopt;
    resetFacts(false);
}

// From the seed and the variable's own name: another variable more or less changes nothing for the others.
std::string ModuleState::generated(const Variable &variable) const
{
    std::uint64_t seed = m_seed;
    for (const char c : variable.name)
        seed = seed * 1099511628211ULL + static_cast<unsigned char>(c);
    Random random(seed);
    std::string text;
    for (const char c : variable.generate) {
        if (c == '#')
            text += static_cast<char>('0' + random.below(10));
        else if (c == '@')
            text += "0123456789ABCDEF"[random.below(16)];
        else
            text += c;
    }
    if (variable.luhn)
        text += luhnDigit(text);
    return text;
}

const FactRule *ModuleState::rule(std::string_view fact) const
{
    const auto &rules = m_behaviour->facts();
    const auto it = std::find_if(rules.begin(), rules.end(), [&](const FactRule &r) { return r.fact == fact; });
    return it == rules.end() ? nullptr : &*it;
}

expr::Value ModuleState::start(const catalog::Fact &fact) const
{
    if (const FactRule *own = rule(fact.name); own != nullptr && own->start.present())
        if (const expr::Value value = own->start.compiled.evaluate(scope()); value.known())
            return value;
    if (!fact.initial.empty())
        return fromText(fact.initial);
    for (const auto &[name, value] : m_behaviour->view().module().facts)
        if (name == fact.name)
            return fromText(value);
    return fact.values.empty() ? expr::Value("") : fromText(fact.values.front());
}

void ModuleState::resetFacts(bool keptToo)
{
    for (const catalog::Family *family : m_behaviour->view().families())
        for (const catalog::Fact &fact : family->facts)
            if (keptToo || !fact.keeps || !m_facts.value(fact.name).known())
                m_facts.set(fact.name, fitted(fact, start(fact)));
    settle();
}

void ModuleState::set(int variable, std::optional<std::string> value)
{
    const auto index = static_cast<std::size_t>(variable);
    if (m_variables[index] != value && m_behaviour->variables()[index].kept)
        ++m_keptChanges;
    m_variables[index] = std::move(value);
}

void ModuleState::setFact(const std::string &name, const expr::Value &value)
{
    const FactRule *own = rule(name);
    if (own != nullptr && own->is.present())
        return;
    for (const catalog::Family *family : m_behaviour->view().families())
        for (const catalog::Fact &fact : family->facts)
            if (fact.name == name) {
                const expr::Value next = fitted(fact, value.known() ? value : start(fact));
                if (fact.keeps && !(m_facts.value(name) == next))
                    ++m_keptChanges;
                m_facts.set(name, next);
                return;
            }
}

void ModuleState::settle()
{
    for (const FactRule &own : m_behaviour->facts())
        if (own.is.present())
            if (const expr::Value value = own.is.compiled.evaluate(scope()); value.known())
                m_facts.set(own.fact, own.declared != nullptr ? fitted(*own.declared, value) : value);
}

std::string ModuleState::filled(std::string_view pattern) const
{
    std::string out;
    for (std::size_t i = 0; i < pattern.size();) {
        const std::size_t close = pattern[i] == '{' ? pattern.find('}', i) : std::string_view::npos;
        if (close == std::string_view::npos) {
            out += pattern[i++];
            continue;
        }
        const std::string_view name = pattern.substr(i + 1, close - i - 1);
        if (name == "module")
            out += m_behaviour->module();
        else if (const int index = m_behaviour->variable(name); index >= 0)
            out += variable(index).value_or("");
        i = close + 1;
    }
    return out;
}

std::string ModuleState::toJson() const
{
    base::JsonWriter out;
    out.beginObject()
        .member("atscope-simulator", StateVersion)
        .member("module", m_behaviour->module())
        .key("variables")
        .beginObject();
    const auto &all = m_behaviour->variables();
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!all[i].kept)
            continue;
        out.key(all[i].name);
        if (!m_variables[i])
            out.null();
        else if (base::utf8Valid(*m_variables[i]) && !hasControls(*m_variables[i]))
            out.value(*m_variables[i]);
        else
            out.beginObject().member("hex", base::toHex(*m_variables[i])).endObject();
    }
    out.endObject().key("facts").beginObject();
    for (const catalog::Family *family : m_behaviour->view().families())
        for (const catalog::Fact &fact : family->facts)
            if (const FactRule *own = rule(fact.name); fact.keeps && (own == nullptr || !own->is.present())) {
                out.key(fact.name);
                catalog::writeJson(out, m_facts.value(fact.name));
            }
    out.endObject().endObject();
    return out.take();
}

std::optional<base::Message> ModuleState::restore(std::string_view json)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(QByteArray(json.data(), static_cast<qsizetype>(json.size())), &error);
    if (error.error != QJsonParseError::NoError || !document.isObject())
        return base::Message(
            "simulator-state-json",
            {{"reason", error.error != QJsonParseError::NoError ? error.errorString().toStdString() : std::string("{ … }")}});
    const QJsonObject root = document.object();
    if (!root.value(VersionKey).isDouble() || root.value(VersionKey).toInt(-1) != StateVersion)
        return base::Message("simulator-state-version",
                             {{"version", root.value(VersionKey).toVariant().toString().toStdString()}});
    const std::string module = root.value(QLatin1String("module")).toString().toStdString();
    if (!base::equalsNoCase(module, m_behaviour->module()))
        return base::Message("simulator-state-module", {{"found", module}, {"module", m_behaviour->module()}});

    VariableValues values = m_variables;
    const QJsonObject variables = root.value(QLatin1String("variables")).toObject();
    for (auto it = variables.begin(); it != variables.end(); ++it) {
        const std::string name = it.key().toStdString();
        const int index = m_behaviour->variable(name);
        if (index < 0 || !m_behaviour->variables()[static_cast<std::size_t>(index)].kept)
            continue;
        std::optional<std::string> &value = values[static_cast<std::size_t>(index)];
        if (it.value().isNull())
            value = std::nullopt;
        else if (!storedText(it.value(), value.emplace()))
            return base::Message("simulator-state-value", {{"name", name}});
    }
    catalog::FactState facts = m_facts;
    const QJsonObject stored = root.value(QLatin1String("facts")).toObject();
    for (const catalog::Family *family : m_behaviour->view().families())
        for (const catalog::Fact &fact : family->facts) {
            const QJsonValue value = stored.value(QLatin1String(fact.name.data(), static_cast<qsizetype>(fact.name.size())));
            if (!fact.keeps || value.isUndefined())
                continue;
            const std::string text = value.isDouble() ? base::fromDouble(value.toDouble()) : value.toString().toStdString();
            const bool listed =
                fact.values.empty() || std::find(fact.values.begin(), fact.values.end(), text) != fact.values.end();
            if ((!value.isDouble() && !value.isString()) || !listed || text.size() > LongestValue)
                return base::Message("simulator-state-value", {{"name", fact.name}});
            const double number = value.toDouble();
            facts.set(fact.name, value.isDouble() && number == std::floor(number) && std::abs(number) < 9e15
                                     ? expr::Value(static_cast<std::int64_t>(number))
                                     : expr::Value(text));
        }
    m_variables = std::move(values);
    m_facts = std::move(facts);
    settle();
    return std::nullopt;
}

} // namespace atscope::simulator
