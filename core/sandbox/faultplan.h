// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"

#include <optional>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QRegularExpression>
#include <QString>

namespace salon::sandbox
{

/// What goes wrong with one request. Several may be combined; `document` is the rule's own text for the journal.
struct Fault {
    std::optional<int> status; // refused, nothing is done
    std::optional<int> commit_then_status;
    std::optional<int> html;         // a proxy's page, nothing is done
    std::optional<int> rate_limit_s; // refused with 429
    QString message;
    bool commit_then_drop = false;
    bool hang = false; // nothing is done, nothing is answered
    bool truncate = false;
    milliseconds delay{0}; // done at once, answered late
    milliseconds visible_after{0};
    QString webhook; // lost, twice, bad_signature; empty = as it should be
    milliseconds webhook_delay{0};
    QJsonObject document;
    bool executes() const { return !status && !html && !rate_limit_s && !hang; }
};

/// The faults a test or a person asked for; the first rule that matches a request counts.
/// Shape: [{"match":{"method","path","nth","every","probability","seed","metadata"},"effect":{…}}], path with `*`
/// within a segment; nth/every count the requests that match the rule's other keys. Thread: its owner's.
/// Errors: InvalidInput that names the rule. Source: interfaces.md section 6.
class FaultPlan
{
public:
    static Result<FaultPlan> parse(const QJsonArray &rules);

    /// Counts the request and says what happens to it. `metadata`: that of the request's body.
    std::optional<Fault> next(const QString &method, const QString &path, const QJsonObject &metadata);

private:
    struct Rule {
        QString method;
        QRegularExpression path; // empty pattern = any
        QJsonObject metadata;
        int nth = 0;
        int every = 0;
        std::optional<double> probability;
        quint64 chance = 0; // state of the rule's own generator
        int seen = 0;
        Fault fault;
    };
    static Result<Rule> parseRule(const QJsonObject &json);
    static bool fires(Rule &rule, const QString &method, const QString &path, const QJsonObject &metadata);
    QList<Rule> m_rules;
};

} // namespace salon::sandbox
