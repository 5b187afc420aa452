// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/customerpicker.h"

#include "ui/widgets/caption.h"
#include "ui/widgets/cardtable.h"
#include "ui/widgets/theme.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QVBoxLayout>

namespace salon
{

namespace
{

constexpr int kTypingMs = 120;
constexpr int kShortestSearch = 2;

} // namespace

CustomerPicker::CustomerPicker(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_search(new QLineEdit)
    , m_rows(new RowModel({tr("Name"), tr("Number")}, this))
    , m_table(new CardTable(m_rows, tr("Customers found")))
    , m_name(new QLineEdit)
    , m_phone(new QLineEdit)
{
    m_search->setObjectName(QStringLiteral("customersearch"));
    m_search->setPlaceholderText(tr("Who is it? Number or name"));
    m_table->setObjectName(QStringLiteral("matches"));
    m_table->setWidths({200, 142}, 0);
    m_table->horizontalHeader()->hide();
    m_table->setFixedHeight(3 * Theme::kRowHeight + 20);
    m_name->setObjectName(QStringLiteral("customername"));
    m_phone->setObjectName(QStringLiteral("customerphone"));
    setFocusProxy(m_search);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(5);
    layout->addWidget(new Caption(tr("&Phone or name"), m_search));
    layout->addWidget(m_search);
    layout->addWidget(m_table);
    auto *pair = new QGridLayout;
    pair->addWidget(new Caption(tr("Na&me"), m_name), 0, 0);
    pair->addWidget(new Caption(tr("N&umber"), m_phone), 0, 1);
    pair->addWidget(m_name, 1, 0);
    pair->addWidget(m_phone, 1, 1);
    layout->addLayout(pair);
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMs);
    connect(&m_typing, &QTimer::timeout, this, &CustomerPicker::search);
    connect(m_search, &QLineEdit::textEdited, &m_typing, qOverload<>(&QTimer::start));
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        if (!m_matches.isEmpty())
            pick(m_rows->idAt(0));
        Q_EMIT finished();
    });
    connect(m_table, &CardTable::currentIdChanged, this, &CustomerPicker::pick);
    connect(m_table, &CardTable::opened, this, [this](const QString &id) {
        pick(id);
        Q_EMIT finished();
    });
    for (QLineEdit *edit : {m_name, m_phone})
        connect(edit, &QLineEdit::textEdited, this, [this] {
            m_customer = {};
            Q_EMIT changed();
        });
}

QString CustomerPicker::name() const
{
    return m_name->text().trimmed();
}

QString CustomerPicker::phone() const
{
    return m_phone->text().trimmed();
}

void CustomerPicker::search()
{
    const QString text = m_search->text().trimmed();
    if (text != m_picked_by)
        forget();
    if (text.size() < kShortestSearch) {
        m_matches.clear();
        m_rows->setRows({});
        return;
    }
    m_desk.findCustomers(this, text, [this, text](const Result<QList<CustomerMatch>> &found) {
        if (!found || text != m_search->text().trimmed())
            return;
        m_matches = *found;
        showMatches(text);
    });
}

/// What was typed and found nobody is somebody new.
void CustomerPicker::showMatches(const QString &text)
{
    QList<Row> rows;
    for (const CustomerMatch &match : std::as_const(m_matches))
        rows.append(
            {QString::number(match.customer.id.value),
             {{match.customer.name, match.usual_service, {}, true}, {match.customer.phone, {}, {}, false, true}}});
    m_rows->setRows(rows);
    if (!m_matches.isEmpty())
        return;
    const bool is_number = text.startsWith(u'+') || text.at(0).isDigit();
    (is_number ? m_phone : m_name)->setText(text);
    Q_EMIT changed();
}

/// Another search means another person: nothing of the one picked before may stay in the fields.
void CustomerPicker::forget()
{
    if (m_customer.isNull())
        return;
    m_customer = {};
    m_name->clear();
    m_phone->clear();
    Q_EMIT changed();
}

void CustomerPicker::pick(const QString &id)
{
    for (const CustomerMatch &match : std::as_const(m_matches)) {
        if (QString::number(match.customer.id.value) != id)
            continue;
        m_customer = match.customer.id;
        m_picked_by = m_search->text().trimmed();
        m_name->setText(match.customer.name);
        m_phone->setText(match.customer.phone);
        Q_EMIT picked(match.usual_service_id);
    }
}

} // namespace salon
