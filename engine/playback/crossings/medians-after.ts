import { type Figures, mediansOn } from '../../account/medians.ts';
import { sameData } from '../../kernel/same-data.ts';
import {
  askedAfter,
  type Crossings,
  type CrossingsPart,
  firstAskers,
  type LastingAnswer,
  planAndDay,
} from './crossings.ts';
import { rowsOverTime } from './rows-over-time.ts';

/**
 * The medians of plans in a play of all accounts in which some do what they did in `again`, and the accounts that were
 * answered otherwise; or why they cannot be told without that play. They are made when an account first asks on a day.
 */
export const mediansAfter = (
  all: Crossings,
  again: Crossings,
  accounts: ReadonlySet<string>,
): CrossingsPart<{ medians: Map<string, LastingAnswer<Figures>> }> => {
  const written = (crossings: Crossings, account: string) => crossings.own.get(account)?.figures ?? [];
  const changes = [...accounts].flatMap(account => differing(written(all, account), written(again, account)));
  const others = [...all.own].flatMap(([account, own]) => (accounts.has(account) ? [] : [own]));
  const rows = rowsOverTime([...others, ...[...accounts].flatMap(account => again.own.get(account) ?? [])]);
  const medians = new Map<string, LastingAnswer<Figures>>();
  const stale = new Set<string>();
  for (const [key, asked] of askedAfter(all.medians, again.medians, accounts)) {
    const [was, is] = [all.medians.get(key), again.medians.get(key)];
    const { day, plan } = planAndDay(key);
    const at = firstAskers(asked)[0]?.at ?? '';
    const isMadeAsBefore =
      was !== undefined &&
      sameData(firstAskers(asked), firstAskers(was.asked)) &&
      !changes.some(change => change.plan === plan && change.at <= at);
    const value = isMadeAsBefore ? was.value : mediansOn(day, rows.before(plan, at));
    if (!isMadeAsBefore && !sameData(value, mediansOn(day, rows.by(plan, at))))
      return { whole: 'an account comes to a plan, or leaves it, at the very instant at which its medians are made' };
    medians.set(key, { value, asked });
    for (const { account } of asked) {
      const answered = accounts.has(account) ? is : was;
      if (!sameData(answered?.value, value)) stale.add(account);
    }
  }
  return { medians, stale };
};

/** The writes that only one of the two has. */
const differing = (one: readonly string[], other: readonly string[]): { plan: string; at: string }[] =>
  [...new Set(one).symmetricDifference(new Set(other))].map(text => {
    const [at, plan] = JSON.parse(text) as [string, string];
    return { at, plan };
  });
