/** Lines of at most `width` characters; the first begins with `first`, the others are indented under its text. */
export const wrap = (text: string, { first = '', width = 100 }: { first?: string; width?: number } = {}): string => {
  const indent = ' '.repeat(first.length);
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(' ')) {
    const isEmpty = line === first || line === indent;
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent + word;
    } else {
      line += isEmpty ? word : ` ${word}`;
    }
  }
  return [...lines, line].join('\n');
};
