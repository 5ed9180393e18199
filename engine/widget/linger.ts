/** Keeps the prompt for a moment to show the result of a choice. */
export const linger = (inside: Element): void => inside.closest('.prompt')?.classList.add('lingers');
