import type { CatalogData } from '../../definition/catalog.ts';
import type { CarryNote, SketchedTemplate } from '../journey-sketch.ts';
import { bareHeader } from '../recognize-export.ts';
import type { PinpointTemplate } from './exported.ts';
import { catalogAttribute } from './vocabulary.ts';

/** A mail of Pinpoint as a template of this project: what it says, in the frame of all mails. */
export const emailTemplate = (
  id: string,
  exported: PinpointTemplate | undefined,
  name: string,
  catalog: CatalogData,
): { template: SketchedTemplate; notes: CarryNote[] } => {
  const what = `template "${name}"`;
  const topic =
    Object.entries(catalog.topics).find(([, each]) => each.class === 'lifecycle') ?? Object.entries(catalog.topics)[0];
  const heads = { class: topic?.[1].class ?? 'transactional', ...(topic && { topic: topic[0] }) };
  if (exported === undefined) {
    const mjml = sourceOf(
      { subject: name, preheader: name, ...heads },
      `<h1>${escaped(name)}</h1>\n  <p>The text of this mail was not exported.</p>`,
    );
    const instead = 'export it by `aws pinpoint get-email-template` and import again, or write it';
    return { template: { id, mjml }, notes: [{ what, why: 'its text was not among the files', instead }] };
  }
  const fill = filler(exported, catalog);
  const body = exported.HtmlPart === undefined ? paragraphsOf(exported.TextPart ?? '') : contentOf(exported.HtmlPart);
  const filled = fill.text(body);
  const subject = fill.text(exported.Subject ?? name);
  const mjml = sourceOf({ subject, preheader: preheaderOf(filled) ?? subject, ...heads }, filled);
  const notes = [...fill.lacking].map(variable => ({
    what: `${what}: {{${variable}}}`,
    why: 'the catalog has no such value',
    instead: 'it stands there as its default, or not at all: give the mail a value by `data`',
  }));
  const styled = /<(img|style|table)\b/i.test(exported.HtmlPart ?? '')
    ? [
        {
          what: `${what}: images, tables and styles`,
          why: 'the frame of all mails, templates/_layout.mjml, says how mails look',
          instead: 'add images and tables to the template',
        },
      ]
    : [];
  const chosen = topic
    ? [
        {
          what: `${what}: what readers may opt out of`,
          why: 'Pinpoint had no topics',
          instead: `it is of "${topic[0]}": name another topic in its front matter if that is not right`,
        },
      ]
    : [];
  return { template: { id, mjml }, notes: [...notes, ...styled, ...chosen] };
};

const sourceOf = (heads: Readonly<Record<string, string>>, body: string): string =>
  `---\n${Object.entries(heads)
    .map(([key, value]) => `${key}: ${/^[\w][^:#{}"']*$/.test(value) ? value : JSON.stringify(value)}\n`)
    .join('')}---\n<mj-text>\n  ${body}\n</mj-text>\n`;

/** What an inbox shows beside the subject: the first paragraph without variables. */
const preheaderOf = (body: string): string | undefined => {
  const paragraphs = [...body.matchAll(/<p>([\s\S]*?)<\/p>/g)].map(([, text = '']) =>
    text.replaceAll(/<[^>]*>/g, '').trim(),
  );
  const first = paragraphs.find(text => text.length > 10 && !/[{<&]/.test(text));
  return first === undefined || first.length <= 90 ? first : `${first.slice(0, 89)}…`;
};

/** Handlebars of Pinpoint as Liquid: what the catalog knows; else the default, else nothing. */
const filler = ({ DefaultSubstitutions = '{}' }: PinpointTemplate, catalog: CatalogData) => {
  const lacking = new Set<string>();
  const defaults = defaultsIn(DefaultSubstitutions);
  const text = (said: string): string =>
    said
      .replaceAll(/\{\{\s*[#/!>][^}]*\}\}/g, block => {
        if (/^\{\{\s*[#>]/.test(block)) lacking.add(block.replaceAll(/[{}]/g, '').trim());
        return '';
      })
      .replaceAll(/\{\{\{?\s*([\w.[\]-]+)\s*\}\}\}?/g, (_, path: string) => {
        const name = path.split('.').at(-1)?.replaceAll(/[[\]]/g, '') ?? path;
        const standIn = defaults.get(path) ?? defaults.get(name);
        const known = contactValues[bareHeader(name)] ?? accountValue(name, catalog);
        if (known)
          return `{{ ${known} | default: ${JSON.stringify(standIn ?? (known === 'contact.firstName' ? 'there' : 'your team'))} }}`;
        lacking.add(path);
        return standIn ?? '';
      });
  return { text, lacking };
};

const contactValues: Readonly<Record<string, string | undefined>> = {
  firstname: 'contact.firstName',
  username: 'contact.firstName',
  name: 'contact.firstName',
  fullname: 'contact.name',
};

const accountValue = (said: string, catalog: CatalogData): string | undefined => {
  const bare = bareHeader(said);
  if (bare === 'company' || bare === 'companyname' || bare === 'accountname') return 'account.name';
  const name = catalogAttribute(said, catalog);
  return name === undefined || catalog.accountAttributes[name] !== 'string' ? undefined : `account.${name}`;
};

const defaultsIn = (json: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'object' && value !== null)
      for (const [key, each] of Object.entries(value)) walk(each, path === '' ? key : `${path}.${key}`);
    else if (value !== null && value !== undefined) found.set(path, String(value));
  };
  try {
    walk(JSON.parse(json), '');
  } catch {
    // What cannot be read stands in for nothing.
  }
  return found;
};

const kept = /^(h[1-3]|p|a|b|strong|i|em|ul|ol|li|br)$/;

/** Headings, paragraphs, lists and links; what only frames them is left to the layout. */
const contentOf = (html: string): string => {
  const [, body = html] = /<body[^>]*>([\s\S]*?)<\/body>/i.exec(html) ?? [];
  const bare = body
    .replaceAll(/<!--[\s\S]*?-->|<(style|script|head|title)\b[\s\S]*?<\/\1>/gi, '')
    .replaceAll(/<(\/?)([a-z][a-z0-9]*)\b([^>]*)>/gi, (_, close: string, tag: string, attributes: string) => {
      const name = tag.toLowerCase();
      if (!kept.test(name)) return /^(td|tr|div|table|section)$/.test(name) ? '\n' : '';
      const [, href] = (name === 'a' && /\bhref\s*=\s*["']([^"']*)["']/i.exec(attributes)) || [];
      if (name === 'br') return '<br />';
      return close ? `</${name}>` : href === undefined ? `<${name}>` : `<a href="${href}">`;
    });
  const blocks = bare
    .replaceAll(/[ \t\r]+/g, ' ')
    .replaceAll(/(<\/(?:h[1-3]|p|ul|ol)>)/g, '$1\n')
    .replaceAll(/(<(?:h[1-3]|p|ul|ol)>)/g, '\n$1');
  const lines = blocks
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');
  return lines.map(line => (/^<\/?(h[1-3]|p|ul|ol|li)>/.test(line) ? line : `<p>${line}</p>`)).join('\n  ');
};

const paragraphsOf = (text: string): string =>
  text
    .split(/\r?\n\s*\r?\n/)
    .map(each => `<p>${escaped(each.trim()).replaceAll(/\r?\n/g, '<br />')}</p>`)
    .join('\n  ');

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
