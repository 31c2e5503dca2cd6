import { Ber, BerWriter, Control, PagedResultsControl } from "ldapts";
import type { SearchRequest } from "../connection.ts";

/** MS-ADTS 3.1.1.3.4.1.14. */
const SHOW_DELETED = "1.2.840.113556.1.4.417";
/** MS-ADTS 3.1.1.3.4.1.11. */
const SD_FLAGS = "1.2.840.113556.1.4.801";
/** Owner, group and discretionary list; the list for auditing (8) needs a privilege, and asking for it hides the rest. */
const OWNER_GROUP_LIST = 0x7;

export const PAGE_SIZE = 500;

class SecurityDescriptorFlags extends Control {
  constructor() {
    super(SD_FLAGS, { critical: true });
  }

  protected override writeControl(writer: BerWriter): void {
    const value = new BerWriter();
    value.startSequence();
    value.writeInt(OWNER_GROUP_LIST);
    value.endSequence();
    writer.writeBuffer(value.buffer, Ber.OctetString);
  }
}

/** All critical: a server that does not know one has to say so, where otherwise it would leave things out in silence. */
export function searchControls(request: SearchRequest, cookie: Buffer): Control[] {
  const controls: Control[] = [];
  if (request.scope !== "base") {
    controls.push(new PagedResultsControl({ critical: true, value: { size: PAGE_SIZE, cookie } }));
  }
  if (request.showDeleted === true) controls.push(new Control(SHOW_DELETED, { critical: true }));
  if (request.securityDescriptors === true) controls.push(new SecurityDescriptorFlags());
  return controls;
}
