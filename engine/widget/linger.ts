/** Lets the reader see what became of their choice before the prompt goes. */
export const linger = (inside: Element): void => inside.closest('.prompt')?.classList.add('lingers');
