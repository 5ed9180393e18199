import type { Project } from '../../build/build-project.ts';
import { plusDays } from '../../definition/dates.ts';
import type { PromiseOf } from '../../definition/promise.ts';
import type { CalendarDate } from '../../kernel/instant.ts';
import { isCounted } from '../../promises/monitors/at-most.ts';
import type { WorstDays } from '../../promises/together.ts';
import { inMemory } from '../in-memory.ts';
import { play } from '../play.ts';
import { recognizeEvents } from '../read-events.ts';
import { accountFor, rolesIn, rolesNamed, weekdays } from './account-choices.ts';
import { onlyDayOf } from './beginning-by.ts';
import { mostSent } from './breaks-promise.ts';
import { exampleLines } from './example-lines.ts';
import { exampleText } from './playable-example.ts';

export interface ExampleTogether {
  /** Lines for `run`; absent if no account was found that gets more than promised. */
  text?: string;
  /** Journeys whose worst days were aligned: those that break the promise together, else all that were tried. */
  tried: readonly string[];
}

/** Maximum number of plays per promise, each of one account. */
const mostPlays = 60;
/** Maximum number of journeys to combine, those that send most. */
const mostTogether = 8;

/**
 * Searches for an account to which all journeys together send more than the policy promises: aligns the worst days of
 * one journey to end on a given day, then adds those of other journeys while each adds a mail when all are played.
 */
export const exampleTogether = async (
  project: Project,
  promise: PromiseOf<'atMost'>,
  worst: readonly WorstDays[],
): Promise<ExampleTogether> => {
  const tried = new Set<string>();
  let plays = 0;
  for (const { role, ends, ways } of layersOf(project, worst)) {
    let chosen: readonly WorstDays[] = [];
    let most = 0;
    for (const way of ways) {
      if (plays++ >= mostPlays) return { tried: [...tried] };
      tried.add(way.definition.id);
      const together = [...chosen, way];
      const lines = linesOf(project, promise, together, { account: accountFor(together), role, ends });
      const got = await mostPlayed(project, promise, { lines, until: plusDays(ends, slackDays) });
      if (got > promise.most) return { text: exampleText({ lines }), tried: together.map(idOf) };
      if (got > most) [chosen, most] = [together, got];
    }
  }
  return { tried: [...tried] };
};

const idOf = ({ definition }: WorstDays): string => definition.id;

interface Layer {
  role: string;
  ends: CalendarDate;
  ways: readonly WorstDays[];
}

/** Sets of paths to combine: for the same role, ending on the same day (a campaign's day, or each day of a week). */
const layersOf = (project: Project, worst: readonly WorstDays[]): Layer[] => {
  const ways = worst.toSorted(byMails);
  const days = [...ways.flatMap(way => onlyEndOf(way) ?? []), ...weekdays.map(day => plusDays(day, weeksLater * 7))];
  return [...new Set(days)]
    .flatMap(ends => rolesIn(ways, project).map(role => ({ role, ends })))
    .map(({ role, ends }) => {
      const fitting = ways.filter(
        way =>
          [undefined, ends].includes(onlyEndOf(way)) &&
          (rolesNamed(way).length === 0 || rolesNamed(way).includes(role)),
      );
      return { role, ends, ways: fitting.slice(0, mostTogether) };
    });
};

/** The day on which it ends, if it can only begin on one day. */
const onlyEndOf = ({ definition, example }: WorstDays): CalendarDate | undefined => {
  const day = onlyDayOf(definition.enroll);
  return day && plusDays(day, lastDayOf(example));
};

const lastDayOf = (example: WorstDays['example']): number => example.at(-1)?.day ?? 0;

/** Weeks from the first of `weekdays` to the common end. */
const weeksLater = 40;

const byMails = (one: WorstDays, other: WorstDays): number =>
  other.most - one.most || one.example.length - other.example.length;

type Line = Readonly<Partial<Record<'receivedAt' | 'timestamp', string>>>;

const linesOf = (
  { catalog, team }: Project,
  { of }: PromiseOf<'atMost'>,
  ways: readonly WorstDays[],
  { account, role, ends }: { account: string; role: string; ends: CalendarDate },
): readonly object[] =>
  ways
    .flatMap(({ definition, example }): readonly Line[] => {
      const begins = plusDays(ends, -lastDayOf(example));
      const choice = { account, role, begins, comes: 'later', named: definition.id } as const;
      const csm = team[0]?.id ?? 'csm';
      return exampleLines({ definition, example, catalog, csm, matters: part => isCounted(part, of) }, choice).lines;
    })
    .sort((one, other) => (arrivalOf(one) < arrivalOf(other) ? -1 : 1));

const arrivalOf = ({ receivedAt, timestamp = '' }: Line): string => receivedAt ?? timestamp;

const mostPlayed = async (
  project: Project,
  promise: PromiseOf<'atMost'>,
  { lines, until }: { lines: readonly object[]; until: CalendarDate },
): Promise<number> => {
  const played = await play({
    recorded: recognizeEvents(
      lines.map(line => JSON.stringify(line)),
      'example',
    ),
    journeys: project.journeys.map(({ definition }) => definition),
    catalog: project.catalog,
    start: inMemory({ project, seed: 1 }),
    until: `${until}T00:00:00.000Z`,
  });
  return mostSent(promise, { lines: played.lines, templates: project.templates });
};

/** Extra days after the end: business days take more dates than the shortest path assumes. */
const slackDays = 10;
