/** `"when"`, and `case "large"`, which has its quotes. */
export const quotedPlace = (at: string): string => (at.includes('"') ? at : `"${at}"`);
