import { byHand } from '../../account/enrollment.ts';
import type { TimelineLine } from '../../account/timeline.ts';
import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import { type Pools, usualCapacity } from '../../definition/pool.ts';
import type { Team } from '../../definition/team.ts';
import { type Instant, plusSeconds } from '../../kernel/instant.ts';
import { capacityOf } from '../../numbers/team-figures.ts';
import type { Forecast } from './forecast-schema.ts';
import { enrollsAhead, firesBySilence } from './known-ahead.ts';
import { ownersOfOpenTasks } from './open-tasks.ts';

export const weeksAhead = 4;
const secondsOfWeek = 7 * 86_400;

export const endOfForecast = (at: Instant): Instant => plusSeconds(at, weeksAhead * secondsOfWeek);

export interface ForecastInput {
  /** Of the play that went on until the end of the forecast. */
  lines: readonly TimelineLine[];
  at: Instant;
  journeys: readonly JourneyDefinition[];
  team: Team;
  pools: Pools;
  /** CSMs of the policy's task pool. */
  taskPool: readonly string[];
}

/** What comes in the next four weeks, by week and journey, and whom it keeps busy. */
export const forecastOf = ({ lines, at, journeys, team, pools, taskPool }: ForecastInput): Forecast => {
  const end = endOfForecast(at);
  const coming = lines.filter(line => line.at > at && line.at <= end);
  return {
    at,
    weeks: Array.from({ length: weeksAhead }, (_, week) => ({
      from: plusSeconds(at, week * secondsOfWeek),
      to: plusSeconds(at, (week + 1) * secondsOfWeek),
    })),
    journeys: journeys
      .map(({ id }) => {
        const own = coming.filter(({ journey }) => journey === id);
        const count = (is: Counted) => byWeek(own.filter(is), at);
        return { journey: id, mails: count(isMail), prompts: count(isPrompt), tasks: count(isTask) };
      })
      .filter(({ mails, prompts, tasks }) => [...mails, ...prompts, ...tasks].some(count => count > 0)),
    csms: csmsAhead(lines, coming, at, taskPool).map(each => withCapacity(each, team, pools)),
    lastWeeks: lastWeeksOf(lines, at, journeys),
    leftOut: journeys.filter(firesBySilence).map(({ id }) => id),
  };
};

type Counted = (line: TimelineLine) => boolean;

const isMail: Counted = ({ entry }) => entry.type === 'touch' && entry.channel === 'email' && entry.outcome === 'sent';
const isPrompt: Counted = ({ entry }) =>
  entry.type === 'touch' && entry.channel === 'inApp' && entry.outcome === 'sent';
const isTask: Counted = ({ entry }) => entry.type === 'task' && entry.action === 'opened';

const byWeek = (lines: readonly TimelineLine[], from: Instant): number[] =>
  Array.from({ length: weeksAhead }, (_, week) => {
    const [start, end] = [plusSeconds(from, week * secondsOfWeek), plusSeconds(from, (week + 1) * secondsOfWeek)];
    return lines.filter(({ at }) => at > start && at <= end).length;
  });

type Ahead = Pick<Forecast['csms'][number], 'csm' | 'open' | 'tasks'>;

const csmsAhead = (
  lines: readonly TimelineLine[],
  coming: readonly TimelineLine[],
  at: Instant,
  taskPool: readonly string[],
): Ahead[] => {
  const open = ownersOfOpenTasks(lines, at);
  const opened = coming.flatMap(line =>
    line.entry.type === 'task' && isTask(line) ? [{ line, owner: line.entry.owner }] : [],
  );
  const csms = [...new Set([...taskPool, ...open, ...opened.map(({ owner }) => owner)])].sort();
  return csms.map(csm => ({
    csm,
    open: open.filter(owner => owner === csm).length,
    tasks: byWeek(
      opened.filter(({ owner }) => owner === csm).map(({ line }) => line),
      at,
    ),
  }));
};

/** In which week there is more than one can carry, if none of the tasks is closed meanwhile; 0: already now. */
const withCapacity = (ahead: Ahead, team: Team, pools: Pools): Forecast['csms'][number] => {
  const capacity = capacityOf(ahead.csm, team, pools).capacity ?? usualCapacity;
  const counts = [ahead.open, ...ahead.tasks];
  const over = counts.findIndex((_, week) => sumOf(counts.slice(0, week + 1)) > capacity);
  return { ...ahead, capacity, overInWeek: over === -1 ? null : over };
};

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, each) => sum + each, 0);

/** How much of the last four weeks came of enrollments that only events of these weeks began. */
const lastWeeksOf = (
  lines: readonly TimelineLine[],
  at: Instant,
  journeys: readonly JourneyDefinition[],
): Forecast['lastWeeks'] => {
  const from = plusSeconds(at, -weeksAhead * secondsOfWeek);
  const ahead = new Set(journeys.filter(enrollsAhead).map(({ id }) => id));
  const recent = lines.filter(line => line.at > from && line.at <= at);
  const begun = new Set(
    recent
      .filter(({ journey, entry }) => entry.type === 'enrolled' && entry.trigger !== byHand && !ahead.has(journey))
      .map(({ enrollment }) => enrollment),
  );
  const count = (is: Counted) => {
    const own = recent.filter(is);
    return { byNewEvents: own.filter(({ enrollment }) => begun.has(enrollment)).length, of: own.length };
  };
  return { from, mails: count(isMail), prompts: count(isPrompt), tasks: count(isTask) };
};
