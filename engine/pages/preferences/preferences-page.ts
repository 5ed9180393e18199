import type { Wish } from '../../contacts/preferences.ts';
import type { CatalogData, Localized } from '../../definition/catalog.ts';
import { html, type Markup } from '../html.ts';
import { page } from '../page.ts';
import { type PageLanguage, pageLanguage } from '../page-language.ts';
import type { Confirmation, Preferences } from './preferences.ts';
import { preferencesWords } from './preferences-words.ts';

/** The page behind a mail's link. `done`: the request that was just made on it. */
export const preferencesPage = (preferences: Preferences, done?: Wish['kind']): string => {
  const language = pageLanguage(preferences.locales);
  const words = preferencesWords[language];
  const { sender } = preferences;
  const content = html`<h1>${words.title}</h1>
${done && html`<p class="done" role="status">${words.done[done]}</p>`}
${done ? '' : aboutPanel(preferences, language)}
<p>${words.lead}</p>
<form method="post">
<fieldset><legend>${words.legend}</legend>
${preferences.topics.map(topic => row(topic, language, words.locked(sender.supportEmail)))}
</fieldset>
<div class="actions">
<button name="choice" value="only">${words.save}</button>
<button name="choice" value="none" class="second">${words.none}</button>
</div>
</form>
<p class="soft note">${words.always}</p>`;
  return page({ language, title: words.title, sender, content });
};

/** The page behind a confirmation mail's link: one button, or its result. */
export const confirmationPage = ({ topic, state, sender, locales }: Confirmation): string => {
  const language = pageLanguage(locales);
  const words = preferencesWords[language].confirmation;
  const title = inLanguage(topic.title, language);
  const content = html`<h1>${words.title[state](title)}</h1>
<p>${inLanguage(topic.description, language)}</p>
${
  state === 'pending' &&
  html`<form method="post"><p>${words.lead}</p>
<div class="actions"><button name="choice" value="confirm">${words.confirm}</button></div></form>`
}
<p class="soft note">${words.note[state]}</p>`;
  return page({ language, title: words.title[state](title), sender, content });
};

/** Shown for an invalid link, or if the contact no longer exists. */
export const lostPage = (sender: CatalogData['sender'], locales: readonly string[]): string => {
  const language = pageLanguage(locales);
  const words = preferencesWords[language];
  const content = html`<h1>${words.lostTitle}</h1>
<p>${words.lost(html`<a href="mailto:${sender.supportEmail}">${sender.supportEmail}</a>`)}</p>`;
  return page({ language, title: words.lostTitle, sender, content });
};

/** The quickest way to stop just this kind of mail. A topic that is no longer in the catalog is named by its id. */
const aboutPanel = ({ about, topics }: Preferences, language: PageLanguage): Markup | undefined => {
  const topic = topics.find(({ id }) => id === about);
  if (about === undefined || (topic && topic.state !== 'on')) return undefined;
  const words = preferencesWords[language];
  const title = topic ? inLanguage(topic.title, language) : about.replaceAll('-', ' ');
  return html`<form method="post" class="panel">
<h2>${words.aboutTitle(title)}</h2>
<p>${words.about}</p>
<button name="choice" value="without">${words.without(title)}</button>
</form>`;
};

const row = (
  { id, title, description, state }: Preferences['topics'][number],
  language: PageLanguage,
  locked: string,
) =>
  html`<label class="row"><input type="checkbox" name="topic" value="${id}"${state === 'on' && html` checked`}${
    state === 'locked' && html` disabled`
  }><span><b>${inLanguage(title, language)}</b><span>${inLanguage(description, language)}</span>${
    state === 'locked' && html`<span class="why">${locked}</span>`
  }${state === 'pending' && html`<span class="why">${preferencesWords[language].pending}</span>`}</span></label>`;

const inLanguage = (text: Localized, language: PageLanguage): string => text[language] ?? text.en;
