/** Another reader's JSON, read so that nothing of it is lost: see `parseJson`. */
type Json = string | null | readonly Json[] | JsonObject;

interface JsonObject {
  readonly members: readonly (readonly [string, Json])[];
}

/** One event of the reference, in the terms of our own events: every value as text. */
export interface ReferenceEvent {
  /** System's fields by our names. Null where the reference has null or nothing. */
  readonly system: Readonly<Record<string, string | null>>;
  readonly data: readonly { readonly name: string | null; readonly value: string }[];
  readonly userData: string | null;
  readonly binary: string | null;
  /** What else stands in Event: nothing, in sound records. */
  readonly rest: readonly string[];
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** JSON whose numbers stay text (64-bit ones do not fit a number) and whose keys may repeat (LogonGuid in 4648). */
function parseJson(text: string): Json {
  const tokens = text.match(TOKEN) ?? [];
  let next = 0;
  const take = (): string => tokens[next++] ?? "";
  const scalar = (token: string): string | null => {
    if (token === "null") return null;
    return token.startsWith('"') ? String(JSON.parse(token)) : token;
  };
  const list = <Item>(close: string, item: () => Item): Item[] => {
    const items: Item[] = [];
    while (tokens[next] !== close) {
      if (next >= tokens.length) throw new SyntaxError(`no "${close}" in ${text}`);
      items.push(item());
      if (tokens[next] === ",") next++;
    }
    next++;
    return items;
  };
  const value = (): Json => {
    const token = take();
    if (token === "[") return list("]", value);
    if (token !== "{") return scalar(token);
    const members = list("}", () => {
      const key = scalar(take()) ?? "null";
      next++;
      return [key, value()] as const;
    });
    return { members };
  };
  return value();
}

function isObject(json: Json | undefined): json is JsonObject {
  return json !== null && typeof json === "object" && "members" in json;
}

function child(json: Json | undefined, key: string): Json | undefined {
  return isObject(json) ? json.members.find(([name]) => name === key)?.[1] : undefined;
}

function scalarText(json: Json | undefined): string | null {
  return typeof json === "string" ? json : null;
}

/** An element's text stands bare, or as "#text" where it has attributes too. */
function textOf(json: Json | undefined): string | null {
  return scalarText(isObject(json) ? child(json, "#text") : json);
}

function attributeOf(json: Json | undefined, name: string): string | null {
  return scalarText(child(child(json, "#attributes"), name));
}

type Datum = ReferenceEvent["data"][number];

/** The leaves below an element in document order, attributes (but Name and xmlns) first, as our reader has them. */
function leaves(name: string | null, json: Json): Datum[] {
  if (json === null) return [{ name, value: "" }];
  if (typeof json === "string") return [{ name, value: json }];
  if (!isObject(json)) return json.flatMap((item) => leaves(name, item));
  const found: Datum[] = [];
  for (const [key, inner] of json.members) {
    if (key === "#attributes") found.push(...attributeLeaves(name, inner));
    else found.push(...leaves(key === "#text" ? name : key, inner));
  }
  return found.length === 0 ? [{ name, value: "" }] : found;
}

function attributeLeaves(element: string | null, attributes: Json): Datum[] {
  if (!isObject(attributes)) return [];
  return attributes.members
    .filter(([key]) => key !== "Name" && key !== "xmlns" && !key.startsWith("xmlns:"))
    .map(([key, value]) => ({ name: `${withoutSuffix(element ?? "Data")}@${key}`, value: scalarText(value) ?? "" }));
}

/** The reference numbers elements of the same name: Application, Application_1, Application_2. */
export function withoutSuffix(name: string): string {
  return name.replace(/_\d+$/, "");
}

function isEmptyElement(value: Json): boolean {
  return value === null || (isObject(value) && value.members.every(([key]) => key === "#attributes"));
}

export function parseReference(line: string): ReferenceEvent {
  const event = child(parseJson(line), "Event");
  const system = child(event, "System");
  const element = (name: string): Json | undefined => child(system, name);
  const eventData = child(event, "EventData");
  const userData = child(event, "UserData");
  const payload = isObject(eventData) ? eventData.members.filter(([key]) => key !== "#attributes") : [];
  const roots = isObject(userData) ? userData.members.filter(([key]) => key !== "#attributes") : [];
  return {
    system: {
      recordId: textOf(element("EventRecordID")),
      time: attributeOf(element("TimeCreated"), "SystemTime"),
      provider: attributeOf(element("Provider"), "Name"),
      providerGuid: attributeOf(element("Provider"), "Guid"),
      eventSourceName: attributeOf(element("Provider"), "EventSourceName"),
      eventId: textOf(element("EventID")),
      qualifiers: attributeOf(element("EventID"), "Qualifiers"),
      version: textOf(element("Version")),
      level: textOf(element("Level")),
      task: textOf(element("Task")),
      opcode: textOf(element("Opcode")),
      keywords: textOf(element("Keywords")),
      activityId: attributeOf(element("Correlation"), "ActivityID"),
      relatedActivityId: attributeOf(element("Correlation"), "RelatedActivityID"),
      processId: attributeOf(element("Execution"), "ProcessID"),
      threadId: attributeOf(element("Execution"), "ThreadID"),
      channel: textOf(element("Channel")),
      computer: textOf(element("Computer")),
      userId: attributeOf(element("Security"), "UserID"),
    },
    data: [
      ...payload
        .filter(([key]) => key !== "Binary")
        .flatMap(([key, value]) => leaves(withoutSuffix(key) === "Data" ? null : key, value)),
      // A root that holds nothing is no datum.
      ...roots.filter(([, value]) => !isEmptyElement(value)).flatMap(([key, value]) => leaves(key, value)),
    ],
    userData: roots[0]?.[0] ?? null,
    binary: textOf(payload.find(([key]) => key === "Binary")?.[1]) || null,
    rest: isObject(event)
      ? event.members
          .map(([key]) => key)
          .filter((key) => !["#attributes", "System", "EventData", "UserData"].includes(key))
      : [],
  };
}
