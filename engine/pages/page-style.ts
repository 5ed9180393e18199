/** Style of all pages. The content security policy allows only this style, by its hash. */
export const pageStyle = `
:root{color-scheme:light dark;--page:#eaf0f1;--card:#fff;--ink:#12292f;--soft:#4b6269;--accent:#0b6a70;--on-accent:#fff;--line:#c9d6d9;--edge:#6f8b91;--panel:#f0f6f6;--done:#e3f3ea;--on-done:#0d4a2b}
@media(prefers-color-scheme:dark){:root{--page:#0b1619;--card:#15262b;--ink:#e8f1f2;--soft:#a9bdc1;--accent:#6fd0cf;--on-accent:#06282a;--line:#2f474d;--edge:#6f959b;--panel:#1c333a;--done:#12382a;--on-done:#b9ecd0}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;background:var(--page);color:var(--ink);font:16px/1.55 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,Helvetica,Arial,sans-serif;-webkit-text-size-adjust:100%}
header,footer{max-width:600px;margin:0 auto;padding:28px 26px 18px;font-weight:700;font-size:18px;line-height:32px}
footer{padding:20px 26px 40px;font-weight:400;font-size:14px;line-height:1.6;color:var(--soft)}
.mark{display:inline-block;width:32px;height:32px;margin-right:8px;border-radius:9px;background:var(--accent);color:var(--on-accent);font-size:17px;text-align:center}
main{max-width:600px;margin:0 auto;padding:36px 26px 30px;background:var(--card);border-radius:16px}
h1{margin:0 0 14px;font-size:26px;line-height:1.25;letter-spacing:-.3px}
h2{margin:0 0 4px;font-size:18px;line-height:1.35}
p{margin:0 0 16px}p.note{margin:22px 0 0}p.soft,.soft p{color:var(--soft);font-size:15px}
a{color:var(--accent)}
.panel,.done{margin:0 0 26px;padding:18px 20px;border-radius:12px;background:var(--panel)}
.done{padding:14px 18px;background:var(--done);color:var(--on-done);font-weight:600}
.panel p{color:var(--soft);margin-bottom:14px}
fieldset{margin:0 0 22px;padding:0;border:0;min-width:0}
legend{padding:0;margin-bottom:6px;font-size:18px;font-weight:600}
.row{display:grid;grid-template-columns:24px 1fr;gap:0 14px;align-items:start;padding:14px 0;border-bottom:1px solid var(--line)}
.row input{width:22px;height:22px;margin:2px 0 0;accent-color:var(--accent)}
.row b{display:block}.row span span{display:block;color:var(--soft);font-size:15px;line-height:1.45}
.row .why{font-style:italic}
.actions{display:flex;flex-wrap:wrap;gap:12px}
button{min-height:46px;padding:10px 22px;border:2px solid var(--accent);border-radius:10px;background:var(--accent);color:var(--on-accent);font:inherit;font-weight:600;cursor:pointer}
button.second{background:transparent;color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:6px}
button:focus-visible{border-radius:12px}
.scale{display:grid;grid-template-columns:repeat(auto-fit,minmax(46px,1fr));gap:8px;margin:12px 0 6px}
.scale label{position:relative;display:block}
.scale input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}
.scale span{display:block;min-height:46px;line-height:42px;border:2px solid var(--edge);border-radius:10px;text-align:center;font-weight:600}
.scale input:checked+span{border-color:var(--accent);background:var(--accent);color:var(--on-accent)}
.scale input:focus-visible+span{outline:3px solid var(--accent);outline-offset:3px}
.ends{display:flex;justify-content:space-between;gap:16px;margin:0;color:var(--soft);font-size:14px}
@media(max-width:520px){main{margin:0 8px;padding:28px 20px 24px}header{padding:20px 24px 14px}.actions button{width:100%}h1{font-size:24px}}
@media(forced-colors:active){.scale input{opacity:1;width:18px;height:18px;inset:auto;top:6px;left:6px}}
`;
