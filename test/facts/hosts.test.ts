import { describe, expect, test } from "vitest";
import { deriveFacts, type Hosts } from "../../src/facts/index.ts";
import type { EventEvidence, LogEvidence } from "../../src/evidence/index.ts";
import { filetimeToIso } from "../../src/shared/filetime.ts";
import { compact, event, evidenceOf, log, ticks, VMMS_ADMIN, WHOLE_SPAN } from "../evidence/build-evidence.ts";
import { clusterRefusal, eventLog6011, logOfNames, type Stretch } from "../evidence/renamed-hosts.ts";

const time = "2025-06-02T22:00:00Z";

function hostsOf(events: readonly EventEvidence[], logs: readonly LogEvidence[] = []): Hosts {
  return deriveFacts(evidenceOf(events, logs)).hosts;
}

/** Whose records of these names at these times are. */
function namesAt(hosts: Hosts, ...records: readonly (readonly [string, string])[]): readonly string[] {
  return records.map(([computer, at]) => hosts.nameOf(computer, ticks(at)));
}

function renames(hosts: Hosts): readonly string[] {
  return hosts.renames.map(
    ({ host, from, to, proof, before }) => `${host}: ${from} -> ${to}, ${proof.basis}, ${before}`,
  );
}

test("a host is one under its short and its full name, in any case", () => {
  const hosts = hostsOf(
    ["hv01", "HV01.corp.example", "Hv01.CORP.example"].map((computer) => event({ time, computer })),
  );
  expect(hosts.names).toEqual(["HV01"]);
  expect(hosts.nameOf("hv01.corp.example", ticks(time))).toBe("HV01");
});

test("hosts of the same short name in two domains stay apart", () => {
  const events = ["HV01.north.example", "HV01.south.example", "HV02.north.example"].map((computer) =>
    event({ time, computer }),
  );
  expect(hostsOf(events).names).toEqual(["HV01.NORTH.EXAMPLE", "HV01.SOUTH.EXAMPLE", "HV02"]);
});

test("hosts that only appear in logs without any selected event are named too", () => {
  expect(hostsOf([], [log("HV02", "System")]).names).toEqual(["HV02"]);
});

test("a host that writes to a Hyper-V or clustering channel is a virtualization host", () => {
  const logs = [
    log("HV01", VMMS_ADMIN),
    log("HV02", "Microsoft-Windows-FailoverClustering/Operational"),
    log("P1", "Application"),
  ];
  expect([...hostsOf([], logs).virtualizationHosts]).toEqual(["HV01", "HV02"]);
});

test.each(["Microsoft-Windows-Hyper-V-Guest-Drivers/Admin", "Microsoft-Windows-FailoverClustering-Manager/Admin"])(
  "a computer that writes to %s may be any",
  (channel) => {
    expect([...hostsOf([], [log("P1", channel)]).virtualizationHosts]).toEqual([]);
  },
);

test("a host whose System log holds a cluster node's event is one, and that of the cluster's manager is none", () => {
  const clustering = "Microsoft-Windows-FailoverClustering";
  const node = event({ time, computer: "HV01", channel: "System", provider: clustering, eventId: 1146 });
  const console = event({ time, computer: "P1", channel: "System", provider: `${clustering}-Manager`, eventId: 4681 });
  expect([...hostsOf([node, console]).virtualizationHosts]).toEqual(["HV01"]);
});

test("a record without a computer's name belongs to no host", () => {
  const hosts = hostsOf([event({ time, computer: null })]);
  expect(hosts.names).toEqual([]);
  expect(hosts.nameOf(null, null)).toBe("(unnamed computer)");
});

describe("a host that EventLog 6011 shows to have been renamed", () => {
  const renamed = eventLog6011({
    time: "2025-06-02T06:12:44Z",
    recordId: 21187,
    computer: "HV03.corp.example",
    from: "HVNEW03",
    to: "HV03",
  });
  const system = logOfNames(
    "HV03/System.evtx",
    "System",
    ["HVNEW03.corp.example", "2025-05-01T00:00:00Z", "2025-06-02T06:10:00Z", 100, 21180],
    ["HV03.corp.example", "2025-06-02T06:12:30Z", "2025-06-07T00:00:00Z", 21181, 30000],
  );

  test("is one host under its present name, before and after", () => {
    const hosts = hostsOf([renamed], [system, log("HVNEW03", VMMS_ADMIN, { to: ticks("2025-06-02T06:00:00Z") })]);
    expect(hosts.names).toEqual(["HV03"]);
    expect(
      namesAt(
        hosts,
        ["hvnew03", "2025-05-20T00:00:00Z"],
        ["HVNEW03.corp.example", "2025-06-02T06:10:00Z"],
        ["HV03.corp.example", "2025-06-02T06:12:30Z"],
      ),
    ).toEqual(["HV03", "HV03", "HV03"]);
    expect([...hosts.virtualizationHosts]).toEqual(["HV03"]);
  });

  test("carries the former name, until when, and the record that says so", () => {
    expect(hostsOf([renamed], [system]).renames).toEqual([
      {
        host: "HV03",
        from: "HVNEW03",
        to: "HV03",
        until: ticks("2025-06-02T06:12:44Z"),
        since: ticks("2025-06-02T06:12:44Z"),
        proof: { basis: "verified", event: renamed },
        before: "in-service",
        notAMember: null,
      },
    ]);
  });

  test("is known without any record that bears the former name", () => {
    expect(renames(hostsOf([renamed]))).toEqual(["HV03: HVNEW03 -> HV03, verified, not-shown"]);
  });

  test("keeps its records under the old name for an hour after the change; a later machine of that name is another", () => {
    const later = log("HVNEW03.corp.example", "System", { from: ticks("2025-06-05T00:00:00Z") });
    const hosts = hostsOf([renamed], [system, later]);
    expect(hosts.names).toEqual(["HV03", "HVNEW03"]);
    expect(
      namesAt(
        hosts,
        ["HVNEW03", "2025-06-02T07:12:44Z"],
        ["HVNEW03", "2025-06-02T07:12:44.0000001Z"],
        ["HVNEW03", "2025-06-05T00:00:00Z"],
      ),
    ).toEqual(["HV03", "HVNEW03", "HVNEW03"]);
  });

  test("stands apart from another machine that had the present name before", () => {
    const earlier = log("HV03.corp.example", "Application", {
      from: ticks("2025-05-01T00:00:00Z"),
      to: ticks("2025-05-30T00:00:00Z"),
    });
    const hosts = hostsOf([renamed], [earlier, system]);
    expect(hosts.names).toEqual(["HV03", "HV03 (before 2025-06-02)"]);
    expect(
      namesAt(
        hosts,
        ["HV03", "2025-05-30T00:00:00Z"],
        ["HV03", "2025-06-02T06:00:00Z"],
        ["HVNEW03", "2025-05-30T00:00:00Z"],
      ),
    ).toEqual(["HV03 (before 2025-06-02)", "HV03", "HV03"]);
  });

  test("is told apart by time among compact events too", () => {
    const old = event({ time: "2025-06-01T00:00:00Z", computer: "HVNEW03" });
    const other = event({ time: "2025-06-06T00:00:00Z", computer: "HVNEW03" });
    const { hosts } = deriveFacts(evidenceOf([renamed], [], WHOLE_SPAN, compact([old, other])));
    expect(hosts.names).toEqual(["HV03", "HVNEW03"]);
  });

  test("whom the cluster then does not know by its new name was a member under the old one", () => {
    const given = { time: "2025-06-02T06:20:00Z", computer: "HV03" };
    const refused = clusterRefusal({ ...given, node: "HV03" });
    const another = clusterRefusal({ ...given, node: "HV04", time: "2025-06-02T06:19:00Z" });
    const { renames: found } = hostsOf([renamed, another, refused]);
    expect(found.map(({ before, notAMember }) => [before, notAMember])).toEqual([["in-service", refused]]);
  });
});

describe("several changes", () => {
  const at = (
    when: string,
    recordId: number,
    [from, to]: readonly [string, string],
    given: { readonly computer?: string; readonly file?: string } = {},
  ): EventEvidence => eventLog6011({ time: when, recordId, from, to, computer: given.computer ?? to, ...given });

  test("of one host in a row are one host under the last name", () => {
    const hosts = hostsOf([
      at("2025-06-01T10:00:00Z", 10, ["A", "B"], { file: "s" }),
      at("2025-06-03T10:00:00Z", 20, ["B", "C"], { file: "s" }),
    ]);
    expect(hosts.names).toEqual(["C"]);
    expect(renames(hosts)).toEqual(["C: A -> B, verified, not-shown", "C: B -> C, verified, set-up"]);
    expect(
      namesAt(hosts, ["A", "2025-05-01T00:00:00Z"], ["B", "2025-06-02T00:00:00Z"], ["C", "2025-06-04T00:00:00Z"]),
    ).toEqual(["C", "C", "C"]);
  });

  test("there and back leave the host its name, and a stranger who had it meanwhile another host", () => {
    const hosts = hostsOf([
      at("2025-06-01T10:00:00Z", 10, ["A", "B"]),
      at("2025-06-05T10:00:00Z", 20, ["B", "A"]),
      event({ time: "2025-06-03T00:00:00Z", computer: "A" }),
      event({ time: "2025-06-03T00:00:00Z", computer: "B" }),
      event({ time: "2025-06-06T00:00:00Z", computer: "A" }),
      event({ time: "2025-05-06T00:00:00Z", computer: "A" }),
    ]);
    expect(hosts.names).toEqual(["A", "A (before 2025-06-05)"]);
    expect(
      namesAt(
        hosts,
        ["A", "2025-05-06T00:00:00Z"],
        ["B", "2025-06-03T00:00:00Z"],
        ["A", "2025-06-03T00:00:00Z"],
        ["A", "2025-06-06T00:00:00Z"],
      ),
    ).toEqual(["A", "A", "A (before 2025-06-05)", "A"]);
  });

  test("that swap two machines' names within an hour leave two hosts, each with its own records", () => {
    const hosts = hostsOf([
      at("2025-06-02T10:00:00Z", 10, ["HV01", "TMP"], { file: "one" }),
      at("2025-06-02T10:10:00Z", 50, ["HV02", "HV01"], { file: "two" }),
      at("2025-06-02T10:20:00Z", 12, ["TMP", "HV02"], { file: "one" }),
    ]);
    expect(hosts.names).toEqual(["HV01", "HV02"]);
    expect(
      namesAt(
        hosts,
        ["HV01", "2025-06-02T09:59:00Z"],
        ["HV02", "2025-06-02T10:08:00Z"],
        ["HV01", "2025-06-02T10:09:00Z"],
        ["HV02", "2025-06-02T10:19:00Z"],
        ["TMP", "2025-06-02T10:05:00Z"],
      ),
    ).toEqual(["HV02", "HV01", "HV01", "HV02", "HV02"]);
  });

  test("keep the order of their record ids when the clock was set back between them, as at a first set-up", () => {
    const system = logOfNames(
      "s",
      "System",
      ["A", "2025-06-03T00:42:15Z", "2025-06-03T00:42:30Z", 1, 9],
      ["B", "2025-06-02T16:46:30Z", "2025-06-03T00:43:49Z", 10, 315],
      ["C", "2025-06-02T16:46:38Z", "2025-06-08T07:15:00Z", 316, 1247],
    );
    const hosts = hostsOf(
      [
        at("2025-06-03T00:42:34Z", 10, ["A", "B"], { file: "s" }),
        at("2025-06-02T16:46:49Z", 316, ["B", "C"], { file: "s" }),
      ],
      [system],
    );
    expect(hosts.names).toEqual(["C"]);
    expect(namesAt(hosts, ["B", "2025-06-03T00:43:49Z"], ["A", "2025-06-03T00:42:30Z"])).toEqual(["C", "C"]);
  });

  test("a clock that is set back after the change makes no second machine of records under the new name", () => {
    const system = logOfNames(
      "s",
      "System",
      ["A", "2025-06-02T10:00:00Z", "2025-06-02T10:05:00Z", 1, 173],
      ["B", "2025-06-02T00:10:00Z", "2025-06-07T00:00:00Z", 174, 900],
    );
    const hosts = hostsOf([at("2025-06-02T10:06:00Z", 174, ["A", "B"], { file: "s" })], [system]);
    expect(hosts.names).toEqual(["B"]);
  });

  test("a short time under another name, of which the survey of a large log saw no record, is borne out by its end", () => {
    const system = logOfNames("s", "System", ["A", "2025-06-01T00:00:00Z", "2025-06-07T00:00:00Z", 1, 90_000]);
    const hosts = hostsOf(
      [
        at("2025-06-02T10:00:00Z", 30_000, ["A", "B"], { file: "s" }),
        at("2025-06-02T14:00:00Z", 30_100, ["B", "A"], { file: "s" }),
      ],
      [system],
    );
    expect(hosts.names).toEqual(["A"]);
    expect(namesAt(hosts, ["A", "2025-06-01T00:00:00Z"], ["B", "2025-06-02T12:00:00Z"])).toEqual(["A", "A"]);
  });

  test("a log that says the same at every boot tells of one change; another machine's log tells of another", () => {
    const again = [10, 20, 30].map((recordId) =>
      at(`2025-06-${recordId}T10:00:00Z`, recordId, ["A", "B"], { file: "s" }),
    );
    expect(renames(hostsOf(again))).toEqual(["B: A -> B, verified, not-shown"]);
    const other = at("2025-06-25T10:00:00Z", 7, ["A", "B"], { file: "other" });
    expect(hostsOf([...again, other]).names).toEqual(["B", "B (before 2025-06-25)"]);
  });

  test("two machines that had the name before, on one day, are told apart by the time", () => {
    const hosts = hostsOf([
      at("2025-06-02T04:00:00Z", 1, ["A", "B"], { file: "one" }),
      at("2025-06-02T08:00:00Z", 1, ["C", "B"], { file: "two" }),
      at("2025-06-02T12:00:00Z", 1, ["D", "B"], { file: "three" }),
    ]);
    expect(hosts.names).toEqual([
      "B",
      "B (before 2025-06-02T08:00:00.0000000Z)",
      "B (before 2025-06-02T12:00:00.0000000Z)",
    ]);
  });

  test("a machine that had the name until a change soon after midnight had it before the day of the change", () => {
    const taken = at("2025-06-03T00:10:00Z", 1, ["A", "B"], { file: "one" });
    const earlier = log("B", "System", { from: ticks("2025-06-01T00:00:00Z"), to: ticks("2025-06-02T00:00:00Z") });
    const known = logOfNames("one", "System", ["B", "2025-06-02T23:59:00Z", "2025-06-07T00:00:00Z", 1, 900]);
    expect(hostsOf([taken], [earlier]).names).toEqual(["B", "B (before 2025-06-03)"]);
    expect(hostsOf([taken], [earlier, known]).names).toEqual(["B", "B (before 2025-06-03)"]);
  });

  test("a change that the same log does not bear out was taken back", () => {
    const system = logOfNames("s", "System", ["A", "2025-06-01T00:00:00Z", "2025-06-07T00:00:00Z", 1, 900]);
    const hosts = hostsOf([at("2025-06-02T10:00:00Z", 100, ["A", "B"], { file: "s", computer: "A" })], [system]);
    expect([hosts.names, hosts.renames]).toEqual([["A"], []]);
  });
});

describe("a 6011 that renames nobody", () => {
  const cases = [
    ["with the same name twice", "HV03", "HV03", "HV03"],
    ["that only changes the case", "hv03", "HV03", "HV03"],
    ["without an old name, as a first set-up writes it", "", "HV03", "HV03"],
    ["of another machine than the one that wrote it", "HV01", "HV02", "HV07"],
    ["with a name that no host can have", "HV01", "X".repeat(64), "HV01"],
  ] as const;
  test.each(cases)("%s", (_, from, to, computer) => {
    const hosts = hostsOf([eventLog6011({ time, from, to, computer })]);
    expect([hosts.names, hosts.renames]).toEqual([[computer], []]);
  });

  test("that has no data, or one string without a comma", () => {
    for (const data of [[], [{ value: "HV01" }]]) {
      expect(hostsOf([{ ...eventLog6011({ time, from: "", to: "", computer: "HV01" }), data }]).renames).toEqual([]);
    }
  });
});

describe("NetBIOS names", () => {
  test("of 15 characters stand for the longer name of the log that they are in", () => {
    const long = "hyperv-cluster-node-17.corp.example";
    const hosts = hostsOf([
      eventLog6011({ time, from: "WIN-ABC", to: "HYPERV-CLUSTER-", computer: long }),
      event({ time: "2025-06-01T00:00:00Z", computer: "WIN-ABC" }),
      event({ time, computer: "hyperv-cluster-node-18.corp.example" }),
    ]);
    expect(hosts.names).toEqual(["HYPERV-CLUSTER-NODE-17", "HYPERV-CLUSTER-NODE-18"]);
    expect(namesAt(hosts, ["WIN-ABC", "2025-06-01T00:00:00Z"])).toEqual(["HYPERV-CLUSTER-NODE-17"]);
  });

  test("are names of the log that they are in, where two domains have them", () => {
    const north = eventLog6011({ time, from: "OLD", to: "HV01", computer: "HV01.north.example", file: "north" });
    const hosts = hostsOf(
      [north, event({ time, computer: "HV01.south.example" }), event({ time, computer: "OLD.south.example" })],
      [
        logOfNames(
          "north",
          "System",
          ["OLD.north.example", "2025-06-01T00:00:00Z", "2025-06-02T21:59:00Z", 1, 50],
          ["HV01.north.example", "2025-06-02T22:00:00Z", "2025-06-07T00:00:00Z", 51, 90],
        ),
      ],
    );
    expect(hosts.names).toEqual(["HV01.NORTH.EXAMPLE", "HV01.SOUTH.EXAMPLE", "OLD"]);
    expect(hosts.nameOf("OLD.north.example", ticks("2025-06-01T00:00:00Z"))).toBe("HV01.NORTH.EXAMPLE");
    expect(hosts.nameOf("OLD.south.example", ticks("2025-06-01T00:00:00Z"))).toBe("OLD");
  });
});

test("changes of names and refusals by the cluster, both by the thousand, are held against each other", () => {
  // Quadratic work would take minutes.
  const numbers = Array.from({ length: 10_000 }, (_, index) => index);
  const [computer, start] = ["HV03", ticks("2025-06-02T00:00:00Z")];
  const events = numbers.flatMap((index) => {
    const [from, to] = index % 2 === 0 ? (["HVNEW03", "HV03"] as const) : (["HV03", "HVNEW03"] as const);
    const renamedAt = filetimeToIso(start + BigInt(index) * 20_000_000n);
    const refusedAt = filetimeToIso(start + BigInt(index) * 20_000_000n + 10_000_000n);
    return [
      eventLog6011({ time: renamedAt, recordId: index * 2 + 1, computer, from, to, file: "s" }),
      clusterRefusal({ time: refusedAt, recordId: index * 2 + 2, computer, node: "HV99", file: "s" }),
    ];
  });
  const { renames: found } = hostsOf(events);
  expect(found).toHaveLength(10_000);
  expect(found.every(({ notAMember }) => notAMember === null)).toBe(true);
});

describe("forty thousand names that NetBIOS cuts to the same 15 characters", () => {
  // Quadratic work would take minutes.
  const numbers = Array.from({ length: 40_000 }, (_, index) => index);

  test("are told apart, also where each writes a 6011 of its own", () => {
    const events = numbers.map((index) =>
      eventLog6011({
        time: "2025-06-02T10:00:00Z",
        recordId: index + 1,
        computer: `HYPERV-CLUSTER-NODE-${index}.corp.example`,
        from: "WIN-SETUP",
        to: "HYPERV-CLUSTER-",
        file: `${index}`,
      }),
    );
    expect(hostsOf(events).names).toHaveLength(40_000);
  });

  test("stay what the log says when one log holds them all", () => {
    const events = numbers.map((index) =>
      eventLog6011({
        time: "2025-06-02T10:00:00Z",
        recordId: index + 1,
        computer: "WIN-SETUP.corp.example",
        from: "WIN-SETUP",
        to: "HYPERV-CLUSTER-",
        file: "all",
      }),
    );
    const stretches = numbers.map((index): Stretch => {
      const [from, to] = ["2025-06-02T11:00:00Z", "2025-06-03T00:00:00Z"];
      return [`HYPERV-CLUSTER-NODE-${index}`, from, to, index + 50_000, index + 50_000];
    });
    const hosts = hostsOf(events, [logOfNames("all", "System", ...stretches)]);
    expect(renames(hosts)).toEqual(["HYPERV-CLUSTER-: WIN-SETUP -> HYPERV-CLUSTER-, verified, in-service"]);
  });
});

describe("a log that changes its name midway, without any 6011", () => {
  const own = logOfNames(
    "Application.evtx",
    "Application",
    ["OLD.corp.example", "2025-06-01T00:00:00Z", "2025-06-02T10:00:00Z", 1, 500],
    ["HV01.corp.example", "2025-06-02T10:05:00Z", "2025-06-07T00:00:00Z", 501, 900],
  );

  test("is one host's; that is inferred, from the last record of the one name and the first of the other", () => {
    const hosts = hostsOf([], [own]);
    expect(hosts.names).toEqual(["HV01"]);
    expect(hosts.renames).toMatchObject([
      {
        from: "OLD",
        to: "HV01",
        until: ticks("2025-06-02T10:00:00Z"),
        since: ticks("2025-06-02T10:05:00Z"),
        before: "in-service",
        proof: {
          basis: "inferred",
          lastBefore: { file: "Application.evtx", channel: "Application", recordId: "500" },
          firstAfter: { file: "Application.evtx", channel: "Application", recordId: "501" },
        },
      },
    ]);
  });

  test("says nothing that a 6011 says already", () => {
    const said = eventLog6011({ time: "2025-06-02T10:06:00Z", from: "OLD", to: "HV01", computer: "HV01.corp.example" });
    expect(renames(hostsOf([said], [own]))).toEqual(["HV01: OLD -> HV01, verified, in-service"]);
  });

  test("of several logs the one with the narrowest gap is the proof", () => {
    const quiet = logOfNames(
      "Setup.evtx",
      "Setup",
      ["OLD", "2025-05-01T00:00:00Z", "2025-05-02T00:00:00Z", 1, 2],
      ["HV01", "2025-06-06T00:00:00Z", "2025-06-06T00:00:00Z", 3, 3],
    );
    const hosts = hostsOf([], [quiet, own]);
    expect(hosts.renames.map(({ proof }) => proof)).toMatchObject([{ lastBefore: { file: "Application.evtx" } }]);
  });

  test("of a machine whose clock was set back meanwhile is one host's if record ids and times meet where the names do", () => {
    const setUp = (firstId: number, firstTime: string): LogEvidence => {
      const given = logOfNames(
        "Application.evtx",
        "Application",
        ["OLD", "2025-06-02T16:46:34Z", "2025-06-03T00:42:22Z", 1, 19],
        ["HV01", "2025-06-02T16:46:40Z", "2025-06-07T00:00:00Z", firstId, 900],
      );
      const ends = [
        ["2025-06-03T00:42:00Z", "2025-06-02T16:46:34Z"],
        [firstTime, "2025-06-07T00:00:00Z"],
      ];
      return {
        ...given,
        origins: given.origins.map((origin, index) => ({
          ...origin,
          stretches: (origin.stretches ?? []).map((whole) => ({
            ...whole,
            firstTime: ticks(ends[index]?.[0] ?? ""),
            lastTime: ticks(ends[index]?.[1] ?? ""),
          })),
        })),
      };
    };
    expect(hostsOf([], [setUp(20, "2025-06-02T16:46:49Z")]).names).toEqual(["HV01"]);
    expect(hostsOf([], [setUp(21, "2025-06-02T16:46:49Z")]).names).toEqual(["HV01", "OLD"]);
    expect(hostsOf([], [setUp(20, "2025-06-02T16:46:33Z")]).names).toEqual(["HV01", "OLD"]);
  });

  const mixed: readonly (readonly [string, LogEvidence])[] = [
    [
      "whose names interleave in time",
      logOfNames(
        "f",
        "System",
        ["A", "2025-06-01T00:00:00Z", "2025-06-05T00:00:00Z", 1, 50],
        ["B", "2025-06-02T00:00:00Z", "2025-06-06T00:00:00Z", 51, 90],
      ),
    ],
    [
      "whose record ids jump back",
      logOfNames(
        "f",
        "System",
        ["A", "2025-06-01T00:00:00Z", "2025-06-02T00:00:00Z", 500, 900],
        ["B", "2025-06-03T00:00:00Z", "2025-06-06T00:00:00Z", 1, 90],
      ),
    ],
    [
      "of which two names could be one machine's, but a third is mixed in",
      logOfNames(
        "f",
        "System",
        ["A", "2025-06-01T00:00:00Z", "2025-06-02T00:00:00Z", 1, 100],
        ["B", "2025-06-03T00:00:00Z", "2025-06-06T00:00:00Z", 101, 300],
        ["C", "2025-06-04T00:00:00Z", "2025-06-05T00:00:00Z", 150, 200],
      ),
    ],
  ];
  test.each(mixed)("shows several machines %s", (_, log) => {
    const hosts = hostsOf([], [log]);
    expect(hosts.renames).toEqual([]);
    expect(hosts.names).toEqual([...new Set(log.origins.map(({ computer }) => computer))]);
  });

  test("shows several machines when it holds several channels, as a collector's does", () => {
    const [first, second] = own.origins;
    if (first === undefined || second === undefined) throw new Error("two origins");
    const collected = { ...own, origins: [first, second, { ...second, channel: "System" }] };
    expect(hostsOf([], [collected]).names).toEqual(["HV01", "OLD"]);
  });

  test("shows two machines when another log has one of the names before and after", () => {
    const alongside = logOfNames("b", "System", ["HV01", "2025-05-01T00:00:00Z", "2025-06-07T00:00:00Z", 1, 50]);
    expect(hostsOf([], [own, alongside]).names).toEqual(["HV01", "OLD"]);
  });

  test("makes one host of one that only joined a domain, though another domain has the name too", () => {
    const joined = logOfNames(
      "a",
      "System",
      ["HV01", "2025-06-01T00:00:00Z", "2025-06-02T10:00:00Z", 1, 500],
      ["HV01.corp.example", "2025-06-02T10:05:00Z", "2025-06-07T00:00:00Z", 501, 900],
    );
    const hosts = hostsOf([], [joined, log("HV01.other.example", "System")]);
    expect(hosts.names).toEqual(["HV01.CORP.EXAMPLE", "HV01.OTHER.EXAMPLE"]);
    expect(hosts.nameOf("hv01", ticks("2025-06-01T00:00:00Z"))).toBe("HV01.CORP.EXAMPLE");
  });
});

describe("what a host had been before", () => {
  const system = (...names: readonly [string, string]): LogEvidence =>
    logOfNames(
      "s",
      "System",
      [names[0], "2025-06-01T00:00:00Z", "2025-06-02T10:00:00Z", 1, 500],
      [names[1], "2025-06-02T10:05:00Z", "2025-06-07T00:00:00Z", 501, 900],
    );

  test("nothing but set up: neither a domain nor a Hyper-V log under the old name", () => {
    expect(renames(hostsOf([], [system("WIN-ABC", "HV01.corp.example")]))).toEqual([
      "HV01: WIN-ABC -> HV01, inferred, set-up",
    ]);
  });

  test("in service, by the name's domain", () => {
    expect(renames(hostsOf([], [system("DESKTOP-1.corp.example", "HV01.corp.example")]))).toEqual([
      "HV01: DESKTOP-1 -> HV01, inferred, in-service",
    ]);
  });

  test("in service, by a Hyper-V log under the old name", () => {
    const vmms = log("WIN-ABC", VMMS_ADMIN, { to: ticks("2025-06-02T00:00:00Z") });
    expect(renames(hostsOf([], [system("WIN-ABC", "HV01"), vmms]))).toEqual([
      "HV01: WIN-ABC -> HV01, inferred, in-service",
    ]);
  });

  test("in service at the second change when it was so at the first", () => {
    const logs = [
      logOfNames(
        "s",
        "System",
        ["HV03.corp.example", "2025-06-01T00:00:00Z", "2025-06-02T10:00:00Z", 1, 500],
        ["TMP", "2025-06-02T10:05:00Z", "2025-06-02T11:00:00Z", 501, 600],
        ["HV04", "2025-06-02T11:05:00Z", "2025-06-07T00:00:00Z", 601, 900],
      ),
    ];
    expect(renames(hostsOf([], logs))).toEqual([
      "HV04: HV03 -> TMP, inferred, in-service",
      "HV04: TMP -> HV04, inferred, in-service",
    ]);
  });
});
