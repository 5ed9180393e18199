/** Styles of the index of a play's mails: one row per mail, on a phone in two lines. */
export const indexStyle = `
:root{color-scheme:light dark;--page:#f6f8f8;--card:#fff;--ink:#12292f;--soft:#4b6269;--accent:#0b6a70;--line:#d9e2e4}
@media(prefers-color-scheme:dark){:root{--page:#0b1619;--card:#13232a;--ink:#e8f1f2;--soft:#a9bdc1;--accent:#6fd0cf;--line:#26393f}}
*{box-sizing:border-box}
html{scroll-padding-top:16px}
body{margin:0 auto;max-width:1080px;padding:28px 24px 64px;background:var(--page);color:var(--ink);font:15px/1.5 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,Helvetica,Arial,sans-serif;-webkit-text-size-adjust:100%}
h1{margin:0 0 4px;font-size:28px;line-height:1.2;letter-spacing:-.3px}
h2{margin:0 0 8px;font-size:18px;line-height:1.35;overflow-wrap:anywhere}
h2 small{font-weight:400;font-size:14px;color:var(--soft)}
header p{margin:0 0 14px;color:var(--soft)}
header nav{display:inline-flex;border:1px solid var(--accent);border-radius:9px;overflow:hidden}
header nav a{padding:7px 16px;text-decoration:none;color:var(--accent)}
header nav a[aria-current]{background:var(--accent);color:var(--page)}
a{color:var(--accent);text-underline-offset:3px;text-decoration-thickness:1px}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:4px}
ul,ol{margin:0;padding:0;list-style:none}
.contents{margin:24px 0 0}
.contents ul{columns:220px;column-gap:24px}
.contents li{padding:2px 0;break-inside:avoid;color:var(--soft);font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
section{margin:28px 0 0;padding:16px 20px 10px;background:var(--card);border:1px solid var(--line);border-radius:12px}
ol li{display:grid;grid-template-columns:130px minmax(0,1fr) minmax(0,220px) minmax(0,210px);gap:2px 16px;align-items:baseline;padding:7px 0;border-top:1px solid var(--line);overflow-wrap:anywhere}
time,ol span{color:var(--soft);font-size:14px;font-variant-numeric:tabular-nums}
@media(max-width:760px){
body{padding:20px 12px 48px}
section{padding:14px 14px 6px}
ol li{grid-template-columns:auto 1fr;padding:10px 0}
ol a{grid-column:1/-1;grid-row:1;font-size:16px}
ol time{grid-column:1/-1}
.contents ul{columns:150px}
.contents li{padding:5px 0}
}
`;
