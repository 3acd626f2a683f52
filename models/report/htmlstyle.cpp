// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/htmlstyle.h"

namespace Vermagic {

QString htmlStyle()
{
    return QStringLiteral(R"(:root {
  color-scheme: light dark;
  --page: #ffffff; --text: #1c2126; --muted: #5b6670; --line: #d5dadf; --card: #f5f7f9;
  --ok: #1a7f37; --warning: #8a5a00; --broken: #b42318;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #16191d; --text: #e6e9ec; --muted: #9aa5b1; --line: #363d45; --card: #1f242a;
    --ok: #57c274; --warning: #e0ab45; --broken: #ff8a80;
  }
}
@media print {
  :root {
    color-scheme: light;
    --page: #ffffff; --text: #000000; --muted: #4a4a4a; --line: #b0b0b0; --card: #ffffff;
    --ok: #1a7f37; --warning: #8a5a00; --broken: #b42318;
  }
  body { max-width: none; margin: 0; font-size: 9pt; }
  .card, .chart, tr, li { break-inside: avoid; }
  thead { display: table-header-group; }
  .scroll { overflow: visible; } .chart svg { max-width: 100%; height: auto; }
}
* { box-sizing: border-box; }
body { max-width: 90rem; margin: 1.5rem auto; padding: 0 1rem; background: var(--page); color: var(--text);
  font: 0.95rem/1.45 system-ui, "Noto Sans", "Noto Sans CJK KR", sans-serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; } h3 { font-size: 1rem; margin: 0.4rem 0; } h4 { margin: 0.8rem 0 0.3rem; }
table { border-collapse: collapse; } th, td { padding: 0.25rem 0.6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th { font-weight: 600; } td, pre, code, dd { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: 0.85rem; overflow-wrap: anywhere; }
.matrix { width: 100%; } .matrix td { overflow-wrap: normal; }
.scroll { overflow-x: auto; } .group th { background: var(--card); } .reference td { color: var(--muted); }
.ok { color: var(--ok); } .warning, .attention { color: var(--warning); }
.broken, .error, .consequence { color: var(--broken); } .muted, .unknown, .info { color: var(--muted); } .healthy { color: var(--ok); }
.verdict { border: 1px solid currentColor; border-radius: 0.4rem; padding: 0 0.5rem; font-size: 1rem; vertical-align: middle; }
.card { background: var(--card); border: 1px solid var(--line); border-left: 0.3rem solid currentColor; border-radius: 0.3rem; padding: 0.5rem 1rem; margin: 0.8rem 0; }
.card dl, .card pre { color: var(--text); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.15rem 1rem; margin: 0.3rem 0; } dt { color: var(--muted); } dd { margin: 0; white-space: pre-wrap; }
pre { background: var(--page); border: 1px solid var(--line); padding: 0.5rem; overflow-x: auto; white-space: pre-wrap; max-height: 30rem; }
details { border-bottom: 1px solid var(--line); padding: 0.3rem 0; } summary { cursor: pointer; }
.chain { list-style: none; padding-left: 0.5rem; } .chain strong { display: inline-block; min-width: 8rem; }
)");
}

QString documentStyle()
{
    return QStringLiteral(R"(body { color: #1c2126; font-size: 9pt; }
h1 { font-size: 16pt; } h2 { font-size: 12pt; } h3 { font-size: 10pt; } h4 { font-size: 9pt; }
th, td { padding: 2px 6px; } th { font-weight: 600; text-align: left; } td, pre, code, dd { font-size: 8pt; }
pre, code { font-family: monospace; } tbody th { white-space: nowrap; }
.ok, .healthy { color: #1a7f37; } .warning, .attention { color: #8a5a00; }
.broken, .error, .consequence { color: #b42318; } .muted, .unknown, .info { color: #5b6670; }
dt { color: #5b6670; } dd, pre, p, h4 { color: #1c2126; }
)");
}

} // namespace Vermagic
