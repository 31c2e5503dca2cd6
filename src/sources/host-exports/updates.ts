import { NO_ROWS, rowsOfKind } from "../row-tables/index.ts";
import { ListedItems } from "./listed-host.ts";

const NAMES = { HotFixID: ["hotfixid"] };
/** CSName is the computer that was asked, `__SERVER` too; Source is what a console shows of it. */
const HOSTS = ["csname", "server", "source", "pscomputername", "computername", "computer", "host", "node"];
/** Updates of old Windows are listed as `File 1`. */
const UPDATE = /^KB\d{5,8}$/i;

/** What Get-HotFix showed: `Source,Description,HotFixID,InstalledBy,InstalledOn` in its default view. */
export const UPDATES = rowsOfKind({
  kind: "updates",
  names: () => NAMES,
  needed: ["HotFixID"],
  open(table, { HotFixID }, account) {
    const items = new ListedItems("update", table, HOSTS, account);
    return {
      exampleColumn: HotFixID,
      readRow() {
        const update = account.needed(table, HotFixID);
        if (update !== null) items.add(UPDATE.test(update) ? update.toUpperCase() : null, HotFixID);
      },
      rows: () => ({ ...NO_ROWS, installed: items.rows }),
    };
  },
});
