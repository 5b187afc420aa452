// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/retellsignature.h"
#include "tests/support/manualexecutor.h"

#include <QTest>

using namespace salon;

class TestRetellSignature final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_clock.set(Instant::fromMs(1'764'000'000'000)); }

    void signsWhatOpensslSigns()
    {
        // printf '%s1764000000000' 'Grüße' | openssl dgst -sha256 -hmac key_kit_0123456789abcdef -hex
        QCOMPARE(RetellSignature::sign(m_body, m_key, m_clock.now()), m_known);
        QVERIFY(RetellSignature({m_key}, m_clock).accepts(m_known, m_body));
    }

    void judgesForms_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<bool>("accepted");
        const QByteArray digest = m_known.mid(m_known.indexOf("d=") + 2);
        QTest::newRow("as sent") << m_known << true;
        QTest::newRow("upper case digest") << "v=1764000000000,d=" + digest.toUpper() << true;
        QTest::newRow("upper case names") << "V=1764000000000,D=" + digest << true;
        QTest::newRow("swapped") << "d=" + digest + ",v=1764000000000" << false;
        QTest::newRow("blank") << "v=1764000000000, d=" + digest << false;
        QTest::newRow("more behind") << m_known + ",x=1" << false;
        QTest::newRow("newline behind") << m_known + "\n" << false;
        QTest::newRow("seconds") << "v=1764000000,d=" + digest << false;
        QTest::newRow("negative") << "v=-1764000000000,d=" + digest << false;
        QTest::newRow("leading zero") << "v=01764000000000,d=" + digest << false;
        QTest::newRow("62 digits") << "v=1764000000000,d=" + digest.left(62) << false;
        QTest::newRow("no digest") << QByteArray("v=1764000000000,d=") << false;
        QTest::newRow("digest alone") << digest << false;
        QTest::newRow("empty") << QByteArray() << false;
        QTest::newRow("restamped") << "v=1764000001000,d=" + digest << false;
        QTest::newRow("number too long") << "v=99999999999999999999999,d=" + digest << false;
    }
    void judgesForms()
    {
        QFETCH(QByteArray, header);
        QTEST(RetellSignature({m_key}, m_clock).accepts(header, m_body), "accepted");
    }

    void windowIsFiveMinutesOnBothSides()
    {
        const RetellSignature signature({m_key}, m_clock);
        const Instant now = m_clock.now();
        for (const int side : {-1, 1}) {
            const milliseconds edge(side * 300'000);
            const milliseconds beyond(side * 300'001);
            QVERIFY(signature.accepts(RetellSignature::sign(m_body, m_key, now + edge), m_body));
            QVERIFY(!signature.accepts(RetellSignature::sign(m_body, m_key, now + beyond), m_body));
        }
    }

    void coversEveryByte()
    {
        const RetellSignature signature({m_key}, m_clock);
        QByteArray body("{\"a\": \"ü\"}");
        const QByteArray header = RetellSignature::sign(body, m_key, m_clock.now());
        QVERIFY(signature.accepts(header, body));
        for (qsizetype i = 0; i < body.size(); ++i) {
            QByteArray tampered = body;
            tampered[i] = char(tampered.at(i) ^ 1);
            QVERIFY(!signature.accepts(header, tampered));
        }
        QVERIFY(!signature.accepts(header, body + ' '));
    }

    void twoKeysAreValidWhileOneIsChanged()
    {
        const RetellSignature both({m_key, "key_new"}, m_clock);
        QVERIFY(both.accepts(RetellSignature::sign(m_body, m_key, m_clock.now()), m_body));
        QVERIFY(both.accepts(RetellSignature::sign(m_body, "key_new", m_clock.now()), m_body));
        QVERIFY(!both.accepts(RetellSignature::sign(m_body, "key_other", m_clock.now()), m_body));
    }

    void withoutAKeyNothingIsAccepted()
    {
        for (const QList<QByteArray> &keys : {QList<QByteArray>{}, QList<QByteArray>{QByteArray()}}) {
            const RetellSignature signature(keys, m_clock);
            QVERIFY(!signature.hasKey());
            QVERIFY(!signature.accepts(RetellSignature::sign(m_body, "", m_clock.now()), m_body));
        }
    }

    void tellsTheClockSkew()
    {
        const RetellSignature signature({m_key}, m_clock);
        m_clock.advance(milliseconds(-2500));
        QCOMPARE(signature.skew(m_known, m_body), milliseconds(2500));
        m_clock.advance(seconds(1000));
        QVERIFY(!signature.accepts(m_known, m_body));
        QCOMPARE(signature.skew(m_known, m_body), milliseconds(2500) - seconds(1000));
        QVERIFY(!signature.skew(m_known, "another body"));
        QVERIFY(!signature.skew("nonsense", m_body));
    }

private:
    test::ManualClock m_clock;
    const QByteArray m_body = "Grüße";
    const QByteArray m_key = "key_kit_0123456789abcdef";
    const QByteArray m_known = "v=1764000000000,d=735cb4fbc8bea76d9ec2a6f88c208cf22f7cdcd577a64dae8eb909db9fcaba41";
};

QTEST_GUILESS_MAIN(TestRetellSignature)
#include "tst_retellsignature.moc"
