import * as z from 'zod';
import { diffSchema } from '../../diff/diff-report.ts';
import { dimensions } from '../../numbers/business-report.ts';
import { reportSchema } from '../../numbers/report-schema.ts';
import { account as accountView } from '../../views/account.ts';
import { today as todayView } from '../../views/today.ts';
import { whySchema } from '../../why/why-schema.ts';
import { checkJson, explainJson, journeysJson } from '../verb-json.ts';
import { agentTool } from './agent-tool.ts';
import { askDev } from './ask-dev.ts';
import { askPlay } from './ask-play.ts';
import { option, verbJson } from './run-verb.ts';
import { simulateTool } from './simulate-tool.ts';

const journeyId = z.string().describe('id of a journey, from list_journeys');
const of = z
  .enum(['dev', 'play'])
  .default('dev')
  .describe('the local cloud, or the end of the last play, which is played again');
const instant = z.string().describe('such as 2026-12-31T00:00:00Z');

/** Tools that only read, or only write a play to this disk. */
export const readingTools = [
  agentTool({
    name: 'list_journeys',
    description: 'All journeys of the project: who enters each, its steps and its templates. Begin here.',
    asked: z.strictObject({}),
    answer: journeysJson,
    act: (_, { run, journeys }) => verbJson(run, ['explain', '--json', ...option('journeys', journeys)]),
  }),
  agentTool({
    name: 'explain',
    description: 'One journey in plain English: who enters, what happens on which day, when it ends, its rules.',
    asked: z.strictObject({ journey: journeyId }),
    answer: explainJson,
    act: ({ journey }, { run, journeys }) =>
      verbJson(run, ['explain', '--json', ...option('journeys', journeys), '--', journey]),
  }),
  agentTool({
    name: 'check',
    description:
      'Every problem in journeys, templates, playbooks, policy and catalog, each with its fix. Use it after every edit.',
    asked: z.strictObject({}),
    answer: checkJson,
    act: (_, { run, journeys }) => verbJson(run, ['check', '--json', ...option('journeys', journeys)]),
  }),
  simulateTool,
  agentTool({
    name: 'why',
    description:
      'Why an account of the last play did or did not enter a journey, or get a step of it: every rule that was checked, what it needed and what the value was.',
    asked: z.strictObject({
      account: z.string(),
      journey: journeyId.optional(),
      at: instant.optional().describe('as of then; the end of the play unless given'),
    }),
    answer: whySchema,
    act: ({ account, journey, at }, { run }) =>
      verbJson(run, ['why', '--json', ...option('at', at), '--', account, ...(journey === undefined ? [] : [journey])]),
  }),
  agentTool({
    name: 'diff',
    description:
      'What the change in the working tree does, compared with where the branch left main: in words, and on the events of the last play.',
    asked: z.strictObject({
      base: z.string().optional().describe('git ref or folder to compare with'),
      words: z.boolean().default(false).describe('only describe the change in words, without playing: much faster'),
    }),
    answer: diffSchema,
    act: ({ base, words }, { run, journeys }) =>
      verbJson(run, [
        'diff',
        '--json',
        ...option('journeys', journeys),
        ...option('base', base),
        ...(words ? ['--words'] : []),
      ]),
  }),
  agentTool({
    name: 'report',
    description:
      'The business report of a month: recurring revenue, retention, adoption, surveys, team; each figure with formula, inputs and accounts.',
    asked: z.strictObject({
      month: z.string().optional().describe('such as 2026-10; the last one that is over unless given'),
      by: z.array(z.enum(dimensions)).optional().describe('also broken down by these'),
      of: z.enum(['play', 'dev']).default('play').describe('the last play, or the local cloud'),
    }),
    answer: reportSchema,
    act: ({ month, by, of }, { run, journeys, dev }) =>
      verbJson(run, [
        'report',
        '--json',
        ...option('journeys', journeys),
        ...option('month', month),
        ...option('by', by?.join(',')),
        ...option('dev', of === 'dev' ? dev : undefined),
      ]),
  }),
  agentTool({
    name: 'account',
    description:
      'Everything about one account in the local cloud or the last play: health, people, usage, journeys, tasks, and what will happen in the next 30 days.',
    asked: z.strictObject({ account: z.string(), of }),
    answer: accountView.answer,
    act: ({ account, of: place }, { dev }) =>
      place === 'play'
        ? askPlay({ view: '/v1/accounts/{id}', parameters: { id: account } })
        : askDev(dev, `/v1/accounts/${encodeURIComponent(account)}`),
  }),
  agentTool({
    name: 'tasks',
    description:
      'Open tasks in the local cloud or the last play, in the order to work on them: of all CSMs, or of one.',
    asked: z.strictObject({
      csm: z.string().optional().describe('id of a CSM'),
      from: z.int().min(0).default(0).describe('`next` of the previous page'),
      of,
    }),
    answer: todayView.answer,
    act: ({ csm, from, of: place }, { dev }) =>
      place === 'play'
        ? askPlay({ view: '/v1/today', parameters: { from: String(from) }, csm })
        : askDev(dev, `/v1/today?from=${from}`, csm),
  }),
];
