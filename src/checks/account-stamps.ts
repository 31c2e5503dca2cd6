import type { AttributeStamp, DirectoryRef } from "../evidence/index.ts";
import type { AccountHistory, DirectoryHost, SeenComputer } from "../facts/directory/index.ts";
import { filetimeToIso } from "../shared/filetime.ts";
import { attributeRef } from "./directory-proof.ts";
import { type HostJudgement, openForLackOf } from "./host-judgement.ts";

/** As the schema spells what stamps name in lower case. */
const SPELLINGS: Readonly<Record<string, string>> = {
  samaccountname: "sAMAccountName",
  dnshostname: "dNSHostName",
  operatingsystem: "operatingSystem",
  operatingsystemversion: "operatingSystemVersion",
};

export function stampedAttribute({ attribute }: Pick<AttributeStamp, "attribute">): string {
  return SPELLINGS[attribute] ?? attribute;
}

/** What `repadmin /showobjmeta` shows of an attribute, under the attribute that keeps it on every server. */
export function stampRefs(account: SeenComputer, stamps: readonly AttributeStamp[]): readonly DirectoryRef[] {
  return stamps.map((stamp) =>
    attributeRef(
      account,
      "replPropertyMetaData",
      `${stampedAttribute(stamp)}: version ${stamp.version}, ${filetimeToIso(stamp.time)}`,
    ),
  );
}

/** For what only the metadata of a host's account tell. */
export function judgeByStamps(
  histories: readonly AccountHistory[],
  judge: (history: AccountHistory) => HostJudgement,
): (host: DirectoryHost) => HostJudgement {
  const historyOf = new Map(histories.map((history) => [history.host.name, history]));
  return (host) => {
    const history = historyOf.get(host.name);
    return history?.hasStamps === true
      ? judge(history)
      : openForLackOf(host.accounts, "msDS-ReplAttributeMetaData", "replPropertyMetaData");
  };
}
