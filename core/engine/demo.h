// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTemporaryDir>
#include <QThread>

#include "core/base/clock.h"
#include "core/base/executor.h"
#include "core/base/result.h"
#include "core/domain/language.h"
#include "core/engine/engine.h"

#include <memory>
#include <optional>
#include <QUrl>

namespace salon
{

class DemoStage;

/// The demo around an Engine: a throw-away folder with a full salon and its history, the Cal.com stand-in on a port of
/// its own, a clock that starts at 09:40 on the last open weekday, and the scripted caller.
/// Order: prepare(), an Engine of setup() and clock(), then attach() it; the story begins by itself once the Engine
/// listens and can be played again. Thread: GUI (main); sockets and story run on a thread of the demo's own.
/// Errors: of prepare() as Result, of a story in storyEnded().
class Demo final : public QObject
{
    Q_OBJECT
public:
    static constexpr const char *kPhoneKey = "key_demo";

    explicit Demo(Language language, QObject *parent = nullptr);
    ~Demo() override;

    Result<void> prepare();
    const Clock &clock() const { return *m_clock; }
    EngineSetup setup() const;
    void attach(Engine &engine);
    /// Once more; ignored while it plays or before the Engine listens.
    void play();
    bool isPlaying() const { return m_playing; }
    /// http://ADDR:PORT of the stand-in.
    QUrl sandboxAddress() const;
    /// A line for a terminal that asks the listener for free times, signed and ready to run for five minutes.
    QString curlLine() const;

Q_SIGNALS:
    void storyTold(const QString &line);
    /// Empty = as it should be.
    void storyEnded(const QString &problem);

private:
    Result<void> fillDatabase();
    void heardStatus(const DeskStatus &status);

    const Language m_language;
    QTemporaryDir m_folder;
    SystemClock m_real_clock;
    SystemRandom m_random;
    std::unique_ptr<ShiftedClock> m_clock;
    QDate m_day;
    QString m_phone_address; // ADDR:PORT once the Engine listens
    quint16 m_sandbox_port = 0;
    bool m_playing = false;
    QThread m_thread;
    EventLoopExecutor m_executor;       // of that thread
    std::unique_ptr<DemoStage> m_stage; // made, used and destroyed there
};

} // namespace salon
