import { isDeleted } from '../account/account-status.ts';
import type { DuePart } from '../account/due-part.ts';
import { evaluateEvent } from '../account/evaluate-event.ts';
import type { StageState } from '../account/evaluation.ts';
import type { DomainEvent } from '../account/event.ts';
import type { RoutingInput, RoutingReason } from '../account/routing.ts';
import { accountContext } from '../conditions/account-context.ts';
import { anyEvent, eventsOf, holds, turnsAt } from '../conditions/evaluate-condition.ts';
import { stageChanged, wholeDaysBetween } from '../conditions/stage.ts';
import type { Stages } from '../definition/catalog.ts';

export interface RoutedStage {
  /** The account's stage; absent before it was decided for the first time, and if the catalog has no stages. */
  stage?: StageState;
  /** `stage.changed`, if it did. */
  facts: DomainEvent[];
  reasons: RoutingReason[];
  /** Whether the stage was decided anew, so that the usage for it was read. */
  isTold: boolean;
}

/** The snapshot is as the event left it. `isNew`: the account became known with this event. */
type StageInput = Pick<RoutingInput, 'event' | 'snapshot' | 'catalog' | 'now'> & { isNew: boolean };

/**
 * The account's stage, decided anew if the facts may have changed it, or at an evaluation. The first stage of an account that
 * was known before, and a stage decided by other rules than before, are no change: a deploy moves no account.
 */
export const routeStage = (facts: readonly DomainEvent[], input: StageInput): RoutedStage => {
  const { event, snapshot, catalog, now, isNew } = input;
  const before = snapshot.evaluation?.stage;
  const stages = catalog?.stages;
  if (stages === undefined) return unchanged;
  const isTold = isNew || event.name === evaluateEvent || facts.some(({ name }) => stageEvents(stages).has(name));
  if (!isTold) return { ...unchanged, ...(before && { stage: before }) };
  const name = stages.rules.find(({ when }) => holds(when, accountContext(snapshot, now)))?.name ?? null;
  const isSame = before !== undefined && before.name === name;
  const left = leftBy(before, isSame);
  const stage: StageState = {
    name,
    since: isSame ? before.since : now,
    rules: stages.version,
    ...(left.length > 0 && { left }),
  };
  const isChange = before ? !isSame && before.rules === stages.version : isNew && name !== null;
  return {
    stage,
    facts: isChange ? [changeOf(before, name, input)] : [],
    reasons: isChange ? [{ did: 'changed-stage', because: name ?? 'none' }] : [],
    isTold,
  };
};

const unchanged: RoutedStage = { facts: [], reasons: [], isTold: false };

const leftBy = (before: StageState | undefined, isSame: boolean): readonly string[] => {
  const left = before?.left ?? [];
  return isSame || before?.name == null || left.includes(before.name) ? left : [...left, before.name];
};

const changeOf = (before: StageState | undefined, to: string | null, { event, now }: StageInput): DomainEvent => {
  const from = before?.name ?? null;
  return {
    ...event,
    source: 'daymark',
    id: `${event.id}#${stageChanged}`,
    name: stageChanged,
    occurredAt: now,
    fields: {
      ...(from !== null && { from }),
      ...(to !== null && { to }),
      ...(before && { days: wholeDaysBetween(before.since, now) }),
    },
  };
};

/** The rules that decide whether the account stays in its stage: its own, and those that take precedence over it. */
export const deciding = ({ rules }: Stages, stage: StageState | undefined): Stages['rules'] => {
  const own = rules.findIndex(({ name }) => name === stage?.name);
  return own < 0 ? rules : rules.slice(0, own + 1);
};

/** When time alone may move the account to another stage. A deleted account stays where it is. */
export const stageDue: DuePart = ({ snapshot, stages, now }) => {
  if (stages === undefined || isDeleted(snapshot.profile)) return [];
  const context = accountContext(snapshot, now);
  return deciding(stages, snapshot.evaluation?.stage).flatMap(({ when }) => {
    const at = turnsAt(when, context);
    return at === undefined ? [] : [{ at }];
  });
};

/**
 * Names of the events that may change an account's stage at once. Rules that only time changes are evaluated when due, and so are
 * rules that any event may change: to evaluate those at once, all usage would have to be routed.
 */
export const stageEvents = (stages: Stages | undefined): ReadonlySet<string> => {
  if (stages === undefined) return none;
  const known = cached.get(stages);
  if (known) return known;
  const names = new Set(stages.rules.flatMap(({ when }) => eventsOf(when)).filter(name => name !== anyEvent));
  cached.set(stages, names);
  return names;
};

const none: ReadonlySet<string> = new Set();

/** A build's rules never change, and are read for every incoming event. */
const cached = new WeakMap<Stages, ReadonlySet<string>>();
