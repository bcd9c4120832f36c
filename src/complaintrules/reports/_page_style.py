"""How a report's page looks: on a wide screen and a phone, by day and by night, and printed."""

from __future__ import annotations

from typing import Final

STYLE: Final = """
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1a1a1a; --muted: #595959; --line: #c8c8c8; --shade: #f3f2f1;
  --link: #1d4f91; --first: #1f5a8a; --second: #c77700;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #15181c; --ink: #ececec; --muted: #adb4bb; --line: #454b52; --shade: #20252b;
    --link: #8fc1ff; --first: #6fb1e8; --second: #f0a33a;
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body {
  margin: 0 auto; max-width: 76rem; padding: 0 1.25rem 3rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 Arial, Helvetica, "Liberation Sans", sans-serif; overflow-wrap: break-word;
}
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--second); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; background: var(--paper); padding: 0.5rem; }
.skip:focus { left: 0.5rem; top: 0.5rem; }
header { padding: 1.5rem 0 0.5rem; border-bottom: 0.4rem solid var(--first); }
h1 { font-size: 2rem; line-height: 1.15; margin: 0 0 0.5rem; }
h2 { font-size: 1.5rem; line-height: 1.25; margin: 2.75rem 0 0.5rem; padding-top: 0.75rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.15rem; margin: 1.75rem 0 0.25rem; }
p, li { max-width: 44rem; }
p { margin: 0.25rem 0 0.75rem; }
.note { color: var(--muted); }
.warn { border-left: 0.4rem solid var(--second); padding: 0.25rem 0 0.25rem 1rem; }
nav ol { columns: 2 18rem; padding-left: 1.4rem; margin: 0.5rem 0; }
.key { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr)); gap: 1rem; margin: 1rem 0; }
.key > div { background: var(--shade); padding: 0.75rem 1rem; }
.key dt { font-size: 0.95rem; }
.key dd { margin: 0; font-size: 1.6rem; font-weight: 700; line-height: 1.2; }
.key dd span { display: block; font-size: 0.9rem; font-weight: 400; }
.tables { columns: 2 24rem; column-gap: 2.5rem; }
.tables .box, tbody { break-inside: avoid; }
/* Long tables go on in the next column; what scrolls could not. */
.tables .box:has(tbody + tbody + tbody, tr:nth-child(20)) { break-inside: auto; }
@media print, (min-width: 40.01rem) { .tables .box { overflow: visible; } }
.tables .box:first-child { margin-top: 0; }
.box { overflow-x: auto; margin: 0.75rem 0 1.25rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 700; padding-bottom: 0.25rem; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.75rem 0.25rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 400; }
thead th { font-weight: 700; vertical-align: bottom; }
.n { text-align: right; white-space: nowrap; padding-right: 0; }
.n + .n { padding-left: 1.25rem; }
thead .n { white-space: normal; }
th[scope="rowgroup"] { font-weight: 700; padding-top: 0.6rem; }
tr.none > * { color: var(--muted); }
figure {
  margin: 1rem 0 1.5rem; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(24rem, 100%), 1fr));
  gap: 0.5rem 2.5rem; align-items: start;
}
figcaption { grid-column: 1 / -1; font-weight: 700; }
.chart svg { display: block; width: 100%; max-width: 34rem; height: auto; font-family: inherit; }
.chart svg * { stroke-linejoin: round; stroke-linecap: butt; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1rem; color: var(--muted); }
@media (max-width: 40rem) {
  body { padding: 0 1rem 2rem; }
  h1 { font-size: 1.6rem; }
  th, td { padding-right: 0.5rem; }
  .n + .n { padding-left: 0.75rem; }
  .key { grid-template-columns: 1fr 1fr; gap: 0.5rem; }
  table { font-size: 0.95rem; }
}
@media (max-width: 24rem) {
  th, td { overflow-wrap: anywhere; }
}
@media print {
  @page { size: A4; margin: 15mm 14mm; }
  body { max-width: none; padding: 0; font-size: 9pt; line-height: 1.35; }
  nav, .skip { display: none; }
  h1 { font-size: 20pt; }
  h2 { font-size: 15pt; margin-top: 1.5rem; }
  h3 { font-size: 11pt; margin-top: 1rem; }
  h2, h3, caption, figcaption, .note, h3 + p { break-after: avoid; }
  tr, figure, .chart, .key > div { break-inside: avoid; }
  th, td { padding-top: 0.1rem; padding-bottom: 0.1rem; }
  .key { grid-template-columns: repeat(4, 1fr); gap: 0.5rem; }
  .key dd { font-size: 14pt; }
  .key dd span { font-size: 8pt; }
  .tables { columns: 2; column-gap: 1.5rem; }
  figure { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0.25rem 1.5rem; }
  a { color: inherit; text-decoration: none; }
}
"""
