import { inMemory } from '../in-memory.ts';
import { play } from '../play.ts';
import type { RecordedEvents } from '../read-events.ts';
import type { AccountOutcome } from './outcomes.ts';
import type { ValuePlayed } from './rate-value.ts';
import { type TestedRule, tasksOpened } from './tested-rule.ts';

export interface ValueToPlay {
  subject: TestedRule;
  parameter: string;
  value: number;
  recorded: RecordedEvents;
  seed: number;
}

/** A value, and what became of the accounts meanwhile. */
export type ValueSimulated = ValuePlayed & { outcomes: AccountOutcome[] };

/** Plays the records in memory as they would have gone with that value, up to the last of them. */
export const playValue = async ({
  subject,
  parameter,
  value,
  recorded,
  seed,
}: ValueToPlay): Promise<ValueSimulated> => {
  const project = subject.change(parameter, value);
  const last = recorded.events.at(-1)?.at;
  const played = await play({
    recorded,
    journeys: project.journeys.map(({ definition }) => definition),
    catalog: project.catalog,
    start: inMemory({ project, seed }),
    ...(last !== undefined && { until: last }),
  });
  const [fault] = played.faults;
  if (fault !== undefined) throw new Error(fault);
  return {
    value,
    firings: subject.firings(played),
    tasks: tasksOpened(subject, played),
    outcomes: played.facts.map(({ account, createdAt, canceledAt, renewedAt }) => ({
      ...{ account, canceledAt, renewedAt },
      ...(createdAt !== undefined && { createdAt }),
    })),
  };
};
