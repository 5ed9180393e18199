import type { Contact, SeatChange } from '../../account/account.ts';
import type { ConsentRecord } from '../../account/consent.ts';
import type { Delivery } from '../../account/delivery.ts';
import { calledNamesOf } from '../../account/named-person.ts';
import { concernsPerson, type Note } from '../../account/note.ts';
import type { PromptReader } from '../../account/prompt-reader.ts';
import type { TimelineLine } from '../../account/timeline.ts';
import type { UsageMark } from '../../account/usage-mark.ts';
import type { WordedAnswer } from '../../account/worded-answer.ts';
import type { ContactRecords } from '../../ports/contact-records.ts';
import type { Directory, KeptCall } from '../../ports/directory.ts';
import type { AllPorts } from '../../ports/ports.ts';

/** Everything that is stored about a person (GDPR, article 15), by place of storage. */
export interface ContactExport {
  account: string;
  contact: Contact;
  /** Their choices of mail, with time and source. */
  consents: ConsentRecord[];
  /** Mails and other touches, with their outcomes. */
  deliveries: Delivery[];
  timeline: TimelineLine['entry'][];
  /** Prompts that they saw, clicked and dismissed. */
  prompts?: PromptReader;
  seats: SeatChange[];
  /** Their usage of the application, with answers to surveys. */
  usage: Omit<UsageMark, 'user'>[];
  /** Comments on their answers to surveys. */
  answers: Omit<WordedAnswer, 'account' | 'user'>[];
  /** Notes of the team that are about them or name them. */
  notes: Omit<Note, 'account'>[];
  /** Calls that name them, and wait for their account to be resolved. */
  waiting: KeptCall['call'][];
}

/** Undefined for an unknown or erased contact. */
export const exportContact = async (
  account: string,
  id: string,
  ports: Pick<AllPorts, 'accounts' | 'answers' | 'clock' | 'contacts' | 'notes' | 'prompts'> & {
    directory: Directory;
    records: ContactRecords;
  },
): Promise<ContactExport | undefined> => {
  const { accounts, answers, contacts, notes, prompts, directory, records } = ports;
  const contact = await contacts.find(account, id);
  if (contact === undefined) return undefined;
  const [consents, deliveries, lines, usage, { reader }, { seats = [] }, said, kept, written] = await Promise.all([
    contacts.consents(account, id),
    records.deliveriesTo(account, id),
    records.linesOf(account, id),
    records.usageOf(account, id),
    prompts.reading(account, id),
    accounts.snapshot(account, { withoutContacts: true }),
    answers.ofAccount(account, ''),
    directory.kept({ user: id }),
    notesAbout(contact, { account, notes, clock: ports.clock }),
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
    notes: written.map(({ account: _, ...note }) => note),
    waiting: kept.map(({ call }) => call),
  };
};

const notesAtOnce = 100;

/** In order of time. Read page by page, so that only their notes stay in memory. */
const notesAbout = async (
  contact: Contact,
  { account, notes, clock }: { account: string } & Pick<AllPorts, 'notes' | 'clock'>,
): Promise<Note[]> => {
  const person = { contact: contact.id, names: calledNamesOf(contact), until: clock.now() };
  const found: Note[] = [];
  for (let before: Note | undefined, more = true; more; ) {
    const page: Awaited<ReturnType<typeof notes.ofAccount>> = await notes.ofAccount(account, {
      limit: notesAtOnce,
      ...(before && { before }),
    });
    found.push(...page.notes.filter(note => concernsPerson(note, person)));
    before = page.notes.at(-1);
    more = !page.isLast && before !== undefined;
  }
  return found.reverse();
};
