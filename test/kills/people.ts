import { tableAccountPorts } from '../../engine/adapters/aws/table/account-ports.ts';
import { erasePersonalData } from '../../engine/contacts/use-cases/erase-personal-data.ts';
import { readmitContact } from '../../engine/contacts/use-cases/readmit-contact.ts';
import { userTokenSigner } from '../../engine/local/local-secrets.ts';
import { signPromptToken } from '../../engine/tokens.ts';
import type { Story } from '../../faults/kill.ts';
import type { Stage } from '../../faults/stage.ts';
import { identify } from '../support/recorded-events.ts';
import { customer, does, hour, minute } from './acts.ts';

const isNot = (what: string): never => {
  throw new Error(`There is no ${what}.`);
};

const mailOf = ({ cloud, account }: Stage, step: string) =>
  cloud.mailbox.mails().find(({ tags, to }) => tags.step === step && to.startsWith(`${account}-ada`)) ?? isNot('mail');

const form = (fields: Record<string, string>) => ({
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
});

const asUser = async ({ account, cloud }: Stage) => ({
  'content-type': 'application/json',
  authorization: `Bearer ${await signPromptToken({ account, user: `${account}-ada` }, userTokenSigner, { at: new Date(cloud.now()) })}`,
});

export const people: Story[] = [
  {
    title: 'a mail bounces for good, and another one brings a complaint',
    ends: ['usage contact.bounced', 'usage contact.complained', '"suppression":"bounced"'],
    acts: [
      customer(),
      {
        after: 30,
        act: async ({ account, cloud, send }) => {
          for (const [name, fate] of [
            ['ada', 'bounce'],
            ['bob', 'complaint'],
          ]) {
            const email = `${fate}+${account}@simulator.amazonses.com`;
            await send(identify(account, `${account}-${name}`, cloud.now(), { email }));
          }
        },
      },
      does(minute, 'Account Created'),
    ],
    lasts: 2 * hour,
    dies: death => death.function === 'record-feedback',
  },
  {
    title: 'somebody unsubscribes with one click, and looks at what they still get',
    ends: ['["product-guidance",[["link","out"]]]'],
    acts: [
      customer(),
      does(minute, 'Account Created'),
      {
        after: hour,
        act: stage => {
          const [, path = ''] =
            /<https:\/\/[^/]+([^>]+)>/.exec(mailOf(stage, 'welcome').headers['List-Unsubscribe'] ?? '') ?? [];
          return stage.ask(`POST ${path}`, form({ 'List-Unsubscribe': 'One-Click' }));
        },
      },
      {
        after: hour + minute,
        act: stage => {
          const [, path = ''] =
            /<https:\/\/[^/]+([^>]+)>/.exec(mailOf(stage, 'welcome').headers['List-Unsubscribe'] ?? '') ?? [];
          return stage.ask(`GET ${path}`);
        },
      },
      does(hour + 2 * minute, 'Webinar Attended'),
    ],
    lasts: 3 * hour,
    dies: death => death.function === 'preferences',
  },
  {
    title: 'the survey in a mail is answered',
    ends: ['usage Survey Responded'],
    acts: [
      customer(),
      does(minute, 'Webinar Attended'),
      {
        after: hour,
        act: stage => {
          const [path = ''] = /\/s\/[\w.-]+/.exec(mailOf(stage, 'nps-survey-email').html) ?? [];
          return stage.ask(`POST ${path}`, form({ score: '9' }));
        },
      },
    ],
    lasts: 3 * hour,
    dies: death => death.function === 'survey',
  },
  {
    title: 'a prompt is shown, and dismissed',
    ends: ['usage prompt.seen', 'usage prompt.dismissed'],
    acts: [
      customer(),
      does(minute, 'Account Created'),
      { after: hour, act: async stage => stage.ask('GET /v1/prompts', { headers: await asUser(stage) }) },
      {
        after: hour + minute,
        act: async stage => {
          const [shown] = await tableAccountPorts(stage.table, { now: stage.cloud.now }).prompts.all(stage.account);
          const promptId = shown?.id ?? isNot('prompt');
          const events = (['seen', 'dismissed'] as const).map(type => ({
            id: type,
            promptId,
            type,
            at: stage.cloud.now(),
          }));
          return stage.ask('POST /v1/prompts/events', {
            headers: await asUser(stage),
            body: JSON.stringify({ events }),
          });
        },
      },
    ],
    lasts: 3 * hour,
    dies: death => death.function.endsWith('prompts') || death.function === 'record-prompt-events',
  },
  {
    title: 'the mail service lists an address',
    ends: ['"suppression":"complained"'],
    alone: true,
    acts: [
      customer(),
      {
        after: minute,
        act: ({ account, cloud }) => cloud.mailbox.suppress(`${account}-ada@customer.example`, 'COMPLAINT'),
      },
      { after: 3 * hour, act: ({ call }) => call('sync-suppressions') },
    ],
    lasts: 4 * hour,
    dies: death => death.function === 'sync-suppressions',
  },
  {
    title: 'somebody is erased, comes back, and is let in again',
    ends: ['mail nps-survey-email acme-ada'],
    acts: [
      customer(),
      {
        after: minute,
        act: ({ account, operate }) => operate('erase', desk => erasePersonalData(account, `${account}-ada`, desk)),
      },
      {
        after: hour,
        act: ({ account, cloud, send }) => send(identify(account, `${account}-ada`, cloud.now())),
      },
      {
        after: 2 * hour,
        act: ({ account, operate }) => operate('readmit', desk => readmitContact(account, `${account}-ada`, desk)),
      },
      does(2 * hour + minute, 'Webinar Attended'),
    ],
    lasts: 4 * hour,
    dies: death => ['erase', 'readmit', 'ingest-usage'].includes(death.function),
  },
];
