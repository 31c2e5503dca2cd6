import { expect, test } from "vitest";
import { deriveHosts, type Hosts } from "../../src/facts/hosts.ts";
import { event, log, ticks } from "../evidence/build-evidence.ts";
import { clusterEvidence, history, logMove, placement, session } from "../evidence/build-ownership.ts";
import { eventLog6011 } from "../evidence/renamed-hosts.ts";

const time = "2025-06-02T22:00:00Z";

function told({ names, virtualizationHosts, clusterNodes }: Hosts): unknown {
  return { names, virtualizationHosts: [...virtualizationHosts].sort(), clusterNodes: [...clusterNodes].sort() };
}

test("a node of an export and the computer that wrote logs are one host", () => {
  const hosts = deriveHosts(
    clusterEvidence({
      logs: [log("HV03.corp.example", "System")],
      exports: { ownership: [history(time, "Cluster Disk 1", "hv03"), history(time, "Cluster Disk 2", "HV04")] },
    }),
  );
  expect(told(hosts)).toEqual({
    names: ["HV03", "HV04"],
    virtualizationHosts: ["HV03", "HV04"],
    clusterNodes: ["HV03", "HV04"],
  });
  expect(hosts.nameOf("HV04.corp.example", null)).toBe("HV04");
});

test("a node that an export names by its former name is the renamed host", () => {
  const renamed = eventLog6011({
    time: "2025-06-02T06:12:44Z",
    recordId: 21187,
    computer: "HV03.corp.example",
    from: "HVNEW03",
    to: "HV03",
  });
  const ownership = [
    history("2025-06-01T00:00:00Z", "Cluster Disk 1", "HVNEW03"),
    history(time, "Cluster Disk 1", "HV03"),
  ];
  const hosts = deriveHosts(clusterEvidence({ events: [renamed], exports: { ownership } }));
  expect(hosts.names).toEqual(["HV03"]);
  expect(hosts.nameOf("hvnew03", ticks("2025-06-01T00:00:00Z"))).toBe("HV03");
});

test("a name that NetBIOS cut is the one computer's that it may stand for", () => {
  const long = "HYPERV-CLUSTER-NODE-07";
  const exports = { ownership: [history(time, "Cluster Disk 1", long.slice(0, 15))] };
  const one = deriveHosts(clusterEvidence({ logs: [log(`${long}.corp.example`, "System")], exports }));
  expect(one.names).toEqual([long]);
  const two = deriveHosts(
    clusterEvidence({ logs: [log(long, "System"), log("HYPERV-CLUSTER-NODE-08", "System")], exports }),
  );
  expect(two.names).toEqual(["HYPERV-CLUSTER-", long, "HYPERV-CLUSTER-NODE-08"]);
});

test("a machine's host is no cluster node, and a proxy that only sessions name is neither", () => {
  const hosts = deriveHosts(
    clusterEvidence({
      exports: {
        groupMoves: [logMove(time, "web-01", "HV01", "HV02")],
        placement: [placement("web-01", "Cluster Disk 1", "HV05")],
        sessions: [session({ host: "HV06", proxy: "proxy01.corp.example" })],
      },
    }),
  );
  expect(told(hosts)).toEqual({
    names: ["HV01", "HV02", "HV05", "HV06"],
    virtualizationHosts: ["HV01", "HV02", "HV05", "HV06"],
    clusterNodes: ["HV01", "HV02"],
  });
  expect(hosts.nameOf("PROXY01", null)).toBe("PROXY01");
});

test("a proxy that sessions name by its address keeps all of it", () => {
  const exports = { sessions: [session({ proxy: "10.1.2.3" })] };
  expect(deriveHosts(clusterEvidence({ exports })).nameOf("10.1.2.3", null)).toBe("10.1.2.3");
});

test("a proxy that wrote logs stays what it is", () => {
  const exports = { sessions: [session({ proxy: "PROXY01" })] };
  const hosts = deriveHosts(clusterEvidence({ events: [event({ time })], exports }));
  expect(told(hosts)).toEqual({ names: ["PROXY01"], virtualizationHosts: [], clusterNodes: [] });
});
