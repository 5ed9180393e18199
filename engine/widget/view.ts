import { node } from './build-node.ts';
import { checklist } from './checklist.ts';
import { control } from './control.ts';
import { focusNext } from './focus-next.ts';
import { markdown } from './markdown.ts';
import { placeOf } from './place-of.ts';
import type { WidgetPrompt } from './prompt.ts';
import { scale } from './scale.ts';
import type { PromptHost } from './stage.ts';

/** A prompt on the page. */
export const viewOf = (prompt: WidgetPrompt, stage: PromptHost): HTMLElement => {
  const { id, kind, title, body, locale, dismissible } = prompt;
  const place = placeOf(kind);
  const isAbove = place === 'above';
  const isBeside = place === 'beside';
  const dismiss = (): void => {
    if (dismissible) stage.report('dismissed');
  };
  const message = node(
    'div',
    { class: 'message' },
    node('h2', { class: 'title', id, dir: 'auto' }, title),
    node('div', { class: 'body', dir: 'auto' }, markdown(body, stage.hosts)),
  );
  const view: HTMLElement = node(
    isAbove ? 'dialog' : 'section',
    {
      class: `prompt ${kind}${place === 'corner' ? ' corner' : ''}`,
      lang: locale,
      role: isAbove || isBeside ? 'dialog' : 'region',
      'aria-labelledby': id,
      'aria-modal': isAbove ? 'true' : undefined,
      popover: isBeside ? 'manual' : undefined,
    },
    message,
    scale(prompt, stage, message),
    kind === 'checklist' ? checklist(prompt, stage) : choices(prompt, stage, dismiss),
    dismissible && closeButton(stage, dismiss),
  );
  view.onkeydown = event => {
    if (event.key === 'Escape') dismiss();
    else if (event.key === 'Tab' && isAbove)
      focusNext([...view.querySelectorAll<HTMLElement>('a,button')], event.shiftKey ? -1 : 1);
    else return;
    // Otherwise the browser would close a modal, or move the focus out of it.
    if (isAbove) event.preventDefault();
    event.stopPropagation();
  };
  // Triggered by the back gesture on phones.
  view.oncancel = event => {
    event.preventDefault();
    dismiss();
  };
  return view;
};

const closeButton = ({ words }: PromptHost, dismiss: () => void): HTMLElement => {
  const button = node('button', { class: 'close', type: 'button', 'aria-label': words.close });
  button.onclick = dismiss;
  return button;
};

const choices = ({ actions }: WidgetPrompt, stage: PromptHost, dismiss: () => void): HTMLElement | false => {
  const controls = actions.flatMap(
    action =>
      control(action, `action ${action.style}`, stage, () => {
        if (action.id === 'dismiss') dismiss();
        else stage.report('clicked', { actionId: action.id });
      }) ?? [],
  );
  return controls.length > 0 && node('div', { class: 'actions' }, ...controls);
};
