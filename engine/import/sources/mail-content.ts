import { shortened } from '../../kernel/shortened.ts';

const kept = /^(h[1-3]|p|a|b|strong|i|em|ul|ol|li|br)$/;

/** Headings, paragraphs, lists and links of a mail's HTML, without its layout. */
export const contentOf = (html: string): string => {
  const [, body = html] = /<body[^>]*>([\s\S]*?)<\/body>/i.exec(html) ?? [];
  const bare = body
    .replaceAll(/<!--[\s\S]*?-->|<(style|script|head|title)\b[\s\S]*?<\/\1>/gi, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/<(\/?)([a-z][a-z0-9]*)\b([^>]*)>/gi, (_, close: string, tag: string, attributes: string) => {
      const name = tag.toLowerCase();
      if (!kept.test(name)) return /^(td|tr|div|table|section)$/.test(name) ? '\n' : '';
      const [, href] = (name === 'a' && /\bhref\s*=\s*["']([^"']*)["']/i.exec(attributes)) || [];
      if (name === 'br') return '<br />';
      return close ? `</${name}>` : href === undefined ? `<${name}>` : `<a href="${href}">`;
    });
  const blocks = bare
    .replaceAll(/<p>(?: |&nbsp;|<br \/>)*<\/p>/g, '')
    .replaceAll(/(<\/(?:h[1-3]|p|ul|ol)>)/g, '$1\n')
    .replaceAll(/(<(?:h[1-3]|p|ul|ol)>)/g, '\n$1');
  const lines = blocks
    .split('\n')
    .map(line => line.trim())
    .filter(line => line.replaceAll(/<br \/>|&nbsp;|&#8202;/g, '').trim() !== '');
  return lines.map(line => (/^<\/?(h[1-3]|p|ul|ol|li)>/.test(line) ? line : `<p>${line}</p>`)).join('\n  ');
};

export const paragraphsOf = (text: string): string =>
  text
    .split(/\r?\n\s*\r?\n/)
    .map(each => `<p>${escaped(each.trim()).replaceAll(/\r?\n/g, '<br />')}</p>`)
    .join('\n  ');

/** The preview text: the first paragraph without variables. */
export const preheaderOf = (body: string): string | undefined => {
  const paragraphs = [...body.matchAll(/<p>([\s\S]*?)<\/p>/g)].map(([, text = '']) =>
    text.replaceAll(/<[^>]*>/g, '').trim(),
  );
  const first = paragraphs.find(text => text.length > 10 && !/[{<&]/.test(text));
  return first === undefined ? undefined : shortened(first, 90);
};

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
