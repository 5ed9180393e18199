import { keptWhy } from '../../account/kept-why.ts';
import type { Source } from '../../playback/source.ts';
import type { DeployedWhy } from '../../why/decided-there.ts';
import { becauseOf } from './because.ts';
import { type AskedThere, type DecidedAgain, decideAgain } from './decide-again.ts';
import type { ThereRead } from './read-there.ts';

/**
 * The answer for each journey: the stored outcome, with reasons if replaying gives the same outcome.
 * @param ids ids of the journeys; the folder may lack some of them
 */
export const answersThere = async (
  source: Source,
  there: ThereRead,
  ids: readonly string[],
  asked: AskedThere,
): Promise<DeployedWhy[]> => {
  const { kept, snapshot, refusals, live } = there;
  const again =
    kept && kept.recorded.events.length > 0 && asked.journeys.length > 0
      ? await decideAgain(source, { ...there, kept }, asked, decided => mayCross(decided, there, asked))
      : undefined;
  return keptWhy(ids, snapshot.enrollments, refusals).map(stored => {
    const definition = asked.journeys.find(({ id }) => id === stored.journey);
    const version = live.get(stored.journey);
    if (definition === undefined)
      return { ...stored, differs: { because: ['this folder has no journey of that name'] } };
    return {
      ...stored,
      ...(again && toldOf(again, definition, there, asked)),
      ...(version !== undefined && version !== definition.hash && { version }),
    };
  });
};

const toldOf = (
  { journeys, switches }: DecidedAgain,
  journey: AskedThere['journeys'][number],
  there: ThereRead,
  { at }: AskedThere,
): Pick<DeployedWhy, 'decided' | 'differs'> => {
  const found = journeys.get(journey.id);
  if (found === undefined || 'decided' in found) return found ?? {};
  const { facts: _, ...lines } = found.differs;
  return { differs: { ...lines, because: becauseOf(found.differs, there, { journey, at, switches }) } };
};

/** True if a replay differs without a known reason: other accounts may matter (owners' load, plan medians, a guard). */
const mayCross = (decided: DecidedAgain, there: ThereRead, asked: AskedThere): boolean => {
  const told = asked.journeys.map(journey => toldOf(decided, journey, there, asked));
  return told.some(({ differs }) => differs?.because.length === 0);
};
