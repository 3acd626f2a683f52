// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/reportformats.h"

#include "models/report/reportcsv.h"
#include "models/report/reporthtml.h"
#include "models/report/reportjson.h"
#include "models/report/reportjunit.h"
#include "models/report/reportmarkdown.h"
#include "models/report/reportplugin.h"
#include "models/report/reportprometheus.h"
#include "models/report/reporttext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

struct Format
{
    QString name;
    QString suffix;
    QByteArray (*render)(const HealthReport &report);
};

const QList<Format> &formats()
{
    static const QList<Format> all{
        {u"text"_s, u"txt"_s, [](const HealthReport &report) { return renderText(report).toUtf8(); }},
        {u"json"_s, u"json"_s, renderJson},
        {u"html"_s, u"html"_s, renderHtml},
        {u"markdown"_s, u"md"_s, renderMarkdown},
        {u"csv"_s, u"csv"_s, renderCsv},
        {u"junit"_s, u"xml"_s, renderJunit},
        {u"prometheus"_s, u"prom"_s, renderPrometheus},
        {u"nagios"_s, u"txt"_s, renderPlugin},
    };
    return all;
}

/// Null: none of ours.
const Format *formatNamed(const QString &name)
{
    const auto found = std::ranges::find(formats(), name, &Format::name);
    return found == formats().end() ? nullptr : &*found;
}

} // namespace

QStringList reportFormats()
{
    QStringList names;
    for (const Format &format : formats())
        names.append(format.name);
    return names;
}

QString reportSuffix(const QString &format)
{
    const Format *known = formatNamed(format);
    return known ? known->suffix : format;
}

QByteArray renderReport(const HealthReport &report, const QString &format)
{
    const Format *known = formatNamed(format);
    return known ? known->render(report) : QByteArray();
}

} // namespace Vermagic
