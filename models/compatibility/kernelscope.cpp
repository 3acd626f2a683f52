// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/compatibility/kernelscope.h"

#include "models/probe/nodefacts.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// The numbers that a release begins with. What is no number, or too large for one, ends them.
QVersionNumber leadingNumbers(const QString &text)
{
    static const QRegularExpression separators(u"[.+_~-]"_s);
    QList<int> numbers;
    const QStringList words = text.split(separators);
    for (const QString &word : words) {
        bool isNumber = false;
        const int number = word.toInt(&isNumber);
        if (!isNumber || number < 0)
            break;
        numbers.append(number);
    }
    return QVersionNumber(numbers);
}

/// "aws" of "6.8.0-1039-aws": everything behind the numbers.
QString flavourOf(const QString &text)
{
    static const QRegularExpression numbers(u"\\A[0-9._+~-]*"_s);
    return text.mid(numbers.match(text).capturedLength());
}

bool isSeries(const QString &text)
{
    static const QRegularExpression form(u"\\A[0-9]{1,4}\\.[0-9]{1,4}\\z"_s);
    return form.match(text).hasMatch();
}

bool isPlainRelease(const QString &text)
{
    return isKernelRelease(text) && leadingNumbers(text).segmentCount() >= 3;
}

} // namespace

QString kernelSeries(const QString &release)
{
    // 4.18.0-553.5.1.el8_10.x86_64, 5.10.0-153.19.0.95.oe2203sp2, 5.14.21-150500.55.65-default; kernels that
    // ELRepo builds of plain sources are none of these.
    static const QRegularExpression backported(
        u"\\A([0-9]+\\.[0-9]+\\.[0-9]+-[0-9]+)(?:[.][0-9]+)*(?:\\.(?:el|oe)[0-9](?!.*elrepo)|[.][0-9]+(?:-default)?\\z)"_s);
    const QRegularExpressionMatch vendor = backported.match(release);
    if (vendor.hasMatch())
        return vendor.captured(1);
    static const QRegularExpression upstream(u"\\A[0-9]+\\.[0-9]+"_s);
    return upstream.match(release).captured();
}

bool isOlderKernel(const QString &left, const QString &right)
{
    const QVersionNumber a = leadingNumbers(left), b = leadingNumbers(right);
    return a == b ? left < right : a < b;
}

KernelName KernelName::release(const QString &release)
{
    return {release, kernelSeries(release), leadingNumbers(release)};
}

KernelName KernelName::wholeSeries(const QString &series)
{
    return {series, series, leadingNumbers(series)};
}

KernelScope::Bound KernelScope::boundOf(const QString &text)
{
    if (isSeries(text))
        return {text, {}, leadingNumbers(text), false};
    if (isPlainRelease(text))
        return {kernelSeries(text), flavourOf(text), leadingNumbers(text), true};
    return {};
}

std::optional<KernelScope> KernelScope::parse(const QString &text)
{
    static const QRegularExpression glob(u"\\A[0-9][0-9A-Za-z._+~*-]{0,127}\\z"_s);
    KernelScope scope;
    scope.m_text = text;
    const bool isRange = text.startsWith(u">= "_s) || text.startsWith(u"<= "_s) || text.contains(u" .. "_s);
    if (isRange) {
        scope.m_kind = Kind::Between;
        const bool both = text.contains(u" .. "_s);
        const QString from = both                    ? text.section(u" .. "_s, 0, 0)
                             : text.startsWith(u'>') ? text.mid(3)
                                                     : QString();
        const QString to = both                    ? text.section(u" .. "_s, 1)
                           : text.startsWith(u'<') ? text.mid(3)
                                                   : QString();
        scope.m_from = boundOf(from);
        scope.m_to = boundOf(to);
        const bool bounded = (from.isEmpty() || !scope.m_from.series.isEmpty())
                             && (to.isEmpty() || !scope.m_to.series.isEmpty())
                             && !(both ? from.isEmpty() || to.isEmpty() : from.isEmpty() && to.isEmpty());
        return bounded ? std::optional(scope) : std::nullopt;
    }
    if (isSeries(text)) {
        scope.m_kind = Kind::Series;
        scope.m_kernel = KernelName::wholeSeries(text);
        return scope;
    }
    if (text.contains(u'*') && glob.match(text).hasMatch()) {
        scope.m_kind = Kind::Pattern;
        QString pattern = QRegularExpression::escape(text);
        pattern.replace(u"\\*"_s, u"[A-Za-z0-9._+~-]*"_s);
        scope.m_pattern.setPattern(QRegularExpression::anchoredPattern(pattern));
        return scope;
    }
    if (!isPlainRelease(text))
        return std::nullopt;
    return ofRelease(text);
}

KernelScope KernelScope::ofRelease(const QString &release)
{
    KernelScope scope;
    scope.m_text = release;
    scope.m_kernel = KernelName::release(release);
    return scope;
}

bool KernelScope::isWithin(const KernelName &kernel, const Bound &bound, bool lower)
{
    if (bound.series.isEmpty())
        return true;
    if (bound.isRelease) {
        if (kernel.series != bound.series)
            return false;
        if (kernel.text == kernel.series) // the whole series: some of its releases are
            return true;
        return flavourOf(kernel.text) == bound.flavour
               && (lower ? kernel.numbers >= bound.numbers : kernel.numbers <= bound.numbers);
    }
    // What a vendor back-ported since says nothing about the version that it started from.
    if (kernel.series.contains(u'-'))
        return false;
    const QVersionNumber series(kernel.numbers.segments().mid(0, bound.numbers.segmentCount()));
    return !kernel.series.isEmpty() && (lower ? series >= bound.numbers : series <= bound.numbers);
}

KernelScope::Fit KernelScope::fitOf(const KernelName &kernel) const
{
    switch (m_kind) {
    case Kind::Release: {
        if (kernel.text == m_text)
            return Fit::Exact;
        const bool abbreviated = m_text.contains(u'-') && kernel.text.startsWith(m_text)
                                 && u"-._"_s.contains(kernel.text.at(m_text.size()));
        if (abbreviated)
            return Fit::Exact;
        return !kernel.series.isEmpty() && kernel.series == m_kernel.series ? Fit::Series : Fit::None;
    }
    case Kind::Series:
        return kernel.series == m_kernel.series ? Fit::Series : Fit::None;
    case Kind::Pattern:
        return m_pattern.match(kernel.text).hasMatch() ? Fit::Series : Fit::None;
    case Kind::Between:
        return isWithin(kernel, m_from, true) && isWithin(kernel, m_to, false) ? Fit::Series : Fit::None;
    }
    return Fit::None;
}

QStringList KernelScope::series() const
{
    QStringList named{m_kernel.series, m_from.series, m_to.series};
    named.removeAll(QString());
    return named;
}

} // namespace Vermagic
