import type { Project } from '../../build/build-project.ts';
import type { CompiledTemplate } from '../../definition/compiled-template.ts';
import type { TemplateInfo } from '../../definition/template.ts';
import { listed } from '../../journey/explain/words.ts';
import type { ProjectChange } from '../change.ts';
import { fieldChanges } from './field-changes.ts';

/** The compared content of templates: all that marketers edit, as data. */
export type Templates = Pick<Project, 'templates' | 'compiled'>;

/** Changes in the text and the look of templates, by locale. */
export const templateChanges = (before: Templates, after: Templates): ProjectChange[] => {
  const former = new Map(before.templates.map(info => [info.id, info]));
  const names = new Set(after.templates.map(({ id }) => id));
  return [
    ...before.templates.filter(({ id }) => !names.has(id)).map(({ id }) => whole(id, 'removed')),
    ...after.templates.flatMap(info => {
      const old = former.get(info.id);
      if (!old) return [whole(info.id, 'added')];
      return phrasesOf(before, after, old, info).map(
        (text): ProjectChange => ({ of: 'template', name: info.id, mark: 'changed', text }),
      );
    }),
  ];
};

const whole = (name: string, mark: 'added' | 'removed'): ProjectChange => ({
  of: 'template',
  name,
  mark,
  text: `template ${mark}`,
});

const phrasesOf = (before: Templates, after: Templates, old: TemplateInfo, info: TemplateInfo): readonly string[] => {
  if (old.hash === info.hash) return [];
  const { hash: _, variables: _v, required: _r, locales: _l, ...from } = old;
  const { hash: _h, variables, required, locales, ...to } = info;
  const phrases = [
    ...fieldChanges(from, to, [], { known: new Map() }),
    ...acrossLocales(before, after, old, info),
    ...fieldChanges(old.variables, variables, ['variables'], { known: new Map() }),
  ];
  return phrases.length > 0 ? phrases : ['its content changed'];
};

/** A change that is alike in all languages is listed once. */
const acrossLocales = (before: Templates, after: Templates, old: TemplateInfo, info: TemplateInfo): string[] => {
  const locales = [...new Set([...old.locales, ...info.locales])].sort();
  const phrases = (locale: string, of: string) => localePhrases(before, after, [old, info], locale, of);
  const plain = locales.map(locale => phrases(locale, ''));
  const shared = locales.length > 1 ? (plain[0] ?? []).filter(text => plain.every(each => each.includes(text))) : [];
  return [
    ...shared,
    ...locales.flatMap((locale, index) =>
      phrases(locale, ` of \`${locale}\``).filter((_, at) => !shared.includes(plain[index]?.[at] ?? '')),
    ),
    ...unchanged(
      locales.filter((_, index) => plain[index]?.length === 0),
      locales,
    ),
  ];
};

/** Languages that say what they said while another changed: a translation may have been forgotten. */
const unchanged = (same: readonly string[], all: readonly string[]): string[] =>
  same.length === 0 || same.length === all.length
    ? []
    : [
        `${listed(
          same.map(locale => `\`${locale}\``),
          'and',
        )} ${same.length === 1 ? 'is as it was, and may need' : 'are as they were, and may need'} the same change`,
      ];

const localePhrases = (
  before: Templates,
  after: Templates,
  [old, info]: readonly [TemplateInfo, TemplateInfo],
  locale: string,
  of: string,
): string[] => {
  const from = before.compiled.get(old.hash)?.get(locale);
  const to = after.compiled.get(info.hash)?.get(locale);
  if (!from || !to) {
    if (old.locales.includes(locale) && info.locales.includes(locale)) return [];
    return [info.locales.includes(locale) ? `is now there in \`${locale}\`` : `is no longer there in \`${locale}\``];
  }
  const [said, says] = [saidBy(from), saidBy(to)];
  const phrases = Object.keys({ ...said, ...says }).flatMap(field =>
    fieldChanges(said[field], says[field], [field], { known: new Map(), names: { [field]: `${field}${of}` } }),
  );
  // The text derives from the HTML's content.
  return phrases.length === 0 && from.html !== to.html ? [`look${of}`] : phrases;
};

const saidBy = ({
  html,
  id,
  locale,
  channel,
  prompt,
  ...said
}: CompiledTemplate): Readonly<Record<string, unknown>> => ({
  ...said,
  ...prompt,
});
