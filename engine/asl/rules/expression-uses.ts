import jsonata from 'jsonata';

/** The free names of an expression. */
export interface ExpressionUses {
  /** Variables that it does not bind itself, `$states` left out. */
  variables: readonly string[];
  /** Functions that it calls. */
  functions: readonly string[];
  /** Paths into `$states`: `['input', 'account']`. */
  states: readonly (readonly string[])[];
}

/** @throws the parser's error, an object with a message, if the text is not JSONata */
export const expressionUses = (source: string): ExpressionUses => {
  const found = {
    variables: [] as string[],
    functions: [] as string[],
    states: [] as string[][],
    bound: new Set(['', '$']),
  };
  visit(jsonata(source).ast(), found);
  const free = (name: string) => !found.bound.has(name);
  return { variables: found.variables.filter(free), functions: found.functions.filter(free), states: found.states };
};

/** The text of an expression; `undefined` for a literal. */
export const expressionIn = (text: string): string | undefined => /^\{%([\s\S]*)%\}$/.exec(text)?.[1]?.trim();

type Node = Readonly<Record<string, unknown>>;
type Found = { variables: string[]; functions: string[]; states: string[][]; bound: Set<string> };

const visit = (part: unknown, found: Found): void => {
  if (typeof part !== 'object' || part === null) return;
  if (Array.isArray(part)) {
    for (const each of part) visit(each, found);
    return;
  }
  const node = part as Node;
  (visitors[String(node.type)] ?? visitParts)(node, found);
};

const visitParts = (node: Node, found: Found): void => visit(Object.values(node), found);

const visitors: Readonly<Record<string, (node: Node, found: Found) => void>> = {
  variable: (node, found) => {
    if (node.value === 'states') found.states.push([]);
    else found.variables.push(String(node.value));
    visit([node.predicate, node.stages, node.group], found);
  },
  path: (node, found) => {
    const [root, ...names] = node.steps as Node[];
    if (root?.type !== 'variable' || root.value !== 'states') return visitParts(node, found);
    const end = names.findIndex(({ type }) => type !== 'name');
    found.states.push(names.slice(0, end < 0 ? names.length : end).map(({ value }) => String(value)));
    visit([root.predicate, names, node.group], found);
  },
  function: (node, found) => {
    const procedure = node.procedure as Node;
    if (procedure.type === 'variable') found.functions.push(String(procedure.value));
    else visit(procedure, found);
    visit(node.arguments, found);
  },
  lambda: (node, found) => {
    for (const { value } of node.arguments as Node[]) found.bound.add(String(value));
    visit(node.body, found);
  },
  bind: (node, found) => {
    found.bound.add(String((node.lhs as Node).value));
    visit(node.rhs, found);
  },
};
