// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Which kernels a statement about compatibility is about, and how closely it fits one of them. Values, pure.
/// A series is what shares its interfaces: "6.12" of 6.12.43+deb13-cloud-amd64; vendors that back-port into one
/// version for years (RHEL, SLES, openEuler) have a series per update: "5.14.0-503" of 5.14.0-503.40.1.el9_5.x86_64.
///
///     6.14.0-37-generic      that release; of its series it tells something, too. 5.4.0-37 stands for 5.4.0-37-generic
///     6.12                   every release of the series
///     6.8.0-*-azure          every release of that form
///     >= 6.14, <= 6.11       from or up to a series, which counts as a whole; says nothing of back-ported ones
///     >= 5.15.0-1015-aws     from a release on, within its series and flavour only
///     A .. B                 both
#pragma once

#include <QRegularExpression>
#include <QStringList>
#include <QVersionNumber>

#include <optional>

namespace Vermagic {

/// A kernel that is asked about: a release as `uname -r` tells it, or a whole series.
struct KernelName
{
    QString text;
    QString series;
    QVersionNumber numbers; ///< the leading numbers: 6.12.43, 5.15.0.1015

    static KernelName release(const QString &release);
    static KernelName wholeSeries(const QString &series);
    bool operator==(const KernelName &) const = default;
};

QString kernelSeries(const QString &release);
/// Oldest first.
bool isOlderKernel(const QString &left, const QString &right);

class KernelScope
{
public:
    enum class Fit { None, Series, Exact };

    /// Nothing when `text` is none of the forms above.
    static std::optional<KernelScope> parse(const QString &text);
    /// One release, as it was met.
    static KernelScope ofRelease(const QString &release);

    Fit fitOf(const KernelName &kernel) const;
    const QString &text() const { return m_text; }
    /// The series that it names: its own, or those of its bounds.
    QStringList series() const;
    bool operator==(const KernelScope &) const = default;

private:
    enum class Kind { Release, Series, Pattern, Between };
    struct Bound
    {
        QString series; ///< empty: no bound on this side
        QString flavour;
        QVersionNumber numbers;
        bool isRelease = false;
        bool operator==(const Bound &) const = default;
    };

    static Bound boundOf(const QString &text);
    static bool isWithin(const KernelName &kernel, const Bound &bound, bool lower);

    QString m_text;
    Kind m_kind = Kind::Release;
    KernelName m_kernel;
    QRegularExpression m_pattern;
    Bound m_from, m_to;
};

} // namespace Vermagic
