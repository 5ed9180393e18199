import { node } from './build-node.ts';
import { focusNext } from './focus-next.ts';
import { linger } from './linger.ts';
import type { ReportDetails, WidgetPrompt } from './prompt.ts';
import { scored, upAndOut } from './scored.ts';
import type { PromptHost } from './stage.ts';

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** A survey's scale: one click answers; arrow keys move along it, as in a radio group. */
export const scale = ({ id, survey }: WidgetPrompt, stage: PromptHost, message: HTMLElement): HTMLElement | false => {
  if (!survey) return false;
  const { from, to, low = '', high = '', words } = survey;
  const buttons: HTMLElement[] = [];
  for (let score = from; score <= to; score += 1) {
    const end = score === from ? low : score === to ? high : '';
    const button = node('button', { class: 'score', type: 'button', 'aria-label': `${score} ${end}` }, `${score}`);
    button.onclick = () => {
      const answer = (said?: ReportDetails): void => {
        linger(message);
        message.replaceChildren(node('h2', { class: 'title', role: 'status' }, stage.words.thanks));
        whole.remove();
        stage.report('answered', { score, ...said });
      };
      if (whole.dispatchEvent(new CustomEvent(scored, { detail: { words, answer }, ...upAndOut }))) answer();
    };
    buttons.push(button);
  }
  const grid = node('div', { class: 'scale', role: 'group', 'aria-labelledby': id }, ...buttons);
  const whole = node('div', {}, grid, node('div', { class: 'ends' }, node('span', {}, low), node('span', {}, high)));
  grid.onkeydown = event => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const isReversed = getComputedStyle(grid).direction === 'rtl' && /t$/.test(event.key);
    focusNext(buttons, isReversed ? -step : step);
  };
  return whole;
};
