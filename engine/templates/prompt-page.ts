import type { CompiledTemplate } from '../definition/compiled-template.ts';
import { promptTraits, surveyScales } from '../definition/prompt-look.ts';
import { promptMarkdown } from './prompt-markdown.ts';
import type { RenderedTemplate } from './render-template.ts';

/** A page that shows a prompt roughly as an application would, for the preview only. */
export const promptPage = (template: CompiledTemplate, rendered: RenderedTemplate): string => {
  const body = promptMarkdown(rendered.text);
  const kind = template.prompt?.kind ?? 'card';
  const actions = [
    ...scaleOf(template).map(score => `<a class="action score" role="button">${score}</a>`),
    ...(rendered.actions ?? []).map(
      ({ label, url }) => `<a class="action" ${url ? `href="${html(url)}"` : 'role="button"'}>${html(label)}</a>`,
    ),
  ].join('');
  const close = template.prompt?.dismissible ? '<button aria-label="Close">&times;</button>' : '';
  return `<!doctype html>
<html lang="${html(template.locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html(rendered.subject)}</title>
<style>${style}</style>
</head>
<body class="${kind}">
<main role="${promptTraits[kind].interrupts ? 'dialog' : 'region'}" aria-label="${html(rendered.subject)}">
${close}<div class="text"><h1>${html(rendered.subject)}</h1>
${body}</div>
<div class="actions">${actions}</div>
</main>
</body>
</html>
`;
};

const scaleOf = ({ prompt }: CompiledTemplate): number[] => {
  if (!prompt?.survey) return [];
  const [low, high] = surveyScales[prompt.survey];
  return Array.from({ length: high - low + 1 }, (_, index) => low + index);
};

const html = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const style = `
:root{color-scheme:light dark;--page:#e9eff0;--card:#fff;--ink:#12292f;--soft:#4b6269;--accent:#0b6a70;--on-accent:#fff;--line:#d5e0e2}
@media(prefers-color-scheme:dark){:root{--page:#0b1619;--card:#15262b;--ink:#e8f1f2;--soft:#a9bdc1;--accent:#6fd0cf;--on-accent:#06282a;--line:#2a4046}}
body{margin:0;min-height:100vh;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif}
main{position:relative;box-sizing:border-box;background:var(--card);border:1px solid var(--line);border-radius:14px;padding:28px;margin:24px auto;max-width:min(440px,calc(100% - 32px))}
h1{font-size:20px;line-height:1.3;margin:0 32px 8px 0}p{margin:0 0 12px;color:var(--soft)}ul,ol{margin:0 0 12px;padding-left:20px;color:var(--soft)}li{margin:4px 0}strong{color:var(--ink)}
.actions{display:flex;gap:8px 12px;flex-wrap:wrap;margin-top:16px}.action{display:inline-block;padding:10px 18px;border-radius:8px;font-weight:600;text-decoration:none;color:var(--accent)}
.score.action{min-width:44px;padding:10px 0;text-align:center;border:1px solid var(--line);background:none;color:var(--accent)}
.action:not(.score):first-child{background:var(--accent);color:var(--on-accent)}button{position:absolute;top:16px;right:16px;border:0;background:none;color:var(--soft);font-size:24px;line-height:1;cursor:pointer}
.modal{display:grid;place-items:center;background:#0b1619b3}.modal main{margin:16px;box-shadow:0 20px 60px #0006}
.banner main{max-width:none;margin:0;border-width:0 0 1px;border-radius:0;padding:16px 24px;border-left:4px solid #c9820a;display:flex;flex-wrap:wrap;gap:8px 24px;align-items:center;justify-content:space-between}
.banner .text{flex:1 1 280px}.banner h1{font-size:16px;margin-bottom:2px}.banner p{margin:0}.banner .actions{margin:0}
`;
