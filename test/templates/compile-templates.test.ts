import { rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type CompileOptions, compileTemplates } from '../../engine/templates/compile-templates.ts';
import {
  describeProblem,
  type TemplateProblemCode,
  templateProblemCodes,
} from '../../engine/templates/template-problem.ts';
import { mail, templateFolder } from './template-folder.ts';

const folders: string[] = [];
const met = new Set<TemplateProblemCode>();

const compile = async (files: Readonly<Record<string, string>>, options: CompileOptions = {}) => {
  const dir = await templateFolder(files);
  folders.push(dir);
  const result = await compileTemplates(dir, { cache: false, ...options });
  for (const { code } of result.problems) met.add(code);
  return {
    ...result,
    told: result.problems.map(problem =>
      describeProblem({ ...problem, file: relative(relative('', dir), problem.file) }),
    ),
  };
};

const text = '<mj-text><p>Hello {{ contact.firstName | default: "there" }}</p></mj-text>';

afterAll(() => Promise.all(folders.map(dir => rm(dir, { recursive: true, force: true }))));

describe('a template that is right', () => {
  it('is known by its variables, class and locales', async () => {
    const { infos, told } = await compile({
      'news/en.mjml': mail(
        `<mj-text><p>{{ count }} {{ account.name | default: "x" }} {% if region %}{{ region }}{% endif %}</p></mj-text>`,
      ),
      'news/de.mjml': '---\nsubject: Hallo {{ extra }}\npreheader: Neues\n---\n<mj-text>{{ count }}</mj-text>',
      'news/sample.json': '{ "count": 1, "region": "EU", "extra": "!" }',
    });
    expect(told).toEqual([]);
    expect(infos).toEqual([
      {
        id: 'news',
        channel: 'email',
        class: 'lifecycle',
        topic: 'news',
        locales: ['de', 'en'],
        variables: ['count', 'extra', 'region'],
        required: ['count', 'extra'],
        hash: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
    ]);
  });

  it('keeps its hash when it is compiled again, and changes it with any locale', async () => {
    const files = { 'news/en.mjml': mail(text), 'news/de.mjml': mail(text, '') };
    const [first, again, changed] = [
      await compile(files),
      await compile(files),
      await compile({ ...files, 'news/de.mjml': mail(text.replace('Hello', 'Hallo'), '') }),
    ];
    expect(again.infos[0]?.hash).toBe(first.infos[0]?.hash);
    expect(changed.infos[0]?.hash).not.toBe(first.infos[0]?.hash);
  });

  it('comes out of the cache as it went in', async () => {
    const cache = await templateFolder({});
    folders.push(cache);
    const first = await compile({ 'news/en.mjml': mail(text) }, { cache });
    const second = await compile({ 'news/en.mjml': mail(text) }, { cache });
    expect(second.infos).toEqual(first.infos);
    expect(second.compiled).toEqual(first.compiled);
  });

  it('may use the account attributes of the catalog', async () => {
    const files = { 'news/en.mjml': mail('<mj-text>{{ account.region | default: "" }}</mj-text>') };
    expect((await compile(files, { accountAttributes: ['region'] })).told).toEqual([]);
  });
});

describe('a problem is told with file, line, what and how to fix', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    [
      'a tag that is never closed',
      { 'news/en.mjml': mail('<mj-text>\n{% if a %}x</mj-text>') },
      /^news\/en\.mjml:8: .*not closed: close it with \{% endif %\}$/,
    ],
    [
      'a tag in the subject',
      { 'news/en.mjml': mail(text).replace('Hello', '"{% if a %}x"') },
      /^news\/en\.mjml:2: .*not closed/,
    ],
    [
      'an unknown tag',
      { 'news/en.mjml': mail('<mj-text>{% include "x" %}</mj-text>') },
      /^news\/en\.mjml:7: tag "include" not found: the tags are/,
    ],
    [
      'an unknown filter',
      { 'news/en.mjml': mail('<mj-text>{{ a | shout }}</mj-text>') },
      /^news\/en\.mjml:7: undefined filter: shout: the filters are/,
    ],
    [
      'raw output',
      { 'news/en.mjml': mail('<mj-text>{{ a | raw }}</mj-text>') },
      /^news\/en\.mjml:7: the filter "raw" is not allowed: remove it/,
    ],
    [
      'double escape',
      { 'news/en.mjml': mail('<mj-text>{{ a | escape }}</mj-text>') },
      /the filter "escape" is not allowed: remove it: every value is escaped exactly once/,
    ],
    [
      'the date filter',
      { 'news/en.mjml': mail('<mj-text>{{ "now" | date: "%Y" }}</mj-text>') },
      /the filter "date" is not allowed: use "longDate"/,
    ],
    [
      'an unknown field',
      { 'news/en.mjml': mail('<mj-text>\n\n{{ contact.fristName }}</mj-text>') },
      /^news\/en\.mjml:9: there is no contact.fristName: did you mean "contact.firstName"\?$/,
    ],
    [
      'an unknown account attribute',
      { 'news/en.mjml': mail('<mj-text>{{ account.nothing }}</mj-text>') },
      /there is no account.nothing: account has name, plan(?!.* plan\b)/,
    ],
    [
      'an unsubscribe link in a transactional mail',
      { 'news/en.mjml': mail('<mj-text>{{ links.unsubscribe }}</mj-text>', 'class: transactional') },
      /a transactional template has no links.unsubscribe/,
    ],
    [
      'an address in a prompt',
      { 'tip/en.md': '---\ntitle: Hi\nkind: card\nplacement: home\nclass: transactional\n---\n{{ contact.email }}' },
      /^tip\/en\.md:7: a prompt has no contact.email: remove it/,
    ],
    [
      'an optional value without default',
      { 'news/en.mjml': mail('<mj-text>\n{{ account.plan }}</mj-text>') },
      /^news\/en\.mjml:8: account.plan may be missing, and then this does not render: give it a default/,
    ],
    [
      'a variable without sample',
      { 'news/en.mjml': mail('<mj-text>{{ count }}</mj-text>') },
      /^news\/sample\.json: there is no sample of count/,
    ],
    [
      'a sample that nothing uses',
      { 'news/en.mjml': mail(text), 'news/sample.json': '{"conut": 1}' },
      /^news\/sample\.json: no text of the template uses conut/,
    ],
    [
      'a sample that is not JSON',
      { 'news/en.mjml': mail(text), 'news/sample.json': '{' },
      /^news\/sample\.json: this is not JSON/,
    ],
    [
      'an unknown element',
      { 'news/en.mjml': mail('<mj-txt>Hi</mj-txt>') },
      /^news\/en\.mjml:7: <mj-txt>: .*: see https:\/\/documentation\.mjml\.io/,
    ],
    [
      'an unclosed element',
      { 'news/en.mjml': mail('<mj-text>Hi\n<mj-button href="https://a.example">Go</mj-button>') },
      /^news\/en\.mjml:7: <mj-text> is never closed: write <\/mj-text>$/,
    ],
    [
      'elements closed in the wrong order',
      { 'news/en.mjml': mail('<mj-table>\n<tr><td>x</td></tr></mj-text>') },
      /^news\/en\.mjml:8: <\/mj-text> comes while <mj-table> of line 7 is open/,
    ],
    [
      'a tag that MJML would drop',
      { 'news/en.mjml': mail(`{% if a %}\n${text}\n{% endif %}`), 'news/sample.json': '{"a":1}' },
      /^news\/en\.mjml:7: MJML loses \{% if a %\} here: put it inside <mj-text>, or around elements as <mj-raw>/,
    ],
    [
      'an image without alt',
      { 'news/en.mjml': mail('<mj-text><img src="https://a.example/x.png"></mj-text>') },
      /an image has no alt text/,
    ],
    [
      'a mail that Gmail would cut',
      { 'news/en.mjml': mail(`<mj-text>${'long '.repeat(25_000)}</mj-text>`) },
      /larger than 100000 bytes/,
    ],
    [
      'no front matter',
      { 'news/en.mjml': text },
      /^news\/en\.mjml:1: there is no front matter: begin the file with ---, then subject, preheader, class, topic, survey, then ---$/,
    ],
    [
      'front matter that is not YAML',
      { 'news/en.mjml': mail(text, 'class: "x') },
      /^news\/en\.mjml:\d: the front matter is not YAML/,
    ],
    [
      'an unknown key',
      { 'news/en.mjml': mail(text, 'class: lifecycle\ntopic: news\nsubjekt: x') },
      /^news\/en\.mjml:6: the front matter has no "subjekt": it knows subject, preheader, class, topic, survey$/,
    ],
    ['an unknown class', { 'news/en.mjml': mail(text, 'class: promo') }, /^news\/en\.mjml:4: "class" is wrong/],
    [
      'no subject',
      { 'news/en.mjml': mail(text).replace('subject: Hello\n', '') },
      /^news\/en\.mjml:1: "subject" is missing/,
    ],
    [
      'no class',
      { 'news/en.mjml': mail(text, 'topic: news') },
      /"class" is missing: say class: transactional, lifecycle or marketing/,
    ],
    [
      'no topic',
      { 'news/en.mjml': mail(text, 'class: marketing') },
      /^news\/en\.mjml:4: a marketing template needs a topic/,
    ],
    [
      'a transactional topic',
      { 'news/en.mjml': mail(text, 'class: transactional\ntopic: news') },
      /^news\/en\.mjml:5: a transactional template has no topic/,
    ],
    [
      'locales that disagree',
      { 'news/en.mjml': mail(text), 'news/de.mjml': mail(text, 'class: transactional') },
      /^news\/de\.mjml:4: "class" is transactional here and lifecycle in .*news\/en\.mjml: remove the line here/,
    ],
    ['no English', { 'news/de.mjml': mail(text) }, /^news: there is no English text, .*: add .*news\/en\.mjml$/],
    [
      'a stray file',
      { 'news/en.mjml': mail(text), 'news/notes.txt': '' },
      /^news\/notes\.txt: this file is not part of a template/,
    ],
    [
      'mail and prompt in one',
      { 'news/en.mjml': mail(text), 'news/de.md': '' },
      /^news: a template is either an email \(\.mjml\) or a prompt \(\.md\), not both/,
    ],
    [
      'a prompt without kind',
      { 'tip/en.md': '---\ntitle: Hi\nclass: transactional\n---\nBody' },
      /^tip\/en\.md:1: "kind" is missing: say modal, banner/,
    ],
    [
      'a survey without a scale',
      { 'tip/en.md': '---\ntitle: Hi\nkind: survey\nplacement: home\nclass: transactional\n---\nBody' },
      /^tip\/en\.md:1: "survey" is missing: say which: nps, csat or ces/,
    ],
    [
      'a choice that says nothing',
      {
        'tip/en.md':
          '---\ntitle: Hi\nkind: card\nplacement: home\nclass: transactional\nactions:\n  - label: Yes\n---\nBody',
      },
      /^tip\/en\.md:6: "actions\.0" is wrong \(an action without url needs an id/,
    ],
    [
      'a layout without content',
      { '_layout.mjml': '<mjml></mjml>', 'news/en.mjml': mail(text) },
      /^_layout\.mjml: the layout has no place for the mail/,
    ],
  ])('%s', async (_name, files, expected) => {
    const { told } = await compile(files);
    expect(told).toEqual([expect.stringMatching(expected)]);
  });

  it('and every kind of problem has an example here', () => {
    expect([...met].sort()).toEqual([...templateProblemCodes].sort());
  });
});

it('a folder that does not exist is named', async () => {
  await expect(compileTemplates(join('no', 'such'))).rejects.toThrow('no/such: there is no such folder');
});
