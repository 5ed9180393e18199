import type { MessageClass } from '../definition/policy.ts';
import type { SurveyKind } from '../definition/prompt-look.ts';
import {
  type FrontMatter,
  type FrontMatterError,
  type Matter,
  parseEmailMatter,
  parsePromptMatter,
} from './front-matter.ts';
import type { LocaleFile, TemplateFiles } from './read-template.ts';
import type { TemplateProblem, TemplateProblemCode } from './template-problem.ts';

/** One locale's file, taken apart. */
export type LocaleSource = EmailSource | PromptSource;
export type EmailSource = Source<'email', typeof parseEmailMatter>;
export type PromptSource = Source<'prompt', typeof parsePromptMatter>;

interface Source<Channel extends string, Parse extends (file: string) => unknown> {
  channel: Channel;
  locale: string;
  file: string;
  front: Exclude<ReturnType<Parse>, FrontMatterError[]>;
  report: (code: TemplateProblemCode, line: number | undefined, what: string, fix: string) => void;
}

/** The fields of a template that all locales share. */
export interface TemplateNature {
  class: MessageClass;
  topic?: string;
  /** The survey that a mail asks to answer. */
  survey?: SurveyKind;
}

/** The sources whose front matter is right, English first; none when English is not among them. */
export const parseSources = (files: TemplateFiles, problems: TemplateProblem[]): LocaleSource[] => {
  const sources = files.locales.flatMap(file => parseSource(files, file, problems));
  return sources[0]?.locale === 'en' ? sources : [];
};

/** Class and topic as English says them. Translations may repeat them, not change them. */
export const natureOf = (sources: readonly LocaleSource[]): TemplateNature | undefined => {
  const [english, ...translations] = sources;
  if (!english) return undefined;
  const { class: messageClass, topic } = english.front.matter;
  for (const translation of translations) for (const key of agreed) checkAgreement(english, translation, key);
  if (!messageClass) {
    english.report('front-matter', 1, '"class" is missing', 'say class: transactional, lifecycle or marketing');
    return undefined;
  }
  if (messageClass === 'transactional' && topic !== undefined) {
    english.report(
      'front-matter',
      english.front.lineOf('topic'),
      'a transactional template has no topic',
      'remove it: a transactional template allows no opt-out',
    );
  }
  if (messageClass !== 'transactional' && topic === undefined) {
    english.report(
      'front-matter',
      english.front.lineOf('class'),
      `a ${messageClass} template needs a topic, which its readers can opt out of`,
      'add topic: such as product-guidance',
    );
  }
  const survey = english.channel === 'email' ? english.front.matter.survey : undefined;
  if (messageClass === 'transactional' && survey !== undefined) {
    english.report(
      'front-matter',
      english.front.lineOf('survey'),
      'a transactional template asks a survey',
      'give it another class: its readers must be able to opt out',
    );
  }
  return { class: messageClass, ...(topic !== undefined && { topic }), ...(survey && { survey }) };
};

const agreed = [
  ...(['class', 'topic', 'kind', 'placement', 'dismissible', 'priority', 'anchor', 'survey'] as const),
] as const;

const checkAgreement = (english: LocaleSource, translation: LocaleSource, key: (typeof agreed)[number]): void => {
  const said = saidOf(translation.front.matter, key);
  const original = saidOf(english.front.matter, key);
  if (said === undefined || said === original) return;
  const what = `"${key}" is ${said} here and ${original ?? 'not set'} in ${english.file}`;
  translation.report(
    'class-mismatch',
    translation.front.lineOf(key),
    what,
    'remove the line here: what a template is, English says for all',
  );
};

const saidOf = (matter: Matter, key: string): unknown => Reflect.get(matter, key);

const parseSource = (
  files: TemplateFiles,
  { locale, file, text }: LocaleFile,
  problems: TemplateProblem[],
): LocaleSource[] => {
  const report: LocaleSource['report'] = (code, line, what, fix) => {
    problems.push({ code, template: files.id, file, ...(line !== undefined && { line }), what, fix });
  };
  const fail = (errors: FrontMatterError[]): [] => {
    for (const { line, what, fix } of errors) report('front-matter', line, what, fix);
    return [];
  };
  if (files.channel === 'email') {
    const front = parseEmailMatter(text);
    return Array.isArray(front) ? fail(front) : [{ channel: 'email', locale, file, front, report }];
  }
  const front = parsePromptMatter(text);
  return Array.isArray(front) ? fail(front) : [{ channel: 'prompt', locale, file, front, report }];
};

/** A template text with Liquid in it, and the line of the file on which it begins. */
export interface Piece {
  text: string;
  line: number;
}

/** All texts of a source that Liquid runs through. */
export const piecesOf = ({ front, channel }: LocaleSource): Piece[] => {
  const body = { text: front.body, line: 1 };
  if (channel === 'email') return [...linesOf(front, ['subject', 'preheader']), body];
  const actions =
    'actions' in front.matter
      ? front.matter.actions.flatMap(({ label, url }) => (url === undefined ? [label] : [label, url]))
      : [];
  return [...linesOf(front, ['title']), ...actions.map(text => ({ text, line: front.lineOf('actions') })), body];
};

const linesOf = (front: FrontMatter<Matter>, keys: readonly string[]): Piece[] =>
  keys.map(key => ({ text: String(saidOf(front.matter, key) ?? ''), line: front.lineOf(key) }));
