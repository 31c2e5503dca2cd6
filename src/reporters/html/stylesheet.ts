const LIGHT = `--page: #ffffff; --raised: #f5f7f9; --ink: #1a1f26; --quiet: #55606d; --line: #d4dae1; --edge: #6b7785; --link: #0b57b0;
  --bad: #a3100f; --bad-page: #fdecea; --warning: #7a4a00; --warning-page: #fff3d6; --good: #14622c; --good-page: #e5f5e9;
  --fail: #b3001b; --pass: #1a7f37; --conflict: #d9b8ff; --other: #dfe4ea;
  --warm-1: #ffb199; --warm-2: #ffd27a; --warm-3: #f7b1d2; --warm-4: #e8c39e; --warm-5: #ff9a9a; --warm-6: #f1e07f;
  --cool-1: #a5d0ff; --cool-2: #a2e2ca; --cool-3: #c6d3f5; --cool-4: #bde2a2; --cool-5: #99dbe8; --cool-6: #d6c9f7; --cool-7: #c3d1c6; --cool-8: #b5c4e0; --cool-9: #d5e58f; --cool-10: #8fb8e6; --cool-11: #b2f0e4; --cool-12: #dfc4e8;
  --heat-0: #e8f4ea; --heat-1: #fdeae4; --heat-2: #fbd5c9; --heat-3: #f8bdac; --heat-4: #f3a28d; --heat-5: #ee8a72;`;

/**
 * All of the page's style. Colours are variables, of which the dark scheme sets others; charts use them too. The page allows this
 * text alone, by its hash: no element has a style of its own.
 */
export const STYLESHEET = `
:root {
  color-scheme: light dark;
${LIGHT}
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14181d; --raised: #1d232a; --ink: #e8ecf0; --quiet: #a7b1bd; --line: #39434e; --edge: #8a97a5; --link: #8cc2ff;
    --bad: #ffa29b; --bad-page: #3d1a1a; --warning: #f5c66b; --warning-page: #362a10; --good: #86dc9c; --good-page: #15301d;
    --fail: #ff8585; --pass: #5fd482; --conflict: #5b3d85; --other: #3a444f;
    --warm-1: #8c3a1e; --warm-2: #75560b; --warm-3: #7e2f59; --warm-4: #684a2c; --warm-5: #8a2531; --warm-6: #635810;
    --cool-1: #1f4f86; --cool-2: #12604d; --cool-3: #3b4d7d; --cool-4: #375f22; --cool-5: #0f5c69; --cool-6: #4f418f; --cool-7: #3d5244; --cool-8: #2d3f66; --cool-9: #525f14; --cool-10: #1d5f9e; --cool-11: #0f7064; --cool-12: #63407a;
    --heat-0: #17301f; --heat-1: #3a231f; --heat-2: #552a24; --heat-3: #6f2f27; --heat-4: #87332a; --heat-5: #9c362c;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink); font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif; overflow-wrap: anywhere; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
code, pre { font-family: ui-monospace, "Cascadia Mono", Consolas, "Liberation Mono", monospace; font-size: 0.9em; }
code, td, th, dd, li, summary { unicode-bidi: isolate; }
header .notice { color: var(--ink); border: 1px solid var(--warning); border-radius: 0.35rem; background: var(--warning-page); padding: 0.5rem 0.75rem; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; padding: 0.5rem 1rem; background: var(--page); z-index: 2; }
.frame { max-width: 110rem; margin: 0 auto; padding: 0 1rem 3rem; }
header { padding: 1.25rem 0 0.75rem; }
h1 { font-size: 1.1rem; margin: 0; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 0 0 0.75rem; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 0.5rem; }
header p { max-width: none; }
header p, .quiet { color: var(--quiet); font-size: 0.9rem; margin: 0.25rem 0; }
nav { font-size: 0.9rem; }
nav summary { cursor: pointer; padding: 0.25rem 0; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav li { padding: 0.2rem 0; }
nav a { display: inline-block; padding: 0.15rem 0; }
main { min-width: 0; }
section { padding: 1.5rem 0 0.5rem; border-top: 1px solid var(--line); }
section:first-child { border-top: 0; padding-top: 0.5rem; }
p { margin: 0.5rem 0; max-width: 75ch; }
ul, ol { padding-left: 1.4rem; margin: 0.5rem 0; }
li { margin: 0.25rem 0; max-width: 90ch; }
.verdict { border-left: 0.4rem solid var(--edge); background: var(--raised); padding: 1rem 1.25rem; border-radius: 0.25rem; }
.verdict.bad { border-color: var(--bad); background: var(--bad-page); }
.verdict.warning { border-color: var(--warning); background: var(--warning-page); }
.verdict.good { border-color: var(--good); background: var(--good-page); }
.verdict p { font-size: 1.2rem; line-height: 1.4; font-weight: 600; margin: 0; }
.figures { display: flex; flex-wrap: wrap; gap: 1rem; list-style: none; padding: 0; margin: 0.5rem 0 1rem; }
.figures li { background: var(--raised); border: 1px solid var(--line); border-radius: 0.5rem; padding: 0.75rem 1.25rem; margin: 0; flex: 0 1 20rem; }
.figures strong { display: block; font-size: 1.8rem; line-height: 1.2; }
.figures .bad strong { color: var(--bad); }
.figures .good strong { color: var(--good); }
.scroll { position: relative; overflow-x: auto; max-width: 100%; margin: 0.5rem 0; }
table { border-collapse: collapse; font-size: 0.92rem; font-variant-numeric: tabular-nums; }
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.75rem; border-bottom: 1px solid var(--line); min-width: 4rem; overflow-wrap: break-word; }
th { font-weight: 600; }
thead th { background: var(--raised); vertical-align: bottom; }
.figure { text-align: right; white-space: nowrap; }
td.words { max-width: 45ch; }
tbody th { white-space: nowrap; }
.heat { border-collapse: separate; border-spacing: 2px; }
.heat th, .heat td { border: 0; }
.heat thead th { background: none; max-width: 9.5rem; }
.heat tbody th { position: sticky; left: 0; background: var(--page); z-index: 1; }
.heat td { text-align: center; border-radius: 0.2rem; white-space: nowrap; }
.heat-none { color: var(--quiet); }
.heat-0 { background: var(--heat-0); } .heat-1 { background: var(--heat-1); } .heat-2 { background: var(--heat-2); }
.heat-3 { background: var(--heat-3); } .heat-4 { background: var(--heat-4); } .heat-5 { background: var(--heat-5); font-weight: 700; }
.badge { display: inline-block; border-radius: 0.25rem; padding: 0 0.45em; font-size: 0.85em; font-weight: 600; white-space: nowrap; border: 1px solid currentColor; }
.badge.bad { color: var(--bad); background: var(--bad-page); }
.badge.warning { color: var(--warning); background: var(--warning-page); }
.badge.good { color: var(--good); background: var(--good-page); }
.badge.quiet { color: var(--quiet); background: var(--raised); margin: 0; }
figure { margin: 0.5rem 0; }
figcaption { font-size: 0.9rem; color: var(--quiet); }
.chart { display: flex; align-items: flex-start; min-width: 72rem; }
.chart svg { display: block; min-width: 0; height: auto; }
.chart .names { flex: 2 1 0; position: sticky; left: 0; background: var(--page); }
.chart .plot { flex: 17 1 0; }
.names text { fill: var(--ink); }
.chart text { font-family: system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif; }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.1rem; list-style: none; padding: 0; font-size: 0.9rem; }
.legend li { display: flex; align-items: center; gap: 0.4rem; margin: 0; }
.legend svg { width: 1.5rem; height: 0.95rem; flex: none; }
dl { margin: 0.5rem 0; display: grid; grid-template-columns: minmax(4rem, auto) 1fr; gap: 0.3rem 1rem; }
dt { font-weight: 600; grid-column: 1; }
dd { margin: 0; grid-column: 2; max-width: 90ch; }
dd.trouble { border-left: 3px solid var(--warning); padding-left: 0.6rem; }
details { border: 1px solid var(--line); border-radius: 0.35rem; margin: 0.3rem 0; background: var(--raised); }
summary { cursor: pointer; padding: 0.5rem 0.75rem; }
.opened { padding: 0.25rem 0.75rem 0.75rem; background: var(--page); border-top: 1px solid var(--line); border-radius: 0 0 0.35rem 0.35rem; }
nav details { border: 0; background: none; }
nav .opened { border: 0; padding: 0 0 0.5rem; }
.id { white-space: nowrap; color: var(--quiet); }
.subject { font-weight: 600; margin-right: 0.5rem; }
.place { font-size: 0.9rem; margin: 0.6rem 0 0.1rem; max-width: none; }
.place code + code::before { content: " \\203a  "; }
.records { list-style: none; padding: 0 0 0 0.9rem; margin: 0; font-size: 0.9rem; columns: 20rem; font-variant-numeric: tabular-nums; }
.records li { break-inside: avoid; margin: 0; padding: 0.1rem 0; }
pre.command { white-space: pre-wrap; overflow-wrap: anywhere; user-select: all; -webkit-user-select: all; background: var(--raised); border: 1px solid var(--line); border-radius: 0.35rem; padding: 0.6rem 0.75rem; margin: 0.4rem 0; }
.steps > li { max-width: none; margin: 0.75rem 0; }
.steps p { margin: 0; }
.steps .check { margin-top: 0.5rem; }
.chain > li, .timeline > li { max-width: none; }
.chain details, .timeline details { border: 0; background: none; margin: 0; }
.chain summary, .timeline summary { padding: 0.1rem 0; }
.chain .opened, .timeline .opened { border: 0; padding: 0 0 0.5rem; background: none; }
.timeline { list-style: none; margin: 0.75rem 0 0.75rem 0.4rem; padding: 0; border-left: 2px solid var(--line); }
.timeline > li { position: relative; margin: 0; padding: 0.15rem 0 0.15rem 1.1rem; }
.timeline > li::before { content: ""; position: absolute; left: -0.45rem; top: 0.55rem; width: 0.8rem; height: 0.8rem; border-radius: 50%; background: var(--link); border: 2px solid var(--page); }
.timeline .reach { color: var(--quiet); font-size: 0.9rem; }
.timeline .reach::before { background: var(--edge); border: 0; border-radius: 0; height: 2px; top: 0.95rem; }
.time { font-variant-numeric: tabular-nums; white-space: nowrap; margin-right: 0.5rem; }
@media (max-width: 40rem) {
  .frame { padding: 0 0.75rem 2rem; }
  dl { grid-template-columns: 1fr; gap: 0.1rem; }
  dt, dd { grid-column: 1; }
  dd { margin-bottom: 0.4rem; }
  .verdict p { font-size: 1.05rem; }
  .figures li { flex: 1 1 100%; }
  td.words:last-child { min-width: 14rem; }
  .scroll { border: 1px solid var(--line); border-radius: 0.35rem; }
}
@media (min-width: 75rem) {
  .frame { display: grid; grid-template-columns: 15rem minmax(0, 1fr); column-gap: 2.5rem; }
  header { grid-column: 1 / -1; }
  @supports selector(::details-content) {
    nav details::details-content { content-visibility: visible; block-size: auto; }
    nav summary { display: none; }
  }
  nav { position: sticky; top: 1rem; align-self: start; max-height: calc(100vh - 2rem); overflow-y: auto; padding-top: 0.75rem; }
}
@media print {
  :root {
    color-scheme: light;
    ${LIGHT}
  }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  @page { margin: 14mm; }
  html { font-size: 10pt; }
  nav, .skip { display: none; }
  .frame { display: block; max-width: none; padding: 0; }
  .scroll { overflow: visible; }
  .chart { min-width: 0; }
  table { font-size: 8pt; }
  th, td { padding: 0.2rem 0.35rem; min-width: 0; }
  tbody th, .figure { white-space: normal; }
  tr, pre, figure, .figures li { break-inside: avoid; }
  h2, h3, summary { break-after: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
`;
