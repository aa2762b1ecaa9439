import type {
  DefinitionNode,
  DocumentNode,
  FragmentDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from "graphql";

/** What a selection adds up to, with its fragments as often as they are spread. */
interface Size {
  readonly fields: number;
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  /** Fields of the selection itself, not of what is below them. */
  readonly width: number;
}

const NOTHING: Size = { fields: 0, depth: 0, aliases: 0, directives: 0, width: 0 };

export type DocumentSize = Readonly<
  Record<"MAX_FIELDS" | "MAX_DEPTH" | "MAX_ALIASES" | "MAX_ROOT_FIELDS" | "MAX_DIRECTIVES", number>
>;

/**
 * The size of a document's largest operation or fragment. It takes the document as it was parsed, valid or not,
 * since validating is what a large one makes expensive; each fragment is looked at once, so the time
 * taken grows with the text and not with what the text stands for.
 */
export function measure(document: DocumentNode): DocumentSize {
  const visitor = new SizeVisitor(document);
  const sizes = document.definitions.map((definition) => visitor.definition(definition));
  const most = (member: keyof Size) => Math.max(0, ...sizes.map((size) => size[member]));
  return {
    MAX_FIELDS: most("fields"),
    MAX_DEPTH: most("depth"),
    MAX_ALIASES: most("aliases"),
    MAX_ROOT_FIELDS: most("width"),
    MAX_DIRECTIVES: most("directives"),
  };
}

class SizeVisitor {
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #measured = new Map<string, Size>();

  constructor(document: DocumentNode) {
    for (const definition of document.definitions) {
      if (definition.kind === "FragmentDefinition") {
        this.#fragments.set(definition.name.value, definition);
      }
    }
  }

  definition(definition: DefinitionNode): Size {
    if (definition.kind === "OperationDefinition") {
      return carrying(this.#set(definition.selectionSet), definition.directives);
    }
    if (definition.kind !== "FragmentDefinition") return NOTHING;
    return { ...this.#fragment(definition.name.value), width: 0 };
  }

  #set({ selections }: SelectionSetNode): Size {
    let sum = NOTHING;
    const names = new Set<string>();
    for (const selection of selections) {
      const size = this.#selection(selection);
      const repeated = selection.kind === "Field" && names.has(selection.name.value) ? 1 : 0;
      if (selection.kind === "Field" && !selection.alias) names.add(selection.name.value);
      sum = {
        fields: sum.fields + size.fields,
        depth: Math.max(sum.depth, size.depth),
        aliases: sum.aliases + size.aliases + (isRenamed(selection) ? 1 : repeated),
        directives: sum.directives + size.directives,
        width: sum.width + size.width,
      };
    }
    return sum;
  }

  #selection(selection: SelectionNode): Size {
    const { directives } = selection;
    if (selection.kind === "InlineFragment") {
      return carrying(this.#set(selection.selectionSet), directives);
    }
    if (selection.kind === "FragmentSpread") {
      return carrying(this.#fragment(selection.name.value), directives);
    }
    const below = selection.selectionSet ? this.#set(selection.selectionSet) : NOTHING;
    // What a schema looks like has a depth of its own, which graphql limits.
    const depth = selection.name.value.startsWith("__") ? 1 : 1 + below.depth;
    return carrying({ ...below, fields: 1 + below.fields, depth, width: 1 }, directives);
  }

  // A fragment within itself counts as nothing here; validation refuses it.
  #fragment(name: string): Size {
    const known = this.#measured.get(name);
    if (known) return known;
    this.#measured.set(name, NOTHING);
    const fragment = this.#fragments.get(name);
    if (!fragment) return NOTHING;
    // A spread is as much work to validate as a field.
    const size = this.#set(fragment.selectionSet);
    const counted = carrying({ ...size, fields: size.fields + 1 }, fragment.directives);
    this.#measured.set(name, counted);
    return counted;
  }
}

function carrying(size: Size, directives: readonly unknown[] | undefined): Size {
  return directives && directives.length > 0
    ? { ...size, directives: size.directives + directives.length }
    : size;
}

function isRenamed(selection: SelectionNode): boolean {
  return selection.kind === "Field" && selection.alias !== undefined;
}
