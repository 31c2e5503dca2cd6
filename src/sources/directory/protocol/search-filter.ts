import { AndFilter, EqualityFilter, type Filter, NotFilter, OrFilter, PresenceFilter, SubstringFilter } from "ldapts";
import type { SearchFilter } from "../connection.ts";

/** As a structure, value by value: no filter text is ever put together, so no value can become part of the question. */
export function encodableFilter(filter: SearchFilter): Filter {
  switch (filter.kind) {
    case "and":
      return new AndFilter({ filters: filter.of.map(encodableFilter) });
    case "or":
      return new OrFilter({ filters: filter.of.map(encodableFilter) });
    case "not":
      return new NotFilter({ filter: encodableFilter(filter.of) });
    case "present":
      return new PresenceFilter({ attribute: filter.attribute });
    case "equals": {
      const { attribute, value } = filter;
      return new EqualityFilter({ attribute, value: typeof value === "string" ? value : Buffer.from(value) });
    }
    case "starts":
      // A substring filter without any part is malformed (RFC 4511, 4.5.1.7.2).
      return filter.value === ""
        ? new PresenceFilter({ attribute: filter.attribute })
        : new SubstringFilter({ attribute: filter.attribute, initial: filter.value });
  }
}
