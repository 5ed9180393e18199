import { byTime } from '../../account/public-line.ts';
import { answersOf, type Crossings, type LoadRead, orderedCrossings } from '../../playback/crossings/crossings.ts';
import { loadsAfter } from '../../playback/crossings/loads-after.ts';
import { inFlightOrder, type PlayedSide } from './played-side.ts';

/**
 * The play of all accounts with some of them replaced by what `again` has of these: the play that all would come to.
 * @param answered the play that answered them, where that is not `all`
 */
export const replaceAccounts = (
  all: PlayedSide,
  again: PlayedSide,
  accounts: ReadonlySet<string>,
  answered: PlayedSide = all,
): PlayedSide => {
  const isOther = ({ account }: { account: string }) => !accounts.has(account);
  const isOne = ({ account }: { account: string }) => accounts.has(account);
  const others = ([account]: readonly [string, unknown]) => !accounts.has(account);
  const ones = ([account]: readonly [string, unknown]) => accounts.has(account);
  return {
    ...all,
    lines: [...all.lines.filter(isOther), ...again.lines.filter(isOne)].sort(byTime),
    mails: new Map(
      [
        ...[...all.mails].filter(([, mail]) => isOther(mail)),
        ...[...again.mails].filter(([, mail]) => isOne(mail)),
      ].sort(([, a], [, b]) => (a.place < b.place ? -1 : 1)),
    ),
    executions: new Map([...[...all.executions].filter(others), ...[...again.executions].filter(ones)].sort(byKey)),
    inFlight: [
      ...all.inFlight.filter(({ enrollment }) => isOther(enrollment)),
      ...again.inFlight.filter(({ enrollment }) => isOne(enrollment)),
    ].sort(inFlightOrder),
    crossings: crossingsOf(all.crossings, again.crossings, accounts, answered.crossings),
  };
};

/** Of accounts that `crossedBy` found to concern no others: all others decide as they did. */
const crossingsOf = (all: Crossings, again: Crossings, accounts: ReadonlySet<string>, answered: Crossings): Crossings =>
  orderedCrossings({
    own: new Map([
      ...[...all.own].filter(([account]) => !accounts.has(account)),
      ...[...again.own].filter(([account]) => accounts.has(account)),
    ]),
    loads: loadsOf(all, again, accounts, answered),
    answers: answersOf(all, again, accounts),
  });

const loadsOf = (...which: Parameters<typeof loadsAfter>): LoadRead[] => {
  const after = loadsAfter(...which);
  if ('whole' in after) throw new Error(after.whole);
  return after.loads;
};

export const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;
