import type { OpenTasks } from '../../account/routing.ts';
import type { Severity } from '../../definition/task.ts';
import { isForDigest } from '../../tasks/service-level.ts';
import type { Crossings, LoadRead } from './crossings.ts';
import { minusTasks, openOverTime, plusTasks, sameTasks } from './open-tasks.ts';

/**
 * How many open tasks CSMs had when decisions asked, in a play of all accounts in which some do what they did in
 * `again`; or why that cannot be said without that play, because another decision may come of it.
 * @param answered the play that answered them in `again`, where that is not `all`
 */
export const loadsAfter = (
  all: Crossings,
  again: Crossings,
  accounts: ReadonlySet<string>,
  answered: Crossings = all,
): { loads: LoadRead[] } | { whole: string } => {
  const isOne = ({ account }: { account: string }) => accounts.has(account);
  const ownOf = ({ own }: Crossings, isAsked: boolean) =>
    openOverTime([...own].flatMap(([account, each]) => (accounts.has(account) === isAsked ? [each] : [])));
  const [was, is, others] = [ownOf(all, true), ownOf(again, true), ownOf(all, false)];
  const counted = answered === all ? others : ownOf(answered, false);
  /** By how much more tasks the accounts have open; undefined if that changes at that very instant. */
  const more = ({ owner, at }: LoadRead): OpenTasks | undefined => {
    const before = minusTasks(is.before(owner, at), was.before(owner, at));
    return sameTasks(before, minusTasks(is.by(owner, at), was.by(owner, at))) ? before : undefined;
  };
  const known = new Map(all.loads.map(read => [keyOf(read), read.open]));
  const isNew = (read: LoadRead) => !known.has(keyOf(read));
  const reads = [...all.loads.filter(read => !isOne(read)), ...again.loads.filter(isOne)];
  const choices = Map.groupBy(reads, ({ account, at }) => `${account} ${at}`);
  const loads: LoadRead[] = [];
  for (const read of reads) {
    const { account, owner, at, open } = read;
    if (isOne(read) && isNew(read)) {
      // It counted the tasks of the others, and its own as they were.
      const open = others.before(owner, at);
      if (!sameTasks(open, others.by(owner, at)) || !sameTasks(open, counted.before(owner, at)))
        return { whole: 'a CSM is chosen at another time' };
      loads.push(read);
      continue;
    }
    const added = more(read);
    const before = isOne(read) ? (known.get(keyOf(read)) ?? open) : open;
    const then = added && plusTasks(before, added);
    const isAlone = choices.get(`${account} ${at}`)?.every(each => each.owner === owner) === true;
    if (then === undefined || !(sameTasks(then, open) || (isAlone && sameDigest(then, open))))
      return { whole: 'CSMs have other open tasks when one of them is chosen' };
    loads.push({ ...read, open: then });
  }
  return { loads };
};

const keyOf = ({ account, owner, at }: LoadRead): string => `${account} ${owner} ${at}`;

/** With a single possible owner, the number of open tasks only decides whether a new task waits for the digest. */
const sameDigest = (one: OpenTasks, other: OpenTasks): boolean =>
  severities.every(severity => isForDigest(severity, one) === isForDigest(severity, other));

const severities: readonly Severity[] = [1, 2, 3];
