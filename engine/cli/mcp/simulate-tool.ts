import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { playingDefaults } from '../playing-options.ts';
import { UserError } from '../user-error.ts';
import { agentTool } from './agent-tool.ts';
import { option, verbError } from './run-verb.ts';

const most = 1_000;

const line = z.looseObject({
  at: z.iso.datetime(),
  account: z.string(),
  journey: z.string(),
  enrollment: z.string(),
  type: z.string(),
});

/** Plays events in memory and, like the verb, writes the play for `why`, `diff` and `report`. */
export const simulateTool = agentTool({
  name: 'simulate',
  description:
    'Plays events through the journeys in virtual time, in memory, and answers with a report and the timeline. This becomes the last play, which why, diff and report use.',
  asked: z.strictObject({
    events: z
      .array(z.looseObject({ type: z.string() }))
      .optional()
      .describe(
        'calls of the Segment spec (group, identify, track) in order of time, each with messageId and timestamp',
      ),
    files: z.array(z.string()).optional().describe('files of events as JSON Lines, instead'),
    until: z.string().optional().describe('where to stop, such as 2026-12-31T00:00:00Z, or last-event'),
    account: z.string().optional().describe('only lines of this account'),
    journey: z.string().optional().describe('only lines of this journey'),
    limit: z.int().min(1).max(most).default(200).describe('how many lines at most'),
  }),
  answer: z.strictObject({
    /** The report as text for a terminal. */
    report: z.string(),
    /** Warnings on standard error: values that were accepted, but perhaps not as meant. */
    notes: z.array(z.string()),
    /** Number of matching lines, which may be more than `limit`. */
    total: z.int(),
    lines: z.array(line),
    timeline: z.string(),
  }),
  act: async ({ events, files = [], until, account, journey, limit }, { run, journeys }) => {
    if ((events === undefined) === (files.length === 0))
      throw new UserError('nothing to play is named', 'pass either events or files');
    const played = events === undefined ? files : [await kept(events)];
    const said = await run(['simulate', ...option('journeys', journeys), ...option('until', until), '--', ...played]);
    if (said.code !== 0) throw verbError(said);
    const { timeline } = playingDefaults;
    const lines = (await readFile(timeline, 'utf8'))
      .split('\n')
      .filter(Boolean)
      .map(text => line.parse(JSON.parse(text)))
      .filter(
        each =>
          (account === undefined || each.account === account) && (journey === undefined || each.journey === journey),
      );
    return {
      report: said.stdout,
      notes: said.stderr.split('\n').filter(Boolean),
      total: lines.length,
      lines: lines.slice(0, limit),
      timeline,
    };
  },
});

/** Writes the events to a file, so that the play can be repeated. */
const kept = async (events: readonly unknown[]): Promise<string> => {
  const file = join(dirname(playingDefaults.timeline), 'agent.jsonl');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, events.map(event => `${JSON.stringify(event)}\n`).join(''));
  return file;
};
