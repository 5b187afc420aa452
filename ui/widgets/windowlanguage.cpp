// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/windowlanguage.h"

#include <QCoreApplication>
#include <QLibraryInfo>

namespace salon
{

WindowLanguage::WindowLanguage(QCoreApplication &application, Language language)
    : m_application(application)
{
    const QLocale locale = language == Language::German ? QLocale(QLocale::German, QLocale::Germany)
                                                        : QLocale(QLocale::English, QLocale::UnitedKingdom);
    QLocale::setDefault(locale);
    load(locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    load(locale, QStringLiteral("salondesk"), QStringLiteral(":/i18n"));
}

WindowLanguage::~WindowLanguage()
{
    for (const auto &translator : m_translators)
        m_application.removeTranslator(translator.get());
}

void WindowLanguage::load(const QLocale &locale, const QString &file, const QString &folder)
{
    auto translator = std::make_unique<QTranslator>();
    if (!translator->load(locale, file, QStringLiteral("_"), folder))
        return; // English needs none of Qt's own
    m_application.installTranslator(translator.get());
    m_translators.push_back(std::move(translator));
}

Language WindowLanguage::chosen(const QString &option)
{
    if (option == QLatin1String("de"))
        return Language::German;
    if (option == QLatin1String("en"))
        return Language::English;
    return QLocale::system().language() == QLocale::German ? Language::German : Language::English;
}

} // namespace salon
