import { expect, test } from 'vitest';
import type { Prompt } from '../../engine/account/prompt.ts';
import { usageOf } from '../../engine/account/usage.ts';
import type { OutgoingTouch } from '../../engine/channels/outgoing-touch.ts';
import { dataValues, templateVariables, translatedData } from '../../engine/channels/template-variables.ts';
import type { CompiledTemplate } from '../../engine/definition/compiled-template.ts';
import type { Value } from '../../engine/definition/condition.ts';
import { usualPressure } from '../../engine/definition/prompt-pressure.ts';
import { localized } from '../../engine/index.ts';
import type { Build } from '../../engine/ports/ports.ts';
import { showPrompt } from '../../engine/prompts/use-cases/show-prompt.ts';
import { renderTemplate } from '../../engine/templates/render-template.ts';
import { anActiveEnrollment, anEmail, aPolicy, aTouch, now, somebody, someProfile } from '../support/touch.ts';

const data: Record<string, Value> = {
  topic: localized({ en: 'your first report', de: 'Ihr erster Bericht', 'pt-BR': 'seu primeiro relatório' }),
  count: { kind: 'literal', value: 3 },
};

const touch = {
  call: { ...aTouch(), step: anEmail({ data }) },
  snapshot: {
    account: 'acme',
    profile: someProfile(),
    contacts: [],
    enrollments: [anActiveEnrollment()],
    tasks: [],
    usage: usageOf([]),
  },
  enrollment: anActiveEnrollment(),
  addressee: { delivery: 'd1', to: 'ada', contact: somebody('ada') },
  now,
} satisfies OutgoingTouch;

const compiled = (locale: string, subject: string): CompiledTemplate => ({
  id: 'news',
  locale,
  channel: 'email',
  subject,
  html: '<p>{{ topic }}</p>',
  text: '{{ topic }}',
});

test.each([
  ['en', 'Now: {{ topic }}', 'Now: your first report'],
  ['de', 'Neu: {{ topic }}', 'Neu: Ihr erster Bericht'],
  ['de-AT', 'Neu: {{ topic }}', 'Neu: Ihr erster Bericht'],
  ['pt-BR', 'Agora: {{ topic }}', 'Agora: seu primeiro relatório'],
  ['fr', 'Voici : {{ topic }}', 'Voici : your first report'],
])('a mail whose template is in %s has the data in that language, its subject too', (locale, subject, expected) => {
  const mail = renderTemplate(compiled(locale, subject), templateVariables(touch, data, { locale }));
  expect(mail.subject).toBe(expected);
});

test('a prompt keeps its data in every language, and each reader gets theirs', async () => {
  const prompt: Prompt = {
    ...{ id: 'p1', account: 'acme', enrollment: 'e1', journey: 'j', step: 's', key: 'news', template: 'h1' },
    ...{ kind: 'card', placement: 'home', dismissible: true, priority: 0, actions: [], class: 'lifecycle' },
    audience: { roles: 'everyone' },
    data: dataValues(touch, data),
    translations: translatedData(touch, data),
    sender: aPolicy().sender,
    pressure: usualPressure,
    createdAt: now,
  };
  const look = { kind: 'card', placement: 'home', dismissible: true, priority: 0, actions: [] } as const;
  const translations = ['en', 'de'].map(
    (locale): CompiledTemplate => ({
      id: 'news',
      locale,
      channel: 'prompt',
      subject: '{{ topic }}',
      text: '{{ count }}',
      prompt: look,
    }),
  );
  const unasked = () => Promise.reject(new Error('only surveys ask the catalog'));
  const promptContents = { keep: async () => undefined, read: async () => translations };
  const shownTo = (locale: string) => {
    const contact = somebody('ada', { locale });
    return showPrompt(
      prompt,
      {},
      { contact, profile: someProfile(), now },
      { promptContents, build: { catalog: unasked } as unknown as Build },
    );
  };
  expect(await shownTo('de')).toMatchObject({ title: 'Ihr erster Bericht', data: { count: 3 } });
  expect(await shownTo('fr')).toMatchObject({ title: 'your first report' });
});

test('a text without English, or an empty one, is refused', () => {
  expect(() => localized({ de: 'Hallo' } as never)).toThrow('there is no English text');
  expect(() => localized({ en: 'Hello', de: ' ' })).toThrow('the text in "de" is empty');
});
