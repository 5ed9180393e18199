import { dollarsOfPlay } from '../../cost/dollars-of-play.ts';
import { gotten, type LineOf } from './enrollment-pairs.ts';
import type { PlayedSide } from './played-side.ts';

/** Figures of a play, in order of display. `limitable` ones can be limited. */
export const figureNames = ['mails', 'tasks', 'prompts', 'enrollments', 'capped', 'cost'] as const;
export type EffectFigure = (typeof figureNames)[number];

export interface FigurePair {
  name: EffectFigure;
  before: number;
  after: number;
  /** Of a mean: how many that is in all. */
  counts?: { before: number; after: number };
}

/** Both sides relative to the same contacts, CSMs and time. */
export const figurePairs = (before: PlayedSide, after: PlayedSide): FigurePair[] => {
  const days = Math.max(1, (Date.parse(after.to) - Date.parse(after.from)) / 86_400_000);
  const contacts = Math.max(1, new Set([before, after].flatMap(side => mailsOf(side).map(contactOf))).size);
  const csms = Math.max(
    1,
    new Set([before, after].flatMap(side => tasksOf(side).map(({ entry }) => entry.owner))).size,
  );
  const accounts = Math.max(1, before.accounts, after.accounts);
  const figures: Record<EffectFigure, (side: PlayedSide) => number> = {
    cost: side => (costOf(side) / accounts / days) * daysOfMonth * 1_000,
    mails: side => (mailsOf(side).length / contacts / days) * daysOfMonth,
    tasks: side => (tasksOf(side).length / csms / days) * 7,
    enrollments: side => side.lines.filter(({ entry }) => entry.type === 'enrolled').length,
    prompts: side =>
      gotten(side.lines).filter(({ entry }) => entry.type === 'touch' && entry.channel === 'inApp').length,
    capped: side => side.lines.filter(({ entry }) => entry.type === 'touch' && entry.reason === 'capped').length,
  };
  return figureNames.map(name => {
    const count = counts[name];
    return {
      ...{ name, before: figures[name](before), after: figures[name](after) },
      ...(count && { counts: { before: count(before), after: count(after) } }),
    };
  });
};

const counts: Partial<Record<EffectFigure, (side: PlayedSide) => number>> = {
  mails: side => mailsOf(side).length,
  tasks: side => tasksOf(side).length,
};

const daysOfMonth = 365.25 / 12;

const mailsOf = ({ lines }: PlayedSide): LineOf<'touch'>[] =>
  gotten(lines).filter(
    (line): line is LineOf<'touch'> => line.entry.type === 'touch' && line.entry.channel === 'email',
  );

const tasksOf = ({ lines }: PlayedSide): LineOf<'task'>[] =>
  gotten(lines).filter((line): line is LineOf<'task'> => line.entry.type === 'task');

const contactOf = ({ account, entry }: LineOf<'touch'>): string => `${account} ${entry.to}`;

const costOf = (side: PlayedSide): number =>
  dollarsOfPlay({
    transitions: [...side.executions.values()].reduce((sum, { transitions }) => sum + transitions, 0),
    mails: mailsOf(side).length,
    enrollments: side.lines.filter(({ entry }) => entry.type === 'enrolled').length,
  });
