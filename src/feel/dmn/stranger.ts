import { builtIns } from '../builtins/index.ts';
import { FeelError, positionAt } from '../error.ts';
import { children } from '../generate/tests.ts';
import { nearest } from '../nearest.ts';
import type { Iteration, Node, NodeOf, TestNode, TestsNode } from '../syntax/ast.ts';
import type { Names } from '../syntax/names.ts';

type Tree = Node | TestNode | TestsNode;

/** The first name in an expression that nothing around it has, as an error with the nearest that something has. */
export function strangerError(text: string, tree: Tree, names: Names): FeelError | undefined {
  const stranger = strangerIn(tree, names);
  if (stranger === undefined) return undefined;
  const { name, from } = stranger.node;
  return new FeelError(
    'feel.unknown_name',
    { name },
    positionAt(text, from),
    nearest(name, [...stranger.names.all(), ...builtIns.keys()]),
  );
}

interface Stranger {
  readonly node: NodeOf<'name'>;
  readonly names: Names;
}

function strangerIn(tree: Tree, names: Names): Stranger | undefined {
  switch (tree.kind) {
    case 'name':
      return names.has(tree.name) || builtIns.has(tree.name) ? undefined : { node: tree, names };
    case 'for':
      return inLoop(tree, names, ['partial']);
    case 'some':
    case 'every':
      return inLoop(tree, names, []);
    case 'function':
      return tree.external ? undefined : strangerIn(tree.body, names.with(tree.parameters.map(({ name }) => name)));
    case 'context':
      return inContext(tree, names);
    case 'instance':
      return strangerIn(tree.value, names);
    case 'filter':
      // Between the brackets any name may be a member of the element.
      return strangerIn(tree.target, names);
    case 'in':
      return strangerIn(tree.value, names) ?? firstOf(tree.tests, names.with(['?']));
    case 'tests':
      return firstOf(tree.tests, names.with(['?']));
    default:
      return firstOf(children(tree), names);
  }
}

function firstOf(trees: readonly Tree[], names: Names): Stranger | undefined {
  for (const tree of trees) {
    const found = strangerIn(tree, names);
    if (found) return found;
  }
  return undefined;
}

/** Each name of a loop is known from the next on. */
function inLoop(
  { iterations, body }: { readonly iterations: readonly Iteration[]; readonly body: Node },
  names: Names,
  further: readonly string[],
): Stranger | undefined {
  let inside = names;
  for (const { name, over, until } of iterations) {
    const found = firstOf(until === null ? [over] : [over, until], inside);
    if (found) return found;
    inside = inside.with([name]);
  }
  return strangerIn(body, inside.with(further));
}

function inContext({ entries }: NodeOf<'context'>, names: Names): Stranger | undefined {
  let inside = names;
  for (const { name, value } of entries) {
    const found = strangerIn(value, inside);
    if (found) return found;
    inside = inside.with([name]);
  }
  return undefined;
}
