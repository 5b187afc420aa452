// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/programoptions.h"

#include "core/base/zone.h"
#include "core/storage/databaseurl.h"

namespace salon
{

namespace
{

Error wrongUsage(const QString &sentence)
{
    return Error{ErrorCode::InvalidInput, sentence};
}

QString *valueOf(const QString &name, ProgramOptions &options, QString &clock)
{
    if (name == QLatin1String("--database"))
        return &options.database;
    if (name == QLatin1String("--config"))
        return &options.config_file;
    if (name == QLatin1String("--data-dir"))
        return &options.data_dir;
    if (name == QLatin1String("--language"))
        return &options.language;
    if (name == QLatin1String("--log-level"))
        return &options.log_level;
    if (name == QLatin1String("--clock"))
        return &clock;
    return nullptr;
}

bool *switchOf(const QString &word, ProgramOptions &options)
{
    if (word == QLatin1String("--json"))
        return &options.json;
    if (word == QLatin1String("--help") || word == QLatin1String("-h"))
        return &options.help;
    if (word == QLatin1String("--version"))
        return &options.version;
    return nullptr;
}

Result<void> checkWord(const QString &option, const QString &value, const QStringList &known)
{
    if (known.contains(value))
        return {};
    return wrongUsage(QStringLiteral("%1 takes %2").arg(option, known.join(QStringLiteral(", "))));
}

Result<std::optional<Instant>> parseClock(const QString &text)
{
    if (text.isEmpty())
        return std::optional<Instant>();
    // No database is open yet, so there is no salon time a bare wall time could be read in.
    const bool has_offset = text.endsWith(QLatin1Char('Z')) || text.lastIndexOf(QLatin1Char('+')) > 10 ||
                            text.lastIndexOf(QLatin1Char('-')) > 10;
    const Result<Instant> at = Zone().parseIso(text);
    if (!at || !has_offset)
        return wrongUsage(
            QStringLiteral("--clock takes an instant with its offset, such as 2025-11-25T09:30:00+01:00"));
    return std::optional<Instant>(*at);
}

Result<ProgramOptions> checked(ProgramOptions options, const QString &clock)
{
    if (!options.language.isEmpty()) {
        const QStringList known{QStringLiteral("de"), QStringLiteral("en")};
        if (auto r = checkWord(QStringLiteral("--language"), options.language, known); !r)
            return r.error();
    }
    const QStringList levels{QStringLiteral("debug"), QStringLiteral("info"), QStringLiteral("warning"),
                             QStringLiteral("error")};
    if (auto r = checkWord(QStringLiteral("--log-level"), options.log_level, levels); !r)
        return r.error();
    if (!options.database.isEmpty())
        if (const auto url = DatabaseUrl::parse(options.database); !url)
            return wrongUsage(QStringLiteral("--database: %1").arg(url.error().detail));
    const auto at = parseClock(clock);
    if (!at)
        return at.error();
    options.clock = *at;
    return options;
}

} // namespace

Result<ProgramOptions> ProgramOptions::parse(const QStringList &arguments)
{
    ProgramOptions options;
    QString clock;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &word = arguments.at(i);
        if (word == QLatin1String("--")) {
            options.rest += arguments.mid(i);
            break;
        }
        if (bool *flag = switchOf(word, options)) {
            *flag = true;
            continue;
        }
        const QString name = word.section(QLatin1Char('='), 0, 0);
        QString *value = valueOf(name, options, clock);
        if (!value) {
            options.rest.append(word);
            continue;
        }
        if (name.size() < word.size())
            *value = word.mid(name.size() + 1);
        else if (i + 1 < arguments.size())
            *value = arguments.at(++i);
        else
            value->clear();
        if (value->isEmpty())
            return wrongUsage(QStringLiteral("%1 needs a value").arg(name));
    }
    return checked(options, clock);
}

QString ProgramOptions::helpText()
{
    return QStringLiteral("  --database URL      sqlite:PATH or postgresql://[user@][host[:port]]/name\n"
                          "  --config FILE       settings file instead of the one in the XDG folder\n"
                          "  --data-dir DIR      data folder instead of the one in the XDG folder\n"
                          "  --language de|en    language of the window, of sentences for callers and of reasons;\n"
                          "                      what salondeskctl itself says is English\n"
                          "  --log-level LEVEL   debug, info, warning or error\n"
                          "  --clock INSTANT     start the clock at this instant (training, tests)\n"
                          "  --version           print the version\n"
                          "  --help              print this text\n");
}

} // namespace salon
