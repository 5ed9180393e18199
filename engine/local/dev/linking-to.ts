import { localSecrets } from '../local-secrets.ts';
import type { SentMail } from '../sent-mail.ts';
import type { SnapshotState } from './snapshots.ts';

/** Lets the links of mails that a play sent lead to this server. */
export const linkingTo = (url: string, state: SnapshotState): SnapshotState => {
  const { core } = state.cloud;
  const mails = core.mailbox.mails.map(mail => linked(url, mail));
  return { ...state, cloud: { ...state.cloud, core: { ...core, mailbox: { ...core.mailbox, mails } } } };
};

const linked = (url: string, { html, text, headers, ...mail }: SentMail): SentMail => {
  const lead = (words: string) => words.replaceAll(localSecrets.DAYMARK_PUBLIC_URL, url);
  const led = Object.entries(headers).map(([name, value]) => [name, lead(value)]);
  return { ...mail, html: lead(html), text: lead(text), headers: Object.fromEntries(led) };
};
