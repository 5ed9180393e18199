/** `Low, digital or high`. */
export const listed = (words: readonly string[], joint: 'and' | 'or' | 'nor'): string => {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${joint} ${last}`;
};

/** A name of the catalog as people say it: `touchModel` is a touch model, `renewalAt` a renewal date. */
export const inWords = (name: string): string => {
  const words = name
    .replaceAll(/[-_]/g, ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  if (words === 'arr') return 'yearly revenue';
  if (words === 'expires at') return 'expiry date';
  if (words === 'cancel scheduled') return 'cancellation scheduled';
  return words.replace(/ at$/, ' date');
};

export const quoted = (text: string): string => `"${text}"`;

/** An event as people read it: `"payment failed"` for `payment.failed`. */
export const eventInWords = (event: string): string => quoted(event.replaceAll(/[._]/g, ' '));

export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
