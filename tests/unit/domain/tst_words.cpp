// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/words.h"

#include <QTest>

using namespace salon;

class TestWords : public QObject
{
    Q_OBJECT

    template <typename E>
    void speaks(const QString &vocabulary)
    {
        int value = 0;
        for (const QString &text : vocabulary.split(u' ')) {
            QCOMPARE(word(static_cast<E>(value)), text);
            QCOMPARE(fromWord<E>(text).value(), static_cast<E>(value));
            ++value;
        }
        QVERIFY(!fromWord<E>(u"").has_value());
        QVERIFY(!fromWord<E>(u"Confirmed").has_value());
    }

private Q_SLOTS:
    void everyVocabularyIsSpelledAsPublished()
    {
        speaks<AppointmentStatus>(QStringLiteral("confirmed arrived done no_show cancelled"));
        speaks<Source>(QStringLiteral("phone desk calcom ctl import"));
        speaks<SyncStatus>(QStringLiteral("none pending synced partial review"));
        speaks<AttemptOutcome>(
            QStringLiteral("sent ok recovered not_found conflict rejected retry not_sent interrupted"));
        speaks<ReviewState>(QStringLiteral("open snoozed settled closed"));
        speaks<ReviewCause>(
            QStringLiteral("missing_event_map not_confirmed conflict partial rejected auth remote_missing "
                           "remote_changed remote_cancelled duplicate told_differs local_data"));
        speaks<SuggestedAction>(QStringLiteral("set_event_map verify move retry check_key call_customer correct_data"));
        speaks<Rule>(QStringLiteral("closed_day opening_hours working_hours break absence notice horizon past off_grid "
                                    "capability event_map appointment unassigned_appointment hold resource busy_block "
                                    "customer"));
        speaks<SyncOperation>(QStringLiteral("create cancel reschedule"));
        speaks<OutboxState>(QStringLiteral("pending sending verifying waiting review done"));
    }

    void everyCauseSuggestsAnAction()
    {
        QCOMPARE(word(suggestedAction(ReviewCause::MissingEventMap)), QStringLiteral("set_event_map"));
        QCOMPARE(word(suggestedAction(ReviewCause::NotConfirmed)), QStringLiteral("verify"));
        QCOMPARE(word(suggestedAction(ReviewCause::Conflict)), QStringLiteral("move"));
        QCOMPARE(word(suggestedAction(ReviewCause::Rejected)), QStringLiteral("retry"));
        for (int cause = 0; cause <= static_cast<int>(ReviewCause::LocalData); ++cause)
            QVERIFY(!word(suggestedAction(static_cast<ReviewCause>(cause))).isEmpty());
    }

    void whoCameOrWillComeBlocksTime()
    {
        QVERIFY(blocksTime(AppointmentStatus::Confirmed));
        QVERIFY(blocksTime(AppointmentStatus::Arrived));
        QVERIFY(blocksTime(AppointmentStatus::Done));
        QVERIFY(!blocksTime(AppointmentStatus::NoShow));
        QVERIFY(!blocksTime(AppointmentStatus::Cancelled));
    }
};

QTEST_GUILESS_MAIN(TestWords)
#include "tst_words.moc"
