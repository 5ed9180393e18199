import { node } from './build-node.ts';
import { allowedLink } from './links.ts';
import type { WidgetAction } from './prompt.ts';
import type { PromptHost } from './stage.ts';

/** A link if its URL is allowed, a button without a URL, nothing for a forbidden URL. */
export const control = (
  action: WidgetAction,
  className: string,
  { hosts, chosen }: PromptHost,
  run: (control: HTMLElement) => void,
): HTMLElement | undefined => {
  const { url, label } = action;
  const href = url === undefined ? undefined : allowedLink(url, hosts);
  if (url !== undefined && href === undefined) return undefined;
  const element = node(href ? 'a' : 'button', { class: className, href, type: href ? undefined : 'button' }, label);
  element.onclick = event => {
    if (!chosen(action)) event.preventDefault();
    run(element);
  };
  return element;
};
