// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/unknownwordcard.h"

#include "ui/models/deskwords.h"
#include "ui/pages/reasondialog.h"
#include "ui/widgets/keybutton.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace salon
{

UnknownWordCard::UnknownWordCard(Desk &desk, QWidget *page)
    : m_desk(desk)
    , m_title(new QLabel)
    , m_facts(new QLabel)
    , m_teach(new KeyButton(tr("Add as synonym …"), QKeySequence(Qt::Key_S), page))
    , m_forget(new KeyButton(tr("Not a service"), QKeySequence(Qt::Key_X), page))
{
    setObjectName(QStringLiteral("card"));
    setAccessibleName(tr("Words the phone did not understand"));
    m_title->setObjectName(QStringLiteral("cardtitle"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    m_facts->setObjectName(QStringLiteral("muted"));
    m_facts->setWordWrap(true);
    m_teach->setObjectName(QStringLiteral("teach"));
    m_forget->setObjectName(QStringLiteral("forget"));
    auto *text = new QVBoxLayout;
    text->setSpacing(2);
    text->addWidget(m_title);
    text->addWidget(m_facts);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 10, 16, 10);
    layout->setSpacing(10);
    layout->addLayout(text, 1);
    layout->addWidget(m_forget);
    layout->addWidget(m_teach);
    connect(m_teach, &QPushButton::clicked, this, &UnknownWordCard::ask);
    connect(m_forget, &QPushButton::clicked, this, &UnknownWordCard::forget);
    hide();
}

void UnknownWordCard::reload()
{
    m_desk.unknownWords(this, [this](const Result<QList<UnknownWord>> &words) {
        if (words)
            show(*words);
    });
}

void UnknownWordCard::show(const QList<UnknownWord> &words)
{
    setVisible(!words.isEmpty());
    if (words.isEmpty())
        return;
    const UnknownWord &word = words.constFirst();
    m_word = word.said;
    m_title->setText(tr("“%1”: which service is that?").arg(word.said));
    QStringList facts{tr("%n caller(s) said it and the phone had to ask", nullptr, word.callers)};
    if (words.size() > 1)
        facts << tr("%n more word(s) after this one", nullptr, int(words.size()) - 1);
    m_facts->setText(facts.join(QStringLiteral(" · ")));
}

void UnknownWordCard::ask()
{
    m_desk.catalogue(this, [this](const Result<Catalogue> &catalogue) {
        if (catalogue)
            teach(*catalogue);
        else
            Q_EMIT said(DeskWords::error(catalogue.error()), Tone::Wrong);
    });
}

void UnknownWordCard::teach(const Catalogue &catalogue)
{
    QStringList names;
    QList<ServiceId> services;
    for (const Service &service : catalogue.services)
        if (service.active) {
            names.append(service.name);
            services.append(service.id);
        }
    auto *dialog = new ReasonDialog(tr("What does “%1” mean?").arg(m_word),
                                    tr("From the next call on the phone takes this word for the service you choose."),
                                    names, tr("Add synonym"), false, window());
    connect(dialog, &ReasonDialog::given, this, [this, services, word = m_word](const QString &name, int index) {
        m_desk.addSynonym(this, services.value(index), word, [this, name, word](const Result<void> &done) {
            answered(done, tr("“%1” now means %2.").arg(word, name));
        });
    });
    dialog->open();
}

void UnknownWordCard::forget()
{
    m_desk.forgetWord(this, m_word, [this, word = m_word](const Result<void> &done) {
        answered(done, tr("“%1” is off the list.").arg(word));
    });
}

void UnknownWordCard::answered(const Result<void> &done, const QString &text)
{
    if (done)
        Q_EMIT said(text, Tone::Good);
    else if (done.error().code == ErrorCode::InvalidInput)
        Q_EMIT said(tr("Another service is already called that."), Tone::Attention);
    else
        Q_EMIT said(DeskWords::error(done.error()), Tone::Wrong);
    reload();
}

} // namespace salon
