import type { ValueTypeName } from "./value-type.ts";

/** An element of a template or of a template-less record. */
export interface Element {
  readonly kind: "element";
  readonly name: string;
  readonly attributes: readonly Attribute[];
  readonly content: readonly Content[];
  /** The substitution whose null value leaves this element out; only meaningful inside a template. */
  readonly dependsOn?: number;
}

/** An attribute whose value may be made of several parts: text, references, a substitution. */
export interface Attribute {
  readonly name: string;
  readonly value: readonly CharacterData[];
}

/** `array` declares an array of `type`; `optional` hides the text when the value is null. */
export interface Substitution {
  readonly kind: "substitution";
  readonly index: number;
  readonly type: ValueTypeName;
  readonly array: boolean;
  readonly optional: boolean;
}

export type CharacterData =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "character-reference"; readonly code: number }
  | { readonly kind: "entity-reference"; readonly name: string }
  | Substitution;

export type Content =
  | Element
  | CharacterData
  | { readonly kind: "cdata"; readonly text: string }
  | { readonly kind: "processing-instruction"; readonly target: string; readonly data: string };

/** A document with holes. A chunk holds the definition once; later records only name where it stands. */
export interface Template {
  /** What tells templates apart: two templates with the same GUID must have the same content. */
  readonly guid: string;
  readonly root: Element;
}

export function element(
  name: string,
  attributes: readonly Attribute[],
  content: readonly Content[],
  dependsOn?: number,
): Element {
  const plain: Element = { kind: "element", name, attributes, content };
  return dependsOn === undefined ? plain : { ...plain, dependsOn };
}

export function text(value: string): CharacterData {
  return { kind: "text", text: value };
}

/** The text of an attribute or element, or nothing where there is no text: Windows writes no empty value token. */
export function textContent(value: string): readonly CharacterData[] {
  return value === "" ? [] : [text(value)];
}

export function attribute(name: string, value: string | Substitution): Attribute {
  return { name, value: typeof value === "string" ? textContent(value) : [value] };
}

export function optionalSlot(index: number, type: ValueTypeName, array = false): Substitution {
  return { kind: "substitution", index, type, array, optional: true };
}

export function slot(index: number, type: ValueTypeName, array = false): Substitution {
  return { kind: "substitution", index, type, array, optional: false };
}
