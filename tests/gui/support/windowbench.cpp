// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/support/windowbench.h"

#include "core/base/checks.h"
#include "core/booking/holddesk.h"
#include "core/booking/slotreader.h"
#include "core/operations/demohistory.h"
#include "core/operations/demosalon.h"
#include "core/salonfile/salonimport.h"
#include "core/storage/calltable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/databaseurl.h"
#include "core/storage/functioncalltable.h"
#include "core/storage/migrations.h"
#include "core/storage/transaction.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace salon::test
{

namespace
{

const QDate kAround(2025, 11, 26);

Instant begins(QDate day)
{
    return *Zone(QStringLiteral("Europe/Berlin")).toInstant(day, QTime(10, 42));
}

QByteArray withoutBook(const QByteArray &file)
{
    QJsonObject salon = QJsonDocument::fromJson(file).object();
    salon.remove(QStringLiteral("appointments"));
    return QJsonDocument(salon).toJson();
}

} // namespace

WindowBench::WindowBench(Filled filled)
    : m_day(DemoSalon::dayFor(kAround))
    , m_clock(begins(m_day))
    , m_random(7)
{
    const DatabaseUrl url = DatabaseUrl::sqlite(m_folder.filePath(QStringLiteral("salon.db")));
    SALON_CHECK(Migrations(m_clock).apply(url));
    auto connection = Connection::open(url);
    SALON_CHECK(connection);
    m_connection = std::move(*connection);
    fill(filled);
    m_read = std::make_unique<Lane>(QStringLiteral("read"), Lane::opener(url, Purpose::ReadOnly));
    m_write = std::make_unique<Lane>(QStringLiteral("write"), Lane::opener(url, Purpose::ReadWrite));
    m_desk = std::make_unique<Desk>(*m_read, *m_write, m_here, m_clock, m_lane_random);
    m_write->onChanged(m_here, [this](const QList<StoreChanged> &changes) {
        for (const StoreChanged &change : changes)
            m_desk->hear(change);
    });
    m_desk->setStatus(DeskStatus{.ready = true,
                                 .listening = true,
                                 .listen_address = QStringLiteral("127.0.0.1:8787"),
                                 .syncing = true,
                                 .has_phone_key = true,
                                 .has_calcom_key = true});
}

WindowBench::~WindowBench()
{
    m_desk.reset();
}

void WindowBench::fill(Filled filled)
{
    if (filled == Filled::Nothing)
        return;
    const auto file = DemoSalon::file(m_day);
    SALON_CHECK(file);
    const QByteArray bytes = filled == Filled::Full ? *file : withoutBook(*file);
    SALON_CHECK(SalonImport::run(*m_connection, m_clock, m_random, bytes, false));
    if (filled != Filled::Full)
        return;
    SALON_CHECK(DemoHistory::write(*m_connection, m_random, m_day));
    ring();
}

/// The caller decides about the first free start of the day, which is kept meanwhile; answers its time.
QString WindowBench::hold(const QString &call_id)
{
    const auto catalogue = CatalogueTable::load(*m_connection);
    SALON_CHECK(catalogue);
    const SlotWish wish{
        .branch = catalogue->branches.first().id, .service = catalogue->services.first().id, .call_id = call_id};
    SlotReader slots(*m_connection, *catalogue, m_clock.now(), wish);
    const auto offers = slots.offers(wish, {.from = m_day, .days = 1, .limit = 1});
    SALON_CHECK(offers && !offers->isEmpty());
    const Offer &first = offers->first();
    SALON_CHECK(HoldDesk(m_clock).hold(*m_connection, wish, first.span.begin));
    return first.time.toString(QStringLiteral("H:mm"));
}

void WindowBench::ring()
{
    const QString call_id = QStringLiteral("call_live");
    const QString free = hold(call_id);
    auto tx = Transaction::begin(*m_connection, m_clock);
    SALON_CHECK(tx);
    const Instant started = m_clock.now() - seconds(48);
    PhoneCall call;
    call.call_id = call_id;
    call.agent_version = 7;
    call.call_type = QStringLiteral("phone_call");
    call.from_number = QStringLiteral("+491713920003");
    call.first_seen = started;
    call.started = started;
    SALON_CHECK(CallTable::merge(*tx, call));
    FunctionCallRecord record;
    record.call_id = call.call_id;
    record.name = QStringLiteral("check_availability_v17");
    record.called_as = QStringLiteral("check_availability");
    record.agent_version = 7;
    record.at = started + seconds(31);
    record.success = true;
    record.answer = QJsonObject{{QStringLiteral("message"), QStringLiteral("Heute um %1 ist frei.").arg(free)}};
    record.took = std::chrono::microseconds(2900);
    SALON_CHECK(FunctionCallTable::insert(*tx, record));
    SALON_CHECK(tx->commit());
}

} // namespace salon::test
