// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/circuit.h"

#include <QTest>

using namespace salon;
using namespace std::chrono_literals;

/// The circuit's table: signs and instants in, state and next probe out.
class TestCircuit : public QObject
{
    Q_OBJECT

    const Instant m_start = Instant::fromMs(1'764'060'000'000);

    /// "a" answered, "u" unreachable, "b" broken; "A", "U", "B": of a probe; a number: seconds that pass before.
    Circuit played(const QString &signs, Instant &now) const
    {
        Circuit circuit;
        const QStringList steps = signs.split(QLatin1Char(' '), Qt::SkipEmptyParts);
        for (const QString &step : steps) {
            bool is_number = false;
            const int passed = step.toInt(&is_number);
            if (is_number) {
                now = now + seconds(passed);
                continue;
            }
            const QChar lower = step.at(0).toLower();
            const CircuitSign sign = lower == u'a'   ? CircuitSign::Answered
                                     : lower == u'u' ? CircuitSign::Unreachable
                                                     : CircuitSign::Broken;
            circuit = step.at(0).isUpper() ? circuit.probed(sign, now) : circuit.after(sign, now);
        }
        return circuit;
    }

private Q_SLOTS:
    void rows_data()
    {
        QTest::addColumn<QString>("signs");
        QTest::addColumn<QString>("state");
        QTest::addColumn<int>("probe_in"); // seconds from the last step; -1 = none
        const auto row = [](const char *name, const char *signs, const char *state, int probe_in) {
            QTest::newRow(name) << QString::fromLatin1(signs) << QString::fromLatin1(state) << probe_in;
        };
        row("nothing happened", "", "closed", -1);
        row("answers keep it closed", "a a a a a a", "closed", -1);
        row("four failures are no burst", "b b b b", "closed", -1);
        row("five in a row open it", "b b b b b", "limping", 30);
        row("time-outs and silence count alike", "b 10 b 10 b 10 b 10 b", "limping", 30);
        row("nobody there", "u u u u u", "offline", 30);
        row("the last failure says which", "b b b b u", "offline", 30);
        row("an answer between begins anew", "b b b b a b b b b", "closed", -1);
        row("spread over more than a minute", "b 20 b 20 b 20 b 20 b", "closed", -1);
        row("the old ones fall out, the new ones count", "b 50 b b 11 b b b", "limping", 30);
        row("what was under way when it opened says nothing", "b b b b b a a", "limping", 30);
        row("more failures do not put the probe off", "b b b b b 5 b b b", "limping", 25);
        row("the probe's good answer closes it", "b b b b b 30 A", "closed", -1);
        row("the probe in vain: a minute", "b b b b b 30 B", "limping", 60);
        row("and then two", "b b b b b 30 B 60 B", "limping", 120);
        row("five", "b b b b b 30 B 60 B 120 B", "limping", 300);
        row("ten at most", "b b b b b 30 B 60 B 120 B 300 B 600 B 600 B", "limping", 600);
        row("the probe finds nobody", "b b b b b 30 U", "offline", 60);
        row("closed, it takes five again", "b b b b b 30 A b b b b", "closed", -1);
        row("a relapse is asked more seldom at once", "b b b b b 30 A b b b b b", "limping", 60);
        row("a relapse long after is not", "b b b b b 30 A 600 b b b b b", "limping", 30);
        row("a probe while it is closed says nothing", "b b b b B b", "limping", 30);
    }

    void rows()
    {
        QFETCH(QString, signs);
        QFETCH(QString, state);
        QFETCH(int, probe_in);
        Instant now = m_start;
        const Circuit circuit = played(signs, now);
        QCOMPARE(circuitWord(circuit.state), state);
        if (probe_in >= 0)
            QCOMPARE((circuit.probe_at - now).count(), milliseconds(seconds(probe_in)).count());
    }

    void itKnowsSinceWhen()
    {
        Instant now = m_start;
        QCOMPARE(played(QStringLiteral("b b b b 7 b 30 B 60 U"), now).since, m_start + 7s);
    }

    void wordsAreReadBack()
    {
        for (const CircuitState state : {CircuitState::Closed, CircuitState::Offline, CircuitState::Limping})
            QVERIFY(circuitFromWord(circuitWord(state)) == state);
        QVERIFY(!circuitFromWord(QStringLiteral("ajar")));
    }
};

QTEST_GUILESS_MAIN(TestCircuit)
#include "tst_circuit.moc"
