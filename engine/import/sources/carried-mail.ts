import type { CatalogData } from '../../definition/catalog.ts';
import { ownMember } from '../../kernel/own-member.ts';
import type { CarryNote, SketchedTemplate } from '../journey-sketch.ts';
import { bareHeader } from '../recognize-export.ts';
import { contentOf, escaped, paragraphsOf, preheaderOf } from './mail-content.ts';
import { catalogAttribute } from './words-of-catalog.ts';

/** The exported parts of another tool's mail. */
export interface ForeignMail {
  subject?: string | undefined;
  preheader?: string | undefined;
  html?: string | undefined;
  text?: string | undefined;
  /** Locale of a translation: `fr`, `pt-BR`. */
  locale?: string | undefined;
}

/** Converts text with a tool's variables to text with this project's. */
export interface MailFiller {
  text(said: string): string;
  /** Variables that the catalog lacks, in the tool's notation. */
  lacking: ReadonlySet<string>;
}

export interface CarriedMail {
  /** Id of the template. */
  id: string;
  /** The mail's name in the tool. */
  name: string;
  /** In English, or its only language; undefined where it was not exported. */
  mail: ForeignMail | undefined;
  translations?: readonly ForeignMail[];
  fill: MailFiller;
  /** `Pinpoint`. */
  tool: string;
  /** How to export its text. */
  exportBy: string;
  catalog: CatalogData;
}

/** Converts another tool's mail to a template of this project: its content, in the common layout. */
export const carryMail = (said: CarriedMail): { templates: SketchedTemplate[]; notes: CarryNote[] } => {
  const { id, name, mail, translations = [], fill, tool, exportBy, catalog } = said;
  const what = `template "${name}"`;
  const topic =
    Object.entries(catalog.topics).find(([, each]) => each.class === 'lifecycle') ?? Object.entries(catalog.topics)[0];
  const heads = { class: topic?.[1].class ?? 'transactional', ...(topic && { topic: topic[0] }) };
  if (mail === undefined) {
    const mjml = sourceOf(
      { subject: name, preheader: name, ...heads },
      `<h1>${escaped(name)}</h1>\n  <p>The text of this mail was not exported.</p>`,
    );
    const instead = `${exportBy} and import again, or write it`;
    return { templates: [{ id, mjml }], notes: [{ what, why: 'its text was not among the files', instead }] };
  }
  const templates = [mail, ...translations].map(each => ({
    id,
    mjml: filledMail(name, each, fill, heads),
    ...(each.locale !== undefined && { locale: each.locale }),
  }));
  const notes = [...fill.lacking].map(variable => ({
    what: `${what}: ${variable}`,
    why: 'the catalog has no such value',
    instead: 'it stands there as its default, or not at all: give the mail a value by `data`',
  }));
  const styled = /<(img|style|table)\b/i.test(mail.html ?? '')
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
          why: `${tool} does not say it`,
          instead: `it is of "${topic[0]}": name another topic in its front matter if that is not right`,
        },
      ]
    : [];
  return { templates, notes: [...notes, ...styled, ...chosen] };
};

const filledMail = (
  name: string,
  { subject = name, preheader, html, text }: ForeignMail,
  fill: MailFiller,
  heads: Readonly<Record<string, string>>,
): string => {
  const body = withoutEmpty(fill.text(html === undefined ? paragraphsOf(text ?? '') : contentOf(html)));
  const filled = fill.text(subject);
  const shown = preheader ? fill.text(preheader) : (preheaderOf(body) ?? filled);
  return sourceOf({ subject: filled, preheader: shown, ...heads }, body);
};

/** Removes lines that are empty without the parts that the common layout has. */
const withoutEmpty = (body: string): string => body.replaceAll(/\n? *<p>[\s|·–-]*<\/p>/g, '').trim();

const sourceOf = (heads: Readonly<Record<string, string>>, body: string): string =>
  `---\n${Object.entries(heads)
    .map(([key, value]) => `${key}: ${/^[\w][^:#{}"']*$/.test(value) ? value : JSON.stringify(value)}\n`)
    .join('')}---\n<mj-text>\n  ${body}\n</mj-text>\n`;

/** A value that another tool named, as this project prints it: with its stand-in where there is none. */
export const printed = (name: string, standIn: string | undefined, catalog: CatalogData): string | undefined => {
  const known = ownMember(contactValues, bareHeader(name)) ?? accountValue(name, catalog);
  const instead = standIn ?? (known === 'contact.firstName' ? 'there' : 'your team');
  return known && `{{ ${known} | default: ${JSON.stringify(instead)} }}`;
};

const contactValues: Readonly<Record<string, string | undefined>> = {
  firstname: 'contact.firstName',
  username: 'contact.firstName',
  name: 'contact.firstName',
  fullname: 'contact.name',
};

const accountValue = (said: string, catalog: CatalogData): string | undefined => {
  const bare = bareHeader(said);
  if (/^(company(name)?|accountname)$/.test(bare)) return 'account.name';
  const name = catalogAttribute(said, catalog);
  return name === undefined || catalog.accountAttributes[name] !== 'string' ? undefined : `account.${name}`;
};
