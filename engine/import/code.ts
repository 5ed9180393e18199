/** An expression of a journey's source: a name, a literal, a call, a method of something, an object or a list. */
export type Code =
  | { name: string }
  | { literal: string | number | boolean }
  | { call: string; args: readonly Code[] }
  | { of: Code; method: string; args: readonly Code[] }
  | { object: readonly (readonly [key: string, value: Code])[] }
  | { list: readonly Code[] };

export const literalCode = (value: string | number | boolean): Code => ({ literal: value });
export const word = (name: string): Code => ({ name });
export const call = (name: string, ...args: readonly Code[]): Code => ({ call: name, args });
export const method = (of: Code, name: string, ...args: readonly Code[]): Code => ({ of, method: name, args });
export const object = (members: Readonly<Record<string, Code | undefined>>): Code => ({
  object: Object.entries(members).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
});
export const list = (...items: readonly Code[]): Code => ({ list: items });

const width = 120;

/** Prints like this project's formatter: on one line if it fits, else one part per line. `column`: start column. */
export const printCode = (code: Code, indent = 0, column = indent, after = 0): string => {
  const flat = flatten(code);
  if (column + flat.length + after <= width) return flat;
  const inner = ' '.repeat(indent + 2);
  const outer = ' '.repeat(indent);
  const lines = (parts: readonly string[], open: string, close: string) =>
    `${open}\n${parts.map(part => `${inner}${part},\n`).join('')}${outer}${close}`;
  if ('object' in code) {
    const parts = code.object.map(([key, value]) => {
      const name = `${keyOf(key)}: `;
      return `${name}${printCode(value, indent + 2, indent + 2 + name.length, 1)}`;
    });
    return lines(parts, '{', '}');
  }
  if ('list' in code)
    return lines(
      code.list.map(item => printCode(item, indent + 2, indent + 2, 1)),
      '[',
      ']',
    );
  if ('of' in code) return `${printCode(code.of, indent, column)}.${code.method}(${code.args.map(flatten).join(', ')})`;
  if (!('call' in code)) return flat;
  const last = code.args.at(-1);
  if (last && ('object' in last || 'list' in last)) {
    const head = `${code.call}(${code.args
      .slice(0, -1)
      .map(arg => `${flatten(arg)}, `)
      .join('')}`;
    return `${head}${printCode(last, indent, width)})`;
  }
  return lines(
    code.args.map(arg => printCode(arg, indent + 2, indent + 2, 1)),
    `${code.call}(`,
    ')',
  );
};

const flatten = (code: Code): string => {
  if ('name' in code) return code.name;
  if ('literal' in code) return typeof code.literal === 'string' ? quoted(code.literal) : numbered(code.literal);
  if ('call' in code) return `${code.call}(${code.args.map(flatten).join(', ')})`;
  if ('of' in code) return `${flatten(code.of)}.${code.method}(${code.args.map(flatten).join(', ')})`;
  if ('list' in code) return `[${code.list.map(flatten).join(', ')}]`;
  return code.object.length === 0
    ? '{}'
    : `{ ${code.object.map(([key, value]) => `${keyOf(key)}: ${flatten(value)}`).join(', ')} }`;
};

const numbered = (value: number | boolean): string =>
  typeof value === 'number' && Number.isInteger(value) && Math.abs(value) >= 10_000
    ? value.toLocaleString('en-US').replaceAll(',', '_')
    : String(value);

const quoted = (text: string): string => {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return text.includes("'") && !text.includes('"') ? `"${escaped}"` : `'${escaped.replaceAll("'", "\\'")}'`;
};

const keyOf = (key: string): string => (/^[a-z_$][\w$]*$/i.test(key) ? key : quoted(key));

/** Names that the code uses and that have to be imported. */
export const wordsUsed = (code: Code): string[] => {
  if ('name' in code) return [code.name];
  if ('literal' in code) return [];
  if ('call' in code) return [code.call.split('.')[0] ?? '', ...code.args.flatMap(wordsUsed)];
  if ('of' in code) return [...wordsUsed(code.of), ...code.args.flatMap(wordsUsed)];
  return 'list' in code ? code.list.flatMap(wordsUsed) : code.object.flatMap(([, value]) => wordsUsed(value));
};
