import type { Contact, SeatChange } from '../../account/account.ts';
import type { ConsentRecord } from '../../account/consent.ts';
import type { Delivery } from '../../account/delivery.ts';
import type { PromptReader } from '../../account/prompt-reader.ts';
import type { TimelineLine } from '../../account/timeline.ts';
import type { UsageMark } from '../../account/usage-mark.ts';
import type { WordedAnswer } from '../../account/worded-answer.ts';
import type { ContactRecords } from '../../ports/contact-records.ts';
import type { Directory, KeptCall } from '../../ports/directory.ts';
import type { AllPorts } from '../../ports/ports.ts';

/** Everything that is kept about a person (GDPR, article 15), by where it is kept. */
export interface ContactExport {
  account: string;
  contact: Contact;
  /** What they said of the mail they want, when and where. */
  consents: ConsentRecord[];
  /** Mails and other touches, with their outcomes. */
  deliveries: Delivery[];
  timeline: TimelineLine['entry'][];
  /** What they saw, clicked and dismissed of prompts. */
  prompts?: PromptReader;
  seats: SeatChange[];
  /** What they did in the application, their answers to surveys among it. */
  usage: Omit<UsageMark, 'user'>[];
  /** What they wrote with their answers to surveys. */
  answers: Omit<WordedAnswer, 'account' | 'user'>[];
  /** Calls that name them, and wait for their account to be resolved. */
  waiting: KeptCall['call'][];
}

/** Undefined for an unknown or erased contact. */
export const exportContact = async (
  account: string,
  id: string,
  ports: Pick<AllPorts, 'accounts' | 'answers' | 'contacts' | 'prompts'> & {
    directory: Directory;
    records: ContactRecords;
  },
): Promise<ContactExport | undefined> => {
  const { accounts, answers, contacts, prompts, directory, records } = ports;
  const contact = await contacts.find(account, id);
  if (contact === undefined) return undefined;
  const [consents, deliveries, lines, usage, { reader }, { seats = [] }, said, kept] = await Promise.all([
    contacts.consents(account, id),
    records.deliveriesTo(account, id),
    records.linesOf(account, id),
    records.usageOf(account, id),
    prompts.reading(account, id),
    accounts.snapshot(account, { withoutContacts: true }),
    answers.ofAccount(account, ''),
    directory.kept({ user: id }),
  ]);
  return {
    account,
    contact,
    consents,
    deliveries,
    timeline: lines.map(({ at, journey, entry }) => ({ at, journey, ...entry })),
    ...(reader && { prompts: reader }),
    seats: seats.filter(({ user }) => user === id),
    usage: usage.map(({ user: _, ...mark }) => mark),
    answers: said.flatMap(({ account: _, user, ...answer }) => (user === id ? [answer] : [])),
    waiting: kept.map(({ call }) => call),
  };
};
