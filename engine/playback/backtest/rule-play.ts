import type { HealthRecord } from '../../account/health-state.ts';
import type { TimelineLine } from '../../account/timeline.ts';
import type { Project } from '../../build/build-project.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { AccountFacts } from '../../numbers/account-facts.ts';
import { inMemory } from '../in-memory.ts';
import { type Played, play } from '../play.ts';
import type { RecordedEvents } from '../read-events.ts';
import type { AccountOutcome } from './outcomes.ts';

/** The data of a play, up to its last event, from which any rule is judged. */
export interface RulePlay {
  /** Lines of enrollments and of opened tasks. */
  lines: TimelineLine[];
  /** Records in which the band changed. */
  health: HealthRecord[];
  outcomes: AccountOutcome[];
}

/** From a play that may have continued after its last event. `facts`: as of the last event. */
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

/** Plays a version of the project on the records in memory, up to the last event. */
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
