/**
 * The style of a report. Its colours have a contrast of 4.5 to 1 for text and 3 to 1 for bars in both schemes. No information is in colour
 * alone.
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f6f8fa; --card: #ffffff; --line: #d1d9e0; --text: #1f2328; --dim: #59636e; --link: #0757b8;
  --good: #116329; --good-back: #dafbe1; --bad: #b31d28; --bad-back: #ffebe9; --busy: #0550ae; --busy-back: #ddf4ff;
  --track: #d6e4f5; --bar: #2f74d0; --track-other: #e3e6ea; --bar-other: #6e7781; --grid: #e4e8ec;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0d1117; --card: #161b22; --line: #30363d; --text: #e6edf3; --dim: #9da7b1; --link: #79b8ff;
    --good: #56d364; --good-back: #12301c; --bad: #ff8f88; --bad-back: #3c1618; --busy: #79c0ff; --busy-back: #0f2d4a;
    --track: #1c3454; --bar: #4a94ef; --track-other: #262c34; --bar-other: #8b949e; --grid: #252b33;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
body {
  margin: 0; background: var(--page); color: var(--text); overflow-wrap: anywhere;
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
header, main, footer { max-width: 72rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2rem; }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.25; display: inline; }
h2 { margin: 0 0 1rem; font-size: 1.2rem; }
h3 { margin: 0; font-size: 1rem; }
.cloud { margin: .75rem 0 .25rem; }
p { margin: 0 0 .75rem; }
a { color: var(--link); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
code, .mono { font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
.dim { color: var(--dim); }
.title { display: flex; flex-wrap: wrap; gap: .5rem .9rem; align-items: center; }
.lead { margin: .5rem 0 0; color: var(--dim); }
.lead.bad { color: var(--bad); font-weight: 600; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 1rem 0 0; padding: 0; list-style: none; }
section { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: 1.25rem; margin: 1.25rem 0; }
section.failure { border-color: var(--bad); border-left-width: .4rem; background: var(--bad-back); }
section.failure h2 { color: var(--bad); }
.failure ul { margin: 0; padding: 0; list-style: none; display: grid; gap: .75rem; }
.failure li p { margin: .15rem 0 0; white-space: pre-wrap; }
.badge {
  display: inline-block; padding: .05rem .55rem; border-radius: 1rem; white-space: nowrap;
  font-size: .8125rem; font-weight: 600; background: var(--busy-back); color: var(--busy); max-width: 100%;
}
.badge.good { background: var(--good-back); color: var(--good); }
.badge.bad { background: var(--bad-back); color: var(--bad); }
.failure .badge.bad { background: var(--card); }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr)); gap: 1rem 1.5rem; margin: 0; }
dt { color: var(--dim); font-size: .875rem; }
dd { margin: 0; }
dd time { white-space: normal; }
dl .wide { grid-column: 1 / -1; }
.tables { display: grid; gap: 1.5rem; margin-top: 1.5rem; }
table { width: 100%; border-collapse: collapse; }
caption { text-align: left; font-weight: 600; padding-bottom: .4rem; }
th, td {
  text-align: left; vertical-align: top; padding: .45rem 1rem .45rem 0; border-top: 1px solid var(--line);
  font-weight: 400;
}
td:last-child { padding-right: 0; }
thead th { border-top: 0; color: var(--dim); font-size: .875rem; white-space: nowrap; }
time, .number { white-space: nowrap; font-variant-numeric: tabular-nums; }
.events { font-size: .9375rem; }
.events td:nth-child(2) { min-width: 7rem; }
.events td:nth-child(4) { min-width: 11rem; }
.events td:nth-child(5) { min-width: 9rem; }
.pairs th[scope="row"] { width: 30%; min-width: 8rem; }
.row, .axis { display: grid; grid-template-columns: 15rem minmax(0, 1fr) 10.5rem; gap: 0 1rem; align-items: center; }
.rows { margin: 0; padding: 0; list-style: none; }
.row { padding: .5rem 0; border-top: 1px solid var(--line); }
.row .name strong { display: block; }
.row .end { font-size: .875rem; display: grid; gap: .15rem; justify-items: start; }
svg { display: block; width: 100%; height: 2.5rem; }
.axis { height: 1.5rem; color: var(--dim); font-size: .8125rem; }
.axis ol { grid-column: 2; position: relative; height: 100%; margin: 0; padding: 0; list-style: none; }
.axis li { position: absolute; white-space: nowrap; font-variant-numeric: tabular-nums; }
.grid { stroke: var(--grid); }
.span .track { fill: var(--track-other); }
.span .done { fill: var(--bar-other); }
.span.create .track { fill: var(--track); }
.span.create .done { fill: var(--bar); }
.span .stop { stroke: var(--bar-other); stroke-width: 2; }
.span.good .stop { stroke: var(--good); stroke-width: 3; }
.span.bad .stop { stroke: var(--bad); stroke-width: 4; }
.span.bad .done { fill: var(--bad); }
.legend { display: flex; flex-wrap: wrap; gap: .35rem 1.25rem; margin: 1rem 0 0; padding: 0; list-style: none; font-size: .875rem; color: var(--dim); }
.legend li::before { content: ""; display: inline-block; width: .9rem; height: .9rem; margin-right: .45rem; vertical-align: -.1rem; background: var(--key); }
.legend li.line::before { width: .25rem; }
details { border-top: 1px solid var(--line); padding: .5rem 0; }
summary { cursor: pointer; display: flex; flex-wrap: wrap; gap: .15rem .75rem; align-items: baseline; }
summary::before { content: "\\25b8"; color: var(--dim); }
details[open] > summary::before { content: "\\25be"; }
summary::-webkit-details-marker { display: none; }
details ol { margin: .5rem 0 .25rem; padding: 0 0 0 1.2rem; list-style: none; }
details li { display: grid; grid-template-columns: 5.5rem minmax(0, 1fr); gap: .75rem; padding: .1rem 0; }
.chips { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: 0; padding: 0; list-style: none; }
pre { margin: 0; white-space: pre-wrap; }
footer { padding-top: .25rem; padding-bottom: 2rem; color: var(--dim); font-size: .875rem; }
@media screen and (max-width: 56rem) {
  .row { grid-template-columns: minmax(0, 1fr); gap: .25rem; padding: .75rem 0; }
  .row .end { display: flex; flex-wrap: wrap; gap: 0 .75rem; align-items: center; }
  .axis { grid-template-columns: minmax(0, 1fr); }
  .axis ol { grid-column: 1; }
  table, tbody { display: block; }
  caption { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { display: flex; flex-wrap: wrap; gap: .1rem .75rem; padding: .55rem 0; border-top: 1px solid var(--line); }
  th, td, .pairs th[scope="row"], .events td:nth-child(n) { display: block; width: auto; min-width: 0; max-width: 100%; padding: 0; border: 0; }
  td:empty { display: none; }
  tbody th[scope="row"] { font-weight: 600; }
  .events td:nth-child(n + 4), .pairs th, .pairs td { flex-basis: 100%; }
  .calls th { flex-basis: 100%; }
  .calls td::before { content: attr(data-column) ": "; color: var(--dim); }
  .calls .chips { display: inline-flex; }
}
@media screen and (max-width: 44rem) {
  header, main, footer { padding-left: .9rem; padding-right: .9rem; }
  header { padding-top: 1.25rem; }
  section { padding: 1rem; }
  dl { grid-template-columns: repeat(auto-fill, minmax(min(100%, 8rem), 1fr)); gap: .75rem 1rem; }
  .axis li:nth-child(even) { display: none; }
}
@media print {
  :root {
    color-scheme: light;
    --page: #fff; --card: #fff; --line: #b8c0c8; --text: #000; --dim: #444c54; --link: #000;
    --good: #116329; --good-back: #fff; --bad: #b31d28; --bad-back: #fff; --busy: #0550ae; --busy-back: #fff;
    --track: #d6e4f5; --bar: #2f74d0; --track-other: #e3e6ea; --bar-other: #6e7781; --grid: #e4e8ec;
  }
  html { font-size: 10pt; }
  header, main, footer { max-width: none; padding-left: 0; padding-right: 0; }
  nav { display: none; }
  section { border-width: 1px 0 0; border-radius: 0; padding: .75rem 0 0; margin: .75rem 0; }
  section.failure { border-width: 1px; padding: .75rem; }
  .badge { padding: 0; }
  svg, .badge, .legend li::before { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  h2, h3, caption { break-after: avoid; }
  tr, .row, li { break-inside: avoid; }
  details::details-content { content-visibility: visible; }
  details:not([open]) > *:not(summary) { display: block; }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
`;
