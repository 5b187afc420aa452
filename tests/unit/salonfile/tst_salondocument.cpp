// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/limits.h"
#include "core/salonfile/salondocument.h"

#include <QFile>
#include <QTest>

using namespace salon;

class TestSalonDocument : public QObject
{
    Q_OBJECT

    QByteArray m_demo;
    QByteArray m_every_key;

    static QByteArray fixture(const char *name)
    {
        QFile file(QStringLiteral(SALONDESK_SOURCE_DIR "/tests/fixtures/salonfile/") + QLatin1String(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_demo = fixture("demo-salon.json");
        m_every_key = fixture("every-key.json");
        QVERIFY(!m_demo.isEmpty() && !m_every_key.isEmpty());
    }

    void readsTheDemoSalon()
    {
        const auto salon = SalonDocument::parse(m_demo, Zone());
        QVERIFY2(salon, salon ? "" : qPrintable(salon.error().detail));
        QCOMPARE(salon->salon->zone.name(), QStringLiteral("Europe/Berlin"));
        QCOMPARE(salon->branches.size(), 1);
        QCOMPARE(salon->branches.first().opening_hours.value(4), (QList<DayBlock>{{540, 1200}}));
        QCOMPARE(salon->staff.size(), 4);
        QCOMPARE(salon->services.size(), 7);
        QCOMPARE(salon->capabilities.size(), 28);
        QCOMPARE(salon->event_maps.size(), 52);
        QCOMPARE(salon->appointments.size(), 5);
        QCOMPARE(salon->appointments.at(4).staff, QString());
        QCOMPARE(salon->appointments.at(4).value.attendee_name, QStringLiteral("Mats Adler"));
    }

    void readsEveryKey()
    {
        const auto salon = SalonDocument::parse(m_every_key, Zone());
        QVERIFY2(salon, salon ? "" : qPrintable(salon.error().detail));
        const Staff &mia = salon->staff.at(0).value;
        QCOMPARE(mia.absences.first().span.length(), milliseconds(minutes(150)));
        QCOMPARE(mia.working_hours_b->value(3), (QList<DayBlock>{{600, 960}}));
        QCOMPARE(*mia.week_a_of, QDate(2025, 11, 24));
        QVERIFY(salon->staff.at(1).value.working_hours_b->isEmpty());
        QVERIFY(!salon->branches.first().opening_hours.contains(1));
        QCOMPARE(salon->branches.first().opening_hours.value(2).first().begins_min, 540);
        QCOMPARE(salon->services.first().segments.at(2).by, SegmentBy::AnyAble);
        QCOMPARE(salon->capabilities.first().value.minutes.value(QStringLiteral("B")), 20);
        QCOMPARE(salon->event_maps.first().value.bookableId(), 700205);
        QCOMPARE(salon->policies.first().value.fee_tiers, (QList<FeeTier>{{24, 1550}, {48, 1000}}));
        QCOMPARE(salon->policies.at(1).value.fee_percent, 50);
        QCOMPARE(salon->policies.at(2).value.most, std::optional(0));
        QCOMPARE(salon->appointments.first().phases.at(2).calcom_uid, QStringLiteral("uid-a2-B"));
        // without an offset it is salon time
        QCOMPARE(salon->appointments.at(2).value.span.begin, salon->appointments.at(1).value.span.begin);
    }

    void saysWhatIsWrongAndWhere_data()
    {
        QTest::addColumn<QByteArray>("was"); // in every-key.json
        QTest::addColumn<QByteArray>("becomes");
        QTest::addColumn<QString>("path");
        const auto row = [](const char *name, const char *was, const char *becomes, const char *path) {
            QTest::newRow(name) << QByteArray(was) << QByteArray(becomes) << QString::fromUtf8(path);
        };
        row("policy of no kind", "\"kind\": \"reschedule\"", "\"kind\": \"move\"", "$.policies[0].kind");
        row("quota of the other kind", "\"max_reschedules\": 2", "\"max_cancellations_per_month\": 2",
            "$.policies[0].max_cancellations_per_month");
        row("negative quota", "\"max_reschedules\": 2", "\"max_reschedules\": -1", "$.policies[0].max_reschedules");
        row("same tier twice", "\"below_hours\": 24", "\"below_hours\": 48", "$.policies[0].fee_tiers[1].below_hours");
        row("tier without a fee", ", \"fee\": \"15.5\"", "", "$.policies[0].fee_tiers[1].fee");
        row("fee in words", "\"7.5\"", "\"7,5\"", "$.policies[2].fee");
        row("fee as number", "\"7.5\"", "7.5", "$.policies[2].fee");
        row("two fees", "\"fee_percent\": 50", "\"fee_percent\": 50, \"fee\": \"1\"", "$.policies[1].fee_percent");
        row("more than the price", "\"fee_percent\": 50", "\"fee_percent\": 101", "$.policies[1].fee_percent");
        row("deadline as text", "\"deadline_hours\": 36", "\"deadline_hours\": \"36\"", "$.policies[2].deadline_hours");
        row("same scope twice", "\"staff\": \"ada\", \"service\": \"dauerwelle\", \"fee_percent\": 50",
            "\"branch\": \"mitte\"", "$.policies[2]");
        row("unknown key of a policy", "\"deadline_hours\"", "\"deadline\"", "$.policies[2].deadline");
        row("other format", "salondesk-salon", "salondesk-backup", "$.format");
        row("no format", "\"format\"", "\"fromat\"", "$.format");
        row("newer version", "\"version\": 1", "\"version\": 2", "$.version");
        row("no version", "\"version\": 1", "\"version\": null", "$.version");
        row("version as text", "\"version\": 1", "\"version\": \"1\"", "$.version");
        row("unknown section", "\"event_maps\": [", "\"event_map\": [", "$.event_map");
        row("section no list", "\"customers\": [", "\"customers\": {}, \"x\": [", "$.customers");
        row("unknown key", "\"locale\"", "\"lokale\"", "$.salon.lokale");
        row("unknown zone", "Europe/Berlin", "Europe/Linde", "$.salon.time_zone");
        row("country in small letters", "\"country\": \"DE\"", "\"country\": \"de\"", "$.salon.country");
        row("no such country", "\"country\": \"DE\"", "\"country\": \"XX\"", "$.salon.country");
        row("country in words", "\"country\": \"DE\"", "\"country\": \"Deutschland\"", "$.salon.country");
        row("state without a country", "\"country\": \"DE\", ", "", "$.salon.country");
        row("no such state", "\"subdivision\": \"BE\"", "\"subdivision\": \"XX\"", "$.salon.subdivision");
        row("state in small letters", "\"subdivision\": \"BE\"", "\"subdivision\": \"by\"", "$.salon.subdivision");
        row("state with its country", "\"subdivision\": \"BE\"", "\"subdivision\": \"DE-BY\"", "$.salon.subdivision");
        row("currency as a sign", "\"currency\": \"EUR\"", "\"currency\": \"€\"", "$.salon.currency");
        row("currency in small letters", "\"currency\": \"EUR\"", "\"currency\": \"eur\"", "$.salon.currency");
        row("locale in words", "\"locale\": \"de_DE\"", "\"locale\": \"deutsch\"", "$.salon.locale");
        row("locale of the web", "\"locale\": \"de_DE\"", "\"locale\": \"de-DE\"", "$.salon.locale");
        row("notice off five", "\"notice_min\": 30", "\"notice_min\": 31", "$.salon.notice_min");
        row("negative notice", "\"notice_min\": 30", "\"notice_min\": -1", "$.salon.notice_min");
        row("grid off five", "\"grid_min\": 10", "\"grid_min\": 12", "$.salon.grid_min");
        row("grid zero", "\"grid_min\": 10", "\"grid_min\": 0", "$.salon.grid_min");
        row("broken number", "\"horizon_days\": 180", "\"horizon_days\": 180.5", "$.salon.horizon_days");
        row("huge number", "\"horizon_days\": 180", "\"horizon_days\": 1e300", "$.salon.horizon_days");
        row("number as text", "\"horizon_days\": 180", "\"horizon_days\": \"180\"", "$.salon.horizon_days");
        row("empty key", "\"key\": \"mitte\"", "\"key\": \" \"", "$.branches[0].key");
        row("no key", "\"key\": \"mitte\", ", "", "$.branches[0].key");
        row("same branch twice", "\"key\": \"kreuzberg\"", "\"key\": \"mitte\"", "$.branches[1].key");
        row("number as number", "\"030 23125011\"", "30", "$.branches[0].phone_numbers[1]");
        row("unknown weekday", "\"sun\":", "\"son\":", "$.branches[0].opening_hours.son");
        row("overlapping hours", "\"12:30\"", "\"13:05\"", "$.branches[0].opening_hours.tue[1]");
        row("hours off five", "\"12:30\"", "\"12:32\"", "$.branches[0].opening_hours.tue[1][1]");
        row("no such time", "\"12:30\"", "\"12:60\"", "$.branches[0].opening_hours.tue[1][1]");
        row("after midnight", "\"24:00\"", "\"24:05\"", "$.branches[0].opening_hours.sun[0][1]");
        row("ends before it begins", "[\"00:00\", \"24:00\"]", "[\"18:00\", \"09:00\"]",
            "$.branches[0].opening_hours.sun[0]");
        row("half a block", "[\"00:00\", \"24:00\"]", "[\"00:00\"]", "$.branches[0].opening_hours.sun[0]");
        row("no such day", "2025-12-24", "2025-12-32", "$.branches[0].closed[1].from");
        row("closed backwards", "\"to\": \"2025-12-26\"", "\"to\": \"2025-12-23\"", "$.branches[0].closed[1].to");
        row("same closed days twice", "\"from\": \"2025-12-31\", \"to\": \"2026-01-01\"",
            "\"from\": \"2025-12-24\", \"to\": \"2025-12-26\"", "$.branches[0].closed");
        row("no resource left", "\"count\": 2", "\"count\": 0", "$.branches[0].resources[1].count");
        row("same resource twice", "\"key\": \"basin\"", "\"key\": \"dryer\"", "$.branches[0].resources[1].key");
        row("flag as word", "\"active\": true", "\"active\": \"yes\"", "$.staff[0].active");
        row("text as flag", "\"email\": null", "\"email\": true", "$.staff[2].email");
        row("user id zero", "910001", "0", "$.staff[0].calcom_user_id");
        row("week B without a day", "\"working_hours_b\": {}, \"week_a_of\": \"2025-11-24\"", "\"working_hours_b\": {}",
            "$.staff[1].week_a_of");
        row("absence backwards", "2025-12-06T00:00:00+01:00", "2025-12-01T00:00:00+01:00",
            "$.staff[0].absences[0].end");
        row("absence off five", "2025-12-06T00:00:00+01:00", "2025-12-05T23:59:00+01:00", "$.staff[0].absences[0].end");
        row("extra hours off five", "2025-11-30T10:00:00+01:00", "2025-11-30T10:01:00+01:00",
            "$.staff[0].extra_hours[0].start");
        row("wall time that never was", "2025-11-30T10:00:00+01:00", "2025-03-30T02:30:00",
            "$.staff[0].extra_hours[0].start");
        row("unknown key deep down", "\"reason\": \"Urlaub\"", "\"grund\": \"Urlaub\"", "$.staff[0].absences[0].grund");
        row("price as words", "98.00", "98 EUR", "$.services[0].price");
        row("negative buffer", "\"buffer_before_min\": 5", "\"buffer_before_min\": -5",
            "$.services[0].buffer_before_min");
        row("buffer off five", "\"buffer_before_min\": 5", "\"buffer_before_min\": 4",
            "$.services[0].buffer_before_min");
        row("unknown policy", "\"blocked\"", "\"closed\"", "$.services[0].gap_policy");
        row("segment without minutes", "\"minutes\": 50, ", "", "$.services[0].segments[0].minutes");
        row("segment of no minutes", "\"minutes\": 50", "\"minutes\": 0", "$.services[0].segments[0].minutes");
        row("segment of negative minutes", "\"minutes\": 50", "\"minutes\": -5", "$.services[0].segments[0].minutes");
        row("segment off five", "\"minutes\": 50", "\"minutes\": 52", "$.services[0].segments[0].minutes");
        row("same segment twice", "\"key\": \"A_GAP\", \"name\"", "\"key\": \"A\", \"name\"",
            "$.services[0].segments[1].key");
        row("segment of nobody", "\"minutes\": 30, \"staff\": \"busy\"", "\"minutes\": 30",
            "$.services[1].segments[0].staff");
        row("no busy segment", "\"minutes\": 30, \"staff\": \"busy\"", "\"minutes\": 30, \"staff\": \"free\"",
            "$.services[1].segments");
        row("unknown doer", "\"any_able\"", "\"anybody\"", "$.services[0].segments[2].by");
        row("own minutes off five", "\"A\": 55", "\"A\": 54", "$.capabilities[0].minutes.A");
        row("own minutes zero", "\"A\": 55", "\"A\": 0", "$.capabilities[0].minutes.A");
        row("same capability twice", "{\"staff\": \"jon\", \"service\": \"kinderhaarschnitt\"",
            "{\"staff\": \"jon\", \"service\": \"dauerwelle\"", "$.capabilities[2]");
        row("no event type", "\"event_type_id\": 700104", "\"event_type_id\": null", "$.event_maps[1].event_type_id");
        row("same map twice", "\"segment\": \"A\"", "\"segment\": \"B\"", "$.event_maps[1]");
        row("same customer twice", "\"key\": \"tom\"", "\"key\": \"lena\"", "$.customers[1].key");
        row("tag as number", "\"allergie\"", "7", "$.customers[0].tags[1]");
        row("start off five", "2025-11-25T10:15:00+01:00", "2025-11-25T10:17:00+01:00", "$.appointments[3].start");
        row("start with seconds", "2025-11-25T10:15:00+01:00", "2025-11-25T10:15:01+01:00", "$.appointments[3].start");
        row("no start", "\"start\": \"2025-11-25T10:15:00+01:00\",", "", "$.appointments[3].start");
        row("unknown status", "no_show", "noshow", "$.appointments[3].status");
        row("unknown source", "\"source\": \"ctl\"", "\"source\": \"web\"", "$.appointments[3].source");
        row("same appointment twice", "\"key\": \"a4\"", "\"key\": \"a2\"", "$.appointments[3].key");
        row("phase of no minutes", "\"minutes\": 40", "\"minutes\": 0", "$.appointments[0].phases[0].minutes");
        row("same uid twice", "uid-a2-B", "uid-a2-A", "$.appointments[0].phases[2].calcom_uid");
        row("uid on a free phase", "\"minutes\": 20, \"staff\": \"free\"",
            "\"minutes\": 20, \"staff\": \"free\", \"calcom_uid\": \"x\"", "$.appointments[0].phases[1].calcom_uid");
        row("no phases", "\"phases\": [{\"key\": \"A\", \"minutes\": 30, \"staff\": \"busy\"}]", "\"phases\": []",
            "$.appointments[5].phases");
        row("item no object", "{\"key\": \"tom\", \"name\": \"Tom Adler\", \"phone\": \"Nachbar von nebenan\"}", "7",
            "$.customers[1]");
    }

    void saysWhatIsWrongAndWhere()
    {
        QFETCH(QByteArray, was);
        QFETCH(QByteArray, becomes);
        QFETCH(QString, path);
        QByteArray bytes = m_every_key;
        const qsizetype at = bytes.indexOf(was);
        QVERIFY(at >= 0);
        bytes.replace(at, was.size(), becomes);
        const auto salon = SalonDocument::parse(bytes, Zone());
        QVERIFY(!salon);
        QCOMPARE(salon.error().code, ErrorCode::InvalidInput);
        QCOMPARE(salon.error().detail.section(QStringLiteral(": "), 0, 0), path);
        QVERIFY(!salon.error().detail.contains(QLatin1Char('\n')));
    }

    void saysHowASalonsPlaceIsWritten_data()
    {
        QTest::addColumn<QByteArray>("was"); // in every-key.json
        QTest::addColumn<QByteArray>("becomes");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *was, const char *becomes, const char *says) {
            QTest::newRow(becomes) << QByteArray(was) << QByteArray(becomes) << QString::fromUtf8(says);
        };
        row("\"country\": \"DE\"", "\"country\": \"de\"", "must be written DE");
        row("\"country\": \"DE\"", "\"country\": \"XX\"",
            "is no country such as DE (public holidays are known for AT, CH, DE)");
        row("\"subdivision\": \"BE\"", "\"subdivision\": \"DE-BY\"", "must be written BY");
        row("\"subdivision\": \"BE\"", "\"subdivision\": \"by\"", "must be written BY");
        row("\"subdivision\": \"BE\"", "\"subdivision\": \"XX\"",
            "is no state of DE whose public holidays are known: BB, BE, BW, BY, HB, HE, HH, MV, NI, NW, RP, SH, SL, "
            "SN, "
            "ST, TH");
    }

    void saysHowASalonsPlaceIsWritten()
    {
        QFETCH(QByteArray, was);
        QFETCH(QByteArray, becomes);
        QFETCH(QString, says);
        QByteArray bytes = m_every_key;
        const auto refused = SalonDocument::parse(bytes.replace(was, becomes), Zone());
        QVERIFY(!refused);
        QCOMPARE(refused.error().detail.section(QStringLiteral(": "), 1), says);
    }

    void takesACountryWithoutKnownHolidays()
    {
        QByteArray bytes = m_every_key;
        bytes.replace("\"country\": \"DE\", \"subdivision\": \"BE\"", "\"country\": \"FR\", \"subdivision\": \"75\"");
        QVERIFY(SalonDocument::parse(bytes, Zone()));
        QByteArray austrian = m_every_key;
        austrian.replace("\"country\": \"DE\", \"subdivision\": \"BE\"", "\"country\": \"AT\", \"subdivision\": \"9\"");
        QVERIFY(SalonDocument::parse(austrian, Zone()));
    }

    void everyCutIsAnErrorAndNoneACrash()
    {
        for (qsizetype length = 0; length < m_every_key.trimmed().size(); length += 7)
            QVERIFY(!SalonDocument::parse(m_every_key.left(length), Zone()));
    }

    void refusesWhatIsTooLarge()
    {
        QByteArray bytes = m_demo;
        bytes.append(qsizetype(limits::kMaxSalonFileBytes) + 1 - bytes.size(), ' ');
        const auto salon = SalonDocument::parse(bytes, Zone());
        QVERIFY(!salon);
        QVERIFY(salon.error().detail.startsWith(QLatin1String("$: the file is larger")));
        bytes.chop(1);
        QVERIFY(SalonDocument::parse(bytes, Zone()));
    }
};

QTEST_GUILESS_MAIN(TestSalonDocument)
#include "tst_salondocument.moc"
