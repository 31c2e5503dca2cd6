import { VERIFIED } from "./certainties.ts";
import { datum, defineEvent, layout, unusedDatum } from "./entry.ts";
import { manifestFields, messageTable } from "./sources.ts";

const PROVIDER = "Microsoft-Windows-SMBClient";

const SMB_CLIENT = {
  provider: PROVIDER,
  providerGuid: "{988c59c5-0a1c-45b6-a555-0c62276e327d}",
  channel: "Microsoft-Windows-SmbClient/Connectivity",
  payload: "event-data",
  certainty: VERIFIED,
  sources: [manifestFields(PROVIDER), messageTable(PROVIDER)],
} as const;

const SERVER_NAME = datum("serverName", "server", "ServerName");

export const SMB_DISCONNECTED = defineEvent({
  ...SMB_CLIENT,
  id: 30804,
  level: "error",
  layouts: [
    layout(
      "A network connection was disconnected.\n\nServer name: %4\nServer address: %6\nConnection type: %7\n\nGuidance:\n" +
        "This indicates that the client's connection to the server was disconnected.\n\nFrequent, unexpected disconnects " +
        "when using an RDMA over Converged Ethernet (RoCE) adapter may indicate a network misconfiguration. RoCE requires " +
        "Priority Flow Control (PFC) to be configured for every host, switch and router on the RoCE network. Failure to " +
        "properly configure PFC will cause packet loss, frequent disconnects and poor performance.",
      datum("reason", "reason", "Reason"),
      datum("status", "NTSTATUS", "Status"),
      unusedDatum("InstanceNameLength"),
      datum("instanceName", "instance: CSV, for Cluster Shared Volumes", "InstanceName"),
      unusedDatum("ServerNameLength"),
      SERVER_NAME,
      unusedDatum("AddressLength"),
      datum("address", "address", "Address"),
      datum("connectionType", "kind of connection", "ConnectionType"),
      datum("interfaceId", "interface", "InterfaceId"),
    ),
  ],
  meaning: "The connection to another node broke; it names the node.",
});

export const RDMA_CONNECT_FAILED = defineEvent({
  ...SMB_CLIENT,
  id: 30818,
  level: "warning",
  layouts: [
    layout(
      "RDMA interfaces are available but the client failed to connect to the server over RDMA transport.\n\nServer name: " +
        "%2\n\nGuidance:\nBoth client and server have RDMA (SMB Direct) adaptors but there was a problem with the " +
        "connection and the client had to fall back to using TCP/IP SMB (non-RDMA).",
      unusedDatum("ServerNameLength"),
      SERVER_NAME,
    ),
  ],
  meaning: "SMB Direct does not work to this server, though both sides have RDMA.",
});
