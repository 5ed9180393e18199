import {
  type Context,
  type Emitter,
  type Liquid,
  LiquidError,
  Output,
  RenderError,
  type Template,
  type Token,
  TypeGuards,
  toValueSync,
  Value,
} from 'liquidjs';

/**
 * Has an engine render without the generators by which liquidjs could wait for a promise at every step: our values never are promises,
 * and a list of tasks takes less than half the time. Whatever is not read here, and every error, is the library's own.
 */
export const renderAtOnce = (engine: Liquid): void => {
  const parse = engine.parse.bind(engine);
  const renderTemplates = engine.renderer.renderTemplates.bind(engine.renderer);
  Object.assign(engine, {
    parse: (source: string) => {
      const templates = parse(source);
      readAtOnce(templates);
      return templates;
    },
  });
  Object.assign(engine.renderer, {
    // Each text begins without an emitter, and the library makes one.
    renderTemplates: (templates: Template[], ctx: Context, emitter?: Emitter) =>
      emitter ? writeAll(templates, ctx, emitter) : renderTemplates(templates, ctx),
  });
};

const writeAll = (templates: readonly Template[], ctx: Context, emitter: Emitter): void => {
  for (const template of templates) {
    try {
      const text: unknown = toValueSync(template.render(ctx, emitter));
      if (text) emitter.write(text);
      if (ctx.breakCalled || ctx.continueCalled) return;
    } catch (error) {
      throw LiquidError.is(error) ? error : new RenderError(error as Error, template);
    }
  }
};

const readAtOnce = (templates: readonly Template[]): void => {
  for (const template of templates) {
    for (const value of template.arguments?.() ?? []) if (value instanceof Value) evaluateAtOnce(value);
    const render = renderOf(template);
    if (render) Object.assign(template, { render });
    const inside = template.children?.(false, true);
    if (inside) readAtOnce(toValueSync(inside));
  }
};

const renderOf = (template: Template): Template['render'] | undefined => {
  if (template instanceof Output) return (ctx, emitter) => emitter.write(toValueSync(template.value.value(ctx, false)));
  if (!TypeGuards.isHTMLToken(template.token)) return undefined;
  const text = template.token.getContent();
  return (_, emitter) => emitter.write(text);
};

const evaluateAtOnce = (value: Value): void => {
  const { initial, filters } = value;
  const read = readerOf(initial.postfix);
  const mayBeMissing = filters[0]?.name === 'default';
  Object.assign(value, {
    value: (ctx: Context, isLenient: boolean) => {
      const known = read(ctx) ?? toValueSync(initial.evaluate(ctx, isLenient || (ctx.opts.lenientIf && mayBeMissing)));
      return filters.reduce((of, filter) => toValueSync(filter.render(of, ctx)), known);
    },
  });
};

/** Reads a variable or a literal; nothing where it is missing, and of an expression of several. */
const readerOf = ([token, ...others]: readonly Token[]): ((ctx: Context) => unknown) => {
  if (token === undefined || others.length > 0) return () => undefined;
  if ('content' in token) return () => token.content;
  if (!TypeGuards.isPropertyAccessToken(token) || token.variable) return () => undefined;
  const path = token.props.flatMap(namesIn);
  const [first] = path;
  if (first === undefined || path.length < token.props.length) return () => undefined;
  return ctx => path.reduce((from, name) => ctx.readProperty(from, name), scopeOf(ctx, first));
};

const namesIn = (token: Token): string[] =>
  'content' in token && typeof token.content === 'string' ? [token.content] : [];

/** Where the library looks for a variable of that name: not among what its types tell. */
const scopeOf = (ctx: Context, name: string): object =>
  (ctx as unknown as { findScope(name: string): object }).findScope(name);
