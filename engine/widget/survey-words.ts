import { node } from './build-node.ts';
import type { ReportDetails, SurveyWords } from './prompt.ts';
import { type Scored, scored } from './scored.ts';
import styles from './survey-words.css';

/**
 * A separate file for pages with survey comments: once a score is chosen, it replaces the scale with the follow-up
 * questions. If the prompt is closed or the page is left at that point, the score alone is sent.
 */
addEventListener(scored, event => {
  const { words, answer } = (event as CustomEvent<Scored>).detail;
  const [scale] = event.composedPath();
  if (!words || !(scale instanceof HTMLElement)) return;
  event.preventDefault();
  dress(scale.getRootNode());
  ask(scale, words, answer);
});

const ask = (scale: HTMLElement, words: SurveyWords, answer: Scored['answer']): void => {
  const view = scale.closest('.prompt');
  const over = new AbortController();
  const settle = (said?: ReportDetails): void => {
    if (over.signal.aborted) return;
    over.abort();
    clearInterval(watch);
    answer(said);
  };
  // The view was removed: the prompt expired, or the page removed the element.
  const watch = setInterval(() => view?.isConnected || settle(), 1_000);
  const instead = (event: Event): void => {
    event.stopImmediatePropagation();
    event.preventDefault();
    settle();
  };
  const early = { capture: true, signal: over.signal };
  view?.addEventListener('click', event => (event.target as Element).closest('.close') && instead(event), early);
  view?.addEventListener('keydown', event => (event as KeyboardEvent).key === 'Escape' && instead(event), early);
  // Before the client sends pending reports.
  addEventListener('pagehide', () => settle(), early);
  scale.replaceChildren(...form(words, settle));
  scale.querySelector('textarea')?.focus();
};

const form = (
  { comment, topic, noTopic, topics, send }: SurveyWords,
  settle: (said: ReportDetails) => void,
): HTMLElement[] => {
  const text = node('textarea', { class: 'comment', rows: '3', maxlength: '2000', 'aria-label': comment });
  text.placeholder = comment;
  const about = node(
    'select',
    { class: 'topic', 'aria-label': topic },
    node('option', { value: '' }, noTopic),
    ...Object.entries(topics).map(([value, title]) => node('option', { value }, title)),
  );
  const button = node('button', { class: 'action primary', type: 'button' }, send);
  button.onclick = () =>
    settle({ ...(about.value && { topic: about.value }), ...(text.value.trim() && { comment: text.value }) });
  return [text, node('p', {}, topic), about, node('div', { class: 'actions' }, button)];
};

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

/** Not a <style>, which a page's content security policy may forbid. */
const dress = (root: Node): void => {
  if (root instanceof ShadowRoot && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
};
