// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/callspage.h"

#include "core/metrics/figures.h"
#include "ui/models/deskwords.h"
#include "ui/models/rowmodel.h"
#include "ui/pages/unknownwordcard.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/cardtable.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/sidepanel.h"
#include "ui/widgets/statestack.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace salon
{

namespace
{

constexpr int kTickMs = 1000;

QString callerOf(const CallView &view)
{
    if (!view.customer_name.isEmpty())
        return view.customer_name;
    return view.call.from_number.isEmpty() ? CallsPage::tr("Unknown caller") : view.call.from_number;
}

Instant begin(const CallView &view)
{
    return view.call.started.value_or(view.call.first_seen);
}

QString agentOf(const CallView &view)
{
    return view.call.agent_version ? QStringLiteral("V%1").arg(*view.call.agent_version) : QStringLiteral("–");
}

QString took(const FunctionCallRecord &function)
{
    const double ms = double(function.took.count()) / 1000.0;
    return CallsPage::tr("%1 ms").arg(DeskWords::decimal(ms, ms < 10 ? 1 : 0));
}

/// The agent's own figures of the call; what is beyond its line is called slow.
QString voiceOf(const PhoneCall &call)
{
    const QJsonObject latency = call.analysis.value(QStringLiteral("latency")).toObject();
    QStringList parts;
    for (const VoiceLine &line : kVoiceLines) {
        const QJsonValue figures = latency.value(QLatin1String(line.part));
        const double ms = figures[u"p95"].toDouble(figures[u"p50"].toDouble());
        if (ms <= 0)
            continue;
        const QString seconds = DeskWords::decimal(ms / 1000.0, 1);
        const bool is_model = QLatin1String(line.part) == QLatin1String("llm");
        const bool is_voice = QLatin1String(line.part) == QLatin1String("tts");
        const QString part = is_model   ? CallsPage::tr("model %1 s").arg(seconds)
                             : is_voice ? CallsPage::tr("voice %1 s").arg(seconds)
                                        : CallsPage::tr("answer %1 s").arg(seconds);
        parts << (ms > line.ms ? CallsPage::tr("%1 (slow)").arg(part) : part);
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace

CallsPage::CallsPage(Desk &desk)
    : Page(desk, tr("Calls"),
           {QStringLiteral("calls"), QStringLiteral("function_calls"), QStringLiteral("callbacks"),
            QStringLiteral("appointments"), QStringLiteral("unknown_words")})
{
    body()->addWidget(buildLive());
    m_unknown = new UnknownWordCard(desk, this);
    body()->addWidget(m_unknown);
    connect(m_unknown, &UnknownWordCard::said, this, &CallsPage::said);
    m_rows = new RowModel({tr("Time"), tr("Who"), tr("Result"), tr("Last step"), tr("Length")}, this);
    m_table = new CardTable(m_rows, tr("Calls"));
    m_table->setObjectName(QStringLiteral("calls"));
    m_table->setWidths({96, 136, 116, 102, 82}, 3);
    m_state = new StateStack(m_table);
    auto *left = new QFrame;
    card(left, QMargins(1, 1, 1, 1))->addWidget(m_state);
    buildDetail();
    body()->addLayout(SidePanel::beside(left, m_detail), 1);
    m_detail->hide();
    setFocusProxy(m_table);
    m_state->showLoading();
    connect(m_table, &CardTable::currentIdChanged, this, &CallsPage::open);
    connect(m_state, &StateStack::retried, this, &CallsPage::reload);
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (isVisible())
            reload();
    });
}

QWidget *CallsPage::buildLive()
{
    m_live = new QFrame;
    auto *layout = card(m_live, QMargins(16, 12, 16, 12));
    m_live->setObjectName(QStringLiteral("livecard"));
    m_live->setAccessibleName(tr("Call in progress"));
    m_live_badge = new BadgeLabel;
    m_live_who = new QLabel;
    m_live_who->setObjectName(QStringLiteral("cardtitle"));
    m_live_facts = new QLabel;
    m_live_facts->setObjectName(QStringLiteral("muted"));
    m_live_agent = new BadgeLabel;
    m_live_step = new QLabel;
    m_live_step->setWordWrap(true);
    auto *top = new QHBoxLayout;
    top->setSpacing(10);
    top->addWidget(m_live_badge);
    top->addWidget(m_live_who);
    top->addWidget(m_live_facts, 1);
    top->addWidget(m_live_agent);
    layout->addLayout(top);
    layout->addWidget(m_live_step);
    m_live->hide();
    return m_live;
}

void CallsPage::buildDetail()
{
    m_detail = new SidePanel;
    m_step_rows = new RowModel({tr("What was asked and told"), tr("Took")}, this);
    m_steps = new CardTable(m_step_rows, tr("Function calls"));
    m_steps->setObjectName(QStringLiteral("steps"));
    m_steps->setWidths({210, 92}, 0);
    m_step_state = new StateStack(m_steps);
    m_detail->add(m_step_state, 1);
}

void CallsPage::reload()
{
    m_unknown->reload();
    desk().calls(this, [this](const Result<CallList> &calls) { showCalls(calls); });
}

void CallsPage::showCalls(const Result<CallList> &calls)
{
    if (!calls) {
        m_state->showError(DeskWords::error(calls.error()));
        m_detail->hide();
        return;
    }
    QList<Row> rows;
    int today = 0;
    int booked = 0;
    int callbacks = 0;
    for (const CallView &view : calls->rows) {
        const bool is_today = calls->zone.dateOf(begin(view)) == calls->zone.dateOf(calls->now);
        today += is_today;
        booked += is_today && view.bookings > 0;
        callbacks += is_today && view.callbacks > 0;
        const auto length = view.call.ended.value_or(calls->now) - begin(view);
        rows.append(
            {view.call.call_id,
             {{DeskWords::time(calls->zone, begin(view)), DeskWords::shortDate(calls->zone.dateOf(begin(view)))},
              {callerOf(view), view.customer_name.isEmpty() ? QString() : view.call.from_number, {}, true},
              {{}, {}, DeskWords::callOutcome(view)},
              {QString(view.last_function).replace(u'_', QStringLiteral("_\u200b")),
               tr("%n step(s)", nullptr, view.functions)},
              {DeskWords::span(length), tr("Agent %1").arg(agentOf(view)), {}, false, true}}});
    }
    m_rows->setRows(rows);
    setFacts(QStringList{tr("%n call(s) today", nullptr, today), tr("%n booked", nullptr, booked),
                         tr("%n call-back(s)", nullptr, callbacks)}
                 .join(QStringLiteral(" · ")));
    showLive(*calls);
    if (rows.isEmpty()) {
        m_state->showEmpty(QStringLiteral("phone"), tr("No calls yet"),
                           tr("As soon as the phone agent rings through, its call appears here."));
        m_detail->hide();
        return;
    }
    m_state->showContent();
    if (m_rows->rowOf(m_table->currentId()) < 0)
        m_table->select(m_rows->idAt(0));
    else
        open(m_table->currentId());
}

void CallsPage::showLive(const CallList &calls)
{
    for (const CallView &view : calls.rows) {
        if (!view.is_live)
            continue;
        m_live_badge->setBadge(
            {Tone::Good, QStringLiteral("phone"), tr("live %1").arg(DeskWords::span(calls.now - begin(view)))});
        m_live_who->setText(callerOf(view));
        m_live_facts->setText(view.customer_name.isEmpty() ? tr("not known yet") : view.call.from_number);
        m_live_agent->setBadge({Tone::Neutral, {}, tr("Agent %1").arg(agentOf(view))});
        m_live_step->setText(view.last_function.isEmpty()
                                 ? tr("The agent greets the caller.")
                                 : tr("Last step: %1 · %n step(s)", nullptr, view.functions).arg(view.last_function));
        m_live->show();
        m_tick.start();
        return;
    }
    m_live->hide();
    m_tick.stop();
}

void CallsPage::open(const QString &call_id)
{
    desk().call(this, call_id, [this, call_id](const Result<CallDetail> &detail) {
        if (call_id != m_table->currentId())
            return;
        if (detail)
            showDetail(*detail);
        m_detail->setVisible(bool(detail));
    });
}

void CallsPage::showDetail(const CallDetail &detail)
{
    m_detail->setTitle(callerOf(detail.view) + QStringLiteral(" · ") + DeskWords::time(zone(), begin(detail.view)));
    QStringList facts{DeskWords::number(detail.view.call.from_number)};
    if (detail.view.bookings > 0)
        facts << tr("%n booking(s) made", nullptr, detail.view.bookings);
    if (detail.view.callbacks > 0)
        facts << tr("wants to be called back");
    if (const QString voice = voiceOf(detail.view.call); !voice.isEmpty())
        facts << voice;
    m_detail->setFacts(facts.join(QStringLiteral(" · ")));
    QList<Row> rows;
    for (const FunctionCallRecord &function : detail.functions) {
        const QString told = function.answer.value(QStringLiteral("message")).toString();
        QString name = function.name;
        if (!function.called_as.isEmpty() && function.called_as != function.name)
            name = QStringLiteral("%1 (%2)").arg(function.called_as, function.name);
        Badge speed{Tone::Neutral, {}, took(function)};
        if (!function.success)
            speed.tone = Tone::Attention;
        rows.append({QString::number(function.id),
                     {{name, told.isEmpty() ? function.code : told, {}, true},
                      {function.success ? QString() : tr("asked back"), {}, speed, false, true}}});
    }
    m_step_rows->setRows(rows);
    if (rows.isEmpty())
        m_step_state->showEmpty(QStringLiteral("phone"), tr("No function was called"),
                                tr("The agent asked nothing of the book during this call."));
    else
        m_step_state->showContent();
}

} // namespace salon
