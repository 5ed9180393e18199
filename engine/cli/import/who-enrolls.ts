import type { Project } from '../../build/build-project.ts';
import { plusDays } from '../../definition/dates.ts';
import { enrollingDate } from '../../definition/enrolled-by.ts';
import type { PlannedCall } from '../../import/plan-import.ts';
import { type Instant, plusSeconds } from '../../kernel/instant.ts';
import { inMemory } from '../../playback/in-memory.ts';
import { play } from '../../playback/play.ts';
import { recognizeEvents } from '../../playback/read-events.ts';

/** The journeys that accounts would enter, right away and because of dates in the following days. */
export interface WhoEnrolls {
  /** Number of accounts that were played, at most `mostPlayed`. */
  played: number;
  accounts: number;
  atOnce: readonly JourneyEntries[];
  /** Because of a date in the rows within `datesWithinDays`. The journey's audience is only checked on that date. */
  ahead: readonly JourneyEntries[];
}

export interface JourneyEntries {
  journey: string;
  trigger: string;
  accounts: number;
}

/** More would take too long for a report. */
const mostPlayed = 2_000;
export const datesWithinDays = 30;

/** Plays the calls into an empty deployment in memory, and counts the accounts that a journey enrolled within a day. */
export const whoEnrolls = async (calls: readonly PlannedCall[], project: Project, at: Instant): Promise<WhoEnrolls> => {
  const byAccount = Map.groupBy(calls, ({ call }) => accountOf(call));
  byAccount.delete(undefined);
  const accounts = [...byAccount.values()];
  const played = accounts.slice(0, mostPlayed);
  const lines = played.flat().map(({ call }) => JSON.stringify(call));
  const recorded = recognizeEvents(lines, 'import');
  const last = recorded.events.at(-1)?.at ?? at;
  const { lines: timeline } = await play({
    recorded,
    journeys: project.journeys.map(({ definition }) => definition),
    catalog: project.catalog,
    start: inMemory({ project, seed: 1 }),
    until: plusSeconds(last, 86_400),
  });
  const entered = timeline.flatMap(({ account, journey, entry }) =>
    entry.type === 'enrolled' ? [{ account, journey, trigger: entry.trigger }] : [],
  );
  return {
    played: played.length,
    accounts: accounts.length,
    atOnce: entriesOf(entered),
    ahead: entriesOf(datesAhead(accounts, project, last)),
  };
};

interface Entered {
  account: string;
  journey: string;
  trigger: string;
}

const datesAhead = (accounts: readonly (readonly PlannedCall[])[], { journeys }: Project, at: Instant): Entered[] => {
  const today = at.slice(0, 10);
  return journeys.flatMap(({ definition }) => {
    const date = enrollingDate(definition.enroll);
    if (date === undefined) return [];
    return accounts.flatMap(calls => {
      const { traits } = (calls.at(-1)?.call ?? {}) as { traits?: Readonly<Record<string, unknown>> };
      const said = traits?.[date.attribute];
      if (typeof said !== 'string') return [];
      const day = plusDays(said.slice(0, 10), -date.days);
      const account = accountOf(calls[0]?.call) ?? '';
      return day > today && day <= plusDays(today, datesWithinDays)
        ? [{ account, journey: definition.id, trigger: date.attribute }]
        : [];
    });
  });
};

const entriesOf = (entered: readonly Entered[]): JourneyEntries[] =>
  [...Map.groupBy(entered, ({ journey, trigger }) => `${journey} ${trigger}`)].map(([, each]) => ({
    journey: each[0]?.journey ?? '',
    trigger: each[0]?.trigger ?? '',
    accounts: new Set(each.map(({ account }) => account)).size,
  }));

const accountOf = (call: Readonly<Record<string, unknown>> | undefined): string | undefined => {
  const { groupId, context } = (call ?? {}) as { groupId?: string; context?: { groupId?: string } };
  return groupId ?? context?.groupId;
};
