// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "core/catalog/catalog.h"
#include "core/catalog/compiler.h"
#include "core/catalog/line.h"

// A small catalog that has one of everything the line part must read. Not the shipped one: a change there must not move these
// tests, and the fuzzer needs something fixed.
namespace atscope::test {

inline const char *const LineCatalog = R"yaml(
atscope: 1
family: onenet
title: {en: OneNET, zh: OneNET}
manual: onenet.txt
facts:
  - {name: edp.session, values: [none, plain, encrypted], title: {en: session, zh: session}}
  - {name: ciot.split.us, title: {en: us, zh: us}}
  - {name: ciot.split.rs, title: {en: rs, zh: rs}}
commands:
  - name: AT+CIOTSTART
    title: {en: start, zh: start}
    manual: '3.4.13'
    forms:
      - form: set
        params:
          - {name: encrypt, type: enum, values: {0: {en: plain, zh: plain}, 1: {en: encrypted, zh: encrypted}}}
        requires:
          - that: fact.edp.session == 'none'
            error: 107
            text: {en: connected, zh: connected}
            fix: AT+CIOTQUIT
            manual: '3.4.18'
  - name: AT+CIOTPING
    title: {en: ping, zh: ping}
    forms:
      - {form: execute}
  - name: AT+CIOTQUIT
    title: {en: quit, zh: quit}
    forms:
      - {form: execute}
  - name: AT+CIOTMKEY
    title: {en: key, zh: key}
    manual: '3.4.6'
    forms:
      - {form: read}
      - form: set
        params:
          - {name: mkey, type: string, bytes: '1..64', secret: true}
  - name: AT+CIOTID
    title: {en: id, zh: id}
    forms:
      - form: set
        params:
          - {name: dev_id, type: string, bytes: '1..16', chars: 0-9}
  - name: AT+CIOTINIT
    title: {en: init, zh: init}
    forms:
      - {form: execute}
      - form: set
        params:
          - {name: title, optional: true}
          - {name: desc, optional: true}
  - name: AT+CIOTBINSET
    title: {en: upload, zh: upload}
    misprints: [AT+CIOTDATBINSET]
    forms:
      - form: set
        params:
          - {name: msg_id, type: integer, range: '0..65535'}
          - {name: des}
          - {name: bin_lens, type: integer, range: '1..'}
  - name: AT+CIOTBINSEND
    title: {en: block, zh: block}
    manual: '3.4.16'
    forms:
      - form: set
        params:
          - {name: bin_len, type: integer, range: '1..', role: length-of:bin_data}
          - {name: bin_data, type: hex, even: true}
        rules:
          - code: length-mismatch
            require: digits(bin_data) == bin_len * 2
            at: bin_len
            also: [bin_data]
            text: {en: '{bin_len} bytes are announced, {fix} are there', zh: '{bin_len}/{fix}'}
            fix: {bin_len: digits(bin_data) / 2}
  - name: AT+CIOTDAT
    title: {en: data, zh: data}
    forms:
      - form: set
        params:
          - {name: msg_id, type: integer, range: '0..65535'}
          - {name: num, type: integer, range: '1..'}
          - name: data
            type: records
            item-separator-fact: ciot.split.us
            separator-fact: ciot.split.rs
            items:
              - {name: key}
              - {name: time, type: date-time, format: 'YYYY-MM-DD hh:mm:ss', optional: true}
              - {name: value}
        rules:
          - code: num-mismatch
            when: given(num)
            require: records(data) == num
            at: num
            also: [data]
            text: {en: '{num} announced, {fix} there', zh: '{num} {fix}'}
            fix: {num: records(data)}
            manual: '3.4.14'
  - name: AT^ONENETSET
    title: {en: server, zh: server}
    forms:
      - form: set
        params:
          - {name: host, type: host}
          - {name: port, type: integer, range: '1..65535'}
          - {name: url}
          - {name: delay, type: integer, optional: true, default: 1}
          - {name: urc, optional: true}
  - name: AT^ONENETPOST
    title: {en: post, zh: post}
    forms:
      - form: set
        params:
          - {name: post_content, type: json, bare-quotes: true, secret: {json-keys: [auth_info]}}
          - {name: api_key, type: string, pattern: 'api-key: ?.+', secret: {part: 'api-key: ?(.*)'}}
)yaml";

inline const char *const LineCatalogLwm2m = R"yaml(
atscope: 1
family: lwm2m
title: {en: LwM2M, zh: LwM2M}
manual: lwm2m.txt
commands:
  - name: AT+MIPLADDOBJ
    title: {en: object, zh: object}
    forms:
      - form: set
        params:
          - {name: ref, type: integer, fixed: 0}
          - {name: objid, type: integer, range: '0..65535'}
          - {name: inscount, type: integer, range: '1..'}
          - {name: bitmap, type: bitmap}
          - {name: atts, type: integer, optional: true, default: 0}
          - {name: acts, type: integer, optional: true, default: 0}
        rules:
          - code: bitmap-mismatch
            require: bytes(bitmap) == inscount
            at: bitmap
            also: [inscount]
            text: {en: '{bitmap} {inscount}', zh: '{bitmap} {inscount}'}
  - name: AT+MIPLDISCOVERRSP
    title: {en: discover, zh: discover}
    forms:
      - form: set
        params:
          - {name: ref, type: integer, fixed: 0}
          - {name: objid, type: integer, range: '0..65535'}
          - {name: result, type: integer, fixed: 1}
          - {name: length, type: integer}
          - {name: data, type: list, separator: ';', items: [{name: resid, type: integer, range: '0..65535'}]}
        rules:
          - code: length-mismatch
            require: bytes(data) == length
            at: length
            also: [data]
            text: {en: '{length} {fix}', zh: '{length} {fix}'}
            fix: {length: bytes(data)}
  - name: AT+MIPLCREATEEX
    title: {en: create, zh: create}
    forms:
      - form: set
        params:
          - {name: host, type: host-port, default-port: 5683}
          - {name: flag, type: flags, bits: {0: {en: bootstrap, zh: b}, 1: {en: monitor, zh: m}}}
          - {name: authcode, optional: true}
          - name: psk
            optional: true
            bytes: '8..16'
            chars: 0-9A-Za-z
            secret: true
            variants:
              - {when: psk_encode == 1, type: hex, digits: '0..32', even: true}
          - {name: pskid, optional: true}
          - {name: psk_encode, type: enum, optional: true, default: 0, values: {0: {en: t, zh: t}, 1: {en: h, zh: h}}}
  - name: AT+MIPLCFG
    title: {en: config, zh: config}
    forms:
      - form: set
        id: set:platform
        select: {parameter: 0, values: [platform]}
        params:
          - {name: type, type: literal, literal: platform}
          - {name: ref, type: integer, fixed: 0}
          - name: platform
            type: enum
            values:
              - {value: 0, text: {en: OneNET, zh: OneNET}}
              - {value: 2, text: {en: Yanfei, zh: Yanfei}, when: "not (module in {'ML307A'})"}
              - {value: 9, text: {en: nothing, zh: nothing}, reserved: true}
              - {value: 10, text: {en: other, zh: other}}
          - {name: epname, optional: true, required-when: platform == 10, forbidden-when: platform != 10}
      - form: set
        id: set:binding
        select: {parameter: 0, values: [binding]}
        params:
          - {name: type, type: literal, literal: binding}
          - {name: ref, type: integer, fixed: 0}
          - {name: binding, type: enum, values: {0: {en: d, zh: d}, 1: {en: u, zh: u}, 2: {en: q, zh: q}}}
  - name: AT+MIPLREADRSP
    title: {en: read, zh: read}
    forms:
      - form: set
        id: set:failed
        params:
          - {name: ref, type: integer, fixed: 0}
          - {name: mid, type: integer, range: '0..4294967295'}
          - {name: result, type: enum, values: {11: {en: bad, zh: bad}, 12: {en: no, zh: no}}}
      - form: set
        id: set:value
        params:
          - {name: ref, type: integer, fixed: 0}
          - {name: mid, type: integer, range: '0..4294967295'}
          - {name: result, type: integer, fixed: 1}
          - {name: objid, type: integer}
          - {name: insid, type: integer}
          - {name: resid, type: integer}
          - name: type
            type: enum
            values: {1: {en: string, zh: s}, 2: {en: opaque, zh: o}, 3: {en: int, zh: i}, 4: {en: float, zh: f}}
          - {name: len, type: integer}
          - name: value
            variants:
              - {when: type == 1, type: string, quoting: required}
              - {when: type == 2, type: hex, even: true}
              - {when: type == 3, type: integer}
              - {when: type == 4, type: float}
          - {name: index, type: integer}
          - name: flag
            type: enum
            values: {0: {en: last, zh: l}, 1: {en: first, zh: f}, 2: {en: middle, zh: m}, '0x200': {en: idle, zh: i}}
        rules:
          - code: flag-on-module
            when: module == 'ML307A'
            require: flag != '0x200'
            at: flag
            text: {en: 'flag {flag}', zh: flag}
          - code: index-zero
            when: dialect == 'classic'
            require: not (index == 0 and flag == 1)
            at: index
            severity: warning
            text: {en: index, zh: index}
  - name: AT+MIPLUPDATESET
    title: {en: update, zh: update}
    modules: [MN318]
    forms:
      - form: set
        params:
          - {name: mode, type: integer, range: '0..1'}
urcs:
  - {name: +MIPLREAD, title: {en: r, zh: r}, fields: [{name: ref, type: integer}, {name: mid, type: integer}]}
)yaml";

inline const char *const LineCatalogRest = R"yaml(
atscope: 1
family: rest
title: {en: Rest, zh: Rest}
manual: rest.txt
commands:
  - name: AT
    title: {en: attention, zh: attention}
    forms: [{form: execute}]
  - name: ATE
    title: {en: echo, zh: echo}
    forms:
      - form: set
        params:
          - {name: value, type: enum, optional: true, default: 0, values: {0: {en: off, zh: off}, 1: {en: on, zh: on}}}
  - name: ATV
    title: {en: verbose, zh: verbose}
    forms:
      - {form: set, params: [{name: value, type: integer, range: '0..1', optional: true, default: 0}]}
  - name: ATI
    title: {en: info, zh: info}
    forms: [{form: execute}]
  - name: AT&F
    title: {en: factory, zh: factory}
    forms: [{form: execute}]
  - name: ATS0
    title: {en: rings, zh: rings}
    forms:
      - {form: read}
      - {form: set, params: [{name: n, type: integer, range: '0..255'}]}
  - name: ATD
    title: {en: dial, zh: dial}
    forms:
      - {form: set, params: [{name: number, type: rest}]}
  - name: AT+CSQ
    title: {en: signal, zh: signal}
    forms: [{form: execute}, {form: test}]
  - name: AT+CMEE
    title: {en: errors, zh: errors}
    forms:
      - {form: test}
      - {form: read}
      - {form: set, params: [{name: n, type: integer, range: '0..2', optional: true, default: 0}]}
  - name: AT+GCMR
    title: {en: version, zh: version}
    aliases: [AT+CGMR]
    forms: [{form: execute}]
  - name: AT+HTTPCREATE
    title: {en: create, zh: create}
    forms:
      - form: set
        params:
          - {name: url}
          - {name: user, optional: true}
          - {name: password, optional: true, secret: true}
        groups:
          - all-or-none: [user, password]
        rules:
          - code: no-https
            when: module == 'M5310-A'
            require: not (url matches '^https:')
            at: url
            text: {en: no HTTPS, zh: no HTTPS}
  - name: AT+HTTPCONTENT
    title: {en: content, zh: content}
    forms:
      - {form: set, id: 'set:query', params: [{name: id, type: integer, range: '0..4'}]}
      - form: set
        id: set:content
        params:
          - {name: id, type: integer, range: '0..4'}
          - name: content
            escapes: true
            bare-quotes: true
            variants:
              - {when: encode_method == 1, type: hex, even: true}
          - {name: encode_method, type: enum, optional: true, default: 0, values: {0: {en: text, zh: t}, 1: {en: hex, zh: h}}}
  - name: AT+ALYMQTTPUB
    title: {en: publish, zh: publish}
    forms:
      - form: set
        params:
          - {name: topic, type: topic, bytes: '1..128'}
          - {name: qos, type: integer, range: '0..1'}
          - {name: payload, type: json}
  - name: AT+ALYMQTTSUB
    title: {en: subscribe, zh: subscribe}
    forms:
      - form: set
        params:
          - {name: topic, type: topic-filter}
          - {name: qos, type: integer, range: '0..1'}
  - name: AT+IMQTTPUB
    title: {en: publish, zh: publish}
    forms:
      - form: set
        params:
          - {name: topic, type: topic, quoting: forbidden}
          - {name: qos, type: integer, range: '0..1'}
          - {name: message, type: rest}
  - name: AT+IMQTTAUTH
    title: {en: auth, zh: auth}
    forms:
      - form: set
        params:
          - {name: product_key, quoting: forbidden}
          - {name: device_name, quoting: forbidden}
          - {name: device_secret, quoting: forbidden, optional: true, secret: true}
          - {name: product_secret, quoting: forbidden, optional: true, secret: true}
        groups:
          - at-least-one: [device_secret, product_secret]
  - name: AT+IDMEP
    title: {en: event, zh: event}
    forms:
      - form: set
        params:
          - {name: event_id, quoting: forbidden}
          - {name: event_payload, type: json, quoting: forbidden}
  - name: AT+TYPES
    title: {en: types, zh: types}
    forms:
      - form: set
        params:
          - {name: f, type: float, range: '-90..90', optional: true}
          - {name: d, type: date-time, format: 'YYYY-MM-DD hh:mm:ss', optional: true}
          - {name: h, type: host, optional: true}
          - {name: o, type: enum, open: true, values: {1: {en: one, zh: one}}, optional: true}
          - {name: i, type: integer, range: ['0..5', 7, '10..'], optional: true}
          - {name: s, type: string, bytes: '2..4', quoting: required, optional: true}
          - {name: p, type: string, pattern: '[a-z]+', optional: true}
          - {name: e, type: string, escapes: true, bytes: '0..8', optional: true}
          - {name: x, type: hex, digits: '2..8', optional: true}
        groups:
          - at-most-one: [s, p]
  - name: AT+ESC
    title: {en: escapes, zh: escapes}
    forms:
      - form: set
        params: [{name: text, quoting: required, escapes: true}]
        rules:
          - {code: no-end, require: "text matches '!$'", at: text, text: {en: end, zh: end}, fix: {text: text + '!'}}
  - name: AT+HDR
    title: {en: header, zh: header}
    forms:
      - {form: set, params: [{name: text, quoting: required, secret: {part: 'key=([^;]*)'}}]}
  - name: AT+KV
    title: {en: pairs, zh: pairs}
    forms:
      - form: set
        params:
          - name: pairs
            type: key-values
            items:
              - {name: pmin, type: integer}
              - {name: psk, secret: true}
)yaml";

inline const char *const LineCatalogModules = R"yaml(
atscope: 1
modules:
  - module: generic
    title: {en: generic, zh: generic}
    families: [onenet, lwm2m, rest]
    lenient: true
  - module: ML302
    title: {en: ML302, zh: ML302}
    families: [onenet, rest]
    max-line: 200
  - module: ML307A
    title: {en: ML307A, zh: ML307A}
    families: [lwm2m, rest]
    dialects: [v4, classic]
  - module: MN318
    title: {en: MN318, zh: MN318}
    families: [lwm2m, rest]
    dialects: [v4, classic]
  - module: M5310-A
    title: {en: M5310-A, zh: M5310-A}
    families: [rest]
)yaml";

inline std::shared_ptr<const catalog::Catalog> lineCatalog()
{
    static const std::shared_ptr<const catalog::Catalog> s_catalog = [] {
        catalog::Model model;
        std::vector<catalog::Complaint> complaints;
        for (const char *text : {LineCatalog, LineCatalogLwm2m, LineCatalogRest, LineCatalogModules}) {
            catalog::CompiledFile file = catalog::compileFile(text, "line_fixture.yaml", {});
            for (catalog::Family &family : file.families)
                model.families.push_back(std::move(family));
            for (catalog::ModuleProfile &module : file.modules)
                model.modules.push_back(std::move(module));
            complaints.insert(complaints.end(), file.complaints.begin(), file.complaints.end());
        }
        auto made = catalog::Catalog::make(std::move(model), complaints);
        for (const catalog::Complaint &complaint : complaints) {
            std::fprintf(stderr, "line_fixture.yaml:%d:%d: %s", complaint.error.place.line, complaint.error.place.column,
                         complaint.error.message.code.c_str());
            for (const auto &[name, value] : complaint.error.message.args)
                std::fprintf(stderr, " %s=%s", name.c_str(), value.c_str());
            std::fprintf(stderr, "\n");
        }
        if (!complaints.empty() || made == nullptr)
            std::abort();
        return made;
    }();
    return s_catalog;
}

inline const catalog::CatalogView &lineView(const std::string &module = "generic")
{
    static std::vector<std::pair<std::string, std::unique_ptr<catalog::CatalogView>>> s_views;
    for (const auto &[name, view] : s_views)
        if (name == module)
            return *view;
    s_views.emplace_back(module, std::make_unique<catalog::CatalogView>(lineCatalog(), lineCatalog()->module(module)));
    return *s_views.back().second;
}

} // namespace atscope::test
