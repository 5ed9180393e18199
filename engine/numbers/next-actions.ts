import type { Playbook, PlaybookReason } from '../definition/playbook.ts';
import type { TaskOutcome } from '../definition/task.ts';
import { interval95 } from './wilson.ts';

/** A problem or goal of an account that a playbook may help with. */
export interface ActionReason {
  /** The name in a playbook's `suits`: a health component, `feature` or `goal`. */
  about: PlaybookReason;
  /** The reason in a sentence. */
  because: string;
}

/** The playbook and the outcome of a finished task. */
export interface PlaybookEnd {
  playbook: string;
  outcome: TaskOutcome;
}

/** The next best action at an account, with its reason and its success rate. */
export interface NextAction extends ActionReason {
  playbook: Playbook;
  /** Number of tasks with that playbook that people resolved, excluding false positives and duplicates. */
  ended: number;
  /** How many of them ended well. */
  well: number;
}

/**
 * Playbooks that suit an account, ranked by a lower bound of their success rate, so that 3 of 3 rank below 30 of 32.
 * Untried playbooks are ranked by their reason. Playbooks in progress are left out.
 * @param reasons the most pressing first
 */
export const nextActions = (
  reasons: readonly ActionReason[],
  {
    playbooks,
    ends,
    underWay,
  }: { playbooks: readonly Playbook[]; ends: readonly PlaybookEnd[]; underWay: ReadonlySet<string> },
): NextAction[] => {
  const counts = playbooks.map(playbook => {
    const own = ends.filter(each => each.playbook === playbook.id && !forNothing.has(each.outcome));
    return { playbook, ended: own.length, well: own.filter(({ outcome }) => endsWell.has(outcome)).length };
  });
  const seen = new Set<string>();
  return reasons
    .flatMap((reason, order) =>
      counts
        .filter(({ playbook: { id, suits = [] } }) => suits.includes(reason.about) && !underWay.has(id))
        .map(each => ({
          ...reason,
          ...each,
          order,
          sure: each.ended === 0 ? 0 : interval95(each.well, each.ended)[0],
        })),
    )
    .sort(
      (a, b) =>
        b.sure - a.sure ||
        a.order - b.order ||
        (a.playbook.id < b.playbook.id ? -1 : a.playbook.id > b.playbook.id ? 1 : 0),
    )
    .flatMap(({ order, sure, ...action }) => {
      if (seen.has(action.playbook.id)) return [];
      seen.add(action.playbook.id);
      return [action];
    });
};

const endsWell: ReadonlySet<TaskOutcome> = new Set(['contacted_recovering', 'plan_agreed', 'expansion_created']);
/** Outcomes that say nothing about the playbook, because the task should not have been opened. */
const forNothing: ReadonlySet<TaskOutcome> = new Set(['false_positive', 'duplicate']);
