import { VERIFIED } from "./certainties.ts";
import { defineEvent, layout } from "./entry.ts";
import { messageTable } from "./sources.ts";

const PROVIDER = "Microsoft-Windows-WMI";

/** Real records have the source name WinMgmt beside it, level 0 or 4, and no data. */
const WMI = {
  provider: PROVIDER,
  providerGuid: "{1edeee53-0afe-4609-b846-d8c0b2075b1f}",
  channel: "Application",
  level: ["information", "always"],
  payload: "event-data",
  certainty: VERIFIED,
  sources: [messageTable(PROVIDER), "real records of public Application logs (GUID, level, no data)"],
} as const;

export const WMI_STARTED = defineEvent({
  ...WMI,
  id: 5615,
  // Misspelt in the table itself.
  layouts: [layout("Windows Management Instrumentation Service started sucessfully")],
  meaning: "WMI started.",
});

export const WMI_READY = defineEvent({
  ...WMI,
  id: 5617,
  layouts: [layout("Windows Management Instrumentation Service subsystems initialized successfully")],
  meaning: "WMI is ready; a 5615 without it is a WMI that is half dead.",
});
