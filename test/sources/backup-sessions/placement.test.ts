import { describe, expect, test } from "vitest";
import { iso, leftOut, read } from "../row-exports/read.ts";

describe("a placement", () => {
  test.each([
    [
      "vm,volume,time,host\napp-01,Cluster Disk 1,2026-09-28T00:00:00Z,HV09\n",
      "Cluster Disk 1",
      "2026-09-28T00:00:00Z",
      "HV09",
    ],
    [
      '"VMName","ControllerType","Path","ComputerName"\n"app-01","SCSI","C:\\ClusterStorage\\Volume1\\app-01\\a.vhdx","HV09"\n',
      "C:\\ClusterStorage\\Volume1\\app-01\\a.vhdx",
      null,
      "HV09",
    ],
    ["VM;CSV\napp-01;Cluster Disk 1\n", "Cluster Disk 1", null, null],
    ['[{"VM":"app-01","Volume":"Cluster Disk 1"}]', "Cluster Disk 1", null, null],
  ])("says where a machine's disks lie: %j", (text, volume, time, host) => {
    const { rows, account } = read(text);
    expect(account).toMatchObject({ kind: "placement", status: "complete", rows: 1 });
    expect(rows.placement.map((row) => [row.vm, row.volume, iso(row.time), row.host])).toEqual([
      ["app-01", volume, time, host],
    ]);
  });

  test("may say of which cluster the machine is", () => {
    const { rows } = read("vm,volume,Cluster\napp-01,Disk 1,HVCL01\napp-02,Disk 1,\n");
    expect(rows.placement.map(({ vm, cluster }) => [vm, cluster])).toEqual([
      ["app-01", "HVCL01"],
      ["app-02", undefined],
    ]);
  });

  test("leaves out rows without a machine or a volume, or with a time that cannot be told", () => {
    expect(leftOut("vm,volume,time\n,Disk 1,\na,,\nb,Disk 1,2026-09-28 10:00\nc,Disk 1,\n")).toEqual([
      ["cell-missing", 2, 2, null],
      ["time-without-zone", 1, 4, "2026-09-28 10:00"],
    ]);
  });
});
