import { node } from './build-node.ts';
import { control } from './control.ts';
import { linger } from './linger.ts';
import type { WidgetPrompt } from './prompt.ts';
import type { PromptHost } from './stage.ts';

/** A checklist: each item is an action; choosing it checks it off, and the last one completes the list. */
export const checklist = ({ id: title, actions }: WidgetPrompt, stage: PromptHost): HTMLElement => {
  const done = new Set<string>();
  const progress = node('div', { class: 'progress', role: 'progressbar', 'aria-labelledby': title });
  const check = (id: string, item: HTMLElement): void => {
    done.add(id);
    const percent = `${Math.round((done.size / actions.length) * 100)}`;
    progress.setAttribute('aria-valuenow', percent);
    progress.style.setProperty('--daymark-done', `${percent}%`);
    item.classList.add('done');
    item.setAttribute('aria-description', '✓');
  };
  const items = actions.flatMap(action => {
    const item = control(action, 'item', stage, chosen => {
      if (done.has(action.id)) return;
      check(action.id, chosen);
      stage.report('clicked', { actionId: action.id });
      if (done.size < actions.length) return;
      linger(chosen);
      stage.report('completed');
    });
    if (item && action.done) check(action.id, item);
    return item ? [node('li', {}, item)] : [];
  });
  return node('div', {}, progress, node('ul', { class: 'items' }, ...items));
};
