import type { EventToWrite, Payload } from "../evtx/index.ts";
import type { Moment } from "../moment.ts";
import { etwString, type Host, LEVEL, LOCAL_SYSTEM } from "./host.ts";

const VMMS_ADMIN_CHANNEL = "Microsoft-Windows-Hyper-V-VMMS-Admin";

/** A virtual machine as VMMS names it. */
export interface VirtualMachine {
  readonly name: string;
  /** Upper case, without braces. */
  readonly id: string;
}

function vmmsEvent(
  host: Host,
  time: Moment,
  id: number,
  level: number,
  processId: number,
  payload: Payload,
): EventToWrite {
  return {
    layout: "shared",
    provider: { name: "Microsoft-Windows-Hyper-V-VMMS", guid: "{6066f867-7ca1-4418-85fd-36e3f9c0600c}" },
    eventId: id,
    version: 0,
    level,
    task: 0,
    opcode: 0,
    keywords: 0x8000_0000_0000_0000n,
    time,
    processId,
    threadId: processId + 1_480,
    channel: VMMS_ADMIN_CHANNEL,
    computer: host.computer,
    userId: LOCAL_SYSTEM,
    payload,
  };
}

/** UserData with one element for each datum. */
export function vmlEventLog(fields: readonly { readonly name: string; readonly value: string }[]): Payload {
  return {
    kind: "user-data",
    root: "VmlEventLog",
    xmlns: "http://www.microsoft.com/Windows/Virtualization/Events",
    fields: fields.map(({ name, value }) => ({ name, value: etwString(value) })),
  };
}

function identity(machine: VirtualMachine): readonly { readonly name: string; readonly value: string }[] {
  return [
    { name: "VmName", value: machine.name },
    { name: "VmId", value: machine.id },
  ];
}

/** 13002 and 18304 both report a new virtual machine. */
export function machineCreated(
  host: Host,
  time: Moment,
  id: 13002 | 18304,
  machine: VirtualMachine,
  processId: number,
): EventToWrite {
  return vmmsEvent(host, time, id, LEVEL.information, processId, vmlEventLog(identity(machine)));
}

/** 18012: a checkpoint failed. */
export function checkpointFailed(host: Host, time: Moment, machine: VirtualMachine, processId: number): EventToWrite {
  return vmmsEvent(host, time, 18012, LEVEL.error, processId, vmlEventLog(identity(machine)));
}

/** 19100: the merge behind a checkpoint failed; the message is a reference to the HRESULT's text. */
export function diskMergeFailed(host: Host, time: Moment, machine: VirtualMachine, processId: number): EventToWrite {
  const error = [
    { name: "ErrorMessage", value: "%%2147942432" },
    { name: "ErrorCode", value: "0x80070020" },
  ];
  return vmmsEvent(host, time, 19100, LEVEL.error, processId, vmlEventLog([...identity(machine), ...error]));
}

/** 12660: no handle to the Hyper-V storage provider. */
export function storageProviderUnavailable(
  host: Host,
  time: Moment,
  processId: number,
  payload: Payload,
): EventToWrite {
  return vmmsEvent(host, time, 12660, LEVEL.error, processId, payload);
}

/** 14050: VMMS could not register a service principal name. */
export function principalNameNotRegistered(host: Host, time: Moment, service: string, processId: number): EventToWrite {
  return vmmsEvent(host, time, 14050, LEVEL.error, processId, vmlEventLog([{ name: "Parameter0", value: service }]));
}
