import { createRequire } from "node:module";
import { Language, type Node, Parser } from "web-tree-sitter";

const require = createRequire(import.meta.url);

/** The grammar is that of Windows PowerShell: of 7 it knows `&&` and `||` alone. */
export async function powershellParser(): Promise<(script: string) => Node> {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(require.resolve("tree-sitter-powershell/tree-sitter-powershell.wasm")));
  return (script) => {
    const tree = parser.parse(script);
    if (tree === null) throw new Error("the parser gave no tree");
    return tree.rootNode;
  };
}

export function nodesOf(root: Node, ...types: readonly string[]): readonly Node[] {
  return root.descendantsOfType([...types]);
}

/** What the grammar could not read, with its line. */
export function errorsIn(root: Node): readonly string[] {
  const errors: string[] = [];
  const walk = (node: Node): void => {
    if (node.isError || node.isMissing) errors.push(`line ${node.startPosition.row + 1}: ${node.text.slice(0, 60)}`);
    for (const child of node.children) walk(child);
  };
  walk(root);
  return errors;
}

/** Syntax that PowerShell 7 brought and the grammar knows. */
export function newSyntaxIn(root: Node): readonly string[] {
  return nodesOf(root, "pipeline_chain_tail").map(({ text }) => text);
}

export interface InvokedCommand {
  readonly name: string;
  /** With their hyphens. */
  readonly parameters: readonly string[];
  /** Variables whose entries are parameters. */
  readonly splats: readonly string[];
  readonly text: string;
}

/** Every command that is invoked anywhere in the script, in blocks too. */
export function commandsIn(root: Node): readonly InvokedCommand[] {
  return nodesOf(root, "command").map((command) => {
    const name = command.childForFieldName("command_name");
    const elements = command.childForFieldName("command_elements")?.namedChildren ?? [];
    const variables = elements.flatMap((element) => (/^@\w+$/.test(element.text) ? [element.text.slice(1)] : []));
    return {
      name: name?.text ?? "",
      parameters: elements.flatMap(({ type, text }) =>
        type === "command_parameter" || (type === "generic_token" && text.startsWith("-")) ? [text] : [],
      ),
      splats: variables,
      text: command.text,
    };
  });
}

/** Parameters of the script's own functions, by name. */
export function functionsIn(root: Node): ReadonlyMap<string, readonly string[]> {
  return new Map(
    nodesOf(root, "function_statement").map((statement) => [
      nodesOf(statement, "function_name")[0]?.text ?? "",
      parametersOf(statement),
    ]),
  );
}

/** Of a function or block itself, and not of blocks within. */
function parametersOf(statement: Node): readonly string[] {
  const [own] = nodesOf(statement, "param_block");
  if (own === undefined) return [];
  return nodesOf(own, "script_parameter").flatMap((parameter) => {
    const [variable] = parameter.namedChildren.filter(({ type }) => type === "variable");
    return variable === undefined ? [] : [`-${variable.text.slice(1)}`];
  });
}

/** Names of the entries of all tables that a variable is set to, as parameters. */
export function entriesOf(root: Node, variable: string): readonly string[] {
  return nodesOf(root, "assignment_expression")
    .filter(({ text }) => new RegExp(`^\\$${variable}\\s*=\\s*@\\{`).test(text))
    .flatMap((assignment) => {
      const [table] = nodesOf(assignment, "hash_literal_body");
      return (table?.namedChildren ?? []).flatMap((entry) =>
        nodesOf(entry, "key_expression").map(({ text }) => `-${text}`),
      );
    });
}
