/**
 * Makes text safe for a terminal: control characters (escape sequences, carriage returns, bidirectional overrides) are
 * escaped as in JSON, so that a name can neither hide nor fake a line. JSON stays equivalent.
 */
export const visible = (text: string): string =>
  text.replaceAll(steering, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern matches control characters
const steering = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;
