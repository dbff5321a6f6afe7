// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/identification.h"

#include <algorithm>
#include <iterator>
#include <memory>

#include <QJsonObject>
#include <QTimer>

#include "core/session/exchange.h"
#include "core/session/roles.h"
#include "core/session/workbench.h"

namespace atscope::session {

using transport::ChannelState;
using transport::PortKind;

namespace {

constexpr std::string_view Asks = "identify.";
// A setting that makes a module say more, and the value it gets where the module has the other one.
constexpr std::string_view ReadCodes = "cmee.read";
constexpr const char *CodesOff = "0";
constexpr const char *CodesOn = "1";

const auto ChoicesKey = QStringLiteral("identify_at_opening");
const auto PutBackKey = QStringLiteral("put_back_at_end");

std::shared_ptr<const decode::Dialect> dialectOf(Workbench &workbench, const Log &log)
{
    if (auto known = log.store().dialectAt(log.store().count()))
        return known;
    return workbench.workspace().dialect(log.live->metadata().module, workbench.workspace().settings().dialect);
}

} // namespace

Identification::Identification(Workbench &workbench) : m_workbench(workbench)
{
    connect(&workbench, &Workbench::stateChanged, this, &Identification::stateChanged);
    connect(&workbench, &Workbench::outcome, this, &Identification::outcome);
    connect(&workbench, &Workbench::logRemoved, this, [this](int log) { m_logs.erase(log); });
}

void Identification::stateChanged(int log)
{
    const auto *known = m_workbench.log(log);
    if (!known || !known->live)
        return;
    const bool open = known->state == ChannelState::Open;
    auto &state = m_logs[log];
    if (std::exchange(state.open, open) == open)
        return;
    if (open) {
        if (m_follows && wantedAtOpening(deviceOf(known->live->options().port)))
            identify(log);
        return;
    }
    // Outcomes of what was under way are news of their own, but a port that is gone owes none of them to us.
    state.tokens.clear();
    state.setting.clear();
    state.undoing.clear();
    state.identifying = false;
    if (state.closing && known->state == ChannelState::Closed)
        finishClosing(log);
    else
        Q_EMIT changed(log);
}

std::uint64_t Identification::send(int log, const RoleLine &line, const char *purpose)
{
    engine::Request request;
    request.line = line.line;
    request.purpose = purpose;
    return m_workbench.submit(log, std::move(request));
}

void Identification::identify(int log)
{
    const auto *known = m_workbench.log(log);
    if (!known || !known->live || known->state != ChannelState::Open)
        return;
    auto &state = m_logs[log];
    if (state.identifying || state.closing)
        return;
    const auto dialect = dialectOf(m_workbench, *known);
    auto lines = linesOfRoles(*dialect, Asks, true);
    if (auto read = lineOfRole(*dialect, ReadCodes); read && lineOfRole(*dialect, ErrorCodesRole, CodesOn))
        lines.push_back(std::move(*read));
    for (const auto &line : lines)
        if (const auto token = send(log, line, "identify"); token != 0)
            state.tokens[token] = line.role;
    state.identifying = !state.tokens.empty();
    Q_EMIT changed(log);
}

bool Identification::running(int log) const
{
    const auto it = m_logs.find(log);
    return it != m_logs.end() && it->second.identifying;
}

void Identification::outcome(int log, const engine::Outcome &outcome)
{
    const auto it = m_logs.find(log);
    if (it == m_logs.end())
        return;
    auto &state = it->second;
    const bool ok = outcome.result == engine::Result::Ok;
    if (const auto asked = state.tokens.find(outcome.request); asked != state.tokens.end()) {
        const bool reads = asked->second == ReadCodes;
        state.tokens.erase(asked);
        if (reads && ok && !state.closing)
            readSetting(log, outcome);
    } else if (const auto set = state.setting.find(outcome.request); set != state.setting.end()) {
        const auto change = set->second;
        state.setting.erase(set);
        if (ok) {
            // A value that was put over another one of ours: what was there before us is what goes back.
            const auto same = std::find_if(state.changes.begin(), state.changes.end(), [&](const Change &c) { return c.role == change.role; });
            if (same == state.changes.end())
                state.changes.push_back(change);
            else
                *same = change;
            if (state.closing)
                putBack(log);
        }
    } else if (const auto undone = state.undoing.find(outcome.request); undone != state.undoing.end()) {
        const auto change = undone->second;
        state.undoing.erase(undone);
        if (ok)
            std::erase(state.changes, change);
        else if (outcome.result != engine::Result::Lost)
            Q_EMIT m_workbench.problem(log, base::Message("identify-not-put-back", {{"setting", change.title.in(m_workbench.chinese())}, {"value", change.before}}), true);
    } else {
        return;
    }
    const auto again = m_logs.find(log); // who heard the problem may have closed it
    if (again == m_logs.end())
        return;
    auto &now = again->second;
    const bool done = now.identifying && now.tokens.empty() && now.setting.empty();
    if (done)
        now.identifying = false;
    if (now.closing && now.setting.empty() && now.undoing.empty()) {
        finishClosing(log);
        return;
    }
    Q_EMIT changed(log);
    if (done)
        Q_EMIT identified(log);
}

// The module said how it is set; only now may that be changed.
void Identification::readSetting(int log, const engine::Outcome &outcome)
{
    const auto *known = m_workbench.log(log);
    const auto dialect = dialectOf(m_workbench, *known);
    const auto set = lineOfRole(*dialect, ErrorCodesRole, CodesOn);
    if (!set || set->form->parameters.empty())
        return;
    const auto exchange = exchangeOf(known->store(), outcome.command, outcome.final);
    const auto &name = set->form->parameters.front().name;
    const auto field = std::find_if(exchange.fields.begin(), exchange.fields.end(), [&](const auto &entry) { return entry.first == name; });
    if (field == exchange.fields.end() || field->second.toText() != CodesOff)
        return; // nobody knows what to put back, or they are on
    if (const auto token = send(log, *set, "error-codes"); token != 0)
        m_logs[log].setting[token] = {set->role, set->command->title, CodesOff, CodesOn};
}

// Somebody else may have set it since, or the module was switched off: the facts of the stream know.
bool Identification::inForce(int log, const Change &change) const
{
    const auto *known = m_workbench.log(log);
    if (!known || !known->live)
        return false;
    const auto set = lineOfRole(*dialectOf(m_workbench, *known), change.role, change.now);
    if (!set)
        return true;
    const auto facts = known->store().factsAt(known->store().count() + 1);
    return std::none_of(set->form->effects.begin(), set->form->effects.end(), [&](const catalog::Effect &effect) {
        const auto value = facts.value(effect.fact);
        return effect.on == catalog::EffectOn::Ok && value.known() && value.toText() != change.now;
    });
}

std::vector<Identification::Change> Identification::changes(int log) const
{
    std::vector<Change> out;
    if (const auto it = m_logs.find(log); it != m_logs.end())
        std::copy_if(it->second.changes.begin(), it->second.changes.end(), std::back_inserter(out), [&](const Change &change) { return inForce(log, change); });
    return out;
}

bool Identification::putBack(int log)
{
    const auto *known = m_workbench.log(log);
    if (!known || !known->live || known->state != ChannelState::Open)
        return false;
    auto &state = m_logs[log];
    const auto wanted = changes(log);
    state.changes = wanted;
    for (const auto &change : wanted) {
        const bool underWay = std::any_of(state.undoing.begin(), state.undoing.end(), [&](const auto &entry) { return entry.second == change; });
        const auto line = lineOfRole(*dialectOf(m_workbench, *known), change.role, change.before);
        if (underWay || !line)
            continue;
        if (const auto token = send(log, *line, "put-back"); token != 0)
            state.undoing[token] = change;
    }
    return !state.undoing.empty();
}

void Identification::close(int log, bool remove)
{
    const auto *known = m_workbench.log(log);
    if (!known)
        return;
    auto &state = m_logs[log];
    state.remove = state.remove || remove;
    if (!state.closing && known->live && putsBackAtEnd() && (putBack(log) || !state.setting.empty())) {
        state.closing = true;
        QTimer::singleShot(PutBackMs, this, [this, log] {
            const auto it = m_logs.find(log);
            if (it == m_logs.end() || !it->second.closing || !m_workbench.log(log))
                return;
            for (const auto &[token, change] : std::exchange(it->second.undoing, {}))
                Q_EMIT m_workbench.problem(log, base::Message("identify-not-put-back", {{"setting", change.title.in(m_workbench.chinese())}, {"value", change.before}}), true);
            finishClosing(log);
        });
        Q_EMIT changed(log);
        return;
    }
    state.closing = false;
    finishClosing(log);
}

void Identification::finishClosing(int log)
{
    auto &state = m_logs[log];
    state.closing = false;
    state.undoing.clear();
    const auto *known = m_workbench.log(log);
    if (!known)
        return;
    if (std::exchange(state.remove, false)) {
        m_workbench.closeLog(log); // `state` goes with it
        return;
    }
    if (known->live && known->state != ChannelState::Closed)
        known->live->close();
    Q_EMIT changed(log);
}

bool Identification::closing(int log) const
{
    const auto it = m_logs.find(log);
    return it != m_logs.end() && it->second.closing;
}

bool Identification::mustPutBack() const
{
    // What is just being set counts: its outcome may stand in the recording and not have come here yet.
    return putsBackAtEnd() && std::any_of(m_logs.begin(), m_logs.end(), [this](const auto &entry) {
        return entry.second.open && (!entry.second.setting.empty() || !changes(entry.first).empty());
    });
}

bool Identification::putsBackAtEnd() const
{
    return m_workbench.settings().value(PutBackKey).toBool(true);
}

void Identification::setPutsBackAtEnd(bool on)
{
    m_workbench.settings().set(PutBackKey, on);
    Q_EMIT choicesChanged();
}

std::string Identification::deviceOf(const transport::PortAddress &address) const
{
    if (address.kind != PortKind::Device && address.kind != PortKind::Usb)
        return address.text();
    const auto &ports = m_workbench.ports();
    auto path = address.device;
    if (address.kind == PortKind::Usb) {
        const auto found = transport::findUsbPort(address, ports);
        if (!found)
            return address.text();
        path = *found;
    }
    for (const auto &port : ports)
        if (port.path == path || port.port == path || (!port.stablePath.empty() && port.stablePath == path))
            return port.identity();
    const auto described = transport::describePort(path); // a link, or before the first look
    return described ? described->identity() : address.text();
}

bool Identification::wantedAtOpening(const std::string &device) const
{
    const auto choice = m_workbench.settings().value(ChoicesKey).toObject().value(QString::fromStdString(device));
    return choice.toBool(device.starts_with("virtual:"));
}

void Identification::setWantedAtOpening(const std::string &device, bool wanted)
{
    auto all = m_workbench.settings().value(ChoicesKey).toObject();
    const auto key = QString::fromStdString(device);
    if (all.size() >= MostChoices && !all.contains(key))
        all.erase(all.begin());
    all.insert(key, wanted);
    m_workbench.settings().set(ChoicesKey, all);
    Q_EMIT choicesChanged();
}

void Identification::forget(const std::string &device)
{
    auto all = m_workbench.settings().value(ChoicesKey).toObject();
    all.remove(QString::fromStdString(device));
    m_workbench.settings().set(ChoicesKey, all);
    Q_EMIT choicesChanged();
}

std::vector<std::pair<std::string, bool>> Identification::choices() const
{
    std::vector<std::pair<std::string, bool>> out;
    const auto all = m_workbench.settings().value(ChoicesKey).toObject();
    for (auto it = all.begin(); it != all.end(); ++it)
        if (it.value().isBool())
            out.emplace_back(it.key().toStdString(), it.value().toBool());
    return out;
}

} // namespace atscope::session
