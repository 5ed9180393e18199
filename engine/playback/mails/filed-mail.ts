import { localDate, timeIn } from '../../definition/calendar.ts';
import { instant } from '../../kernel/instant.ts';
import type { AccountLabel } from '../report/stories-section.ts';
import type { AddressedMail } from './addressed-mail.ts';
import { contactName, distinctNames, fileName } from './file-name.ts';

/** A mail and the file that shows it. */
export interface FiledMail {
  mail: AddressedMail;
  /** `<account>/<date> <journey> <step> <contact>.html`, or `digests/<date> <csm>.html`. */
  file: string;
  /** Day and minute on the clock of the account; for a digest, of UTC. */
  date: string;
  time: string;
}

/** Names of the pages and the list that lie beside the folders of accounts. */
export const besideMails = { byAccount: 'index.html', byDate: 'by-date.html', list: 'mails.jsonl' } as const;

const digests = 'digests';

/** Where each mail goes, in order of sending. */
export const fileMails = (mails: readonly AddressedMail[], labels: ReadonlyMap<string, AccountLabel>): FiledMail[] => {
  const folders = foldersOf(mails);
  const names = new Map<string, (name: string) => string>();
  return mails.map(mail => {
    const at = instant(mail.at);
    const timezone = labels.get(mail.account ?? '')?.timezone ?? 'UTC';
    const [date, time] = [localDate(at, timezone), timeIn(at, timezone).slice(0, 5)];
    const folder = folders.get(mail.account) ?? digests;
    const distinct = names.get(folder) ?? distinctNames();
    names.set(folder, distinct);
    return { mail, file: `${folder}/${distinct(`${date} ${wordsOf(mail).join(' ')}`)}.html`, date, time };
  });
};

/** In order of ids, so that what an account is called does not depend on who got mail first. */
const foldersOf = (mails: readonly AddressedMail[]): Map<string | undefined, string> => {
  const accounts = [...new Set(mails.flatMap(({ account }) => account ?? []))].sort();
  const distinct = distinctNames([...Object.values(besideMails), digests]);
  return new Map(accounts.map(account => [account, distinct(fileName(account, longest.account))]));
};

const wordsOf = ({ tags, contact }: AddressedMail): string[] => {
  if (tags.csm !== undefined) return [fileName(Buffer.from(tags.csm, 'base64url').toString(), longest.contact)];
  return [
    ...(tags.journey === undefined ? [] : [fileName(tags.journey, longest.journey)]),
    fileName(tags.step ?? 'mail', longest.step),
    ...(contact === undefined ? [] : [contactName(contact, longest.contact)]),
  ];
};

/** In bytes: a path is at most 255 a name everywhere, and 260 in all on many a Windows. */
const longest = { account: 50, journey: 40, step: 40, contact: 40 };
