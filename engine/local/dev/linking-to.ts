import { localSecrets } from '../local-secrets.ts';
import type { SentMail } from '../sent-mail.ts';
import type { SnapshotState } from './snapshots.ts';

/** Points the links in mail that a play sent at this server. */
export const linkingTo = (url: string, state: SnapshotState): SnapshotState => {
  const { core } = state.cloud;
  const mails = core.mailbox.mails.map(mail => linked(url, mail));
  return { ...state, cloud: { ...state.cloud, core: { ...core, mailbox: { ...core.mailbox, mails } } } };
};

const linked = (url: string, { html, text, headers, ...mail }: SentMail): SentMail => {
  const relink = (content: string) => content.replaceAll(localSecrets.DAYMARK_PUBLIC_URL, url);
  const relinked = Object.entries(headers).map(([name, value]) => [name, relink(value)]);
  return { ...mail, html: relink(html), text: relink(text), headers: Object.fromEntries(relinked) };
};
