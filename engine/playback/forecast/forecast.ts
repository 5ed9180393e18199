import { byHand } from '../../account/enrollment.ts';
import type { TimelineLine } from '../../account/timeline.ts';
import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import type { Pools } from '../../definition/pool.ts';
import type { Team } from '../../definition/team.ts';
import { type Instant, plusSeconds } from '../../kernel/instant.ts';
import { byWeek, endOfForecast, loadAhead, weeksAhead, weeksFrom } from '../../numbers/load-ahead.ts';
import type { Forecast } from './forecast-schema.ts';
import { enrollsAhead, firesBySilence } from './known-ahead.ts';
import { ownersOfOpenTasks } from './open-tasks.ts';

export interface ForecastInput {
  /** Lines of the play, continued to the end of the forecast. */
  lines: readonly TimelineLine[];
  at: Instant;
  /** Lines of a play of all events, if these go on to the end of the forecast. */
  played?: readonly Pick<TimelineLine, 'at' | 'entry'>[] | undefined;
  journeys: readonly JourneyDefinition[];
  team: Team;
  pools: Pools;
  /** CSMs of the policy's task pool. */
  taskPool: readonly string[];
}

/** Mails, prompts and tasks of the next four weeks, by week and journey, with the load of each CSM. */
export const forecastOf = ({ lines, at, played, journeys, team, pools, taskPool }: ForecastInput): Forecast => {
  const end = endOfForecast(at);
  const isComing = (line: { at: Instant }) => line.at > at && line.at <= end;
  const coming = lines.filter(isComing);
  const came = played?.filter(isComing);
  return {
    at,
    weeks: weeksFrom(at),
    journeys: journeys
      .map(({ id }) => {
        const own = coming.filter(({ journey }) => journey === id);
        const count = (is: Counted) => byWeek(own.filter(is), at);
        return { journey: id, mails: count(isMail), prompts: count(isPrompt), tasks: count(isTask) };
      })
      .filter(({ mails, prompts, tasks }) => [...mails, ...prompts, ...tasks].some(count => count > 0)),
    csms: loadAhead({
      ...{ at, csms: taskPool, team, pools, open: ownersOfOpenTasks(lines, at) },
      coming: coming.flatMap(line =>
        line.entry.type === 'task' && isTask(line) ? [{ at: line.at, owner: line.entry.owner }] : [],
      ),
    }),
    lastWeeks: lastWeeksOf(lines, at, journeys),
    came: came
      ? {
          mails: came.filter(isMail).length,
          prompts: came.filter(isPrompt).length,
          tasks: came.filter(isTask).length,
        }
      : null,
    leftOut: journeys.filter(firesBySilence).map(({ id }) => id),
  };
};

type Counted = (line: Pick<TimelineLine, 'entry'>) => boolean;

const isMail: Counted = ({ entry }) => entry.type === 'touch' && entry.channel === 'email' && entry.outcome === 'sent';
const isPrompt: Counted = ({ entry }) =>
  entry.type === 'touch' && entry.channel === 'inApp' && entry.outcome === 'sent';
const isTask: Counted = ({ entry }) => entry.type === 'task' && entry.action === 'opened';

/** How much of the last four weeks came from enrollments that only events of these weeks could begin. */
const lastWeeksOf = (
  lines: readonly TimelineLine[],
  at: Instant,
  journeys: readonly JourneyDefinition[],
): Forecast['lastWeeks'] => {
  const from = plusSeconds(at, -weeksAhead * 7 * 86_400);
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
