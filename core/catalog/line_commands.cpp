// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/line_commands.h"

#include <algorithm>
#include <iterator>

#include "core/base/text.h"
#include "core/catalog/line_check.h"

namespace atscope::catalog::detail {

namespace {

constexpr std::size_t MostCommands = 64; // on one line; ATE0E0E0… a million times is no command line

bool isNameCharacter(char c)
{
    return base::isAlnum(c) || c == '_' || c == '-' || c == '.';
}

bool isPrefix(char c)
{
    return c != '\0' && std::string_view("+^*#$%").find(c) != std::string_view::npos;
}

} // namespace

Finding &LineParser::add(Severity severity, std::string code, base::Span span, MessageArgs args)
{
    return m_out.findings.back().emplace_back(finding(severity, std::move(code), {}, span, std::move(args)));
}

// AT +CSQ, AT+ CIOTKEY, AT+CIOTKEY =
void LineParser::nameBlanks(std::size_t from, std::size_t to)
{
    if (to <= from)
        return;
    m_out.line.repairs.push_back({spanOf(from, to), {}});
    if (m_blanksTold)
        return;
    m_blanksTold = true;
    m_out.lineFindings.push_back(finding(Severity::Warning, "blank-in-name", {}, spanOf(from, to)));
    m_out.lineFindings.back().mend = true;
}

std::size_t LineParser::beforeBlanks(std::size_t at) const
{
    while (at > 0 && base::isBlank(m_line.at(at - 1)))
        --at;
    return at;
}

// Blanks behind the line are no problem, but no suggestion has them; where the rest of the line is data they belong to it.
void LineParser::trailingBlanks()
{
    const std::size_t from = beforeBlanks(m_line.size());
    const auto &arguments = m_out.line.commands.back().arguments;
    const bool data =
        std::any_of(arguments.begin(), arguments.end(), [from](const Argument &argument) { return argument.span.end() > from; });
    const bool told = !m_out.line.repairs.empty() && m_out.line.repairs.back().span.end() >= m_line.size();
    if (from < m_line.size() && !data && !told)
        m_out.line.repairs.push_back({spanOf(from, m_line.size()), {}});
}

// AT+CIOTSTART=0     //starts sending
std::size_t LineParser::remark(std::size_t at)
{
    m_out.line.repairs.push_back({spanOf(beforeBlanks(at), m_line.size()), {}});
    m_out.lineFindings.push_back(finding(Severity::Warning, "pasted-remark", {}, spanOf(at, m_line.size()),
                                         {{"text", excerpt(m_line.part(at, m_line.size()))}}));
    m_out.lineFindings.back().mend = true;
    return m_line.size();
}

Parsed LineParser::parse()
{
    const std::size_t begin = m_line.behindBlanks(0);
    if (base::toUpper(m_line.at(begin)) == 'A' && m_line.at(begin + 1) == '/') {
        m_out.line.repeatLast = true;
        ParsedCommand &command = m_out.line.commands.emplace_back();
        m_out.findings.emplace_back();
        command.name = "A/";
        command.span = command.nameSpan = {begin, 2};
        if (m_context.view != nullptr)
            command.command = m_context.view->command(command.name);
        if (command.command)
            if (const auto found = forms(command, FormKind::Execute); !found.empty())
                command.form = found.front();
        const std::size_t behind = m_line.behindBlanks(begin + 2);
        if (behind < m_line.size())
            add(Severity::Error, "trailing-text", spanOf(behind, m_line.size()),
                {{"text", excerpt(m_line.part(behind, m_line.size()))}});
        return std::move(m_out);
    }
    if (base::toUpper(m_line.at(begin)) != 'A' || base::toUpper(m_line.at(begin + 1)) != 'T') {
        Finding found = finding(Severity::Error, "not-a-command", {}, {0, m_line.size()}, {{"text", excerpt(m_line.text())}});
        if (isPrefix(m_line.at(begin)) && m_context.view != nullptr) { // +CIOTSTART=0
            std::size_t end = begin + 1;
            while (isNameCharacter(m_line.at(end)))
                ++end;
            if (m_context.view->command("AT" + base::upper(m_line.part(begin, end)))) {
                found.mend = true;
                found.edits.push_back({{begin, 0}, "AT"});
            }
        }
        m_out.lineFindings.push_back(std::move(found));
        return std::move(m_out);
    }
    nameBlanks(0, begin);
    std::size_t at = begin + 2;
    bool separated = true; // the next command may begin here
    while (separated) {
        if (m_out.line.commands.size() == MostCommands) {
            m_out.lineFindings.push_back(finding(Severity::Error, "too-many-commands", {}, spanOf(at, m_line.size()),
                                                 {{"limit", base::fromInteger(static_cast<std::int64_t>(MostCommands))}}));
            break;
        }
        const std::size_t before = at;
        at = commandAt(m_first ? begin : at, m_first);
        const bool isBasic = !isExtended(m_out.line.commands.back().name);
        m_first = false;
        std::size_t next = m_line.behindBlanks(at);
        if (m_line.slashes(next))
            next = remark(next);
        if (next >= m_line.size()) {
            trailingBlanks();
            break;
        }
        if (m_line.endsCommand(next)) {
            const std::size_t behind = m_line.behindEmpty(next);
            if (behind >= m_line.size() || m_line.slashes(behind)) { // AT+CSQ; and AT+CSQ; //asks
                m_out.line.repairs.push_back({spanOf(beforeBlanks(next), beforeBlanks(behind)), {}});
                m_out.lineFindings.push_back(finding(Severity::Warning, "empty-command", {}, {next, 1}));
                m_out.lineFindings.back().mend = true;
                if (behind < m_line.size())
                    remark(behind);
                else
                    m_out.line.repairs.back().span = spanOf(beforeBlanks(next), m_line.size());
                break;
            }
            at = next + 1;
            if (m_line.behindBlanks(at) > at)
                nameBlanks(at, m_line.behindBlanks(at));
            at = m_line.behindBlanks(at);
            continue;
        }
        // ATE0V1: basic commands follow each other without a separator
        separated = isBasic && at > before && m_line.startsCommand(next);
        if (separated) {
            if (next > at)
                nameBlanks(at, next);
            at = next;
        } else {
            std::size_t end = next;
            while (end < m_line.size() && !m_line.endsCommand(end))
                ++end;
            add(Severity::Error, "trailing-text", spanOf(next, end), {{"text", excerpt(m_line.part(next, end))}});
            at = end + 1;
            separated = end < m_line.size();
            if (separated && (end >= m_line.tail() || m_line.slashes(m_line.behindEmpty(end))))
                break;
            at = m_line.behindBlanks(at);
        }
    }
    return std::move(m_out);
}

// One command from `at` on: the AT for the first one, else its first character. Gives where it ends.
std::size_t LineParser::commandAt(std::size_t at, bool first)
{
    ParsedCommand &command = m_out.line.commands.emplace_back();
    m_out.findings.emplace_back();
    std::size_t body = first ? at + 2 : at;
    const std::size_t behind = m_line.behindBlanks(body);
    if (first && behind > body && behind < m_line.size() && !m_line.slashes(behind)) {
        nameBlanks(body, behind);
        body = behind;
    }
    m_name = at; // the first name begins with its AT
    m_body = body;
    const std::size_t end = isPrefix(m_line.at(body)) ? extended(body, command) : basic(body, command);
    command.span = spanOf(at, end);
    return end;
}

std::size_t LineParser::extended(std::size_t at, ParsedCommand &command)
{
    std::size_t end = at + 1;
    const std::size_t behindPrefix = m_line.behindBlanks(end);
    std::string name = "AT";
    name += m_line.at(at);
    std::vector<std::pair<std::size_t, std::size_t>> blanks;
    if (behindPrefix > end && base::isAlpha(m_line.at(behindPrefix))) { // AT+ CIOTKEY
        blanks.emplace_back(end, behindPrefix);
        end = behindPrefix;
    }
    const auto fragment = [this, &end] {
        const std::size_t from = end;
        while (isNameCharacter(m_line.at(end)))
            ++end;
        return base::upper(m_line.part(from, end));
    };
    name += fragment();
    // AT+IMQTT PUB=…, AT+CIOT PING: joined where that makes a name the catalog knows, or that of a URC
    const auto isName = [this](const std::string &joined) {
        return m_context.view->command(joined) || m_context.view->urc(std::string_view(joined).substr(2));
    };
    for (int joins = 0; joins < 4 && m_context.view != nullptr && base::isBlank(m_line.at(end)); ++joins) {
        const std::size_t before = end;
        end = m_line.behindBlanks(end);
        if (!isNameCharacter(m_line.at(end))) {
            end = before;
            break;
        }
        const std::size_t from = end;
        const std::string joined = name + fragment();
        if (!isName(joined)) {
            end = before;
            break;
        }
        blanks.emplace_back(before, from);
        name = joined;
    }
    for (const auto &[from, to] : blanks)
        nameBlanks(from, to);
    command.name = std::move(name);
    command.nameSpan = spanOf(m_name, end);
    look(command);
    return suffix(end, command);
}

// Finds the command by its name.
void LineParser::look(ParsedCommand &command)
{
    if (m_context.view == nullptr) {
        unknownName(command);
        return;
    }
    const CatalogView &view = *m_context.view;
    command.command = view.command(command.name, &command.match);
    if (!command.command) {
        command.command = view.elsewhere(command.name);
        if (command.command && std::count(command.command->misprints.begin(), command.command->misprints.end(), command.name) > 0)
            command.match = NameMatch::Misprint;
    }
    if (!command.command) {
        unknownName(command);
        return;
    }
    const std::string &right = command.command->name;
    if (command.match == NameMatch::Misprint) {
        Finding &found = add(Severity::Error, "misprint", command.nameSpan, {{"name", command.name}, {"right", right}});
        found.mend = true;
        found.edits.push_back({spanOf(m_body, command.nameSpan.end()), right.substr(2)});
    } else if (command.match == NameMatch::Alias) {
        command.alias = command.name;
    }
    command.name = right;
}

void LineParser::unknownName(ParsedCommand &command)
{
    const CatalogView *view = m_context.view;
    if (view != nullptr && command.name.size() > 2 && view->urc(std::string_view(command.name).substr(2))) {
        add(Severity::Error, "urc-not-command", command.nameSpan, {{"name", command.name.substr(2)}}); // AT+IOTAEOT
        return;
    }
    std::vector<std::string> nearest;
    if (view != nullptr && command.name.size() <= 64)
        nearest = view->nearest(command.name);
    std::string list;
    for (const std::string &name : nearest)
        list += (list.empty() ? "" : ", ") + name;
    MessageArgs args{{"name", excerpt(command.name)}, {"nearest", list}};
    const char *code = nearest.empty() ? "unknown-command" : "unknown-command-like";
    if (!nearest.empty() && !view->command(nearest.front())) { // another module's
        std::string modules;
        for (const ModuleProfile *module : modulesWith(view->elsewhere(nearest.front()).family, *view))
            modules += (modules.empty() ? "" : ", ") + module->id;
        code = modules.empty() ? code : "unknown-command-elsewhere";
        args.emplace_back("modules", modules);
        args.emplace_back("module", view->module().id);
    }
    Finding &found = add(Severity::Warning, code, command.nameSpan, std::move(args));
    found.problem.code = "unknown-command";
    if (nearest.size() == 1 && nearest.front().size() > 2) { // of several, nobody knows which one
        found.mend = true;
        found.edits.push_back({spanOf(m_body, command.nameSpan.end()), nearest.front().substr(2)});
    }
}

// What stands behind an extended name: nothing, ?, =? or =…
std::size_t LineParser::suffix(std::size_t at, ParsedCommand &command)
{
    const std::size_t sign = m_line.behindBlanks(at);
    const char c = m_line.at(sign);
    if (c == ':' && !forms(command, FormKind::Set).empty()) { // AT+CIOTSTART:0
        Finding &found = add(Severity::Error, "equals-expected", {sign, 1}, {{"found", ":"}});
        found.mend = true;
        m_out.line.repairs.push_back({{sign, 1}, "="});
        nameBlanks(at, sign);
        command.kind = FormKind::Set;
        return arguments(sign + 1, command);
    }
    if (c != '=' && c != '?') {
        command.kind = FormKind::Execute;
        if (const auto found = forms(command, FormKind::Execute); !found.empty()) {
            command.form = found.front();
            take(ArgumentReader(m_line, *command.form, m_context).none(at), command);
        } else if (command.command) {
            unknownForm(command);
        }
        return at;
    }
    nameBlanks(at, sign);
    std::size_t end = sign + 1;
    command.kind = FormKind::Set;
    if (c == '?') {
        command.kind = FormKind::Read;
    } else if (m_line.at(m_line.behindBlanks(end)) == '?') {
        const std::size_t question = m_line.behindBlanks(end);
        const std::size_t behind = m_line.behindBlanks(question + 1);
        if (behind >= m_line.size() || m_line.endsCommand(behind) || m_line.slashes(behind)) { // but AT+X=?abc is a set
            command.kind = FormKind::Test;
            nameBlanks(end, question);
            end = question + 1;
        }
    }
    if (command.kind == FormKind::Set)
        return arguments(end, command);
    if (const auto found = forms(command, command.kind); !found.empty()) {
        command.form = found.front();
        take(ArgumentReader(m_line, *command.form, m_context).none(end), command);
    } else if (command.command) {
        unknownForm(command);
    }
    return end;
}

std::vector<const Form *> LineParser::forms(const ParsedCommand &command, FormKind kind) const
{
    std::vector<const Form *> here;
    std::vector<const Form *> elsewhere;
    if (!command.command)
        return here;
    for (const Form &form : command.command->forms)
        if (form.kind == kind)
            (m_context.view == nullptr || onModule(form.modules, m_context.view->module()) ? here : elsewhere).push_back(&form);
    return here.empty() ? elsewhere : here;
}

void LineParser::unknownForm(ParsedCommand &command)
{
    std::string list;
    std::string possible; // AT+X?, AT+X=…
    const Form *only = nullptr;
    const auto written = [&command](FormKind kind) {
        return command.name + (kind == FormKind::Test ? "=?" : kind == FormKind::Read ? "?" : kind == FormKind::Set ? "=…" : "");
    };
    for (const Form &form : command.command->forms) {
        const std::string_view kind = formName(form.kind);
        if (list.find(kind) != std::string::npos)
            continue;
        only = list.empty() ? &form : nullptr;
        list += (list.empty() ? "" : ", ") + std::string(kind);
        possible += (possible.empty() ? "" : ", ") + written(form.kind);
    }
    Finding &found = add(Severity::Error, "unknown-form", command.nameSpan,
                         {{"name", command.name}, {"form", std::string(formName(command.kind))}, {"forms", list},
                          {"written", written(command.kind)}, {"possible", possible}});
    if (only == nullptr || only->kind == FormKind::Set || command.kind == FormKind::Set)
        return;
    // AT+CIOTPING? where there is AT+CIOTPING only
    const std::string_view sign = only->kind == FormKind::Read ? "?" : only->kind == FormKind::Test ? "=?" : "";
    std::size_t end = m_line.behindBlanks(command.nameSpan.end());
    end = command.kind == FormKind::Read ? end + 1
        : command.kind == FormKind::Test ? m_line.text().find('?', end) + 1
                                         : command.nameSpan.end();
    found.mend = true;
    found.edits.push_back({spanOf(command.nameSpan.end(), end), std::string(sign)});
}

std::size_t LineParser::arguments(std::size_t at, ParsedCommand &command)
{
    const auto candidates = forms(command, FormKind::Set);
    if (candidates.empty()) {
        if (command.command)
            unknownForm(command);
        return unknownArguments(at, command);
    }
    return take(chosen(at, command, candidates), command);
}

// Arguments of a form that nobody knows: kept as one text.
std::size_t LineParser::unknownArguments(std::size_t at, ParsedCommand &command)
{
    bool quoted = false;
    std::size_t end = at;
    for (; end < m_line.size(); ++end) {
        if (m_line.at(end) == '"')
            quoted = !quoted;
        else if (!quoted && (m_line.endsCommand(end) || (m_line.slashes(end) && base::isBlank(m_line.at(end - 1)))))
            break;
    }
    std::size_t trimmed = end;
    while (trimmed > at && base::isBlank(m_line.at(trimmed - 1)))
        --trimmed;
    if (trimmed > at)
        keep(at, trimmed, command);
    return trimmed;
}

void LineParser::keep(std::size_t from, std::size_t to, ParsedCommand &command)
{
    Argument &argument = command.arguments.emplace_back();
    argument.given = true;
    argument.span = argument.inner = spanOf(from, to);
    argument.text = m_line.part(from, to);
    argument.value = expr::Value(argument.text);
}

// The alternative that fits: by `select`, else by the number of arguments, else the one with the fewest errors.
ReadArguments LineParser::chosen(std::size_t at, ParsedCommand &command, const std::vector<const Form *> &candidates)
{
    if (candidates.size() == 1) {
        command.form = candidates.front();
        return ArgumentReader(m_line, *command.form, m_context).read(at);
    }
    std::size_t best = candidates.size();
    long bestScore = 0;
    std::vector<ReadArguments> reads;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const Form &form = *candidates[i];
        reads.push_back(ArgumentReader(m_line, form, m_context).read(at));
        ReadArguments &read = reads.back();
        bool selected = false;
        bool nearly = false; // but for its case
        if (form.selectParameter >= 0 && static_cast<std::size_t>(form.selectParameter) < read.arguments.size()) {
            const Argument &key = read.arguments[static_cast<std::size_t>(form.selectParameter)];
            selected =
                key.given && std::find(form.selectValues.begin(), form.selectValues.end(), key.text) != form.selectValues.end();
            nearly = key.given && std::any_of(form.selectValues.begin(), form.selectValues.end(), [&key](const std::string &value) {
                         return base::equalsNoCase(value, key.text);
                     });
        }
        const LineScope scope(&read.arguments, m_context);
        const bool countFits = read.arguments.size() == form.parameters.size()
            && std::all_of(read.arguments.begin(), read.arguments.end(), [&scope](const Argument &argument) {
                   return argument.given ? !isForbidden(*argument.parameter, scope) : !isRequired(*argument.parameter, scope);
               });
        long score = 0;
        if (selected)
            score = countFits ? 4'000 : 3'000;
        else if (form.selectParameter < 0 && countFits)
            score = 2'000;
        else if (nearly)
            score = 1'000;
        if (!countFits || score == 0) { // nothing fits: the fewest errors
            ParsedCommand trial;
            trial.command = command.command;
            trial.form = &form;
            trial.arguments = read.arguments;
            std::vector<Finding> findings;
            checkArguments(trial, m_context, findings);
            // One or two arguments too many are a slip; where hardly any has its place, another form is meant.
            const std::size_t surplus = read.arguments.size() - std::min(read.arguments.size(), form.parameters.size());
            const std::size_t astray = surplus > 2 ? 2 * (surplus - 2) : 0;
            score += 500 - static_cast<long>(std::min<std::size_t>(findings.size() + read.findings.size() + astray, 499));
        }
        if (best == candidates.size() || score > bestScore) {
            best = i;
            bestScore = score;
        }
    }
    command.form = candidates[best];
    return std::move(reads[best]);
}

std::size_t LineParser::take(ReadArguments read, ParsedCommand &command)
{
    command.arguments = std::move(read.arguments);
    std::move(read.findings.begin(), read.findings.end(), std::back_inserter(m_out.findings.back()));
    std::move(read.repairs.begin(), read.repairs.end(), std::back_inserter(m_out.line.repairs));
    return read.end;
}

// E0, V1, &F, S0=1, S0?, D12345, and plain AT
std::size_t LineParser::basic(std::size_t at, ParsedCommand &command)
{
    const char c = m_line.at(at);
    if (at >= m_line.size() || m_line.slashes(at) || base::isBlank(c) || (m_line.endsCommand(at) && m_first)) {
        command.name = "AT";
        command.nameSpan = spanOf(m_name, at);
        look(command);
        command.kind = FormKind::Execute;
        if (const auto found = forms(command, FormKind::Execute); !found.empty())
            command.form = found.front();
        return at;
    }
    const std::string glued = "AT" + base::upper(m_line.part(at, std::min(at + 16, m_line.size())));
    if (m_context.view != nullptr)
        command.command = m_context.view->longestBasic(glued);
    const bool known = command.command && command.command->name.size() > 2
        && !(base::isDigit(command.command->name.back()) && glued.size() > command.command->name.size()
             && base::isDigit(glued[command.command->name.size()])); // S1 is not the beginning of S10
    std::size_t end = at;
    if (known) {
        command.name = command.command->name;
        end = at + command.name.size() - 2;
        command.nameSpan = spanOf(m_name, end);
    } else {
        command.command = {};
        if (c == '&' || c == '\\')
            ++end;
        while (base::isAlpha(m_line.at(end)))
            ++end;
        command.name = "AT" + base::upper(m_line.part(at, end));
        command.nameSpan = spanOf(m_name, end);
        if (end == at) { // AT"…, AT=1
            command.name = "AT";
            look(command);
            return at;
        }
        unknownName(command);
    }
    const std::size_t digits = [this, end] {
        std::size_t i = end;
        while (base::isDigit(m_line.at(i)))
            ++i;
        return i;
    }();
    const std::size_t sign = m_line.behindBlanks(digits);
    if (!known) { // ATX4, ATQ=1
        command.kind = digits > end ? FormKind::Set : FormKind::Execute;
        if (m_line.at(sign) == '=') {
            command.kind = FormKind::Set;
            return unknownArguments(end, command);
        }
        if (digits > end)
            keep(end, digits, command);
        return digits;
    }
    const auto sets = forms(command, FormKind::Set);
    if (m_line.at(sign) == '?' || (m_line.at(sign) == '=' && m_line.at(sign + 1) == '?')) { // S0?, S0=?
        command.kind = m_line.at(sign) == '?' ? FormKind::Read : FormKind::Test;
        const auto found = forms(command, command.kind);
        if (found.empty()) {
            unknownForm(command);
        } else {
            command.form = found.front();
            ArgumentReader reader(m_line, *command.form, m_context);
            if (digits > end && !command.form->parameters.empty())
                reader.takeGlued(end, digits);
            take(reader.none(sign), command);
        }
        return sign + (command.kind == FormKind::Read ? 1 : 2);
    }
    const auto executes = forms(command, FormKind::Execute);
    const bool glues = m_line.at(sign) == '=' || digits > end ||
                       (!sets.empty() && !sets.front()->parameters.empty() && !isNumeric(sets.front()->parameters.front().type) &&
                        end < m_line.size());
    if (!glues && (sets.empty() || !executes.empty())) { // &F, Z, I; but E is E0 where there is no form without a number
        command.kind = FormKind::Execute;
        if (!executes.empty()) {
            command.form = executes.front();
            take(ArgumentReader(m_line, *command.form, m_context).none(end), command);
        } else {
            unknownForm(command);
        }
        return end;
    }
    command.kind = FormKind::Set;
    if (sets.empty()) { // I9 where there is I only
        unknownForm(command);
        if (m_line.at(sign) == '=')
            return unknownArguments(end, command);
        if (digits > end)
            keep(end, digits, command);
        return digits;
    }
    command.form = sets.front();
    ArgumentReader reader(m_line, *command.form, m_context);
    if (m_line.at(sign) != '=')
        return take(reader.readGlued(end), command);
    nameBlanks(digits, sign);
    if (digits > end)
        reader.takeGlued(end, digits);
    return take(reader.readRegister(sign + 1, digits > end && !command.form->parameters.empty() ? 1 : 0), command);
}

} // namespace atscope::catalog::detail
