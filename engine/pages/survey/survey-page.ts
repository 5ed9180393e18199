import { longestComment } from '../../account/worded-answer.ts';
import { surveyScales } from '../../definition/prompt-look.ts';
import { html } from '../html.ts';
import { page } from '../page.ts';
import { type PageLanguage, pageLanguage } from '../page-language.ts';
import type { SurveyQuestion } from './survey.ts';
import { surveyWords } from './survey-words.ts';

/** The question, with the score from the mail's link to confirm; or thanks. `isMissing`: the form had no score. */
export const surveyPage = (
  { survey, isAnswered, topics, sender, locales }: SurveyQuestion,
  { score, isMissing }: { score?: number | undefined; isMissing?: boolean } = {},
): string => {
  const language = pageLanguage(locales);
  const words = surveyWords[language];
  if (isAnswered) {
    const content = html`<h1>${words.thanksTitle}</h1>
<p role="status">${words.thanks}</p>`;
    return page({ language, title: words.thanksTitle, sender, content });
  }
  const [from, to] = surveyScales[survey];
  const [low, high] = words.ends[survey];
  const choices = Array.from({ length: to - from + 1 }, (_, index) => from + index).map(
    each =>
      html`<label><input type="radio" name="score" value="${each}" required${each === score && html` checked`}><span>${each}</span></label>`,
  );
  const content = html`<form method="post">
<fieldset><legend><h1>${words.question[survey](sender.name)}</h1></legend>
${isMissing && html`<p class="panel" role="alert">${words.missing}</p>`}
<div class="scale">
${choices}
</div>
<p class="ends"><span>${from} = ${low}</span> <span>${to} = ${high}</span></p>
</fieldset>
${topics && askForWords(topics, language)}
<button>${words.send}</button>
<p class="soft note">${words.confirm}</p>
</form>`;
  return page({ language, title: words.title, sender, content });
};

const askForWords = (topics: NonNullable<SurveyQuestion['topics']>, language: PageLanguage) => {
  const words = surveyWords[language];
  const choices = Object.entries(topics).map(
    ([id, title]) => html`<option value="${id}">${title[language] ?? title.en}</option>`,
  );
  return html`<p><label>${words.topic}<br><select name="topic"><option value="">${words.noTopic}</option>
${choices}
</select></label></p>
<p><label>${words.comment}<br><textarea name="comment" rows="4" maxlength="${longestComment}"></textarea></label></p>`;
};
