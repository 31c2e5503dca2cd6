import type { AccessControl, DirectoryRef } from "../evidence/index.ts";
import type { DirectoryHost, SeenConnectionPoint } from "../facts/directory/index.ts";
import { type Finding, names, span, text } from "../report/index.ts";
import { distinctTexts } from "../shared/distinct-texts.ts";
import { dnsNameOf } from "../shared/distinguished-name.ts";
import { defineCheck } from "./define-check.ts";
import { AUDIT_AGAIN, DELETE_UNSOUND, REPAIR_HOST } from "./directory-next-steps.ts";
import { attributeRef, directoryProof } from "./directory-proof.ts";
import { type HostJudgement, judgeConnectionPoint, judged, openForLackOf } from "./host-judgement.ts";
import { severityOn } from "./host-severity.ts";
import { hostMessages, judgeHosts } from "./judged-hosts.ts";
import { principalName } from "./principal-names.ts";

/** All rights that objects of a directory know (MS-ADTS 5.1.3.2). */
const FULL_CONTROL = 0xf_01ff;
const GENERIC_ALL = 0x1000_0000;

export const scpHandMade = defineCheck({
  meta: {
    id: "scp-hand-made",
    title: "Service connection points were made by their hosts",
    failureTitle: "Service connection points were not made by their hosts",
    label: "SCP made by hand",
    subjectRole: "suspect",
    severity: "critical",
    rationale:
      "A host that makes its service connection point (SCP) owns it and has full control over it. One that an administrator " +
      "made belongs to the administrator, and the host may not write to it: seen in a lab. The published case warns of it.",
    threshold:
      "One connection point whose owner is not the host's SID, or whose access list gives that SID no full control of its " +
      "own (0xf01ff or generic all).",
    legend:
      "Owner and access list come from nTSecurityDescriptor, the host's SID from objectSid. Where one of these is not shown, " +
      "nobody knows who made it. The host may still delete it: so it can make its own.",
    channels: [],
    requires: ["directoryHosts"],
    messages: {
      ...hostMessages("Service connection points of {hosts:hosts|hosts} that the host did not make"),
      owner: "owned by {owner}, not by the host; made {made}",
      "owner-and-rights": "owned by {owner}, not by the host, which has no full control of it; made {made}",
      rights: "the host owns it and has no full control of it; made {made}",
      "rights-of-unknown-owner": "the host has no full control of it, and its owner is not shown; made {made}",
    },
    remediation: [AUDIT_AGAIN, DELETE_UNSOUND, ...REPAIR_HOST],
  },
  evaluate({ directoryHosts }) {
    return judgeHosts(directoryHosts.hosts, {
      severity: "critical",
      judge: (host) => judgeConnectionPoint(host, (points) => judgeMaker(host, points)),
    });
  },
});

function judgeMaker(
  host: DirectoryHost,
  points: readonly [SeenConnectionPoint, ...SeenConnectionPoint[]],
): HostJudgement {
  const sids = new Set(host.accounts.flatMap(({ object }) => object.sid ?? []));
  if (sids.size === 0) return openForLackOf(host.accounts, "objectSid");
  const shown = points.flatMap((point) => {
    const { access } = point.object;
    return access === null ? [] : [{ point, access, ...faultsOf(access, sids) }];
  });
  const faulty = shown.filter(({ isForeign, lacksRights }) => isForeign || lacksRights);
  const [first, ...rest] = faulty;
  if (first !== undefined) return judged(handMadeFinding(host, [first, ...rest]));
  const isKnown = shown.some(({ access }) => access.owner !== null);
  return isKnown ? judged() : openForLackOf(points, "nTSecurityDescriptor");
}

interface Maker {
  readonly point: SeenConnectionPoint;
  readonly access: AccessControl;
  readonly isForeign: boolean;
  readonly lacksRights: boolean;
}

function faultsOf(
  { owner, entries }: AccessControl,
  sids: ReadonlySet<string>,
): Pick<Maker, "isForeign" | "lacksRights"> {
  const hasRights = entries?.some(
    ({ effect, sid, mask, objectType, inheritOnly }) =>
      effect === "allow" &&
      sids.has(sid) &&
      objectType === null &&
      !inheritOnly &&
      ((mask & FULL_CONTROL) === FULL_CONTROL || (mask & GENERIC_ALL) !== 0),
  );
  // Without any list everybody may do everything.
  return { isForeign: owner !== null && !sids.has(owner), lacksRights: hasRights === false };
}

function handMadeFinding(host: DirectoryHost, makers: readonly [Maker, ...Maker[]]): Finding {
  const [{ point, access }] = makers;
  const isForeign = makers.some((maker) => maker.isForeign);
  const lacksRights = makers.some((maker) => maker.lacksRights);
  const owners = makers.flatMap((maker) => {
    const sid = maker.access.owner;
    return maker.isForeign && sid !== null ? [principalName(sid, maker.point.view)] : [];
  });
  const ownerless = access.owner === null ? "rights-of-unknown-owner" : "rights";
  const refs = makers.flatMap(proofOfMaker);
  const sidRefs = host.accounts.flatMap((account) =>
    account.object.sid === null ? [] : [attributeRef(account, "objectSid", account.object.sid)],
  );
  return {
    code: isForeign ? (lacksRights ? "owner-and-rights" : "owner") : ownerless,
    severity: severityOn(host, "critical"),
    subject: { kind: "node", name: host.name },
    arguments: {
      owner: names(distinctTexts(owners)),
      made: span(point.object.whenCreated, point.object.whenCreated),
      domain: text(dnsNameOf(host.namingContext)),
    },
    ...directoryProof([...refs, ...sidRefs], attributeRef(point, "nTSecurityDescriptor", "not made by the host")),
  };
}

function proofOfMaker({ point, access, lacksRights }: Maker): readonly DirectoryRef[] {
  const owner = access.owner === null ? "owner not shown" : `owner ${principalName(access.owner, point.view)}`;
  const rights = lacksRights ? "no full control for the host" : "full control for the host";
  return [attributeRef(point, "nTSecurityDescriptor", `${owner}, ${rights}`)];
}
