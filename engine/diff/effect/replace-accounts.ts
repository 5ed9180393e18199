import { byTime } from '../../account/public-line.ts';
import type { Crossings } from '../../playback/crossings/crossings.ts';
import { inFlightOrder, type PlayedSide } from './played-side.ts';

/**
 * The play of all accounts with some of them replaced by what `again` has of these.
 * @param crossings of that play, by `crossingsAfter`
 */
export const replaceAccounts = (
  all: PlayedSide,
  again: PlayedSide,
  accounts: ReadonlySet<string>,
  crossings: Crossings,
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
    crossings,
  };
};

export const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;
