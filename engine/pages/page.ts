import type { CatalogData } from '../definition/catalog.ts';
import { html, type Markup } from './html.ts';
import { pageStyle } from './page-style.ts';

export interface Page {
  language: string;
  title: string;
  sender: CatalogData['sender'];
  content: Markup;
}

/** The frame of the pages behind links in mails: self-contained, without scripts or requests. */
export const page = ({ language, title, sender, content }: Page): string => {
  const style: Markup = { markup: pageStyle };
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title} · ${sender.name}</title>
<style>${style}</style>
</head>
<body>
<header><span class="mark" aria-hidden="true">${sender.name.slice(0, 1)}</span> ${sender.name}</header>
<main>
${content}
</main>
<footer>${sender.name}, ${sender.address}</footer>
</body>
</html>
`.markup;
};
