/** Why a line cannot be used, and how to fix it. */
export interface LineProblem {
  what: string;
  fix: string;
}

/** Splits a handler's message into problem and fix: `traits.renewalAt: is not a valid date. Use YYYY-MM-DD, …`. */
export const lineProblem = (message: string, field?: string): LineProblem => {
  const text = field !== undefined && message.startsWith(`${field}: `) ? message.slice(field.length + 2) : message;
  const [, what = text.replace(/\.$/, ''), fix = `fix ${field ?? 'the line'}, and play it again`] =
    /^(.+?)(?:: |\. (?=[A-Z]))(.+)$/s.exec(text) ?? [];
  return { what: field === undefined ? what : `${field} ${what}`, fix };
};
