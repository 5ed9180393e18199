import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import type { Prompt } from '../account/prompt.ts';
import { tableAccountPorts } from '../adapters/aws/table/account-ports.ts';
import { tablePromptContents } from '../adapters/aws/table/prompt-contents.ts';
import type { Table } from '../adapters/aws/table/table.ts';
import { buildWidget } from '../build/build-widget.ts';
import type { CompiledTemplate } from '../definition/compiled-template.ts';
import type { Policy } from '../definition/policy.ts';
import { usualPressure } from '../definition/prompt-pressure.ts';
import type { TemplateInfo } from '../definition/template.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { signPromptToken } from '../tokens.ts';
import type { DevRoutes } from './dev-routes.ts';
import { userTokenSigner } from './local-secrets.ts';

/** A prompt template with the data that its sample gives it. */
export interface SamplePrompt {
  info: TemplateInfo;
  /** In English, and in every other language of the template. */
  compiled: CompiledTemplate;
  translations: readonly CompiledTemplate[];
  sample: Readonly<Record<string, Scalar>>;
}

/** Prompts that can be shown without waiting for a journey. */
export interface Samples {
  prompts: readonly SamplePrompt[];
  /** Absent in a project without journeys. */
  sender: Policy['sender'] | undefined;
}

/** The page that previews prompts, with the widget and the sample prompts that it shows. */
export const devPrompts = (
  table: Table,
  now: () => Instant,
  { prompts: templates, sender = emptySender }: Samples,
): DevRoutes => {
  const { accounts, prompts } = tableAccountPorts(table, { now });
  const contents = tablePromptContents(table);
  let widget: Promise<Uint8Array> | undefined;
  let surveyWords: Promise<Uint8Array> | undefined;
  return {
    'GET /dev/prompts': async () => ({
      type: 'text/html; charset=utf-8',
      content: await readFile(new URL('prompts-page.html', import.meta.url)),
    }),
    'GET /dev/prompts.js': async () => {
      widget ??= buildWidget();
      return { type: 'text/javascript; charset=utf-8', content: await widget };
    },
    'GET /dev/survey-words.js': async () => {
      surveyWords ??= buildWidget('daymark-survey-words.js');
      return { type: 'text/javascript; charset=utf-8', content: await surveyWords };
    },
    'GET /dev/prompts/templates': () => templates.map(({ info }) => info.id),
    'POST /dev/prompts': async body => {
      const { account, template } = requested(body, templates);
      const id = randomBytes(16).toString('hex');
      const at = now();
      await contents.keep(template.info.hash, template.translations);
      // One at a time: replaces the previous preview.
      const shown = (await prompts.all(account)).filter(each => each.journey === journey && !each.retiredAt);
      await accounts.commit(account, [
        ...shown.map(prompt => ({ kind: 'prompt', prompt: { ...prompt, retiredAt: at } }) as const),
        { kind: 'enroll', enrollment: enrollmentOf(account, `dev-${id}`, at) },
        { kind: 'prompt', prompt: promptOf(template, { account, id, enrollment: `dev-${id}`, sender, at }) },
      ]);
      return { id };
    },
  };
};

/** A token for the account, user and roles in the query; none of them has to exist. */
export const userToken = (query: URLSearchParams, now: Instant): Promise<string> => {
  const roles = query.getAll('role');
  const subject = { account: query.get('account') ?? '', user: query.get('user') ?? '' };
  return signPromptToken({ ...subject, ...(roles.length > 0 && { roles }) }, userTokenSigner, { at: new Date(now) });
};

/** Stands in for a journey. */
const journey = 'dev';

const emptySender: Policy['sender'] = { name: '', address: '', supportEmail: '', appUrl: '' };

/** @throws Error that lists the known prompts */
const requested = (body: string, templates: readonly SamplePrompt[]) => {
  const { account, template: id } = request.parse(JSON.parse(body));
  const template = templates.find(({ info }) => info.id === id);
  if (template) return { account, template };
  throw new Error(`There is no prompt "${id}". Use one of: ${templates.map(({ info }) => info.id).join(', ')}.`);
};

const request = z.object({ account: z.string().min(1), template: z.string() });

interface Shown {
  account: string;
  id: string;
  enrollment: string;
  sender: Policy['sender'];
  at: Instant;
}

const promptOf = ({ info, compiled, sample }: SamplePrompt, { account, id, enrollment, sender, at }: Shown): Prompt => {
  if (!compiled.prompt) throw new Error(`"${info.id}" is not a prompt.`);
  const { actions, low, high, ...look } = compiled.prompt;
  return {
    ...look,
    ...{ id, account, enrollment, sender, createdAt: at },
    journey,
    step: info.id,
    // A key of its own, so that a dismissed prompt can be tried again.
    key: `${info.id}-${id}`,
    template: info.hash,
    actions: actions.map(action => action.id),
    class: info.class,
    ...(info.topic !== undefined && { topic: info.topic }),
    audience: { roles: 'everyone' },
    data: sample,
    pressure: { ...usualPressure, modalEveryHours: 0 },
  };
};

const enrollmentOf = (account: string, id: string, at: Instant) => ({
  ...{ id, account, journey, version: 'dev', key: id, status: 'active' as const, anchoredAt: at, startedAt: at },
  trigger: { event: 'dev', fields: {} },
  ...{ exit: [], awaits: [], early: [], steps: {}, seen: {} },
  until: `${at.slice(0, 19)}Z`,
});
