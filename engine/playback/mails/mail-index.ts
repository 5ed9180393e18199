import { counted } from '../../kernel/counted.ts';
import { html, type Markup } from '../../pages/html.ts';
import type { AccountLabel } from '../report/stories-section.ts';
import { besideMails, type FiledMail } from './filed-mail.ts';
import { indexStyle } from './index-style.ts';

type Labels = ReadonlyMap<string, AccountLabel>;

/** Accounts by name, each with its mails in order of time. Opens from disk: no scripts, no requests. */
export const mailsByAccount = (mails: readonly FiledMail[], labels: Labels): string => {
  const groups = [...Map.groupBy(mails, ({ mail }) => mail.account)]
    .map(([account, own]) => ({ account, own, name: nameOf(account, labels) }))
    .sort(byName);
  const contents = html`<nav class="contents" aria-label="Accounts"><ul>
${groups.map(({ account, own, name }) => html`<li><a href="#${anchorOf(account)}">${name}</a> ${own.length}</li>\n`)}</ul></nav>`;
  const sections = groups.map(({ account, own, name }) => {
    const about = account === undefined ? '' : `${account} · ${labels.get(account)?.timezone ?? 'UTC'}`;
    return section(
      anchorOf(account),
      name,
      about,
      own.map(filed => row(filed, filed.mail.contact)),
    );
  });
  return page('account', mails, [...(groups.length > 1 ? [contents] : []), ...sections]);
};

/** Mails by month, ordered by the accounts' local times. */
export const mailsByDate = (mails: readonly FiledMail[], labels: Labels): string => {
  const inOrder = mails.toSorted((a, b) => compare(`${a.date} ${a.time}`, `${b.date} ${b.time}`));
  const months = [...Map.groupBy(inOrder, ({ date }) => date.slice(0, 7))];
  const contents = html`<nav class="contents" aria-label="Months"><ul>
${months.map(([month, own]) => html`<li><a href="#${month}">${monthName(month)}</a> ${own.length}</li>\n`)}</ul></nav>`;
  const sections = months.map(([month, own]) =>
    section(
      month,
      monthName(month),
      counted(own.length, 'mail'),
      own.map(filed => row(filed, readerOf(filed, labels))),
    ),
  );
  return page('date', mails, [...(months.length > 1 ? [contents] : []), ...sections]);
};

const section = (id: string, title: string, about: string, rows: readonly Markup[]): Markup => html`
<section id="${id}"><h2><bdi>${title}</bdi> <small>${about}</small></h2>
<ol>
${rows}</ol></section>`;

const row = ({ mail, file, date, time }: FiledMail, whose = ''): Markup => {
  const step = mail.tags.journey === undefined ? (mail.tags.step ?? '') : `${mail.tags.journey} · ${mail.tags.step}`;
  return html`<li><time datetime="${date}T${time}">${date} ${time}</time><a href="${hrefOf(file)}" dir="auto">${mail.subject}</a><span>${step}</span><span><bdi>${whose}</bdi></span></li>\n`;
};

const page = (by: 'account' | 'date', mails: readonly FiledMail[], parts: readonly Markup[]): string => {
  const style: Markup = { markup: indexStyle };
  const here: Markup = { markup: ' aria-current="page"' };
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Mails by ${by}</title>
<style>${style}</style>
</head>
<body>
<header><h1>Mails</h1>
<p>${sumOf(mails)}</p>
<nav aria-label="Order"><a href="${besideMails.byAccount}"${by === 'account' && here}>By account</a> <a href="${besideMails.byDate}"${by === 'date' && here}>By date</a></nav>
</header>
<main>
${parts}
</main>
</body>
</html>
`.markup;
};

const sumOf = (mails: readonly FiledMail[]): string => {
  const toAccounts = mails.flatMap(({ mail }) => mail.account ?? []);
  const others = mails.length - toAccounts.length;
  return mails.length === 0
    ? 'None was sent.'
    : `${counted(toAccounts.length, 'mail')} to ${counted(new Set(toAccounts).size, 'account')}${others > 0 ? `, and ${counted(others, 'digest')} for CSMs` : ''}. Times are in each account's own time zone.`;
};

const readerOf = ({ mail: { account, contact } }: FiledMail, labels: Labels): string =>
  [nameOf(account, labels), ...(contact === undefined ? [] : [contact])].join(' · ');

const nameOf = (account: string | undefined, labels: Labels): string =>
  account === undefined ? 'Digests for CSMs' : (labels.get(account)?.name ?? account);

/** By account name; digests for CSMs come last. */
const byName = (a: { account: string | undefined; name: string }, b: { account: string | undefined; name: string }) =>
  Number(a.account === undefined) - Number(b.account === undefined) ||
  a.name.localeCompare(b.name, 'en') ||
  compare(a.account ?? '', b.account ?? '');

const anchorOf = (account: string | undefined): string =>
  account === undefined ? 'digests' : `account-${encodeURIComponent(account)}`;

const hrefOf = (file: string): string => file.split('/').map(encodeURIComponent).join('/');

const monthName = (month: string): string =>
  new Date(`${month}-01T00:00:00Z`).toLocaleDateString('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' });

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
