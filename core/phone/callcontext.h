// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/domain/catalogue.h"
#include "core/domain/customer.h"
#include "core/domain/flags.h"
#include "core/phone/callarguments.h"
#include "core/phone/functioncall.h"
#include "core/phone/language/whenparser.h"
#include "core/phone/phrases.h"

#include <memory>
#include <optional>
#include <QDate>

namespace salon
{

class Clock;
class Connection;

/// Everything a phone function needs to know about the call it serves. References are borrowed.
/// Who calls is settled here, once: the call object is the truth; without one, args.call_id counts only where it is
/// exactly that of a call that is known here and has not ended. Nothing is guessed.
class CallContext
{
public:
    static Result<CallContext> of(Connection &connection, const FunctionCall &call, const Clock &clock, Random &random);

    Connection &connection() const { return *m_connection; }
    const Clock &clock() const { return *m_clock; }
    Random &random() const { return *m_random; }
    const FunctionCall &call() const { return *m_call; }
    Instant now() const { return m_now; }
    const Catalogue &catalogue() const { return m_catalogue; }
    const Zone &zone() const { return m_catalogue.salon.zone; }
    const Flags &flags() const { return m_flags; }
    const CallArguments &arguments() const { return m_arguments; }
    const Phrases &phrases() const { return m_phrases; }
    WhenParser whenParser() const { return {zone(), m_now, m_phrases.language()}; }

    /// Empty: the call is not known, so nothing may be booked and no customer named.
    const QString &callId() const { return m_call_id; }
    /// Null: several branches and a number that belongs to none.
    const Branch *branch() const { return m_catalogue.branch(m_branch); }
    bool isWebCall() const { return m_is_web_call; }
    /// May what this call is told stay free for it while the caller decides? Not for a call that may not book, nor for
    /// one that is over: nothing would release what a late function call held.
    bool keepsHolds() const
    {
        const bool may_book = !m_is_web_call || m_flags.book_from_web_calls;
        return m_flags.optimistic_reservation && !m_call_id.isEmpty() && may_book && !m_has_ended;
    }
    /// E.164 of whoever rings; empty where the number is withheld or no call is known.
    const QString &callerNumber() const { return m_caller_number; }
    /// Nobody where several have the number: it does not tell which of them rings.
    const std::optional<Customer> &customer() const { return m_customer; }
    /// All who have the caller's number, like a mother and her daughters.
    const QList<Customer> &customersOfNumber() const { return m_same_number; }
    /// What this call was last answered about, so that it need not be said again; null = nothing yet.
    ServiceId serviceSoFar() const;
    /// The one day on which the latest offers of this call have that time; nothing where there are several, or none.
    std::optional<QDate> dayOffered(QTime time) const;
    /// Whom the caller asked for in this call, or heard offered instead at this start; null = nobody in particular.
    StaffId staffWished(std::optional<Instant> start = {}) const;
    /// Was the caller asked in this call which of these people is meant?
    bool wereAskedAbout(const QList<StaffId> &people) const;
    bool hasPlaceholder() const;
    /// Is the call id among the arguments another than the call's?
    bool hasMismatch() const;
    /// Of the agent that speaks in this call, where anything ever told it.
    std::optional<int> agentVersion() const { return m_agent_version; }
    /// For the record: what was made of the arguments. Keys, dates and times; no names, no numbers.
    void understand(const QJsonObject &request) const { *m_understood = request; }
    const QJsonObject &understood() const { return *m_understood; }

private:
    CallContext(Connection &connection, const FunctionCall &call, const Clock &clock, Random &random,
                Catalogue catalogue, Flags flags);
    QList<FunctionCallRecord> functionsSoFar() const;
    Result<std::optional<PhoneCall>> knownCall() const;
    Result<void> identify();

    Connection *m_connection;
    const FunctionCall *m_call;
    const Clock *m_clock;
    Random *m_random;
    Instant m_now;
    Catalogue m_catalogue;
    Flags m_flags;
    CallArguments m_arguments;
    Phrases m_phrases;
    QString m_call_id;
    BranchId m_branch;
    bool m_is_web_call = false;
    bool m_has_ended = false;
    std::optional<int> m_agent_version;
    std::shared_ptr<QJsonObject> m_understood = std::make_shared<QJsonObject>();
    QString m_caller_number;
    QList<Customer> m_same_number;
    std::optional<Customer> m_customer;
};

} // namespace salon
