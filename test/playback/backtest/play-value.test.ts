import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { narrowProject } from '../../../engine/build/narrow-project.ts';
import { playValue, simulatedBy } from '../../../engine/playback/backtest/play-value.ts';
import { testedHealth } from '../../../engine/playback/backtest/tested-health.ts';
import { testedSignal } from '../../../engine/playback/backtest/tested-signal.ts';
import { playAhead, playUntil } from '../../../engine/playback/forecast/play-ahead.ts';
import { readEvents } from '../../../engine/playback/read-events.ts';
import { hasSignal } from '../../../engine/triggers/signal/has-signal.ts';
import { shippedProject, textOf } from '../../support/play-case.ts';

const at = (day: number, hour = 12) => new Date(Date.UTC(2026, 0, 5 + day, hour)).toISOString();
const account = (traits: object = {}) => ({
  ...{ type: 'group', messageId: 'g', groupId: 'acme', timestamp: at(0) },
  traits: { name: 'Acme', plan: 'team', owner: 'maya', seats: 10, ...traits },
});
const track = (event: string, day: number, id = `${event} ${day}`) => ({
  ...{ type: 'track', messageId: id, userId: 'ada', event, timestamp: at(day) },
  context: { groupId: 'acme' },
});

const recordedOf = async (lines: readonly unknown[]) => {
  const folder = await mkdtemp(join(tmpdir(), 'daymark-backtest-'));
  try {
    await writeFile(join(folder, 'events.jsonl'), textOf(lines));
    return await readEvents([join(folder, 'events.jsonl')]);
  } finally {
    await rm(folder, { recursive: true });
  }
};

describe('a play of another value', () => {
  it('fires when the signal with that value fires, and its tasks come with it', async () => {
    const project = narrowProject(await shippedProject(), new Set(['silence']));
    const journey = project.journeys.map(({ definition }) => definition).find(hasSignal);
    if (journey === undefined) throw new Error('no signal');
    const subject = testedSignal(project, journey);
    // Heard last on day 40; the records end on day 70.
    const active = Array.from({ length: 41 }, (_, day) => track('Task Completed', day));
    const recorded = await recordedOf([account(), ...active, { ...account(), messageId: 'g2', timestamp: at(70) }]);
    const days = async (value: number) => {
      const played = await playValue({ subject, parameter: 'days', value, recorded, seed: 1 });
      const { firings, tasks } = simulatedBy(subject, value, played);
      return {
        fired: firings.map(each => each.at.slice(0, 10)),
        tasks: tasks.map(each => `${each.at.slice(0, 10)} ${each.owner}`),
      };
    };
    const date = (day: number) => at(day).slice(0, 10);
    expect(await days(14)).toEqual({ fired: [date(54)], tasks: [`${date(68)} maya`] });
    expect(await days(7)).toEqual({ fired: [date(47)], tasks: [`${date(61)} maya`] });
    expect(await days(28)).toEqual({ fired: [date(68)], tasks: [] });
    expect(await days(31)).toEqual({ fired: [], tasks: [] });
  });

  it('of health fires when an account turns red by that border, and knows when it left', async () => {
    const shipped = narrowProject(await shippedProject(), new Set(['health-red']));
    if (shipped.catalog.health === undefined) throw new Error('no health');
    // Each stage has a profile of its own: here all are judged alike.
    const { profiles: _, ...health } = shipped.catalog.health;
    // Little is known of so small an account.
    const bands = { ...health.thresholds.bands, confidence: 0 };
    const model = { ...health, thresholds: { ...health.thresholds, bands } };
    const subject = testedHealth({ ...shipped, catalog: { ...shipped.catalog, health: model } }, model);
    const canceled = {
      ...track('x', 0),
      type: 'group',
      messageId: 'gone',
      groupId: 'acme',
      traits: { status: 'canceled' },
      timestamp: at(80),
    };
    const lines = [
      account({ executiveSponsor: false }),
      ...Array.from({ length: 50 }, (_, day) => track('Task Completed', day)),
      canceled,
    ];
    const recorded = await recordedOf(lines);
    const yellow = async (value: number) =>
      subject.firings(await playValue({ subject, parameter: 'bands.yellow', value, recorded, seed: 1 })).length;
    expect([await yellow(1), await yellow(79)]).toEqual([0, 1]);
    expect(() => subject.change('bands.yellow', 90)).toThrow('the lower border below the upper one');
  });
});

it('a play ahead goes on with what is in flight, and takes silence for no news', async () => {
  const project = narrowProject(await shippedProject(), new Set(['silence']));
  const group = (id: string) => ({ ...account(), messageId: id, groupId: id });
  const active = (groupId: string, days: number) =>
    Array.from({ length: days }, (_, day) => ({
      ...track('Task Completed', day, `${groupId} ${day}`),
      ...{ userId: `${groupId}-ada`, context: { groupId } },
    }));
  const lines = [group('quiet'), group('busy'), ...active('quiet', 31), ...active('busy', 60)];
  const of = { project, seed: 1 };
  const standing = await playUntil(of, { recorded: await recordedOf(lines), at: at(50) });
  const played = await playAhead(of, standing, { until: at(78) });
  const told = played.lines.map(({ account, at: when, entry }) => `${account} ${when.slice(0, 10)} ${entry.type}`);
  const date = (day: number) => at(day).slice(0, 10);
  expect(told.filter(line => / (enrolled|task)$/.test(line))).toEqual([
    `quiet ${date(44)} enrolled`,
    `quiet ${date(58)} task`,
    expect.stringMatching(/^quiet .* task$/),
  ]);
});
