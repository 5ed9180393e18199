/** Why a line cannot be used, and how to fix it. */
export interface LineProblem {
  what: string;
  fix: string;
}

/**
 * The message of a handler about a body: `traits.renewalAt: is not a valid date. Use YYYY-MM-DD, such as 2026-03-01.`, with a
 * member's name or without.
 */
export const lineProblem = (message: string, field?: string): LineProblem => {
  const said = field !== undefined && message.startsWith(`${field}: `) ? message.slice(field.length + 2) : message;
  const [, what = said.replace(/\.$/, ''), fix = `fix ${field ?? 'the line'}, and play it again`] =
    /^(.+?)(?:: |\. (?=[A-Z]))(.+)$/s.exec(said) ?? [];
  return { what: field === undefined ? what : `${field} ${what}`, fix };
};
