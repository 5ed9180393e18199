import { localDate, timeIn } from '../../definition/calendar.ts';
import { instant } from '../../kernel/instant.ts';
import type { AccountLabel } from '../report/stories-section.ts';
import type { AddressedMail } from './addressed-mail.ts';
import { contactName, distinctNames, fileName } from './file-name.ts';

/** A mail, and the file it is written to. */
export interface FiledMail {
  mail: AddressedMail;
  /** `<account>/<date> <journey> <step> <contact>.html`, or `digests/<date> <csm>.html`. */
  file: string;
  /** Day and minute in the account's time zone; for a digest, in UTC. */
  date: string;
  time: string;
}

/** Names of the index pages and the list beside the folders of accounts. */
export const besideMails = { byAccount: 'index.html', byDate: 'by-date.html', list: 'mails.jsonl' } as const;

const digests = 'digests';

/** Chooses the file of each mail, in order of sending. */
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

/** Folder names, assigned in order of ids so that they don't depend on the order of mails. */
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

/** In bytes: a name has at most 255 on most systems, and a path at most 260 on many Windows machines. */
const longest = { account: 50, journey: 40, step: 40, contact: 40 };
