import { describe, expect, it } from "vitest";
import {
  bytesSource,
  ByteWriter,
  type EventSystem,
  EvtxError,
  EvtxScan,
  type RecordState,
} from "../../src/formats/evtx/index.ts";
import { type Corpus, describeCorpus, EMPTY_LOG, scanLog } from "./corpus.ts";

/** FILETIME ticks. */
const SECOND = 10_000_000n;

/** Logs without damage: how many records each holds, all of them intact. */
const SOUND: Readonly<Record<string, number>> = {
  "nicksmet--Application.evtx": 366,
  "nicksmet--Security.evtx": 1715,
  "nicksmet--System.evtx": 1247,
  "omerbenamram--2-system-Microsoft-Windows-LiveId_4Operational.evtx": 399,
  "omerbenamram--Application_no_crc32.evtx": 17,
  "omerbenamram--E_ShadowCopy6_windows_system32_winevt_logs_Microsoft-Windows-CAPI2_4Operational.evtx": 459,
  "omerbenamram--E_Windows_system32_winevt_logs_Microsoft-Windows-CAPI2_4Operational.evtx": 340,
  "omerbenamram--E_Windows_system32_winevt_logs_Microsoft-Windows-Shell-Core_4Operational.evtx": 1146,
  "omerbenamram--MSExchange_Management_wec.evtx": 1,
  "omerbenamram--Security_short_selected.evtx": 7,
  "omerbenamram--Security_with_size_t.evtx": 636,
  "omerbenamram--new-user-security.evtx": 4,
  "omerbenamram--post-Security.evtx": 126,
  "omerbenamram--sample-with-irregular-bool-values.evtx": 3028,
  "omerbenamram--security.evtx": 2261,
  "omerbenamram--sysmon.evtx": 358,
  "omerbenamram--system.evtx": 1881,
  "velocidex--EID4103_PowershellModule.evtx": 15,
  "velocidex--EID4104_PowershellScriptblock.evtx": 2,
  "velocidex--EID4769_Kerberoasting.evtx": 9,
  "velocidex--RDPAuth_LocalSessionManager.evtx": 17,
  "velocidex--RDPAuth_RemoteConnectionManager.evtx": 4,
  "velocidex--RDPAuth_Security.evtx": 789,
  "velocidex--RDPAuth_System.evtx": 186,
  "velocidex--SecurityTasks.evtx": 8,
  "velocidex--TaskScheduler.evtx": 20,
  "williballenthin--dns_log_malformed.evtx": 5,
  "williballenthin--issue_38.evtx": 1,
  "williballenthin--issue_39.evtx": 394,
  "williballenthin--issue_43.evtx": 1730,
  "williballenthin--system.evtx": 1601,
  "withsecurelabs--security_sample.evtx": 10,
  "yamato-security--App_1_CVE-Detected.evtx": 1,
  "yamato-security--ID302_RDS_Gateway_Logon_Logoff.evtx": 16,
  "yamato-security--Powershell-Invoke-Obfuscation-encoding-menu.evtx": 66,
  "yamato-security--Powershell-Invoke-Obfuscation-many.evtx": 302,
  "yamato-security--Powershell-Invoke-Obfuscation-string-menu.evtx": 4,
  "yamato-security--SharpEventPersistHiddenShellcode.evtx": 1,
  "yamato-security--Sysmon-27-BlockExeWrite_AbusingCertutil.evtx": 7,
  "yamato-security--Sysmon-27-BlockExeWrite_AbusingSvchost.evtx": 5,
  "yamato-security--T1027.004_ObfuscatedFilesOrInformationCompileAfterDelivery_Sysmon.evtx": 9,
  "yamato-security--T1197_BitsClient.evtx": 7,
  "yamato-security--T1210_Zerologon_Sysmon.evtx": 22,
  "yamato-security--T1210_Zerologon_WindowsDefaultLogging.evtx": 35,
  "yamato-security--T1210_Zerologon_WindowsExtraLogging.evtx": 14,
  "yamato-security--T1218.004_SignedBinaryProxyExecutionInstallUtil_Sysmon.evtx": 7,
  "yamato-security--T1558.003_StealOrForgeKerberosTicketsKerberoasting_Security.evtx": 6,
  "yamato-security--T1558.004_StealOrForgeKerberosTicketsAS-REP-Roasting_Security.evtx": 43,
  "yamato-security--T1562.010_DowngradeAttack_PowerShell.evtx": 26,
  "yamato-security--T1563.002_RDP-Hijacking_Security.evtx": 4,
  "yamato-security--disablestop-eventlog.evtx": 13,
  "yamato-security--eventlog-dac.evtx": 19,
  "yamato-security--many-events-application.evtx": 2216,
  "yamato-security--metasploit-psexec-native-target-security.evtx": 4,
  "yamato-security--metasploit-psexec-native-target-system.evtx": 7,
  "yamato-security--metasploit-psexec-powershell-target-security.evtx": 8,
  "yamato-security--metasploit-psexec-powershell-target-system.evtx": 5,
  "yamato-security--metasploit-psexec-pwshpayload.evtx": 5,
  "yamato-security--mimikatz-privesc-hashdump.evtx": 13,
  "yamato-security--mimikatz-privilegedebug-tokenelevate-hashdump.evtx": 6,
  "yamato-security--password-spray.evtx": 295,
  "yamato-security--powersploit-security.evtx": 27,
  "yamato-security--powersploit-system.evtx": 4,
  "yamato-security--psattack-security.evtx": 24,
  "yamato-security--smb-password-guessing-security.evtx": 3561,
};

interface DamagedLog {
  readonly states: Readonly<Record<RecordState, number>>;
  readonly damages: Readonly<Record<string, number>>;
  /** EventRecordIDs, else the numbers in the records' headers, as ranges in file order. */
  readonly recovered: readonly string[];
  readonly damaged: readonly string[];
}

const DAMAGED: Readonly<Record<string, DamagedLog>> = {
  /**
   * The shadow copy caught chunks 0 and 13 half written: behind 53248 and 905216 they hold records of other chunks.
   * Of those some find their template where theirs was; 24 find another one, which tells System but not the data. The
   * two records across the joints, 6335011 and 6914519, are damaged as well; the latter's EventRecordID reads 65792.
   */
  "omerbenamram--2-vss_0-Microsoft-Windows-RemoteDesktopServices-RdpCoreTS_4Operational.evtx": {
    states: { intact: 1910, recovered: 41, damaged: 26 },
    damages: { "chunk-data-checksum": 2, "record-size-copy": 2, value: 2, template: 23, "string-table": 1, binxml: 1 },
    recovered: ["6952133-6952135", "6952137-6952139", "6952143", "6952149-6952150", "6951741-6951772"],
    damaged: [
      "6335011",
      "6952124-6952132",
      "6952136",
      "6952140-6952142",
      "6952144-6952148",
      "6952151-6952156",
      "6914519",
    ],
  },
  /**
   * The same in chunks 1 and 15. Its records are all 496 bytes long, so that three of the joints stand inside records
   * that look whole: 401542, 352135 and 462791 by their headers.
   */
  "omerbenamram--2-vss_0-Microsoft-Windows-TerminalServices-RemoteConnectionManager_4Operational.evtx": {
    states: { intact: 1771, recovered: 21, damaged: 4 },
    damages: { "chunk-data-checksum": 2, "record-size-copy": 1, "record-number": 3, binxml: 1 },
    recovered: ["401576-401596"],
    damaged: ["401542", "463011", "352135", "462791"],
  },
  /** All zero behind 8192: of the last record, 6 by its header, even EventRecordID is 0. */
  "omerbenamram--Microsoft-Windows-HelloForBusiness_4Operational.evtx": {
    states: { intact: 5, recovered: 0, damaged: 1 },
    damages: { "chunk-data-checksum": 1, "record-size-copy": 1 },
    recovered: [],
    damaged: ["6"],
  },
  /** All zero behind 12288, where the last record's provider GUID stands. */
  "omerbenamram--Microsoft-Windows-LanguagePackSetup_4Operational.evtx": {
    states: { intact: 16, recovered: 0, damaged: 1 },
    damages: { "chunk-data-checksum": 1, "record-size-copy": 1 },
    recovered: [],
    damaged: ["17"],
  },
  /** Record 3 says that it is 0 bytes long; all behind it up to the chunk's last, 117, are found again. */
  "omerbenamram--sample-with-zero-data-size-event.evtx": {
    states: { intact: 335, recovered: 114, damaged: 1 },
    damages: { "chunk-data-checksum": 1, "record-size": 1 },
    recovered: ["4-117"],
    damaged: ["3"],
  },
  /**
   * Zeroed stretches: the ends of chunks 0 and 9, the middle of chunk 7, and the starts of chunks 6 and 10, whose
   * records lost header and templates: their numbers and times are all that is left.
   */
  "omerbenamram--sample_with_a_bad_chunk_magic.evtx": {
    states: { intact: 267, recovered: 31, damaged: 85 },
    damages: { "chunk-data-checksum": 3, "record-size-copy": 3, "chunk-signature": 7, template: 82 },
    recovered: ["47675-47705"],
    damaged: ["46741", "47613-47627", "47640", "45933", "45963-46029"],
  },
  /** A shadow copy of a log in use: two chunks' places between others hold zeros. */
  "omerbenamram--2-vss_7-System.evtx": {
    states: { intact: 1160, recovered: 0, damaged: 0 },
    damages: { "chunk-signature": 2 },
    recovered: [],
    damaged: [],
  },
  /** Only the table of names is spoiled; names are found without it. */
  "omerbenamram--security_bad_string_cache.evtx": {
    states: { intact: 2261, recovered: 0, damaged: 0 },
    damages: { "chunk-header-checksum": 1 },
    recovered: [],
    damaged: [],
  },
};

/** Remarks by log; the others have none. Windows makes such files in ordinary use, so these are no damage. */
const REMARKS: Readonly<Record<string, readonly string[]>> = {
  "omerbenamram--2-system-Microsoft-Windows-LiveId_4Operational.evtx": ["dirty"],
  "omerbenamram--2-vss_0-Microsoft-Windows-RemoteDesktopServices-RdpCoreTS_4Operational.evtx": ["dirty"],
  "omerbenamram--2-vss_0-Microsoft-Windows-TerminalServices-RemoteConnectionManager_4Operational.evtx": ["dirty"],
  "omerbenamram--2-vss_7-System.evtx": ["dirty", "chunk-count"],
  "omerbenamram--E_Windows_system32_winevt_logs_Microsoft-Windows-Shell-Core_4Operational.evtx": [
    "dirty",
    "chunk-count",
  ],
  "omerbenamram--Microsoft-Windows-HelloForBusiness_4Operational.evtx": ["dirty"],
  "omerbenamram--Microsoft-Windows-LanguagePackSetup_4Operational.evtx": ["dirty"],
  "omerbenamram--sample-with-irregular-bool-values.evtx": ["dirty"],
  "omerbenamram--sample-with-zero-data-size-event.evtx": ["dirty"],
  "omerbenamram--sample_with_a_bad_chunk_magic.evtx": ["dirty", "chunk-count"],
  "omerbenamram--security.evtx": ["dirty"],
  "omerbenamram--security_bad_string_cache.evtx": ["dirty"],
  "omerbenamram--sysmon.evtx": ["dirty", "trailing-bytes", "chunk-count"],
  "omerbenamram--system.evtx": ["dirty", "chunk-count"],
  "velocidex--RDPAuth_LocalSessionManager.evtx": ["dirty"],
  "velocidex--RDPAuth_RemoteConnectionManager.evtx": ["dirty"],
  "velocidex--RDPAuth_Security.evtx": ["dirty", "chunk-count"],
  "velocidex--RDPAuth_System.evtx": ["dirty", "chunk-count"],
  "williballenthin--system.evtx": ["dirty"],
  "yamato-security--ID302_RDS_Gateway_Logon_Logoff.evtx": ["dirty"],
};

function rangesOf(ids: readonly bigint[]): readonly string[] {
  const ranges: { from: bigint; to: bigint }[] = [];
  for (const id of ids) {
    const last = ranges.at(-1);
    if (last !== undefined && id === last.to + 1n) last.to = id;
    else ranges.push({ from: id, to: id });
  }
  return ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`));
}

function countsOf(corpus: Corpus, name: string): DamagedLog & { readonly remarks: readonly string[] } {
  const damages: Record<string, number> = {};
  const ids: Record<RecordState, bigint[]> = { intact: [], recovered: [], damaged: [] };
  const noticed = scanLog(corpus.bytes(name), (record) => ids[record.state].push(record.system().recordId));
  for (const { kind } of noticed.damages) damages[kind] = (damages[kind] ?? 0) + 1;
  return {
    states: { intact: ids.intact.length, recovered: ids.recovered.length, damaged: ids.damaged.length },
    damages,
    recovered: rangesOf(ids.recovered),
    damaged: rangesOf(ids.damaged),
    remarks: noticed.remarks.map(({ kind }) => kind),
  };
}

describeCorpus("what the reader makes of each log", (corpus) => {
  it("knows all logs there are", () => {
    expect([...Object.keys(SOUND), ...Object.keys(DAMAGED), EMPTY_LOG].toSorted()).toEqual(corpus.names);
  });

  it(`${EMPTY_LOG}: no log, since it is empty`, () => {
    const sink = { record: () => undefined, damage: () => undefined, remark: () => undefined };
    expect(() => new EvtxScan(bytesSource(corpus.bytes(EMPTY_LOG)), sink)).toThrow(
      new EvtxError("empty", "the file is empty"),
    );
  });

  it.each(Object.entries(SOUND))("%s: %i intact records and no damage", (name, records) => {
    expect(countsOf(corpus, name)).toEqual({
      states: { intact: records, recovered: 0, damaged: 0 },
      damages: {},
      recovered: [],
      damaged: [],
      remarks: REMARKS[name] ?? [],
    });
  });

  it.each(Object.entries(DAMAGED))("%s: damage is counted, and reading goes on behind it", (name, expected) => {
    expect(countsOf(corpus, name)).toEqual({ ...expected, remarks: REMARKS[name] ?? [] });
  });

  describe("recovered and damaged records", () => {
    it.each(Object.keys(DAMAGED))("%s: none repeats an intact one", (name) => {
      const seen = new Map<string, number>();
      scanLog(corpus.bytes(name), (record) => {
        const { recordId, time } = record.system();
        const key = `${recordId} ${time}`;
        seen.set(key, (seen.get(key) ?? 0) + 1);
      });
      expect([...seen].filter(([, count]) => count > 1)).toEqual([]);
    });

    it.each(Object.keys(DAMAGED))("%s: recovered ones are the log's own, and their headers agree with them", (name) => {
      const bytes = corpus.bytes(name);
      const channels = new Set<string | null>();
      const recovered: (EventSystem & { readonly offset: number })[] = [];
      scanLog(bytes, (record) => {
        if (record.state === "recovered") recovered.push({ ...record.system(), offset: record.offset });
        else if (record.state === "intact") channels.add(record.system().channel);
      });
      const strange = recovered.filter(({ channel, recordId, time, offset }) => {
        const late = bytes.readBigUInt64LE(offset + 16) - time;
        const agrees = bytes.readBigUInt64LE(offset + 8) === recordId && late > -SECOND && late < SECOND;
        return !agrees || !channels.has(channel);
      });
      expect(channels.size).toBe(1);
      expect(strange).toEqual([]);
    });
  });

  it("reads all events of a log whose table of names is spoiled", () => {
    const lines = (name: string): string => {
      const out = new ByteWriter();
      scanLog(corpus.bytes(name), (record) => record.writeJson(out, ""));
      return new TextDecoder().decode(out.written());
    };
    expect(lines("omerbenamram--security_bad_string_cache.evtx")).toBe(lines("omerbenamram--security.evtx"));
  });
});
