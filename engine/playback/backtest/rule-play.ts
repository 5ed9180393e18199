import type { HealthRecord } from '../../account/health-state.ts';
import type { TimelineLine } from '../../account/timeline.ts';
import type { Project } from '../../build/build-project.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { AccountFacts } from '../../numbers/account-facts.ts';
import { inMemory } from '../in-memory.ts';
import { type Played, play } from '../play.ts';
import type { RecordedEvents } from '../read-events.ts';
import type { AccountOutcome } from './outcomes.ts';

/** The data of a play, up to its last event, that rules of every kind are judged by. */
export interface RulePlay {
  /** Enrollments, and tasks that were opened. */
  lines: TimelineLine[];
  /** Changes of a band. */
  health: HealthRecord[];
  outcomes: AccountOutcome[];
}

/** Of a play that may have gone on after its last event. `facts`: as of then. */
export const rulePlayOf = (
  { lines, health }: Pick<Played, 'lines' | 'health'>,
  { facts, last }: { facts: readonly AccountFacts[]; last: Instant },
): RulePlay => ({
  lines: lines.filter(line => line.at <= last && judges(line)),
  health: health.filter(({ at, from }) => at <= last && from !== undefined),
  outcomes: facts.map(({ account, createdAt, canceledAt, renewedAt }) => ({
    ...{ account, canceledAt, renewedAt },
    ...(createdAt !== undefined && { createdAt }),
  })),
});

const judges = ({ entry }: TimelineLine): boolean =>
  entry.type === 'enrolled' || (entry.type === 'task' && entry.action === 'opened');

/** Plays a version of the project over the records in memory, up to the last of them. */
export const playRules = async (project: Project, recorded: RecordedEvents, seed: number): Promise<RulePlay> => {
  const last = recorded.events.at(-1)?.at ?? '';
  const played = await play({
    recorded,
    journeys: project.journeys.map(({ definition }) => definition),
    catalog: project.catalog,
    start: inMemory({ project, seed }),
    ...(last !== '' && { until: last }),
  });
  const [fault] = played.faults;
  if (fault !== undefined) throw new Error(fault);
  return rulePlayOf(played, { facts: played.facts, last });
};
