// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/syncdecision.h"

#include <QTest>

using namespace salon;
using namespace std::chrono_literals;

namespace
{

const Instant kNow = Instant::fromMs(1'764'060'000'000);

/// What a row of the table says about the outcome; times relative to now.
struct Expected {
    OutboxState state;
    milliseconds due{0};
    int sends = 1;
    int lookups = 0;
    const char *memory = "";
    AttemptOutcome outcome = AttemptOutcome::Sent;
    std::optional<ReviewCause> review = std::nullopt;
    bool pauses_key = false;
};

struct Given {
    OutboxState state = OutboxState::Sending;
    SyncOperation operation = SyncOperation::Create;
    int sends = 1;
    int lookups = 0;
    const char *memory = "";
};

OutboxRow rowOf(const Given &given)
{
    OutboxRow row;
    row.id = OutboxId{7};
    row.state = given.state;
    row.operation = given.operation;
    row.sends = given.sends;
    row.lookups = given.lookups;
    row.last_result = QString::fromLatin1(given.memory);
    row.due = kNow;
    return row;
}

} // namespace

Q_DECLARE_METATYPE(Given)
Q_DECLARE_METATYPE(Expected)

class TestSyncDecision : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void table_data();
    void table();
    void withoutVerificationAPersonDecides_data();
    void withoutVerificationAPersonDecides();
    void withoutVerificationACancelIsBelieved();
    void theLadderEndsHourly();
    void theServersHintWins();
    void memoryIsKeptAsText();
    void noSendIsRepeatedWithoutALookup();
};

void TestSyncDecision::table_data()
{
    QTest::addColumn<Given>("given");
    QTest::addColumn<SyncEvent>("event");
    QTest::addColumn<Expected>("expected");
    using S = OutboxState;
    using O = SyncOperation;
    using A = AttemptOutcome;
    using R = ReviewCause;
    const auto row = [](const char *name, Given given, SyncEvent event, Expected expected) {
        QTest::newRow(name) << given << event << expected;
    };
    const auto verifying = [](const char *memory, int lookups, int sends = 1, O operation = O::Create) {
        return Given{S::Verifying, operation, sends, lookups, memory};
    };

    row("executed", {}, SyncEvent::Executed, {S::Done, 0s, 1, 0, "", A::Ok});
    row("executed, to be confirmed there", {}, SyncEvent::ExecutedUnconfirmed,
        {S::Review, 0s, 1, 0, "", A::Sent, R::NotConfirmed});
    row("time taken", {}, SyncEvent::TimeTaken, {S::Verifying, 2s, 1, 0, "taken"});
    row("unclear", {}, SyncEvent::OutcomeUnclear, {S::Verifying, 2s, 1, 0, "unclear"});
    row("unclear again after an earlier search", {S::Sending, O::Create, 2, 3, "unclear"}, SyncEvent::OutcomeUnclear,
        {S::Verifying, 2s, 2, 0, "unclear"});
    row("definitely refused", {}, SyncEvent::DefinitelyRefused, {S::Verifying, 2s, 1, 0, "definite", A::Rejected});
    row("cancel definitely refused", {S::Sending, O::Cancel}, SyncEvent::DefinitelyRefused,
        {S::Review, 0s, 1, 0, "", A::Rejected, R::Rejected});
    row("move definitely refused", {S::Sending, O::Reschedule}, SyncEvent::DefinitelyRefused,
        {S::Review, 0s, 1, 0, "", A::Rejected, R::Rejected});
    row("cancelled before: by whom, and where to, is looked up", {S::Sending, O::Cancel}, SyncEvent::CancelledBefore,
        {S::Verifying, 2s, 1, 0, "unclear"});
    row("not reached", {}, SyncEvent::NotReached, {S::Waiting, 5s, 0, 0, "not_reached:1", A::Retry});
    row("not reached twice", {S::Sending, O::Create, 1, 0, "not_reached:1"}, SyncEvent::NotReached,
        {S::Waiting, 30s, 0, 0, "not_reached:2", A::Retry});
    row("not reached after an unclear send", {S::Sending, O::Create, 2, 3, "unclear"}, SyncEvent::NotReached,
        {S::Waiting, 5s, 1, 3, "not_reached:1", A::Retry});
    row("key refused", {}, SyncEvent::KeyRefused, {S::Waiting, 1h, 0, 0, "key_refused", A::Retry, R::Auth, true});
    row("key missing", {S::Pending, O::Create, 0}, SyncEvent::KeyMissing,
        {S::Waiting, 1h, 0, 0, "key_refused", A::NotSent, R::Auth, true});

    row("found", verifying("unclear", 0), SyncEvent::Found, {S::Done, 0s, 1, 0, "unclear", A::Recovered});
    row("found after a conflict", verifying("taken", 2), SyncEvent::Found, {S::Done, 0s, 1, 2, "taken", A::Recovered});
    row("found after a definite refusal", verifying("definite", 0), SyncEvent::Found,
        {S::Done, 0s, 1, 0, "definite", A::Recovered});
    row("first look-up in vain", verifying("unclear", 0), SyncEvent::NotFound,
        {S::Verifying, 3s, 1, 1, "unclear", A::NotFound});
    row("second look-up in vain", verifying("unclear", 1), SyncEvent::NotFound,
        {S::Verifying, 10s, 1, 2, "unclear", A::NotFound});
    row("third look-up in vain: send again", verifying("unclear", 2), SyncEvent::NotFound,
        {S::Pending, 0s, 1, 3, "unclear", A::NotFound});
    row("in vain after the second send", verifying("unclear", 2, 2), SyncEvent::NotFound,
        {S::Pending, 0s, 2, 3, "unclear", A::NotFound});
    row("in vain after the last send", verifying("unclear", 2, 3), SyncEvent::NotFound,
        {S::Review, 0s, 3, 3, "unclear", A::NotFound, R::NotConfirmed});
    row("interrupted, in vain", verifying("interrupted", 2), SyncEvent::NotFound,
        {S::Pending, 0s, 1, 3, "interrupted", A::NotFound});
    row("interrupted for the third time", verifying("interrupted", 2, 3), SyncEvent::NotFound,
        {S::Review, 0s, 3, 3, "interrupted", A::NotFound, R::NotConfirmed});
    row("conflict, not yet proved", verifying("taken", 1), SyncEvent::NotFound,
        {S::Verifying, 10s, 1, 2, "taken", A::NotFound});
    row("conflict", verifying("taken", 2), SyncEvent::NotFound,
        {S::Review, 0s, 1, 3, "taken", A::Conflict, R::Conflict});
    row("rejected: one look-up is enough", verifying("definite", 0), SyncEvent::NotFound,
        {S::Review, 0s, 1, 1, "definite", A::NotFound, R::Rejected});
    row("cancel in vain", verifying("unclear", 2, 1, O::Cancel), SyncEvent::NotFound,
        {S::Pending, 0s, 1, 3, "unclear", A::NotFound});
    row("move onto a taken time", verifying("taken", 2, 1, O::Reschedule), SyncEvent::NotFound,
        {S::Review, 0s, 1, 3, "taken", A::Conflict, R::Conflict});
    row("found, but to be confirmed", verifying("unclear", 0), SyncEvent::FoundUnconfirmed,
        {S::Review, 0s, 1, 0, "unclear", A::NotFound, R::NotConfirmed});
    row("found cancelled", verifying("unclear", 0), SyncEvent::FoundCancelled,
        {S::Review, 0s, 1, 0, "unclear", A::NotFound, R::RemoteCancelled});
    row("moved by somebody else: never moved again without a person", verifying("unclear", 0, 1, O::Reschedule),
        SyncEvent::FoundElsewhere, {S::Done, 0s, 1, 0, "unclear", A::Conflict, R::RemoteChanged});
    row("not found by a key that would not show it", verifying("unclear", 1), SyncEvent::NotSeen,
        {S::Verifying, 10s, 1, 2, "unclear", A::NotFound});
    row("... is never sent again", verifying("unclear", 2), SyncEvent::NotSeen,
        {S::Review, 0s, 1, 3, "unclear", A::NotFound, R::NotConfirmed});
    row("... is no conflict", verifying("taken", 2), SyncEvent::NotSeen,
        {S::Review, 0s, 1, 3, "taken", A::NotFound, R::NotConfirmed});
    row("... a definite refusal stays one", verifying("definite", 0), SyncEvent::NotSeen,
        {S::Review, 0s, 1, 1, "definite", A::NotFound, R::Rejected});
    row("... a person may have it sent again", verifying("retry_asked", 0, 3), SyncEvent::NotSeen,
        {S::Pending, 0s, 0, 1, "retry_asked", A::NotFound});
    row("look-up failed: it does not count", verifying("unclear", 1), SyncEvent::LookupUnclear,
        {S::Verifying, 5s, 1, 1, "unclear:1", A::Retry});
    row("look-up failed again", verifying("taken:2", 1), SyncEvent::LookupNotReached,
        {S::Verifying, 2min, 1, 1, "taken:3", A::Retry});
    row("look-up failed for the fourth time", verifying("taken:3", 1), SyncEvent::LookupUnclear,
        {S::Review, 0s, 1, 1, "taken", A::NotFound, R::NotConfirmed});
    row("look-up failed for the fourth time, a person had asked", verifying("verify_asked:3", 0),
        SyncEvent::LookupUnclear, {S::Review, 0s, 1, 0, "verify_asked", A::NotFound});
    row("offline for minutes", verifying("unclear:4", 0), SyncEvent::LookupNotReached,
        {S::Verifying, 1h, 1, 0, "unclear:5", A::Retry});
    row("offline for hours", verifying("unclear:7", 0), SyncEvent::LookupNotReached,
        {S::Review, 0s, 1, 0, "unclear", A::NotFound, R::NotConfirmed});
    row("overtaken, not yet proved", verifying("overtaken", 1), SyncEvent::NotFound,
        {S::Verifying, 10s, 1, 2, "overtaken", A::NotFound});
    row("overtaken and not found: never sent again", verifying("overtaken", 2), SyncEvent::NotFound,
        {S::Review, 0s, 1, 3, "overtaken", A::NotFound, R::NotConfirmed});
    row("look-up works again", verifying("taken:2", 1), SyncEvent::NotFound,
        {S::Verifying, 10s, 1, 2, "taken", A::NotFound});
    row("look-up with a refused key", verifying("unclear", 1), SyncEvent::LookupKeyRefused,
        {S::Verifying, 1h, 1, 1, "unclear", A::Retry, R::Auth, true});

    row("interrupted", {}, SyncEvent::Interrupted, {S::Verifying, 2s, 1, 0, "interrupted", A::Interrupted});
    row("map missing", {S::Pending, O::Create, 0}, SyncEvent::MapMissing,
        {S::Review, 0s, 0, 0, "", A::NotSent, R::MissingEventMap});
    row("data missing", {S::Pending, O::Create, 0}, SyncEvent::DataMissing,
        {S::Review, 0s, 0, 0, "", A::NotSent, R::LocalData});
    row("too late", {S::Pending, O::Create, 0}, SyncEvent::TooLate, {S::Done, 0s, 0, 0, "", A::NotSent});
    row("superseded", {S::Pending, O::Create, 0}, SyncEvent::Superseded, {S::Done, 0s, 0, 0, "", A::NotSent});

    row("a person asked to look: not there", verifying("verify_asked", 0), SyncEvent::NotFound,
        {S::Review, 0s, 1, 1, "verify_asked", A::NotFound});
    row("a person asked to look: there", verifying("verify_asked", 0), SyncEvent::Found,
        {S::Done, 0s, 1, 0, "verify_asked", A::Recovered});
    row("a person asked to send again: not there", verifying("retry_asked", 0, 3), SyncEvent::NotFound,
        {S::Pending, 0s, 0, 1, "retry_asked", A::NotFound});
    row("a person asked to send again: there", verifying("retry_asked", 0, 3), SyncEvent::Found,
        {S::Done, 0s, 3, 0, "retry_asked", A::Recovered});
}

void TestSyncDecision::table()
{
    QFETCH(Given, given);
    QFETCH(SyncEvent, event);
    QFETCH(Expected, expected);
    const SyncDecision decision = decide(rowOf(given), event, kNow, true);
    QCOMPARE(word(decision.state), word(expected.state));
    QCOMPARE(decision.due - kNow, expected.due);
    QCOMPARE(decision.sends, expected.sends);
    QCOMPARE(decision.lookups, expected.lookups);
    QCOMPARE(decision.memory.text(), QString::fromLatin1(expected.memory));
    QCOMPARE(word(decision.outcome), word(expected.outcome));
    QCOMPARE(decision.review, expected.review);
    QCOMPARE(decision.pauses_key, expected.pauses_key);
}

void TestSyncDecision::withoutVerificationAPersonDecides_data()
{
    QTest::addColumn<SyncEvent>("event");
    QTest::addColumn<ReviewCause>("cause");
    QTest::newRow("taken") << SyncEvent::TimeTaken << ReviewCause::Conflict;
    QTest::newRow("unclear") << SyncEvent::OutcomeUnclear << ReviewCause::NotConfirmed;
    QTest::newRow("definite") << SyncEvent::DefinitelyRefused << ReviewCause::Rejected;
    QTest::newRow("interrupted") << SyncEvent::Interrupted << ReviewCause::NotConfirmed;
}

void TestSyncDecision::withoutVerificationAPersonDecides()
{
    QFETCH(SyncEvent, event);
    QFETCH(ReviewCause, cause);
    const SyncDecision decision = decide(rowOf({}), event, kNow, false);
    QCOMPARE(decision.state, OutboxState::Review);
    QCOMPARE(decision.review, std::optional<ReviewCause>(cause));
}

/// Nothing is left to decide there.
void TestSyncDecision::withoutVerificationACancelIsBelieved()
{
    OutboxRow row = rowOf({});
    row.operation = SyncOperation::Cancel;
    QCOMPARE(decide(row, SyncEvent::CancelledBefore, kNow, false).state, OutboxState::Done);
}

void TestSyncDecision::theLadderEndsHourly()
{
    OutboxRow row = rowOf({});
    QList<milliseconds> waits;
    for (int i = 0; i < 6; ++i) {
        const SyncDecision decision = decide(row, SyncEvent::NotReached, kNow, true);
        waits.append(decision.due - kNow);
        row.last_result = decision.memory.text();
    }
    QCOMPARE(waits, (QList<milliseconds>{5s, 30s, 2min, 10min, 60min, 60min}));
}

void TestSyncDecision::theServersHintWins()
{
    QCOMPARE(decide(rowOf({}), SyncEvent::NotReached, kNow, true, 42s).due, kNow + 42s);
    const OutboxRow looking = rowOf({OutboxState::Verifying, SyncOperation::Create, 1, 1, "unclear:3"});
    QCOMPARE(decide(looking, SyncEvent::LookupNotReached, kNow, true, 60s).due, kNow + 60s);
}

void TestSyncDecision::memoryIsKeptAsText()
{
    QCOMPARE(SendMemory::parse(QString()), SendMemory());
    QCOMPARE(SendMemory::parse(QStringLiteral("nonsense:x")), SendMemory());
    const SendMemory memory{SendMemory::Result::Taken, 4};
    QCOMPARE(memory.text(), QStringLiteral("taken:4"));
    QCOMPARE(SendMemory::parse(memory.text()), memory);
}

/// Whatever follows a send whose end is unknown, the row is sent again only through a look-up that found nothing.
void TestSyncDecision::noSendIsRepeatedWithoutALookup()
{
    for (SyncOperation operation : {SyncOperation::Create, SyncOperation::Cancel, SyncOperation::Reschedule}) {
        for (SyncEvent event : {SyncEvent::TimeTaken, SyncEvent::OutcomeUnclear, SyncEvent::Interrupted,
                                SyncEvent::LookupUnclear, SyncEvent::LookupNotReached, SyncEvent::LookupKeyRefused}) {
            const bool is_lookup = event == SyncEvent::LookupUnclear || event == SyncEvent::LookupNotReached ||
                                   event == SyncEvent::LookupKeyRefused;
            const OutboxState state = is_lookup ? OutboxState::Verifying : OutboxState::Sending;
            for (bool verification : {true, false}) {
                const SyncDecision decision =
                    decide(rowOf({state, operation, 1, 0, is_lookup ? "unclear" : ""}), event, kNow, verification);
                QVERIFY(decision.state == OutboxState::Verifying || decision.state == OutboxState::Review);
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestSyncDecision)
#include "tst_syncdecision.moc"
