import type { OpenTasks } from '../../account/routing.ts';
import type { Severity } from '../../definition/task.ts';
import type { Instant } from '../../kernel/instant.ts';
import { isForDigest } from '../../tasks/service-level.ts';
import type { Crossings, CrossingsPart, LoadRead, OwnCrossings } from './crossings.ts';
import {
  minusOverTime,
  minusTasks,
  type OpenOverTime,
  openAfter,
  openOverTime,
  plusTasks,
  sameTasks,
} from './open-tasks.ts';

/**
 * How many open tasks CSMs had when decisions asked, in a play of all accounts in which some do what they did in `again`,
 * and the accounts that were told other numbers, which may decide otherwise; or why they cannot be told without that play.
 * @param answered the play that answered them in `again`, where that is not `all`
 */
export const loadsAfter = (
  all: Crossings,
  again: Crossings,
  accounts: ReadonlySet<string>,
  answered: Crossings = all,
): CrossingsPart<{ loads: LoadRead[] }> => {
  const isOne = ({ account }: { account: string }) => accounts.has(account);
  const openOf = ({ own }: Crossings, isAsked: boolean) =>
    openOverTime([...own].flatMap(([account, each]) => (accounts.has(account) === isAsked ? [each] : [])));
  const others = openOf(all, false);
  const ones = minusOverTime(openOf(again, true), openOf(all, true));
  const moreOfOthers = answered === all ? undefined : minusOverTime(others, openOf(answered, false));
  const known = new Map(answered.loads.map(read => [keyOf(read), read]));
  /** By how many more tasks are open than it was told; undefined if that depends on what comes first in that very instant. */
  const more = (read: LoadRead): OpenTasks | undefined => {
    const { owner, at } = read;
    if (!isOne(read)) return settled(ones, owner, at);
    const before = known.get(keyOf(read));
    // Where the play has no such read, tasks of others were counted up to right before it, and its own as they were.
    if (before === undefined && settled(others, owner, at) === undefined) return undefined;
    const ofOthers = moreOfOthers ? settled(moreOfOthers, owner, at) : none;
    const ofOnes = before ? moreThan(before, read) : none;
    return ofOthers && ofOnes && plusTasks(ofOthers, ofOnes);
  };
  /** Of those played again. What it wrote itself, also in that instant, is in order. */
  const moreThan = (before: LoadRead, { account, owner, at, written }: LoadRead): OpenTasks | undefined => {
    const [was, is] = [ownTasks(all, account), ownTasks(again, account)];
    const beside = minusOverTime(ones, minusOverTime(openOverTime([is]), openOverTime([was])));
    const own = minusTasks(openAfter(is, written, owner), openAfter(was, before.written, owner));
    const ofBeside = settled(beside, owner, at);
    return ofBeside && plusTasks(ofBeside, own);
  };
  const reads = [...all.loads.filter(read => !isOne(read)), ...again.loads.filter(isOne)];
  const choices = Map.groupBy(reads, ({ account, at }) => `${account} ${at}`);
  const loads: LoadRead[] = [];
  const stale = new Set<string>();
  for (const read of reads) {
    const { account, owner, at, open } = read;
    const gained = more(read);
    if (!gained) return { whole: 'CSMs get other tasks at the very instant at which one of them is chosen' };
    const then = plusTasks(open, gained);
    const isAlone = choices.get(`${account} ${at}`)?.every(each => each.owner === owner) === true;
    if (!sameTasks(then, open) && !(isAlone && sameDigest(then, open))) stale.add(account);
    loads.push({ ...read, open: then });
  }
  return { loads, stale };
};

const none: OpenTasks = { now: 0, digest: 0 };

const ownTasks = ({ own }: Crossings, account: string): Pick<OwnCrossings, 'tasks'> =>
  own.get(account) ?? { tasks: [] };

/** Unless it changes at that very instant. */
const settled = (over: OpenOverTime, owner: string, at: Instant): OpenTasks | undefined => {
  const before = over.before(owner, at);
  return sameTasks(before, over.by(owner, at)) ? before : undefined;
};

const keyOf = ({ account, owner, at }: LoadRead): string => `${account} ${owner} ${at}`;

/** With a single possible owner, the number of open tasks only decides whether a new task waits for the digest. */
const sameDigest = (one: OpenTasks, other: OpenTasks): boolean =>
  severities.every(severity => isForDigest(severity, one) === isForDigest(severity, other));

const severities: readonly Severity[] = [1, 2, 3];
