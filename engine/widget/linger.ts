/** Shows the result of a choice for a moment before the prompt goes. */
export const linger = (inside: Element): void => inside.closest('.prompt')?.classList.add('lingers');
